"""Whatever is dropped: each bad thing has its reason, everything else goes on, and the next sweep heals what can."""

from __future__ import annotations

import errno
import os
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Deferred
from feedmill.intake import inbox as inboxes
from feedmill.intake import reports
from feedmill.intake.inbox import DropFolder
from feedmill.intake.places import inbox_of
from feedmill.intake.receiving import Arrival, Received, receive
from feedmill.intake.reports import NotTaken
from feedmill.intake.sweep import sweep
from feedmill.intake.taking import Taken
from feedmill.ports import Archive, SystemClock
from feedmill.settings import Settings
from tests.fakes import FakeArchive
from tests.intake.drops import Book, a_folder, drop, files_below, swept

LONGEST = "n" * 255
NULL_DEVICE = os.makedev(1, 3)


@pytest.fixture
def folder(settings: Settings) -> DropFolder:
    return a_folder(settings)


def socket_at(path: Path) -> None:
    """Leave a socket in the file system; its name there must be short, so it is moved."""
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(path.parent, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{here}/{path.name}")
        os.close(here)


def looped(path: Path) -> None:
    """Two links that point at each other."""
    path.symlink_to(path.with_name(f"{path.name}-back"))
    path.with_name(f"{path.name}-back").symlink_to(path)


def sparse(path: Path) -> None:
    """A file of 5 GB that takes no room."""
    path.touch()
    os.truncate(path, 5 * 1024**3)


def twice_named(path: Path) -> None:
    path.write_bytes(b"news")
    path.with_name(f"{path.name}-too").hardlink_to(path)


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (os.mkfifo, "special_file"),
    "socket": (socket_at, "special_file"),
    "device": (lambda path: os.mknod(path, stat.S_IFCHR | 0o666, NULL_DEVICE), "special_file"),
    "loop": (looped, "symlink"),
    "dangling": (lambda path: path.symlink_to("nowhere"), "symlink"),
    "outside": (lambda path: path.symlink_to("/etc/passwd"), "symlink"),
    "folder": (Path.mkdir, "folder"),
    "sparse": (sparse, "too_large"),
    "linked": (twice_named, "hard_link"),
    LONGEST: (Path.mkdir, "folder"),
}


