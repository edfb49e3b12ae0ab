"""A mill with sources on a server of the test, which answers as it is told to."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feedmill.model import Summary
from feedmill.model.fetching import Check
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.intake.fetching.hostile import Case, Server, answer, gave, serving
from tests.mills import LoneMill

LONG = "The council decided on Tuesday to build the bridge over the river, {} years after the first plan was drawn up."


def rss(*titles: str) -> bytes:
    """A feed of short stories."""
    items = "".join(
        f"<item><title>{title}</title><link>https://news.example/{title.replace(' ', '-')}</link>"
        f"<description>{LONG.format(title)} {LONG.format(title[::-1])}</description></item>"
        for title in titles
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


@dataclass(slots=True)
class Site:
    """What a server says at each path; 200 with a body unless a whole answer is given."""

    cases: dict[str, Case] = field(default_factory=lambda: {"robots.txt": Case(_no_robots, gave())})
    server: Server = field(default_factory=lambda: Server(0))

    def says(self, path: str, body: bytes = b"", *headers: str, status: str = "200 OK") -> None:
        def serve(sock: socket.socket) -> None:
            answer(sock, body, *headers, status=status)

        self.cases[path] = Case(serve, gave())

    def url(self, path: str) -> str:
        return self.server.url(path)

    def asked(self) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        paths = [head.split(" ")[1] for head in self.server.requests]
        return [path for path in paths if path != "/robots.txt"]


def _no_robots(sock: socket.socket) -> None:
    answer(sock, b"", status="404 Not Found")


@contextmanager
def site() -> Iterator[Site]:
    """A running one."""
    found = Site()
    with serving(found.cases) as found.server:
        yield found


class FetchingMill(LoneMill):
    """A mill with sources of the test, all of them on loopback."""

    def __init__(self, folder: Path, *sources: dict[str, Any], **said: Any) -> None:
        self.file = folder / "sources.yaml"
        self.configure(*sources)
        settings = Settings(home=folder / "home", sources=self.file, fetch_seconds=3, **said)
        super().__init__(settings, FakeArchive(), FakeClock())
        self.clock: FakeClock

    def configure(self, *sources: dict[str, Any]) -> None:
        """Write the file of sources anew."""
        named = [{"kind": "feed", "networks": ["here"]} | source for source in sources]
        self.file.write_text(json.dumps({"networks": {"here": ["127.0.0.0/8"]}, "sources": named}), encoding="utf-8")

    def look(self, *names: str) -> list[tuple[Check, Summary]]:
        """Fetch and load."""
        return list(self.fetch(names))

    def outcomes(self, *names: str) -> dict[str, str]:
        """What came of each source: the outcome, or the reason."""
        return {check.source: check.reason or str(check.outcome) for check, _ in self.look(*names)}

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement gives."""
        with self.store.read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]
