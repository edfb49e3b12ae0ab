"""The passages of one story as a record: its spans and parts, whether it was cut, and what kind it is."""

from __future__ import annotations

import re

from feedmill.model import Kind, Parts, Span, Story
from feedmill.splitting.lines import Line
from feedmill.splitting.passages import Passage
from feedmill.splitting.vocabulary import DANGLING, LETTERED
from feedmill.splitting.wording import HEAD, KICKER, ending_of

DECK_SEAM = re.compile(r"(?<![^\W_])([a-z]{3,}) (?=(?:A|An|The) [a-z])")
DECK_WORDS = range(5, 61)
DECK_REACH = 500
SENTENCE_END = re.compile(r"[.!?] ")
LEAST_BODY = 80


def story_of(ordinal: int, passages: list[Passage], runs: list[list[Line]], text: str, confidence: float) -> Story:
    """One story. `runs` are its lines, grouped: furniture stands between two groups; each group becomes a span."""
    kicker, headline, deck = _above(passages[0].headings)
    bodies: list[Span] = []
    for number, passage in enumerate(passages):
        subheads = passage.headings if number else ()
        bodies.extend(line.span for line in subheads)
        if passage.body is not None:
            bodies.append(passage.body.span)
    first = next((passage for passage in passages if passage.body is not None), None)
    if first is passages[0] and first.body is not None and not kicker:
        kicker, opened, rest = _opened(first.body)
        deck = deck or opened
        bodies[0] = rest
    parts = Parts(headline, kicker, deck, tuple(bodies))
    cut = is_cut(text[slice(*bodies[-1])]) if bodies else True
    return Story(
        ordinal=ordinal,
        kind=Kind.EXCERPT if cut else Kind.FULL,
        truncated=cut,
        spans=tuple((run[0].start, run[-1].end) for run in runs),
        parts=parts,
        confidence=confidence,
        headline=_wording(text, headline),
        kicker=_wording(text, kicker),
        deck=_wording(text, deck),
        text="\n".join(_unbroken(text[start:end]) for start, end in bodies),
    )


def is_cut(last: str) -> bool:
    """Whether a story's last paragraph ends where its writer did not: an ellipsis, or no end of a sentence.

    A short line without a full stop is no evidence (lists, sign-offs), unless it ends in a word that cannot be last.
    """
    ending = ending_of(last)
    if ending in ("full", "colon"):
        return False
    if ending != "short":
        return True
    words = last.rsplit(maxsplit=1)
    return len(words) > 1 and words[-1] in DANGLING and len(last) > len(words[-1]) + 20


def _above(headings: tuple[Line, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Kicker, headline and deck among a story's headings: one all in capitals above another is a kicker."""
    spans = tuple(line.span for line in headings)
    if len(headings) > 1 and headings[0].text.isupper() and not headings[1].text.isupper():
        return spans[:1], spans[1:2], spans[2:]
    return (), spans[:1], spans[1:]


def _opened(line: Line) -> tuple[tuple[Span, ...], tuple[Span, ...], Span]:
    """Kicker and deck at the head of a body line, and where the body begins.

    The deck counts only where its end can be found: a word in lower case right before a sentence's capital article,
    without a stop between. Else what follows the kicker is body.
    """
    match = KICKER.match(line.text[:HEAD])
    if match is None or line.end - line.start - match.end() < LEAST_BODY:
        return (), (), line.span
    kicker = ((line.start, line.start + match.end(1)),)
    after = match.end()
    for seam in DECK_SEAM.finditer(line.text, after, after + DECK_REACH):
        deck = line.text[after : seam.end(1)]
        if SENTENCE_END.search(deck):
            break
        if seam[1] not in LETTERED and len(deck.split()) in DECK_WORDS and len(line.text) - seam.end() >= LEAST_BODY:
            return kicker, ((line.start + after, line.start + seam.end(1)),), (line.start + seam.end(), line.end)
    return kicker, (), (line.start + after, line.end)


def _wording(text: str, spans: tuple[Span, ...]) -> str | None:
    """The text of a part, or None where there is none."""
    return " ".join(_unbroken(text[start:end]) for start, end in spans) or None


def _unbroken(piece: str) -> str:
    """A piece of text on one line: where a paragraph was wrapped, its line ends are blanks."""
    return " ".join(line.strip() for line in piece.splitlines())
