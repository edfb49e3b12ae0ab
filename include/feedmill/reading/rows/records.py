"""The records of a table with the bytes that they stand in, whatever lines their fields run over.

Streamed. A record that is too long, or whose quote never ends, is told, and reading goes on with the line behind the
one where it began.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.dialects import Dialect
from feedmill.reading.rows.lines import Coding, Lines, Row

RETAKEN = 2
"""How many times the limit of a record may be read again behind quotes that never end; then the rest is one place."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its cells, bytes, and the number of its first line; or what is wrong with it."""

    cells: list[str]
    start: int
    end: int
    line: int
    wrong: str = ""
    reason: ReadingReason = ReadingReason.UNEVEN_ROW


@dataclass(slots=True)
class Table:
    """The records from byte `start` on, on line `line`; each should have `width` fields, where that is known."""

    piece: Piece
    coding: Coding
    dialect: Dialect
    start: int
    line: int = 1
    width: int = 0
    retaken: int = 0
    taken: list[Row] = field(default_factory=list)

    def __iter__(self) -> Iterator[Record]:
        """One record after the other; blank lines are none."""
        while self.start < self.piece.size:
            yield from self._run()
            if self.retaken > RETAKEN * self.piece.limits.piece:
                yield Record([], self.start, self.piece.size, self.line, "quotes that never end, from here on")
                return

    def _run(self) -> Iterator[Record]:
        """The records up to the end, or to one behind whose first line reading has to begin anew."""
        reader = self.dialect.parted(self._lines())
        while True:
            self.taken.clear()
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield self._again(str(error))
                return
            if cells is None and not self.taken:
                return
            if cells is None or self._too_long() or self._unclosed():
                yield self._again("a quote that never ends")
                return
            if self._swallowed(cells):
                yield self._again("a quote that ends lines later")
                return
            record = Record(cells, self.start, self.taken[-1].end, self.line)
            self._pass(len(self.taken))
            if any(cell.strip() for cell in cells):
                yield record

    def _lines(self) -> Iterator[str]:
        """The lines as the reader takes them, until they are more than a record may have."""
        for row in Lines(self.piece, self.coding, self.start):
            self.taken.append(row)
            if self._too_long():
                return
            yield row.text

    def _too_long(self) -> bool:
        """Whether what was taken for one record is more than the limit."""
        return self.taken[-1].cut or self.taken[-1].end - self.taken[0].start > self.piece.limits.piece

    def _unclosed(self) -> bool:
        """Whether the last record of all runs over lines because its quote does not end."""
        if len(self.taken) < 2 or self.taken[-1].end < self.piece.size:
            return False
        marks = csv.reader([row.text for row in self.taken], delimiter=self.dialect.delimiter, strict=True)
        try:
            next(marks, None)
        except csv.Error as error:
            return "end of data" in str(error)
        return False

    def _swallowed(self, cells: list[str]) -> bool:
        """Whether a record that is uneven took lines that are even by themselves."""
        if not self.width or len(cells) == self.width or len(self.taken) < 2:
            return False
        return len(next(self.dialect.parted([self.taken[1].text]), [])) == self.width

    def _again(self, wrong: str) -> Record:
        """The first line as a place; the next record begins behind it."""
        first, last = self.taken[0], self.taken[-1]
        self.retaken += last.end - first.end
        told = (f"a row of more than {self.piece.limits.piece} bytes", ReadingReason.TOO_LARGE_TO_READ)
        wrong, reason = told if first.cut else (wrong, ReadingReason.UNEVEN_ROW)
        record = Record([], first.start, first.end, self.line, wrong, reason)
        self._pass(1)
        return record

    def _pass(self, lines: int) -> None:
        """Go on behind so many of the lines that were taken."""
        self.start = self.taken[lines - 1].end
        self.line += lines
