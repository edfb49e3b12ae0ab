"""Sources that misbehave in named ways, and what is to come of looking at them: every way of the server, and those that
take more than one answer (robots.txt, certificates, names, validators, content that is no feed).
"""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.intake.fetching.certificates import Authority
from tests.intake.fetching.hostile import CASES, FEED, Serve, answer, drip, flood, one_after_another, redirect, reset
from tests.intake.fetching.hostile_content import CONTENT

TLS = Callable[[Authority], ssl.SSLContext]

KEPT = ("changed", "same")
"""Outcomes of which something is archived."""

PAGE = b"<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not found</h1></body></html>"
LOGIN = b"<!DOCTYPE html><html><head><title>Log in</title></head><body><form><input name='user'></form></body></html>"
LONG = b"<rss><channel><title>" + b"word " * 2_000_000 + b"</title></channel></rss>"


@dataclass(frozen=True, slots=True)
class Way:
    """What is served at each path, and the outcome or reason of the last of so many looks at one of them.

    `body` is what is archived then, None for nothing; `most` the largest that is taken. `robots`: whether robots.txt is
    asked. `host` is the name that is asked.
    """

    outcome: str
    serves: dict[str, Serve] = field(default_factory=dict)
    body: bytes | None = None
    looks: int = 1
    path: str = "feed"
    host: str = "127.0.0.1"
    scheme: str = "http"
    tls: TLS | None = None
    robots: bool = False
    most: int = 200_000


def _of_the_server(name: str) -> Way:
    """A way of the server, as a source meets it."""
    expected = CASES[name].outcome
    if isinstance(expected, str):
        return Way(expected, {name: CASES[name].serve}, path=name)
    status, body = expected
    outcome = ("changed" if body else "answer_empty") if status == 200 else "status_unexpected"
    return Way(outcome, {name: CASES[name].serve}, body or None, path=name)


def _content(body: bytes, outcome: str = "changed", *headers: str) -> Way:
    return Way(outcome, {"feed": lambda s: answer(s, body, *headers)}, body if outcome in KEPT else None)


def _status(status: str, outcome: str, *headers: str, looks: int = 1) -> Way:
    return Way(outcome, {"feed": lambda s: answer(s, b"", *headers, status=status)}, looks=looks)


def _robots(serve: Serve, outcome: str) -> Way:
    return Way(outcome, {"robots.txt": serve}, FEED if outcome in KEPT else None, robots=True)


def _proof(tls: TLS) -> Way:
    return Way("tls_failed", {}, host="news.test", scheme="https", tls=tls)


def _named(host: str, outcome: str) -> Way:
    return Way(outcome, {}, host=host)


def _in_turn(*serves: Serve) -> Serve:
    """One after another, an answer each."""
    waiting = list(serves)

    def serve(sock: socket.socket) -> None:
        step = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        step(sock)

    return serve


def _tagged(body: bytes) -> Serve:
    return lambda sock: answer(sock, body, 'ETag: "one"')


def _unchanged(sock: socket.socket) -> None:
    answer(sock, b"", 'ETag: "one"', status="304 Not Modified")


BUSY = "429 Slow down"
BROTLI = b"\x1b\xff\xff\xff" + bytes(1000)
OTHER = FEED.replace(b"News", b"Other")

WAYS: dict[str, Way] = {
    **{name: _of_the_server(name) for name in CASES},
    **{name: _content(one.body) for name, one in CONTENT.items()},
    "a brotli bomb": _content(BROTLI, "encoding_unknown", "Content-Encoding: br"),
    "a bomb within a bomb": _content(
        zlib.compress(zlib.compress(bytes(3_000_000))), "encoding_unknown", "Content-Encoding: deflate, deflate"
    ),
    "an error page as 200": _content(PAGE, "turned_to_html"),
    "a login page": _content(LOGIN, "turned_to_html", "Content-Type: application/rss+xml"),
    "a page in UTF-16": _content(PAGE.decode().encode("utf-16"), "turned_to_html"),
    "10 MB on one line": replace(_content(LONG), most=len(LONG)),
    "the same ETag for other content": Way(
        "changed", {"feed": _in_turn(_tagged(FEED), _tagged(OTHER))}, OTHER, looks=2
    ),
    "another ETag for the same content": Way("same", {"feed": _in_turn(_tagged(FEED), answer)}, FEED, looks=2),
    "304, and the content is another": Way("unchanged", {"feed": _in_turn(_tagged(FEED), _unchanged)}, looks=2),
    "429 without Retry-After": _status(BUSY, "host_busy"),
    "Retry-After that is past": _status(BUSY, "host_busy", "Retry-After: Sun, 01 Mar 2020 13:00:00 GMT"),
    "Retry-After in a year": _status(BUSY, "host_busy", "Retry-After: 31536000"),
    "Retry-After that is no date": _status("503 Busy", "host_busy", "Retry-After: soon"),
    "401": _status("401 Who are you", "host_refuses", "WWW-Authenticate: Basic"),
    "500": _status("500 Oops", "host_fails"),
    "410": _status("410 Gone", "gone"),
    "404, five times": _status("404 Not Found", "not_there", looks=5),
    "robots.txt: 5xx": _robots(lambda s: answer(s, b"", status="500 Oops"), "robots_unknown"),
    "robots.txt: 404": _robots(lambda s: answer(s, b"", status="404 Not Found"), "changed"),
    "robots.txt: huge": _robots(lambda s: answer(s, b"# nothing\n" * 200_000), "changed"),
    "robots.txt: huge, and it forbids": _robots(
        lambda s: answer(s, b"User-agent: *\nDisallow: /\n" + b"# nothing\n" * 200_000), "robots_forbid"
    ),
    "robots.txt: a page": _robots(lambda s: answer(s, PAGE), "changed"),
    "robots.txt: no text": _robots(lambda s: answer(s, bytes(range(256))), "changed"),
    "robots.txt: drips": _robots(lambda s: drip(s, b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 60), "too_slow"),
    "robots.txt: reset": _robots(reset, "no_connection"),
    "robots.txt: a circle": _robots(redirect("/robots.txt"), "redirect_loop"),
    "robots.txt: leads inward": _robots(redirect("http://10.0.0.1/"), "address_inward"),
    "robots.txt: a pause of a day": Way(
        "host_paced",
        {"robots.txt": lambda s: answer(s, b"User-agent: *\nCrawl-delay: 86400\n")},
        looks=2,
        robots=True,
    ),
    "robots.txt: a flood": _robots(
        one_after_another(lambda s: answer(s, sized=False), lambda s: flood(s, b"# nothing\n" * 6000, 20)), "changed"
    ),
    "a certificate that has ended": _proof(lambda by: by.server("news.test", days=-1)),
    "a certificate of another host": _proof(lambda by: by.server("other.test")),
    "a certificate that it signed itself": _proof(lambda by: by.server("news.test", trusted=False)),
    "silence where TLS is asked for": Way("too_slow", {}, host="plain.test", scheme="https"),
    "from https to http": Way(
        "downgrade",
        {"feed": redirect("http://other.test/")},
        host="news.test",
        scheme="https",
        tls=lambda by: by.server("news.test"),
    ),
    "a name that leads inward": _named("inward.test", "address_inward"),
    "a name that leads inward the second time": Way("address_inward", {}, looks=2, host="rebinding.test"),
    "a name of which one address is inward": _named("mixed.test", "address_inward"),
    "a name that is none": _named("unknown.test", "name_unknown"),
    "IPv6 alone": Way("changed", {}, FEED, host="::1"),
}
"""Every way, by its name."""
