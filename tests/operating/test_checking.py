"""`feedmill check` finds what is broken, and names it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text

from feedmill.archive.holdings import holding_of
from feedmill.model import Holding, Invariant, Way
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

PAGE = b"""The council voted on Monday to close two of the five libraries, the mayor said.
Photo: John Smith/AP
The mayor said that the decision would save a million a year.
"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Ripon council closes library</title><description>The council of Ripon closes it.</description></item>
<item><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>"""
PENDING = """
    UPDATE deliveries SET parse_id = NULL, received_at = '2020-01-01 00:00:00.000000'
    WHERE delivery_id = '{delivery}'"""
CHEAP = {
    "archive_first", "nothing_lost", "nothing_foreign", "every_character_once", "ledger_balances", "honest_fields",
    "nothing_dangles", "order_does_not_matter", "nothing_stranded", "archive_intact",
}  # fmt: skip


@pytest.fixture
def mill(tmp_path: Path) -> LoneMill:
    """A mill over a fake archive, with one page loaded, and a feed of which one item could not be read."""
    mill = LoneMill(Settings(home=tmp_path, quiet_seconds=0), FakeArchive(), FakeClock())
    for name, data in (("page.txt", PAGE), ("feed.xml", FEED)):
        delivery = mill.receive(BytesIO(data), way=Way.MANUAL, source="test", name=name, token="1")
        mill.ingest_delivery(delivery.id)
    return mill


def broken(mill: LoneMill, *, full: bool = True) -> dict[str, Invariant]:
    """The invariants that do not hold."""
    return {one.name: one for one in mill.check(full=full) if not one.holds}


def tamper(mill: LoneMill, statement: str) -> None:
    """Do what nobody should, constraints or not."""
    with mill.store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        assert raw.execute(statement).rowcount == 1
        raw.execute("PRAGMA foreign_keys = ON")


def one_of(mill: LoneMill, statement: str) -> str:
    with mill.store.read() as connection:
        return str(connection.execute(text(statement)).scalars().first())


def test_an_untouched_installation_holds(mill: LoneMill) -> None:
    assert broken(mill) == {}
    assert {one.name for one in mill.check()} == CHEAP
    assert {one.name for one in mill.check(full=True)} == CHEAP | {"rebuilt_from_the_archive"}


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE originals SET size = size + 1 WHERE sha256 = '{original}'", "archive_first"),
        ("UPDATE parses SET sightings = sightings + 1 WHERE original = '{original}'", "ledger_balances"),
        ("UPDATE documents SET characters = characters + 1 WHERE original = '{original}'", "every_character_once"),
        ("UPDATE versions SET story_id = NULL WHERE version_id = '{version}'", "order_does_not_matter"),
        ("UPDATE documents SET published_at = '2026-01-01 00:00:00' WHERE original = '{original}'", "honest_fields"),
        (PENDING, "nothing_stranded"),
        ("DELETE FROM deliveries WHERE delivery_id = '{delivery}'", "nothing_lost"),
        ("DELETE FROM deliveries WHERE delivery_id = '{delivery}'", "ledger_balances"),
        ("DELETE FROM originals WHERE sha256 = '{original}'", "nothing_dangles"),
        ("DELETE FROM documents WHERE original = '{original}'", "ledger_balances"),
        ("DELETE FROM sightings WHERE version_id = '{version}'", "ledger_balances"),
        ("DELETE FROM versions WHERE version_id = '{version}'", "nothing_dangles"),
        ("DELETE FROM contents WHERE content_id = '{content}'", "nothing_dangles"),
        ("DELETE FROM furniture", "every_character_once"),
        ("DELETE FROM quarantine", "ledger_balances"),
        ("UPDATE parses SET current = 0 WHERE original = '{original}'", "ledger_balances"),
    ],
)  # fmt: skip
def test_a_tampered_or_deleted_row_is_found_and_named_without_reading_anything_back(
    mill: LoneMill, statement: str, name: str
) -> None:
    original = one_of(mill, "SELECT original FROM documents WHERE format = 'text'")
    version = one_of(mill, f"SELECT version_id FROM sightings s JOIN documents d USING (document_id) "
                           f"WHERE d.original = '{original}'")  # fmt: skip
    names = {
        "original": original,
        "version": version,
        "delivery": one_of(mill, f"SELECT delivery_id FROM deliveries WHERE original = '{original}'"),
        "content": one_of(mill, f"SELECT content_id FROM versions WHERE version_id = '{version}'"),
    }
    failed = one_of(mill, "SELECT original FROM quarantine")
    tamper(mill, statement.format(**names))
    found = broken(mill, full=False)
    cases = " ".join(found[name].broken)
    assert any(one in cases for one in (*names.values(), failed))


@pytest.mark.parametrize(
    ("statement", "case"),
    [
        ("UPDATE documents SET headline = 'A lie' WHERE headline IS NOT NULL", "headline not as in the bytes"),
        ("UPDATE versions SET text = text || ' not' WHERE kind = 'full' AND headline IS NULL", "text not as in"),
        ("UPDATE furniture SET label = 'share'", "label not as in the bytes"),
        ("DELETE FROM furniture", "missing"),
        ("DELETE FROM quarantine", "missing (nothing_stated)"),
    ],
)
def test_what_the_bytes_do_not_say_is_found_by_the_full_check(mill: LoneMill, statement: str, case: str) -> None:
    tamper(mill, statement)
    assert case in " ".join(broken(mill)["rebuilt_from_the_archive"].broken)


def test_overlapping_spans_are_found(mill: LoneMill) -> None:
    tamper(mill, "UPDATE furniture SET spans = '[[0, 20]]'")
    assert any("spans overlap" in case for case in broken(mill, full=False)["every_character_once"].broken)


@pytest.mark.parametrize(("prefix", "name"), [("originals", "archive_first"), ("deliveries", "nothing_lost")])
def test_an_object_that_vanished_from_the_archive_is_found_and_named(mill: LoneMill, prefix: str, name: str) -> None:
    gone = next(key for key in mill.archive.objects if key.startswith(prefix))
    del mill.archive.objects[gone]
    (case,) = broken(mill, full=False)[name].broken
    assert str(holding_of(gone, 0).name) in case


def test_a_flipped_byte_is_found_by_either_check(mill: LoneMill) -> None:
    key = next(key for key in mill.archive.objects if key.startswith("originals"))
    data = mill.archive.objects[key]
    mill.archive.objects[key] = bytes([data[0] ^ 1]) + data[1:]
    for full in (False, True):
        (case,) = broken(mill, full=full)["archive_intact"].broken
        assert str(holding_of(key, 0).name) in case
        assert "original_differs" in case


@pytest.mark.parametrize("key", ["notes.txt", "originals/x", "deliveries/00/00/bad.json", "other/folder/x"])
def test_a_foreign_object_is_named(mill: LoneMill, key: str) -> None:
    mill.archive.objects[key] = b"[]"
    found = broken(mill)
    assert list(found) == ["nothing_foreign"]
    assert found["nothing_foreign"].broken == (f"{key}: nothing of feedmill's",)


def test_an_original_that_no_delivery_brought_is_foreign(mill: LoneMill) -> None:
    key = f"originals/ab/cd/abcd{'0' * 60}"
    mill.archive.objects[key] = b"who knows"
    assert broken(mill)["nothing_foreign"].broken == (f"{key}: no delivery of it is known",)


def test_an_original_is_read_back_once_in_a_while(mill: LoneMill) -> None:
    calls: list[str] = []
    mill.archive.before = calls.append

    def reads() -> int:
        calls.clear()
        assert broken(mill, full=False) == {}
        assert "read_original" not in calls
        return calls.count("measure")

    assert [reads(), reads()] == [2, 0]
    assert isinstance(mill.clock, FakeClock)
    mill.clock.move(31 * 86400)
    assert [reads(), reads()] == [2, 0]


def test_a_check_reads_back_no_more_than_it_may_and_a_broken_original_each_time(mill: LoneMill) -> None:
    mill.settings = mill.settings.model_copy(update={"check_originals": 1})
    found = [{one.name: one for one in mill.check()}["archive_intact"].counted for _ in range(3)]
    assert found == [1, 1, 0]
    mill.settings = mill.settings.model_copy(update={"check_days": 0, "check_originals": 9})
    for key in [key for key in mill.archive.objects if key.startswith("originals")]:
        mill.archive.objects[key] += b"!"
    with mill.store.read() as connection:
        before = connection.execute(text("SELECT count(*) FROM checks")).scalar()
    assert isinstance(mill.clock, FakeClock)
    mill.clock.move(1)
    assert [len(broken(mill, full=False)["archive_intact"].broken) for _ in range(2)] == [2, 2]
    assert before == 2


def test_what_arrives_while_it_is_checked_is_no_finding(mill: LoneMill) -> None:
    arriving = iter(range(100))

    class Busy(FakeArchive):
        def holdings(self, kind: str | None = None) -> Iterator[Holding]:
            receive()
            yield from list(super().holdings(kind))
            receive()

    def receive() -> None:
        number = next(arriving)
        page = BytesIO(PAGE + str(number).encode())
        mill.receive(page, way=Way.MANUAL, source="test", name="page.txt", token=f"later {number}")

    busy = Busy()
    busy.objects = mill.archive.objects
    mill.archive = busy
    assert broken(mill, full=False) == {}
    assert next(arriving) == 8


def test_files_are_compared_with_deliveries_and_claims_with_the_clock(mill: LoneMill) -> None:
    inbox = mill.settings.inbox_folder
    inbox.mkdir()
    (inbox / "a.txt").write_bytes(PAGE)
    (key,) = mill.sweep().keys
    mill.ingest_batch(key, "run")
    assert broken(mill, full=False) == {}
    (done,) = mill.settings.done_folder.glob("*/*/a.txt")
    tamper(mill, f"DELETE FROM deliveries WHERE token = '{done.parent.name}'")
    lost = broken(mill, full=False)["nothing_lost"].broken
    assert any(str(done) in case for case in lost)
    claimed = inbox / ".claimed" / "20200101T000000.000000Z-0123456789ab"
    claimed.mkdir(parents=True)
    (claimed / "b.txt").write_bytes(PAGE)
    (case,) = broken(mill, full=False)["nothing_stranded"].broken
    assert str(claimed / "b.txt") in case


def test_only_the_first_cases_are_named_and_the_rest_is_counted(mill: LoneMill) -> None:
    for number in range(9):
        mill.archive.objects[f"x{number}"] = b""
    found = broken(mill)["nothing_foreign"].broken
    assert len(found) == 6
    assert found[-1] == "and 4 more"