def test_each_thing_that_is_no_file_to_take_has_its_reason_and_all_files_are_taken(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected: dict[str, str] = {}
    read: list[bytes] = []
    for name, (make, reason) in KINDS.items():
        with suppress(PermissionError):  # a device can be made by root alone
            make(folder.root / name)
            expected[name] = reason
    assert len(expected) >= len(KINDS) - 1
    good: list[str | bytes] = ["m" * 255, "two\nlines", "速報", "-rf", "a b", "*", b"caf\xe9\x01"]
    for file in good:
        drop(folder, file)

    def noted(archive: Archive, taken: Taken, arrival: Arrival) -> Received:
        read.append(arrival.raw_name)
        return receive(archive, taken, arrival)

    monkeypatch.setattr("feedmill.intake.sweep.receive", noted)
    book = Book()
    report = swept(folder, FakeArchive(), book)
    found = {one.name: str(one.reason) for one in report.refused}
    expected |= {"loop-back": "symlink", "linked-too": "hard_link"}
    assert found == expected
    assert len(book.names) == len(read) == len(good)
    assert report.deferred == ()


def test_a_file_that_is_deleted_between_listing_and_claim_is_nobodys_trouble(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        drop(folder, name)
    look = DropFolder.look

    def look_and_lose(self: DropFolder, path: Path) -> object:
        found = look(self, path)
        if path.name == "b":
            path.unlink()
        return found

    monkeypatch.setattr(DropFolder, "look", look_and_lose)
    book = Book()
    report = swept(folder, FakeArchive(), book)
    assert (book.names, report.found) == (["a", "c"], 2)


def test_a_file_that_is_deleted_after_it_was_claimed_is_nobodys_trouble(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, "a")
    drop(folder, "b")
    claim = DropFolder.claim

    def claim_and_lose(self: DropFolder, path: Path) -> object:
        found = claim(self, path)
        if path.name == "a":
            found.path.unlink()
        return found

    monkeypatch.setattr(DropFolder, "claim", claim_and_lose)
    book = Book()
    report = swept(folder, FakeArchive(), book)
    assert (book.names, report.found) == (["b"], 1)
    swept(folder, FakeArchive(), book)
    assert list((folder.root / ".claimed").iterdir()) == []


def test_a_file_that_grows_for_ever_is_left_and_all_others_are_taken(settings: Settings) -> None:
    folder = DropFolder(replace(inbox_of(settings), quiet_seconds=0.1, open_seconds=3600.0), SystemClock())
    stop, book = threading.Event(), Book()
    log = drop(folder, "log")
    os.utime(drop(folder, "page"), (1, 1))

    def grow() -> None:
        with log.open("ab") as file:
            while not stop.is_set():
                file.write(b"more")
                file.flush()
                time.sleep(0.001)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        report = swept(folder, FakeArchive(), book)
    finally:
        stop.set()
        writer.join()
    assert book.names == ["page"]
    assert [one.name for one in report.deferred] == ["log"]
    assert {str(one.reason) for one in report.deferred} <= {"not_quiet", "still_open"}
    assert log.exists()


def test_an_archive_that_got_other_bytes_leaves_the_file_for_the_next_sweep(folder: DropFolder) -> None:
    def differ(call: str) -> None:
        if call == "put_original":
            raise Deferred(ArchiveReason.SENT_DIFFERS, "as injected")

    archive, book = FakeArchive(differ), Book()
    drop(folder, "a")
    report = swept(folder, archive, book)
    assert [str(one.reason) for one in report.deferred] == ["changed_while_sent"]
    assert (book.names, list(archive.records()), files_below(folder.root)) == ([], [], ["a"])
    archive.before = lambda _call: None
    swept(folder, archive, book)
    assert book.names == ["a"]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """A disk on which no folder can be made below the paths in this list."""
    below: list[Path] = []
    mkdir = Path.mkdir

    def make(self: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        if any(one in self.parents for one in below):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        mkdir(self, mode, parents, exist_ok)

    monkeypatch.setattr(Path, "mkdir", make)
    yield below
    below.clear()


def test_a_disk_that_is_full_when_a_file_is_claimed_leaves_it_where_it_is(folder: DropFolder, full: list[Path]) -> None:
    book = Book()
    drop(folder, "a")
    full.append(folder.root / ".claimed")
    report = swept(folder, FakeArchive(), book)
    assert [(one.name, str(one.reason)) for one in report.deferred] == [("a", "disk_full")]
    assert (book.names, list(folder.listing())) == ([], [folder.root / "a"])
    full.clear()
    swept(folder, FakeArchive(), book)
    assert book.names == ["a"]


def test_a_disk_that_is_full_when_a_file_is_acknowledged_leaves_its_claim_and_doubles_nothing(
    folder: DropFolder, full: list[Path]
) -> None:
    archive, book = FakeArchive(), Book()
    drop(folder, "a")
    full.append(folder.done)
    report = swept(folder, archive, book)
    assert [(one.name, str(one.reason)) for one in report.deferred] == [("a", "disk_full")]
    assert [claim.path.name for claim in folder.claims()] == ["a"]
    full.clear()
    swept(folder, archive, book)
    assert (len(book.ids), len(list(archive.records()))) == (1, 1)
    assert files_below(folder.done) == ["a"]


def test_a_disk_that_is_full_when_the_folders_are_made_is_said(settings: Settings, full: list[Path]) -> None:
    full.append(settings.home / "inbox")
    with pytest.raises(Deferred, match="disk_full"):
        a_folder(settings)


def test_names_come_a_few_at_a_time_and_none_is_missed(folder: DropFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inboxes, "NAMES", 3)
    names = [f"{number:02}" for number in range(20)]
    for name in names:
        drop(folder, name)
    listed = []
    for path in folder.listing():
        listed.append(path.name)
        path.rename(folder.done / path.name)  # what is moved away meanwhile hides no other
    assert sorted(listed) == names


def test_of_very_many_that_are_left_the_first_are_told_and_handed_on_and_all_are_counted(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_TOLD", 3)
    for number in range(8):
        (folder.root / f"link-{number}").symlink_to("nowhere")
    drop(folder, "page")
    handed: list[NotTaken] = []
    book = Book()
    report = sweep(folder, FakeArchive(), record=book.record, batch_files=25, refuse=handed.extend)
    assert (len(report.refused), report.more_refused, report.found) == (3, 5, 9)
    assert tuple(handed) == report.refused
    assert book.names == ["page"]


def test_behind_more_files_that_cannot_be_claimed_than_a_sweep_takes_others_are_reached(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_TOLD", 3)
    monkeypatch.setattr("feedmill.intake.sweep.MOST_FILES", 2)
    monkeypatch.setattr(inboxes, "NAMES", 100)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.startswith("theirs"):
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        return rename(self, target)

    for number in range(8):
        drop(folder, f"theirs-{number}")
    drop(folder, "zz")
    monkeypatch.setattr(Path, "rename", refuse)
    book = Book()
    report = swept(folder, FakeArchive(), book)
    assert (book.names, report.found, report.look_again) == (["zz"], 9, None)


def test_of_very_many_that_wait_the_first_are_told_and_all_are_counted(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_TOLD", 3)
    folder = DropFolder(replace(inbox_of(settings), quiet_seconds=3600.0), SystemClock())
    for number in range(8):
        drop(folder, f"{number}")
    report = swept(folder, FakeArchive(), Book())
    assert (len(report.deferred), report.more_deferred, report.found) == (3, 5, 8)
