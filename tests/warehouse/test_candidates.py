"""What a content is compared with: those that share most with it, however many are asked for at once."""

from __future__ import annotations

import random

import pytest
from structlog.testing import capture_logs

from feedmill.model import Kind
from feedmill.warehouse import candidates
from feedmill.warehouse.candidates import sharing
from feedmill.warehouse.store import Store, insert_new, insert_values
from feedmill.warehouse.tables.identity import contents, fingerprints

HELD = 60
Prints = dict[int, list[int]]


def held(store: Store, prints: Prints, kind: Kind = Kind.FULL) -> None:
    """Enter contents with these fingerprints."""
    rows = [
        {
            "number": number, "content_id": f"{number:064}", "norm_id": f"{number % 7:064}", "kind": str(kind),
            "length": 100, "form": b"",
        }
        for number, own in prints.items()
    ]  # fmt: skip
    found = sorted((one, number, len(own)) for number, own in prints.items() for one in own)
    with store.write() as connection:
        insert_new(connection, contents, rows)
        insert_values(connection, fingerprints, ("fingerprint", "content", "prints"), found)


@pytest.fixture
def prints(store: Store) -> Prints:
    """Contents that share some fingerprints with many others."""
    chance = random.Random(5)  # noqa: S311 -- the same each time
    made = {number: sorted(chance.sample(range(-300, 300), chance.randint(1, 25))) for number in range(1, HELD + 1)}
    held(store, made)
    return made


def expected(prints: Prints, asked: Prints) -> set[tuple[int, int]]:
    """Pairs that share 12 % of the fingerprints of the one with fewer, at least one."""
    return {
        (min(one, other), max(one, other))
        for one in asked
        for other in prints
        if one != other
        and len(shared := set(prints[one]) & set(prints[other])) >= 0.12 * min(len(prints[one]), len(prints[other]))
        and shared
    }


def test_all_that_share_enough_are_found_for_many_at_once(store: Store, prints: Prints) -> None:
    asked = {number: prints[number] for number in range(1, 40)} | {999: []}
    with store.read() as connection:
        assert sharing(connection, asked) == expected(prints, dict(list(asked.items())[:-1]))


def test_where_one_statement_finds_too_much_each_is_asked_for_alone(
    store: Store, prints: Prints, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = max(sum(len(set(own) & set(other)) for other in prints.values()) for own in prints.values())
    monkeypatch.setattr(candidates, "MOST_READ", most + 1)
    with store.read() as connection, capture_logs() as logs:
        assert sharing(connection, prints) == expected(prints, prints)
    assert logs == []


def test_what_very_many_share_is_read_in_part_and_the_log_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints = {number: [1, 2, 3, 10 * number, 10 * number + 1] for number in range(1, 20)}
    held(store, prints)
    monkeypatch.setattr(candidates, "MOST_READ", 30)
    monkeypatch.setattr(candidates, "MOST_POSTINGS", 4)
    with store.read() as connection, capture_logs() as logs:
        found = sharing(connection, {1: prints[1]})
    assert 3 <= len(found) <= 12
    assert all(one == 1 for one, _ in found)
    assert [line["event"] for line in logs] == ["fingerprints read in part"]


def test_of_very_many_those_are_taken_that_share_most_of_each_kind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "MOST_COMPARED", {Kind.FULL: 3, Kind.EXCERPT: 2})
    full = {number: list(range(number)) for number in range(1, 11)}
    held(store, full)
    held(store, {number + 100: [*range(number), *range(500, 510)] for number in range(1, 11)}, Kind.EXCERPT)
    with store.read() as connection, capture_logs() as logs:
        found = sharing(connection, {999: list(range(20))})
    assert found == {(1, 999), (2, 999), (3, 999), (109, 999), (110, 999)}, "of whole texts all shared all of theirs"
    assert [(line["event"], line["compared"]) for line in logs] == [("candidates left out", 5)]
