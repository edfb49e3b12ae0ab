"""Several folders and prefixes, each a source of its own: what fails in one is told, and delays no other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage
from feedmill.intake.places import Folder, Prefix
from feedmill.intake.sweep import sweep
from feedmill.milling import sweeping
from feedmill.model import Summary
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.intake.prefixes import FakeObjects, silent
from tests.mills import LoneMill

STORY = "The council of {0} voted on Monday to close its library for a year, the mayor of {0} said.\n"


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., LoneMill]:
    """Makes mills on one home, with these sources beside the inbox."""
    archive = FakeArchive()

    def mill(*sources: dict[str, Any]) -> LoneMill:
        path = tmp_path / "sources.yaml"
        path.write_text(json.dumps({"sources": sources}))  # which is YAML too
        settings = Settings(home=tmp_path / "home", quiet_seconds=0, sources=path)
        made = LoneMill(settings, archive, FakeClock())
        for folder in (settings.home / "inbox", settings.home / "wire"):
            folder.mkdir(exist_ok=True)
        return made

    return mill


def a_folder(name: str, folder: str | Path, **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "folder", "folder": str(folder), **more}


def open_rows(mill: LoneMill) -> set[tuple[str, str]]:
    """Reason and name of each open row."""
    return {(row["reason"], row["name"]) for row in mill.quarantine()}


def deliveries(mill: LoneMill) -> list[tuple[str, str]]:
    return sorted((each.source, each.name) for each in mill.archive.records())


def test_a_folder_is_a_source_of_its_own_with_its_own_rules(make: Callable[..., LoneMill]) -> None:
    mill = make(a_folder("wire", "wire", handover="marker", marker_suffix=".ok"))
    wire = mill.settings.home / "wire"
    (mill.settings.home / "inbox" / "a.txt").write_text(STORY.format("Ely"))
    (wire / "b.txt").write_text(STORY.format("Bath"))
    (wire / "b.txt.ok").touch()
    (wire / "c.txt").write_text(STORY.format("Wells"))
    swept = mill.sweep()
    assert (swept.found, swept.deliveries, len(swept.keys)) == (3, 2, 2)
    assert deliveries(mill) == [("inbox", "a.txt"), ("wire", "b.txt")]
    assert [(one.source, one.name, str(one.reason)) for one in swept.deferred] == [("wire", "c.txt", "not_marked")]
    assert sorted(path.name for path in (wire / ".done").rglob("*.*") if path.is_file()) == ["b.txt", "b.txt.ok"]
    assert sum((mill.ingest_batch(key, "run") for key in swept.keys), Summary()).new == 2


def test_a_source_that_is_switched_off_is_not_swept(make: Callable[..., LoneMill]) -> None:
    mill = make(a_folder("wire", "wire", active=False))
    (mill.settings.home / "wire" / "b.txt").write_text("b")
    assert mill.sweep().found == 0


def test_a_folder_elsewhere_that_is_missing_is_not_made_and_stops_no_other(
    make: Callable[..., LoneMill], tmp_path: Path
) -> None:
    share = tmp_path / "share"
    mill = make(a_folder("share", share), a_folder("wire", "wire"))
    (mill.settings.home / "wire" / "b.txt").write_text("b")
    swept = mill.sweep()
    assert (swept.deliveries, [str(one.reason) for one in swept.refused]) == (1, ["folder_missing"])
    assert not share.exists()
    assert open_rows(mill) == {("folder_missing", str(share))}
    share.mkdir()
    (share / "c.txt").write_text("c")
    assert mill.sweep().deliveries == 1
    assert open_rows(mill) == set()


def test_a_folder_that_two_sources_have_belongs_to_the_first(make: Callable[..., LoneMill]) -> None:
    mill = make(a_folder("wire", "wire"), a_folder("again", "wire/../inbox"))
    (mill.settings.home / "inbox" / "a.txt").write_text("a")
    swept = mill.sweep()
    assert deliveries(mill) == [("inbox", "a.txt")]
    assert [(one.source, str(one.reason)) for one in swept.refused] == [("again", "folder_twice")]


def test_what_nobody_foresaw_in_a_source_is_its_row_and_all_others_go_on(
    make: Callable[..., LoneMill], monkeypatch: pytest.MonkeyPatch
) -> None:
    mill = make(a_folder("wire", "wire"))
    (mill.settings.home / "inbox" / "a.txt").write_text("a")

    def fail(folder: Any, *others: Any, **named: Any) -> Any:
        if folder.source == "wire":
            raise ZeroDivisionError("a\nsurprise")
        return sweep(folder, *others, **named)

    monkeypatch.setattr(sweeping, "sweep", fail)
    swept = mill.sweep()
    assert swept.deliveries == 1
    assert [(str(one.reason), one.detail) for one in swept.refused] == [
        ("sweep_failed", "ZeroDivisionError: a\\x0asurprise")
    ]
    monkeypatch.undo()
    mill.sweep()
    assert open_rows(mill) == set()


def test_what_is_wrong_in_the_file_of_sources_does_not_stop_the_inbox(make: Callable[..., LoneMill]) -> None:
    mill = make({"name": "wire", "kind": "drawer"})
    (mill.settings.home / "inbox" / "a.txt").write_text("a")
    swept = mill.sweep()
    assert (swept.deliveries, [str(one.reason) for one in swept.refused]) == (1, ["sources_invalid"])
    mill.settings.sources.write_text("sources: []")
    mill.sweep()
    assert open_rows(mill) == set()


def test_an_archive_that_is_away_is_the_sweeps_and_leaves_every_source_as_it_is(make: Callable[..., LoneMill]) -> None:
    mill = make(a_folder("wire", "wire"))
    for folder in ("inbox", "wire"):
        (mill.settings.home / folder / "a.txt").write_text(folder)

    def away(_call: str) -> None:
        raise ArchiveOutage(ArchiveReason.UNREACHABLE, "as injected")

    mill.archive.before = away
    with pytest.raises(ArchiveOutage):
        mill.sweep()
    mill.archive.before = lambda _call: None
    assert mill.sweep().deliveries == 2
    assert open_rows(mill) == set()


def test_a_prefix_is_swept_beside_the_inbox_and_its_failure_is_its_row(
    make: Callable[..., LoneMill], monkeypatch: pytest.MonkeyPatch
) -> None:
    mill = make({"name": "partner", "kind": "s3", "prefix": "s3://news/in/"})
    objects = FakeObjects()
    objects.close = lambda: None  # type: ignore[attr-defined]  # what is opened for a sweep is closed
    monkeypatch.setattr(sweeping, "objects_of", lambda *_: objects)
    objects.put("in/a.txt", STORY.format("Ely").encode())
    (mill.settings.home / "inbox" / "b.txt").write_text(STORY.format("Bath"))
    objects.before = silent
    swept = mill.sweep()
    assert (swept.deliveries, open_rows(mill)) == (1, {("s3_source_unreachable", "s3://news/in/")})
    objects.before = lambda _call, _address: None
    assert mill.sweep().deliveries == 1
    assert open_rows(mill) == set()
    assert deliveries(mill) == [("inbox", "b.txt"), ("partner", "s3://news/in/a.txt")]
    assert mill.sweep().found == 0


def test_a_prefix_needs_the_connection_that_it_names(make: Callable[..., LoneMill]) -> None:
    mill = make({"name": "partner", "kind": "s3", "prefix": "s3://news/in/", "connection": "theirs"})
    mill.archive.client, mill.archive.bucket = None, "feedmill"
    assert [str(one.reason) for one in mill.sweep().refused] == ["s3_no_connection"]


@pytest.mark.parametrize("prefix", ["s3://feedmill", "s3://feedmill/originals/ab/", "s3://feedmill/deliver"])
def test_what_the_archive_itself_keeps_is_no_source(make: Callable[..., LoneMill], prefix: str) -> None:
    mill = make({"name": "partner", "kind": "s3", "prefix": prefix})
    mill.archive.client, mill.archive.bucket = None, "feedmill"
    assert [str(one.reason) for one in mill.sweep().refused] == ["s3_own_prefix"]


def test_every_kind_of_source_becomes_the_place_that_it_says(make: Callable[..., LoneMill], tmp_path: Path) -> None:
    share, done = tmp_path / "share", tmp_path / "taken"
    mill = make(
        a_folder("share", share, done=str(done), handover="rename", poll=True),
        a_folder("slow", "slow", quiet_seconds=0, open_seconds=5),
        {"name": "partner", "kind": "s3", "prefix": "s3://news/in/", "ordered_keys": True, "connection": "theirs"},
        {"name": "web", "kind": "feed", "url": "https://news.example/rss"},
    )
    inbox, first, second, third = mill.places()
    home, limit = mill.settings.home, mill.settings.archive_max_bytes
    assert inbox == Folder("inbox", home / "inbox", home / "done", limit, quiet_seconds=0, open_seconds=60)
    assert isinstance(first, Folder)
    assert (first.root, first.done, str(first.handover), first.poll, first.made) == (share, done, "rename", True, False)
    assert isinstance(second, Folder)
    assert (second.root, second.done, second.made) == (home / "slow", home / "slow" / ".done", True)
    assert (second.quiet_seconds, second.open_seconds) == (0, 5)
    assert third == Prefix("partner", "news", "in/", limit, ordered_keys=True, connection="theirs")


def test_sweeping_through_takes_and_loads_until_nothing_is_left(
    make: Callable[..., LoneMill], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedmill.intake.sweep.MOST_FILES", 2)
    mill = make()
    for number in range(5):
        (mill.settings.home / "inbox" / f"{number}.txt").write_text(STORY.format(f"Town{number}"))
    rounds = list(mill.sweep_through())
    assert [swept.deliveries for swept, _ in rounds] == [2, 2, 1]
    assert sum((summary for _, summary in rounds), Summary()).new == 5
    shutil.rmtree(mill.settings.home / "done")
    assert [swept.found for swept, _ in mill.sweep_through()] == [0]


def test_sweeping_through_leaves_a_batch_to_the_run_that_holds_it(make: Callable[..., LoneMill]) -> None:
    mill = make()
    (mill.settings.home / "inbox" / "a.txt").write_text(STORY.format("Ely"))
    (key,) = mill.sweep().keys
    mill._warehouse.lease(key, "another run")
    (mill.settings.home / "inbox" / "b.txt").write_text(STORY.format("Bath"))
    ((_, summary),) = mill.sweep_through()
    assert (summary.deliveries, summary.new) == (1, 1)
