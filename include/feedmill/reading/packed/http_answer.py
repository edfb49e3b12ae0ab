"""An HTTP answer as web archives keep it: status, media type, charset, and the body as its server meant it.

Chunks and content encodings are undone where they are there; archives often keep the header of a coding that they
have undone themselves.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fastwarc.stream_io import BrotliReader

from feedmill.errors import Rejected
from feedmill.reading.decoding.labels import charset_of
from feedmill.reading.packed.measuring import Packed, measured
from feedmill.reading.packed.unpacking import Unpack, gzip, zlib_or_deflate
from feedmill.reading.packed.zstd_frames import zstd
from feedmill.reading.piece import Limits
from feedmill.reading.reasons import ReadingReason

LONGEST_HEADER = 256 * 1024
HEADER_END = re.compile(rb"\r?\n\r?\n")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s{1,4}(\d{3})")
CHUNK = re.compile(rb"[ \t]{0,16}([0-9A-Fa-f]{1,8})[ \t]{0,16}(?:;[^\r\n]{0,1000})?\r?\n")
MOST_CODINGS = 4
BROTLI_STEP = 256 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is None where there was no status line: then the body is all there is. `flaw`: why it ends early."""

    status: int | None
    media: str
    charset: str | None
    body: bytes
    flaw: Rejected | None = None


def media_type(value: str) -> tuple[str, str | None]:
    """The media type in a Content-Type, in small letters, and its charset."""
    return value.partition(";")[0].strip().lower(), charset_of(value)


def read_answer(block: bytes, limits: Limits) -> Answer:
    """The answer in a record's block. Raises `Rejected`: packed_too_tightly, unknown_packing, too_large_to_read."""
    status = STATUS.match(block)
    end = HEADER_END.search(block, 0, LONGEST_HEADER)
    if status is None or end is None:
        return Answer(None, "", None, block)
    headers = _headers(block[: end.start()])
    media, charset = media_type(headers.get("content-type", ""))
    body, flaw = block[end.end() :], None
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body, flaw = _joined(body)
    codings = [coding.strip().lower() for coding in headers.get("content-encoding", "").split(",") if coding.strip()]
    for coding in reversed(codings[:MOST_CODINGS]):
        body, broken = _decoded(body, coding, limits)
        flaw = flaw or broken
    return Answer(int(status[1]), media, charset, body, flaw)


def _headers(block: bytes) -> dict[str, str]:
    """The header fields, names in small letters; of a field that stands twice, the last."""
    fields = (line.partition(b":") for line in block.split(b"\n")[1:])
    return {name.strip().lower().decode("latin-1"): value.strip().decode("latin-1") for name, _, value in fields}


def _joined(body: bytes) -> tuple[bytes, Rejected | None]:
    """The chunks without their sizes (RFC 9112, 7.1). A body that does not begin with one was joined before."""
    parts: list[bytes] = []
    at = 0
    while (size := CHUNK.match(body, at)) is not None:
        length = int(size[1], 16)
        if not length:
            return b"".join(parts), None
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    if not parts:
        return body, None
    rest = body[at:]
    flaw = Rejected(ReadingReason.TRUNCATED, f"the chunks of the answer break off at byte {min(at, len(body))}")
    return b"".join((*parts, rest)), flaw


def _decoded(body: bytes, coding: str, limits: Limits) -> tuple[bytes, Rejected | None]:
    """The body without one coding; as it is, where it is not coded so."""
    unpack = _unpack(coding, body)
    if unpack is None:
        return body, None
    found = measured(Packed(io.BytesIO(body), 0, len(body), unpack), limits)
    if found.size > limits.piece:
        raise Rejected(ReadingReason.TOO_LARGE_TO_READ, f"{found.size} bytes, the limit is {limits.piece}")
    if not found.size and found.flaw is not None:
        return body, None
    return found.stream.read(), found.flaw


def _unpack(coding: str, body: bytes) -> Unpack | None:
    """How a coding is undone, or None where the body does not look coded. Raises `Rejected` (unknown_packing)."""
    if coding in ("gzip", "x-gzip"):
        return gzip if body.startswith(b"\x1f\x8b") else None
    if coding == "deflate":
        return zlib_or_deflate
    if coding == "zstd":
        return zstd if body.startswith(b"\x28\xb5\x2f\xfd") else None
    if coding == "br":
        return _brotli
    if coding in ("identity", "none", "utf-8", "chunked"):
        return None
    raise Rejected(ReadingReason.UNKNOWN_PACKING, f"content encoding {coding[:40]!r}")


def _brotli(stream: BinaryIO) -> Iterator[bytes]:
    """Brotli (RFC 7932), by fastwarc's reader."""
    reader = BrotliReader(stream)
    try:
        while block := reader.read(BROTLI_STEP):
            yield block
    except (OSError, ValueError, EOFError) as error:
        raise Rejected(ReadingReason.DAMAGED, f"the packed data are broken: {error}") from None
