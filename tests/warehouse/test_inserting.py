"""Rows come into a table as they are, one or many at a time, and those that are there stay."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert, select

from feedmill.warehouse import tables
from feedmill.warehouse.inserting import numbers
from feedmill.warehouse.store import Store, insert_new, insert_values
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import fingerprints
from tests.factories import NOON

AWKWARD = 'a "quoted" \\ name, {braces}, NULL, \u00e9\U0001f600\n\t%s ? :x'


def originals(count: int) -> list[dict[str, Any]]:
    """Rows of originals, of which every second one was seen."""
    return [
        {"sha256": f"{at:064}", "size": at << 33, "first_received_at": NOON if at % 2 else None} for at in range(count)
    ]


def deliveries(count: int) -> list[dict[str, Any]]:
    """Rows of deliveries with names that a database might misread, bytes, and structures or none."""
    return [
        {
            "delivery_id": f"{at:064}", "way": "drop", "source": AWKWARD, "name": "NULL", "raw_name": bytes(range(256)),
            "original": f"{at:064}", "token": "", "received_at": NOON, "batch_key": None,
            "context": {"columns": {AWKWARD: [1, None]}} if at % 2 else None,
        }
        for at in range(count)
    ]  # fmt: skip


def erasures(count: int) -> list[dict[str, Any]]:
    """Rows of erasures: truths, and structures that are never NULL."""
    return [
        {
            "erasure_id": f"{at:064}", "original": "", "whole": at % 2 == 0, "passages": [[[at, 2]], AWKWARD, None],
            "redacted": None, "erased_at": NOON, "reason": "NULL", "kept_until": None if at else NOON,
        }
        for at in range(count)
    ]  # fmt: skip


def there(store: Store, table: Any, *columns: str) -> list[tuple[Any, ...]]:
    """What stands in these columns."""
    with store.read() as connection:
        rows = connection.execute(select(*(table.c[name] for name in columns)).order_by(table.c[columns[0]]))
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("count", [1, 3, 1200])
def test_rows_stand_as_they_were_given(store: Store, count: int) -> None:
    with store.write() as connection:
        assert insert_new(connection, schema.originals, originals(count)) == count
        assert insert_new(connection, schema.deliveries, deliveries(count)) == count
        assert insert_new(connection, tables.erasures.erasures, erasures(count)) == count
    for table, rows in (
        (schema.originals, originals(count)),
        (schema.deliveries, deliveries(count)),
        (tables.erasures.erasures, erasures(count)),
    ):
        assert there(store, table, *rows[0]) == [tuple(row.values()) for row in rows]


@pytest.mark.parametrize("count", [1, 3])
def test_they_stand_as_the_toolkit_itself_would_write_them(store: Store, count: int) -> None:
    with store.write() as connection:
        insert_new(connection, schema.originals, originals(2 * count))
        insert_new(connection, schema.deliveries, deliveries(count))
        others = [{**row, "delivery_id": f"x{row['delivery_id'][1:]}"} for row in deliveries(count)]
        connection.execute(insert(schema.deliveries), [{**row, "token": "other"} for row in others])
        asked = "SELECT count(*) FROM deliveries WHERE context IS NULL GROUP BY token"
        nothing = list(connection.exec_driver_sql(asked).scalars())
    assert nothing == [(count + 1) // 2] * 2


def test_what_is_there_stays_and_is_not_counted(store: Store) -> None:
    changed = [{**row, "size": 7} for row in originals(4)]
    with store.write() as connection:
        assert insert_new(connection, schema.originals, originals(3)) == 3
        assert insert_new(connection, schema.originals, changed[:1]) == 0
        assert insert_new(connection, schema.originals, [*changed, changed[3]]) == 1
        assert insert_new(connection, schema.originals, []) == 0
    assert there(store, schema.originals, "sha256", "size")[0][1] == 0


def test_numbers_go_in_as_they_are(store: Store) -> None:
    rows = [(-(1 << 63), 1, 2), (0, 1, 2), ((1 << 63) - 1, 2, 1)]
    names = ("fingerprint", "content", "prints")
    with store.write() as connection:
        assert insert_values(connection, fingerprints, names, rows, fresh=True) == 3
    assert there(store, fingerprints, *names) == rows
    assert numbers([1, None, -2]) == "{1, NULL, -2}"
