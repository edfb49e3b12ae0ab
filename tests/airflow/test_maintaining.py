"""The steps of the maintenance: how each ends, and that only what is old is deleted of what Airflow leaves."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from feedmill.errors import Outage
from feedmill.mill import Mill
from feedmill.settings import Settings
from feedmill_airflow import tidying
from feedmill_airflow.connections import settings_in_force
from feedmill_airflow.maintaining import STEPS
from tests.airflow.test_steps import Lines, dropped, lines, mill, swept

__all__ = ["lines", "mill"]

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.usefixtures("mill")
def test_a_step_ends_its_log_with_its_counts(lines: Lines) -> None:
    counts = STEPS["check"]({"full": False})
    last = lines[-1]
    assert (last["event"], last["step"], last["well"]) == ("step done", "check", True)
    assert counts["invariants"] == counts["held"] + counts["broken"] == last["invariants"]
    assert STEPS["learn"]({"learn": None})["fresh"] == 0
    assert STEPS["sources"]({}) == {"sources": 0, "alerts": 0, "forgotten": 0}
    assert STEPS["done"]({})["deleted"] == 0
    assert STEPS["erasures"]({}) == {"finished": 0}
    with pytest.raises(AirflowSkipException, match="nothing is past its retention"):
        STEPS["retention"]({})


def test_a_broken_invariant_fails_for_good_and_names_its_case(mill: Mill) -> None:
    archive: Any = mill.archive
    archive.objects["what is this"] = b""
    with pytest.raises(AirflowFailException, match=r"look_needed: nothing_foreign: what is this"):
        STEPS["check"]({})


def test_with_no_row_due_the_retry_is_skipped(mill: Mill) -> None:
    with pytest.raises(AirflowSkipException):
        STEPS["retry"]({})
    dropped(mill, "a.txt")
    (key,) = swept()
    archive: Any = mill.archive
    kept = dict(archive.objects)
    archive.objects.clear()
    mill.ingest_batch(key, "run")
    archive.objects.update(kept)
    with mill._store.write() as connection:
        connection.exec_driver_sql("UPDATE quarantine SET next_at = '2020-01-01 00:00:00.000000'")
    assert STEPS["retry"]({}) == {"tried": 1, "solved": 1, "open": 0, "left": 0}


def test_old_logs_go_and_others_stay(tmp_path: Path) -> None:
    old, new = (
        tmp_path / "dag_id=a" / "run_id=1" / "attempt=1.log",
        tmp_path / "dag_id=a" / "run_id=2" / "attempt=1.log",
    )
    other = tmp_path / "dag_id=b" / "notes.txt"
    for path in (old, new, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a line\n")
    outside = tmp_path.parent / "outside.log"
    outside.write_text("elsewhere\n")
    (tmp_path / "link.log").symlink_to(outside)
    for path in (old, other, outside):
        os.utime(path, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    assert tidying.trim_logs(tmp_path, datetime.now(UTC) - timedelta(days=1)) == (1, 7)
    assert not old.parent.exists()
    assert new.exists()
    assert other.exists()
    assert outside.exists()


@pytest.mark.usefixtures("mill")
def test_logs_of_the_folder_in_force_are_trimmed(lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW__LOGGING__BASE_LOG_FOLDER", str(tmp_path / "logs"))
    (tmp_path / "logs").mkdir()
    path = tmp_path / "logs" / "old.log"
    path.write_text("a line\n")
    os.utime(path, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    assert STEPS["logs"]({}) == {"deleted": 1, "bytes": 7}
    assert lines[-1]["event"] == "logs trimmed"
    monkeypatch.setenv("FEEDMILL_AIRFLOW_DAYS", "0")
    with pytest.raises(AirflowSkipException):
        STEPS["logs"]({})


@pytest.mark.usefixtures("mill")
def test_metadata_that_is_anothers_is_left_alone() -> None:
    with pytest.raises(AirflowSkipException, match="embedded"):
        STEPS["metadata"]({})


@pytest.mark.usefixtures("mill")
def test_a_command_that_fails_is_tried_again_and_its_last_line_told(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = settings_in_force().home / "airflow"
    folder.mkdir(parents=True)
    (folder / "airflow.db").write_bytes(b"")
    failed = subprocess.CompletedProcess([], 1, "", "Traceback\ndatabase is locked\n")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_kwargs: failed)
    with pytest.raises(AirflowException, match="not_cleaned: database is locked") as raised:
        STEPS["metadata"]({})
    assert not isinstance(raised.value, AirflowFailException)

    def late(*_args: Any, **_kwargs: Any) -> None:
        raise subprocess.TimeoutExpired([], 1)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(Outage, match="no end within"):
        tidying.clean_metadata(settings_in_force(), LONG_AGO)


@pytest.mark.airflow
def test_old_rows_of_the_embedded_metadata_are_deleted(tmp_path: Path) -> None:
    from feedmill_airflow.serving.environment import airflow_environment, prepare_secrets

    settings = Settings(home=tmp_path / "home")
    environment = airflow_environment(settings, prepare_secrets(settings))
    airflow = [sys.executable, "-m", "airflow"]
    subprocess.run([*airflow, "db", "migrate"], env=environment, check=True, capture_output=True)
    assert tidying.metadata_file(settings)
    import sqlite3

    database = sqlite3.connect(str(tidying.metadata_file(settings)))
    for when in ("2020-01-01", "2999-01-01"):
        database.execute("INSERT INTO log (dttm, event) VALUES (?, 'a test')", (f"{when} 00:00:00.000000",))
    database.commit()
    tidying.clean_metadata(settings, datetime.now(UTC) - timedelta(days=30))
    left = database.execute("SELECT dttm FROM log WHERE event = 'a test'").fetchall()
    assert [row[0][:4] for row in left] == ["2999"]
    database.close()


def test_each_step_has_its_task() -> None:
    assert list(STEPS) == ["retry", "check", "learn", "sources", "retention", "done", "erasures", "logs", "metadata"]
