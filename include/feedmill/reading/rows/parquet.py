"""Parquet: each row is a document, its columns told by their names; read by pyarrow, one row group after the other.

Only columns that say something are read. A row has no bytes of its own in such a file: locators name none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.jsons.documents import document_of
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.columns import columns_of, says_stories

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

BATCH = 256
"""Rows in memory at once."""

LONGEST_HEADER = 64 * 1024**2

Read = Document | RejectedDocument


def read_parquet(piece: Piece) -> Iterator[Read]:
    """The rows of a file. Its source may name fields by column, for columns whose names say nothing.

    A row group that is damaged is a place with its reason, and the others are read. Raises `Rejected`: damaged when
    the file as a whole is, no_stories for a table without a column of texts or headlines.
    """
    file = _opened(piece)
    names = list(file.schema_arrow.names)
    columns = columns_of(names, piece.context.columns)
    if not says_stories(columns):
        shown = ", ".join(name[:40] for name in names[:8])
        raise Rejected(ReadingReason.NO_STORIES, f"a table with the columns {shown}")
    table = _Table(file, sorted({name for said in columns.values() for name in said}), piece.limits.unpacked)
    for group in range(file.num_row_groups):
        try:
            for number, row in table.rows(group):
                read = document_of(row, "parquet", Locator(), columns=columns)
                told = f"row {number} of row group {group}: "
                yield read if isinstance(read, Document) else RejectedDocument(read.reason, told + read.detail)
        except Rejected as error:
            yield RejectedDocument(str(error.reason), error.detail)


def _opened(piece: Piece) -> ParquetFile:
    """The file, its footer read."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        piece.stream.seek(0)
        return ParquetFile(
            piece.stream,
            thrift_string_size_limit=LONGEST_HEADER,
            thrift_container_size_limit=LONGEST_HEADER,
            pre_buffer=False,
        )
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Rejected(ReadingReason.DAMAGED, _said(error)) from error


@dataclass(slots=True)
class _Table:
    """The rows of a file, the wanted columns of them, as long as they unpack to no more than `most` bytes."""

    file: ParquetFile
    wanted: list[str]
    most: int
    unpacked: int = 0

    def rows(self, group: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The rows of a group, numbered from 1, as plain values. Raises `Rejected`: damaged, archive_too_large.

        What pyarrow knows of single columns is never asked for: on damaged statistics it ends the process (26.0).
        """
        import pyarrow as pa

        number = 0
        try:
            self.check(self.file.metadata.row_group(group).total_byte_size, group)
            for batch in self.file.iter_batches(BATCH, row_groups=[group], columns=self.wanted, use_threads=False):
                self.unpacked += batch.nbytes
                self.check(self.unpacked, group)
                for row in batch.to_pylist():
                    number += 1
                    yield number, {name: _plain(value) for name, value in row.items()}
        except (pa.ArrowException, OSError, ValueError) as error:
            raise Rejected(ReadingReason.DAMAGED, f"row group {group}: {_said(error)}") from error

    def check(self, size: int, group: int) -> None:
        """Raise `Rejected` (archive_too_large) where more is unpacked than may be."""
        if size > self.most:
            raise Rejected(ReadingReason.ARCHIVE_TOO_LARGE, f"row group {group} unpacks to {size} bytes")


def _plain(value: Any) -> Any:
    """A value as JSON would have it: dates as ISO 8601, bytes as text, without types of pyarrow or pandas."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return str(value) if isinstance(value, Decimal) else value


def _said(error: Exception) -> str:
    """The first line of what pyarrow says."""
    return str(error).split("\n", 1)[0][:200] or type(error).__name__
