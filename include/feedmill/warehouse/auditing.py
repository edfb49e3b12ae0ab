"""The warehouse's side of the invariants: what its rows say, compared among themselves and with a parse made anew.

Nothing here holds rows that grow with the warehouse: the database compares, or they come as a stream.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, case, func, or_, select, text

from feedmill.model import Finding, Original, Parse
from feedmill.model.context import taken_apart
from feedmill.warehouse import erasing, learning, making
from feedmill.warehouse.deciding import known
from feedmill.warehouse.ledgers import unbalanced
from feedmill.warehouse.questions import QUESTIONS, references
from feedmill.warehouse.resettling import misplaced, overlapping
from feedmill.warehouse.retying import untied
from feedmill.warehouse.store import NAMES, Store, by_names, insert_new
from feedmill.warehouse.superseding import standing
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.checks import checks
from feedmill.warehouse.tables.erasures import erasures

STRANDED_AFTER = timedelta(hours=1)

AT_ONCE = 1000

NOT_PARSED = frozenset({"uncertain"})
"""Columns that follow a setting of the time when they were loaded."""

LEFT = case(
    (
        select(erasures.c.erasure_id)
        .where(erasures.c.original == schema.originals.c.sha256, erasures.c.whole)
        .exists(),
        0,
    ),
    else_=schema.originals.c.size,
).label("size")
"""The bytes that an original has in the archive."""

NAMED = {
    "original": schema.originals.c.sha256,
    "delivery": schema.deliveries.c.delivery_id,
    "refusal": schema.quarantine.c.quarantine_id,
}


class Audit:
    """The rows of one warehouse, as `feedmill check` asks for them."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        self._now = now

    def originals(self) -> Iterator[Original]:
        """Every original, by name; one that was erased as a whole with no bytes."""
        table = schema.originals
        asked = select(table.c.sha256, LEFT)
        yield from (Original(row.sha256, row.size) for row in self._stream(asked, table.c.sha256))

    def deliveries(self) -> Iterator[tuple[str, str]]:
        """Original and id of every delivery, in this order."""
        table = schema.deliveries
        rows = self._stream(select(table.c.original, table.c.delivery_id), table.c.original, table.c.delivery_id)
        yield from ((row.original, row.delivery_id) for row in rows)

    def drop_tokens(self) -> Iterator[str]:
        """The tokens of what came by drop folders, in their order."""
        table = schema.deliveries
        rows = self._stream(select(table.c.token).where(table.c.way == "drop"), table.c.token)
        yield from (row.token for row in rows)

    def unchecked(self, before: datetime, most: int | None = None) -> Iterator[Original]:
        """Originals that were not read back since, those first that never were; at most so many."""
        table = schema.originals
        joined = table.outerjoin(checks, checks.c.original == table.c.sha256)
        asked = select(table.c.sha256, LEFT).select_from(joined)
        stale = asked.where(or_(checks.c.checked_at.is_(None), checks.c.checked_at < before))
        chosen = stale.order_by(checks.c.checked_at.is_not(None), checks.c.checked_at, table.c.sha256).limit(most)
        with self._store.read() as connection:
            rows = connection.execute(chosen).all()
        yield from (Original(row.sha256, row.size) for row in rows)

    def without_row(self, kind: str, names: list[str]) -> set[str]:
        """Those of these originals, deliveries or refusals that have no row."""
        column = NAMED[kind]
        with self._store.read() as connection:
            return set(names) - {row[0] for row in by_names(connection, select(column).where(column.in_(NAMES)), names)}

    def decision_ids(self) -> set[str]:
        """Ids of all that people decided."""
        return known(self._store)

    def epoch_ids(self) -> set[str]:
        """Ids of the epochs that were applied."""
        return learning.known(self._store)

    def erasure_ids(self) -> set[str]:
        """Ids of the erasures that were entered."""
        return erasing.known(self._store)

    def sums(self, *, closely: bool = False) -> Iterator[tuple[str, Finding]]:
        """What the rows say of each other, by the invariant that it belongs to.

        `closely`: the ledger in whole too, and every tie found anew. Without, every count of the ledger is compared
        with the rows that it counts, and of the ties what they make of stories.
        """
        for question in (*QUESTIONS, *references()):
            with self._store.read() as connection:
                yield question.invariant, question.answer(connection)
        with self._store.read() as connection:
            yield "every_character_once", overlapping(connection)
        if closely:
            with self._store.read() as connection:
                yield "ledger_balances", _balance(connection)
                yield "order_does_not_matter", untied(connection)
        with self._store.read() as connection:
            yield "order_does_not_matter", misplaced(connection)
        yield "nothing_stranded", self._stranded()

    def _stranded(self) -> Finding:
        """Deliveries that have been pending for longer than any run takes."""
        table = schema.deliveries
        waits = table.c.parse_id.is_(None)
        late = select(table.c.delivery_id, table.c.received_at).where(
            waits, table.c.received_at < self._now - STRANDED_AFTER
        )
        with self._store.read() as connection:
            counted = connection.execute(select(func.count()).select_from(table).where(waits)).scalar_one()
            rows = connection.execute(late.order_by(table.c.received_at).limit(AT_ONCE)).all()
        return Finding(counted, tuple(f"delivery {row.delivery_id}: pending since {row.received_at}" for row in rows))

    def note_checked(self, names: list[str], stages: str | None) -> None:
        """Note that these originals were read back and are whole; with stages, that they give the rows that stand."""
        if not names:
            return
        seen = {"checked_at": self._now, "stages": stages}
        with self._store.write() as connection:
            insert_new(connection, checks, [{"original": name, **seen} for name in names])
            connection.execute(checks.update().where(checks.c.original.in_(names)).values(**seen))

    def differing(self, parse: Parse) -> Iterator[str]:
        """How the rows of an original differ from what its bytes give now, where the same stages made them."""
        name = making.parse_id(parse.original, parse.stages)
        with self._store.read() as connection:
            held = standing(connection, parse.original)
            if held is None or held.parse_id != name:
                yield from _told_otherwise(connection, parse, held.stages if held else "")
                return
            yield from _uncounted(connection, parse)
            for table, made in _made(parse).items():
                yield from _differing(table, made, _standing(connection, table, name, made))

    def _stream(self, asked: Select[Any], *order: Column[Any]) -> Iterator[Any]:
        """Rows in the order of code points, a few at a time."""
        with self._store.read() as connection:
            ordered = asked.order_by(*(_by_code_points(connection, column) for column in order))
            yield from connection.execution_options(yield_per=AT_ONCE).execute(ordered)


