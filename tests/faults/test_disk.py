"""A disk that is full: that of the inbox, of the archive, of the warehouse. Nothing is lost; with room, all goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from feedmill.errors import FeedmillError
from tests.faults.disks import crowded, filled, small_disk
from tests.faults.places import Place
from tests.faults.telling import LONG, tell
from tests.faults.trial import FILES, Trial

pytestmark = pytest.mark.slow

AGAIN = "as undisturbed, once there is room"


def stopped(trial: Trial) -> bool:
    """Run; whether it ended in an error that feedmill knows."""
    try:
        trial.run()
    except FeedmillError:
        return True
    return False


@pytest.mark.parametrize("left", [0, 1, 2, 5] if LONG else [2])
def test_the_inbox_is_full(folder_place: Place, left: int) -> None:
    """No more than `left` folders for claims and for what is done can be made."""
    with folder_place.trial() as trial, small_disk(trial.folder / "disk", "4m", inodes=100) as disk:
        trial.settings = trial.settings.model_copy(update={"inbox": disk / "inbox", "done": disk / "done"})
        trial.inbox = disk / "inbox"
        trial.inbox.mkdir()
        trial.drop()
        with crowded(disk, left):
            stopped(trial)
            taken = len(FILES) - sum((trial.inbox / name).exists() for name in FILES)
            assert taken < len(FILES)
        trial.run_on()
        tell("no file can be made on the inbox's disk", "inbox in memory", trial.wrong(), outcome=AGAIN)


@pytest.mark.parametrize("left", [0, 100_000, 200_000] if LONG else [100_000])
def test_the_disk_of_sqlite_is_full(folder_place: Place, tmp_path: Path, left: int) -> None:
    with small_disk(tmp_path / "disk", "4m") as disk:
        url = f"sqlite:///{disk}/warehouse.db"
        with folder_place.trial(warehouse_url=url) as trial:
            trial.drop()
            with filled(disk, left):
                assert stopped(trial)
            trial.run_on()
            tell("disk full", "SQLite in memory", trial.wrong(), outcome=AGAIN)


@pytest.mark.faults_long
@pytest.mark.integration
@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("left", [0, 300_000])
def test_the_disk_of_postgresql_is_full(
    folder_place: Place, postgresql: str, new_database: Callable[[], str], left: int
) -> None:
    folder = _folder_of(postgresql)
    with small_disk(folder.parent / f"{folder.name}-disk-{left}", "64m") as disk:
        inner = disk / "space"
        inner.mkdir()
        disk.chmod(0o755)
        shutil.chown(inner, folder.stat().st_uid, folder.stat().st_gid)
        name = f"space_{left}"
        url = new_database()
        database = make_url(url).database
        _say(postgresql, f"CREATE TABLESPACE {name} LOCATION '{inner}'")
        _say(postgresql, f"ALTER DATABASE {database} SET TABLESPACE {name}")
        with folder_place.trial(warehouse_url=url) as trial:
            trial.drop()
            with filled(disk, left):
                met = stopped(trial)
            trial.run_on()
            outcome = AGAIN if met else "no page was needed: as undisturbed"
            tell("disk full", "PostgreSQL in memory", trial.wrong(), outcome=outcome)
        _say(postgresql, f"DROP DATABASE {database} WITH (FORCE)")
        _say(postgresql, f"DROP TABLESPACE {name}")


def _folder_of(server: str) -> Path:
    with psycopg.connect(server) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row
    return Path(row[0])


def _say(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


@pytest.mark.faults_long
@pytest.mark.integration
@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("left", [0, 1_000_000])
def test_the_disk_of_the_archive_is_full(tmp_path: Path, left: int) -> None:
    """The embedded archive of a home of its own. It ends with the run, and is started again by the next."""
    home = tmp_path / "trial"
    home.mkdir()
    trial = Trial(home, archive={})
    with small_disk(trial.settings.home / "archive" / "data", "400m") as disk:
        trial.drop()
        with trial.mill() as mill:
            assert list(mill.archive.originals()) == []
        with filled(disk, left):
            met = stopped(trial)
        trial.run_on()
        outcome = AGAIN if met else "what it had room for was kept: as undisturbed"
        tell("disk full", "SeaweedFS in memory", trial.wrong(), outcome=outcome)
