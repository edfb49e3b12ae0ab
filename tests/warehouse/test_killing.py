"""Kills: which stories a message takes back by the identity that it states, in whatever order things arrive."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from feedmill.model import ParsedDocument
from feedmill.warehouse import explaining
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, an_item
from tests.warehouse.test_lives import FIRST, GUID, OTHER, SECOND, at, live, load, parsed, shown

NOTICE = "KILL KILL KILL. " + " ".join(f"notice{n}" for n in range(40)) + "."
ORDERS = list(itertools.permutations(range(3)))
SOME = ORDERS[1::2]


def said(body: str, hours: float | None, **more: Any) -> ParsedDocument:
    """An item of the reused id, as stated so many hours after noon; None: without a moment."""
    moment = None if hours is None else at(hours)
    return an_item(body, **({"guid": GUID, "updated_at": moment} | more))


def kill(hours: float | None, body: str = NOTICE, **more: Any) -> ParsedDocument:
    """A kill of that id, in words of its own."""
    return said(body, hours, status="canceled", **more)


def taken(warehouse: SqlWarehouse, items: Sequence[ParsedDocument], order: Sequence[int]) -> None:
    """Load these items as they arrive in this order, a minute apart."""
    load(warehouse, *((parsed(items[n], f"o{n}"), minute) for minute, n in enumerate(order)))


def told_by(warehouse: SqlWarehouse) -> list[str]:
    """How it was told what the kills mean, of all stories but the messages' own."""
    with warehouse.store.read() as connection:
        return sorted(connection.execute(text("SELECT told_by FROM kills")).scalars())


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_kill_is_said_of_the_story_that_held_the_id_last_before_it(
    warehouse: SqlWarehouse, order: tuple[int, ...]
) -> None:
    taken(warehouse, [said(FIRST, 1), said(OTHER, 2), kill(3)], order)
    assert live(warehouse) == [FIRST]
    assert told_by(warehouse) == ["identity", "words"]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_an_id_that_is_given_to_another_story_after_a_kill_revives_none(
    warehouse: SqlWarehouse, order: tuple[int, ...]
) -> None:
    taken(warehouse, [said(FIRST, 1, status="usable"), kill(2), said(OTHER, 3, status="usable")], order)
    assert live(warehouse) == [OTHER]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_kill_with_a_storys_own_words_is_said_of_that_story_though_another_held_the_id_since(
    warehouse: SqlWarehouse, order: tuple[int, ...]
) -> None:
    taken(warehouse, [said(FIRST, 1), said(OTHER, 2), kill(3, FIRST)], order)
    assert live(warehouse) == [OTHER]
    assert told_by(warehouse) == ["words"]


@pytest.mark.parametrize("order", SOME, ids=str)
def test_a_kill_that_may_mean_two_stories_takes_both_back_and_says_so(
    warehouse: SqlWarehouse, order: tuple[int, ...]
) -> None:
    items = [said(FIRST, 2), said(OTHER, 2), kill(3)]
    with capture_logs() as logs:
        taken(warehouse, items, order)
    assert live(warehouse) == []
    assert told_by(warehouse) == ["unsure", "unsure", "words"]
    if order[2] == 2:  # the message comes last, when both are there
        assert [line["log_level"] for line in logs if "kill" in line["event"]] == ["warning"]
    (tie,) = explaining.why(warehouse.store, shown(warehouse, items[0])["id"], now=LATER)
    assert (tie["relation"], tie["condition"], tie["holds"]) == ("kill", "unsure", True)
    assert tie["a"] == items[2].sightings[0].version.version_id
    assert tie["b_story"] == items[0].sightings[0].version.version_id


def test_a_kill_stated_before_all_that_hold_the_id_takes_all_of_them_back(warehouse: SqlWarehouse) -> None:
    taken(warehouse, [said(FIRST, 2), said(OTHER, 3), kill(1)], (2, 0, 1))
    assert live(warehouse) == []
    assert told_by(warehouse) == ["unsure", "unsure", "words"]


def test_what_states_no_moment_held_the_id_when_it_was_first_seen(warehouse: SqlWarehouse) -> None:
    taken(warehouse, [said(FIRST, None), said(OTHER, None), kill(None)], (0, 2, 1))
    assert live(warehouse) == [OTHER]


