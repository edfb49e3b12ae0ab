"""Sessions, parts, the environment: what the supervisor rests on, without an Airflow."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from feedmill.errors import UsageError
from feedmill.settings import Settings
from feedmill_airflow.serving import environment, parts, supervisor
from feedmill_airflow.serving.__main__ import main as serving_main
from feedmill_airflow.serving.environment import airflow_environment, prepare_secrets
from feedmill_airflow.serving.parts import Parts
from feedmill_airflow.serving.sessions import Session

FAMILY = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import os, time; os.setpgid(0, 0); print('up', flush=True); time.sleep(60)"])
time.sleep({seconds})
"""


@pytest.fixture
def family() -> Iterator[Callable[[float], subprocess.Popen[bytes]]]:
    """A process in a session of its own, with a child in a process group of its own, as an Airflow task has it."""
    started = []

    def start(seconds: float) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", FAMILY.format(seconds=seconds)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
        started.append(Session.of(process.pid))
        assert process.stdout
        assert process.stdout.readline() == b"up\n"
        process.stdout.close()
        return process

    yield start
    for session in started:
        session.kill()


def test_a_session_is_killed_to_its_last_member_although_its_leader_is_gone(
    family: Callable[[float], subprocess.Popen[bytes]],
) -> None:
    process = family(60)
    session = Session.of(process.pid)
    process.kill()
    process.wait()
    assert len(session.members()) == 1
    assert session.kill() == 1
    assert session.members() == []


def test_a_number_that_belongs_to_another_process_by_now_is_left_alone(
    family: Callable[[float], subprocess.Popen[bytes]],
) -> None:
    session = Session.of(family(60).pid)
    assert replace(session, started=session.started - 1).members() == []
    assert replace(session, boot="another boot").members() == []
    assert len(session.members()) == 2


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parts]:
    """Parts that are simple sleepers."""
    (tmp_path / "logs").mkdir()
    monkeypatch.setattr(parts, "PROGRAM", (sys.executable,))
    sleeper = ("-c", "import time; time.sleep(60)")
    monkeypatch.setattr(parts, "COMMANDS", {"one": sleeper, "two": sleeper, "mortal": ("-c", "pass")})
    some = Parts(tmp_path, dict(os.environ))
    yield some
    some.stop()


def test_what_runs_is_written_down_and_ended_by_the_next_supervisor(served: Parts) -> None:
    served.start("one")
    served.start("two")
    told = json.loads((served.folder / "parts.json").read_text())
    assert set(told) == {"one", "two"}
    assert Parts(served.folder, {}).end_left_overs() == 2
    assert all(part.process.wait(5) for part in served.running.values())
    assert Parts(served.folder, {}).end_left_overs() == 0


def test_a_part_that_died_is_started_again(served: Parts) -> None:
    served.start("one")
    first = served.running["one"].process
    first.kill()
    first.wait()
    assert served.tend() == ["one"]
    assert served.running["one"].process.pid != first.pid
    assert served.tend() == []


def test_a_part_that_does_not_stay_up_is_started_ever_more_rarely(served: Parts) -> None:
    served.start("mortal")
    pauses: list[float] = []
    while len(pauses) < 4:
        if served.tend():
            part = served.running["mortal"]
            pauses.append(part.not_before - time.monotonic() if part.not_before else 0.0)
            part.not_before = min(part.not_before, time.monotonic())
        time.sleep(0.02)
    assert pauses == [0.0, *(pytest.approx(seconds, abs=1.0) for seconds in (2.0, 4.0, 8.0))]


def test_stopping_leaves_nothing_and_an_empty_list(served: Parts) -> None:
    served.start("one")
    session = served.running["one"].session
    served.stop()
    assert session.members() == []
    assert json.loads((served.folder / "parts.json").read_text()) == {}


