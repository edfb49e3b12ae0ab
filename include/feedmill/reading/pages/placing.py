"""Where a line of a page stands to its main story: beside the headline, above it, within, or right after the end.

What stands in a teaser, a box of other stories or a comment is beside nothing of the main story's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedmill.reading.pages.hints import KINDS
from feedmill.reading.pages.lines import Layout, PageLine
from feedmill.reading.pages.survey import letters

BESIDE, ABOVE, WITHIN, AFTER, BELOW = range(5)
"""The zones, in the order in which a byline or a date that stands there is believed to be the story's."""

BELOW_HEADLINE, ABOVE_HEADLINE, BEHIND_END, CLOSE = 14, 8, 6, 4
PROSE = 140
NOWHERE = -1_000
"""Where a story is that is not on the page."""

OTHERS = frozenset(KINDS.index(kind) for kind in ("comment", "related"))
MENUS = frozenset(KINDS.index(kind) for kind in ("menu", "foot"))
REACH = 6
"""So many elements up, a name counts for the lines in it."""


class Place:
    """The lines around a main story."""

    def __init__(
        self, layout: Layout, headline: int, main: Sequence[int], teased: frozenset[int] = frozenset()
    ) -> None:
        self.layout = layout
        self.teased = teased
        self.headline = headline
        self.head = headline if headline >= 0 else main[0] - 1 if main else NOWHERE
        self.last = max(main[-1], self.head) if main else NOWHERE
        self.main = frozenset(main)
        self.prose = self._first_prose()

    def _first_prose(self) -> int:
        """The first line below the headline that is a paragraph of the story."""
        last = min(self.head + BELOW_HEADLINE, len(self.layout.lines) - 1)
        last = min(last, self.last) if self.last > self.head else last
        for at in range(self.head + 1, last + 1):
            if at in self.main and letters(self.layout.lines[at].text) >= PROSE:
                return at
        return last + 1

    def zone(self, at: int) -> int | None:
        """The zone of a line; None where it is none of the story's."""
        if not 0 <= at < len(self.layout.lines) or (at in self.teased and not self.head - 2 <= at < self.prose):
            return None
        if self.head <= at < self.prose:
            found = BESIDE
        elif self.head - ABOVE_HEADLINE <= at < self.head:
            found = ABOVE
        elif self.prose <= at <= self.last:
            found = WITHIN
        elif self.last < at <= self.last + BEHIND_END:
            found = AFTER
        elif at > self.last:
            found = BELOW
        else:
            return None
        return None if self._stands_in(at, OTHERS | MENUS if at < self.head - CLOSE else OTHERS) else found

    def next_text(self, at: int) -> str:
        """The line behind one, if it is one of the story's too; else nothing."""
        return self.layout.lines[at + 1].text if self.zone(at + 1) is not None else ""

    def is_others(self, at: int) -> bool:
        """Whether a line stands in a comment, or in a box of other stories."""
        return 0 <= at < len(self.layout.lines) and self._stands_in(at, OTHERS)

    def distance(self, at: int) -> int:
        """How far a line stands from the headline, or from the end where it stands behind it."""
        return at - self.last if at > self.last else abs(at - self.head)

    def lines(self) -> Iterator[tuple[int, int, PageLine]]:
        """The lines around and of the story, with zone and number; its last one counts as after it."""
        for at in range(max(0, self.head - ABOVE_HEADLINE), len(self.layout.lines)):
            zone = None if at == self.headline else self.zone(at)
            if zone == WITHIN:
                zone = BESIDE if at < self.head + CLOSE else AFTER if at == self.last else WITHIN
            if zone is not None:
                yield zone, at, self.layout.lines[at]

    def _stands_in(self, at: int, kinds: frozenset[int]) -> bool:
        """Whether an element around a line, and not around the headline too, is named so."""
        number = self.layout.lines[at].element
        for _ in range(REACH):
            element = self.layout.elements[number]
            if element.first <= self.head < element.last:
                return False
            if not kinds.isdisjoint(element.kinds):
                return True
            number = element.parent
            if number < 0:
                return False
        return False


def is_set_off(line: PageLine) -> bool:
    """Whether all of a line is in bold or in italics."""
    return max(line.strong, line.slanted) >= len(line.text.replace(" ", "")) - 2
