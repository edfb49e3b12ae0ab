"""What Airflow leaves behind: logs of tasks, and rows of runs in its metadata, deleted by age.

Tasks have no way to Airflow's database: its own command is run beside them, in the environment of the embedded Airflow.
Where Airflow is another's, its metadata is left to whoever runs it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from feedmill.errors import Outage
from feedmill.settings import Settings
from feedmill_airflow.reasons import AirflowReason

MOST_SECONDS = 900.0
"""How long the command may take."""


def trim_logs(folder: Path, before: datetime) -> tuple[int, int]:
    """Delete logs that were last written before then, and the folders that are empty then. Returns files and bytes."""
    files = size = 0
    for root, names in _bottom_up(folder):
        for name in names:
            path = root / name
            with suppress(OSError):
                status = path.lstat()
                if status.st_mtime < before.timestamp():
                    path.unlink()
                    files, size = files + 1, size + status.st_size
        if root != folder:
            with suppress(OSError):  # something stands in it
                root.rmdir()
    return files, size


def _bottom_up(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each folder with the names of the logs in it, those first that stand in others. Links are not followed."""
    for root, _folders, names in os.walk(folder, topdown=False, followlinks=False):
        yield Path(root), sorted(name for name in names if name.endswith(".log"))


def metadata_file(settings: Settings) -> Path | None:
    """The metadata of the embedded Airflow; None where there is none."""
    path = settings.home.absolute() / "airflow" / "airflow.db"
    return path if path.is_file() else None


def clean_metadata(settings: Settings, before: datetime) -> str:
    """Delete rows of the embedded Airflow's metadata that are older. Returns the command's last line.

    Raises `Outage` when the command fails: rows may be locked just now.
    """
    from feedmill_airflow.serving.environment import airflow_environment, prepare_secrets

    environment = airflow_environment(settings, prepare_secrets(settings))
    asked = ["db", "clean", "--clean-before-timestamp", before.isoformat(), "--skip-archive", "--yes"]
    command = [sys.executable, "-m", "airflow", *asked]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=MOST_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise Outage(AirflowReason.NOT_CLEANED, f"no end within {MOST_SECONDS:.0f} s") from error
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()] or [""]
    if done.returncode:
        raise Outage(AirflowReason.NOT_CLEANED, lines[-1])
    return lines[-1]
