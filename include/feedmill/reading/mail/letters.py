"""A newsletter that is one story: below a headline that the subject repeats, or a text without any headings.

What is above the headline, between it and the text, and from where the mail is closed on, stands beside the story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedmill.reading.mail.extents import ENDED, WHOLLY, Sheet
from feedmill.reading.mail.layout import Row
from feedmill.reading.mail.links import leads_away
from feedmill.reading.mail.phrases import closes, is_elsewhere
from feedmill.reading.mail.titles import folded, is_linked_title, is_plain_title

LEAST = 200
"""Characters of text of a story without a headline."""

NAMED = 8
"""Letters of a headline that the subject ends with."""

CLOSING, SHARE = 800, 0.2
"""Text below what closes a mail: at most so many characters, and that share of all."""

FEW = 4


@dataclass(frozen=True, slots=True)
class Letter:
    """One story: its headline and deck where they are shown, its address, its lines, each with whether it is beside."""

    headline: Row | None
    deck: Row | None
    href: str | None
    lines: tuple[tuple[Row, bool], ...]


def letter_of(rows: Sequence[Row], subject: str | None) -> Letter | None:
    """The one story of a mail; None where there may be several."""
    sheet = Sheet(rows)
    title = _title(sheet, folded(subject or ""))
    if title is None and not _is_bare(sheet):
        return None
    above = -1 if title is None else title
    first = next((at for at in range(above + 1, len(rows)) if sheet.is_text(at)), None)
    if first is None:
        return None
    end = _end(sheet, first)
    deck = None if title is None else _deck(rows, title, end)
    kept = [at for at in range(first, end) if not _is_beside(sheet, at)]
    while rows[kept[-1]].level:
        kept.pop()
    kept += [at for at in (title, deck, *_heads(rows, above, first)) if at is not None]
    own = frozenset(kept)
    lines = tuple((row, at not in own) for at, row in enumerate(rows))
    headline = None if title is None else rows[title]
    return Letter(headline, None if deck is None else rows[deck], _address(sheet, headline), lines)


def _title(sheet: Sheet, named: str) -> int | None:
    """The row of the headline that the subject repeats, or ends with; None where others of its kind stand below it."""
    for at, row in enumerate(sheet.rows):
        said = folded(row.text) if row.level or row.bold or is_linked_title(row) else ""
        if said and (said == named or (len(said) >= NAMED and named.endswith(said))):
            return None if any(_rivals(row, other) for other in sheet.rows[at + 1 :]) else at
    return None


def _rivals(title: Row, other: Row) -> bool:
    """Whether a row below a headline is a heading of its level, and says something else."""
    alike = 0 < other.level <= title.level if title.level else other.level > 0 or is_plain_title(other)
    return alike and folded(other.text) != folded(title.text) and not closes(other.text)


def _is_bare(sheet: Sheet) -> bool:
    """Whether a mail is text alone, without anything that may be a headline."""
    told = [at for at in range(len(sheet.rows)) if sheet.is_text(at)]
    if sum(len(sheet.rows[at].text) for at in told) < LEAST:
        return False
    own = sheet.rows[told[0] : _end(sheet, told[0])]
    return not any(row.level or row.ruled or is_plain_title(row) or is_linked_title(row) for row in own)


def _deck(rows: Sequence[Row], title: int, end: int) -> int | None:
    """The heading right below the headline, where no other of its level is below."""
    level = rows[title + 1].level if title + 1 < end else 0
    alone = level > 0 and not any(row.level == level for row in rows[title + 2 : end])
    return title + 1 if alone else None


def _heads(rows: Sequence[Row], above: int, first: int) -> list[int]:
    """The headings between headline and text."""
    return [at for at in range(above + 1, first) if rows[at].level]


def _end(sheet: Sheet, first: int) -> int:
    """Where the story ends: above what closes the mail, and the names and addresses right before that."""
    sizes = [len(sheet.rows[at].text) if sheet.is_text(at) else 0 for at in range(len(sheet.rows))]
    whole = left = sum(sizes[first:])
    for at in range(first, len(sheet.rows)):
        if closes(sheet.rows[at].text) and left <= min(CLOSING, SHARE * whole):
            return _without_names(sheet, first, at)
        left -= sizes[at]
    return len(sheet.rows)


def _without_names(sheet: Sheet, first: int, end: int) -> int:
    """The end, with a few lines above it that end no sentence left out."""
    for _ in range(FEW):
        if end - 1 <= first or sheet.ends_text(end - 1):
            break
        end -= 1
    return end


def _is_beside(sheet: Sheet, at: int) -> bool:
    """Whether a row within a story is none of it: a button, a link to somewhere else."""
    row = sheet.rows[at]
    return sheet.is_service(at) or (row.linked > WHOLLY and not row.level and not ENDED.search(row.text))


def _address(sheet: Sheet, headline: Row | None) -> str | None:
    """Where the headline leads to, or else the link to where the mail can be read in a browser."""
    if headline is not None and headline.links and leads_away(headline.href):
        return headline.href
    shown = (row.href for row in sheet.rows if row.links and is_elsewhere(row.text) and leads_away(row.href))
    return next(shown, None)
