"""A digest sent as HTML, as its stories: each with its headline, its text and its address; and what stands around them.

A masthead, a greeting, adverts, links to networks, addresses and how to get no more are around. A long text above the
first headline is a story too, below the heading that it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from feedmill.reading.mail.extents import ENDED, WHOLLY, Sheet, tail_of
from feedmill.reading.mail.layout import Row
from feedmill.reading.mail.phrases import closes, is_advert
from feedmill.reading.mail.titles import folded, parted, titles_of

LEAST = 2
LETTER, HEADED = 600, 200
"""Characters of text above the first headline that are a story; fewer, where a heading that is the subject is above."""

KICKER = 80
"""Text above a headline in one element is none of a kicker from so many characters on."""

BEFORE, MOST_LABELS = 60, 2
"""A line between headline and text of at most so many characters, without a sentence's end, is none of the text."""

FEW, RULED = 4, 160
"""Lines and characters between a rule and the next headline that are a label, not text of the story above."""


@dataclass(frozen=True, slots=True)
class Item:
    """A story: its headline, where it leads to, and its lines in order, each with whether it stands beside the text.

    The headline is among the lines where there is one.
    """

    headline: Row | None
    href: str | None
    lines: tuple[tuple[Row, bool], ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The stories of a mail, and the rows around them."""

    items: tuple[Item, ...]
    around: tuple[Row, ...]


def digest_of(rows: Sequence[Row], subject: str | None, sender: str | None = None) -> Digest | None:
    """The stories of a mail that holds several; None where it is no digest. `sender` is the name of who sent it."""
    rows = parted(rows)
    sheet = Sheet(rows)
    named = folded(subject or "")
    marks = titles_of(sheet, subject or "", sender or "")
    if not marks:
        return None
    ranges = {at: own for at, own in _ranges(sheet, marks) if not _is_advertised(sheet, own, at)}
    items = [_item(sheet, own, at) for at, own in ranges.items()]
    lead = _lead(sheet, min((own.start for own in ranges.values()), default=0), named)
    if len(items) + (lead is not None) < LEAST:
        return None
    taken = {at for own in ranges.values() for at in own}
    if lead is not None:
        taken.update(lead)
        items.insert(0, _item(sheet, lead, _heading_in(sheet, lead)))
    return Digest(tuple(items), tuple(row for at, row in enumerate(rows) if at not in taken))


def _ranges(sheet: Sheet, marks: Sequence[int]) -> list[tuple[int, range]]:
    """The rows of each story."""
    cards = [sheet.card(at, marks) for at in marks]
    labels = _labels(sheet, [at for at, card in zip(marks, cards, strict=True) if card is None])
    found: list[tuple[int, range]] = []
    ends = [_opening(sheet, at, marks, labels) for at in marks[1:]]
    for number, (at, card) in enumerate(zip(marks, cards, strict=True)):
        first = _opening(sheet, at, marks, labels) if card is None else card.start
        first = max(first, found[-1][1].stop) if found else first
        last = card.stop if card is not None else _flat_end(sheet, marks, number, [*ends, sheet.reach(marks)][number])
        found.append((at, range(first, _closed(sheet, at, last) if number == len(marks) - 1 else last)))
    return found


def _opening(sheet: Sheet, at: int, marks: Sequence[int], labels: int) -> int:
    """The first row of a story whose headline shares its element with others: that of a label above it."""
    first = min(sheet.opening(at, marks), at - labels)
    long = any(sheet.is_text(one) and len(sheet.rows[one].text) >= KICKER for one in range(first, at))
    return at if long else first


def _labels(sheet: Sheet, flat: Sequence[int]) -> int:
    """How many rows right above each of some headlines are labels: a section, a day; the same number above all."""
    count = 0
    while flat and count < MOST_LABELS and all(_is_label(sheet, at - count - 1) for at in flat):
        count += 1
    return count


def _is_label(sheet: Sheet, at: int) -> bool:
    """Whether a row may be a label above a headline."""
    if at < 0:
        return False
    row = sheet.rows[at]
    short = len(row.text) <= BEFORE and ENDED.search(row.text) is None
    return short and not row.level and row.linked == 0 and not sheet.is_text(at) and not sheet.is_service(at)


def _flat_end(sheet: Sheet, marks: Sequence[int], number: int, end: int) -> int:
    """Where a story ends that shares its element with others: above the next one, a heading, or a rule.

    The last one ends below the link that leads on to it, too.
    """
    at = marks[number]
    title = sheet.rows[at]
    final = number == len(marks) - 1
    told = False
    for one in range(at + 1, max(end, at + 1)):
        row = sheet.rows[one]
        ruled = row.ruled or not any(map(str.isalnum, row.text))
        if told and (_is_section(title, row) or (ruled and (final or _is_little(sheet.rows[one:end])))):
            return one
        if told and final and sheet.leads_on(one, title.href):
            return one + 1
        told = told or sheet.is_text(one, title.href)
    return max(end, at + 1)


def _is_little(rows: Sequence[Row]) -> bool:
    """Whether what stands between a rule and the next headline is too little to be text of the story above."""
    return sum(len(row.text) for row in rows[:FEW]) <= RULED and len(rows) <= FEW


def _is_section(title: Row, row: Row) -> bool:
    """Whether a row is a heading of the same level as a headline, or a higher one."""
    return 0 < row.level <= (title.level or row.level)


def _closed(sheet: Sheet, at: int, last: int) -> int:
    """The end of the last story: above what closes the mail, and the names and addresses right before that."""
    end = next((one for one in range(at + 1, last) if closes(sheet.rows[one].text)), None)
    if end is None:
        return last
    told = next((one for one in range(at + 1, end) if sheet.is_text(one, sheet.rows[at].href)), end)
    while end > told + 1 and not (sheet.ends_text(end - 1) or sheet.leads_on(end - 1, sheet.rows[at].href)):
        end -= 1
    return end


def _is_advertised(sheet: Sheet, own: range, at: int) -> bool:
    """Whether a line above a headline says that it is an advertisement."""
    above = range(max(0, own.start - 1), at)
    return any(is_advert(sheet.rows[one].text) for one in above)


def _lead(sheet: Sheet, end: int, named: str) -> range | None:
    """The rows of a story above the first headline."""
    told = [at for at in range(end) if sheet.is_text(at)]
    size = sum(len(sheet.rows[at].text) for at in told)
    if not told:
        return None
    heads = [at for at in range(told[0]) if sheet.rows[at].level or folded(sheet.rows[at].text) == named]
    is_headed = any(folded(sheet.rows[at].text) == named for at in heads)
    if size < (HEADED if is_headed else LETTER):
        return None
    return range(heads[-1] if heads else told[0], told[-1] + 1)


def _heading_in(sheet: Sheet, own: range) -> int | None:
    """The heading that a story begins with."""
    return None if sheet.is_text(own.start) else own.start


def _item(sheet: Sheet, own: range, title: int | None) -> Item:
    """A story of some rows."""
    headline = None if title is None else sheet.rows[title]
    href = headline.href if headline is not None else None
    told = next((at for at in own if sheet.is_text(at, href)), own.start)
    lines: list[tuple[Row, bool]] = []
    for at in own:
        row = sheet.rows[at]
        if at == title:
            lines.append((row, False))
        elif (title is not None and at < title) or _is_beside(sheet, at, told, href):
            lines.append((row, True))
        else:
            lines.extend(_without_tail(row))
    if href is None and title is not None:
        href = sheet.lead_of(title, own.stop)
    return Item(headline, href, tuple(lines))


def _is_beside(sheet: Sheet, at: int, told: int, href: str | None) -> bool:
    """Whether a row below a headline is none of its text: a button, a link elsewhere, a name or day above the text.

    `told` is the first row of its text.
    """
    row = sheet.rows[at]
    if sheet.is_text(at, href):
        return False
    if row.linked > WHOLLY or not any(map(str.isalnum, row.text)) or sheet.is_service(at):
        return True
    return at < told and len(row.text) <= BEFORE and ENDED.search(row.text) is None


def _without_tail(row: Row) -> list[tuple[Row, bool]]:
    """A row of text, and the link at its end that leads on."""
    cut = tail_of(row)
    if cut is None:
        return [(row, False)]
    head, tail = row.text[:cut].rstrip(), row.text[cut:].strip()
    kept = tuple(run for run in row.links[:-1] if run[1] <= len(head))
    return [
        (replace(row, text=head, links=kept), False),
        (replace(row, text=tail, links=((0, len(tail), row.links[-1][2]),)), True),
    ]
