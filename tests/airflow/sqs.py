"""A queue that speaks the JSON protocol of Amazon SQS on loopback, as far as a doorbell needs it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAME = "/123456789012/news"


@dataclass(slots=True)
class Sqs:
    """One queue: what was sent to it is handed out, hidden for a while, and gone once it is deleted."""

    port: int = 0
    refuses: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The status and code of the error with which a call is answered, by its name."""
    answers: dict[str, bytes] = field(default_factory=dict)
    """What a call is answered with instead, by its name."""
    asked: list[tuple[str, dict[str, Any], str]] = field(default_factory=list)
    """Each call: its name, what it says, and who signed it."""
    messages: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Bodies, and until when they are hidden, by receipt."""
    sent: threading.Condition = field(default_factory=threading.Condition)
    number: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}{NAME}"

    def send(self, *bodies: str) -> None:
        """Put messages in."""
        with self.sent:
            for body in bodies:
                self.number += 1
                self.messages[f"receipt-{self.number}"] = (body, 0.0)
            self.sent.notify_all()

    def taken_off(self) -> bool:
        """Whether everything that was sent is deleted."""
        return self.number > 0 and not self.messages

    def show_again(self) -> None:
        """Hide nothing any more, as once its time is over."""
        with self.sent:
            self.messages = {receipt: (body, 0.0) for receipt, (body, _) in self.messages.items()}
            self.sent.notify_all()

    def calls(self, name: str) -> list[dict[str, Any]]:
        """What calls of a name said."""
        return [said for called, said, _ in self.asked if called == name]

    def called(self, name: str, said: dict[str, Any], signed: str) -> tuple[int, bytes]:
        """The answer to a call, as status and body."""
        self.asked.append((name, said, signed))
        if name in self.answers:
            return 200, self.answers[name]
        if not said["QueueUrl"].endswith(NAME):
            return 400, _error("QueueDoesNotExist")
        if name in self.refuses:
            status, code = self.refuses[name]
            return status, _error(code)
        known = {"ReceiveMessage": self._receive, "DeleteMessageBatch": self._delete}
        return 200, json.dumps(known[name](said)).encode()

    def _receive(self, said: dict[str, Any]) -> dict[str, Any]:
        until = time.monotonic() + said["WaitTimeSeconds"]
        with self.sent:
            while not (found := self._seen(said["MaxNumberOfMessages"])) and time.monotonic() < until:
                self.sent.wait(until - time.monotonic())
            hidden = time.monotonic() + said["VisibilityTimeout"]
            told = [{"MessageId": one, "ReceiptHandle": one, "Body": self.messages[one][0]} for one in found]
            self.messages |= {one: (self.messages[one][0], hidden) for one in found}
        return {"Messages": told} if told else {}

    def _seen(self, most: int) -> list[str]:
        now = time.monotonic()
        return [receipt for receipt, (_, hidden) in self.messages.items() if hidden <= now][:most]

    def _delete(self, said: dict[str, Any]) -> dict[str, Any]:
        with self.sent:
            for entry in said["Entries"]:
                del self.messages[entry["ReceiptHandle"]]
        return {"Successful": [{"Id": entry["Id"]} for entry in said["Entries"]]}


def _error(code: str) -> bytes:
    return json.dumps({"__type": f"com.amazonaws.sqs#{code}", "message": "account 123456789012, key AKIATEST"}).encode()


class _Handler(BaseHTTPRequestHandler):
    sqs: Sqs

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = self.headers["X-Amz-Target"].removeprefix("AmazonSQS.")
        status, body = self.sqs.called(name, said, self.headers["Authorization"])
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def queue() -> Iterator[Sqs]:
    """A running one."""
    found = Sqs()
    handler = type("Handler", (_Handler,), {"sqs": found})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    found.port = server.server_port
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
