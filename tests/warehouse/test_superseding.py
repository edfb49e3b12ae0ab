"""What other stages make of an original takes the place of what stands there, as if nothing else had ever been."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sqlalchemy import text

from feedmill.errors import UsageError
from feedmill.model import Decision, ParsedDocument, RejectedDocument
from feedmill.warehouse import deciding, querying
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, a_page, an_item
from tests.warehouse.arrivals import Arrival, arrivals_of, load, written_stories
from tests.warehouse.decided import (
    ARRIVALS,
    EXCERPT,
    FOUR,
    IDS,
    NEARLY,
    ONE,
    THREE,
    TWO,
    VERSION,
    arrival,
    decided,
    named,
    states,
    story_of,
)

OTHER = "reading/t splitting/u normalising/t identity/t"
RULES = "reading/t splitting/t normalising/t identity/u"


def by_other_stages(one: Arrival, *pages: ParsedDocument, stages: str = OTHER) -> Arrival:
    """The same arrival, with what other stages make of it; by default the same."""
    parse, delivery = one
    return replace(parse, documents=pages or parse.documents, stages=stages), delivery


def superseded(warehouse: SqlWarehouse, *arrivals: Arrival) -> None:
    """Load what other stages made of originals that are there."""
    for parse, delivery in arrivals:
        warehouse.load(parse, delivery.id)


def count(warehouse: SqlWarehouse, table: str) -> int:
    """The rows of a table."""
    with warehouse.store.read() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.parametrize("seed", range(3))
def test_superseded_in_any_order_is_as_if_loaded_so_at_first(
    warehouse: SqlWarehouse, other: SqlWarehouse, seed: int
) -> None:
    """Half of the originals are read as another one is: stories come, go, and are tied otherwise."""
    chance = random.Random(seed)  # noqa: S311 -- the same each time
    arrivals = arrivals_of(written_stories()[:3], seed)
    pages = [parse.documents[0] for parse, _ in arrivals]
    again = [
        by_other_stages(one, *([chance.choice(pages)] if chance.random() < 0.5 else [])) for one in arrivals
    ]  # fmt: skip
    load(warehouse, arrivals)
    decisions = _decided_at_random(warehouse, arrivals, chance)
    superseded(warehouse, *chance.sample(again, len(again)))
    load(other, again)
    deciding.enter(other.store, decisions)
    assert list(differences(warehouse.store, other.store)) == []
    assert count(warehouse, "parses") == 2 * count(other, "parses")
    assert count(warehouse, "contents") == count(other, "contents")
    assert count(warehouse, "identifiers") == count(other, "identifiers")


def _decided_at_random(warehouse: SqlWarehouse, arrivals: list[Arrival], chance: random.Random) -> list[Decision]:
    found = []
    for at in range(6):
        a, b = (named(arrivals, one) for one in chance.sample(range(len(arrivals)), 2))
        try:
            found.append(decided(warehouse, a, b, chance.choice((VERSION, EXCERPT, None)), minutes=600 + at))
        except UsageError as error:
            assert str(error.reason) == "one_content"  # noqa: PT017 -- most pairs are none
    return found


def test_going_back_to_the_older_stages_gives_what_they_gave(loaded: SqlWarehouse, other: SqlWarehouse) -> None:
    superseded(loaded, by_other_stages(ARRIVALS[0], a_page(FOUR)))
    assert story_of(loaded, NEARLY) == IDS[NEARLY]
    superseded(loaded, ARRIVALS[0])
    load(other, ARRIVALS)
    assert list(differences(loaded.store, other.store)) == []


def test_the_id_of_what_stands_no_more_leads_to_what_stands_in_its_place(loaded: SqlWarehouse) -> None:
    reworded = TWO.replace("term40", "word forty")
    superseded(loaded, by_other_stages(ARRIVALS[1], a_page(reworded)))
    story = querying.story(loaded.store, IDS[TWO], now=LATER)
    assert (story["text"], story["id"] == IDS[TWO]) == (reworded, False)
    superseded(loaded, by_other_stages(ARRIVALS[1], a_page(reworded + " And more."), stages="third"))
    assert querying.story(loaded.store, IDS[TWO], now=LATER)["text"] == reworded + " And more."
    superseded(loaded, ARRIVALS[1])
    assert querying.story(loaded.store, IDS[TWO], now=LATER)["id"] == IDS[TWO]
    decided(loaded, story["id"], THREE, VERSION)
    assert states(loaded) == ["stands"]


def test_what_stands_nowhere_any_more_shows_no_story(loaded: SqlWarehouse) -> None:
    nothing = ParsedDocument(a_page(TWO).document, (), ())
    superseded(loaded, by_other_stages(ARRIVALS[1], nothing))
    with pytest.raises(UsageError, match="unknown_story"):
        querying.story(loaded.store, IDS[TWO], now=LATER)
    assert TWO not in {row["text"] for row in querying.stories(loaded.store, now=LATER)}
    assert count(loaded, "versions") == len(IDS)


def test_a_story_falls_apart_where_what_held_it_together_is_gone(loaded: SqlWarehouse) -> None:
    link = arrival(a_page(f"{TWO} {THREE}"), 9, "both")
    decided(loaded, TWO, THREE, VERSION)
    assert story_of(loaded, TWO) == story_of(loaded, THREE)
    load(loaded, [link])
    superseded(loaded, by_other_stages(ARRIVALS[1], a_page(FOUR)))
    assert states(loaded) == ["stands"], "a decision follows its place"
    assert named([by_other_stages(ARRIVALS[1], a_page(FOUR))], 0) == story_of(loaded, THREE)


def test_an_address_that_no_parse_states_any_more_ties_nothing(warehouse: SqlWarehouse, other: SqlWarehouse) -> None:
    short, again = "Closed today for the holiday.", "Closed today for the holiday!"
    stated = [
        arrival(an_item(words, headline=None, url="https://news.example/1"), at, f"{at}")
        for at, words in enumerate((short, again, ONE, ONE.replace("word3", "many other words here")))
    ]
    load(warehouse, stated)
    unstated = [by_other_stages(one, an_item(one[0].documents[0].document.text)) for one in stated]
    superseded(warehouse, *unstated)
    load(other, unstated)
    assert count(warehouse, "identifiers") == 0
    assert list(differences(warehouse.store, other.store)) == []


def test_other_rules_decide_again_what_stories_are_to_each_other(loaded: SqlWarehouse, other: SqlWarehouse) -> None:
    """Ties that other rules decided are taken for none: made anew, they are those of a first load."""
    with loaded.store.write() as connection:
        connection.execute(text("UPDATE edges SET rule = 'deciding/0', relation = 'within'"))
    superseded(loaded, *(by_other_stages(one, stages=RULES) for one in ARRIVALS))
    load(other, [by_other_stages(one, stages=RULES) for one in ARRIVALS])
    assert list(differences(loaded.store, other.store)) == []


def test_an_original_that_can_no_longer_be_read_keeps_its_stories(loaded: SqlWarehouse) -> None:
    parse, delivery = ARRIVALS[1]
    loaded.load(replace(parse, documents=(), stages=OTHER, failure=RejectedDocument("not_text", "why")), delivery.id)
    assert story_of(loaded, TWO) == IDS[TWO]
    assert [row["reason"] for row in querying.quarantine(loaded.store)] == ["not_text"]


def test_all_arrivals_of_an_original_are_completed_by_the_parse_that_holds(warehouse: SqlWarehouse) -> None:
    parse, delivery = ARRIVALS[0]
    second = replace(delivery, id="f" * 64, token="second")
    load(warehouse, [(parse, delivery), (parse, second)])
    superseded(warehouse, by_other_stages(ARRIVALS[0]))
    with warehouse.store.read() as connection:
        current = connection.execute(text("SELECT parse_id FROM parses WHERE current")).scalars().all()
        assert set(connection.execute(text("SELECT parse_id FROM deliveries")).scalars()) == set(current)
    assert (warehouse.standing(parse.original).stages, warehouse.standing(parse.original).failed) == (OTHER, 0)


def test_sources_of_a_story_are_those_of_what_stands(loaded: SqlWarehouse) -> None:
    parse, delivery = arrival(a_page(ONE), 7, "elsewhere")
    load(loaded, [(parse, replace(delivery, source="wire"))])
    superseded(loaded, by_other_stages((parse, delivery), a_page(FOUR)))
    story = querying.story(loaded.store, IDS[ONE], now=LATER)
    assert story["sources"] == ["inbox"]
