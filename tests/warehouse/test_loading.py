"""What a load leaves in the tables, however often and in whatever order it is done."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from sqlalchemy import text

from feedmill.model import Delivery, Failure, Parse, RejectedDocument
from feedmill.warehouse import querying
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, NOON, STAGES, a_delivery, a_page, a_parse

LONG = " ".join(f"word{n}" for n in range(60)) + "."
OTHER = " ".join(f"term{n}" for n in range(60)) + "."
THIRD = " ".join(f"noun{n}" for n in range(60)) + "."


def ingest(warehouse: SqlWarehouse, parse: Parse, delivery: Delivery) -> None:
    """Take a parse the way that the pipeline does."""
    warehouse.record_deliveries([delivery], None)
    if warehouse.standing(parse.original).stages == parse.stages:
        warehouse.complete(delivery.id)
    else:
        warehouse.load(parse, delivery.id)


def rows(warehouse: SqlWarehouse, statement: str) -> list[tuple[Any, ...]]:
    """What a query gives."""
    with warehouse.store.read() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def everything(warehouse: SqlWarehouse) -> dict[str, list[tuple[Any, ...]]]:
    """All that must be equal after equal deliveries, in whatever order they came."""
    asked = {
        "originals": "sha256, size, first_received_at",
        "deliveries": "delivery_id, way, source, name, original, token, received_at",
        "documents": "document_id, original, ordinal, format, characters",
        "versions": "version_id, content_id, story_id, parent_id, kind, headline, text",
        "sightings": "sighting_id, document_id, version_id, truncated, uncertain",
        "furniture": "document_id, ordinal, label",
        "contents": "content_id, norm_id, kind, length",
        "ties": "a, b, relation, condition",
        "stories": "story_id, version_id, kind, versions, sightings, sources",
        "standing_sightings": "sighting_id, relation, story_id, place_in_story",
        "delivery_states": "delivery_id, state",
    }
    return {name: sorted(rows(warehouse, f"SELECT {columns} FROM {name}")) for name, columns in asked.items()}


def test_a_page_becomes_its_stories_and_its_furniture(warehouse: SqlWarehouse) -> None:
    parse = a_parse(a_page(LONG, OTHER, credit="Photo: AP"))
    ingest(warehouse, parse, a_delivery(parse))
    assert [row["text"] for row in querying.stories(warehouse.store, now=LATER)] == sorted(
        [LONG, OTHER], key=_story_order(warehouse)
    )
    assert rows(warehouse, "SELECT label FROM furniture") == [("credit",)]
    assert rows(warehouse, "SELECT state FROM delivery_states") == [("loaded",)]


def _story_order(warehouse: SqlWarehouse) -> Any:
    order = dict(rows(warehouse, "SELECT text, story_id FROM stories"))
    return lambda body: order[body]


def test_loading_twice_is_loading_once(warehouse: SqlWarehouse) -> None:
    parse = a_parse(a_page(LONG, OTHER, credit="Photo: AP"))
    delivery = a_delivery(parse)
    ingest(warehouse, parse, delivery)
    before = everything(warehouse)
    warehouse.load(parse, delivery.id)
    ingest(warehouse, parse, delivery)
    assert everything(warehouse) == before


def test_another_arrival_of_the_same_original_is_a_delivery_and_nothing_else(warehouse: SqlWarehouse) -> None:
    parse = a_parse(a_page(LONG))
    ingest(warehouse, parse, a_delivery(parse))
    before = everything(warehouse)
    ingest(warehouse, parse, a_delivery(parse, minutes=5, token="t2"))
    after = everything(warehouse)
    assert [state for _, state in sorted(after["delivery_states"], key=lambda row: row[1])] == ["known", "loaded"]
    for name in ("originals", "documents", "versions", "sightings", "furniture", "standing_sightings"):
        assert after[name] == before[name]


def test_the_same_story_in_another_file_is_a_sighting_not_a_story(warehouse: SqlWarehouse) -> None:
    first, second = a_parse(a_page(LONG)), a_parse(a_page(LONG.upper(), OTHER))
    ingest(warehouse, first, a_delivery(first))
    ingest(warehouse, second, a_delivery(second, minutes=1, name="other.txt"))
    assert sorted(rows(warehouse, "SELECT relation FROM standing_sightings")) == [("new",), ("new",), ("same",)]
    assert rows(warehouse, "SELECT count(*) FROM stories") == [(2,)]
    assert rows(warehouse, "SELECT count(*) FROM contents") == [(2,)]


def test_short_texts_under_different_headlines_stay_apart(warehouse: SqlWarehouse) -> None:
    first = a_parse(a_page("Qtly div 10 cts vs 10 cts prior.", headline="ACME DIVIDEND"), name="a")
    second = a_parse(a_page("Qtly div 10 cts vs 10 cts prior.", headline="OTHER CORP DIVIDEND"), name="b")
    ingest(warehouse, first, a_delivery(first))
    ingest(warehouse, second, a_delivery(second, minutes=1))
    assert rows(warehouse, "SELECT count(*) FROM stories") == [(2,)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_the_order_of_processing_does_not_matter(warehouse: SqlWarehouse, order: tuple[int, ...]) -> None:
    pages = [a_page(LONG, OTHER), a_page(LONG.upper(), credit="Photo: AP"), a_page(OTHER.title(), THIRD)]
    parses = [a_parse(page) for page in pages]
    arrivals = [(parse, a_delivery(parse, minutes=10 - number)) for number, parse in enumerate(parses)]
    arrivals.append((parses[0], a_delivery(parses[0], minutes=0, token="t2")))
    for number in order:
        ingest(warehouse, *arrivals[number])
    found = everything(warehouse)
    stories = {row[2] for row in found["versions"]}
    firsts = {row[0] for row in found["versions"] if row[6] in {LONG, OTHER, THIRD}}
    assert stories == firsts, "the earliest arrival is the second one of the first page: its wordings name the stories"
    assert len(found["stories"]) == 3
    assert sorted(row[1] for row in found["delivery_states"]) == ["known", "loaded", "loaded", "loaded"]


def test_more_stories_than_a_chunk_show_only_when_all_are_loaded(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = a_parse(a_page(*(LONG.replace("word", f"w{number}x") for number in range(8))))
    delivery = a_delivery(parse)
    warehouse.record_deliveries([delivery], None)
    with monkeypatch.context() as patched:
        patched.setattr("feedmill.warehouse.loading._complete", _killed)
        with pytest.raises(KeyboardInterrupt):
            warehouse.load(parse, delivery.id)
    assert rows(warehouse, "SELECT count(*) FROM sightings")[0][0] in range(3, 8)
    assert rows(warehouse, "SELECT count(*) FROM stories") == [(0,)]
    assert rows(warehouse, "SELECT state FROM delivery_states") == [("pending",)]
    warehouse.load(parse, delivery.id)
    assert rows(warehouse, "SELECT count(*) FROM stories") == [(8,)]
    assert querying.relations(warehouse.store, parse, now=LATER) == {"new": 8}


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_original_that_cannot_be_read_is_a_quarantine_row_and_can_be_tried_again(warehouse: SqlWarehouse) -> None:
    failed = a_parse(name="rubbish", failure=RejectedDocument("binary", "3 NUL bytes"))
    delivery = a_delivery(failed)
    ingest(warehouse, failed, delivery)
    ingest(warehouse, failed, delivery)
    (row,) = querying.quarantine(warehouse.store)
    assert (row["reason"], row["name"], row["attempts"], row["state"]) == ("binary", "page.txt", 1, "open")
    assert rows(warehouse, "SELECT state FROM delivery_states") == [("quarantined",)]
    assert warehouse.failed_delivery(failed.original, failed.stages) == delivery.id
    warehouse.load(failed, delivery.id)
    assert [(row["attempts"], row["state"]) for row in querying.quarantine(warehouse.store)] == [(2, "open")]
    warehouse.load(a_parse(a_page(LONG), name="rubbish"), delivery.id)
    assert rows(warehouse, "SELECT state FROM delivery_states") == [("loaded",)]
    assert [row["state"] for row in querying.quarantine(warehouse.store, state=None)] == ["solved"]
    assert warehouse.failed_delivery(failed.original, failed.stages) is None


def test_a_load_that_was_interrupted_and_then_fails_leaves_nothing_of_its_first_chunks(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = a_parse(a_page(*(f"{LONG} {number}" for number in range(8)), credit="Photo: AP"), name="one")
    delivery = a_delivery(whole)
    warehouse.record_deliveries([delivery], None)
    with monkeypatch.context() as patched:
        patched.setattr("feedmill.warehouse.loading._complete", _killed)
        with pytest.raises(KeyboardInterrupt):
            warehouse.load(whole, delivery.id)
    warehouse.load(a_parse(name="one", failure=RejectedDocument("unexpected", "MemoryError")), delivery.id)
    assert rows(warehouse, "SELECT documents, sightings, furniture, failure FROM parses") == [(0, 0, 0, "unexpected")]
    for table in ("documents", "sightings", "furniture"):
        assert rows(warehouse, f"SELECT count(*) FROM {table}") == [(0,)]
    assert rows(warehouse, "SELECT state FROM delivery_states") == [("quarantined",)]


def test_a_refused_arrival_is_solved_when_its_name_is_taken(warehouse: SqlWarehouse) -> None:
    warehouse.refuse([Failure("intake", "too_large", "200 bytes", source="inbox", name="page.txt")])
    assert querying.ledger(warehouse.store)["refused"] == 1
    parse = a_parse(a_page(LONG))
    ingest(warehouse, parse, a_delivery(parse))
    assert list(querying.quarantine(warehouse.store)) == []
    assert (querying.ledger(warehouse.store)["arrivals"], querying.ledger(warehouse.store)["refused"]) == (1, 0)


def test_the_ledger_balances(warehouse: SqlWarehouse) -> None:
    first = a_parse(a_page(LONG, OTHER))
    ingest(warehouse, first, a_delivery(first))
    ingest(warehouse, first, a_delivery(first, minutes=2, token="t2"))
    warehouse.record_deliveries([a_delivery(first, minutes=3, token="t3")], None)
    found = querying.ledger(warehouse.store)
    assert found["deliveries"] == found["pending"] + found["loaded"] + found["known"] == 3
    assert found["sightings"] == found["new"] == 2


def test_any_version_leads_to_its_story_with_lineage(warehouse: SqlWarehouse) -> None:
    first, second = a_parse(a_page(LONG)), a_parse(a_page(LONG.upper()))
    ingest(warehouse, first, a_delivery(first))
    ingest(warehouse, second, a_delivery(second, minutes=1, name="second.txt"))
    for (version,) in rows(warehouse, "SELECT version_id FROM versions"):
        story = querying.story(warehouse.store, version[:10], now=LATER)
        assert story["versions"] == story["sightings"] == 2
        assert [place["names"] for place in story["lineage"]] == [["page.txt"], ["second.txt"]]
        assert [place["relation"] for place in story["lineage"]] == ["new", "same"]
        assert story["first_seen_at"] == NOON
    assert STAGES in {row[0] for row in rows(warehouse, "SELECT stages FROM parses")}


def test_what_is_said_of_one_parse_is_what_the_views_say(warehouse: SqlWarehouse) -> None:
    first, second = a_parse(a_page(LONG, OTHER)), a_parse(a_page(OTHER.upper(), THIRD))
    ingest(warehouse, first, a_delivery(first))
    ingest(warehouse, second, a_delivery(second, minutes=1))
    assert querying.relations(warehouse.store, first, now=LATER) == {"new": 2}
    assert querying.relations(warehouse.store, second, now=LATER) == {"new": 1, "same": 1}
    listed = {row["id"]: row for row in querying.stories(warehouse.store, now=LATER)}
    for name, row in listed.items():
        alone = querying.story(warehouse.store, name, now=LATER)
        assert {key: alone[key] for key in row} == row


def test_a_story_is_uncertain_while_each_of_its_sightings_is(warehouse: SqlWarehouse) -> None:
    unsure, sure = a_parse(a_page(LONG, uncertain=True)), a_parse(a_page(LONG.upper(), OTHER))
    ingest(warehouse, unsure, a_delivery(unsure))
    (story,) = querying.stories(warehouse.store, now=LATER)
    assert story["uncertain"] is True
    ingest(warehouse, sure, a_delivery(sure, minutes=1))
    assert [row["uncertain"] for row in querying.stories(warehouse.store, now=LATER)] == [False, False]
    assert [row["uncertain"] for row in querying.sightings(warehouse.store)] == [True, False, False]
    assert [place["uncertain"] for place in querying.story(warehouse.store, story["id"], now=LATER)["lineage"]] == [
        True,
        False,
    ]