def test_secrets_are_made_once_in_files_of_their_owner(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    first = prepare_secrets(settings)
    assert prepare_secrets(settings) == first
    assert len(set(first.values())) == len(first)
    for path in (tmp_path / "secrets.env", environment.passwords_file(settings)):
        assert path.stat().st_mode & 0o777 == 0o600


def test_no_airflow_from_outside_comes_in(tmp_path: Path) -> None:
    outer = {"AIRFLOW__CORE__DAGS_FOLDER": "/elsewhere", "AIRFLOW_CONFIG": "/etc/airflow.cfg", "LANG": "C"}
    settings = Settings(home=tmp_path)
    found = airflow_environment(settings, prepare_secrets(settings), outer)
    assert found["AIRFLOW_HOME"] == str(tmp_path / "airflow")
    assert found["LANG"] == "C"
    assert "elsewhere" not in found["AIRFLOW__CORE__DAGS_FOLDER"]
    assert "AIRFLOW_CONFIG" not in found


def test_the_tuned_settings_are_used_unless_they_are_not_wanted(tmp_path: Path) -> None:
    names = [
        set(airflow_environment(settings, prepare_secrets(settings), {}))
        for settings in (Settings(home=tmp_path, tuned=True), Settings(home=tmp_path, tuned=False))
    ]
    assert names[0] - names[1] == {f"AIRFLOW__{name}" for name in environment.TUNED}


def test_a_home_has_one_supervisor(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    environment.airflow_home(settings).mkdir()
    with (
        supervisor._alone(settings),
        pytest.raises(UsageError, match=str(os.getpid())) as refused,
        supervisor._alone(settings),
    ):
        pass
    assert refused.value.reason == "already_served"
    with supervisor._alone(settings):
        pass


@pytest.mark.enable_socket
def test_a_port_that_is_taken_is_said_in_one_line_with_the_setting(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as other:
        settings = Settings(home=tmp_path, ui_port=other.getsockname()[1])
        with pytest.raises(UsageError) as refused:
            supervisor._refuse_taken_port(settings)
    assert "FEEDMILL_UI_PORT" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.airflow
def test_setting_up_makes_everything_and_leaves_nothing_running(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-m", "feedmill_airflow.serving", "setup"],
        env=os.environ | {"FEEDMILL_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith("is set up")
    for name in ("inbox", "manual", "warehouse.db", "airflow/airflow.db"):
        assert (home / name).exists(), name
    for name in ("secrets.env", "airflow/passwords.json"):
        assert (home / name).stat().st_mode & 0o777 == 0o600, name
    shown = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(home) not in shown


def test_parts_are_stopped_though_nobody_can_read_of_it(served: Parts) -> None:
    served.start("one")

    def unread(_news: str) -> None:
        raise BrokenPipeError

    before = {number: signal.getsignal(number) for number in supervisor.ENDING}
    try:
        with pytest.raises(BrokenPipeError):
            supervisor._stop(served, unread)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert served.running == {}


def test_a_setting_that_cannot_be_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FEEDMILL_UI_PORT", "abc")
    assert serving_main(["up"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("setting_invalid: FEEDMILL_UI_PORT: ")
    assert told.count("\n") == 1


def test_a_start_that_takes_long_tells_what_it_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "START_SECONDS", 3.0)
    monkeypatch.setattr(supervisor, "TELL_SECONDS", 1.0)
    said: list[str] = []
    waits = iter([False, False, True])
    home: Any = SimpleNamespace(
        parts=SimpleNamespace(start=lambda _: None),
        api=SimpleNamespace(healthy=bool, unwell=lambda: ["triggerer"]),
        until=lambda *_: next(waits),
    )
    assert supervisor._started(home, said.append) is home
    assert said[1:] == ["still waiting for triggerer"] * 2 + ["Airflow is healthy"]
    waits = iter([False] * 3)
    with pytest.raises(UsageError, match="waited 3 s"):
        supervisor._started(home, said.append)
