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

SOURCES = CLONE / "tests" / "data" / "sources-with-a-queue.yaml"
FILES = sorted((CLONE / "dags").glob("*.py"))
HEADINGS = ("What it does", "When it fails", "Who waits for it", "May it be run again?")

PARSE = """
import json, os, socket, sqlite3, sys, traceback
from pathlib import Path

def refused(*_args, **_kwargs):
    raise AssertionError("a DAG file opens no connection")

import airflow.sdk
from airflow.sdk.definitions._internal.contextmanager import DagContext

socket.socket.connect = sqlite3.connect = refused
DagContext.current_autoregister_module_name = "__main__"
HEAVY = {"boto3", "botocore", "feedparser", "lxml", "feedmill.mill", "feedmill.warehouse"}

def told(path):
    exec(compile(path.read_text(), path, "exec"), {"__name__": "__main__"})
    dags = [
        {"id": dag.dag_id, "doc": dag.doc_md, "tags": sorted(dag.tags), "params": sorted(dag.params),
         "retries": {task.task_id: task.retries for task in dag.tasks}}
        for dag, _ in DagContext.autoregistered_dags
    ]
    print(json.dumps({"file": str(path), "dags": dags, "heavy": sorted(HEAVY & set(sys.modules))}), flush=True)

for path in map(Path, sys.argv[1:]):
    child = os.fork()
    if not child:
        try:
            told(path)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
"""


@cache
def parses() -> dict[str, dict[str, Any]]:
    """What a parse of each file in a process of its own sees; nothing of a file that fails or opens a connection."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "COV"))}
    home = CLONE / ".pytest_cache" / "airflow"
    told = environment | {"AIRFLOW_HOME": str(home), "FEEDMILL_HOME": "/nonexistent", "FEEDMILL_SOURCES": str(SOURCES)}
    command = [sys.executable, "-W", "ignore", "-c", PARSE, *map(str, FILES)]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == len(FILES), done.stderr
    return {found["file"]: found for found in map(json.loads, done.stdout.splitlines())}


def parsed(path: Path) -> dict[str, Any]:
    """What the parse of a file sees."""
    return parses()[str(path)]


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
