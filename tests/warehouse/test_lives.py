"""What becomes of a story: updates, corrections, kills, embargoes, reinstatement, and what was known at a time."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest

from feedmill.model import Parse, ParsedDocument
from feedmill.warehouse import querying
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, NOON, a_delivery, a_page, a_parse, an_item

GUID = "urn:newsml:wire.example:20260301:A17"
FIRST = " ".join(f"word{n}" for n in range(80)) + "."
SECOND = FIRST.replace("word40", "changed").replace("word41", "again")
THIRD = FIRST.replace("word60", "anew").replace("word61", "once")
OTHER = " ".join(f"term{n}" for n in range(80)) + "."


def at(hours: float) -> datetime:
    """So many hours after noon."""
    return NOON + timedelta(hours=hours)


def load(warehouse: SqlWarehouse, *arrivals: tuple[Parse, int]) -> None:
    """Take parses, each received so many minutes after noon, in the order given."""
    for parse, minutes in arrivals:
        delivery = a_delivery(parse, minutes=minutes)
        warehouse.record_deliveries([delivery], None)
        warehouse.load(parse, delivery.id)


def parsed(item: ParsedDocument, name: str) -> Parse:
    """A parse of one item."""
    return a_parse(item, name=name)


def live(warehouse: SqlWarehouse, now: datetime = LATER, *, as_of: bool = False) -> list[str]:
    """The texts that show as live."""
    return sorted(row["text"] for row in querying.stories(warehouse.store, now=now, as_of=as_of))


def shown(warehouse: SqlWarehouse, item: ParsedDocument, now: datetime = LATER) -> dict[str, Any]:
    """The story that this item's version belongs to."""
    return querying.story(warehouse.store, item.sightings[0].version.version_id, now=now)


def test_an_update_becomes_the_current_version_and_the_first_one_stays_in_the_history(warehouse: SqlWarehouse) -> None:
    first, second = an_item(FIRST, guid=GUID, version="1"), an_item(SECOND, guid=GUID, version="2")
    load(warehouse, (parsed(first, "a"), 0), (parsed(second, "b"), 9))
    assert live(warehouse) == [SECOND]
    story = shown(warehouse, first)
    assert story["id"] == first.sightings[0].version.version_id
    assert [(row["number"], row["text"]) for row in story["history"]] == [(1, FIRST), (2, SECOND)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_an_earlier_version_that_arrives_late_stays_behind_the_later_one(
    warehouse: SqlWarehouse, order: tuple[int, ...]
) -> None:
    items = [an_item(text, updated_at=at(n), guid=GUID) for n, text in enumerate((FIRST, SECOND, THIRD))]
    received = {0: 50, 1: 10, 2: 20}
    arrivals = [(parsed(item, f"o{n}"), received[n]) for n, item in enumerate(items)]
    load(warehouse, *(arrivals[n] for n in order))
    assert live(warehouse) == [THIRD]
    assert [row["text"] for row in shown(warehouse, items[0])["history"]] == [FIRST, SECOND, THIRD]


def test_version_numbers_order_what_was_stated_at_one_moment(warehouse: SqlWarehouse) -> None:
    tenth, ninth = (an_item(text, updated_at=NOON, version=n) for text, n in ((FIRST, "10"), (SECOND, "9")))
    load(warehouse, (parsed(tenth, "a"), 0), (parsed(ninth, "b"), 5))
    assert live(warehouse) == [FIRST]


def test_a_date_without_a_time_orders_nothing(warehouse: SqlWarehouse) -> None:
    morning = an_item(FIRST, published_at=at(-3))
    day = an_item(SECOND, published_at=at(-12), published_precision="day")
    load(warehouse, (parsed(morning, "a"), 0), (parsed(day, "b"), 5))
    assert live(warehouse) == [SECOND]


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))), ids=str)
def test_a_kill_takes_a_story_away_whatever_its_own_words_are(warehouse: SqlWarehouse, order: tuple[int, ...]) -> None:
    story = an_item(FIRST, guid=GUID, status="usable", updated_at=at(1))
    kill = an_item("KILL. " + OTHER, guid=GUID, status="canceled", updated_at=at(2))
    arrivals = [(parsed(story, "a"), 0), (parsed(kill, "b"), 9)]
    load(warehouse, *(arrivals[n] for n in order))
    assert live(warehouse) == []
    assert shown(warehouse, story)["status"] == "killed"
    assert [row["text"] for row in shown(warehouse, story)["history"]] == [FIRST]


def test_an_earlier_version_that_arrives_after_the_kill_does_not_revive_it(warehouse: SqlWarehouse) -> None:
    kill = an_item("KILL. " + OTHER, guid=GUID, status="canceled", updated_at=at(2))
    late = an_item(FIRST, guid=GUID, status="usable", updated_at=at(1))
    load(warehouse, (parsed(kill, "a"), 0), (parsed(late, "b"), 9))
    assert live(warehouse) == []


