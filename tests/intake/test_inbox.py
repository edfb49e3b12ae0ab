"""The drop folder: what is handed over, and the moves."""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedmill.errors import Deferred, FeedmillError, Refused, UsageError
from feedmill.intake.handover import NotYet
from feedmill.intake.inbox import DropFolder
from feedmill.intake.places import inbox_of
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.taking import Identity
from feedmill.settings import Settings
from tests.fakes import FakeClock
from tests.intake.drops import drop, files_below


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime.now(UTC))


@pytest.fixture
def folder(settings: Settings, clock: FakeClock) -> DropFolder:
    return DropFolder(inbox_of(settings), clock)


def patient(settings: Settings, clock: FakeClock) -> DropFolder:
    return DropFolder(inbox_of(settings.model_copy(update={"quiet_seconds": 2.0, "open_seconds": 60.0})), clock)


def test_the_folders_are_made_when_missing(folder: DropFolder, settings: Settings) -> None:
    assert folder.root == settings.home / "inbox"
    assert (folder.root / ".claimed").stat().st_mode & 0o777 == 0o700
    assert list(folder.listing()) == []
    assert list(folder.claims()) == []


def test_a_listing_is_sorted_by_bytes_and_leaves_out_unfinished_files(folder: DropFolder) -> None:
    names = [b"b", b"a", b"\xff", b".a", b"a.part", b"two\nlines"]
    for name in names:
        drop(folder, name)
    assert [os.fsencode(path.name) for path in folder.listing()] == [b"a", b"b", b"two\nlines", b"\xff"]


def test_a_done_folder_inside_the_inbox_is_not_an_arrival(settings: Settings, clock: FakeClock) -> None:
    inside = settings.model_copy(update={"done": settings.home / "inbox" / "done"})
    assert list(DropFolder(inbox_of(inside), clock).listing()) == []


def test_a_file_is_handed_over_once_it_was_quiet_long_enough(settings: Settings, clock: FakeClock) -> None:
    folder = patient(settings, clock)
    path = drop(folder, "page.txt")
    clock.instant = datetime.fromtimestamp(path.lstat().st_mtime, UTC)  # as if no time had passed since it was written
    not_yet = folder.look(path)
    assert not_yet is not None
    assert not_yet.reason is IntakeReason.NOT_QUIET
    clock.move(not_yet.seconds + 0.01)
    assert folder.look(path) is None


def test_a_file_renamed_into_the_inbox_with_an_old_time_is_handed_over_at_once(
    settings: Settings, clock: FakeClock
) -> None:
    folder = patient(settings, clock)
    path = drop(folder, "page.txt.part")
    os.utime(path, (1, 1))
    assert folder.look(path.rename(folder.root / "page.txt")) is None


def test_a_file_from_the_future_is_quiet_when_it_was_seen_unchanged_long_enough(
    settings: Settings, clock: FakeClock
) -> None:
    folder = patient(settings, clock)
    path = drop(folder, "page.txt")
    ahead = clock.now().timestamp() + 3600
    os.utime(path, (ahead, ahead))
    not_yet = folder.look(path)
    assert not_yet is not None
    assert (not_yet.reason, round(not_yet.seconds)) == (IntakeReason.NOT_QUIET, 2)
    clock.move(2.1)
    assert folder.look(path) is None


def test_where_the_folders_clock_is_ahead_a_file_is_quiet_when_it_was_seen_unchanged_long_enough(
    settings: Settings, clock: FakeClock
) -> None:
    folder = patient(settings, clock)
    path = drop(folder, "page.txt")
    clock.move(-3600)
    assert folder.look(path) == NotYet(IntakeReason.NOT_QUIET, 2.0)
    clock.move(2.0)
    assert folder.look(path) is None


def test_a_writer_is_waited_for_until_it_closes_the_file(settings: Settings, clock: FakeClock) -> None:
    folder = patient(settings, clock)
    path = drop(folder, "page.txt")
    clock.move(10)
    with path.open("ab"):
        not_yet = folder.look(path)
        assert not_yet is not None
        assert not_yet.reason is IntakeReason.STILL_OPEN
        assert 45 < not_yet.seconds < 51
    assert folder.look(path) is None


def test_a_writer_that_never_closes_is_waited_for_only_so_long(settings: Settings, clock: FakeClock) -> None:
    folder = patient(settings, clock)
    path = drop(folder, "page.txt")
    clock.move(61)
    with path.open("ab"):
        assert folder.look(path) is None


def test_where_the_system_has_no_leases_the_quiet_period_decides(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "not the owner")

    path = drop(folder, "page.txt")
    monkeypatch.setattr(fcntl, "fcntl", refuse)
    with path.open("ab"):
        assert folder.look(path) is None


def test_a_writer_who_comes_while_the_lease_stands_does_not_end_this_process(folder: DropFolder) -> None:
    path = drop(folder, "page.txt")
    assert folder.look(path) is None
    with path.open("ab") as file:
        file.write(b"more")
    assert path.read_bytes().endswith(b"more")


def test_what_can_never_be_taken_is_refused(folder: DropFolder) -> None:
    drop(folder, "page.txt").with_name("second").hardlink_to(folder.root / "page.txt")
    (folder.root / "folder").mkdir()
    (folder.root / "link").symlink_to("/etc/passwd")
    os.mkfifo(folder.root / "pipe")
    drop(folder, "huge")
    os.truncate(folder.root / "huge", 5 * 1024**3)
    found = {}
    for path in folder.listing():
        with pytest.raises(Refused) as caught:
            folder.look(path)
        found[path.name] = str(caught.value.reason)
    assert found == {
        "folder": "folder",
        "huge": "too_large",
        "link": "symlink",
        "page.txt": "hard_link",
        "pipe": "special_file",
        "second": "hard_link",
    }


