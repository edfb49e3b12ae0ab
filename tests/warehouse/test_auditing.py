"""The warehouse's side of the invariants, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from feedmill import identity
from feedmill.model import RejectedDocument
from feedmill.warehouse.auditing import Audit
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.tables.identity import edges
from tests.factories import LATER, a_delivery, a_page, a_parse
from tests.warehouse.arrivals import load
from tests.warehouse.decided import ARRIVALS, NEARLY, ONE, TEASER, story_of


def audit(warehouse: SqlWarehouse) -> Audit:
    return Audit(warehouse.store, LATER)


def broken(warehouse: SqlWarehouse) -> dict[str, list[str]]:
    """The cases that break an invariant, by its name."""
    found: dict[str, list[str]] = {}
    for name, finding in audit(warehouse).sums(closely=True):
        found.setdefault(name, []).extend(finding.broken)
    return {name: cases for name, cases in found.items() if cases}


def change(warehouse: SqlWarehouse, statement: str) -> None:
    with warehouse.store.write() as connection:
        assert connection.execute(text(statement)).rowcount >= 1


def test_what_was_loaded_holds(loaded: SqlWarehouse) -> None:
    assert broken(loaded) == {}


def test_a_version_in_another_story_is_named(loaded: SqlWarehouse) -> None:
    version, story = story_of(loaded, NEARLY), story_of(loaded, ONE)
    assert version == story
    change(loaded, f"UPDATE versions SET story_id = version_id WHERE story_id = '{story}'")
    (case,) = [case for case in broken(loaded)["order_does_not_matter"] if "excerpt" not in case][:1]
    assert f"should be {story}" in case


def test_an_excerpt_that_lost_its_parent_is_named(loaded: SqlWarehouse) -> None:
    change(loaded, f"UPDATE versions SET parent_id = NULL WHERE text = '{TEASER.replace(chr(39), chr(39) * 2)}'")
    (case,) = broken(loaded)["order_does_not_matter"]
    assert "excerpt of None, should be" in case


def test_a_lost_edge_that_joined_two_versions_is_found_by_what_it_joined(loaded: SqlWarehouse) -> None:
    change(loaded, "DELETE FROM edges")
    assert len(broken(loaded)["order_does_not_matter"]) >= 2


@pytest.mark.parametrize(
    ("statement", "case"),
    [
        ("DELETE FROM edges WHERE relation = 'excerpt_of'", "missing, should be excerpt_of"),
        ("UPDATE edges SET relation = 'within' WHERE relation = 'excerpt_of'", "within, should be excerpt_of"),
    ],
)
def test_a_tie_that_is_lost_or_changed_is_found_from_the_contents(
    loaded: SqlWarehouse, statement: str, case: str
) -> None:
    change(loaded, statement)
    assert any(case in one for one in broken(loaded)["order_does_not_matter"])


def test_a_tie_that_nothing_bears_out_is_named(loaded: SqlWarehouse) -> None:
    with loaded.store.read() as connection:
        first, second = connection.execute(text("SELECT min(number), max(number) FROM contents")).one()
    with loaded.store.write() as connection:
        connection.execute(text("DELETE FROM edges WHERE a IN (:a, :b) AND b IN (:a, :b)"), {"a": first, "b": second})
        row = {
            "a": first,
            "b": second,
            "relation": "version_of",
            "evidence": {"preference": [1.0]},
            "rule": identity.RULE,
        }
        connection.execute(insert(edges).values(**row))
    assert any(f"{first} and {second}" in one for one in broken(loaded)["order_does_not_matter"])


def test_an_arrival_that_was_dated_anew_is_named(loaded: SqlWarehouse) -> None:
    delivery = ARRIVALS[0][1]
    change(loaded, f"UPDATE deliveries SET received_at = '2020-01-01' WHERE delivery_id = '{delivery.id}'")
    assert [delivery.original.sha256 in case for case in broken(loaded)["order_does_not_matter"]] == [True]


def test_a_lost_quarantine_row_and_a_changed_count_are_named_by_their_original(warehouse: SqlWarehouse) -> None:
    parse = replace(a_parse(a_page("The council met.")), rejected=(RejectedDocument("damaged", "a member"),))
    load(warehouse, [(parse, a_delivery(parse))])
    assert broken(warehouse) == {}
    change(warehouse, "DELETE FROM quarantine")
    change(warehouse, "UPDATE parses SET furniture = 7")
    cases = broken(warehouse)["ledger_balances"]
    assert [parse.original in case for case in cases] == [True, True]
    assert any("7 furniture made and 0 found" in case for case in cases)
    assert any("1 failures, 0 in quarantine" in case for case in cases)


def test_originals_deliveries_and_tokens_come_in_their_order(loaded: SqlWarehouse) -> None:
    asked = audit(loaded)
    originals, deliveries, tokens = list(asked.originals()), list(asked.deliveries()), list(asked.drop_tokens())
    assert len(originals) == len(deliveries) == len(tokens) == len(ARRIVALS)
    assert [one.sha256 for one in originals] == sorted(one.sha256 for one in originals)
    assert deliveries == sorted(deliveries)
    assert tokens == sorted(tokens)
    known = [original.sha256 for original in originals]
    assert asked.without_row("original", [*known, "0" * 64]) == {"0" * 64}
    assert asked.without_row("delivery", [deliveries[0][1], "1" * 64]) == {"1" * 64}


def test_what_was_never_read_back_comes_first_then_what_was_longest_ago(loaded: SqlWarehouse) -> None:
    first, second, *others = [one.sha256 for one in audit(loaded).originals()]
    Audit(loaded.store, LATER - timedelta(days=40)).note_checked([second], None)
    Audit(loaded.store, LATER - timedelta(days=50)).note_checked([first], "stages")
    stale = [one.sha256 for one in audit(loaded).unchecked(LATER - timedelta(days=30))]
    assert stale == [*others, first, second]
    audit(loaded).note_checked([first], None)
    assert [one.sha256 for one in audit(loaded).unchecked(LATER, 1)] == others[:1]
    assert first not in {one.sha256 for one in audit(loaded).unchecked(LATER)}


@pytest.mark.parametrize(
    ("statement", "case"),
    [
        ("UPDATE sightings SET characters = characters + 1", "characters not as in the bytes"),
        ("UPDATE documents SET notes = '[\"x: y\"]'", "notes not as in the bytes"),
        ("DELETE FROM furniture", "missing"),
    ],
)
def test_rows_are_compared_with_what_the_bytes_give(warehouse: SqlWarehouse, statement: str, case: str) -> None:
    parse = a_parse(a_page("The council met on Monday.", credit="Photo: AP"))
    load(warehouse, [(parse, a_delivery(parse))])
    assert list(audit(warehouse).differing(parse)) == []
    assert list(audit(warehouse).differing(replace(parse, stages="others"))) == []
    change(warehouse, statement)
    (found,) = audit(warehouse).differing(parse)
    assert case in found
