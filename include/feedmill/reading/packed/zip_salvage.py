"""What can be found in a ZIP archive without its directory: the local headers, one behind the other (4.3.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from feedmill.reading.packed.zip_directory import CENTRAL, LOCAL, LOCAL_FIELDS, Entry, widened

BLOCK = 1024 * 1024
SIZE_FOLLOWS = 8
DEFLATED = 8


def data_start(stream: BinaryIO, offset: int) -> int | None:
    """Where the data of a member begin, by its local header; None where there is no header."""
    stream.seek(offset)
    fixed = stream.read(LOCAL_FIELDS.size)
    if len(fixed) < LOCAL_FIELDS.size or not fixed.startswith(LOCAL):
        return None
    return offset + LOCAL_FIELDS.size + int.from_bytes(fixed[26:28], "little") + int.from_bytes(fixed[28:30], "little")


def salvaged(stream: BinaryIO, size: int, most: int) -> list[Entry]:
    """At most so many entries, by the headers that stand in the archive itself."""
    found: list[Entry] = []
    at = _next(stream, 0, size)
    while at < size and len(found) < most:
        header = _header(stream, at)
        if header is None:
            at = _next(stream, at + 4, size)
            continue
        entry, start = header
        if entry.flags & SIZE_FOLLOWS and not entry.packed:
            behind = _next(stream, start, size)
            found.append(Entry(entry.name, entry.flags, entry.method, None, behind - start, -1, at))
        else:
            found.append(entry)
            behind = start + entry.packed
        at = _next(stream, behind, size)
    return found


def _header(stream: BinaryIO, offset: int) -> tuple[Entry, int] | None:
    """What a local header says, and where the data behind it begin."""
    stream.seek(offset)
    fixed = stream.read(LOCAL_FIELDS.size)
    if len(fixed) < LOCAL_FIELDS.size or not fixed.startswith(LOCAL):
        return None
    _, flags, method, crc, packed, size, name_size, extra_size = LOCAL_FIELDS.unpack(fixed)
    name, extra = stream.read(name_size), stream.read(extra_size)
    entry = widened(Entry(name, flags, method, crc, packed, size, offset), extra)
    return entry, offset + LOCAL_FIELDS.size + name_size + extra_size


def _next(stream: BinaryIO, start: int, size: int) -> int:
    """Where the next header of a member stands, local or central; the archive's size where there is none."""
    for base, block in _blocks(stream, start):
        places = [place for place in (block.find(LOCAL), block.find(CENTRAL)) if place >= 0]
        if places:
            return base + min(places)
    return size


def _blocks(stream: BinaryIO, start: int) -> Iterator[tuple[int, bytes]]:
    """Blocks of the stream with their places; each begins with the last bytes of the one before."""
    stream.seek(start)
    kept = b""
    while block := stream.read(BLOCK):
        yield start, kept + block
        start += len(kept) + len(block) - 3
        kept = (kept + block)[-3:]
