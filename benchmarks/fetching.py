"""What fetching costs and saves: many sources beside the bare client, and a day of sources by a virtual clock.

python -m benchmarks.fetching round [--sources 1000]   a round of sources, each on a host of its own, 20 ms away
python -m benchmarks.fetching day [--sources 200]      a day: requests saved by caching, alerts raised and cleared
python -m benchmarks.fetching peers                    beside a loop over feedparser and the library reader
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

from feedmill.intake.fetching.answers import Asked
from feedmill.intake.fetching.client import Client
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

LATENCY = 0.02
HANDS = 16
Answering = Callable[[str, str], tuple[str, bytes, tuple[str, ...]]]
"""Takes a path and a request's head; gives status, body and headers."""


@contextmanager
def serving(answering: Answering, latency: float = 0.0) -> Iterator[int]:
    """A server on every loopback address; gives its port."""
    with socket.create_server(("", 0), backlog=512) as listening:
        threading.Thread(target=_accept, args=(listening, answering, latency), daemon=True).start()
        yield listening.getsockname()[1]


def _accept(listening: socket.socket, answering: Answering, latency: float) -> None:
    while True:
        try:
            sock, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(sock, answering, latency), daemon=True).start()


def _serve(sock: socket.socket, answering: Answering, latency: float) -> None:
    with sock:
        said = b""
        while more := sock.recv(65536):
            said += more
            while b"\r\n\r\n" in said:
                head, _, said = said.partition(b"\r\n\r\n")
                time.sleep(latency)
                status, body, headers = answering(head.split(b" ")[1].decode(), head.decode("latin-1"))
                lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
                sock.sendall("\r\n".join(lines).encode() + body)


def feed(*stories: str) -> bytes:
    """A feed whose items are whole stories of these names."""
    items = "".join(f"<item><title>{name}</title><description>{text_of(name)}</description></item>" for name in stories)
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def text_of(name: str) -> str:
    """A story that no other is like, some 60 words long."""
    words = random.Random(name)  # noqa: S311 -- the same text for the same name
    return f"{name}: " + " ".join("".join(words.choices("abcdefghijklmnop", k=7)) for _ in range(60)) + "."


class BenchMill(LoneMill):
    """A mill with a file of sources of its own, over an archive in memory."""

    def __init__(self, folder: Path, urls: list[str], clock: FakeClock) -> None:
        file = folder / "sources.yaml"
        sources = [
            {"name": f"s{at}", "kind": "feed", "url": url, "networks": ["here"], "cadence": "15m"}
            for at, url in enumerate(urls)
        ]
        file.write_text(json.dumps({"networks": {"here": ["127.0.0.0/8"]}, "sources": sources}))
        super().__init__(Settings(home=folder / "home", sources=file, fetch_hands=HANDS), FakeArchive(), clock)


def a_round(count: int, folder: Path) -> None:
    """A round of sources, against the bare client's fetch and the ingest of the same files."""
    bodies = {f"/{at}": feed(*(f"Story {at} {one}" for one in range(3))) for at in range(count)}

    def answering(path: str, _head: str) -> tuple[str, bytes, tuple[str, ...]]:
        return ("200 OK", bodies[path], ()) if path in bodies else ("404 Not Found", b"", ())

    with serving(answering, LATENCY) as port:
        urls = [f"http://127.1.{at // 250}.{at % 250 + 1}:{port}/{at}" for at in range(count)]
        bare = _bare(urls)
        files = folder / "files"
        files.mkdir()
        for at in range(count):
            (files / f"{at}.xml").write_bytes(bodies[f"/{at}"])
        started = time.monotonic()
        with BenchMill(folder / "a", [], FakeClock()) as mill:
            loaded = sum(summary.new for _, summary in mill.ingest([files]))
        ingest = time.monotonic() - started
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.monotonic()
        with BenchMill(folder / "b", urls, FakeClock()) as mill:
            fetched = sum(summary.new for _, summary in mill.fetch())
        whole = time.monotonic() - started
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{count} sources: bare client {bare:.1f} s, ingest {ingest:.1f} s ({loaded} stories)")
    print(f"fetched, archived, loaded {whole:.1f} s ({fetched} stories): {whole / (bare + ingest):.2f} times the sum")
    print(f"memory grew by {grown:.0f} MB")


