"""Reading in another process: the same as reading here, and what it does to a file's reader it does to nobody else."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading import Limits, read
from feedmill.reading.apart import process
from feedmill.reading.apart.process import Bounds
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.worker import read_apart
from tests.reading.packed.building import (
    STORY,
    a_record,
    a_tar,
    a_zip,
    an_answer,
    fixture_folders,
    fixtures,
    needs_fixtures,
    tar_entry,
)

pytestmark = pytest.mark.integration  # processes are started

FEED = (
    b"<rss version='2.0'><channel>"
    + b"<item><title>A</title><description>Words.</description><pubDate>Thu, 06 May 2021 07:08:09 GMT</pubDate></item>"
    * 3
    + b"</channel></rss>"
)
FILES = {
    "text": STORY,
    "feed": FEED,
    "zip": a_zip({"a.txt": STORY, "b.xml": FEED, "c.png": b"\x89PNG\r\n\x1a\n"}),
    "tar": a_tar({"a.txt": STORY, "../b": STORY}),
    "warc": a_record(an_answer(STORY)) + a_record(an_answer(STORY, "404 Gone")),
    "empty": b"",
    "binary": b"\x00\x01\x02\x03" * 100,
}


def outcome(reading: Callable[..., Iterator[Any]], data: Any, **options: Any) -> tuple[list[Any], Any]:
    found: list[Any] = []
    try:
        found.extend(reading(data, **options))
    except Rejected as error:
        return found, (str(error.reason), error.detail)
    return found, None


@pytest.fixture
def at_fault(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Processes that run a line of Python for each file, after they read it."""
    process._idle.end()

    def fault(line: str) -> None:
        program = (
            "import sys; sys.path[:] = {path!r}; from feedmill.reading.apart import child; import os, time, signal\n"
            "def read(stream, **_):\n"
            "    from feedmill.reading.registry import read_stated\n"
            "    yield from read_stated(stream, name=None, limits=child.Limits())\n"
            f"    {line}\n"
            "child.read_stated = read\nchild.main({fd}, {memory})"
        )
        monkeypatch.setattr(process, "PROGRAM", program)

    yield fault
    process._idle.end()


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_file_read_apart_gives_what_it_gives_here(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    here = outcome(read, data)
    assert outcome(read_apart, data) == here
    assert outcome(read_apart, path) == here
    assert outcome(read_apart, io.BytesIO(data)) == here
    with path.open("rb") as stream:
        stream.seek(3)
        assert outcome(read_apart, stream) == here
        assert stream.tell() == 3


@needs_fixtures
@pytest.mark.parametrize("folder", fixture_folders())
def test_every_fixture_read_apart_gives_what_it_gives_here(folder: str) -> None:
    for path in fixtures(folder):
        data = path.read_bytes()
        assert outcome(read_apart, data) == outcome(read, data), path.name


def test_names_and_limits_go_along() -> None:
    with pytest.raises(Rejected, match="the limit is 10") as caught:
        list(read_apart(STORY, name="story.txt", limit=10))
    assert "story.txt" in caught.value.detail
    assert outcome(read_apart, FILES["zip"], limits=Limits(members=1))[0][-1].reason == "archive_too_large"


def test_one_process_reads_many_files() -> None:
    list(read_apart(STORY))
    waiting = process._idle.waiting[-1]
    for data in FILES.values():
        outcome(read_apart, data)
    assert process._idle.waiting[-1] is waiting
    assert waiting.uses > len(FILES)


def test_threads_read_side_by_side() -> None:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(outcome(read_apart, FILES["feed"]))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [outcome(read, FILES["feed"])] * 4


def test_a_fork_has_a_process_of_its_own() -> None:
    list(read_apart(STORY))
    ours = process._idle.waiting[-1].process.pid
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:  # pragma: no cover -- runs in the fork
        try:
            texts = [one.text for one in read_apart(STORY) if isinstance(one, Document)]
            theirs = process._idle.waiting[-1].process.pid
            os.write(writer, b"well" if texts == [STORY.decode()] and theirs != ours else b"wrong")
            process._idle.end()
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(pid, 0)
    with os.fdopen(reader, "rb") as told_by_the_fork:
        assert told_by_the_fork.read() == b"well"
    assert len(list(read_apart(STORY))) == 1
    assert process._idle.waiting[-1].process.pid == ours


def test_a_reading_that_is_left_early_ends_its_process() -> None:
    reading = read_apart(FILES["feed"])
    next(reading)
    before = set(process._idle.all)
    reading.close()  # type: ignore[attr-defined]  # a generator
    assert len(process._idle.all) == len(before) - 1


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        ("os._exit(3)", "reader_crashed", "exit 3"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "reader_crashed", "signal 11 (Segmentation fault)"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "reader_crashed", "signal 9 (Killed)"),
        ("raise TypeError('what\\nis this')", "reader_crashed", "TypeError: what at <string>:5"),
        ("raise RecursionError", "reader_crashed", "RecursionError: at <string>:5"),
        ("raise MemoryError", "reader_memory", f"the limit is {256 * 1024**2} bytes"),
        ("hold = [bytearray(10_000_000) for _ in range(100)]", "reader_memory", f"the limit is {256 * 1024**2} bytes"),
        ("time.sleep(60)", "reader_timeout", "nothing found in 2 s"),
        ("sum(range(10**12))", "reader_timeout", "nothing found in 2 s"),
        ("yield 5", "reader_crashed", "KeyError"),
    ],
)
def test_what_was_found_before_a_reader_failed_stands(
    at_fault: Callable[[str], None], line: str, reason: str, detail: str
) -> None:
    at_fault(line)
    bounds = Bounds(seconds=2, memory=256 * 1024**2)
    found = list(read_apart(STORY, bounds=bounds))
    (document, last) = found
    assert isinstance(document, Document)
    assert isinstance(last, RejectedDocument)
    assert last.reason == reason
    assert detail.split(":", maxsplit=1)[0] in last.detail
    assert len(list(read_apart(STORY, bounds=bounds))) == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [("os._exit(3)", "reader_crashed"), ("time.sleep(60)", "reader_timeout"), ("raise MemoryError", "reader_memory")],
)
def test_a_file_of_which_nothing_was_found_is_rejected_as_a_whole(
    at_fault: Callable[[str], None], line: str, reason: str
) -> None:
    at_fault(line)
    with pytest.raises(Rejected) as caught:
        list(read_apart(tar_entry("a", b"5") + bytes(1024), bounds=Bounds(seconds=1)))
    assert caught.value.reason == reason


