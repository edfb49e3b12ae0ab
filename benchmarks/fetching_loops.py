"""Three ways to look at feeds again and again, each in a process of its own, which is told what to do line by line.

feedmill; a plain loop over feedparser, as it is often written; the library reader. The last two are installed apart,
from requirements-peers.lock. None of them leaves this machine: a hook of the interpreter sees every address before it
is dialled, notes those that are not the benchmark's own, and refuses them.

python -m benchmarks.fetching_loops KIND FOLDER: orders on standard input, an answer to each on standard output.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import socket
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

SECONDS = 2.0
"""What each is given for an answer, by the only setting that it has for this."""

START = datetime(2026, 3, 1, tzinfo=UTC)
EVERY = timedelta(minutes=15)
ROOM = 1024**3
"""So much memory beyond what it begins with may a try have before the system gives it no more."""

SECRET_FILE = "/etc/passwd"  # noqa: S105 -- a file that hostile documents point at; nothing in it is read


class Loop(Protocol):
    """What looks at feeds."""

    def poll(self, now: datetime) -> None:
        """Look at what is due by this time."""

    def taken(self) -> bool:
        """Whether the last look gave content that was taken for a feed."""

    def held(self) -> tuple[int, int]:
        """How many stories are held, and how many wordings of them."""


class Feedmill:
    """The whole way of a source: its file, the mill, an archive in memory, a warehouse on SQLite."""

    def __init__(self, urls: list[str], folder: Path, *, inward: bool) -> None:
        from feedmill.settings import Settings
        from tests.fakes import FakeArchive, FakeClock
        from tests.mills import LoneMill

        allowed = {"networks": ["here"]} if inward else {}
        named = [{"name": f"s{at}", "kind": "feed", "url": url, **allowed} for at, url in enumerate(urls)]
        file = folder / "sources.yaml"
        file.write_text(json.dumps({"networks": {"here": ["127.0.0.0/8"]}, "sources": named}))
        self._clock = FakeClock(START)
        settings = Settings(home=folder / "home", sources=file, fetch_seconds=SECONDS)
        self._mill = LoneMill(settings, FakeArchive(), self._clock)
        self._outcomes: list[str] = []

    def poll(self, now: datetime) -> None:
        """As `Loop`."""
        self._clock.instant = now
        self._outcomes = [str(check.outcome) for check, _ in self._mill.fetch()]

    def taken(self) -> bool:
        """As `Loop`."""
        return "changed" in self._outcomes

    def held(self) -> tuple[int, int]:
        """As `Loop`."""
        with self._mill.store.read() as connection:
            wordings = connection.exec_driver_sql("SELECT count(*) FROM versions").scalar_one()
        return sum(1 for _ in self._mill.stories()), wordings


class Plain:
    """feedparser in a loop: validators kept, an entry that is not known by its id or link is stored."""

    def __init__(self, urls: list[str], folder: Path, **_: Any) -> None:
        socket.setdefaulttimeout(SECONDS)
        self._known: dict[str, tuple[str | None, str | None]] = dict.fromkeys(urls, (None, None))
        self._stored = sqlite3.connect(folder / "plain.db")
        self._stored.execute("CREATE TABLE entries (id TEXT PRIMARY KEY, title TEXT, body TEXT)")
        self._taken = False
        self._next = START

    def poll(self, now: datetime) -> None:
        """As `Loop`."""
        if now < self._next:
            return
        self._next = now + EVERY
        for url in self._known:
            try:
                self._taken = self._look(url)
            except Exception:  # noqa: BLE001 -- as such loops are written: the next feed's turn
                self._taken = False

    def _look(self, url: str) -> bool:
        import feedparser

        etag, modified = self._known[url]
        found = feedparser.parse(url, etag=etag, modified=modified)
        if found.get("status") == 304:
            return False
        self._known[url] = (found.get("etag"), found.get("modified"))
        with self._stored:
            for entry in found.entries:
                row = (entry.get("id") or entry.get("link"), entry.get("title"), entry.get("summary"))
                self._stored.execute("INSERT OR IGNORE INTO entries VALUES (?, ?, ?)", row)
        return bool(found.get("status") == 200 and found.version)

    def taken(self) -> bool:
        """As `Loop`."""
        return self._taken

    def held(self) -> tuple[int, int]:
        """As `Loop`."""
        (count,) = self._stored.execute("SELECT count(*) FROM entries").fetchone()
        return count, count


class Reader:
    """The library reader as it comes, its updates scheduled every 15 minutes as the others' are."""

    def __init__(self, urls: list[str], folder: Path, **_: Any) -> None:
        reader: Any = import_module("reader")
        self._reader = reader.make_reader(str(folder / "reader.db"), session_timeout=(SECONDS, SECONDS))
        self._reader.set_tag((), ".reader.update", {"interval": EVERY.seconds // 60})
        for url in urls:
            self._reader.add_feed(url, allow_invalid_url=True)

    def poll(self, now: datetime) -> None:
        """As `Loop`."""
        self._reader._now = lambda: now  # noqa: SLF001 -- reader's own tests set its clock so
        self._reader.update_feeds(scheduled=True)

    def taken(self) -> bool:
        """As `Loop`."""
        return any(feed.title and not feed.last_exception for feed in self._reader.get_feeds())

    def held(self) -> tuple[int, int]:
        """As `Loop`."""
        count = sum(1 for _ in self._reader.get_entries())
        return count, count


KINDS: dict[str, Callable[..., Loop]] = {"feedmill": Feedmill, "plain": Plain, "reader": Reader}

_allowed: set[int] = set()
_reached: list[str] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note and refuse what leads elsewhere, before it is dialled or opened."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host, port = arguments[1][:2]
        if not (host.startswith("127.") and port in _allowed):
            _reached.append(f"{host}:{port}")
            raise ConnectionRefusedError(f"{host} is not of this benchmark")
    elif event == "socket.getaddrinfo" and str(arguments[0]).endswith(".example"):
        raise socket.gaierror(f"{arguments[0]} is not of this benchmark")
    elif event == "open" and arguments[0] == SECRET_FILE:
        _reached.append(SECRET_FILE)
        raise PermissionError(SECRET_FILE)


class Worker:
    """Carries out orders for one kind of loop."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._make = KINDS[kind]
        self._folder = folder
        self._loop: Loop

    def open(self, *, urls: list[str], ports: list[int], inward: bool = True) -> dict[str, Any]:
        """A loop of its own over these feeds."""
        _allowed.clear()
        _allowed.update(ports)
        self._loop = self._make(urls, Path(tempfile.mkdtemp(dir=self._folder)), inward=inward)
        return {}

    def poll(self, *, at: int) -> dict[str, Any]:
        """One turn, so many seconds after the start."""
        self._loop.poll(START + timedelta(seconds=at))
        return {}

    def held(self) -> dict[str, Any]:
        """What is held by now."""
        stories, wordings = self._loop.held()
        return {"stories": stories, "wordings": wordings}

    def attempt(self, *, seconds: float, **opening: Any) -> dict[str, Any]:
        """One look at one feed in a child of its own, which is killed when its time is up."""
        before = _resident()
        reading, writing = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            self._attempted(writing, opening)
        os.close(writing)
        came = bool(select.select([reading], [], [], seconds)[0])
        took = time.monotonic() - began
        if not came:
            os.kill(child, signal.SIGKILL)
        said = os.read(reading, 65536)
        os.close(reading)
        used = os.wait4(child, 0)[2].ru_maxrss
        told = json.loads(said) if said else {"taken": False, "reached": []}
        return {"back": bool(said), "seconds": took, "grew": max(0, used - before) / 1024, **told}

    def _attempted(self, writing: int, opening: dict[str, Any]) -> None:
        try:
            most = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + ROOM
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            self.open(**opening)
            self._loop.poll(START)
            os.write(writing, json.dumps({"taken": self._loop.taken(), "reached": _reached}).encode())
        except BaseException as error:  # noqa: BLE001 -- whatever it is: the loop ended without an answer
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(0)


def _resident() -> int:
    """The memory of this process in KiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


def main(kind: str, folder: Path) -> None:
    """Take orders until there are none."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    worker = Worker(kind, folder)
    sys.addaudithook(watch)
    for line in sys.stdin:
        order = json.loads(line)
        answers.write(json.dumps(getattr(worker, order.pop("do"))(**order)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
