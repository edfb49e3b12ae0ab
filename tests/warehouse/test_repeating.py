"""What comes again in the same words: it costs no settling where it moves nothing, and settles all that it moves."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from feedmill.model import ParsedDocument
from feedmill.warehouse import appending, loading, querying
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, NOON, a_delivery, a_parse, an_item
from tests.warehouse.arrivals import Arrival, load

DAYS = timedelta(days=1)
URL = "https://news.example/1"
TEXT = " ".join(f"word{n}" for n in range(80)) + "."
OTHER_FACT = TEXT.replace("word40", "other40")
REWORKED = " ".join([*TEXT.split()[:45], *(f"Anew{n}" for n in range(60))]) + "."


def said(body: str, days: float | None, **more: Any) -> ParsedDocument:
    """An item that says it was published so many days after noon."""
    return an_item(body, published_at=None if days is None else NOON + days * DAYS, **more)


def arrived(item: ParsedDocument, days: float, name: str) -> Arrival:
    """An original with this item alone, received so many days after noon."""
    parse = a_parse(item, name=name)
    return parse, a_delivery(parse, minutes=round(days * 24 * 60))


FIRST = arrived(said(TEXT, 0), 0, "first")
AGAIN = arrived(said(TEXT, 0), 1, "again")
OF_LATER = arrived(said(TEXT, 10), 10, "of a later day")
ADDRESSED = arrived(said(TEXT, 0, url=URL), 2, "with an address")
HELD = {
    "a date of its own": [FIRST, OF_LATER, arrived(said(OTHER_FACT, 10), 10.5, "other")],
    "an address of its own": [FIRST, ADDRESSED, arrived(said(REWORKED, 0, url=URL), 3, "reworked")],
    "an earlier place": [arrived(said(OTHER_FACT, 0), 0.5, "other"), AGAIN, FIRST],
}


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_what_comes_again_with_something_of_its_own_settles_what_that_moves(
    warehouse: SqlWarehouse, other: SqlWarehouse, held: list[Arrival]
) -> None:
    load(other, [held[n] for n in (0, 2, 1)])
    assert len(list(querying.stories(other.store, now=LATER))) == 1
    load(warehouse, held)
    assert list(differences(warehouse.store, other.store)) == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5], ids=str)
def test_what_comes_again_gives_one_result_in_any_order(
    warehouse: SqlWarehouse, other: SqlWarehouse, order: tuple[int, ...]
) -> None:
    arrivals = [FIRST, AGAIN, arrived(said(TEXT, None), 1.5, "undated"), arrived(said(OTHER_FACT, 1), 1.2, "other")]
    load(other, arrivals)
    load(warehouse, [arrivals[n] for n in order])
    assert list(differences(warehouse.store, other.store)) == []


def test_what_comes_again_and_moves_nothing_is_not_settled(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[set[str]] = []

    def settle_loaded(connection: Connection, names: set[str]) -> None:
        settled.append(set(names))
        appending.settle_loaded(connection, names)

    monkeypatch.setattr(loading, "settle_loaded", settle_loaded)
    load(warehouse, [FIRST, AGAIN, OF_LATER])
    version = FIRST[0].documents[0].sightings[0].version.version_id
    assert settled == [set(), set(), {version}]
