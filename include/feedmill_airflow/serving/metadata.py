"""Airflow's metadata database brought to where it should be: one child process, and none when nothing changed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from feedmill.errors import UsageError
from feedmill.settings import CLONE, Settings
from feedmill_airflow.reasons import ServingReason
from feedmill_airflow.serving.environment import airflow_home
from feedmill_airflow.serving.settings_file import apply_settings, read_settings_file

SETTINGS_FILE = CLONE / "airflow_settings.yaml"


def prepare_metadata(settings: Settings, environment: Mapping[str, str]) -> bool:
    """Migrate the database and apply the settings file, unless both were done with these very values.

    Returns whether anything was done. Raises `UsageError` when Airflow refuses.
    """
    wanted = read_settings_file(SETTINGS_FILE, settings)
    done = airflow_home(settings) / "prepared"
    stamp = _stamp(wanted, environment["AIRFLOW__CORE__FERNET_KEY"])
    if done.exists() and done.read_text() == stamp and (airflow_home(settings) / "airflow.db").exists():
        return False
    out = airflow_home(settings) / "logs" / "prepare.out"
    with out.open("ab") as log:
        ended = subprocess.run(
            [sys.executable, "-m", __name__], env=environment, stdout=log, stderr=log, check=False, cwd=CLONE
        )
    if ended.returncode != 0:
        raise UsageError(ServingReason.METADATA_FAILED, str(out))
    done.write_text(stamp)
    return True


def main() -> None:
    """What the child process does: in the environment of a part, with Airflow loaded."""
    from airflow.utils.db import upgradedb

    upgradedb()
    apply_settings(read_settings_file(SETTINGS_FILE, Settings()))


def _stamp(wanted: Any, key: str) -> str:
    """What the database was prepared with; hashed, since there are secrets in it."""
    told = json.dumps([version("apache-airflow"), wanted, key], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


if __name__ == "__main__":
    main()
