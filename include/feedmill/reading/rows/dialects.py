"""Whether a text is a table, and how its fields are parted: told by its first rows alone, and strictly.

Prose has commas too. A table is what has a header that names a text or a headline, and rows with as many fields.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from feedmill.reading.rows.columns import BODY, Setting, columns_of, firmly

csv.field_size_limit(sys.maxsize)  # the limit of a row holds instead: this one is for the whole process

DELIMITERS = ",;\t|"
SAMPLE = 64 * 1024
ROWS = 200
LONGEST_NAME = 60
EVEN, EVEN_IF_SURE = 0.8, 0.5
"""The share of rows that have as many fields as the header; the second holds where that names three known columns."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How fields are parted: by `delimiter`; `loose` where blanks stand before quotes; `escaped` by backslashes."""

    delimiter: str
    loose: bool = False
    escaped: bool = False

    def parted(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The records of the lines; each takes no more lines than it needs."""
        escape = "\\" if self.escaped else None
        return csv.reader(lines, delimiter=self.delimiter, skipinitialspace=self.loose, escapechar=escape)


def is_table(text: str, setting: Setting = ()) -> bool:
    """Whether a text, or the beginning of one, is a table of stories; `setting` names fields by column."""
    sample = text[:SAMPLE].lstrip("\ufeff")
    first = sample.lstrip("\r\n").split("\n", 1)[0]
    if not any(mark in first for mark in DELIMITERS):
        return False
    dialect = dialect_of(sample, setting)
    rows = _rows(sample, dialect)
    if len(rows) < 2 or not _is_header(rows[0], setting):
        return False
    others = rows[1:] if len(text) <= SAMPLE else rows[1:-1]
    even = sum(1 for row in others if len(row) == len(rows[0]))
    sure = len(columns_of(rows[0], setting)) >= 3
    return even >= (1 if sure else 2) and even >= (EVEN_IF_SURE if sure else EVEN) * len(others)


def dialect_of(sample: str, setting: Setting = ()) -> Dialect:
    """The dialect that names most known columns, and then gives most even rows."""
    if sample[:4].lower() == "sep=" and sample[4:5]:
        return _dialect(sample, sample[4])
    dialects = [_dialect(sample, mark) for mark in DELIMITERS]
    return max(dialects, key=lambda dialect: _fit(_rows(sample, dialect), setting))


def _dialect(sample: str, mark: str) -> Dialect:
    """How fields are parted by this mark; a backslash before a quote that ends a field escapes nothing."""
    quotes = sample.replace('\\"', "").replace(f'{mark}""', mark).replace('\n""', "\n")
    escaped = re.search(rf'\\"[^"\r\n{re.escape(mark)}]', sample) and '""' not in quotes
    return Dialect(mark, f'{mark} "' in sample, bool(escaped))


def _rows(sample: str, dialect: Dialect) -> list[list[str]]:
    """The first rows that are not blank."""
    lines = list(io.StringIO(sample, newline=""))
    if lines and lines[0][:4].lower() == "sep=":
        lines = lines[1:]
    try:
        return [row for row in islice(dialect.parted(lines), ROWS) if any(cell.strip() for cell in row)]
    except csv.Error:
        return []


def _fit(rows: list[list[str]], setting: Setting) -> tuple[int, float]:
    """How well a dialect fits: known columns of the header, and even rows weighed by their fields."""
    if not rows or len(rows[0]) < 2:
        return 0, 0.0
    even = sum(1 for row in rows if len(row) == len(rows[0])) / len(rows)
    return len(columns_of(rows[0], setting)), even * len(rows[0])


def _is_header(row: list[str], setting: Setting) -> bool:
    """Whether a row names columns, one of them a text or a headline; a table's first column may have no name."""
    cells = [cell.strip() for cell in row]
    named = cells if cells[0] else cells[1:]
    if len(cells) < 2 or not all(named) or len(set(named)) < len(named):
        return False
    plain = all(len(cell) <= LONGEST_NAME and not cell.endswith((".", "!", "?", ":")) for cell in named)
    return plain and any(field in (BODY, "headline") for cell in named for field in firmly(cell, setting))
