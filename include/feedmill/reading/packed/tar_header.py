"""A header of a tar archive (POSIX pax interchange format, with the GNU forms)."""

from __future__ import annotations

from dataclasses import dataclass

BLOCK = 512
CHECKSUM = slice(148, 156)
KINDS = {
    "1": "a hard link",
    "2": "a symbolic link",
    "3": "a character device",
    "4": "a block device",
    "6": "a FIFO",
    "M": "a part of a file that begins in another archive",
    "S": "a sparse file",
}
FOLDERS = "5D"
LABEL = "V"
SPARSE = b"GNU.sparse."
MOST_RECORDS = 1000


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: `kind` is the type flag, `0` for every plain file."""

    name: bytes
    kind: str
    size: int


def read_header(block: bytes) -> Header | None:
    """The header in a block; None where its checksum is wrong or its size cannot be."""
    if len(block) < BLOCK or not checksum_holds(block):
        return None
    size = _number(block[124:136])
    if size is None or size < 0:
        return None
    kind = "0" if block[156:157] in (b"0", b"7", b"\x00") else chr(block[156])
    name = _text(block[0:100])
    prefix = _text(block[345:500]) if block[257:263] == b"ustar\x00" else b""
    return Header(prefix + b"/" + name if prefix else name, kind, size)


def checksum_holds(block: bytes) -> bool:
    """Whether a block is a header: the sum of its bytes stands in it, its own place counted as blanks."""
    stated = _number(block[CHECKSUM])
    if stated is None:
        return False
    rest = block[:148] + b" " * 8 + block[156:BLOCK]
    unsigned = sum(rest)
    return stated in (unsigned, unsigned - 256 * sum(1 for byte in rest if byte > 127))


def _text(field: bytes) -> bytes:
    """A field up to its first zero byte."""
    return field.partition(b"\x00")[0]


def _number(field: bytes) -> int | None:
    """A number, in octal digits or, after a byte of 0x80, in binary; None where it is neither."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = _text(field).strip()
    if any(byte not in b"01234567" for byte in digits):
        return None
    return int(digits or b"0", 8)


def pax_records(data: bytes) -> dict[bytes, bytes]:
    """What an extended header says of name, size and holes, in records `length key=value`; until one is broken."""
    found: dict[bytes, bytes] = {}
    at = 0
    for _ in range(MOST_RECORDS):
        if at >= len(data):
            break
        digits, blank, _ = data[at : at + 12].partition(b" ")
        length = int(digits) if blank and digits.isdigit() else 0
        key, equals, value = data[at + len(digits) + 1 : at + length].partition(b"=")
        if not equals or at + length > len(data):
            break
        if key in (b"path", b"size"):
            found[key] = value.removesuffix(b"\n")
        elif key.startswith(SPARSE):
            found[SPARSE] = b""
        at += length
    return found
