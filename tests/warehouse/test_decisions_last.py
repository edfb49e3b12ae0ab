"""Decisions stand in whatever order they and the originals come, and whatever stages make of these."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from feedmill.errors import UsageError
from feedmill.model import Decision, Parse, ParsedDocument
from feedmill.warehouse import deciding, querying
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.tables.identity import decisions
from tests.factories import LATER, a_page
from tests.templates import put_warehouse
from tests.warehouse.arrivals import Arrival, arrivals_of, load, opened, written_stories
from tests.warehouse.decided import (
    ARRIVALS,
    EXCERPT,
    FOUR,
    IDS,
    NEARLY,
    ONE,
    TEASER,
    THREE,
    TWO,
    VERSION,
    arrival,
    decided,
    named,
    states,
    story_of,
)

DECIDED = [
    (TWO, THREE, VERSION),
    (NEARLY, ONE, None),
    (TEASER, NEARLY, None),
    (THREE, TWO, EXCERPT),
    (ONE, THREE, None),
]


def decisions_of(warehouse: SqlWarehouse) -> list[Decision]:
    """Decisions made one after the other, the later ones against the earlier."""
    return [decided(warehouse, *said, minutes=60 + at) for at, said in enumerate(DECIDED)]


def put(warehouse: SqlWarehouse, things: Iterable[Arrival | Decision]) -> None:
    """Load arrivals and enter decisions in the order given."""
    for thing in things:
        if isinstance(thing, Decision):
            deciding.enter(warehouse.store, [thing])
        else:
            load(warehouse, [thing])


def test_decisions_and_originals_come_in_any_order(loaded: SqlWarehouse, tmp_path: Any) -> None:
    things: list[Arrival | Decision] = [*ARRIVALS, *decisions_of(loaded)]
    listed = list(deciding.links(loaded.store))
    assert {row["state"] for row in listed} >= {"stands", "superseded"}
    for seed in range(12):
        random.Random(seed).shuffle(things)  # noqa: S311 -- the same orders each time
        put(again := fresh(tmp_path / str(seed)), things)
        assert list(differences(loaded.store, again.store)) == []
        assert list(deciding.links(again.store)) == listed
        put(again, things)
        assert list(differences(loaded.store, again.store)) == []
        assert list(deciding.links(again.store)) == listed


def fresh(home: Any) -> SqlWarehouse:
    """Another warehouse."""
    put_warehouse(home / "warehouse.db")
    return opened(f"sqlite:///{home}/warehouse.db", home)


def test_decisions_on_stories_that_arrive_in_all_forms_stand_in_any_order(
    warehouse: SqlWarehouse, tmp_path: Any
) -> None:
    arrivals = arrivals_of(written_stories()[:4])
    load(warehouse, arrivals)
    chance = random.Random(5)  # noqa: S311 -- the same draw each time
    for at in range(12):
        a, b = chance.sample(range(len(arrivals)), 2)
        relation = chance.choice((VERSION, EXCERPT, None, None))
        try:
            decided(warehouse, named(arrivals, a), named(arrivals, b), relation, minutes=600 + at)
        except UsageError as error:
            assert str(error.reason) == "one_content"  # noqa: PT017 -- most pairs are none
    found = [deciding.decision_in(row) for row in _rows(warehouse)]
    things: list[Arrival | Decision] = [*arrivals, *found]
    for seed in range(4):
        chance.shuffle(things)
        put(again := fresh(tmp_path / str(seed)), things)
        assert list(differences(warehouse.store, again.store)) == []


def _rows(warehouse: SqlWarehouse) -> list[Any]:
    with warehouse.store.read() as connection:
        return list(connection.execute(select(decisions)).all())


def reparsed(warehouse: SqlWarehouse, at: int, page: ParsedDocument, stages: str) -> Parse:
    """Load what other stages make of an original that is there."""
    parse, delivery = ARRIVALS[at]
    other = replace(parse, documents=(page,), stages=stages)
    warehouse.load(other, delivery.id)
    return other


def test_a_decision_follows_its_place_to_what_other_stages_make_of_it(loaded: SqlWarehouse) -> None:
    decided(loaded, TWO, THREE, VERSION)
    changed = a_page(TWO.replace("term9.", "term9;").replace("term70", "term seventy"))
    other = reparsed(loaded, 1, changed, "other")
    name = other.documents[0].sightings[0].version.version_id
    assert name != IDS[TWO]
    assert (
        querying.story(loaded.store, name, now=LATER)["id"] == querying.story(loaded.store, IDS[THREE], now=LATER)["id"]
    )
    assert [(row["a"], row["state"]) for row in deciding.links(loaded.store)] == [(name, "stands")]


def test_what_no_longer_maps_is_to_review_and_comes_back_with_its_story(loaded: SqlWarehouse) -> None:
    decided(loaded, TWO, THREE, VERSION)
    nothing = ParsedDocument(a_page(TWO).document, (), ())
    reparsed(loaded, 1, nothing, "other")
    assert states(loaded) == ["to review"]
    assert story_of(loaded, THREE) == IDS[THREE]
    reparsed(loaded, 1, a_page(TWO), "third")
    assert states(loaded) == ["stands"]
    assert story_of(loaded, THREE) == IDS[TWO]


def test_two_places_that_come_to_hold_one_text_are_to_review(loaded: SqlWarehouse) -> None:
    decided(loaded, ONE, NEARLY)
    reparsed(loaded, 3, a_page(ONE), "other")
    assert states(loaded) == ["to review"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_a_new_wording_of_a_large_story_obeys_what_was_decided_of_it(
    loaded: SqlWarehouse, order: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way to settle is taken where nothing but the new content can change its place: here it may not be."""
    monkeypatch.setattr("feedmill.warehouse.appending.LONG_WAY", 0)
    again = ONE.replace("word60", "anew").replace("word61", "once")
    more = [arrival(a_page(again), 20 + at, f"more {at}") for at in range(2)]
    decided(loaded, NEARLY, ONE)
    things: list[Arrival] = [*more, arrival(a_page(FOUR), 30, "four")]
    load(loaded, [things[at] for at in order])
    assert story_of(loaded, NEARLY) == IDS[NEARLY]
    assert querying.story(loaded.store, named(more, 0), now=LATER)["id"] in (IDS[ONE], IDS[NEARLY])