def test_a_process_that_fails_after_other_files_is_given_up_once(at_fault: Callable[[str], None]) -> None:
    at_fault("read.seen = getattr(read, 'seen', 0) + 1; read.seen < 2 or os._exit(1)")
    for _ in range(4):
        assert list(read_apart(STORY))


def test_a_document_that_is_too_large_to_send_is_too_complex() -> None:
    with pytest.raises(Rejected) as caught:
        list(read_apart(STORY * 1000, bounds=Bounds(message=1000)))
    assert caught.value.reason is ReadingReason.TOO_COMPLEX
    assert len(list(read_apart(STORY))) == 1


ANSWERS = """
import sys; sys.path[:] = {path!r}
import socket, time
from feedmill.reading.apart.channel import send
channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno={fd})
send(channel, {{"ready": [{memory}]}})
channel.recv(1)
send(channel, ANSWER)
time.sleep(20)
"""


@pytest.mark.parametrize(
    "answer",
    [
        "{{}}",
        "{{'raised': 5}}",
        "{{'raised': ['no such reason', 'x']}}",
        "{{'document': [1]}}",
        "{{'source': [{{}}]}}",
        "[]",
    ],
)
def test_an_answer_that_cannot_be_is_a_crash(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    process._idle.end()
    monkeypatch.setattr(process, "PROGRAM", ANSWERS.replace("ANSWER", answer))
    with pytest.raises(Rejected, match="what cannot be") as caught:
        list(read_apart(STORY))
    assert caught.value.reason is ReadingReason.READER_CRASHED


def test_of_more_documents_than_are_taken_of_one_file_the_first_are_read_and_it_is_said() -> None:
    lines = b"".join(b'{"headline": "News %d", "text": "The council met."}\n' % number for number in range(20))
    for reading in (read, read_apart):
        found = list(reading(lines, limits=Limits(items=7)))
        assert [type(one).__name__ for one in found] == ["Document"] * 7 + ["RejectedDocument"]
        assert found[-1] == RejectedDocument("too_many_items", "more than 7")
        assert len(list(reading(lines, limits=Limits(items=20)))) == 20