def test_a_killed_story_can_be_reinstated(warehouse: SqlWarehouse) -> None:
    story = an_item(FIRST, guid=GUID, status="usable", updated_at=at(1))
    kill = an_item(FIRST, guid=GUID, status="canceled", updated_at=at(2))
    back = an_item(SECOND, guid=GUID, status="usable", updated_at=at(3))
    load(warehouse, (parsed(story, "a"), 0), (parsed(kill, "b"), 5))
    assert live(warehouse) == []
    load(warehouse, (parsed(back, "c"), 9))
    assert live(warehouse) == [SECOND]


def test_a_copy_without_a_status_does_not_revive_a_killed_story(warehouse: SqlWarehouse) -> None:
    kill = an_item(FIRST, guid=GUID, status="canceled", updated_at=at(2))
    copy = a_page(FIRST)
    load(warehouse, (parsed(kill, "a"), 0), (parsed(copy, "b"), 500))
    assert live(warehouse) == []


def test_a_kill_of_one_story_leaves_the_others(warehouse: SqlWarehouse) -> None:
    kill = an_item(FIRST, guid=GUID, status="canceled")
    other = an_item(OTHER, guid=GUID.replace("A17", "A18"), status="usable")
    load(warehouse, (parsed(kill, "a"), 0), (parsed(other, "b"), 1))
    assert live(warehouse) == [OTHER]


def test_embargoed_text_shows_nowhere_before_its_time(warehouse: SqlWarehouse) -> None:
    url = "https://news.example/minister-resigns"
    held = an_item(FIRST, headline="Held", guid=GUID, url=url, status="withheld", embargoed_until=at(5))
    load(warehouse, (parsed(held, "a"), 0))
    before, after = at(4), at(6)
    assert live(warehouse, before) == []
    story = shown(warehouse, held, before)
    assert (story["status"], story["text"], story["headline"]) == ("embargoed", None, None)
    assert [(row["text"], row["headline"]) for row in story["history"]] == [(None, None)]
    assert "word7" not in repr(story)
    assert "resigns" not in repr(story)
    assert live(warehouse, after) == [FIRST]
    assert (shown(warehouse, held, after)["status"], shown(warehouse, held, after)["url"]) == ("live", url)


def test_what_is_withheld_without_a_time_shows_once_it_is_released(warehouse: SqlWarehouse) -> None:
    load(warehouse, (parsed(an_item(FIRST, guid=GUID, status="withheld"), "a"), 0))
    assert live(warehouse) == []
    load(warehouse, (parsed(an_item(FIRST, guid=GUID, status="usable"), "b"), 9))
    assert live(warehouse) == [FIRST]


def test_an_embargoed_update_leaves_the_version_before_it_live(warehouse: SqlWarehouse) -> None:
    first = an_item(FIRST, guid=GUID, updated_at=at(0))
    update = an_item(SECOND, guid=GUID, updated_at=at(1), embargoed_until=at(5))
    load(warehouse, (parsed(first, "a"), 0), (parsed(update, "b"), 9))
    assert live(warehouse, at(4)) == [FIRST]
    assert [row["text"] for row in shown(warehouse, first, at(4))["history"]] == [FIRST, None]
    assert live(warehouse, at(6)) == [SECOND]


def test_a_guid_used_again_for_another_story_makes_no_version_of_it(warehouse: SqlWarehouse) -> None:
    load(warehouse, (parsed(an_item(FIRST, guid=GUID), "a"), 0), (parsed(an_item(OTHER, guid=GUID), "b"), 9))
    assert live(warehouse) == sorted([FIRST, OTHER])


def test_an_address_whose_content_became_another_story_is_two_stories(warehouse: SqlWarehouse) -> None:
    url = "https://news.example/latest"
    load(warehouse, (parsed(an_item(FIRST, url=url), "a"), 0), (parsed(an_item(OTHER, url=url), "b"), 9))
    assert live(warehouse) == sorted([FIRST, OTHER])


def test_stories_are_shown_as_they_were_known_at_a_time(warehouse: SqlWarehouse) -> None:
    first, second = an_item(FIRST, guid=GUID, status="usable"), an_item(SECOND, guid=GUID, status="usable")
    kill = an_item(SECOND, guid=GUID, status="canceled")
    load(warehouse, (parsed(first, "a"), 0), (parsed(second, "b"), 60), (parsed(kill, "c"), 120))
    known = [live(warehouse, at(hours), as_of=True) for hours in (-1, 0.5, 1.5, 2.5)]
    assert known == [[], [FIRST], [SECOND], []]
