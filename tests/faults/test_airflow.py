"""Tasks that are cleared, marked failed, retried, a scheduler that is killed: on a real Airflow, while files are taken.

What a part that is killed loses, and what a supervisor leaves, is tried in tests/airflow/test_running.py too; here the
warehouse is compared with an undisturbed one afterwards.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from tests.airflow.server import Server, eventually
from tests.faults.telling import tell
from tests.faults.trial import BRIDGE, FILES, Trial

pytestmark = [pytest.mark.faults_long, pytest.mark.airflow, pytest.mark.timeout(1_800)]

ROUNDS = 4


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running Airflow in the home of a trial."""
    import pytest_socket

    pytest_socket.enable_socket()
    home = tmp_path_factory.mktemp("faults") / "home"
    home.mkdir()
    running = Server(home)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def trial(server: Server) -> Trial:
    """What was dropped into it so far."""
    return Trial(server.home.parent, archive={}, served=True)


def files(number: int) -> dict[str, bytes]:
    """Further ones, in part the same news."""
    return {f"{number}-{name}": data.replace(b"Ely", f"Ely{number}".encode()) for name, data in FILES.items()}


def failed_by_hand(server: Server, run: dict[str, Any], task: str) -> None:
    """Mark a task as failed, and clear it."""
    path = f"/dags/{run['dag_id']}/dagRuns/{run['dag_run_id']}"
    server.api.patch(f"{path}/taskInstances/{task}", {"new_state": "failed"})
    cleared(server, run, task)


def cleared(server: Server, run: dict[str, Any], _task: str) -> None:
    """Clear a run, which is then done again."""
    server.api.post(f"/dags/{run['dag_id']}/dagRuns/{run['dag_run_id']}/clear", {"dry_run": False})


FAULTS: dict[str, tuple[str, str, Callable[..., None]]] = {
    "a run of ingest cleared": ("ingest", "load", cleared),
    "a run of intake cleared": ("intake", "sweep", cleared),
    "a task of ingest marked failed, and cleared": ("ingest", "load", failed_by_hand),
    "a task of intake marked failed, and cleared": ("intake", "sweep", failed_by_hand),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_task_that_somebody_meddles_with(server: Server, trial: Trial, fault: str) -> None:
    dag, task, meddle = FAULTS[fault]
    number = len(trial.dropped)
    before = {run["dag_run_id"] for run in server.api.runs(dag)}
    trial.drop(files(number))
    strikes = 0
    assert eventually(lambda: {run["dag_run_id"] for run in server.api.runs(dag)} - before)
    for run in server.api.runs(dag):
        if run["dag_run_id"] not in before:
            with suppress(Exception):
                meddle(server, run, task)
                strikes += 1
    settled(server, trial)
    tell(fault, "Airflow, SQLite, SeaweedFS", trial.wrong(), hits=strikes)


@pytest.mark.parametrize("part", ["scheduler", "triggerer", "dag-processor", "api-server"])
def test_a_part_that_is_killed_while_files_are_taken(server: Server, trial: Trial, part: str) -> None:
    number = len(trial.dropped)
    for at, (name, data) in enumerate(files(number).items()):
        trial.drop({name: data})
        time.sleep(0.4)
        if at == 2:
            server.kill_part(part)
    settled(server, trial)
    tell(f"the {part} killed", "Airflow, SQLite, SeaweedFS", trial.wrong())


def test_all_of_it_killed_while_files_are_taken(server: Server, trial: Trial) -> None:
    for _ in range(ROUNDS):
        trial.drop(files(len(trial.dropped)))
        time.sleep(1.5)
        assert server.process
        server.process.kill()
        server.process.wait()
        (server.home / "up.out").rename(server.home / f"up.out.{time.time_ns()}")
        trial.drop({f"{len(trial.dropped)}-meanwhile.txt": BRIDGE.replace(b"Ely", str(len(trial.dropped)).encode())})
        server.start()
    settled(server, trial)
    tell("the supervisor killed, and started again", "Airflow, SQLite, SeaweedFS", trial.wrong(), hits=ROUNDS)


def settled(server: Server, trial: Trial) -> None:
    """Wait until nothing waits and nothing runs."""

    def at_rest() -> bool:
        runs = [run["state"] for dag in ("intake", "ingest") for run in server.api.runs(dag)]
        return not any(state in {"queued", "running"} for state in runs)

    with trial.mill() as mill:
        done = eventually(lambda: not trial.waits(mill) and at_rest(), 180)
        assert done, trial.waits(mill)
