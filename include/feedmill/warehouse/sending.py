"""What is said to the driver itself, past the engine: the statements of every load.

The engine takes longer to send a statement, and to take its answer, than a database takes for some rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Update
from sqlalchemy.sql.compiler import SQLCompiler


def tell(connection: Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
    """Have a statement executed. Returns the cursor that did it."""
    return _cursor(connection).execute(statement, values)


def tell_each(connection: Connection, statement: str, rows: Sequence[Sequence[Any]]) -> Any:
    """Have a statement executed for each of these rows. Returns the cursor that did it."""
    return _cursor(connection).executemany(statement, rows)


def ask(connection: Connection, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement gives, as the driver has them."""
    return list(tell(connection, statement, values).fetchall())


def change(connection: Connection, statement: Update, values: Mapping[str, Any]) -> None:
    """Have rows changed by a statement that is made once; how many they are is not told."""
    made, ready = _made(statement, connection.dialect)
    given = {name: ready.get(name, _as_it_is)(value) for name, value in made.construct_params(values).items()}
    tell(connection, made.string, [given[name] for name in made.positiontup] if made.positiontup else given)


@lru_cache(100)
def _made(statement: Update, dialect: Dialect) -> tuple[SQLCompiler, dict[str, Callable[[Any], Any]]]:
    """A statement in a database's words, and what makes its values ready, by their names."""
    made = statement.compile(dialect=dialect)
    kinds = {name: bound.type.dialect_impl(dialect) for name, bound in made.binds.items()}
    return made, {name: ready for name, kind in kinds.items() if (ready := kind.bind_processor(dialect))}


def _as_it_is(value: Any) -> Any:
    return value


def _cursor(connection: Connection) -> Any:
    return connection.connection.cursor()
