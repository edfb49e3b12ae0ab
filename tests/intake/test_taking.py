"""How a file is taken."""

from __future__ import annotations

import hashlib
import io
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from feedmill.errors import FeedmillError, Refused
from feedmill.intake import taking
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.taking import take, take_stream
from feedmill.model import Original

LIMIT = 1_000_000


def reason_of(path: Path, *, limit: int = LIMIT) -> str:
    with pytest.raises(FeedmillError) as caught:
        take(path, limit=limit)
    return str(caught.value.reason)


def a_file(folder: Path, data: bytes = b"some news\n", name: str = "page.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_what_is_taken_is_measured_and_can_be_read_from_its_start(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with take(path, limit=LIMIT) as taken:
        assert taken.original == Original(hashlib.sha256(b"some news\n").hexdigest(), 10)
        assert taken.file.read() == b"some news\n"
        assert taken.identity is not None
        assert taken.identity.token == f"{path.stat().st_ino}-{path.stat().st_mtime_ns}"
    assert taken.file.closed


def test_an_empty_file_is_taken_like_any_other(tmp_path: Path) -> None:
    with take(a_file(tmp_path, b""), limit=LIMIT) as taken:
        assert taken.original.size == 0


def test_what_is_no_file_is_refused_by_its_kind_without_waiting_for_anybody(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(a_file(tmp_path))
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(tmp_path / "socket"))
        found = {name: reason_of(tmp_path / name) for name in ("link", "folder", "pipe", "socket")}
    assert found == {"link": "symlink", "folder": "folder", "pipe": "special_file", "socket": "special_file"}
    assert reason_of(Path("/dev/null")) == "special_file"


def test_a_file_with_a_second_name_is_refused_unless_that_is_all_right(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    (tmp_path / "second").hardlink_to(path)
    assert reason_of(path) == "hard_link"
    take(path, limit=LIMIT, only_name=False).close()


def test_a_sparse_file_of_5_gb_is_refused_on_its_size_before_a_byte_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "_hashed", lambda *_: pytest.fail("read"))
    path = a_file(tmp_path)
    os.truncate(path, 5 * 1024**3)
    assert reason_of(path) == "too_large"


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    take(path, limit=10).close()
    assert reason_of(path, limit=9) == "too_large"


def test_a_missing_file_has_vanished(tmp_path: Path) -> None:
    assert reason_of(tmp_path / "none") == "vanished"


def while_read(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    hashed = taking._hashed

    def then(*arguments: object) -> Original:
        found = hashed(*arguments)  # type: ignore[arg-type]  # handed on as they came
        happens()
        return found

    monkeypatch.setattr(taking, "_hashed", then)


def test_a_file_that_grows_while_it_is_read_is_deferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_file(tmp_path)
    while_read(monkeypatch, lambda: path.write_bytes(b"some news\nmore"))
    assert reason_of(path) == "changed_while_read"


def test_a_file_that_is_rewritten_with_its_old_time_is_deferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file(tmp_path)
    then = path.stat().st_mtime_ns

    def rewrite() -> None:
        path.write_bytes(b"OTHER NEW\n")
        os.utime(path, ns=(then, then))

    os.utime(path, ns=(then, then))
    while_read(monkeypatch, rewrite)
    assert reason_of(path) == "changed_while_read"


def test_a_file_that_is_replaced_while_it_is_read_is_deferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_file(tmp_path)
    unchanged = taking._unchanged
    # the replaced inode's ctime moves as well when its last name goes: only the name is looked at here
    monkeypatch.setattr(
        taking, "_unchanged", lambda before, _after, size, where: unchanged(before, before, size, where)
    )
    while_read(monkeypatch, lambda: a_file(tmp_path, b"the other", "other").replace(path))
    assert reason_of(path) == "replaced_while_read"


def test_a_file_that_grows_past_the_limit_while_it_is_read_is_not_read_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file(tmp_path)
    monkeypatch.setattr(taking, "regular", lambda status, *_, **__: (path.write_bytes(b"x" * 50), status)[1])
    assert reason_of(path, limit=10) == "changed_while_read"


def test_a_disk_that_does_not_read_is_a_refusal_with_the_systems_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(Refused, match="Input/output error") as caught:
        take(a_file(tmp_path), limit=LIMIT)
    assert caught.value.reason is IntakeReason.UNREADABLE


def test_a_stream_is_copied_and_measured() -> None:
    with take_stream(io.BytesIO(b"pasted"), limit=6, name=b"form") as taken:
        assert taken.file.read() == b"pasted"
        assert taken.original == Original(hashlib.sha256(b"pasted").hexdigest(), 6)
        assert taken.identity is None


def test_a_stream_over_the_limit_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        take_stream(io.BytesIO(b"pasted!"), limit=6, name=b"form")
    assert caught.value.reason is IntakeReason.TOO_LARGE
