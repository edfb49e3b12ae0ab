"""Bytes on their way to the archive."""

from __future__ import annotations

import hashlib
import io

import pytest

from feedmill.archive.bodies import ExactBody, measured
from feedmill.errors import Deferred
from feedmill.model import Original


def test_a_body_gives_the_bytes_and_can_be_read_again() -> None:
    body = ExactBody(io.BytesIO(b"0123456789"), 10)
    assert len(body) == 10
    assert body.readable()
    assert body.seekable()
    assert (body.read(4), body.tell(), body.read(), body.read(1)) == (b"0123", 4, b"456789", b"")
    assert (body.seek(0), body.read()) == (0, b"0123456789")


def test_its_end_is_the_announced_one() -> None:
    body = ExactBody(io.BytesIO(b"0123456789 and more"), 10)
    assert (body.seek(-2, io.SEEK_END), body.read()) == (8, b"89")
    assert (body.seek(-1, io.SEEK_CUR), body.read()) == (9, b"9")


def test_a_file_that_has_grown_shows_no_more_than_was_hashed() -> None:
    assert ExactBody(io.BytesIO(b"0123456789"), 4).read() == b"0123"


def test_a_file_that_has_shrunk_is_deferred_at_once_and_remembers_it() -> None:
    body = ExactBody(io.BytesIO(b"0123"), 10)
    with pytest.raises(Deferred) as caught:
        body.read()
    assert str(caught.value.reason) == "changed_while_sent"
    assert body.shrunk is caught.value


def test_pieces_are_measured_as_one() -> None:
    assert measured([b"ab", b"", b"c"]) == Original(hashlib.sha256(b"abc").hexdigest(), 3)
