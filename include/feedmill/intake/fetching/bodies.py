"""How an answer's body is taken: unpacked as it comes, within limits, never held whole in memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

from feedmill.errors import Deferred, Refused
from feedmill.intake.fetching.limits import AT_ONCE, Limits, Watch
from feedmill.intake.fetching.reasons import FetchReason
from feedmill.intake.taking import Taken, take_stream

ACCEPTED = "gzip, deflate"
GZIP = b"\x1f\x8b"

Pieces = Iterator[bytes]


def take_body(pieces: Iterable[bytes], encoding: str, watch: Watch, *, cut: bool = False) -> Taken:
    """Take a body whose Content-Encoding is `encoding`. With `cut`, what is over the limit is left out.

    Raises `Refused` where it is too large, a bomb or packed in a way that was not asked for; `Deferred` where it ends
    before its time.
    """
    unpacked = _unpacker(encoding)(_timed(pieces, watch))
    limited = _limited(unpacked, watch, cut=cut)
    return take_stream(cast("BinaryIO", _Reading(limited)), limit=watch.limits.body, name=b"answer")


class _Reading:
    """Pieces, read as a stream is."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def read(self, _size: int) -> bytes:
        return next((piece for piece in self._pieces if piece), b"")


def _timed(pieces: Iterable[bytes], watch: Watch) -> Pieces:
    """The pieces as they come: a flood of small ones has to keep to the time as well as a drip."""
    for piece in pieces:
        watch.left()
        watch.packed += len(piece)
        yield piece


def _limited(pieces: Pieces, watch: Watch, *, cut: bool) -> Pieces:
    limits, size = watch.limits, 0
    for piece in pieces:
        if size + len(piece) > limits.body and cut:
            yield piece[: limits.body - size]
            return
        size += len(piece)
        _check(size, watch.packed, limits)
        yield piece


def _check(size: int, packed: int, limits: Limits) -> None:
    if size > limits.trusted and size > limits.ratio * packed:
        raise Refused(FetchReason.ANSWER_BOMB, f"{packed} bytes unpack to more than {size}")
    if size > limits.body:
        raise Refused(FetchReason.ANSWER_TOO_LARGE, f"more than {limits.body} bytes")


def _unpacker(encoding: str) -> Callable[[Pieces], Pieces]:
    codings = [one for one in (part.strip().lower() for part in encoding.split(",")) if one not in ("", "identity")]
    if not codings:
        return iter
    if len(codings) > 1 or codings[0] not in UNPACKERS:
        raise Refused(FetchReason.ENCODING_UNKNOWN, ascii(encoding[:100]))
    return UNPACKERS[codings[0]]


def _gunzip(pieces: Pieces) -> Pieces:
    """Members of gzip, one after another; a body that is none though its header says so, as it is."""
    first = _beginning(pieces)
    if not first.startswith(GZIP):
        yield first
        yield from pieces
        return
    unpacking = zlib.decompressobj(wbits=31)
    for piece in _with(first, pieces):
        waiting = piece
        while waiting:
            yield _unpacked(unpacking, waiting)
            waiting = unpacking.unconsumed_tail
            if unpacking.eof:
                waiting = unpacking.unused_data
                if not waiting.startswith(GZIP):  # what follows the last member belongs to nothing
                    break
                unpacking = zlib.decompressobj(wbits=31)
    _ended(unpacking)


def _inflate(pieces: Pieces) -> Pieces:
    """`deflate` is zlib's form (RFC 9110, 8.4.1.2); some servers send the bare one."""
    first = _beginning(pieces)
    is_zlib = len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    unpacking = zlib.decompressobj(wbits=15 if is_zlib else -15)
    for piece in _with(first, pieces):
        waiting = piece
        while waiting and not unpacking.eof:
            yield _unpacked(unpacking, waiting)
            waiting = unpacking.unconsumed_tail
    _ended(unpacking)


def _unpacked(unpacking: zlib._Decompress, data: bytes) -> bytes:
    try:
        return unpacking.decompress(data, AT_ONCE)
    except zlib.error as error:
        raise Deferred(FetchReason.ANSWER_BROKEN, f"it cannot be unpacked: {error}") from None


def _ended(unpacking: zlib._Decompress) -> None:
    if not unpacking.eof:
        raise Deferred(FetchReason.ANSWER_BROKEN, "what was packed ends before its time")


def _beginning(pieces: Pieces) -> bytes:
    """The first bytes, two or more where there are."""
    found = b""
    for piece in pieces:
        found += piece
        if len(found) > 1:
            break
    return found


def _with(first: bytes, pieces: Pieces) -> Pieces:
    yield first
    yield from pieces


UNPACKERS = {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate}
"""How a body is unpacked, by its coding."""
