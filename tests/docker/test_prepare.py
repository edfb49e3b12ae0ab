"""What `init` of compose does, on a real PostgreSQL: both databases migrated, connections written, all repeatable."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, text

from tests.house.sources import ROOT

pytestmark = pytest.mark.airflow

ARCHIVE_SECRET = "made-up-secret-of-the-archive"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the two databases are, and how the runs of the script went."""

    metadata: str
    warehouse: str
    runs: tuple[subprocess.CompletedProcess[str], ...]


@pytest.fixture(scope="module")
def prepared(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Both databases after the script ran twice."""
    folder = tmp_path_factory.mktemp("prepared")
    metadata, warehouse = new_database(), new_database()
    (folder / "metadata_url").write_text(metadata, encoding="utf-8")
    environment = {
        "PATH": "/usr/bin:/bin",
        "AIRFLOW_HOME": str(folder / "airflow"),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD": f"cat {folder}/metadata_url",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC_CMD": f"cat {folder}/metadata_url",
        "AIRFLOW__CORE__FERNET_KEY": "ZmVlZG1pbGwtdGVzdHMtZmVlZG1pbGwtdGVzdHMtMDE=",
        "FEEDMILL_HOME": str(folder / "home"),
        "FEEDMILL_WAREHOUSE_URL": warehouse,
        "FEEDMILL_ARCHIVE_URL": "http://archive:8333",
        "FEEDMILL_ARCHIVE_ACCESS_KEY": "made-up-account",
        "FEEDMILL_ARCHIVE_SECRET_KEY": ARCHIVE_SECRET,
    }
    command = [sys.executable, str(ROOT / "docker" / "prepare.py"), str(ROOT)]
    runs = [subprocess.run(command, env=environment, check=False, capture_output=True, text=True) for _ in range(2)]
    return Prepared(metadata, warehouse, tuple(runs))


def asked(url: str, query: str) -> list[tuple[object, ...]]:
    """What a database answers."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def test_it_may_run_at_every_start(prepared: Prepared) -> None:
    assert [(run.returncode, run.stderr[-500:] * (run.returncode != 0)) for run in prepared.runs] == [(0, ""), (0, "")]


def test_the_warehouse_has_its_tables(prepared: Prepared) -> None:
    assert asked(prepared.warehouse, "SELECT count(*) FROM stories") == [(0,)]


def test_the_connections_are_there_and_their_secrets_encrypted(prepared: Prepared) -> None:
    found = asked(prepared.metadata, "SELECT conn_id, login, password, is_encrypted FROM connection ORDER BY conn_id")
    assert [row[0] for row in found] == ["feedmill_archive", "feedmill_warehouse"]
    assert found[0][1] == "made-up-account"
    assert ARCHIVE_SECRET not in str(found)
    assert found[0][3] is True


def test_no_secret_is_said(prepared: Prepared) -> None:
    assert [run.returncode for run in prepared.runs if ARCHIVE_SECRET in run.stdout + run.stderr] == []
