"""Which originals a replay is about, a page at a time: those of a selection, and what of them is left to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, func, literal, or_, select, true

from feedmill.model.replaying import OTHER, Selection
from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import schema
from feedmill.warehouse.telling import made_by

PAGE = 1000
MOST_PARTS = 64
LEAST_IN_PART = 50
"""Originals for which a part of its own is worth a task."""

_o, _d, _p, _doc = schema.originals, schema.deliveries, schema.parses, schema.documents
NAME = (
    select(_d.c.name)
    .where(_d.c.original == _o.c.sha256)
    .order_by(_d.c.received_at, _d.c.delivery_id)
    .limit(1)
    .scalar_subquery()
    .label("name")
)
FIRST = (
    select(_d.c.delivery_id)
    .where(_d.c.original == _o.c.sha256, _d.c.parse_id.is_not(None))
    .order_by(_d.c.received_at, _d.c.delivery_id)
    .limit(1)
    .scalar_subquery()
    .label("delivery_id")
)


class Due(NamedTuple):
    """A delivery to load (again), and its original."""

    delivery: str
    original: str
    name: str


class Part(NamedTuple):
    """A part of a selection: originals from `start` on and before `end`."""

    start: str
    end: str | None
    originals: int


def counted(store: Store, selection: Selection, stages: str, *, outdated: bool = False) -> int:
    """How many originals are selected; with `outdated`, only those that other stages parsed."""
    asked = select(func.count()).select_from(_joined()).where(*_chosen(selection, stages, outdated=outdated))
    with store.read() as connection:
        return int(connection.execute(asked).scalar_one())


def outdated(store: Store, selection: Selection, stages: str) -> Iterator[Due]:
    """The selected originals that other stages parsed, each with its first delivery, by SHA-256.

    What is parsed anew meanwhile does not come again.
    """
    after = ""
    chosen = select(_o.c.sha256, FIRST, NAME).select_from(_joined())
    while True:
        page = chosen.where(*_chosen(selection, stages, outdated=True), _o.c.sha256 > after)
        with store.read() as connection:
            rows = connection.execute(page.order_by(_o.c.sha256).limit(PAGE)).all()
        yield from (Due(row.delivery_id, row.sha256, row.name) for row in rows)
        if len(rows) < PAGE:
            return
        after = rows[-1].sha256


def parts(store: Store, selection: Selection, stages: str) -> list[Part]:
    """What of the selection other stages parsed, in parts of about one size, at most `MOST_PARTS`."""
    number = min(MOST_PARTS, -(-counted(store, selection, stages, outdated=True) // LEAST_IN_PART))
    bounds = [f"{at * 65536 // number:04x}" for at in range(number)] if number else []
    found = [replace(selection, start=start, end=end) for start, end in zip(bounds, [*bounds[1:], None], strict=False)]
    counts = [counted(store, one, stages, outdated=True) for one in found]
    return [Part(one.start, one.end, count) for one, count in zip(found, counts, strict=True) if count]


def pending(store: Store) -> Iterator[Due]:
    """The deliveries that nothing loads and no batch holds, in the order in which they were received."""
    after: ColumnElement[bool] = true()
    waiting = select(_d).where(_d.c.parse_id.is_(None), _d.c.batch_key.is_(None))
    while True:
        with store.read() as connection:
            page = waiting.where(after).order_by(_d.c.received_at, _d.c.delivery_id).limit(PAGE)
            rows = connection.execute(page).all()
        yield from (Due(row.delivery_id, row.original, row.name) for row in rows)
        if len(rows) < PAGE:
            return
        last = rows[-1]
        later = and_(_d.c.received_at == last.received_at, _d.c.delivery_id > last.delivery_id)
        after = or_(_d.c.received_at > last.received_at, later)


def pending_count(store: Store) -> int:
    """How many deliveries `pending` gives."""
    asked = select(func.count()).select_from(_d).where(_d.c.parse_id.is_(None), _d.c.batch_key.is_(None))
    with store.read() as connection:
        return int(connection.execute(asked).scalar_one())


def delivery_ids(store: Store) -> set[str]:
    """Ids of all deliveries that are recorded."""
    with store.read() as connection:
        return set(connection.execute(select(_d.c.delivery_id)).scalars())


def _joined() -> Any:
    return _o.join(_p, and_(_p.c.original == _o.c.sha256, _p.c.current, _p.c.completed_at.is_not(None)))


def _chosen(selection: Selection, stages: str, *, outdated: bool) -> list[ColumnElement[bool]]:
    """The conditions of a selection, on originals with the parse that holds."""
    found = [_o.c.sha256 >= selection.start] if selection.start else []
    found += [_o.c.sha256 < selection.end] if selection.end else []
    found += [~made_by(stages)] if outdated or selection.parser == OTHER else []
    if selection.parser not in (None, OTHER):
        words = literal(" ", String) + _p.c.stages + " "
        found.append(words.contains(f" {selection.parser} ", autoescape=True))
    if selection.format:
        found.append(_any(select(_doc).where(_doc.c.parse_id == _p.c.parse_id, _doc.c.format == selection.format)))
    if selection.originals:
        found.append(or_(*(_begins(one.lower()) for one in selection.originals)))
    arrived = _arrived(selection)
    return [*found, _any(select(_d).where(_d.c.original == _o.c.sha256, *arrived))] if arrived else found


def _arrived(selection: Selection) -> list[ColumnElement[bool]]:
    found = [_d.c.received_at >= selection.since] if selection.since else []
    found += [_d.c.received_at < selection.until] if selection.until else []
    return [*found, _d.c.source == selection.source] if selection.source else found


def _any(asked: Select[Any]) -> ColumnElement[bool]:
    return asked.exists()


def _begins(start: str) -> ColumnElement[bool]:
    return and_(_o.c.sha256 >= start, _o.c.sha256 < f"{start}g")
