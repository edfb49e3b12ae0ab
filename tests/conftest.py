"""Fixtures for every room: settings in a home of their own, and the real archive for those who need it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog
from hypothesis import settings as examples

from feedmill.settings import Settings

if TYPE_CHECKING:
    from feedmill.archive.s3 import S3Archive


pytest_plugins = ["tests.house.coverage_floors", "tests.house.sockets", "tests.house.untraced", "tests.servers"]

examples.register_profile("many", deadline=None)
examples.load_profile("many")
"""No example is timed: on a busy machine any takes longer than its deadline."""

examples.register_profile("few", max_examples=20, deadline=None)
"""For `make unit`, which is there to be run after each change; `make test` tries as many examples as ever."""


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set on this machine must not change what a test sees, but for where the texts to measure on stand."""
    for name in os.environ:
        if name.startswith(("FEEDMILL_", "AWS_")) and name != "FEEDMILL_DATA":
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _logs_as_at_the_start() -> None:
    """A command that ran in this process before must not leave its own limit for what is logged."""
    structlog.reset_defaults()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an empty home, without waiting for quiet files."""
    return Settings(home=tmp_path / "home", quiet_seconds=0)


@pytest.fixture(scope="session")
def archive_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home whose embedded archive the whole session shares."""
    return tmp_path_factory.mktemp("archive-home")


@pytest.fixture(scope="session")
def _archive_server(archive_home: Path) -> Iterator[None]:
    """Keeps the server running from the first test that needs it to the end of the session."""
    import pytest_socket

    from feedmill.archive.server import embedded

    pytest_socket.enable_socket()
    with embedded(Settings(home=archive_home)):
        yield
    eventually_ended(archive_home)
    shutil.rmtree(archive_home)


def eventually_ended(home: Path, seconds: float = 20) -> None:
    """Wait until nothing runs in a home any more: its server has ended with its last user."""
    from feedmill.archive import standing

    folder, until = home / "archive", time.monotonic() + seconds
    while (found := standing.read(folder)) and any(
        each and each.lives_in(folder) for each in (found.keeper, found.server)
    ):
        assert time.monotonic() < until, f"something still runs in {home}: {found}"
        time.sleep(0.05)


@pytest.fixture
def real_archive(archive_home: Path, _archive_server: None, request: pytest.FixtureRequest) -> Iterator[S3Archive]:
    """An archive on a running SeaweedFS, with a bucket of the test's own."""
    import hashlib

    from feedmill.archive.connecting import connect

    request.getfixturevalue("socket_enabled")
    bucket = f"t-{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:20]}"
    with connect(Settings(home=archive_home, archive_bucket=bucket)) as archive:
        yield archive
