"""Days of feeds by a clock that is set: those that can be cached, and those that want to be left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

from benchmarks.fetching import text_of
from benchmarks.fetching_loops import START

Said = tuple[str, bytes, tuple[str, ...]]
Says = Callable[[str, int, str], Said]
"""Takes a path, the seconds since the start and the request's head in lower case; gives status, body, headers."""

SLEEP = 15
"""Seconds that a slow source drips."""

PERIOD, SHIFT = 3 * 3600, 420
"""So often, in seconds, one feed has news; the first time so much later."""

BUSY = 7200
"""Seconds that a busy host wants to be left alone."""

CHANGED = "Sat, 28 Feb 2026 10:00:00 GMT"
OK, NOT_THERE = "200 OK", ("404 Not Found", b"", ())

CACHED = ["etag", "modified", "fresh", "news", "bare"]
"""Feeds with an ETag; with Last-Modified; with an ETag and an hour's freshness; with news; with nothing."""

MOODS = {
    "301": "301 to another address",
    "302": "302 to another address",
    "404": "404",
    "410": "410",
    "429": "429, Retry-After two hours in seconds",
    "429-date": "429, Retry-After two hours as a date",
    "503": "503, Retry-After two hours in seconds",
    "forbidden": "robots.txt forbids it",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One request, and what came of it."""

    path: str
    at: int
    conditional: bool
    status: int
    size: int


@dataclass(slots=True)
class Host:
    """A server by a clock that is set: `at` is seconds since the start. `log` has what it was asked."""

    says: Says
    at: int = 0
    log: list[Entry] = field(default_factory=list)

    def __call__(self, path: str, head: str) -> Said:
        """The answer at this time."""
        head = f"{head.lower()}\r\n"
        said = self.says(path[1:], self.at, head)
        conditional = "\r\nif-none-match:" in head or "\r\nif-modified-since:" in head
        self.log.append(Entry(path[1:], self.at, conditional, int(said[0].split()[0]), len(said[1])))
        return said


def cached(path: str, at: int, head: str) -> Said:
    """Feeds of CACHED; but for the one with news nothing changes."""
    if path not in CACHED:
        return NOT_THERE
    number = max(0, (at - SHIFT) // PERIOD) if path == "news" else 0
    etag = f'"{number}"'
    tagged = f"ETag: {etag}"
    headers = {
        "etag": (tagged,),
        "modified": (f"Last-Modified: {CHANGED}",),
        "fresh": (tagged, "Cache-Control: max-age=3600"),
        "news": (tagged,),
        "bare": (),
    }[path]
    known = f"if-modified-since: {CHANGED.lower()}\r\n" if path == "modified" else f"if-none-match: {etag}\r\n"
    if headers and known in head:
        return "304 Not Modified", b"", headers
    return OK, _stories(*(f"Story {path} {one}" for one in range(number, number + 20))), headers


def waits(log: list[Entry]) -> list[int]:
    """Minutes that each piece of news waited until its feed was asked, in order."""
    times = [entry.at for entry in log if entry.path == "news"]
    published = range(SHIFT + PERIOD, max(times, default=0), PERIOD)
    return sorted((min(at for at in times if at >= when) - when) // 60 for when in published) or [0]


def moody(path: str, at: int, head: str) -> Said:
    """Feeds of MOODS."""
    if path == "robots.txt":
        forbids = f"\r\nhost: 127.1.0.{list(MOODS).index('forbidden') + 1}:" in head
        return (OK, b"User-agent: *\nDisallow: /\n", ()) if forbids else NOT_THERE
    if path in {"301", "302"}:
        return f"{path} Moved", b"", (f"Location: /new{path}",)
    if path in {"404", "410"}:
        return f"{path} No", b"", ()
    if path in {"429", "503"}:
        return f"{path} Busy", b"", (f"Retry-After: {BUSY}",)
    if path == "429-date":
        until = format_datetime(START + timedelta(seconds=at + BUSY), usegmt=True)
        return "429 Busy", b"", (f"Retry-After: {until}",)
    return OK, _stories(f"Story {path}"), ()


def early(times: list[int]) -> int:
    """How many requests came before the host wanted to be asked again."""
    return sum(later - sooner < BUSY for sooner, later in pairwise(times))


def item(name: str, guid: str | None = None, link: str | None = None, text: str | None = None) -> str:
    """One item of a feed."""
    stated = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    stated += f"<link>{link.replace('&', '&amp;')}</link>" if link else ""
    return f"<item><title>{name}</title>{stated}<description>{text or text_of(name)}</description></item>"


def rss(*items: str) -> bytes:
    """A feed of these items."""
    return f"<rss version='2.0'><channel><title>News</title>{''.join(items)}</channel></rss>".encode()


def _stories(*names: str) -> bytes:
    return rss(*(item(name, guid=name, link=f"https://news.example/{name.replace(' ', '-')}") for name in names))
