"""One sweep of the drop folder."""

from __future__ import annotations

import os
import threading
import time
from itertools import count
from pathlib import Path

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, Broken
from feedmill.intake import reports
from feedmill.intake import sweep as sweeping
from feedmill.intake.inbox import DropFolder
from feedmill.intake.sweep import batch_size, sweep
from feedmill.model import Way
from feedmill.settings import Settings
from tests.fakes import FakeArchive
from tests.intake.drops import Book, a_folder, drop, files_below, swept


@pytest.fixture
def folder(settings: Settings) -> DropFolder:
    return a_folder(settings)


def test_what_was_dropped_is_archived_recorded_and_acknowledged(folder: DropFolder) -> None:
    archive, book = FakeArchive(), Book()
    drop(folder, "page.txt")
    report = swept(folder, archive, book)
    (delivery,) = archive.records()
    assert (report.found, report.deliveries, report.archived, report.look_again) == (1, 1, 1, None)
    assert book.batches == [[delivery]]
    assert (delivery.way, delivery.source, delivery.name) == (Way.DROP, "inbox", "page.txt")
    assert archive.read_original(delivery.original.sha256) == b"some news\n"
    assert files_below(folder.root) == []
    assert files_below(folder.done) == ["page.txt"]


def test_an_empty_inbox_is_nothing_to_do(folder: DropFolder) -> None:
    report = swept(folder, FakeArchive(), Book())
    assert (report.found, report.look_again) == (0, None)


def test_the_same_bytes_under_two_names_are_one_original_and_two_deliveries(folder: DropFolder) -> None:
    archive, book = FakeArchive(), Book()
    drop(folder, "a")
    drop(folder, "b")
    report = swept(folder, archive, book)
    assert (report.deliveries, report.archived, len(list(archive.originals()))) == (2, 1, 1)


def test_the_same_name_twice_with_different_bytes_is_two_originals(folder: DropFolder) -> None:
    archive, book = FakeArchive(), Book()
    for data in (b"first\n", b"second\n"):
        drop(folder, "page.txt", data)
        swept(folder, archive, book)
    assert len(list(archive.originals())) == 2
    assert files_below(folder.done) == ["page.txt", "page.txt"]


def test_names_that_are_not_text_come_through_as_bytes(folder: DropFolder) -> None:
    archive, book = FakeArchive(), Book()
    for name in (b"two\nlines", b"caf\xe9", "速報".encode()):
        drop(folder, name)
    swept(folder, archive, book)
    assert book.names == [r"caf\xe9", r"two\x0alines", "速報"]
    assert {delivery.raw_name for delivery in archive.records()} == {b"two\nlines", b"caf\xe9", "速報".encode()}


def test_bad_files_are_reported_and_stay_while_all_others_go_on(folder: DropFolder) -> None:
    book = Book()
    (folder.root / "a-link").symlink_to("/etc/passwd")
    os.mkfifo(folder.root / "b-pipe")
    (folder.root / "c-folder").mkdir()
    for name in (b"d", b"e", b"f"):
        drop(folder, name)
    report = swept(folder, FakeArchive(), book)
    assert book.names == ["d", "e", "f"]
    assert {each.name: str(each.reason) for each in report.refused} == {
        "a-link": "symlink",
        "b-pipe": "special_file",
        "c-folder": "folder",
    }
    assert sorted(path.name for path in folder.listing()) == ["a-link", "b-pipe", "c-folder"]
    assert report.look_again is None


def test_a_refusal_has_the_same_mark_until_the_file_changes(folder: DropFolder) -> None:
    (folder.root / "link").symlink_to("/etc/passwd")
    marks = [swept(folder, FakeArchive(), Book()).refused[0].mark for _ in range(2)]
    (folder.root / "link").unlink()
    os.mkfifo(folder.root / "link")
    assert marks[0] == marks[1] != swept(folder, FakeArchive(), Book()).refused[0].mark


def test_an_original_that_differs_in_the_archive_stops_no_other(folder: DropFolder) -> None:
    calls = count()

    def break_first(_call: str) -> None:
        if next(calls) == 0:
            raise Broken(ArchiveReason.ORIGINAL_DIFFERS, "as injected")

    book = Book()
    names = ["a", "b", "c"]
    for name in names:
        drop(folder, name)
    report = swept(folder, FakeArchive(break_first), book)
    (bad,) = report.refused
    assert str(bad.reason) == "original_differs"
    assert sorted([*book.names, bad.name]) == names
    assert [claim.raw_name for claim in folder.claims()] == [bad.raw_name]


@pytest.mark.parametrize("call", ["put_original", "put_record"])
def test_an_outage_leaves_everything_for_the_next_sweep(folder: DropFolder, call: str) -> None:
    def out(called: str) -> None:
        if called == call:
            raise ArchiveOutage(ArchiveReason.UNREACHABLE, "as injected")

    archive, book = FakeArchive(out), Book()
    for name in ("a", "b", "c"):
        drop(folder, name)
    with pytest.raises(ArchiveOutage):
        swept(folder, archive, book)
    assert book.batches == []
    assert files_below(folder.done) == []
    assert files_below(folder.root) == ["a", "b", "c"]
    archive.before = lambda _call: None
    assert swept(folder, archive, book).deliveries == 3
    assert len(book.ids) == len(list(archive.records())) == 3


def test_a_warehouse_that_does_not_answer_leaves_everything_and_doubles_nothing(folder: DropFolder) -> None:
    archive, book = FakeArchive(), Book()
    drop(folder, "a")

    def out(_deliveries: object) -> None:
        raise ArchiveOutage(ArchiveReason.UNREACHABLE, "as injected")

    with pytest.raises(ArchiveOutage):
        sweep(folder, archive, record=out, batch_files=25)
    before = list(archive.records())
    swept(folder, archive, book)
    assert book.batches == [before] == [list(archive.records())]


