"""What goes wrong while an object is read is said of that object, or of its bucket."""

from __future__ import annotations

import io

import pytest
from botocore.exceptions import IncompleteReadError, ReadTimeoutError
from botocore.response import StreamingBody

from feedmill.archive.holdings import KINDS
from feedmill.archive.objects import Body, holds_ours
from feedmill.errors import Refused
from feedmill.model import Listed

LISTED = Listed("s3://news/in/a", 9, "e", "e t")


class Failing:
    """A connection that fails after the first bytes."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.left = [b"some "]

    def read(self, _size: int | None = None) -> bytes:
        if self.left:
            return self.left.pop()
        raise self.error

    def close(self) -> None:
        """Nothing is held."""


def test_a_body_gives_its_bytes_piece_by_piece_and_then_none() -> None:
    body = Body(StreamingBody(io.BytesIO(b"some news"), 9), LISTED)
    assert [body.readable(), body.read(5), body.read(100), body.read(5)] == [True, b"some ", b"news", b""]
    body.close()
    assert body.closed


@pytest.mark.parametrize(
    "error",
    [
        ReadTimeoutError(endpoint_url="http://news.example"),
        IncompleteReadError(actual_bytes=5, expected_bytes=9),
    ],
)
def test_a_bucket_that_falls_silent_while_an_object_is_read_is_said_with_the_object(error: Exception) -> None:
    body = Body(Failing(error), LISTED)  # type: ignore[arg-type]  # it has what is called
    assert body.read(5) == b"some "
    with pytest.raises(Refused, match="s3_source_unreachable: GET s3://news/in/a"):
        body.read(5)


@pytest.mark.parametrize(
    ("prefix", "held"),
    [("", True), ("orig", True), ("originals/", True), ("deliveries/ab", True), ("incoming/", False), ("old", False)],
)
def test_a_prefix_that_reaches_what_the_archive_keeps_is_known(prefix: str, held: bool) -> None:
    assert holds_ours(prefix) is held


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"probe"}))
def test_nothing_that_the_archive_keeps_is_an_arrival(kind: str) -> None:
    folder = KINDS[kind].pattern.partition("/")[0]
    assert holds_ours(f"{folder}/")
