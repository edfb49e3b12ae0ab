"""A record of an export as a document: what its labels state, its body, and around it what is neither."""

from __future__ import annotations

import re

from feedmill.model import Block, Document, Locator, Part, RejectedDocument
from feedmill.reading.drafting import drafted, redrafted
from feedmill.reading.exports.records import Record, day_in, is_day
from feedmill.reading.jsons.bodies import MARKUP, kept
from feedmill.reading.jsons.documents import document_of
from feedmill.reading.laying import laid_out
from feedmill.reading.rows.columns import BODY, Columns, Setting, columns_of
from feedmill.reading.wiretext.unwrapping import paragraphs

make_document = drafted(Document)
NAME = "export"
TEXT, DAY = "(text)", "(day)"
"""Columns for what has no label: the body, and the day that stands within another value."""

LISTS = ("keywords", "subjects")
PARTED = re.compile(r"\s*[;|\n]\s*")
COMMAS = re.compile(r"\s*[,，、]\s*")
SHARE = re.compile(r"\s*\(\d{1,3}%\)")
BY = re.compile(r"(?:by|von|par|por|di|door|av|af)(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)
NOTHING = frozenset(("none", "none available", "not available", "no author", "n/a", "-", "--", "unknown", "null"))
SOURCE_END = " \t,;:.-–—(|/"
VOM = re.compile(r"(?:[\s,;]+(?:vom|du|del|dal|of|from|am))?[\s,;:.–—(|/-]*$")
APART = re.compile(r"\s*[;|\[/,(]|\.\s")

Row = dict[str, str | list[str]]


def export_document(record: Record, locator: Locator, notes: tuple[str, ...], known: Setting) -> Document | None:
    """The document of a record; None for one that holds neither a headline nor a text.

    `known` is what the source of the file says of labels.
    """
    setting = (*record.setting, (TEXT, BODY), (DAY, "published"), *known)
    row = _row(record, setting)
    columns = columns_of(row, setting)
    read = document_of(row, NAME, locator, columns=columns, notes=notes)
    if isinstance(read, RejectedDocument):
        return None
    left = _unstated(record, read, columns)
    return _surrounded(read, [*record.above, *left], list(record.below))


def _row(record: Record, setting: Setting) -> Row:
    """The record as a row of a table."""
    row: Row = {}
    for label, value in record.values:
        fields = tuple(columns_of((label,), setting))
        told = _told(value, fields)
        if told:
            before = row.get(label)
            row[label] = told if before is None else [*_listed(before), *_listed(told)]
    _take_day(row, setting)
    text = "\n".join(record.body)
    row[TEXT] = text if MARKUP.search(text) else "\n\n".join(paragraphs(record.body))
    return row


def _told(value: str, fields: tuple[str, ...]) -> str | list[str]:
    """A value as its field has it: lists parted, a byline without the word before it; nothing where it says nothing."""
    line = value.strip()
    if line.casefold().rstrip(".") in NOTHING:
        return ""
    if fields and fields[0] in LISTS:
        pieces = [SHARE.sub("", one).strip() for one in PARTED.split(line)]
        pieces = COMMAS.split(pieces[0]) if len(pieces) == 1 else pieces
        return [one for one in pieces if one]
    if "byline" in fields:
        return BY.sub("", line, count=1)
    if "language" in fields:
        return re.split(r"\s*[;,(/]|\s+-", line, maxsplit=1)[0].capitalize() if len(line) > 3 else line
    if "published" in fields:
        return line.rstrip("/ ")
    return line


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _take_day(row: Row, setting: Setting) -> None:
    """Where no label states the day, that which the source states behind the name of the publication."""
    columns = columns_of(row, setting)
    if any(is_day(value) for label in columns.get("published", ()) if isinstance(value := row[label], str)):
        return
    for label in columns.get("agency", ()):
        value = row[label]
        found = day_in(value) if isinstance(value, str) else None
        if found is not None and isinstance(value, str):
            row[DAY] = found[0]
            name = VOM.sub("", APART.split(value[: found.start()])[0])
            row[label] = name or value
            return


def _unstated(record: Record, read: Document, columns: Columns) -> list[str]:
    """The lines under labels of which nothing is stated."""
    said = {source for _, source in read.stated.fields}
    said |= {label for name in LISTS if getattr(read.stated, name) for label in columns.get(name, ())}
    if columns.get("published") and DAY in said:
        said |= set(columns.get("agency", ()))
    if not any(line.strip() for line in record.body):
        said |= {label for label in columns.get("deck", ()) if "deck" not in dict(read.stated.fields)}
    return [f"{label}: {value}" for label, value in record.values if label not in said and value.strip()]


def _surrounded(read: Document, above: list[str], below: list[str]) -> Document:
    """The document with lines around what it holds."""
    top, bottom = ([kept(" ".join(line.split())) for line in lines if line.strip()] for lines in (above, below))
    if not top and not bottom:
        return read
    text, spans = laid_out([*top, read.text, *bottom])
    first = spans[len(top)][0]
    own = [redrafted(one, make_block, span=(one.span[0] + first, one.span[1] + first)) for one in read.blocks]
    before = [Block(span, part=Part.AROUND) for span in spans[: len(top)]]
    behind = [Block(span, part=Part.AROUND) for span in spans[len(top) + 1 :]]
    return redrafted(read, make_document, text=text, blocks=(*before, *own, *behind))


make_block = drafted(Block)
