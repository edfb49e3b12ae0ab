"""Files of a folder are loaded by several processes as they are by one, also when a process is killed."""

from __future__ import annotations

import os
import signal
from datetime import datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from feedmill.model import Summary
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.selecting import pending_count
from tests.fakes import FolderArchive
from tests.mill.replayed import a_mill, files, folder  # noqa: F401 -- a fixture
from tests.mills import LoneMill

DEADLY = "deadly.txt"


class Fragile(LoneMill):
    """A mill that some file kills: every time, or while there is no file beside it that says it has been."""

    def _ingest_file(self, path: Path, at: datetime | None = None) -> Summary:
        summary = super()._ingest_file(path, at) if path.name != DEADLY else Summary()
        once = path.with_suffix(".once")
        if path.name == DEADLY and not (once.exists() and (self.settings.home / "killed").exists()):
            (self.settings.home / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super()._ingest_file(path, at) if path.name == DEADLY else summary


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with files of many kinds."""
    inbox = tmp_path / "files"
    inbox.mkdir()
    for name, data in files():
        (inbox / name).write_bytes(data)
    return inbox


def outcomes(results: list[tuple[Path, Summary]]) -> list[tuple[str, int, int, int]]:
    """What became of each file, whatever it turned out to be to what others load meanwhile."""
    return [(path.name, one.documents, one.stories, one.quarantined) for path, one in results]


def test_many_load_what_one_loads_in_the_same_order(tmp_path: Path, folder: Path, inbox: Path) -> None:  # noqa: F811 -- the fixture
    many = a_mill(tmp_path / "many", FolderArchive(folder))
    results = list(many.ingest([inbox], jobs=2))
    assert [path.name for path, _ in results] == sorted(name for name, _ in files())
    rebuilt = a_mill(tmp_path / "rebuilt", FolderArchive(folder))
    list(rebuilt.rebuild())
    assert list(differences(many.store, rebuilt.store)) == []
    (tmp_path / "other").mkdir()
    one = a_mill(tmp_path / "one", FolderArchive(tmp_path / "other"))
    assert outcomes(list(one.ingest([inbox]))) == outcomes(results)


@pytest.mark.parametrize("once", [True, False])
def test_a_killed_process_takes_no_other_file_with_it(tmp_path: Path, folder: Path, inbox: Path, once: bool) -> None:  # noqa: F811 -- the fixture; a case
    (inbox / DEADLY).write_text("The council met on Monday. It decided to build a bridge over the river.")
    if once:
        (inbox / "deadly.once").write_bytes(b"\x00")
    mill = a_mill(tmp_path / "home", FolderArchive(folder), kind=Fragile)
    with capture_logs() as lines:
        results = dict(mill.ingest([inbox], jobs=2))
    assert len(results) == len(files()) + 1 + once
    assert results[inbox / DEADLY].quarantined == (not once)
    assert (results[inbox / DEADLY].documents, pending_count(mill.store)) == (once, 0)
    told = [line for line in lines if line["event"].startswith("a process ended")]
    assert len(told) == (1 if once else 2)
    assert all(DEADLY in line["item"] and line["exit"] == -signal.SIGKILL for line in told)
    reasons = {row["reason"] for row in mill.quarantine()}
    assert ("worker_lost" in reasons) == (not once)