def _bare(urls: list[str]) -> float:
    """The client alone, as many hosts at a time; robots.txt of each is asked for too."""

    def one(url: str) -> None:
        with Client("bench", allowed=[ip_network("127.0.0.0/8")]) as client:
            client.get(Asked(url.rpartition("/")[0] + "/robots.txt")).close()
            client.get(Asked(url)).close()

    started = time.monotonic()
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(one, urls))
    return time.monotonic() - started


class Day:
    """Sources that publish at times of their own; some are down for hours, some fall silent."""

    def __init__(self, count: int, clock: FakeClock) -> None:
        self._clock = clock
        self._start = clock.now()
        chance = random.Random(7)  # noqa: S311 -- the same day each time
        self._every = [chance.choice((20, 60, 180, 400)) for _ in range(count)]
        self._silent = {at for at in range(count) if at % 20 == 3}
        self._down = {at for at in range(count) if at % 20 == 7}
        self.answers = Counter[str]()
        self.bytes = 0

    def __call__(self, path: str, head: str) -> tuple[str, bytes, tuple[str, ...]]:
        """The answer at this time of the day."""
        if path == "/robots.txt":
            return "404 Not Found", b"", ()
        at, minutes = int(path[1:]), (self._clock.now() - self._start).total_seconds() / 60
        if at in self._down and 600 <= minutes < 900:
            self.answers["500"] += 1
            return "500 Oops", b"", ()
        told = min(minutes, 700) if at in self._silent else minutes
        number = int(told // self._every[at])
        etag = f'"{number}"'
        if f"If-None-Match: {etag}" in head:
            self.answers["304"] += 1
            return "304 Not Modified", b"", (f"ETag: {etag}",)
        body = feed(*(f"Story {at} {one}" for one in range(max(0, number - 5), number + 1)))
        self.answers["200"] += 1
        self.bytes += len(body)
        return "200 OK", body, (f"ETag: {etag}",)


def a_day(count: int, folder: Path, hours: int) -> None:
    """A day in steps of five minutes."""
    clock = FakeClock(datetime(2026, 3, 1, tzinfo=UTC))
    day = Day(count, clock)
    with serving(day) as port:
        urls = [f"http://127.1.{at // 250}.{at % 250 + 1}:{port}/{at}" for at in range(count)]
        with BenchMill(folder, urls, clock) as mill:
            for _ in range(hours * 12):
                for _ in mill.fetch():
                    pass
                clock.move(300)
            with mill.store.read() as connection:
                told = "SELECT kind, count(*), count(cleared_at) FROM source_alerts GROUP BY kind ORDER BY kind"
                alerts = connection.exec_driver_sql(told).all()
            stories = sum(1 for _ in mill.stories())
    asked = sum(day.answers.values())
    plain = count * hours * 4
    print(f"{count} sources, {hours} hours: {asked} requests instead of {plain} (every 15 minutes)")
    print(f"answers {dict(day.answers)}; {day.bytes / 1e6:.1f} MB of bodies; {stories} stories")
    for kind, opened, cleared in alerts:
        print(f"alert {kind}: {opened} opened, {cleared} cleared")


def main() -> None:
    """Run what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=("round", "day", "peers"))
    asked.add_argument("--sources", type=int)
    asked.add_argument("--hours", type=int, default=24)
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a", "b"):
            (Path(folder) / name).mkdir()
        if said.what == "peers":
            from benchmarks.fetching_peers import beside

            beside()
        elif said.what == "round":
            a_round(said.sources or 1000, Path(folder))
        else:
            a_day(said.sources or 200, Path(folder), said.hours)


if __name__ == "__main__":
    main()
