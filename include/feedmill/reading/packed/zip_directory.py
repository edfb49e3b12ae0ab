"""What stands in a ZIP archive, by its central directory (PKWARE's APPNOTE, 4.3); sizes and places are claims.

Extra fields that are broken are passed over; a directory that is, is none.
"""

from __future__ import annotations

import io
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from feedmill.reading.piece import Limits

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END64, LOCATOR64 = b"PK\x06\x06", b"PK\x06\x07"
END_SIZE, LONGEST_COMMENT = 22, 65535
CENTRAL_FIELDS = struct.Struct("<4sH2x2H4x3L3H4x2L")
LOCAL_FIELDS = struct.Struct("<4s2x2H4x3L2H")
UNKNOWN16, UNKNOWN32 = 0xFFFF, 0xFFFFFFFF
ZIP64_FIELD, UNICODE_PATH_FIELD = 1, 0x7075
LARGEST = 128 * 1024**2
UNIXES = (3, 19)
"""Systems whose files have a mode in the upper half of their attributes (4.4.2): Unix and macOS."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an archive says of a member: `offset` is that of its local header, `crc` None where none is said.

    `mode` is the file's mode on Unix, 0 where none is said.
    """

    name: bytes
    flags: int
    method: int
    crc: int | None
    packed: int
    size: int
    offset: int
    mode: int = 0

    @property
    def linked(self) -> bool:
        """Whether it is a symbolic link: its bytes are the path that it leads to."""
        return stat.S_ISLNK(self.mode)

    @property
    def encrypted(self) -> bool:
        """Whether it takes a password to read it (method 99 is AES)."""
        return bool(self.flags & 0x2041) or self.method == 99


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries in their order, and where the directory itself begins; `salvaged` where there is none."""

    entries: list[Entry]
    start: int
    salvaged: bool = False


@dataclass(frozen=True, slots=True)
class _End:
    """What the end of an archive says: how many entries, in how many bytes, from where; and where itself stands."""

    count: int
    size: int
    start: int
    at: int


def read_directory(stream: BinaryIO, size: int, limits: Limits) -> Directory | None:
    """The central directory, at most one entry more than `limits` allow; None where it is missing or broken."""
    end = _end(stream, size)
    if end is None or end.size > LARGEST:
        return None
    for start, shift in ((end.start, 0), (end.at - end.size, end.at - end.size - end.start)):
        if 0 <= start <= size and (entries := _entries(_at(stream, start, end.size), end.count, limits)) is not None:
            return Directory([replace(entry, offset=entry.offset + shift) for entry in entries], start)
    return None


def _at(stream: BinaryIO, start: int, size: int) -> bytes:
    stream.seek(start)
    return stream.read(max(0, size))


def _end(stream: BinaryIO, size: int) -> _End | None:
    """The end record; of several that could be it, the last whose comment runs to the end, else the last."""
    base = max(0, size - END_SIZE - LONGEST_COMMENT)
    tail = _at(stream, base, size - base)
    found = list(_ends(tail))
    if not found:
        return None
    exact = [at for at in found if at + END_SIZE + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail)]
    at = (exact or found)[0]
    count, length, start = struct.unpack_from("<10xH2L", tail, at)
    if count == UNKNOWN16 or UNKNOWN32 in (length, start):
        return _end64(stream, base + at) or _End(count, length, start, base + at)
    return _End(count, length, start, base + at)


def _ends(tail: bytes) -> Iterator[int]:
    """Where an end record could begin, from the last on."""
    at = len(tail)
    while (at := tail.rfind(END, 0, at)) >= 0:
        if at + END_SIZE <= len(tail):
            yield at


def _end64(stream: BinaryIO, end: int) -> _End | None:
    """The end record of ZIP64, that a locator before the other one points to (4.3.14, 4.3.15)."""
    locator = _at(stream, end - 20, 20) if end >= 20 else b""
    if not locator.startswith(LOCATOR64):
        return None
    at = int.from_bytes(locator[8:16], "little")
    record = _at(stream, at, 56) if at < end else b""
    if len(record) < 56 or not record.startswith(END64):
        return None
    count, length, start = struct.unpack_from("<32x3Q", record)
    return _End(count, length, start, at)


def _entries(data: bytes, count: int, limits: Limits) -> list[Entry] | None:
    """The entries; None where one is broken. More than are promised are not looked for."""
    found: list[Entry] = []
    at = 0
    while len(found) < min(count, limits.members + 1):
        if len(data) < at + CENTRAL_FIELDS.size or not data.startswith(CENTRAL, at):
            return None
        _, maker, flags, method, crc, packed, size, *lengths, attributes, offset = CENTRAL_FIELDS.unpack_from(data, at)
        name_size, extra_size, comment_size = lengths
        mode = attributes >> 16 if maker >> 8 in UNIXES else 0
        at += CENTRAL_FIELDS.size
        name, extra = data[at : at + name_size], data[at + name_size : at + name_size + extra_size]
        at += name_size + extra_size + comment_size
        found.append(widened(Entry(name, flags, method, crc, packed, size, offset, mode), extra))
    return found


def widened(entry: Entry, extra: bytes) -> Entry:
    """The entry with what its extra fields say: sizes beyond 4 GiB (4.5.3), a name in UTF-8 (4.6.9)."""
    for kind, field in _fields(extra):
        if kind == ZIP64_FIELD:
            entry = _zip64(entry, io.BytesIO(field))
        elif kind == UNICODE_PATH_FIELD and len(field) > 5:
            entry = replace(entry, name=field[5:])
    return entry


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields that are whole."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if at + 4 + size > len(extra):
            return
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size


def _zip64(entry: Entry, field: io.BytesIO) -> Entry:
    """The values that did not fit, in this order: size, packed size, offset."""

    def value(stated: int) -> int:
        wide = field.read(8) if stated == UNKNOWN32 else b""
        return int.from_bytes(wide, "little") if len(wide) == 8 else stated

    return replace(entry, size=value(entry.size), packed=value(entry.packed), offset=value(entry.offset))
