"""Delimited text (CSV, TSV): the first row names the columns, each other row is a document.

Streamed: the file may be of any size, the limit holds for a row. A row with more or fewer fields than the header is a
place with its reason, and so is one with a quote that never ends; the others are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.jsons.documents import document_of
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.columns import Columns, columns_of, says_stories
from feedmill.reading.rows.dialects import SAMPLE, dialect_of
from feedmill.reading.rows.lines import Coding, Lines, coding_of, unshifted
from feedmill.reading.rows.records import Record, Table

Read = Document | RejectedDocument


def read_csv(piece: Piece) -> Iterator[Read]:
    """The rows of a table. Its source may name fields by column, for columns whose names say nothing.

    Raises `Rejected`: binary; no_stories for a table without a column of texts or headlines.
    """
    coding = coding_of(piece)
    if coding.shifts:
        yield from (replace(one, locator=Locator()) for one in read_csv(unshifted(piece)))
        return
    setting = piece.context.columns
    table = Table(piece, coding, dialect_of(_sample(piece, coding), setting), coding.bom)
    names = _header(table)
    columns = columns_of(names, setting)
    if not says_stories(columns):
        shown = ", ".join(name[:40] for name in names[:8])
        raise Rejected(ReadingReason.NO_STORIES, f"a table with the columns {shown}")
    table.width = len(names)
    for record in table:
        yield _read(record, names, columns, coding)


def _sample(piece: Piece, coding: Coding) -> str:
    """The first rows as text."""
    lines: list[str] = []
    for row in islice(Lines(piece, coding, coding.bom), 500):
        lines.append(row.text)
        if sum(map(len, lines)) > SAMPLE:
            break
    return "".join(lines)


def _header(table: Table) -> tuple[str, ...]:
    """The names of the columns, each its own: one that comes again is numbered. The table goes on behind them."""
    for record in table:
        if record.wrong:
            break
        if record.cells[0][:4].lower() != "sep=":
            return _named(record.cells)
    raise Rejected(ReadingReason.NO_STORIES, "a table without a header")


def _named(cells: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    named = []
    for cell in cells:
        name = cell.strip()
        seen[name] = seen.get(name, 0) + 1
        named.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(named)


def _read(record: Record, names: tuple[str, ...], columns: Columns, coding: Coding) -> Read:
    """A row as a document, or why it is none."""
    locator = Locator(byte_start=record.start, byte_end=record.end)
    if record.wrong:
        return RejectedDocument(str(record.reason), f"line {record.line}: {record.wrong}", locator)
    cells = record.cells
    while len(cells) > len(names) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(names):
        detail = f"line {record.line}: {len(record.cells)} fields, the header has {len(names)}"
        return RejectedDocument(str(ReadingReason.UNEVEN_ROW), detail, locator)
    row = dict(zip(names, cells, strict=True))
    return document_of(row, "csv", locator, columns=columns, notes=coding.notes)
