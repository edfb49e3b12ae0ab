"""What was known at a moment, in SQL: the function on PostgreSQL, the statement of the docs on SQLite."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, text

from feedmill.warehouse import querying
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.tables.columns import Instant
from feedmill.warehouse.views import AS_OF
from tests.factories import LATER, an_item
from tests.warehouse.test_lives import FIRST, GUID, OTHER, SECOND, at, load, parsed

ASKED = {"sqlite": AS_OF, "postgresql": "SELECT * FROM stories_as_of(:now)"}
SHOWN = ("story_id", "status", "headline", "text", "versions", "sightings", "originals", "sources")


def known(warehouse: SqlWarehouse, moment: datetime) -> list[tuple[Any, ...]]:
    """The stories as SQL gives them."""
    with warehouse.store.read() as connection:
        asked = text(ASKED[connection.dialect.name]).bindparams(bindparam("now", type_=Instant()))
        rows = connection.execute(asked, {"now": moment}).mappings().all()
    return sorted(tuple(row[name] for name in SHOWN) for row in rows)


def listed(warehouse: SqlWarehouse, moment: datetime) -> list[tuple[Any, ...]]:
    """The same as `feedmill stories --as-of` lists them."""
    rows = querying.stories(warehouse.store, now=moment, as_of=True)
    return sorted((row["id"], *(row[name] for name in SHOWN[1:-1]), len(row["sources"])) for row in rows)


@pytest.fixture
def lived(warehouse: SqlWarehouse) -> SqlWarehouse:
    """A story with an update and a kill, one under embargo, one that came again by another source."""
    held = an_item(
        " ".join(f"held{n}" for n in range(80)) + ".",
        headline="Held",
        guid="urn:x:held",
        embargoed_until=at(5),
        status="withheld",
    )
    arrivals = [
        (parsed(an_item(FIRST, headline="First", guid=GUID, status="usable"), "a"), 0),
        (parsed(an_item(SECOND, headline="Second", guid=GUID, status="usable"), "b"), 60),
        (parsed(an_item("KILL. Not to be used.", guid=GUID, status="canceled"), "c"), 120),
        (parsed(an_item(OTHER, headline="Other"), "d"), 30),
        (parsed(held, "e"), 40),
        (parsed(an_item(OTHER, headline="Other"), "f"), 240),
    ]
    load(warehouse, *arrivals)
    return warehouse


@pytest.mark.parametrize(
    ("hours", "headlines"),
    [
        (-1, []),
        (0.2, ["First"]),
        (1.5, ["Other", "Second"]),
        (3, ["Other"]),
        (6, ["Held", "Other"]),
    ],
)
def test_sql_gives_what_the_command_lists(lived: SqlWarehouse, hours: float, headlines: list[str]) -> None:
    found = known(lived, at(hours))
    assert found == listed(lived, at(hours))
    assert sorted(row[2] for row in found) == headlines


def test_what_came_later_is_not_counted(lived: SqlWarehouse) -> None:
    (before,) = (row for row in known(lived, at(3)) if row[2] == "Other")
    (after,) = (row for row in known(lived, LATER) if row[2] == "Other")
    assert (before[5], after[5]) == (1, 2)
