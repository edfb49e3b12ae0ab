"""A server that misbehaves in named ways, one a path: what each does, and what is to come of it."""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

Serve = Callable[[socket.socket], None]

FEED = b"<rss><channel><title>News</title></channel></rss>"
BOMB = gzip.compress(bytes(3_000_000), 9)
DRIPS = 60
"""So many bytes drip; the server is done with them in a time that no limit of the tests allows."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the server does, and what is to come of it: a reason code, or a status with a body."""

    serve: Serve
    outcome: str | tuple[int, bytes | None]


@dataclass(slots=True)
class Server:
    """A running one. `requests` are the heads that it was sent."""

    port: int
    requests: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}/{path.replace(' ', '%20')}"


def answer(sock: socket.socket, body: bytes = FEED, *headers: str, status: str = "200 OK", sized: bool = True) -> None:
    """An answer as it should be, but for what it is made of."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Length: {len(body)}"] if sized else []), *headers, "", ""]
    sock.sendall("\r\n".join(lines).encode("latin-1") + body)


def drip(sock: socket.socket, data: bytes) -> None:
    for at in range(len(data)):
        sock.sendall(data[at : at + 1])
        time.sleep(0.1)


def flood(sock: socket.socket, piece: bytes, times: int) -> None:
    for _ in range(times):
        sock.sendall(piece)


def reset(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _slow_body(sock: socket.socket) -> None:
    answer(sock, b"", f"Content-Length: {DRIPS}", sized=False)
    drip(sock, b"x" * DRIPS)


def _then_reset(sock: socket.socket, sent: bytes) -> None:
    sock.sendall(sent)
    time.sleep(0.05)
    reset(sock)


def _chunked(sock: socket.socket, body: bytes) -> None:
    answer(sock, body, "Transfer-Encoding: chunked", sized=False)


def silence(_sock: socket.socket) -> None:
    time.sleep(6)


def nothing(_sock: socket.socket) -> None:
    """Not a word."""


def one_after_another(*steps: Serve) -> Serve:
    def serve(sock: socket.socket) -> None:
        for step in steps:
            step(sock)

    return serve


def redirect(location: str, status: str = "302 Found") -> Serve:
    return lambda sock: answer(sock, b"", f"Location: {location}", status=status)


def gave(body: bytes = FEED, status: int = 200) -> tuple[int, bytes | None]:
    return status, body if status == 200 else None


CASES: dict[str, Case] = {
    "as it should be": Case(answer, gave()),
    "a body until the end": Case(lambda s: answer(s, sized=False), gave()),
    "slow headers": Case(lambda s: drip(s, b"HTTP/1.1 200 OK\r\nX: " + b"a" * DRIPS), "too_slow"),
    "slow body": Case(_slow_body, "too_slow"),
    "slow chunks": Case(
        one_after_another(lambda s: _chunked(s, b""), lambda s: drip(s, b"1\r\nx\r\n" * 9 + b"0\r\n\r\n")), "too_slow"
    ),
    "silence": Case(silence, "too_slow"),
    "endless body": Case(
        one_after_another(lambda s: answer(s, sized=False), lambda s: flood(s, b"x" * 65536, 99)), "answer_too_large"
    ),
    "a large body that says so": Case(lambda s: answer(s, b"x" * 400_000), "answer_too_large"),
    "endless headers": Case(
        one_after_another(
            lambda s: s.sendall(b"HTTP/1.1 200 OK\r\n"), lambda s: flood(s, b"X-A: " + b"a" * 999 + b"\r\n", 999)
        ),
        "headers_too_large",
    ),
    "one endless header": Case(
        one_after_another(lambda s: s.sendall(b"HTTP/1.1 200 OK\r\nX-A: "), lambda s: flood(s, b"a" * 999, 999)),
        "headers_too_large",
    ),
    "a flood of cookies": Case(
        lambda s: answer(s, FEED, *[f"Set-Cookie: a{at}={'x' * 900}" for at in range(200)]), "headers_too_large"
    ),
    "a few cookies": Case(lambda s: answer(s, FEED, "Set-Cookie: a=b", "Set-Cookie: c=d"), gave()),
    "an endless chunk extension": Case(
        one_after_another(lambda s: _chunked(s, b"5;"), lambda s: flood(s, b"a" * 65536, 99)), "answer_broken"
    ),
    "a gzip bomb": Case(lambda s: answer(s, BOMB, "Content-Encoding: gzip"), "answer_bomb"),
    "a gzip bomb in members": Case(
        lambda s: answer(s, gzip.compress(bytes(30_000)) * 99, "Content-Encoding: gzip"), "answer_too_large"
    ),
    "a deflate bomb": Case(
        lambda s: answer(s, zlib.compress(bytes(3_000_000)), "Content-Encoding: deflate"), "answer_bomb"
    ),
    "gzip": Case(lambda s: answer(s, gzip.compress(FEED), "Content-Encoding: GZIP"), gave()),
    "gzip in members": Case(
        lambda s: answer(s, gzip.compress(FEED) + gzip.compress(FEED), "Content-Encoding: gzip"), gave(FEED * 2)
    ),
    "gzip with something after it": Case(
        lambda s: answer(s, gzip.compress(FEED) + b"\0" * 9, "Content-Encoding: x-gzip"), gave()
    ),
    "deflate": Case(lambda s: answer(s, zlib.compress(FEED), "Content-Encoding: deflate"), gave()),
    "deflate without its header": Case(
        lambda s: answer(s, zlib.compress(FEED, wbits=-15), "Content-Encoding: deflate"), gave()
    ),
    "gzip twice": Case(lambda s: answer(s, gzip.compress(BOMB), "Content-Encoding: gzip, gzip"), "encoding_unknown"),
    "brotli, unasked": Case(lambda s: answer(s, b"x", "Content-Encoding: br"), "encoding_unknown"),
    "gzip that is none": Case(lambda s: answer(s, FEED, "Content-Encoding: gzip"), gave()),
    "gzip cut short": Case(
        lambda s: answer(s, gzip.compress(os.urandom(5000))[:-900], "Content-Encoding: gzip"), "answer_broken"
    ),
    "gzip with a wrong checksum": Case(
        lambda s: answer(s, gzip.compress(FEED)[:-8] + b"12345678", "Content-Encoding: gzip"), "answer_broken"
    ),
    "a length that is too long": Case(lambda s: answer(s, FEED, "Content-Length: 999", sized=False), "answer_broken"),
    "a length that is too short": Case(lambda s: answer(s, FEED, "Content-Length: 4", sized=False), gave(FEED[:4])),
    "two lengths": Case(lambda s: answer(s, FEED, "Content-Length: 9"), "answer_broken"),
    "a negative length": Case(lambda s: answer(s, FEED, "Content-Length: -3", sized=False), "answer_broken"),
    "length and chunks": Case(
        lambda s: answer(s, b"3\r\nabc\r\n0\r\n\r\n", "Content-Length: 3", "Transfer-Encoding: chunked", sized=False),
        "length_ambiguous",
    ),
    "chunks": Case(lambda s: _chunked(s, b"3\r\nabc\r\n0\r\n\r\n"), gave(b"abc")),
    "chunks that do not end": Case(lambda s: _chunked(s, b"3\r\nabc\r\n"), "answer_broken"),
    "a chunk whose size is no number": Case(lambda s: _chunked(s, b"zz\r\nabc\r\n"), "answer_broken"),
    "a chunk of an impossible size": Case(lambda s: _chunked(s, b"f" * 30 + b"\r\nabc\r\n"), "answer_broken"),
    "a reset before anything": Case(reset, "no_connection"),
    "a reset in the headers": Case(lambda s: _then_reset(s, b"HTTP/1.1 200 OK\r\nX-A: "), "no_connection"),
    "a reset in the body": Case(
        lambda s: _then_reset(s, b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"), "no_connection"
    ),
    "an end before anything": Case(nothing, "answer_broken"),
    "an end in the headers": Case(lambda s: s.sendall(b"HTTP/1.1 200 OK\r\nX-A: "), "answer_broken"),
    "another protocol": Case(lambda s: s.sendall(b"SSH-2.0-x\r\n"), "answer_broken"),
    "HTTP/0.9": Case(lambda s: s.sendall(FEED), "answer_broken"),
    "HTTP/1.0": Case(lambda s: s.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + FEED), gave()),
    "ends of lines without CR": Case(lambda s: s.sendall(b"HTTP/1.1 200 OK\nContent-Length: 1\n\nx"), gave(b"x")),
    "a NUL in a header": Case(lambda s: answer(s, FEED, "X-A: a\0b"), "answer_broken"),
    "a header without a colon": Case(lambda s: answer(s, FEED, "X-A"), "answer_broken"),
    "a header in another script": Case(lambda s: answer(s, FEED, "X-A: \xff\xfe"), gave()),
    "a flood of 100": Case(lambda s: flood(s, b"HTTP/1.1 100 Continue\r\n\r\n", 99_999), "headers_too_large"),
    "103, then the answer": Case(
        one_after_another(lambda s: s.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), answer), gave()
    ),
    "switching protocols": Case(lambda s: answer(s, b"", status="101 Switching Protocols"), "answer_broken"),
    "no content": Case(lambda s: answer(s, b"", status="204 No Content", sized=False), gave(status=204)),
    "a part": Case(lambda s: answer(s, status="206 Partial Content"), gave(status=206)),
    "304 that was not asked for": Case(lambda s: answer(s, b"", status="304 Not Modified"), "unchanged_unasked"),
    "status 999": Case(lambda s: answer(s, status="999 Nope"), gave(status=999)),
    "status 42": Case(lambda s: answer(s, status="42 Nope"), "answer_broken"),
    "nothing": Case(lambda s: answer(s, b""), gave(b"")),
    "redirects in a circle": Case(redirect("/redirects in a circle"), "redirect_loop"),
    "a redirect to nowhere": Case(lambda s: answer(s, b"", status="302 Found"), "redirect_nowhere"),
    "a redirect to a file": Case(redirect("file:///etc/passwd"), "address_invalid"),
    "a redirect to ftp": Case(redirect("ftp://news.example/"), "address_invalid"),
    "a redirect to data": Case(redirect("data:text/plain,x"), "address_invalid"),
    "a redirect to metadata": Case(redirect("http://169.254.169.254/latest/meta-data/"), "address_inward"),
    "a redirect to a private address": Case(redirect("http://10.0.0.1/"), "address_inward"),
    "a redirect to IPv6 loopback": Case(redirect("http://[::1]/"), "address_inward"),
    "a redirect to a mapped address": Case(redirect("http://[::ffff:10.0.0.1]/"), "address_inward"),
    "a redirect to a number": Case(redirect("http://167772161/"), "address_inward"),
    "a redirect to another port": Case(redirect("http://127.0.0.1:22/"), "port_refused"),
    "a redirect with a password": Case(redirect("http://me:hush@news.example/"), "address_invalid"),
    "a redirect that is no address": Case(redirect("http://[::1"), "address_invalid"),
    "a redirect with an injected header": Case(redirect("/as%20it%20should%20be%0d%0aX-A:%20b"), gave()),
    "a redirect within": Case(redirect("as it should be#part"), gave()),
}
"""Every way, by the path that leads to it."""


@contextmanager
def serving(
    cases: dict[str, Case] = CASES,
    tls: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
    before: Callable[[], None] = lambda: None,
) -> Iterator[Server]:
    """A server of these cases on loopback, a thread a connection; a path that is none of them is as it should be.

    `before` is what a connection waits for.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listening:
        server = Server(listening.getsockname()[1])
        threading.Thread(target=_accept, args=(listening, server, cases, tls, before), daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)


