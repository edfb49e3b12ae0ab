"""The DAG files: whole, short, documented, and quiet while they are parsed."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from feedmill.settings import CLONE

pytestmark = pytest.mark.airflow

FILES = sorted((CLONE / "dags").glob("*.py"))
HEADINGS = ("What it does", "When it fails", "Who waits for it", "May it be run again?")

PARSE = """
import json, socket, sqlite3, sys

def refused(*_args, **_kwargs):
    raise AssertionError("a DAG file opens no connection")

import airflow.sdk
from airflow.sdk.definitions._internal.contextmanager import DagContext

socket.socket.connect = sqlite3.connect = refused
DagContext.current_autoregister_module_name = "__main__"
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), {"__name__": "__main__"})
dags = list(DagContext.autoregistered_dags)
print(json.dumps({
    "dags": [
        {"id": dag.dag_id, "doc": dag.doc_md, "tags": sorted(dag.tags), "params": sorted(dag.params),
         "retries": {task.task_id: task.retries for task in dag.tasks}}
        for dag, _ in dags
    ],
    "heavy": sorted({"boto3", "feedparser", "lxml", "feedmill.mill", "feedmill.warehouse"} & set(sys.modules)),
}))
"""


@cache
def parsed(path: Path) -> dict[str, Any]:
    """What a parse in a process of its own sees; it fails where a connection is opened."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "COV"))}
    home = CLONE / ".pytest_cache" / "airflow"
    told = environment | {"AIRFLOW_HOME": str(home), "FEEDMILL_HOME": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PARSE, str(path)], env=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_a_dag_file_parses_without_a_connection_into_the_one_dag_of_its_name(file: Path) -> None:
    assert [dag["id"] for dag in parsed(file)["dags"]] == [file.stem]


def test_parsing_loads_nothing_heavy(file: Path) -> None:
    assert parsed(file)["heavy"] == []


def test_a_dag_has_triage_notes(file: Path) -> None:
    (dag,) = parsed(file)["dags"]
    assert [heading for heading in HEADINGS if f"### {heading}" not in dag["doc"]] == []


def test_every_task_is_tried_again(file: Path) -> None:
    (dag,) = parsed(file)["dags"]
    assert all(retries > 0 for retries in dag["retries"].values())


def test_a_dag_file_fits_on_a_screen_and_imports_only_thin_things(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 80
    imported = {node.module for node in ast.parse(source).body if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported if name} <= {
        "__future__",
        "airflow",
        "datetime",
        "feedmill",
        "feedmill_airflow",
        "typing",
    }