def test_a_fresh_file_is_waited_for_in_the_same_sweep(settings: Settings) -> None:
    folder = a_folder(settings.model_copy(update={"quiet_seconds": 0.2}))
    drop(folder, "a")
    book = Book()
    assert swept(folder, FakeArchive(), book).deliveries == 1


def test_a_file_that_goes_on_growing_is_deferred_and_stops_no_other(settings: Settings) -> None:
    folder, pauses = a_folder(settings.model_copy(update={"quiet_seconds": 0.2})), []

    def grow(seconds: float) -> None:
        pauses.append(seconds)
        time.sleep(seconds)
        with (folder.root / "log").open("ab") as file:
            file.write(b"more")

    book = Book()
    drop(folder, "log")
    os.utime(drop(folder, "page"), (1, 1))
    report = sweep(folder, FakeArchive(), record=book.record, batch_files=25, pause=grow)
    assert book.names == ["page"]
    assert [(each.name, str(each.reason)) for each in report.deferred] == [("log", "not_quiet")]
    assert report.look_again is not None
    assert sum(pauses) <= 0.2 + sweeping.SLACK_SECONDS
    assert list(folder.listing()) == [folder.root / "log"]


def test_a_file_that_is_held_open_is_deferred_and_worth_another_look(settings: Settings) -> None:
    folder = a_folder(settings)
    with drop(folder, "a").open("ab"):
        report = swept(folder, FakeArchive(), Book())
    assert [str(each.reason) for each in report.deferred] == ["still_open"]
    assert report.look_again == reports.LOOK_AGAIN_SECONDS
    assert swept(folder, FakeArchive(), Book()).deliveries == 1


def test_a_file_that_is_changed_after_it_was_archived_loads_in_both_states(folder: DropFolder) -> None:
    archive, book = FakeArchive(), Book()
    drop(folder, "page.txt", b"first\n")

    def correct(deliveries: object) -> None:
        book.record(deliveries)  # type: ignore[arg-type]  # handed on as it came
        for claim in list(folder.claims()) if len(book.batches) == 1 else ():
            claim.path.write_bytes(b"corrected\n")

    sweep(folder, archive, record=correct, batch_files=25)
    assert {archive.read_original(each.sha256) for each in archive.originals()} == {b"first\n", b"corrected\n"}
    assert len(book.ids) == 2
    assert files_below(folder.done) == ["page.txt"]


def test_files_dropped_during_a_sweep_are_taken_by_it(folder: DropFolder) -> None:
    archive, book = FakeArchive(), Book()
    drop(folder, "a")

    def drop_more(deliveries: object) -> None:
        book.record(deliveries)  # type: ignore[arg-type]  # handed on as it came
        if len(book.batches) < 3:
            drop(folder, f"more-{len(book.batches)}")

    assert sweep(folder, archive, record=drop_more, batch_files=25).deliveries == 3
    assert list(folder.listing()) == []


def test_a_sweep_ends_when_it_has_enough_and_says_that_there_is_more(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "MOST_FILES", 3)
    for number in range(5):
        drop(folder, str(number))
    report = swept(folder, FakeArchive(), Book())
    assert (report.deliveries, report.look_again) == (3, 0.0)
    assert swept(folder, FakeArchive(), Book()).deliveries == 2


@pytest.mark.parametrize(("files", "size", "batches"), [(1, 25, 1), (1600, 25, 64), (1601, 26, 62), (10_000, 157, 64)])
def test_any_number_of_files_makes_at_most_64_batches(files: int, size: int, batches: int) -> None:
    assert batch_size(files, 25) == size
    assert -(-files // size) == batches <= 64


def test_a_burst_is_recorded_in_batches(folder: DropFolder) -> None:
    book = Book()
    for number in range(50):
        drop(folder, f"{number:02}", f"story {number}".encode())
    report = swept(folder, FakeArchive(), book, batch_files=20)
    assert [len(batch) for batch in book.batches] == [20, 20, 10]
    assert (report.deliveries, report.archived, len(book.ids)) == (50, 50, 50)


def test_four_sweeps_at_once_record_each_arrival_once(settings: Settings) -> None:
    archive, books = FakeArchive(), [Book() for _ in range(4)]
    folder = a_folder(settings)
    for number in range(40):
        drop(folder, f"{number}", f"story {number}".encode())
    sweeps = [threading.Thread(target=swept, args=(a_folder(settings), archive, book, 3)) for book in books]
    for each in sweeps:
        each.start()
    for each in sweeps:
        each.join()
    recorded = set().union(*(book.ids for book in books))
    assert recorded == {delivery.id for delivery in archive.records()}
    assert len(recorded) == 40
    assert len(files_below(folder.done)) == 40
    assert files_below(folder.root) == []


def test_a_file_that_cannot_be_moved_is_refused(folder: DropFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    drop(folder, "a")
    monkeypatch.setattr(Path, "rename", refuse)
    report = swept(folder, FakeArchive(), Book())
    assert [str(each.reason) for each in report.refused] == ["unmovable"]
    assert [path.name for path in folder.listing()] == ["a"]


def test_a_recorded_file_that_cannot_be_moved_on_stays_claimed_and_is_no_further_arrival(folder: DropFolder) -> None:
    archive, book = FakeArchive(), Book()
    drop(folder, "a")
    folder.done.rmdir()
    folder.done.write_bytes(b"")
    report = swept(folder, archive, book)
    assert [str(each.reason) for each in report.deferred] == ["unmovable"]
    assert report.look_again is not None
    folder.done.unlink()
    swept(folder, archive, book)
    assert len(book.ids) == 1
    assert files_below(folder.done) == ["a"]
