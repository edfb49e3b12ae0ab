"""Hostile cases that are larger than those of the tests, whose limits are small; and addresses that lead inward."""

from __future__ import annotations

import socket
import time
import zlib
from functools import cache

from benchmarks.fetching_days import item, rss
from tests.intake.fetching.hostile import FEED, Case, answer, drip, flood, gave, one_after_another

MEGABYTE = bytes(1024**2)
UNPACKED = 400
"""MB in a bomb."""

LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' if at else '<!ENTITY l0 "laugh">' for at in range(10))
LOGIN = b"<!DOCTYPE html><html><head><title>Log in</title></head><body><form><input name='user'></form></body></html>"

INWARD = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::1]:{port}/",
    "http://10.0.0.1/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:10.0.0.1]/",
    "http://167772161/",
]


@cache
def _bomb() -> bytes:
    packing = zlib.compressobj(1, wbits=31)
    return b"".join(packing.compress(MEGABYTE) for _ in range(UNPACKED)) + packing.flush()


def _document(declared: str, text: str) -> bytes:
    return f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]>".encode() + rss(item("A", guid="a", text=text))


def _endless(sock: socket.socket) -> None:
    answer(sock, sized=False)
    for _ in range(600):
        sock.sendall(MEGABYTE)
        time.sleep(0.05)


def _dripping(sock: socket.socket) -> None:
    answer(sock, FEED, "Content-Length: 999", sized=False)
    drip(sock, b" " * 300)


LARGE: dict[str, Case] = {
    "a gzip bomb of 400 MB": Case(lambda s: answer(s, _bomb(), "Content-Encoding: gzip"), "answer_bomb"),
    "a body of 1 GB": Case(
        one_after_another(lambda s: answer(s, sized=False), lambda s: flood(s, MEGABYTE, 1024)), "answer_too_large"
    ),
    "a body without end, 20 MB a second": Case(_endless, "answer_too_large"),
    "a feed, then a drip of half a minute": Case(_dripping, "too_slow"),
    "headers that drip for half a minute": Case(
        lambda s: drip(s, b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 300), "too_slow"
    ),
    "entities that unfold to 5 GB": Case(lambda s: answer(s, _document(LAUGHS, "&l9;")), (200, b"any")),
    "an entity of a file": Case(
        lambda s: answer(s, _document("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;")), (200, b"any")
    ),
    "10 MB on one line": Case(lambda s: answer(s, _document("", "word " * 2_000_000)), gave()),
    "a login page": Case(lambda s: answer(s, LOGIN, "Content-Type: text/html"), "turned_to_html"),
}
"""Beside the cases of the tests, and as those."""

SMALL = {"endless body", "a large body that says so"}
"""Cases of the tests that are large for limits of tests alone: by default 6 MB are a feed like any other."""