def test_a_claim_keeps_name_and_time_and_survives_in_the_folder(folder: DropFolder, clock: FakeClock) -> None:
    claim = folder.claim(drop(folder, b"caf\xe9\n"))
    assert list(folder.listing()) == []
    assert claim.raw_name == b"caf\xe9\n"
    assert claim.received_at == clock.now()
    assert list(folder.claims()) == [claim]


def test_claims_come_oldest_first(folder: DropFolder, clock: FakeClock) -> None:
    claims = []
    for number in range(3):
        claims.append(folder.claim(drop(folder, f"{9 - number}")))
        clock.move(1)
    assert list(folder.claims()) == claims


def test_an_empty_claim_folder_is_removed_and_other_things_are_left_alone(folder: DropFolder, tmp_path: Path) -> None:
    empty = folder.claim(drop(folder, "a")).path
    empty.unlink()
    (folder.root / ".claimed" / "lost+found").mkdir()
    (folder.root / ".claimed" / f"{empty.parent.name}0").symlink_to(tmp_path)
    assert list(folder.claims()) == []
    assert not empty.parent.exists()
    assert len(list((folder.root / ".claimed").iterdir())) == 2


def test_a_claim_whose_folder_another_sweep_removes_is_made_again(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, rename, tries = drop(folder, "a"), Path.rename, []

    def meddled(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) == 1:
            target.parent.rmdir()
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", meddled)
    claim = folder.claim(path)
    assert list(folder.claims()) == [claim]
    assert len(tries) == 2


def test_a_file_that_went_away_cannot_be_claimed_and_leaves_nothing_behind(folder: DropFolder) -> None:
    with pytest.raises(Deferred) as caught:
        folder.claim(folder.root / "none")
    assert caught.value.reason is IntakeReason.VANISHED
    assert list((folder.root / ".claimed").iterdir()) == []


def test_an_acknowledged_file_stands_in_the_done_folder_by_day_and_token(folder: DropFolder) -> None:
    claim = folder.claim(drop(folder, "page.txt"))
    assert folder.acknowledge(claim, Identity.of(claim.path.stat())) is None
    folder.settle()
    target = folder.done / f"{claim.received_at:%Y-%m-%d}" / claim.token / "page.txt"
    assert target.read_bytes() == b"some news\n"
    assert files_below(folder.root) == []
    assert list((folder.root / ".claimed").iterdir()) == []


def test_acknowledging_twice_does_nothing(folder: DropFolder) -> None:
    claim = folder.claim(drop(folder, "page.txt"))
    identity = Identity.of(claim.path.stat())
    folder.acknowledge(claim, identity)
    assert folder.acknowledge(claim, identity) is None
    assert files_below(folder.done) == ["page.txt"]


def test_a_file_that_changed_after_it_was_taken_is_a_further_arrival(folder: DropFolder, clock: FakeClock) -> None:
    claim = folder.claim(drop(folder, "page.txt"))
    identity = Identity.of(claim.path.stat())
    claim.path.write_bytes(b"corrected news\n")
    clock.move(1)
    again = folder.acknowledge(claim, identity)
    assert again is not None
    assert again.token > claim.token
    assert list(folder.claims()) == [again]
    assert files_below(folder.done) == []


def test_a_file_that_changes_in_the_very_moment_of_the_move_comes_back(
    folder: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, rename = folder.claim(drop(folder, "page.txt")), Path.rename
    identity = Identity.of(claim.path.stat())

    def late(self: Path, target: Path) -> Path:
        if folder.done in target.parents:
            self.write_bytes(b"corrected news\n")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", late)
    again = folder.acknowledge(claim, identity)
    assert again is not None
    assert again.path.read_bytes() == b"corrected news\n"
    assert files_below(folder.done) == []


def test_a_done_folder_that_cannot_be_written_defers_and_keeps_the_claim(folder: DropFolder) -> None:
    claim = folder.claim(drop(folder, "page.txt"))
    folder.done.rmdir()
    folder.done.write_bytes(b"")
    with pytest.raises(Deferred) as caught:
        folder.acknowledge(claim, Identity.of(claim.path.stat()))
    assert caught.value.reason is IntakeReason.UNMOVABLE
    assert list(folder.claims()) == [claim]


def test_a_done_folder_on_another_device_is_said_at_once(settings: Settings, clock: FakeClock, tmp_path: Path) -> None:
    places = (Path("/dev/shm"), Path("/var/tmp"))
    other = next((place for place in places if place.stat().st_dev != tmp_path.stat().st_dev), None)
    assert other is not None, "needs /dev/shm on a device of its own"
    elsewhere = other / tmp_path.name
    try:
        with pytest.raises(UsageError) as caught:
            DropFolder(inbox_of(settings.model_copy(update={"done": elsewhere})), clock)
        assert caught.value.reason is IntakeReason.OTHER_DEVICE
    finally:
        elsewhere.rmdir()


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_claims_folder_that_is_something_else_is_not_followed(
    settings: Settings, clock: FakeClock, tmp_path: Path, kind: str
) -> None:
    root = settings.home / "inbox"
    root.mkdir(parents=True)
    if kind == "link":
        (root / ".claimed").symlink_to(tmp_path)
    else:
        (root / ".claimed").write_bytes(b"")
    with pytest.raises(FeedmillError) as caught:
        DropFolder(inbox_of(settings), clock)
    assert caught.value.reason is IntakeReason.NOT_A_FOLDER