@pytest.mark.parametrize("order", SOME, ids=str)
def test_a_kill_by_an_address_leaves_the_story_that_stood_there_before(
    warehouse: SqlWarehouse, order: tuple[int, ...]
) -> None:
    url = "https://news.example/latest"
    items = [said(FIRST, 1, guid=None, url=url), said(OTHER, 2, guid=None, url=url), kill(3, guid=None, url=url)]
    taken(warehouse, items, order)
    assert live(warehouse) == [FIRST]


def test_an_id_and_an_address_of_two_stories_may_mean_either(warehouse: SqlWarehouse) -> None:
    url = "https://news.example/latest"
    taken(warehouse, [said(FIRST, 1), said(OTHER, 2, guid=None, url=url), kill(3, url=url)], (0, 1, 2))
    assert live(warehouse) == []
    assert told_by(warehouse) == ["unsure", "unsure", "words"]


@pytest.mark.parametrize("order", SOME, ids=str)
def test_an_update_in_other_words_takes_the_id_along(warehouse: SqlWarehouse, order: tuple[int, ...]) -> None:
    taken(warehouse, [said(FIRST, 1), said(SECOND, 2), kill(3)], order)
    assert live(warehouse) == []
    assert told_by(warehouse) == ["identity", "words"]


@pytest.mark.parametrize("order", ORDERS[:2], ids=str)
def test_a_kill_under_embargo_holds_at_once(warehouse: SqlWarehouse, order: tuple[int, ...]) -> None:
    taken(warehouse, [said(FIRST, 1, status="usable"), kill(2, embargoed_until=at(50)), said(OTHER, 3)], order)
    assert live(warehouse, at(10)) == [OTHER]


@pytest.mark.parametrize("order", SOME, ids=str)
def test_what_is_reinstated_under_embargo_stays_killed_until_then(
    warehouse: SqlWarehouse, order: tuple[int, ...]
) -> None:
    back = said(SECOND, 3, status="withheld", embargoed_until=at(20))
    taken(warehouse, [said(FIRST, 1, status="usable"), kill(2), back], order)
    assert live(warehouse, at(19)) == []
    assert live(warehouse, at(21)) == [SECOND]


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))), ids=str)
@pytest.mark.parametrize("more", [
    pytest.param({"updated_at": at(1)}, id="at one moment"),
    pytest.param({"updated_at": at(1), "version": "7"}, id="at one moment in one version"),
])  # fmt: skip
def test_a_kill_stands_over_what_is_not_said_later(
    warehouse: SqlWarehouse, order: tuple[int, ...], more: dict[str, Any]
) -> None:
    taken(warehouse, [said(FIRST, 1, status="usable", **more), kill(1, **more)], order)
    assert live(warehouse) == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))), ids=str)
@pytest.mark.parametrize("precision", [None, "day"])
def test_of_messages_without_a_moment_the_greater_version_is_the_later_one(
    warehouse: SqlWarehouse, order: tuple[int, ...], precision: str | None
) -> None:
    day: dict[str, Any] = {"published_at": at(-12), "published_precision": "day"} if precision else {}
    story = said(FIRST, None, status="usable", version="9", **day)
    taken(warehouse, [story, kill(None, version="10", **day)], order)
    assert live(warehouse) == []


def test_a_moment_stated_says_more_than_a_version(warehouse: SqlWarehouse) -> None:
    back = said(SECOND, 3, status="usable", version="1")
    taken(warehouse, [said(FIRST, 1, status="usable", version="4"), kill(2, version="5"), back], (0, 1, 2))
    assert live(warehouse) == [SECOND]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_killed_does_not_depend_on_the_order_of_arrival(
    warehouse: SqlWarehouse, other: SqlWarehouse, seed: int
) -> None:
    items = [
        said(FIRST, 1, status="usable"), kill(2), said(OTHER, 3, status="usable"), said(SECOND, 2.5, status="usable"),
        kill(4, NOTICE + " Again."), said(OTHER, 2.5, guid=None, url="https://news.example/other"),
    ]  # fmt: skip
    order = random.Random(seed).sample(range(len(items)), len(items))  # noqa: S311 -- the same each time
    taken(warehouse, items, order)
    taken(other, items, range(len(items)))
    assert live(warehouse) == live(other) == [SECOND]
