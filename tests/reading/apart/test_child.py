"""The process that reads, run in this one."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedmill.reading.apart import child
from feedmill.reading.apart.channel import Closed, receive, send
from feedmill.reading.apart.memory import Memory
from tests.reading.packed.building import STORY


def test_serving_in_this_process_answers_what_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(child, "may_compute", lambda _seconds: None)
    ours, theirs = socket.socketpair()
    path = tmp_path / "a"
    path.write_bytes(STORY)
    with ours, theirs, path.open("rb") as stream:
        for answer in ("document", "end"):
            if answer == "document":
                socket.send_fds(ours, [b"f"], [stream.fileno()])
                send(ours, {"name": None, "limits": {}, "seconds": 5})
                assert child.serve(theirs, Memory())
            assert answer in receive(ours, longest=10**6)
        path.write_bytes(b"")
        socket.send_fds(ours, [b"f"], [stream.fileno()])
        send(ours, {"name": "n", "limits": {}, "seconds": 5})
        assert child.serve(theirs, Memory())
        assert receive(ours, longest=10**6)["raised"] == ["empty", "0 bytes, all blank (n)"]
        assert "end" in receive(ours, longest=10**6)

        def memory(*_args: object, **_options: object) -> Iterator[Any]:
            raise MemoryError

        monkeypatch.setattr(child, "read_stated", memory)
        socket.send_fds(ours, [b"f"], [stream.fileno()])
        send(ours, {"name": "n", "limits": {}, "seconds": 5})
        assert not child.serve(theirs, Memory())
        assert receive(ours, longest=10**6) == {"failed": "memory"}
        ours.sendall(b"f")
        with pytest.raises(Closed):
            child.serve(theirs, Memory())


def test_what_nobody_foresaw_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "_exit", lambda _code: None)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        try:
            raise KeyError("é\nx")  # noqa: TRY301 -- an error with a place
        except KeyError as error:
            child._crashed(theirs, KeyError, error, error.__traceback__)
        failed = receive(ours, longest=10**6)["failed"]
        assert failed.startswith("KeyError: '\\xe9\\nx' at test_child.py:")
        child._crashed(theirs, KeyError, KeyError(), None)
        assert receive(ours, longest=10**6)["failed"] == "KeyError: "
        ours.close()
        child._crashed(theirs, KeyError, KeyError(), None)


def test_main_serves_until_the_parent_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(child, "confine", lambda memory: [f"{memory}"])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    ours, theirs = socket.socketpair()
    with ours:
        ours.shutdown(socket.SHUT_WR)
        child.main(theirs.detach(), 77)
        assert receive(ours, longest=100) == {"ready": ["77"]}
    assert ended == [0]


def test_memory_is_that_of_one_file_after_the_other() -> None:
    memory = Memory()
    memory.begin()
    before = memory.peak()
    held = bytearray(os.urandom(50_000_000))
    assert memory.peak() - before > 40_000_000
    del held
    memory.begin()
    assert memory.peak() < before + 40_000_000


def test_memory_that_nobody_knows_is_one() -> None:
    memory = Memory("/nowhere")
    memory.begin()
    assert memory.peak() == 1
