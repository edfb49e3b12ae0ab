"""Text files of news databases (Nexis, Factiva, ProQuest, EBSCO, Europresse, GENIOS, RIS) and of scrapers' records.

Each record is a document: labels, codes and tags state its fields, the rest is its body. A record is told by a line
that counts it (`1 of 12 DOCUMENTS`, `Document 3 of 9`), by one that ends it (`End of Document`, Factiva's and
Europresse's ids, `ER  -`), by rules, or by a block of labels (`Title: ...`, `Date: ...`, in many languages) that comes
again. Labels are known by the names of columns. Lines that state nothing stand around the body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.exports.documents import export_document
from feedmill.reading.exports.telling import head_lines, layout_of
from feedmill.reading.piece import Piece
from feedmill.reading.rows.lines import Coding, Lines, coding_of, unshifted
from feedmill.reading.text import read_text

Read = Document | RejectedDocument


def read_export(piece: Piece) -> Iterator[Read]:
    """The records of a file. Its source may name fields by label, for labels that nobody knows.

    Raises `Rejected`: binary, too_large_to_read.
    """
    coding = coding_of(piece)
    if coding.shifts:
        yield from (replace(one, locator=Locator()) for one in read_export(unshifted(piece)))
        return
    found = _records(piece, coding)
    first = next(found, None)
    yield from read_text(piece) if first is None else chain((first,), found)


def _records(piece: Piece, coding: Coding) -> Iterator[Read]:
    """The records, each with its bytes; none where the file is no export."""
    rows = list(Lines(piece, coding, coding.bom)) if piece.data else []
    lines = [row.text.rstrip("\r\n") for row in rows]
    known = piece.context.columns
    layout = layout_of(head_lines(lines), known)
    for record in layout(lines, known) if layout else ():
        locator = Locator(byte_start=rows[record.start].start, byte_end=rows[record.end - 1].end)
        yield export_document(record, locator, coding.notes, known)
