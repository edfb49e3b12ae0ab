"""Sweeps of a prefix over claims in a database: each state of an object is taken once, whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, Deferred
from feedmill.intake import prefix
from feedmill.intake.reports import SweepReport
from feedmill.model import Listed, Way
from feedmill.warehouse.claiming import SqlClaims
from feedmill.warehouse.store import Store
from tests.fakes import FakeArchive, FakeClock
from tests.intake.drops import Book
from tests.intake.prefixes import PLACE, FakeObjects, silent, swept_prefix

SECONDS = 60.0


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def claims(store: Store, clock: FakeClock) -> SqlClaims:
    return SqlClaims(store, clock, SECONDS)


class Trial:
    """A bucket, an archive and a book, and sweeps over them."""

    def __init__(self, claims: SqlClaims, clock: FakeClock) -> None:
        self.objects, self.archive, self.book = FakeObjects(), FakeArchive(), Book()
        self.claims, self.clock = claims, clock
        self.place = PLACE

    def sweep(self) -> SweepReport:
        self.clock.move(1)
        return swept_prefix(self.objects, self.archive, self.claims, self.clock, self.book, self.place)

    @property
    def taken(self) -> list[str]:
        return [name.rpartition("/")[2] for name in self.book.names]


@pytest.fixture
def trial(claims: SqlClaims, clock: FakeClock) -> Trial:
    return Trial(claims, clock)


def test_an_object_is_archived_recorded_and_stays_as_it_is(trial: Trial) -> None:
    trial.objects.put("in/a.txt")
    report = trial.sweep()
    (delivery,) = trial.archive.records()
    assert (report.found, report.deliveries, report.archived, report.look_again) == (1, 1, 1, None)
    assert trial.book.batches == [[delivery]]
    assert (delivery.way, delivery.source, delivery.name) == (Way.S3, "partner", "s3://news/in/a.txt")
    assert delivery.token == trial.objects.listed("s3://news/in/a.txt").token
    assert list(trial.objects.objects) == ["s3://news/in/a.txt"]


def test_an_object_that_did_not_change_is_taken_once_and_one_that_did_once_more(trial: Trial) -> None:
    for key in ("in/a", "in/b"):
        trial.objects.put(key, key.encode())
    assert [trial.sweep().deliveries, trial.sweep().found] == [2, 0]
    trial.objects.put("in/a", b"corrected")
    trial.objects.put("in/b", b"in/b")  # the same bytes, put anew
    report = trial.sweep()
    assert (report.deliveries, report.archived) == (2, 1)
    assert trial.taken == ["a", "a", "b", "b"]


def test_an_object_that_is_too_large_is_refused_on_its_listing(trial: Trial) -> None:
    trial.objects.put("in/a", b"x" * 1001)
    trial.objects.put("in/b")
    opened: list[str] = []
    trial.objects.before = lambda call, address: opened.append(address) if call == "open" else None
    report = trial.sweep()
    assert [(one.name, str(one.reason)) for one in report.refused] == [("s3://news/in/a", "too_large")]
    assert opened == ["s3://news/in/b"]


def test_an_object_that_changes_between_listing_and_reading_is_taken_as_it_is_then(trial: Trial) -> None:
    for key in ("in/a", "in/b", "in/c"):
        trial.objects.put(key, key.encode())

    def change(call: str, address: str) -> None:
        if call == "open" and address.endswith("a"):
            trial.objects.put("in/a", b"corrected")
        if call == "open" and address.endswith("b"):
            del trial.objects.objects[address]

    trial.objects.before = change
    report = trial.sweep()
    assert trial.taken == ["c"]
    assert {one.name[-1]: str(one.reason) for one in report.deferred} == {
        "a": "s3_object_changed",
        "b": "s3_object_changed",
    }
    trial.objects.before = lambda _call, _address: None
    assert trial.sweep().found == 1
    assert trial.taken == ["a", "c"]


def test_a_bucket_that_does_not_answer_is_told_by_the_address_of_the_prefix(trial: Trial) -> None:
    trial.objects.before = silent
    report = trial.sweep()
    assert [(one.name, str(one.reason)) for one in report.refused] == [("s3://news/in/", "s3_source_unreachable")]


def test_what_a_bucket_listed_before_it_fell_silent_is_taken(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        trial.objects.put(f"in/{number}", b"%d" % number)
    pages = FakeObjects.pages

    def one_page(self: FakeObjects, after: str | None = None) -> Iterator[Sequence[Listed]]:
        yield next(pages(self, after))
        silent("list", "")

    monkeypatch.setattr(FakeObjects, "pages", one_page)
    report = trial.sweep()
    assert (trial.taken, report.deliveries) == (["0", "1"], 2)
    assert [str(one.reason) for one in report.refused] == ["s3_source_unreachable"]


def test_a_bucket_that_falls_silent_ends_the_sweep_and_keeps_what_was_taken(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefix, "groups", lambda found, _least: [found[:1], found[1:2], found[2:]])
    for key in ("in/a", "in/b", "in/c"):
        trial.objects.put(key, key.encode())
    opened: list[str] = []

    def fall_silent(call: str, address: str) -> None:
        opened.append(address)
        if call == "open" and not address.endswith("a"):
            silent(call, address)

    trial.objects.before = fall_silent
    report = trial.sweep()
    assert (trial.taken, [str(one.reason) for one in report.refused]) == (["a"], ["s3_source_unreachable"])
    assert "s3://news/in/c" not in opened
    trial.objects.before = lambda _call, _address: None
    assert trial.sweep().deliveries == 2
    assert trial.taken == ["a", "b", "c"]


@pytest.mark.parametrize("call", ["put_original", "put_record"])
def test_an_archive_that_is_away_leaves_everything_and_nothing_is_doubled(trial: Trial, call: str) -> None:
    def away(called: str) -> None:
        if called == call:
            raise ArchiveOutage(ArchiveReason.UNREACHABLE, "as injected")

    trial.objects.put("in/a")
    trial.archive.before = away
    with pytest.raises(ArchiveOutage):
        trial.sweep()
    trial.archive.before = lambda _call: None
    assert trial.sweep().deliveries == 1
    assert len(trial.book.ids) == len(list(trial.archive.records())) == 1


def test_a_sweep_that_died_after_recording_records_the_same_delivery_again(trial: Trial, store: Store) -> None:
    trial.objects.put("in/a")
    trial.sweep()
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE claims SET completed_at = NULL, owner = 'a sweep that died'")
    trial.clock.move(SECONDS + 1)
    trial.sweep()
    assert len(trial.book.ids) == len(list(trial.archive.records())) == 1
    assert trial.sweep().found == 0


def test_with_ordered_keys_a_listing_goes_on_where_the_last_one_ended(trial: Trial) -> None:
    trial.place = replace(PLACE, ordered_keys=True)
    for key in ("in/1", "in/2"):
        trial.objects.put(key, key.encode())
    trial.sweep()
    trial.objects.put("in/3")
    trial.objects.asked.clear()
    trial.sweep()
    assert trial.objects.asked == ["s3://news/in/3"]
    assert trial.taken == ["1", "2", "3"]


def test_with_ordered_keys_nothing_is_passed_over_that_could_not_be_read(trial: Trial) -> None:
    trial.place = replace(PLACE, ordered_keys=True)
    for key in ("in/1", "in/2"):
        trial.objects.put(key, key.encode())
    trial.objects.before = lambda call, address: silent(call, address) if address.endswith("1") else None
    trial.sweep()
    trial.objects.before = lambda _call, _address: None
    trial.sweep()
    assert trial.taken == ["1", "2"]
    trial.objects.put("in/3")
    trial.objects.asked.clear()
    trial.sweep()
    assert trial.objects.asked == ["s3://news/in/3"]


def test_with_ordered_keys_an_object_that_went_away_does_not_hold_the_listing_back(trial: Trial) -> None:
    trial.place = replace(PLACE, ordered_keys=True)
    for key in ("in/1", "in/2"):
        trial.objects.put(key, key.encode())

    def take_away(_call: str, address: str) -> None:
        if address.endswith("1"):
            trial.objects.objects.pop(address, None)

    trial.objects.before = take_away
    trial.sweep()
    trial.objects.before = lambda _call, _address: None
    for _ in range(2):
        trial.objects.asked.clear()
        trial.sweep()
    assert (trial.taken, trial.objects.asked) == (["2"], [])


def test_a_sweep_ends_when_it_has_enough_and_says_that_there_is_more(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefix, "MOST_FILES", 3)
    for number in range(5):
        trial.objects.put(f"in/{number}")
    assert [trial.sweep().look_again, trial.sweep().look_again] == [0.0, None]
    assert trial.taken == ["0", "1", "2", "3", "4"]


def test_behind_more_objects_that_may_not_be_read_than_a_sweep_takes_others_are_reached(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefix, "MOST_FILES", 2)
    for number in range(7):
        trial.objects.put(f"in/{number}", b"%d" % number)

    def deny(call: str, address: str) -> None:
        if call == "open" and not address.endswith("6"):
            raise Deferred(ArchiveReason.OBJECT_DENIED, address)

    trial.objects.before = deny
    report = trial.sweep()
    assert (trial.taken, len(report.deferred), report.look_again) == (["6"], 6, 1.0)


def test_of_four_sweeps_at_once_each_object_is_recorded_once(trial: Trial) -> None:
    for number in range(40):
        trial.objects.put(f"in/{number}", f"story {number}".encode())
    books = [Book() for _ in range(4)]

    def sweep(book: Book) -> None:
        swept_prefix(trial.objects, trial.archive, trial.claims, trial.clock, book)

    sweeps = [threading.Thread(target=sweep, args=(book,)) for book in books]
    for each in sweeps:
        each.start()
    for each in sweeps:
        each.join()
    recorded = [delivery.id for book in books for batch in book.batches for delivery in batch]
    assert len(recorded) == len(set(recorded)) == 40
    assert set(recorded) == {delivery.id for delivery in trial.archive.records()}
