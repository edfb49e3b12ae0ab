"""The short way to settle: what a new content is tied to, where its ties alone tell where it belongs."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from feedmill.warehouse import appending, querying
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, NOON, an_item
from tests.warehouse.arrivals import load
from tests.warehouse.decided import ONE, arrival, named

FIGURES = {"this": (101, 0), "also this": (102, 1), "another": (103, 30)}
"""Reports that differ in a figure, by the day on which they were published: one story where that is about the same."""
REPORTS = [
    arrival(an_item(ONE.replace("word40", f"{figure} million"), published_at=NOON - timedelta(days=days)), at, name)
    for at, (name, (figure, days)) in enumerate(FIGURES.items())
]


@pytest.mark.parametrize("way", [-1, 200], ids=["short", "long"])
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_a_tie_that_does_not_hold_joins_no_stories(
    warehouse: SqlWarehouse, order: tuple[int, ...], way: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appending, "LONG_WAY", way)
    load(warehouse, [REPORTS[at] for at in order])
    with warehouse.store.read() as connection:
        conditions = set(connection.exec_driver_sql("SELECT condition FROM ties").scalars())
    assert conditions == {"near"}
    stories = [querying.story(warehouse.store, named(REPORTS, at), now=LATER)["id"] for at in range(3)]
    assert stories[0] == stories[1] != stories[2]


@pytest.mark.parametrize("way", [-1, 200], ids=["short", "long"])
def test_notices_of_equal_words_under_other_headlines_are_stories_of_their_own(
    warehouse: SqlWarehouse, way: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appending, "LONG_WAY", way)
    headlines = ["A dog is seen", "A cat is seen", "A dog is seen", "A hen is seen"]
    notices = [
        arrival(an_item("No further details were given by the police.", headline=headline), at, f"notice {at}")
        for at, headline in enumerate(headlines)
    ]
    load(warehouse, notices)
    with warehouse.store.read() as connection:
        assert set(connection.exec_driver_sql("SELECT condition FROM ties").scalars()) == {"stated"}
    stories = [querying.story(warehouse.store, named(notices, at), now=LATER)["id"] for at in range(4)]
    assert len(set(stories)) == 3
    assert stories[0] == stories[2]
