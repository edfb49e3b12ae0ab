"""JSON Lines: each line is a value of its own, and what is wrong with one says nothing of the others.

Streamed: the file may be of any size, the limit holds for a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.jsons.loading import forgiven
from feedmill.reading.jsons.reading import read_record
from feedmill.reading.jsons.shapes import described, records_of
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.columns import Setting
from feedmill.reading.rows.lines import Coding, Lines, Row, coding_of, unshifted

FIRST = 200
"""Lines in which a story has to stand, or the file is a log of other things."""

BLANKS = " \t\r\n\x1e\ufeff"
"""What may stand around a value; the record separator is that of JSON text sequences (RFC 7464)."""

Read = Document | RejectedDocument


def read_json_lines(piece: Piece) -> Iterator[Read]:
    """The records of the lines. Raises `Rejected`: binary; no_stories when none of the first lines holds one."""
    coding = coding_of(piece)
    if coding.shifts:
        yield from (replace(one, locator=Locator()) for one in read_json_lines(unshifted(piece)))
        return
    setting = piece.context.columns
    numbered = enumerate(Lines(piece, coding, coding.bom, "\n"), 1)
    filled = ((number, row) for number, row in numbered if row.text.strip(BLANKS))
    first = [read for number, row in islice(filled, FIRST) for read in _line(number, row, coding, setting)]
    if not any(isinstance(read, Document) for read in first):
        _check([read for read in first if isinstance(read, RejectedDocument)])
    yield from first
    for number, row in filled:
        yield from _line(number, row, coding, setting)


def _check(rejected: list[RejectedDocument]) -> None:
    """Raise `Rejected` where lines are well-formed, and none of them is a story."""
    others = [read for read in rejected if read.reason == ReadingReason.NOTHING_STATED]
    if others and len(others) == len(rejected):
        raise Rejected(ReadingReason.NO_STORIES, f"lines of JSON; {others[0].detail}")


def _line(number: int, row: Row, coding: Coding, setting: Setting) -> Iterator[Read]:
    """What one line gives: its records, or why none."""
    text = row.text.strip(BLANKS)
    locator = _place(row, text, coding)
    if row.cut:
        detail = f"line {number} of {row.end - row.start} bytes"
        yield RejectedDocument(str(ReadingReason.TOO_LARGE_TO_READ), detail, locator)
        return
    try:
        value, odd = forgiven(text)
    except Rejected as error:
        yield RejectedDocument(str(error.reason), f"line {number}: {error.detail}", locator)
        return
    except ValueError as error:
        yield RejectedDocument(str(ReadingReason.NOT_WELL_FORMED), f"line {number}: {_said(error)}", locator)
        return
    records = records_of(value, setting)
    found = [read_record(one, locator, (*coding.notes, *odd), "json_lines", setting=setting) for one in records]
    nothing = f"line {number}: {described(value)}"[:300]
    yield from found or [RejectedDocument(str(ReadingReason.NOTHING_STATED), nothing, locator)]


def _said(error: ValueError) -> str:
    """What is wrong, and where in the line."""
    return f"column {error.colno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)


def _place(row: Row, text: str, coding: Coding) -> Locator:
    """The bytes of a line without the blanks around its value."""
    if row.cut:
        return Locator(byte_start=row.start, byte_end=row.end)
    before, _, behind = row.text.partition(text)
    blanks = [len(part.encode(coding.encoding, coding.errors)) for part in (before, behind)]
    return Locator(byte_start=row.start + blanks[0], byte_end=row.end - blanks[1])
