"""What tells archives apart where a few first bytes do not: tar by its header, WARC by what is packed."""

from __future__ import annotations

import io
import zlib

from feedmill.errors import Rejected
from feedmill.reading.packed.tar_header import BLOCK, read_header
from feedmill.reading.packed.zstd_frames import FRAME, zstd

GZIP = b"\x1f\x8b\x08"
USTAR = slice(257, 263)
MAGICS = (b"ustar\x00", b"ustar ")
PADDING = 64
"""So many NULs at least fill up the fields of a header of tar."""

WARC_DICTIONARY = b"\x5d\x2a\x4d\x18"
WARC = (b"WARC/1.", b"WARC/0.")


def is_tar(head: bytes) -> bool:
    """Whether a file begins with a header of a tar archive that names something: by its checksum or its magic."""
    header = read_header(head[:BLOCK])
    if header is not None:
        return header.name != b""
    padded = head[USTAR] in MAGICS and head.count(0, 0, BLOCK) >= PADDING
    return padded and head[:1].isalnum()  # its checksum is wrong: others may be read


def is_packed_warc(head: bytes) -> bool:
    """Whether what is packed with gzip or Zstandard is a WARC file."""
    if head.startswith(GZIP):
        try:
            return zlib.decompressobj(31).decompress(head[:4096], 16).startswith(WARC)
        except zlib.error:
            return False
    if head.startswith(FRAME):
        try:
            return next(zstd(io.BytesIO(head)), b"").startswith(WARC)
        except Rejected:
            return False
    return head.startswith(WARC_DICTIONARY)
