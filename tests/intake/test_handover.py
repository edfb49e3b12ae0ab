"""How a folder's writers say that a file is whole: by its name, by a marker, by leaving it alone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from feedmill.intake.inbox import DropFolder
from feedmill.intake.places import Folder, inbox_of
from feedmill.intake.sources import Handover
from feedmill.intake.taking import Identity
from feedmill.ports import SystemClock
from feedmill.settings import Settings
from tests.fakes import FakeArchive
from tests.intake.drops import Book, drop, files_below, swept

LONGEST = "n" * 255


@pytest.fixture
def place(settings: Settings) -> Folder:
    """A folder whose files would have to be quiet for an hour, were that its rule."""
    return replace(inbox_of(settings), quiet_seconds=3600.0)


def opened(place: Folder, handover: Handover) -> DropFolder:
    return DropFolder(replace(place, handover=handover), SystemClock())


def marked(folder: DropFolder, name: str, data: bytes = b"some news\n") -> Path:
    """Put a file and then its marker."""
    path = drop(folder, name, data)
    drop(folder, f"{name}.done", b"")
    return path


@pytest.mark.parametrize("handover", [Handover.RENAME, Handover.SUFFIX])
def test_where_files_are_renamed_what_is_not_ignored_is_taken_at_once(place: Folder, handover: Handover) -> None:
    folder, book = opened(place, handover), Book()
    for name in ("a.txt", "b.txt.part", "c.txt.tmp", ".d.txt"):
        drop(folder, name)
    assert swept(folder, FakeArchive(), book).look_again is None
    (folder.root / "b.txt.part").rename(folder.root / "b.txt")
    swept(folder, FakeArchive(), book)
    assert book.names == ["a.txt", "b.txt"]


def test_where_files_have_to_be_quiet_a_fresh_one_is_left_without_waiting_an_hour(place: Folder) -> None:
    folder = opened(place, Handover.QUIET)
    drop(folder, "a.txt")
    report = swept(folder, FakeArchive(), Book())
    assert [str(one.reason) for one in report.deferred] == ["not_quiet"]


def test_a_file_is_taken_once_its_marker_is_there_and_the_marker_goes_with_it(place: Folder) -> None:
    folder, book = opened(place, Handover.MARKER), Book()
    drop(folder, "a.txt")
    report = swept(folder, FakeArchive(), book)
    assert [(one.name, str(one.reason)) for one in report.deferred] == [("a.txt", "not_marked")]
    drop(folder, "a.txt.done", b"")
    swept(folder, FakeArchive(), book)
    assert book.names == ["a.txt"]
    assert files_below(folder.root) == []
    assert files_below(folder.done) == ["a.txt", "a.txt.done"]
    assert list((folder.root / ".claimed").iterdir()) == []


def test_a_marker_without_its_file_is_told_and_is_no_arrival(place: Folder) -> None:
    folder, book = opened(place, Handover.MARKER), Book()
    drop(folder, "a.txt.done")
    marked(folder, "b.txt")
    report = swept(folder, FakeArchive(), book)
    assert [(one.name, str(one.reason)) for one in report.deferred] == [("a.txt.done", "marker_alone")]
    assert book.names == ["b.txt"]


def test_the_marker_of_an_earlier_file_says_nothing_of_a_later_one(place: Folder) -> None:
    folder, book = opened(place, Handover.MARKER), Book()
    drop(folder, "a.txt.done", b"")
    os.sync()
    for _ in range(100):  # until the clock of the file system has moved on
        path = drop(folder, "a.txt", b"half of it")
        if path.stat().st_mtime_ns > (folder.root / "a.txt.done").stat().st_ctime_ns:
            break
    report = swept(folder, FakeArchive(), book)
    assert [str(one.reason) for one in report.deferred] == ["not_marked"]
    (folder.root / "a.txt.done").touch()
    swept(folder, FakeArchive(), book)
    assert book.names == ["a.txt"]


def test_a_marked_file_may_have_a_time_that_was_set_ahead(place: Folder) -> None:
    folder, book = opened(place, Handover.MARKER), Book()
    path = drop(folder, "a.txt")
    os.utime(path, (4e9, 4e9))
    drop(folder, "a.txt.done", b"")
    swept(folder, FakeArchive(), book)
    assert book.names == ["a.txt"]


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_marker_has_to_be_a_file(place: Folder, kind: str) -> None:
    folder = opened(place, Handover.MARKER)
    marker = drop(folder, "a.txt").with_name("a.txt.done")
    if kind == "link":
        marker.symlink_to("a.txt")
    elif kind == "folder":
        marker.mkdir()
    else:
        os.mkfifo(marker)
    report = swept(folder, FakeArchive(), Book())
    assert [str(one.reason) for one in report.deferred] == ["not_marked"]


def test_a_name_to_which_no_marker_can_belong_waits_and_stops_no_other(place: Folder) -> None:
    folder, book = opened(place, Handover.MARKER), Book()
    drop(folder, LONGEST)
    marked(folder, "a.txt")
    report = swept(folder, FakeArchive(), book)
    assert [(one.name, str(one.reason)) for one in report.deferred] == [(LONGEST, "not_marked")]
    assert book.names == ["a.txt"]


def test_a_marker_that_a_crash_left_behind_follows_its_file(place: Folder) -> None:
    folder = opened(place, Handover.MARKER)
    claim = folder.claim(marked(folder, "a.txt"))
    (claim.path.parent / "a.txt.done").rename(folder.root / "a.txt.done")  # as if it had never been moved
    swept(opened(place, Handover.MARKER), FakeArchive(), Book())
    assert files_below(folder.root) == []
    assert files_below(folder.done) == ["a.txt", "a.txt.done"]


def test_a_crash_between_a_file_and_its_marker_leaves_no_claim(place: Folder) -> None:
    folder, book = opened(place, Handover.MARKER), Book()
    claim = folder.claim(marked(folder, "a.txt"))
    target = folder.done / "earlier"
    target.mkdir()
    claim.path.rename(target / "a.txt")  # as if the sweep had died right after this
    report = swept(folder, FakeArchive(), book)
    assert (report.found, book.names) == (0, [])
    assert files_below(folder.done) == ["a.txt", "a.txt.done"]
    assert list((folder.root / ".claimed").iterdir()) == []


def test_a_marker_is_left_to_the_next_file_of_its_name(place: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, rename, book = opened(place, Handover.MARKER), Path.rename, Book()
    path = marked(folder, "a.txt", b"first\n")

    def with_a_further_arrival(self: Path, target: Path) -> Path:
        moved = rename(self, target)
        if self == path and not path.exists():
            monkeypatch.setattr(Path, "rename", rename)
            marked(folder, "a.txt", b"second\n")
        return moved

    monkeypatch.setattr(Path, "rename", with_a_further_arrival)
    archive = FakeArchive()
    swept(folder, archive, book)
    assert sorted(archive.read_original(each.sha256) for each in archive.originals()) == [b"first\n", b"second\n"]
    assert files_below(folder.root) == []


def test_a_claimed_file_that_is_replaced_by_another_is_taken_in_both_states(place: Folder) -> None:
    folder, archive, book = opened(place, Handover.RENAME), FakeArchive(), Book()
    claim = folder.claim(drop(folder, "a.txt", b"first\n"))
    identity = Identity.of(claim.path.lstat())
    drop(folder, "b.txt", b"renamed onto it\n").rename(claim.path)
    again = folder.acknowledge(claim, identity)
    assert again is not None
    swept(folder, archive, book)
    assert [archive.read_original(each.sha256) for each in archive.originals()] == [b"renamed onto it\n"]
