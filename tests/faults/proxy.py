"""An S3 endpoint that goes wrong: it stands before a real one, hands everything on, and spoils what it is told to."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

SILENT_SECONDS = 1.5
"""Longer than the client waits for an answer here."""


class Fault(StrEnum):
    """What may go wrong with a request."""

    ERROR_500 = "status 500"
    ERROR_503 = "status 503"
    CUT = "connection cut before it is handed on"
    STORED_SILENT = "handed on, and never answered"
    STORED_CUT = "handed on, and the connection cut"
    STORED_500 = "handed on, and answered with status 500"
    SENT_OTHER = "other bytes handed on"
    GOT_OTHER = "other bytes given back"
    GOT_HALF = "half of the bytes given back"


UNSENT = {Fault.ERROR_500: 500, Fault.ERROR_503: 503}


@dataclass(slots=True)
class Plan:
    """Which requests are spoiled: those with this method and this in their path, so many of them, in one way."""

    method: str
    path: str
    fault: Fault
    times: int
    struck: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def strikes(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets."""
        with self.lock:
            if method != self.method or self.path not in path or self.struck >= self.times:
                return None
            self.struck += 1
            return self.fault


@contextmanager
def spoiled(url: str, plan: Plan) -> Iterator[str]:
    """The address of an endpoint that stands before the one at `url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(urlsplit(url).port or 0, plan))
    server.daemon_threads = True
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.05), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(port: int, plan: Plan) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"port": port, "plan": plan})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    port: int
    plan: Plan

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.plan.strikes(self.command, self.path)
        if fault in UNSENT:
            self._answer(UNSENT[fault], {}, b"")
        elif fault is Fault.CUT:
            self._cut()
        else:
            self._handed_on(_other(body) if fault is Fault.SENT_OTHER else body, fault)

    def _handed_on(self, body: bytes, fault: Fault | None) -> None:
        status, headers, data = _asked(self.port, self, body)
        if fault in {Fault.STORED_SILENT, Fault.STORED_CUT}:
            time.sleep(SILENT_SECONDS if fault is Fault.STORED_SILENT else 0)
            self._cut()
        elif fault is Fault.STORED_500:
            self._answer(500, {}, b"")
        elif fault is Fault.GOT_HALF:
            self._answer(status, headers, data, sent=len(data) // 2)
        else:
            self._answer(status, headers, _other(data) if fault is Fault.GOT_OTHER else data)

    def _answer(self, status: int, headers: dict[str, str], data: bytes, sent: int | None = None) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:sent])
        if sent is not None:
            self._cut()

    def _cut(self) -> None:
        self.close_connection = True

    def log_message(self, *_arguments: object) -> None:
        """Nobody reads it."""

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = _any  # noqa: N815 -- the names that http.server calls


def _asked(port: int, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, dict[str, str], bytes]:
    """What the real endpoint answers."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {name: value for name, value in request.headers.items() if name.lower() != "expect"}
    try:
        line.request(request.command, request.path, body=body, headers=headers)
        answer = line.getresponse()
        data = answer.read()
        left_out = {"content-length", "connection", "transfer-encoding"}
        kept = {name: value for name, value in answer.getheaders() if name.lower() not in left_out}
        return answer.status, kept, data
    finally:
        line.close()


def _other(data: bytes) -> bytes:
    """As many bytes, one of them another."""
    return bytes([data[0] ^ 1]) + data[1:] if data else data