def _accept(
    listening: socket.socket,
    server: Server,
    cases: dict[str, Case],
    tls: ssl.SSLContext | None,
    before: Callable[[], None],
) -> None:
    while True:
        try:
            sock, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_one, args=(sock, server, cases, tls, before), daemon=True).start()


def _one(
    plain: socket.socket,
    server: Server,
    cases: dict[str, Case],
    tls: ssl.SSLContext | None,
    before: Callable[[], None],
) -> None:
    try:
        before()
        with tls.wrap_socket(plain, server_side=True) if tls else plain as sock:
            if isinstance(sock, ssl.SSLSocket) and sock.selected_alpn_protocol() == "h2":
                _speak_two(sock, server)
                return
            head = _head(sock)
            server.requests.append(head)
            path = unquote(head.split(" ")[1][1:].partition("?")[0]) if head else ""
            cases.get(path.partition("\r")[0], CASES["as it should be"]).serve(sock)
    except OSError:
        pass  # the client has gone: that is what many cases are about
    finally:
        plain.close()


def _head(sock: socket.socket) -> str:
    said = b""
    while b"\r\n\r\n" not in said and (more := sock.recv(4096)):
        said += more
    return said.decode("latin-1")


def _speak_two(sock: socket.socket, server: Server) -> None:
    """HTTP/2: each request is answered by the feed."""
    speaking = H2Connection(H2Configuration(client_side=False, header_encoding="latin-1"))
    speaking.initiate_connection()
    sock.sendall(speaking.data_to_send())
    while said := sock.recv(65536):
        for event in speaking.receive_data(said):
            if isinstance(event, RequestReceived):
                server.requests.append("\r\n".join(f"{name!s}: {value!s}" for name, value in event.headers))
                stream = event.stream_id
                speaking.send_headers(stream, [(":status", "200"), ("etag", '"two"')])
                speaking.send_data(stream, FEED, end_stream=True)
        sock.sendall(speaking.data_to_send())
