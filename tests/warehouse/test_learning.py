"""Epochs of stop-fingerprints: learned from the corpus, shown, and as if they had always held."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sqlalchemy import Connection, text

from feedmill.identity import LEAST_STORIES, unpacked
from feedmill.identity.stops import learn_stops
from feedmill.model import Epoch, Parse
from feedmill.warehouse import relating
from feedmill.warehouse.learning import Learned, derived, hold, stands
from feedmill.warehouse.relating import current_epoch, prepare, stops_of
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import NOON, a_delivery, a_page, a_parse, an_item

FOOTER = " ".join(f"footer{n}" for n in range(60)) + "."
BRIEF = "Notice of today. " + FOOTER


def story(number: int, words: int = 150) -> str:
    """A story of its own words, with the footer that all carry."""
    return " ".join(f"s{number}w{n}" for n in range(words)) + ". " + FOOTER


def load(warehouse: SqlWarehouse, *parses: Parse) -> None:
    """Take these parses, a minute apart."""
    for minutes, parse in enumerate(parses):
        delivery = a_delivery(parse, minutes=minutes)
        warehouse.record_deliveries([delivery], None)
        warehouse.load(parse, delivery.id)


def learn(store: Store, *, apply: bool) -> Learned:
    """Derive the next epoch and make it hold, or tell what it would change."""
    epoch = derived(store, NOON)
    return hold(store, epoch, apply=apply) if epoch else stands(store)


def corpus() -> list[Parse]:
    """As many stories as it takes, two of them with an update, and a brief that is little but footer."""
    parses = [a_parse(a_page(story(number)), name=f"o{number}") for number in range(LEAST_STORIES)]
    parses += [a_parse(a_page(story(number).replace("w20 ", "w20b ")), name=f"u{number}") for number in range(2)]
    parses.append(a_parse(a_page(BRIEF), name="brief"))
    named = "https://news.example/1"
    return [*parses, *(a_parse(an_item(story(n), url=named), name=f"i{n}") for n in (90, 91))]


def rows(warehouse: SqlWarehouse, statement: str) -> list[tuple[Any, ...]]:
    """What a query gives, in a fixed order."""
    with warehouse.store.read() as connection:
        return sorted(tuple(row) for row in connection.execute(text(statement)))


def identity_of(warehouse: SqlWarehouse) -> list[list[tuple[Any, ...]]]:
    """All of identity but the numbers."""
    return [
        rows(warehouse, "SELECT content_id FROM contents"),
        rows(
            warehouse,
            "SELECT c.content_id, f.fingerprint, f.prints FROM fingerprints f JOIN contents c ON c.number = f.content",
        ),
        rows(warehouse, "SELECT a, b, relation, condition FROM ties"),
        rows(warehouse, "SELECT version_id, story_id, parent_id FROM versions"),
    ]


def test_an_epoch_is_shown_before_it_holds_and_changes_nothing_then(warehouse: SqlWarehouse) -> None:
    load(warehouse, *corpus())
    before = identity_of(warehouse)
    shown = learn(warehouse.store, apply=False)
    assert (shown.epoch, shown.applied, shown.contents) == (1, False, LEAST_STORIES + 5)
    assert shown.fresh > 1
    assert identity_of(warehouse) == before
    assert rows(warehouse, "SELECT count(*) FROM epochs") == [(0,)]


def test_what_an_epoch_changed_is_as_if_it_had_always_held(warehouse: SqlWarehouse, other: SqlWarehouse) -> None:
    load(warehouse, *corpus())
    learned = learn(warehouse.store, apply=True)
    assert learned.applied
    with warehouse.store.read() as connection:
        stops = stops_of(connection, current_epoch(connection))
    assert len(stops) == learned.stops
    hold(other.store, Epoch(1, NOON, 0, tuple(stops.tolist())))
    load(other, *reversed(corpus()))
    assert identity_of(warehouse)[:3] == identity_of(other)[:3]


def test_text_that_an_epoch_stops_is_found_and_compared_no_more(warehouse: SqlWarehouse) -> None:
    load(warehouse, *corpus())
    learn(warehouse.store, apply=True)
    late = a_parse(a_page("Another word. " + FOOTER), name="late")
    load(warehouse, late)
    tied = "SELECT 1 FROM ties t JOIN versions v ON v.content_id IN (t.a, t.b) WHERE v.text LIKE 'Another word%'"
    assert rows(warehouse, tied) == []


def test_an_epoch_that_holds_already_changes_nothing(warehouse: SqlWarehouse) -> None:
    load(warehouse, *corpus())
    epoch = derived(warehouse.store, NOON)
    assert epoch is not None
    assert hold(warehouse.store, epoch).applied
    before = identity_of(warehouse)
    assert not hold(warehouse.store, epoch).applied
    assert identity_of(warehouse) == before


def test_learning_twice_is_learning_once(warehouse: SqlWarehouse) -> None:
    load(warehouse, *corpus())
    first = learn(warehouse.store, apply=True)
    again = learn(warehouse.store, apply=True)
    assert (again.epoch, again.fresh, again.applied, again.stops) == (first.epoch, 0, False, first.stops)


def test_a_corpus_that_shares_nothing_teaches_nothing(warehouse: SqlWarehouse) -> None:
    load(warehouse, a_parse(a_page(story(1))))
    assert learn(warehouse.store, apply=True).epoch == 0


def test_what_was_made_ready_under_an_earlier_epoch_is_made_anew(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(warehouse, *corpus())
    late = a_parse(a_page(story(70)), name="late")

    def meanwhile(*given: Any) -> Any:
        made = prepare(*given)
        learn(warehouse.store, apply=True)
        return made

    monkeypatch.setattr("feedmill.warehouse.loading.prepare", meanwhile)
    load(warehouse, late)
    with warehouse.store.read() as connection:
        stops = stops_of(connection, current_epoch(connection))
    assert len(stops)
    held = {row[0] for row in rows(warehouse, "SELECT fingerprint FROM fingerprints")}
    assert held.isdisjoint(stops.tolist())
    assert np.all(np.diff(stops) > 0)


def test_what_a_loader_saw_of_an_epoch_is_forgotten_when_another_comes_to_hold(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(warehouse, *corpus())
    learn(warehouse.store, apply=True)
    made: list[int] = []

    def noted(connection: Connection, epoch: int) -> Any:
        made.append(epoch)
        return stops_of(connection, epoch)

    monkeypatch.setattr(relating, "stops_of", noted)
    for number in (71, 72, 73):
        load(warehouse, a_parse(a_page(story(number)), name=f"late {number}"))
    assert made == [1, 1], "once under the lock for what was made ready too early, and once for all that follow"
    with warehouse.store.read() as connection:
        stops = stops_of(connection, current_epoch(connection)).tolist()
    assert {row[0] for row in rows(warehouse, "SELECT fingerprint FROM fingerprints")}.isdisjoint(stops)


def test_the_warehouse_counts_as_identity_does(warehouse: SqlWarehouse) -> None:
    load(warehouse, *corpus())
    epoch = derived(warehouse.store, NOON)
    with warehouse.store.read() as connection:
        held = connection.execute(
            text("SELECT c.form, v.story_id FROM contents c JOIN versions v ON v.content_id = c.content_id")
        ).all()
    learned = learn_stops([unpacked(row.form) for row in held], [row.story_id for row in held])
    assert epoch is not None
    assert epoch.stops == tuple(learned.tolist())
