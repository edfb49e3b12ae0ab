"""How rows come into a table: one statement for any number of them, in the words of each database.

SQLite takes the rows one after another. PostgreSQL takes an array for each column and answers once: a statement a row
costs many times as much there. Rows whose key is there already are passed over; where it is known that there is none,
not looking for it saves half of the time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, DateTime, Dialect, Float, Integer, LargeBinary, String, Table
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine

from feedmill.warehouse.sending import tell, tell_each

Values = tuple[Any, ...]
Ready = Callable[[Any], Any]
Made = dict[tuple[str, Table, tuple[str, ...], bool], "Inserting"]

MADE: Made = {}
"""The statements that were made so far."""


@dataclass(frozen=True, slots=True)
class Inserting:
    """How rows are inserted: `row` is the statement for one row, `rows` that for an array of each column, where needed.

    `ready` makes values ready for the driver, by the number of their column; `arrays` whole columns.
    """

    row: str
    ready: dict[int, Ready]
    rows: str | None
    arrays: dict[int, Ready]

    def run(self, connection: Connection, rows: Sequence[Values]) -> int:
        """Insert these rows; how many were not there yet."""
        if self.rows is None:
            cursor = tell_each(connection, self.row, [_with(self.ready, row) for row in rows])
        elif len(rows) == 1:
            cursor = tell(connection, self.row, _with(self.ready, rows[0]))
        else:
            cursor = tell(connection, self.rows, _with(self.arrays, tuple(zip(*rows, strict=True))))
        return int(cursor.rowcount)


def _with(ready: dict[int, Ready], values: Values) -> Values:
    if not ready:
        return values
    made = list(values)
    for at, one in ready.items():
        made[at] = one(made[at])
    return tuple(made)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _hexadecimal(data: bytes) -> str:
    return f'"\\\\x{data.hex()}"'


def _instant(at: datetime) -> str:
    return f'"{at.isoformat()}"'


def array(spelled: Callable[[Any], str], values: Iterable[Any]) -> str:
    """Values as an array in PostgreSQL's words (its manual, 8.15.2): the driver takes far longer for a list."""
    return f"{{{','.join(['NULL' if one is None else spelled(one) for one in values])}}}"


def numbers(values: Iterable[float | None]) -> str:
    """Numbers, or truths, as an array in PostgreSQL's words: all at once, as Python writes a list of them."""
    return f"{{{str(list(values))[1:-1].replace('None', 'NULL')}}}"


ARRAYS: tuple[tuple[type[TypeEngine[Any]], str, Ready], ...] = (
    (JSON, "jsonb", partial(array, _quoted)),
    (String, "text", partial(array, _quoted)),
    (BigInteger, "bigint", numbers),
    (Integer, "integer", numbers),
    (Boolean, "boolean", numbers),
    (Float, "double precision", numbers),
    (LargeBinary, "bytea", partial(array, _hexadecimal)),
    (DateTime, "timestamptz", partial(array, _instant)),
)
"""What columns' values are called in an array on PostgreSQL, and how one of them is written there; the first that
fits."""


def inserting(table: Table, names: tuple[str, ...], dialect: Dialect, *, fresh: bool) -> Inserting:
    """The statements that insert rows with values for these columns into a table; `fresh`: none of them is there."""
    key = (dialect.name, table, names, fresh)
    if key not in MADE:
        MADE[key] = _made(table, names, dialect, "" if fresh else " ON CONFLICT DO NOTHING")
    return MADE[key]


def _made(table: Table, names: tuple[str, ...], dialect: Dialect, tail: str) -> Inserting:
    types = [table.c[name].type.dialect_impl(dialect) for name in names]
    ready: dict[int, Ready] = {at: made for at, one in enumerate(types) if (made := one.bind_processor(dialect))}
    columns = ", ".join(map(dialect.identifier_preparer.quote, names))
    head = f"INSERT INTO {table.name} ({columns})"
    if dialect.name != "postgresql":
        return Inserting(f"{head} VALUES ({', '.join('?' * len(names))}){tail}", ready, None, {})
    row = f"{head} VALUES ({', '.join(['%s'] * len(names))}){tail}"
    given = ", ".join(f"%s::{_array_of(one)[0]}[]" for one in types)
    rows = f"{head} SELECT * FROM unnest({given}) AS given({columns}){tail}"  # noqa: S608 -- names of columns and types
    return Inserting(row, ready, rows, {at: _array_made(one, dialect) for at, one in enumerate(types)})


def _array_made(kind: TypeEngine[Any], dialect: Dialect) -> Ready:
    """Makes arrays of values of a type; what a type of our own makes of a value comes first."""
    written = _array_of(kind)[1]
    ready: Ready | None = kind.bind_processor(dialect) if isinstance(kind, TypeDecorator) else None
    if isinstance(kind, JSON):
        ready = partial(_structure, none_as_null=kind.none_as_null)
    return (lambda values: written(map(ready, values))) if ready else written


def _structure(value: Any, *, none_as_null: bool) -> str | None:
    return None if value is None and none_as_null else json.dumps(value)


def _array_of(kind: TypeEngine[Any]) -> tuple[str, Ready]:
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    return next((name, written) for one, name, written in ARRAYS if isinstance(plain, one))
