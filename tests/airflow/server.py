"""A served home as a test sees it: files dropped in, runs and rows looked at, processes killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feedmill.settings import Settings
from feedmill_airflow.serving.api import Api
from feedmill_airflow.serving.environment import ADMIN, base_url, passwords_file
from feedmill_airflow.serving.sessions import Session

START_SECONDS = 650.0
NOT_INHERITED = ("FEEDMILL", "AIRFLOW", "COVERAGE")
"""Settings of this machine; and being traced, which makes Airflow's own start, thousands of files, twice as long."""


@dataclass
class Server:
    """`make up` in a home of its own, on a free port. `tuned` are the settings that it uses by default."""

    home: Path
    tuned: bool = True
    process: subprocess.Popen[bytes] | None = None
    settings: Settings = field(init=False)
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.allowed = self.home / "allowed"
        self.allowed.mkdir(exist_ok=True)
        told = {"HOME": self.home, "UI_PORT": free_port(), "TUNED": self.tuned, "MANUAL_FOLDERS": self.allowed}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
        self.environment = inherited | {f"FEEDMILL_{name}": str(value) for name, value in told.items()}
        self.settings = Settings(home=self.home, ui_port=told["UI_PORT"], tuned=self.tuned)

    @property
    def api(self) -> Api:
        password = json.loads(passwords_file(self.settings).read_text())[ADMIN]
        return Api(base_url(self.settings), ADMIN, password)

    def start(self) -> None:
        with (self.home / "up.out").open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "feedmill_airflow.serving", "up"],
                env=self.environment,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        assert eventually(lambda: self._says("Airflow is healthy") or self._ended(), START_SECONDS), self.said()
        assert not self._ended(), self.said()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Signal the supervisor, unless it has ended, and wait for it; returns its exit code."""
        assert self.process
        if self.process.returncode is not None:
            return self.process.returncode
        self.process.send_signal(number)
        code = self.process.wait(60)
        (self.home / "up.out").rename(self.home / f"up.out.{self.process.pid}")
        return code

    def said(self) -> str:
        path = self.home / "up.out"
        return path.read_text() if path.exists() else ""

    def drop(self, name: str, text: str) -> None:
        part = self.settings.inbox_folder / f".{name}.part"
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text)
        part.rename(self.settings.inbox_folder / name)

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What the warehouse holds, read past the mill, so that nothing but rows is believed."""
        path = self.home / "warehouse.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as connection:
            return connection.execute(query, values).fetchall()

    def loaded(self, pattern: str) -> list[str]:
        """The names like `pattern` of the deliveries that are completed, each as often as it was delivered."""
        query = "SELECT name FROM deliveries WHERE parse_id IS NOT NULL AND name LIKE ? ORDER BY name"
        return [name for (name,) in self.rows(query, pattern)]

    def counts(self) -> dict[str, int]:
        tables = ("deliveries", "originals", "parses", "documents", "versions", "sightings", "batches", "furniture")
        return {table: self.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    def sessions(self) -> dict[str, Session]:
        told = json.loads((self.home / "airflow" / "parts.json").read_text())
        return {name: Session(**entry) for name, entry in told.items()}

    def processes(self) -> list[int]:
        return [pid for session in self.sessions().values() for pid in session.members()]

    def kill_part(self, name: str) -> None:
        """SIGKILL the leader of a part alone, as the kernel would when memory is short."""
        os.kill(self.sessions()[name].id, signal.SIGKILL)

    def _says(self, words: str) -> bool:
        return words in self.said()

    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None


def eventually(so: Callable[[], Any], seconds: float = 180.0) -> bool:
    """Whether something becomes so in time."""
    end = time.monotonic() + seconds
    while not so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
