"""How far a story of a digest reaches: the element around its headline that holds no other, or up to the next one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from feedmill.reading.mail.layout import Row
from feedmill.reading.mail.links import leads_away
from feedmill.reading.mail.phrases import CLOSED, TAIL_EDGE, closes, is_service, leads_on

TEXT, WIDE_TEXT, SUMMARY = 40, 15, 60
"""Characters of a line that is text; of one in Chinese or Japanese; of one that is all link."""

MOSTLY, WHOLLY = 0.5, 0.9
BUTTON, MOST_NAMES = 40, 120
ENDED = re.compile(r"[.!?…:。！？][\"'»”’)\]]{0,2}$")
"""How a sentence ends, or a line that opens a list."""

WIDE = re.compile("[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]")


class Sheet:
    """The rows of a mail, and which of them each element holds."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.held: dict[int, tuple[int, int]] = {}
        self.served: dict[int, bool] = {}
        for at, row in enumerate(rows):
            for number in row.place:
                self.held[number] = (self.held.get(number, (at, at))[0], at + 1)

    def is_text(self, at: int, href: str | None = None) -> bool:
        """Whether a row is text of a story; `href` is what its headline leads to, and may be what all of it does."""
        row = self.rows[at]
        if row.level or self.is_service(at):
            return False
        if row.linked > MOSTLY:
            return href is not None and row.href == href and len(row.text) >= SUMMARY
        return len(row.text) >= TEXT or len(WIDE.findall(row.text)) >= WIDE_TEXT

    def is_service(self, at: int) -> bool:
        """Whether a row is about the mail itself, or a button."""
        if at not in self.served:
            row = self.rows[at]
            self.served[at] = is_service(row.text, linked=row.linked)
        return self.served[at]

    def card(self, at: int, marks: Sequence[int]) -> range | None:
        """The rows of the largest element around a headline with text of its own and without another of the `marks`.

        An element that also holds the end of the mail is left for a smaller one. None where none holds text.
        """
        found: range | None = None
        for number in self.rows[at].place:
            own = range(*self.held[number])
            if bisect_left(marks, own.stop) - bisect_left(marks, own.start) > 1:
                continue
            if not any(self.is_text(one, self.rows[at].href) for one in range(at + 1, own.stop)):
                break
            if found is None or any(closes(self.rows[one].text) for one in range(at + 1, found.stop)):
                found = own
        return found

    def opening(self, at: int, marks: Sequence[int]) -> int:
        """The first row of the largest element around a headline that holds no other."""
        for number in self.rows[at].place:
            first, last = self.held[number]
            if bisect_left(marks, last) - bisect_left(marks, first) == 1:
                return first
        return at

    def reach(self, marks: Sequence[int]) -> int:
        """The end of the smallest element that holds all `marks`."""
        common = min((self.rows[at].place for at in marks), key=len, default=())
        for number in reversed(common):
            first, last = self.held[number]
            if first <= marks[0] and marks[-1] < last:
                return last
        return len(self.rows)

    def ends_text(self, at: int) -> bool:
        """Whether a row is text to its end: what names and addresses below a text are not."""
        row = self.rows[at]
        shown = row.text[: tail_of(row)].rstrip()
        return self.is_text(at) and (len(shown) > MOST_NAMES or ENDED.search(shown) is not None)

    def leads_on(self, at: int, href: str | None) -> bool:
        """Whether a row is a link to the story above it, whose headline leads to `href`."""
        row = self.rows[at]
        return row.linked > WHOLLY and len(row.text) <= BUTTON and (leads_on(row.text) or row.href == href)

    def lead_of(self, at: int, below: int) -> str | None:
        """Where the last link behind the text of a section leads: a line of its own, or the end of the text."""
        for one in range(at + 1, below):
            row = self.rows[one]
            after = row.linked > WHOLLY and len(row.text) <= BUTTON and one > at + 1
            if after and leads_away(row.href) and (leads_on(row.text) or not self.is_service(one)):
                return row.href
            cut = tail_of(row)
            if cut is not None and leads_away(row.links[-1][2]):
                return row.links[-1][2]
        return None


def tail_of(row: Row) -> int | None:
    """Where the link begins that leads on to the story, at the end of its text and behind its last sentence."""
    if not row.links or row.linked > MOSTLY:
        return None
    start, end, _ = row.links[-1]
    if end - start > BUTTON or not TAIL_EDGE.fullmatch(row.text[end:]) or not row.text[:start].strip():
        return None
    told = leads_on(row.text[start:end]) or CLOSED.search(row.text[max(0, start - 12) : start]) is not None
    return len(row.text[:start].rstrip(" ([")) if told else None
