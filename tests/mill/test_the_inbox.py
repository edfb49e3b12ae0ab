"""From the inbox to the warehouse, over a fake archive: what good and bad arrivals become."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, Deferred
from feedmill.model import Parse, Summary
from feedmill.settings import Settings
from feedmill.warehouse import batching
from feedmill.warehouse.sql import SqlWarehouse
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

STORY = "The council of {0} voted on Monday to close its library for {1} years, the mayor of {0} said.\n"
Limits = dict[str, float]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., LoneMill]:
    """Makes mills on one home."""
    archive = FakeArchive()

    def mill(**limits: float) -> LoneMill:
        settings = Settings.model_validate({"home": tmp_path / "home", "quiet_seconds": 0, **limits})
        made = LoneMill(settings, archive, FakeClock())
        (settings.home / "inbox").mkdir(exist_ok=True)
        return made

    return mill


def inbox(mill: LoneMill) -> Path:
    """Its drop folder."""
    return mill.settings.home / "inbox"


def through(mill: LoneMill) -> Summary:
    """Sweep, and ingest every batch."""
    swept = mill.sweep()
    mill.announced(swept.keys)
    return sum((mill.ingest_batch(key, "run") for key in swept.keys), Summary())


def reasons(mill: LoneMill) -> dict[str, str]:
    """The open quarantine rows, by the name that was delivered."""
    return {row["name"]: row["reason"] for row in mill.quarantine()}


def test_a_burst_of_fifty_is_loaded_each_once(make: Callable[..., LoneMill]) -> None:
    mill = make()
    for number in range(50):
        (inbox(mill) / f"{number}.txt").write_text(STORY.format(f"Town{number}", number))
    swept = mill.sweep()
    assert (len(swept.keys), swept.found, swept.deliveries, swept.archived) == (2, 50, 50, 50)
    assert sum((mill.ingest_batch(key, "run") for key in swept.keys), Summary()).new == 50
    assert mill.ledger()["loaded"] == 50
    assert [path.name for path in inbox(mill).iterdir()] == [".claimed"]
    assert mill.sweep().keys == ()


def test_a_batch_that_was_not_ingested_is_announced_again(make: Callable[..., LoneMill]) -> None:
    mill = make()
    (inbox(mill) / "one.txt").write_text(STORY.format("Ely", 2))
    keys = mill.sweep().keys
    mill.announced(keys)
    assert mill.sweep().keys == ()
    assert mill.sweep(again=True).keys == keys
    clock = mill.clock
    assert isinstance(clock, FakeClock)
    clock.move(31)
    assert mill.sweep().keys == keys


def test_ingesting_a_finished_batch_again_changes_nothing(make: Callable[..., LoneMill]) -> None:
    mill = make()
    (inbox(mill) / "one.txt").write_text(STORY.format("Ely", 2))
    (key,) = mill.sweep().keys
    assert mill.ingest_batch(key, "run1").new == 1
    assert mill.ingest_batch(key, "run2") == Summary(seconds=0.0) or mill.ingest_batch(key, "run2").deliveries == 0
    assert mill.ledger()["sightings"] == 1


def test_a_batch_in_another_runs_hands_is_deferred(make: Callable[..., LoneMill]) -> None:
    mill = make()
    (inbox(mill) / "one.txt").write_text(STORY.format("Ely", 2))
    (key,) = mill.sweep().keys
    mill._warehouse.lease(key, "run1")
    with pytest.raises(Deferred, match="batch_taken"):
        mill.ingest_batch(key, "run2")


@pytest.mark.parametrize(("seconds", "leases"), [(1, 2), (7, 6)])
def test_a_lease_is_renewed_between_deliveries_once_a_tenth_of_it_is_over(
    make: Callable[..., LoneMill], monkeypatch: pytest.MonkeyPatch, seconds: int, leases: int
) -> None:
    mill = make()
    clock, lease = mill.clock, mock.Mock(side_effect=batching.lease)
    assert isinstance(clock, FakeClock)
    for number in range(5):
        (inbox(mill) / f"{number}.txt").write_text(STORY.format(f"Town{number}", number))
    (key,) = mill.sweep().keys
    monkeypatch.setattr(batching, "lease", lease)
    mill.ingest_batch(key, "run", lambda _: clock.move(seconds))
    assert lease.call_count == leases, "at the beginning and the end, and where six of its sixty seconds are over"


def test_what_cannot_be_read_is_named_and_everything_else_goes_on(
    make: Callable[..., LoneMill], tmp_path: Path
) -> None:
    mill = make(archive_max_bytes=100_000, reader_max_bytes=50_000)
    box = inbox(mill)
    (box / "good.txt").write_text(STORY.format("Ely", 2))
    (box / "empty.txt").write_bytes(b"")
    (box / "rubbish.bin").write_bytes(bytes(range(256)) * 4)
    (box / "long.txt").write_text("A long line is written here. " * 2000)
    with (box / "huge.txt").open("wb") as huge:
        huge.truncate(200_000)
    (box / "folder").mkdir()
    os.mkfifo(box / "pipe")
    (tmp_path / "outside.txt").write_text("secret")
    (box / "link.txt").symlink_to(tmp_path / "outside.txt")
    summary = through(mill)
    assert (summary.deliveries, summary.new, summary.quarantined) == (4, 1, 3)
    found = reasons(mill)
    assert found.pop("rubbish.bin") in {"binary", "unknown_format"}
    assert found == {
        "empty.txt": "empty",
        "long.txt": "too_large_to_read",
        "huge.txt": "too_large",
        "folder": "folder",
        "pipe": "special_file",
        "link.txt": "symlink",
    }
    assert len([key for key in mill.archive.objects if key.startswith("originals/")]) == 4
    assert sorted(path.name for path in box.iterdir()) == [".claimed", "folder", "huge.txt", "link.txt", "pipe"]
    assert all(one.holds for one in mill.check(full=True))


def test_a_name_that_is_not_text_arrives_as_it_is(make: Callable[..., LoneMill]) -> None:
    mill = make()
    name = b"two\nlines \xff.txt"
    (Path(os.fsdecode(os.fsencode(inbox(mill)) + b"/" + name))).write_text(STORY.format("Ely", 2))
    assert through(mill).new == 1
    (sighting,) = mill.sightings()
    assert sighting["names"] == ["two\\x0alines \\xff.txt"]
    with mill.store.read() as connection:
        assert connection.exec_driver_sql("SELECT raw_name FROM deliveries").scalar() == name


def test_the_same_name_with_other_bytes_is_another_original(make: Callable[..., LoneMill]) -> None:
    mill = make()
    for town in ("Ely", "Wells"):
        (inbox(mill) / "page.txt").write_text(STORY.format(town, 3))
        assert through(mill).new == 1
    assert [row["names"] for row in mill.sightings()] == [["page.txt"], ["page.txt"]]


def test_another_arrival_of_the_same_bytes_is_known(make: Callable[..., LoneMill]) -> None:
    mill = make()
    for _ in range(2):
        (inbox(mill) / "page.txt").write_text(STORY.format("Ely", 3))
        last = through(mill)
    assert (last.known, last.stories) == (1, 0)
    assert (mill.ledger()["deliveries"], mill.ledger()["known"], mill.ledger()["sightings"]) == (2, 1, 1)


def test_an_archive_that_is_away_leaves_everything_and_the_next_sweep_takes_it(make: Callable[..., LoneMill]) -> None:
    mill = make()
    (inbox(mill) / "page.txt").write_text(STORY.format("Ely", 3))

    def away(_call: str) -> None:
        raise ArchiveOutage(ArchiveReason.UNREACHABLE, "a test")

    mill.archive.before = away
    with pytest.raises(ArchiveOutage):
        mill.sweep()
    mill.archive.before = lambda _call: None
    assert through(mill).new == 1


def test_an_original_that_the_archive_lost_is_quarantined_and_can_be_retried(make: Callable[..., LoneMill]) -> None:
    mill = make()
    (inbox(mill) / "page.txt").write_text(STORY.format("Ely", 3))
    (key,) = mill.sweep().keys
    lost = {name: data for name, data in mill.archive.objects.items() if name.startswith("originals/")}
    for name in lost:
        del mill.archive.objects[name]
    assert mill.ingest_batch(key, "run").quarantined == 1
    (row,) = mill.quarantine()
    assert (row["stage"], row["reason"]) == ("archive", "original_missing")
    mill.archive.objects.update(lost)
    assert mill.retry(row["id"]).new == 1
    assert list(mill.quarantine()) == []


def test_what_nobody_foresaw_stays_with_its_delivery(
    make: Callable[..., LoneMill], monkeypatch: pytest.MonkeyPatch
) -> None:
    mill = make()
    for town in ("Ely", "Wells"):
        (inbox(mill) / f"{town}.txt").write_text(STORY.format(town, 3))
    from feedmill import splitting

    real = splitting.split
    monkeypatch.setattr(
        splitting, "split", lambda page, **others: 1 / 0 if "Ely" in page.text else real(page, **others)
    )
    assert (through(mill).new, reasons(mill)) == (1, {"Ely.txt": "unexpected"})


def test_what_the_warehouse_refuses_stays_with_its_delivery(
    make: Callable[..., LoneMill], monkeypatch: pytest.MonkeyPatch
) -> None:
    mill = make()
    for town in ("Ely", "Wells"):
        (inbox(mill) / f"{town}.txt").write_text(STORY.format(town, 3))
    real = SqlWarehouse.load

    def load(self: SqlWarehouse, parse: Parse, delivery: str) -> bool:
        if any("Ely" in page.document.text for page in parse.documents):
            raise ValueError("a NUL\x00 in it")
        return real(self, parse, delivery)

    monkeypatch.setattr(SqlWarehouse, "load", load)
    assert (through(mill).new, reasons(mill)) == (1, {"Ely.txt": "unexpected"})
    (row,) = mill.quarantine()
    assert row["detail"] == "ValueError: a NUL\\x00 in it"


def test_a_retry_that_is_interrupted_leaves_everything_as_it_stood(make: Callable[..., LoneMill]) -> None:
    mill = make()
    (inbox(mill) / "rubbish.bin").write_bytes(bytes(range(256)) * 4)
    through(mill)
    (row,) = mill.quarantine()
    before = mill.ledger()

    def away(_call: str) -> None:
        raise ArchiveOutage(ArchiveReason.UNREACHABLE, "a test")

    mill.archive.before = away
    with pytest.raises(ArchiveOutage):
        mill.retry(row["id"])
    mill.archive.before = lambda _call: None
    assert (mill.ledger(), list(mill.quarantine())) == (before, [row])
    assert mill.retry(row["id"]).quarantined == 1
    assert [(one["attempts"], one["state"]) for one in mill.quarantine()] == [(2, "open")]
    assert mill.ledger() == before


def test_a_quarantined_original_that_comes_again_says_so(make: Callable[..., LoneMill]) -> None:
    mill = make()
    for _ in range(2):
        (inbox(mill) / "rubbish.bin").write_bytes(bytes(range(256)) * 4)
        last = through(mill)
    assert (last.known, last.quarantined) == (1, 1)
