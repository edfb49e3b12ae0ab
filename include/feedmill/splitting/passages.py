"""Lines of content as passages: a body line with the headings that stand right before it.

A heading never ends what stands above it by itself; the gap before it is judged with the words that follow it.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedmill.splitting.lines import Line
from feedmill.splitting.wording import Wording, wording_of

MAX_HEADING_CHARS = 130
MAX_HEADING_WORDS = 18
MAX_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Body text with its headings above it. A passage at the end of a page may be headings alone: no `body` then."""

    headings: tuple[Line, ...]
    body: Line | None
    wording: Wording
    set_off: bool = False
    """Whether a separator or other furniture stands before it."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines, in order."""
        return self.headings if self.body is None else (*self.headings, self.body)

    @property
    def blanks(self) -> int:
        """The blank lines before it."""
        return self.lines[0].blanks


def passages_of(lines: list[Line], separated: frozenset[int] = frozenset()) -> list[Passage]:
    """Group lines of content. `separated` holds the starts of lines before which a separator stands."""
    wordings = [wording_of(line.text) for line in lines]
    heads = _headings(lines, wordings)
    passages: list[Passage] = []
    pending: list[Line] = []
    for line, wording, is_head in zip(lines, wordings, heads, strict=True):
        if is_head and not (pending and line.start in separated):
            pending.append(line)
            continue
        first = pending[0] if pending else line
        passages.append(Passage(tuple(pending), line, wording, first.start in separated))
        pending = []
    if pending:
        passages.append(Passage(tuple(pending), None, wording_of(pending[-1].text), pending[0].start in separated))
    return passages


def _headings(lines: list[Line], wordings: list[Wording]) -> list[bool]:
    """Which lines are headings: the format says so, or they look it, and at most three stand in a row."""
    like = [line.heading or _looks(line, wording) for line, wording in zip(lines, wordings, strict=True)]
    at = 0
    while at < len(like):
        end = at
        while end < len(like) and like[end]:
            end += 1
        stated = any(line.heading for line in lines[at:end])
        if not stated and (end - at > MAX_HEADINGS or not _leads(wordings, end)):
            like[at:end] = [False] * (end - at)
        at = end + 1
    return like


def _looks(line: Line, wording: Wording) -> bool:
    """Whether a line has the form of a heading: short, begun like a sentence, ended like none."""
    short = line.end - line.start <= MAX_HEADING_CHARS and 0 < wording.words <= MAX_HEADING_WORDS
    asks = line.text.endswith("?") and wording.sentences <= 1 and wording.words <= MAX_HEADING_WORDS // 2
    return short and not wording.lower and (wording.ending in ("short", "word") or asks) and not wording.kicker


def _leads(wordings: list[Wording], at: int) -> bool:
    """Whether body text follows a run of headings."""
    return at < len(wordings) and wordings[at].length > wordings[at - 1].length
