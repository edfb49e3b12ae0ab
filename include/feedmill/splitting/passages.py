"""Lines of content as passages: a body line with the headings that stand right before it.

A heading never ends what stands above it by itself; the gap before it is judged with the words that follow it.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedmill.splitting.lines import Line
from feedmill.splitting.wording import HEAD, KICKER, ending_of

MAX_HEADING_CHARS = 130
MAX_HEADING_WORDS = 18
MAX_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Body text with its headings above it; at the end of a page it may be headings alone, without a `body`.

    `set_off` says that a separator stands before it.
    """

    headings: tuple[Line, ...]
    body: Line | None
    set_off: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines, in order."""
        return self.headings if self.body is None else (*self.headings, self.body)

    @property
    def told(self) -> str:
        """The text that the passage is judged by: its body, else its last heading."""
        return self.lines[-1].text

    @property
    def blanks(self) -> int:
        """The blank lines before it."""
        return self.lines[0].blanks


def passages_of(lines: list[Line], separated: frozenset[int] = frozenset()) -> list[Passage]:
    """Group lines of content. `separated` holds the starts of lines before which a separator stands."""
    passages: list[Passage] = []
    pending: list[Line] = []
    for line, heads in zip(lines, _headings(lines), strict=True):
        if pending and line.start in separated:
            passages.append(Passage(tuple(pending), None, pending[0].start in separated))
            pending = []
        if heads:
            pending.append(line)
            continue
        first = pending[0] if pending else line
        passages.append(Passage(tuple(pending), line, first.start in separated))
        pending = []
    if pending:
        passages.append(Passage(tuple(pending), None, pending[0].start in separated))
    return passages


def _headings(lines: list[Line]) -> list[bool]:
    """Which lines are headings: the format says so, or they look it, and at most three stand in a row."""
    like = [line.heading or _looks(line) for line in lines]
    at = 0
    while at < len(like):
        end = at
        while end < len(like) and like[end]:
            end += 1
        stated = any(line.heading for line in lines[at:end])
        if end > at and not stated and (end - at > MAX_HEADINGS or not _leads(lines, end)):
            like[at:end] = [False] * (end - at)
        at = end + 1
    return like


def _looks(line: Line) -> bool:
    """Whether a line has the form of a heading: short, begun like a sentence, ended like none."""
    words = len(line.text.split()) if len(line.text) <= MAX_HEADING_CHARS else 0
    if not 0 < words <= MAX_HEADING_WORDS or line.text.lstrip("\"“‘'«„([")[:1].islower():
        return False
    asks = line.text.endswith("?") and words <= MAX_HEADING_WORDS // 2
    return (asks or ending_of(line.text) in ("short", "word")) and not KICKER.match(line.text[:HEAD])


def _leads(lines: list[Line], at: int) -> bool:
    """Whether longer text follows a run of headings."""
    return at < len(lines) and len(lines[at].text) > len(lines[at - 1].text)
