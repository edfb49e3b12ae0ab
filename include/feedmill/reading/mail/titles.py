"""Which rows of a mail are the headlines of its stories: those of one kind that stand again, each above a text.

A linked headline leads to its story. One that is not linked may as well be a subhead: then what stands below each has
to lead somewhere of its own, or to be set apart in a box of its own, below no headline that the subject repeats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from feedmill.reading.mail.extents import ENDED, Sheet
from feedmill.reading.mail.layout import Row
from feedmill.reading.mail.links import leads_away
from feedmill.reading.mail.phrases import is_service, leads_on
from feedmill.reading.pages.teasers import likeness

MOST_CHARS = 220
DEEPEST = 4
"""Headings of a lower level are no headlines."""

LEAST_CHARS, LEAST_WORDS, LEAST_WIDE = 12, 2, 5
WHOLLY = 0.85
WIDE = re.compile("[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]")
SEAMLESS = frozenset(("span", "a", "font", "b", "strong", "em", "i", "u", "center", "small"))
ASIDE = re.compile(r"\s*[:—–|·(\[-]\s*\S")
RUN_IN = re.compile(r"\s*[:—–|-]\s*(?=\S)")
LEAST_TEXT = 60
"""Characters behind a headline in its line from which on they are its text."""

MOST_ASIDE = 60
LEAST, REACH = 2, 8
MOST_SHARE = 2 / 3
LEAST_NAME = 4
"""Letters of a word, or of a name, that is known again."""

Key = tuple[object, ...]


def titles_of(sheet: Sheet, subject: str, sender: str) -> list[int]:
    """The numbers of the rows that are headlines of stories; none, where the mail is no digest."""
    linked = [at for at, row in enumerate(sheet.rows) if is_linked_title(row)]
    return _linked(sheet, _once(sheet.rows, linked)) or _unlinked(sheet, subject, sender)


def parted(rows: Sequence[Row]) -> list[Row]:
    """The rows; what stands behind a linked headline in its line is one as well: its outlet or day, or all its text."""
    found: list[Row] = []
    for row in rows:
        end = row.links[0][1] if row.links and row.links[0][0] == 0 and not row.level else 0
        title = replace(row, text=row.text[:end].rstrip(), links=(*row.links[:1],))
        aside = ASIDE.match(row.text, end) if is_linked_title(title) else None
        sign = RUN_IN.match(row.text, end) if aside is not None and len(row.text) - end >= LEAST_TEXT else None
        if sign is not None:
            found += [replace(title, bold=True), replace(row, text=sign[0].strip(), links=()), _behind(row, sign.end())]
        elif aside is not None and len(row.links) == 1 and len(row.text) - end <= MOST_ASIDE:
            found += [title, replace(row, text=row.text[end:].strip(), links=(), ruled=False)]
        else:
            found.append(row)
    return found


def _behind(row: Row, at: int) -> Row:
    """The rest of a row."""
    links = tuple((start - at, end - at, href) for start, end, href in row.links if start >= at)
    return replace(row, text=row.text[at:], links=links, bold=False, ruled=False)


def folded(text: str) -> str:
    """The letters and figures of a text, small."""
    return "".join(char for char in text.casefold() if char.isalnum())


def is_linked_title(row: Row) -> bool:
    """Whether a row is one link that is worded like a headline."""
    if not row.links or row.level > DEEPEST or len(row.text) > MOST_CHARS:
        return False
    lead = sum(end - start for start, end, href in row.links if href == row.href)
    if lead < WHOLLY * len(row.text) or not leads_away(row.href):
        return False
    if row.level:
        return any(map(str.isalpha, row.text)) and not leads_on(row.text)
    words = len(row.text.split()) >= LEAST_WORDS and len(row.text) >= LEAST_CHARS
    return (words or len(WIDE.findall(row.text)) >= LEAST_WIDE) and not is_service(row.text, linked=1.0)


def _once(rows: Sequence[Row], at: Sequence[int]) -> list[int]:
    """The rows whose words lead to one address only: the words of buttons lead to many."""
    leads: dict[str, set[str]] = {}
    for one in at:
        leads.setdefault(folded(rows[one].text), set()).add(rows[one].href or "")
    return [one for one in at if len(leads[folded(rows[one].text)]) == 1]


def _linked(sheet: Sheet, at: Sequence[int]) -> list[int]:
    """The linked headlines: of all groups of one kind, the one with most texts below."""
    rows = sheet.rows
    groups: dict[Key, list[int]] = {}
    for one in at:
        groups.setdefault(_kind(rows[one]), []).append(one)
    best: list[int] = []
    for key, own in groups.items():
        marks = _told(sheet, own, boxed=key[0] == "plain")
        if len(marks) > len(best) or (len(marks) == len(best) and key[0] == "heading"):
            best = marks
    return best


def _kind(row: Row) -> Key:
    """What rows have in common that are headlines of one digest: headings, or else the tags around them."""
    if row.level:
        return ("heading",)
    tags = [tag for tag in row.shape if tag not in SEAMLESS]
    return ("bold" if row.bold else "plain", *tags[-2:])


def _told(sheet: Sheet, own: Sequence[int], *, boxed: bool) -> list[int]:
    """Those of some rows that are headlines; none where fewer than two have a text below, or all lead to one place.

    Where nothing but their links sets them off, they are `boxed`: each in an element with its text.
    """
    rows = sheet.rows
    told = [at for at, below in pairwise([*own, len(rows)]) if _has_text(sheet, at, below)]
    if boxed:
        told = [at for at in told if sheet.card(at, own) is not None]
    if len(told) < LEAST or len({rows[at].href for at in told}) < LEAST:
        return []
    return [at for at in own if at in told or (rows[at].level > 0 or likeness(rows[at].href or "") > 0)]


def _has_text(sheet: Sheet, at: int, below: int) -> bool:
    """Whether text stands right below a row."""
    href = sheet.rows[at].href
    return any(sheet.is_text(one, href) for one in range(at + 1, min(below, at + REACH)))


def _unlinked(sheet: Sheet, subject: str, sender: str) -> list[int]:
    """Headings, or bold lines of one shape, that are headlines though they are not linked."""
    rows = sheet.rows
    groups: dict[Key, list[int]] = {}
    for at, row in enumerate(rows):
        if is_plain_title(row):
            groups.setdefault((row.level, *(() if row.level else _kind(row))), []).append(at)
    found = [own for own in groups.values() if len(own) >= LEAST]
    told = [[at for at, below in pairwise([*own, len(rows)]) if _has_text(sheet, at, below)] for own in found]
    stated = [own for own in told if len(own) >= LEAST and _are_stories(sheet, own, subject, sender)]
    return max(stated, key=len, default=[])


def _are_stories(sheet: Sheet, own: Sequence[int], subject: str, sender: str) -> bool:
    """Whether headings that are not linked are headlines: by what is below them, by the subject, by what is above.

    Below a headline that the subject repeats they are subheads; where it is one of them, the links below each tell.
    """
    named = folded(subject)
    repeated = [at for at, row in enumerate(sheet.rows) if (row.level or row.bold) and folded(row.text) == named]
    if repeated:
        return all(at in own for at in repeated) and _lead_on(sheet, own)
    if _lead_on(sheet, own) or _are_boxed(sheet, own) or _are_announced(sheet, own, subject):
        return True
    above = [folded(row.text) for row in sheet.rows[: own[0]] if 0 < row.level < (sheet.rows[own[0]].level or 9)]
    sent = folded(sender)
    known = [one in sent for one in above if len(one) >= LEAST_NAME]
    return len(own) > LEAST and bool(known) and all(known)


def _are_announced(sheet: Sheet, own: Sequence[int], subject: str) -> bool:
    """Whether the subject has a word of most of some headings, each another one (`Bridge, bakery, books`)."""
    words = {folded(word) for word in subject.split()}
    heads = [folded(sheet.rows[at].text) for at in own]
    long = {word for word in words if len(word) >= LEAST_NAME}
    named = [any(word in head and sum(word in other for other in heads) == 1 for word in long) for head in heads]
    return sum(named) >= max(LEAST, MOST_SHARE * len(own))


def is_plain_title(row: Row) -> bool:
    """Whether a row is a heading, or a bold line worded like one, that leads nowhere."""
    if row.linked > 0 or row.level > DEEPEST or len(row.text) > MOST_CHARS or is_service(row.text, linked=0.0):
        return False
    if row.level:
        return any(map(str.isalpha, row.text))
    long = len(row.text) >= LEAST_CHARS or len(WIDE.findall(row.text)) >= LEAST_WIDE
    return row.bold and long and ENDED.search(row.text) is None


def _lead_on(sheet: Sheet, own: Sequence[int]) -> bool:
    """Whether what stands below most headings ends with a link to a place of its own."""
    hrefs = [sheet.lead_of(at, below) for at, below in pairwise([*own, len(sheet.rows)])]
    known = [href for href in hrefs if href is not None]
    return len(known) >= max(LEAST, MOST_SHARE * len(own)) and len(set(known)) == len(known)


def _are_boxed(sheet: Sheet, own: Sequence[int]) -> bool:
    """Whether each heading stands in an element with its text, and these elements next to each other."""
    cards = [sheet.card(at, own) for at in own]
    return all(card is not None for card in cards) and len({len(sheet.rows[at].place) for at in own}) == 1
