"""The ways of packing bytes, each unpacked in small steps: deflate, gzip, bzip2, LZMA, xz.

What comes out before something is wrong has been yielded; then `Rejected` says what: damaged, truncated, unknown
packing. Nothing unpacked is ever larger than a step, whatever the packed bytes say.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from feedmill.errors import Rejected
from feedmill.reading.packed.gzip_header import pass_header
from feedmill.reading.packed.input import Input
from feedmill.reading.reasons import ReadingReason

Unpack = Callable[[BinaryIO], Iterator[bytes]]
"""Unpacks what is left of a stream."""

STEP_OUT = 512 * 1024
LZMA_MEMORY = 128 * 1024**2
EMPTY_RUNS = 10_000


class _Decompressor(Protocol):
    """What bz2 and lzma offer, and `_Deflate` below."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Deflate:
    """zlib's decompressor in the form that bz2 and lzma have."""

    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """The next bytes; what was left of earlier input comes before `data`."""
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def stored(stream: BinaryIO) -> Iterator[bytes]:
    """Bytes that are not packed at all."""
    while block := stream.read(STEP_OUT):
        yield block


def deflate(stream: BinaryIO) -> Iterator[bytes]:
    """Raw deflate (RFC 1951), one run of it; what stands behind its end is not looked at."""
    yield from _run(_Deflate(-zlib.MAX_WBITS), Input(stream))


def gzip(stream: BinaryIO) -> Iterator[bytes]:
    """All members of a gzip file (RFC 1952); zeros behind the last are padding."""
    source = Input(stream)
    yield from _runs(source, b"\x1f\x8b", lambda: gzip_member(source))
    _nothing_behind(source, "gzip")


def bzip2(stream: BinaryIO) -> Iterator[bytes]:
    """All streams of a bzip2 file."""
    source = Input(stream)
    yield from _runs(source, b"BZh", lambda: _run(bz2.BZ2Decompressor(), source))
    _nothing_behind(source, "bzip2")


def xz(stream: BinaryIO) -> Iterator[bytes]:
    """All streams of an xz file, padding between them passed over."""
    source = Input(stream)
    yield from _runs(source, b"\xfd7zXZ\x00", lambda: _xz_stream(source))
    _nothing_behind(source, "xz")


def zlib_or_deflate(stream: BinaryIO) -> Iterator[bytes]:
    """What HTTP calls deflate: zlib's form (RFC 1950), or, as some servers send it, the bare one."""
    source = Input(stream)
    head = source.peek(2)
    wrapped = len(head) == 2 and head[0] & 15 == 8 and int.from_bytes(head, "big") % 31 == 0
    yield from _run(_Deflate(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS), source)


def zip_lzma(stream: BinaryIO) -> Iterator[bytes]:
    """LZMA as ZIP holds it: version, size of the properties, properties, then one raw run (APPNOTE 5.8.8)."""
    source = Input(stream)
    head = source.take(9)
    if len(head) < 9 or int.from_bytes(head[2:4], "little") != 5:
        raise Rejected(ReadingReason.DAMAGED, "properties of LZMA that cannot be")
    dictionary = int.from_bytes(head[5:9], "little")
    rest, lc = divmod(head[4], 9)
    pb, lp = divmod(rest, 5)
    if dictionary > LZMA_MEMORY or pb > 4 or lc + lp > 4:
        raise Rejected(ReadingReason.DAMAGED, f"properties of LZMA that cannot be: a dictionary of {dictionary} bytes")
    chain = [{"id": lzma.FILTER_LZMA1, "dict_size": dictionary, "lc": lc, "lp": lp, "pb": pb}]
    yield from _run(lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain), source, ends_itself=False)


def _runs(source: Input, magic: bytes, run: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    """Runs that begin with a magic, one behind the other. Empty ones are few in an honest file."""
    empty = 0
    while source.peek(len(magic)) == magic:
        some = False
        for chunk in run():
            some = True
            yield chunk
        empty += not some
        if empty > EMPTY_RUNS:
            raise Rejected(ReadingReason.DAMAGED, f"more than {EMPTY_RUNS} packed runs that hold nothing")


def _run(decompressor: _Decompressor, source: Input, *, ends_itself: bool = True) -> Iterator[bytes]:
    """One run of packed bytes; what stands behind its end is left in the source."""
    source.begin()
    while not decompressor.eof:
        hungry = decompressor.needs_input
        data = source.step() if hungry else b""
        try:
            out = decompressor.decompress(data, STEP_OUT)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
            raise Rejected(ReadingReason.DAMAGED, f"the packed data are broken: {error}") from None
        if out:
            yield out
        elif hungry and not data and not decompressor.eof:
            if ends_itself:
                raise Rejected(ReadingReason.TRUNCATED, "the packed data end early")
            return
    source.give_back(len(decompressor.unused_data))


def gzip_member(source: Input) -> Iterator[bytes]:
    """The data of the gzip member that comes next, then its checksum and size are checked."""
    pass_header(source)
    crc = size = 0
    for chunk in _run(_Deflate(-zlib.MAX_WBITS), source):
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        yield chunk
    trailer = source.take(8)
    if len(trailer) < 8:
        raise Rejected(ReadingReason.TRUNCATED, "the checksum is cut off")
    if trailer != crc.to_bytes(4, "little") + (size % 2**32).to_bytes(4, "little"):
        raise Rejected(ReadingReason.DAMAGED, "the checksum or the size is wrong")


def _xz_stream(source: Input) -> Iterator[bytes]:
    """A stream of an xz file, and the padding behind it."""
    yield from _run(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=LZMA_MEMORY), source)
    source.skip_zeros()


def _nothing_behind(source: Input, kind: str) -> None:
    """Raise `Rejected` where something other than zeros stands behind the end."""
    source.skip_zeros()
    if source.peek(1):
        raise Rejected(ReadingReason.DAMAGED, f"bytes behind the end that are no {kind}")
