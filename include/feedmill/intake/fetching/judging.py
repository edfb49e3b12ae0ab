"""What an answer means for its source: what is kept, what is known from now on, and when it is looked at again.

Pure but for the content's beginning, which it reads: an answer or an error comes in, a verdict goes out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feedmill.errors import FeedmillError, Reason, Rejected
from feedmill.intake.fetching.answers import Answer, retry_after
from feedmill.intake.fetching.cadence import next_look, next_try, noticed, stated
from feedmill.intake.fetching.reasons import FetchReason
from feedmill.intake.fetching.targets import target_of
from feedmill.intake.sources import PageSource, WebSource
from feedmill.intake.taking import Taken
from feedmill.model.fetching import Check, Outcome, SourceState
from feedmill.reading.decoding import decode
from feedmill.reading.sniffing import Format, sniff_text

MOVES = 3
"""So many answers in a row have to say that an address has moved for good, until it is believed."""

MISSING = 5
"""After so many answers of 404 in a row a source is asked no more."""

HEAD, TAIL = 64 * 1024, 256
"""Of the content so many bytes are looked at, from its beginning and its end."""

BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a source: its id, when it began, and how many milliseconds it took."""

    id: str
    at: datetime
    milliseconds: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a look. `kept` is the content that is to become a delivery; `moved` is news for the log."""

    state: SourceState
    check: Check
    kept: Taken | None = None
    headers: tuple[tuple[str, str], ...] = ()
    moved: bool = False


def judged(source: WebSource, state: SourceState, answer: Answer, look: Look) -> Verdict:
    """What an answer means."""
    if answer.status == 304:
        return _unchanged(source, state, answer, look)
    if answer.taken is not None:
        wrong = _wrong(source, answer.taken)
        return _failed(source, state, answer, look, wrong) if wrong else _arrived(source, state, answer, look)
    return _refused(source, state, answer, look)


def failed(source: WebSource, state: SourceState, error: FeedmillError, look: Look) -> Verdict:
    """What it means that no answer came, or none that may be taken."""
    check = _check(state, look, Outcome.FAILED, reason=error.reason, detail=error.detail)
    return Verdict(_after_failure(source, state, look.at), check)


def put_off(state: SourceState, reason: Reason, detail: str, until: datetime, look: Look) -> Verdict:
    """A source that was not asked, because its host does not want it now."""
    check = _check(state, look, Outcome.PUT_OFF, reason=reason, detail=detail)
    return Verdict(replace(state, due_at=until, checked_at=look.at), check)


def _arrived(source: WebSource, state: SourceState, answer: Answer, look: Look) -> Verdict:
    assert answer.taken is not None
    body = answer.taken.original.sha256
    changed = body != state.body
    outcome = Outcome.CHANGED if changed else Outcome.SAME
    known = replace(_well(source, state, answer, look), validators=answer.validators, body=body)
    known = noticed(known, look.at) if changed else known
    head = _ends(answer.taken)
    known = replace(known, due_at=next_look(source, known, stated(answer, head, look.at), look.at))
    return Verdict(known, _told(known, answer, look, outcome), answer.taken, answer.kept, known.url != state.url)


def _unchanged(source: WebSource, state: SourceState, answer: Answer, look: Look) -> Verdict:
    known = _well(source, state, answer, look)
    known = replace(known, due_at=next_look(source, known, stated(answer, b"", look.at), look.at))
    return Verdict(known, _told(known, answer, look, Outcome.UNCHANGED), moved=known.url != state.url)


def _refused(source: WebSource, state: SourceState, answer: Answer, look: Look) -> Verdict:
    """Any other status."""
    if answer.status in BUSY:
        known = _after_failure(source, state, look.at)
        wait = retry_after(answer.header("retry-after"), look.at)
        known = replace(known, due_at=look.at + wait) if wait else known
        detail = f"{answer.status}; asked again {known.due_at:%Y-%m-%d %H:%M} UTC"
        return Verdict(known, _told(known, answer, look, Outcome.PUT_OFF, FetchReason.HOST_BUSY, detail))
    return _failed(source, state, answer, look, _meaning(answer.status))


def _failed(source: WebSource, state: SourceState, answer: Answer, look: Look, reason: Reason) -> Verdict:
    known = _after_failure(source, state, look.at)
    known = replace(known, not_found=state.not_found + 1 if reason is FetchReason.NOT_THERE else 0)
    if reason is FetchReason.GONE or known.not_found >= MISSING:
        known = replace(known, stopped=str(reason))
    detail = f"{answer.status} from {answer.url[:200]}"
    return Verdict(known, _told(known, answer, look, Outcome.FAILED, reason, detail))


def _meaning(status: int) -> FetchReason:
    named = {404: FetchReason.NOT_THERE, 410: FetchReason.GONE}
    if status in named:
        return named[status]
    if 400 <= status < 500:
        return FetchReason.HOST_REFUSES
    return FetchReason.HOST_FAILS if 500 <= status < 600 else FetchReason.STATUS_UNEXPECTED


def _wrong(source: WebSource, taken: Taken) -> FetchReason | None:
    """Why content is none that this source can have."""
    if taken.original.size == 0:
        return FetchReason.ANSWER_EMPTY
    if isinstance(source, PageSource):
        return None
    try:
        text = decode(_ends(taken)).text
    except Rejected:
        return None  # what it is, reading says
    return FetchReason.TURNED_TO_HTML if sniff_text(text) is Format.HTML else None


def _ends(taken: Taken) -> bytes:
    """The beginning of the content and, where it is longer, its end."""
    taken.file.seek(0)
    head = taken.file.read(HEAD)
    if taken.original.size > HEAD:
        taken.file.seek(max(HEAD, taken.original.size - TAIL))
        head += taken.file.read(TAIL)
    taken.file.seek(0)
    return head


def _well(source: WebSource, state: SourceState, answer: Answer, look: Look) -> SourceState:
    """The state after any answer that is as it should be: nothing fails in a row, and moves are counted."""
    known = replace(state, checked_at=look.at, failures=0, not_found=0, stopped=None)
    if answer.moved is None or not _may_move(source, answer.moved):
        return replace(known, moved_to=None, moved_times=0)
    times = state.moved_times + 1 if answer.moved == state.moved_to else 1
    if times < MOVES:
        return replace(known, moved_to=answer.moved, moved_times=times)
    return replace(known, url=answer.moved, moved_to=None, moved_times=0)


def _may_move(source: WebSource, url: str) -> bool:
    """A source with a secret or headers of its own moves within its host alone: they are for nobody else."""
    return not (source.connection or source.headers) or target_of(url).origin == target_of(source.url).origin


def _after_failure(source: WebSource, state: SourceState, now: datetime) -> SourceState:
    known = replace(state, checked_at=now, failures=state.failures + 1)
    return replace(known, due_at=next_try(source, known, now))


def _told(
    state: SourceState, answer: Answer, look: Look, outcome: Outcome, reason: Reason | None = None, detail: str = ""
) -> Check:
    check = _check(state, look, outcome, reason=reason, detail=detail)
    return replace(check, url=answer.url, status=answer.status, wire=answer.wire)


def _check(
    state: SourceState, look: Look, outcome: Outcome, *, reason: Reason | None = None, detail: str = ""
) -> Check:
    said = str(reason) if reason else None
    known = Check(look.id, state.source, look.at, outcome, state.url, milliseconds=look.milliseconds)
    return replace(known, reason=said, detail=detail or None)


def first_state(source: WebSource, now: datetime) -> SourceState:
    """What is known of a source that was never looked at: it is due."""
    return SourceState(source.name, source.url, source.url, due_at=now - timedelta(microseconds=1))
