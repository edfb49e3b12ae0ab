"""`feedmill check` finds what is broken, and names it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text

from feedmill.model import Delivery, Invariant, Original, Way
from feedmill.operating.checking import check
from feedmill.settings import Settings
from feedmill.warehouse.auditing import Audit
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

PAGE = b"""The council voted on Monday to close two of the five libraries, the mayor said.
Photo: John Smith/AP
The mayor said that the decision would save a million a year.
"""


@pytest.fixture
def mill(tmp_path: Path) -> LoneMill:
    """A mill over a fake archive, with one page loaded."""
    mill = LoneMill(Settings(home=tmp_path), FakeArchive(), FakeClock())
    delivery = mill.receive(BytesIO(PAGE), way=Way.MANUAL, source="test", name="page.txt", token="1")
    assert mill.ingest_delivery(delivery.id).quarantined == 0
    return mill


def broken(mill: LoneMill) -> dict[str, Invariant]:
    """The invariants that do not hold."""
    return {one.name: one for one in mill.check(full=True) if not one.holds}


def tamper(mill: LoneMill, statement: str) -> None:
    """Do what nobody should."""
    with mill.store.write() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        assert connection.execute(text(statement)).rowcount == 1


def test_an_untouched_installation_holds(mill: LoneMill) -> None:
    assert broken(mill) == {}
    assert len(list(mill.check())) == 7
    assert len(list(mill.check(full=True))) == 8


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE originals SET size = size + 1", "archive_first"),
        ("UPDATE parses SET sightings = sightings + 1", "ledger_balances"),
        ("UPDATE documents SET characters = characters + 1", "every_character_once"),
        ("UPDATE versions SET story_id = NULL", "order_does_not_matter"),
        ("UPDATE documents SET published_at = '2026-01-01 00:00:00.000000'", "honest_fields"),
        ("UPDATE deliveries SET parse_id = NULL, received_at = '2020-01-01 00:00:00.000000'", "nothing_stranded"),
        ("DELETE FROM furniture", "rebuilt_from_the_archive"),
    ],
)
def test_a_tampered_row_is_found(mill: LoneMill, statement: str, name: str) -> None:
    tamper(mill, statement)
    found = broken(mill)
    assert found[name].broken


def test_overlapping_spans_are_found(mill: LoneMill) -> None:
    tamper(mill, "UPDATE furniture SET spans = '[[0, 20]]'")
    assert "spans overlap" in broken(mill)["every_character_once"].broken[0]


@pytest.mark.parametrize("key", ["originals", "deliveries"])
def test_an_object_that_vanished_from_the_archive_is_found(mill: LoneMill, key: str) -> None:
    archive = mill.archive
    gone = next(name for name in archive.objects if name.startswith(key))
    del archive.objects[gone]
    assert {"originals": "archive_first", "deliveries": "nothing_lost"}[key] in broken(mill)


def test_check_without_reparsing_reads_no_original(mill: LoneMill) -> None:
    calls: list[str] = []
    mill.archive.before = calls.append
    assert all(one.holds for one in check(Audit(mill.store, mill.clock.now()), mill.archive))
    assert "read_original" not in calls


def test_what_arrives_while_it_is_checked_is_no_finding(mill: LoneMill) -> None:
    arriving = iter(range(100))

    class Busy(FakeArchive):
        def originals(self) -> Iterator[Original]:
            yield from list(super().originals())
            receive()

        def records(self) -> Iterator[Delivery]:
            yield from list(super().records())
            receive()
            yield from list(super().records())

    def receive() -> None:
        number = next(arriving)
        page = BytesIO(PAGE + str(number).encode())
        mill.receive(page, way=Way.MANUAL, source="test", name="page.txt", token=f"later {number}")

    busy = Busy()
    busy.objects = mill.archive.objects
    assert [one.name for one in check(Audit(mill.store, mill.clock.now()), busy) if not one.holds] == []
    assert next(arriving) == 2


def test_a_bad_record_is_a_finding_and_the_others_are_read(mill: LoneMill) -> None:
    mill.archive.objects["deliveries/00/00/bad.json"] = b"[]"
    found = broken(mill)
    assert list(found) == ["nothing_lost"]
    (case,) = found["nothing_lost"].broken
    assert case.startswith("record_unreadable: deliveries/00/00/bad.json")
