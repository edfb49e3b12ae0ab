"""What people decide of stories stands over the machine's ties."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedmill.errors import UsageError
from feedmill.model import Relation
from feedmill.warehouse import deciding, explaining, querying
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, NOON, a_page, an_item
from tests.warehouse.arrivals import load
from tests.warehouse.decided import (
    ARRIVALS,
    EXCERPT,
    IDS,
    NEARLY,
    ONE,
    SAME,
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


@pytest.mark.parametrize("relation", [SAME, VERSION])
def test_two_stories_that_a_person_links_are_one(loaded: SqlWarehouse, relation: Relation) -> None:
    decided(loaded, TWO, THREE, relation)
    assert story_of(loaded, TWO) == story_of(loaded, THREE) == IDS[TWO]
    assert states(loaded) == ["stands"]


def test_a_story_that_a_person_calls_an_excerpt_goes_with_all_its_versions(loaded: SqlWarehouse) -> None:
    decided(loaded, ONE, TWO, EXCERPT)
    assert {story_of(loaded, text) for text in (ONE, NEARLY, TEASER, TWO)} == {IDS[ONE]}
    history = querying.story(loaded.store, IDS[ONE], now=LATER)["history"]
    parents = {row["version"]: row["excerpt_of"] for row in history}
    assert parents == {IDS[ONE]: IDS[TWO], IDS[NEARLY]: IDS[TWO], IDS[TWO]: None, IDS[TEASER]: IDS[ONE]}


def test_stories_in_a_ring_of_excerpts_are_one_story(loaded: SqlWarehouse) -> None:
    for a, b in ((ONE, TWO), (TWO, THREE), (THREE, ONE)):
        decided(loaded, a, b, EXCERPT)
    assert len({story_of(loaded, text) for text in (ONE, TWO, THREE)}) == 1


def test_two_versions_that_a_person_takes_apart_are_two_stories(loaded: SqlWarehouse) -> None:
    decided(loaded, NEARLY, ONE)
    assert (story_of(loaded, ONE), story_of(loaded, NEARLY)) == (IDS[ONE], IDS[NEARLY])
    assert states(loaded) == ["stands"]


def test_a_teaser_that_a_person_takes_away_from_each_of_its_stories_stays_alone(loaded: SqlWarehouse) -> None:
    decided(loaded, TEASER, ONE)
    assert story_of(loaded, TEASER) == IDS[TEASER]
    decided(loaded, TEASER, TWO, EXCERPT)
    assert story_of(loaded, TEASER) == IDS[TWO]


def test_of_two_decisions_the_later_one_stands_whatever_the_clock_says(loaded: SqlWarehouse) -> None:
    decided(loaded, TWO, THREE, VERSION)
    decided(loaded, THREE, TWO, minutes=5)
    assert story_of(loaded, TWO) != story_of(loaded, THREE)
    decided(loaded, TWO, THREE, SAME, minutes=4)
    assert story_of(loaded, TWO) == story_of(loaded, THREE)
    assert states(loaded) == ["stands", "superseded", "superseded"]


def test_the_same_decision_again_is_that_decision(loaded: SqlWarehouse) -> None:
    first = decided(loaded, TWO, THREE, VERSION)
    assert decided(loaded, TWO, THREE, VERSION, minutes=90) == first
    assert deciding.enter(loaded.store, [first]) == 0
    assert decided(loaded, TWO, THREE, VERSION, note="a better reason", minutes=91) != first
    assert states(loaded) == ["stands", "superseded"]


def test_decisions_that_contradict_each_other_are_named(loaded: SqlWarehouse) -> None:
    decided(loaded, TWO, THREE, VERSION)
    decided(loaded, TWO, ONE)
    decided(loaded, ONE, THREE, VERSION)
    assert sorted(states(loaded)) == ["in conflict", "stands", "stands"]


def test_a_row_says_what_was_decided_of_what(loaded: SqlWarehouse) -> None:
    decision = decided(loaded, TWO, THREE, VERSION, note="one fire, two desks \udcff\0")
    (row,) = deciding.links(loaded.store)
    assert row == {
        "id": decision.id, "decided_at": NOON + timedelta(minutes=60), "verb": "link", "relation": "version_of",
        "a": IDS[TWO], "a_story": IDS[TWO], "b": IDS[THREE], "b_story": IDS[TWO],
        "note": "one fire, two desks \\udcff\\x00", "state": "stands",
        "a_place": {"original": ARRIVALS[1][0].original, "member": None, "document": 0, "spans": ((0, len(TWO)),)},
        "b_place": {"original": ARRIVALS[2][0].original, "member": None, "document": 0, "spans": ((0, len(THREE)),)},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("0123456789", ONE, "unknown_version"),
        (IDS[ONE][:7], TWO, "unknown_version"),
        (ONE, IDS[ONE][:8], "one_content"),
        (ONE, "shouted", "one_content"),
    ],
)
def test_what_cannot_be_decided_is_wrong_use(loaded: SqlWarehouse, a: str, b: str, reason: str) -> None:
    shouted = arrival(a_page(ONE.replace("word3 ", "word3, ")), 9, "shouted")
    load(loaded, [shouted])
    for relation in (VERSION, None):
        with pytest.raises(UsageError, match=reason):
            decided(loaded, a, named([shouted], 0) if b == "shouted" else b, relation)
    assert states(loaded) == []


def test_a_link_as_something_else_and_a_decision_without_a_note_are_wrong_use(loaded: SqlWarehouse) -> None:
    for relation in (Relation.NEW, Relation.WITHIN):
        with pytest.raises(UsageError, match="not_a_link"):
            decided(loaded, ONE, TWO, relation)
    with pytest.raises(UsageError, match="note_missing"):
        decided(loaded, ONE, TWO, note=" \n")


def test_why_tells_decisions_first_and_then_ties_with_the_words_that_match(loaded: SqlWarehouse) -> None:
    decided(loaded, NEARLY, TWO, VERSION, note="one fire")
    first, *ties = explaining.why(loaded.store, IDS[NEARLY][:8], now=LATER)
    assert (first["rule"], first["holds"], first["relation"]) == ("by hand", True, "version_of")
    assert (first["decision"]["verb"], first["decision"]["note"]) == ("link", "one fire")
    relations = {frozenset((tie["a"], tie["b"])): tie for tie in ties}
    teaser = relations[frozenset((IDS[TEASER], IDS[ONE]))]
    assert (teaser["relation"], teaser["a"], teaser["holds"]) == ("excerpt_of", IDS[TEASER], True)
    beginning = " ".join(ONE.split()[:28])
    assert teaser["matched"]["a"].startswith(beginning)
    assert teaser["matched"]["b"].startswith(beginning)
    assert {tie["a_story"] for tie in ties} == {IDS[ONE]}
    with pytest.raises(UsageError, match="unknown_story"):
        list(explaining.why(loaded.store, "0123456789", now=LATER))


def test_of_an_embargoed_version_no_word_is_told(warehouse: SqlWarehouse) -> None:
    held = an_item(ONE, embargoed_until=LATER)
    load(warehouse, [arrival(held, 0, "held"), ARRIVALS[3]])
    (tie,) = explaining.why(warehouse.store, IDS[NEARLY], now=NOON)
    assert tie["matched"] is None
    (tie,) = explaining.why(warehouse.store, IDS[NEARLY], now=LATER)
    assert tie["matched"]["a"].startswith("word0 word1")
