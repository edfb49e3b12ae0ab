"""Two warehouses are compared row by row: whatever is changed in one is named, whatever order loading took."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from feedmill.warehouse.comparing import COMPARED, NOT_COMPARED, VOLATILE, differences
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.tables import metadata
from tests.factories import a_page, an_item
from tests.warehouse.arrivals import load
from tests.warehouse.decided import ARRIVALS, FOUR, THREE, TWO, VERSION, arrival, decided

CHANGES = (
    ("originals", "UPDATE originals SET size = size + 1"),
    ("deliveries", "UPDATE deliveries SET name = 'x'"),
    ("parses", "UPDATE parses SET rejected = 9"),
    ("documents", "UPDATE documents SET credit = 'x'"),
    ("versions", "UPDATE versions SET deck = 'x'"),
    ("sightings", "UPDATE sightings SET confidence = 0.1"),
    ("furniture", "DELETE FROM furniture"),
    ("document_identifiers", "DELETE FROM document_identifiers"),
    ("contents", "UPDATE contents SET length = length + 1"),
    ("fingerprints", "UPDATE fingerprints SET prints = prints + 1"),
    ("identifiers", "DELETE FROM identifiers"),
    ("edges", "UPDATE edges SET condition = 'stated'"),
    ("decisions", "UPDATE decisions SET a = NULL"),
    ("every_story", "UPDATE versions SET story_id = version_id"),
)
"""Done in one warehouse after the other, each makes rows of one more table differ."""

STATING = an_item(FOUR, url="https://news.example/4", status="usable")
MATERIAL = [*ARRIVALS, arrival(a_page(THREE, credit="PA Wire"), 5, "again"), arrival(STATING, 6, "four")]


@pytest.fixture
def twins(warehouse: SqlWarehouse, other: SqlWarehouse) -> tuple[SqlWarehouse, SqlWarehouse]:
    """Two warehouses to which the same came, in the opposite order."""
    for one, arrivals in ((warehouse, MATERIAL), (other, MATERIAL[::-1])):
        load(one, arrivals)
        decided(one, TWO, THREE, VERSION)
    return warehouse, other


def test_the_same_in_another_order_is_the_same_and_what_was_changed_is_named(
    twins: tuple[SqlWarehouse, SqlWarehouse],
) -> None:
    one, other = twins
    named: set[str] = set()
    for table, change in CHANGES:
        assert {line.split()[0] for line in differences(one.store, other.store)} == named
        assert table not in named
        with other.store.write() as connection:
            assert connection.execute(text(change)).rowcount
        named |= {line.split()[0] for line in differences(one.store, other.store)}
        assert table in named


def test_a_fingerprint_that_is_missing_is_named(twins: tuple[SqlWarehouse, SqlWarehouse]) -> None:
    one, other = twins
    with other.store.write() as connection:
        connection.execute(
            text("DELETE FROM fingerprints WHERE fingerprint = (SELECT max(fingerprint) FROM fingerprints)")
        )
    assert {line.split()[0] for line in differences(one.store, other.store)} == {"fingerprints"}


def test_a_row_that_only_one_has_is_named_on_either_side(warehouse: SqlWarehouse, other: SqlWarehouse) -> None:
    load(warehouse, ARRIVALS)
    load(other, ARRIVALS[:-1])
    one, two = warehouse.store, other.store
    gone = ARRIVALS[-1][1].id
    assert f"deliveries {gone}: only in the first" in set(differences(one, two))
    assert f"deliveries {gone}: only in the second" in set(differences(two, one))


def test_every_table_is_compared_or_named_as_one_that_is_not() -> None:
    compared = {rows.name for rows in COMPARED}
    assert compared.isdisjoint(NOT_COMPARED)
    assert set(metadata.tables) <= compared | NOT_COMPARED
    columns = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns}
    assert columns >= VOLATILE
