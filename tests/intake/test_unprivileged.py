"""The drop folder as a user sees it who may not read everything."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedmill.errors import FeedmillError
from feedmill.intake.paths import take_named
from feedmill.settings import Settings
from tests.fakes import FakeArchive
from tests.forking import NOBODY, unprivileged
from tests.intake.drops import Book, a_folder, drop, swept


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that an unprivileged user can reach, which pytest's own folders are not."""
    home = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
    yield home
    shutil.rmtree(home)


def sweep_with(home: Path) -> dict[str, object]:
    book = Book()
    report = swept(a_folder(Settings(home=home, quiet_seconds=0)), FakeArchive(), book)
    return {"loaded": book.names, "refused": {each.name: str(each.reason) for each in report.refused}}


def test_an_unreadable_file_is_refused_and_all_others_go_on(home: Path) -> None:
    def work() -> dict[str, object]:
        folder = a_folder(Settings(home=home, quiet_seconds=0))
        drop(folder, "a")
        drop(folder, "secret").chmod(0)
        drop(folder, "z")
        return sweep_with(home)

    assert unprivileged(work) == {"loaded": ["a", "z"], "refused": {"secret": "unreadable"}}
    assert (home / "inbox" / "secret").exists()


def test_an_inbox_that_may_not_be_written_gives_each_file_its_reason_and_keeps_it(home: Path) -> None:
    def work() -> dict[str, object]:
        folder = a_folder(Settings(home=home, quiet_seconds=0))
        drop(folder, "a")
        folder.root.chmod(0o500)
        found = sweep_with(home)
        folder.root.chmod(0o700)
        return found

    assert unprivileged(work) == {"loaded": [], "refused": {"a": "unmovable"}}
    assert (home / "inbox" / "a").exists()


def test_a_named_file_below_a_closed_folder_is_unreadable(home: Path) -> None:
    def work() -> str:
        closed = home / "closed"
        closed.mkdir(mode=0)
        try:
            take_named(closed / "a", limit=10)
        except FeedmillError as error:
            return str(error.reason)
        finally:
            closed.chmod(0o700)
        return "taken"

    assert unprivileged(work) == "unreadable"


def test_an_inbox_that_may_not_be_read_is_said(home: Path) -> None:
    def work() -> str:
        folder = a_folder(Settings(home=home, quiet_seconds=0))
        drop(folder, "a")
        folder.root.chmod(0o300)
        try:
            sweep_with(home)
        except FeedmillError as error:
            return str(error.reason)
        finally:
            folder.root.chmod(0o700)
        return "swept"

    assert unprivileged(work) == "unreadable"
    assert (home / "inbox" / "a").exists()
