"""What was erased is as if it had never been there: the warehouse equals one that never held it."""

from __future__ import annotations

import random

from feedmill.model import ERASED, Anchor, Erasure, Locator, Parse, Passage, RejectedDocument
from feedmill.warehouse import erasing
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.erasing import Audited
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER
from tests.warehouse.arrivals import Arrival, arrivals_of, load, written_stories
from tests.warehouse.decided import ARRIVALS, NEARLY, ONE, TEASER, TWO, VERSION, decided, named, story_of


def erasure_of(original: str, redacted: str | None = None) -> Erasure:
    passages = (Passage(Anchor(original, Locator(), 0, ((0, 5),)), "f" * 64),) if redacted else ()
    return Erasure(original, passages, ((0, 5),) if redacted else (), redacted, LATER, "a court's order")


def nothing_left(arrival: Arrival) -> Arrival:
    """The arrival as it is when its original was erased as a whole."""
    parse, delivery = arrival
    return Parse(parse.original, parse.stages, (), (), RejectedDocument(ERASED, parse.original)), delivery


def erase(warehouse: SqlWarehouse, arrival: Arrival, left: Arrival) -> None:
    """Erase what arrived, and load what is left."""
    original = arrival[0].original
    erasing.enter(warehouse.store, erasure_of(original), Audited("ann", original), kept_until=None, now=LATER)
    erasing.sweep_out(warehouse.store)
    load(warehouse, [left])


def test_erasing_any_original_leaves_what_there_would_be_without_it(
    warehouse: SqlWarehouse, other: SqlWarehouse
) -> None:
    arrivals = arrivals_of(written_stories()[:3])
    chance = random.Random(3)  # noqa: S311 -- the same each time
    gone = set(chance.sample(range(len(arrivals)), 8))
    load(warehouse, arrivals)
    for number in sorted(gone, key=lambda _: chance.random()):
        erase(warehouse, arrivals[number], nothing_left(arrivals[number]))
    for number in gone:
        erasing.enter(other.store, erasure_of(arrivals[number][0].original), None, kept_until=None, now=LATER)
    load(other, [nothing_left(one) if number in gone else one for number, one in enumerate(arrivals)])
    assert list(differences(warehouse.store, other.store)) == []


def test_a_story_that_loses_the_version_that_named_it_gets_the_name_of_the_next(loaded: SqlWarehouse) -> None:
    erase(loaded, ARRIVALS[0], nothing_left(ARRIVALS[0]))
    assert story_of(loaded, NEARLY) == story_of(loaded, TEASER) == named(ARRIVALS, 3)


def test_a_decision_about_what_was_erased_is_left_to_a_person(loaded: SqlWarehouse) -> None:
    decided(loaded, ONE, TWO, VERSION)
    assert story_of(loaded, NEARLY) == story_of(loaded, TWO)
    erase(loaded, ARRIVALS[0], nothing_left(ARRIVALS[0]))
    assert story_of(loaded, NEARLY) != story_of(loaded, TWO)


def test_no_row_holds_a_word_of_it(loaded: SqlWarehouse) -> None:
    erase(loaded, ARRIVALS[1], nothing_left(ARRIVALS[1]))
    with loaded.store.read() as connection:
        asked = "SELECT count(*) FROM versions WHERE text LIKE '%term7 %'"
        assert connection.exec_driver_sql(asked.replace("%", "%%")).scalar() == 0
        numbers = "SELECT count(*) FROM fingerprints WHERE content NOT IN (SELECT number FROM contents)"
        assert connection.exec_driver_sql(numbers).scalar() == 0


def test_a_story_is_found_in_every_original_that_carries_it(loaded: SqlWarehouse) -> None:
    story, found = erasing.story_targets(loaded.store, named(ARRIVALS, 4))
    assert story == named(ARRIVALS, 0)
    assert found == {ARRIVALS[at][0].original: {named(ARRIVALS, at)} for at in (0, 3, 4)}


def test_what_is_kept_until_a_day_is_due_from_then_on(loaded: SqlWarehouse) -> None:
    erasure = erasure_of(ARRIVALS[0][0].original)
    erasing.enter(loaded.store, erasure, None, kept_until=LATER, now=LATER)
    assert erasing.due(loaded.store, LATER.replace(year=2025)) == []
    assert erasing.due(loaded.store, LATER) == [(erasure.id, erasure.original)]
    erasing.released(loaded.store, erasure.id, None)
    assert erasing.due(loaded.store, LATER) == []


def test_erasing_twice_is_erasing_once(loaded: SqlWarehouse) -> None:
    for _ in range(2):
        erase(loaded, ARRIVALS[0], nothing_left(ARRIVALS[0]))
    assert len(erasing.listed(loaded.store)) == 1
