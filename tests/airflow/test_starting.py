"""The plugin, and what a part says when it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from feedmill.settings import CLONE, Settings
from feedmill_airflow import starting

LOADED = """
from airflow import plugins_manager
from airflow.listeners.listener import get_listener_manager
from feedmill_airflow import starting
print("feedmill" in {plugin.name for plugin in plugins_manager._get_plugins()[0]})
print(get_listener_manager().pm.is_registered(starting))
"""


class Job:
    """What Airflow hands over when a long-lived part starts, as far as its name goes."""


def test_a_part_that_starts_says_which_mill_it_works_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDMILL_HOME", str(tmp_path))
    with capture_logs() as lines:
        starting.on_starting(Job())
    assert [(line["home"], line["archive"]) for line in lines] == [(str(tmp_path), "embedded")]


def test_a_task_that_starts_says_nothing() -> None:
    with capture_logs() as lines:
        starting.on_starting(object())
    assert lines == []


def test_the_password_of_the_warehouse_is_not_told(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, warehouse_url="postgresql+psycopg://feed:hidden@db/news")
    assert "hidden" not in str(starting.told(settings))


@pytest.mark.airflow
def test_airflow_loads_the_plugin_and_its_listener(tmp_path: Path) -> None:
    told = {"AIRFLOW_HOME": str(tmp_path), "AIRFLOW__CORE__PLUGINS_FOLDER": str(CLONE / "plugins")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADED],
        env=os.environ | told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split()[-2:] == ["True", "True"], done.stderr