def _by_code_points(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    return column.collate("C") if connection.dialect.name == "postgresql" else column


def _balance(connection: Connection) -> Finding:
    """The sums of the ledger."""
    row = connection.execute(text("SELECT * FROM ledger")).mappings().one()
    return Finding(row["deliveries"], tuple(unbalanced(dict(row))))


Rows = dict[tuple[Any, ...], dict[str, Any]]


def _made(parse: Parse) -> dict[Table, Rows]:
    """The rows that a parse makes, by their keys."""
    found: dict[Table, Rows] = {table: {} for table in making.ROOMS}
    for chunk in making.chunks(parse, making.ALL):
        for table, rows in chunk.rows.items():
            found[table] |= {_key(table, row): row for row in rows}
    return found


def _standing(connection: Connection, table: Table, parse: str, made: Rows) -> Rows:
    """The rows of a parse that stand in a table; of versions, which belong to no parse, those that it makes."""
    if table is schema.versions:
        asked = select(table).where(table.c.version_id.in_(NAMES))
        rows = [row._asdict() for row in by_names(connection, asked, [key[0] for key in made])]
    else:
        documents = select(schema.documents.c.document_id).where(schema.documents.c.parse_id == parse)
        found = connection.execute(select(table).where(table.c.document_id.in_(documents)))
        rows = [dict(row) for row in found.mappings()]
    return {_key(table, row): row for row in rows}


def _key(table: Table, row: Any) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key)


def _differing(table: Table, made: Rows, standing: Rows) -> Iterator[str]:
    for key in sorted(made.keys() | standing.keys()):
        name = f"{table.name} {' '.join(map(str, key))}"
        if key not in standing:
            yield f"{name}: missing"
        elif key not in made:
            yield f"{name}: not in the bytes"
        else:
            told = [column for column in made[key] if column not in NOT_PARSED]
            changed = [one for one in told if _plain(made[key][one]) != _plain(standing[key][one])]
            if changed:
                yield f"{name}: {', '.join(changed)} not as in the bytes"


def _told_otherwise(connection: Connection, parse: Parse, held: str) -> Iterator[str]:
    """That the same stages were told other things of an original than are said of it now.

    It is none while a delivery of it waits to be loaded, or a row in quarantine says why it was not read anew.
    """
    if taken_apart(held)[1] != taken_apart(parse.stages)[1]:
        return
    d, q = schema.deliveries, schema.quarantine
    waits = select(d.c.delivery_id).where(d.c.original == parse.original, d.c.parse_id.is_(None))
    failed = select(q.c.quarantine_id).where(q.c.original == parse.original, q.c.state == "open")
    if not any(connection.execute(asked.limit(1)).first() for asked in (waits, failed)):
        told, said = (taken_apart(stages)[0] or "nothing" for stages in (held, parse.stages))
        yield f"parse of {parse.original}: made by {told}, and {said} is said of the original"


def _plain(value: Any) -> Any:
    """A value as a database gives it back: lists, not tuples."""
    return json.loads(json.dumps(value)) if isinstance(value, list | tuple | dict) else value


def _uncounted(connection: Connection, parse: Parse) -> Iterator[str]:
    """Failures of a parse that have no row in quarantine."""
    table = schema.quarantine
    failed = {failure.id: failure for failure in parse.failures()}
    rows = by_names(connection, select(table.c.quarantine_id).where(table.c.quarantine_id.in_(NAMES)), failed)
    for name in sorted(failed.keys() - {row.quarantine_id for row in rows}):
        yield f"quarantine {name}: missing ({failed[name].reason})"
