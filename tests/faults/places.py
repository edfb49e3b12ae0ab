"""On what a home under fault stands: an archive in a folder or on SeaweedFS, a warehouse on SQLite or PostgreSQL."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from feedmill.archive import standing
from feedmill.archive.connecting import connect
from feedmill.archive.server import keys_of
from feedmill.settings import Settings
from tests.faults.trial import Trial
from tests.forking import ended, started

MEMORY = Path("/dev/shm")
BUCKET = "faults"


@dataclass
class Place:
    """Makes trials, each on an archive and a warehouse of its own; `name` says of what kind these are."""

    name: str
    archive: Callable[[], dict[str, Any] | None]
    database: Callable[[], str | None]
    forget: Callable[[str], None] = lambda _url: None
    real: bool = False
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @cached_property
    def seconds(self) -> float:
        """How long a run takes here, of the files that are dropped: kills at random times have to fall into it.

        To be asked outside any trial: the archive is emptied for the one that is measured.
        """
        with self.trial() as trial:
            trial.drop()
            begun = time.monotonic()
            assert ended(started(trial.run))
            return time.monotonic() - begun

    @contextmanager
    def trial(self, **others: Any) -> Iterator[Trial]:
        """An empty home. It is in memory where the machine allows: what is killed here are processes, not disks."""
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            url = self.database()
            made = {"archive": self.archive(), "warehouse_url": url, "apart": self.real} | others
            yield Trial(Path(folder), **made)
            if url:
                self.forget(url)


def in_a_folder() -> Place:
    """No part of it is a process of its own."""
    return Place("SQLite, archive in a folder", lambda: None, lambda: None)


def on_sqlite(archive_home: Path) -> Place:
    """SQLite and SeaweedFS."""
    return Place("SQLite, SeaweedFS", lambda: emptied(archive_home), lambda: None, real=True)


def on_postgresql(archive_home: Path, server: str, new_warehouse: Callable[[], str]) -> Place:
    """PostgreSQL and SeaweedFS."""

    def forget(url: str) -> None:
        _said(server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    return Place("PostgreSQL, SeaweedFS", lambda: emptied(archive_home), new_warehouse, forget, real=True)


def _said(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def emptied(archive_home: Path) -> dict[str, Any]:
    """The settings of an archive that runs, its bucket empty."""
    with connect(Settings(home=archive_home, archive_bucket=BUCKET)) as archive:
        for page in archive.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET):
            for item in page.get("Contents", ()):
                archive.client.delete_object(Bucket=BUCKET, Key=item["Key"])
    found = standing.read(archive_home / "archive")
    assert found
    access_key, secret_key = keys_of(Settings(home=archive_home))
    return {
        "archive_url": f"http://{standing.LOOPBACK}:{found.port}",
        "archive_bucket": BUCKET,
        "archive_access_key": access_key,
        "archive_secret_key": secret_key,
    }
