"""ZIP archives. Every member is unpacked and counted before it is read; what the archive says of it is checked.

A member that is encrypted, packed in an unknown way, broken, or overlaps another is a place with a reason, and the
others are read. Office documents and e-books are ZIP archives too, and refused.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import RejectedDocument
from feedmill.reading.packed.measuring import Measured, Packed, measured
from feedmill.reading.packed.steps import Steps, check_name, decoded_name, is_furniture, refused
from feedmill.reading.packed.unpacking import Unpack, bzip2, deflate, stored, xz, zip_lzma
from feedmill.reading.packed.zip_directory import Directory, Entry, read_directory
from feedmill.reading.packed.zip_salvage import data_start, salvaged
from feedmill.reading.packed.zstd_frames import zstd
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason

METHODS: dict[int, Unpack] = {0: stored, 8: deflate, 12: bzip2, 14: zip_lzma, 93: zstd, 95: xz}
TELLING = {
    b"[Content_Types].xml": "an office document (OOXML)",
    b"META-INF/MANIFEST.MF": "a Java archive",
    b"AndroidManifest.xml": "an Android package",
}
MIMETYPES = {
    b"application/epub+zip": "an e-book (EPUB)",
    b"application/vnd.oasis.opendocument": "an office document (OpenDocument)",
}


def read_zip(piece: Piece) -> Iterator[Piece | RejectedDocument]:
    """The members in the order of the directory; without one, in the order in which they stand.

    Raises `Rejected`: empty, unknown_format, damaged.
    """
    directory = _directory(piece)
    _refuse_others(piece, directory)
    if directory.salvaged:
        yield RejectedDocument(str(ReadingReason.TRUNCATED), "the directory of the ZIP archive is missing or broken")
    yield from _Members(piece, directory).found()


def zip_member(piece: Piece, step: str) -> Iterator[Piece | RejectedDocument]:
    """The member under a step alone, without unpacking those before it."""
    return _Members(piece, _directory(piece)).found(step)


def _directory(piece: Piece) -> Directory:
    """What stands in an archive. Raises `Rejected`: empty, damaged."""
    found = read_directory(piece.stream, piece.size, piece.limits)
    if found is not None and not found.entries:
        raise Rejected(ReadingReason.EMPTY, "an empty ZIP archive")
    if found is None:
        found = Directory(salvaged(piece.stream, piece.size, piece.limits.members + 1), piece.size, salvaged=True)
    if not found.entries:
        raise Rejected(ReadingReason.DAMAGED, "a ZIP archive without a directory or members")
    return found


def _refuse_others(piece: Piece, directory: Directory) -> None:
    """Raise `Rejected` for what is a ZIP archive only on the outside."""
    for entry in directory.entries:
        if entry.name in TELLING:
            raise Rejected(ReadingReason.UNKNOWN_FORMAT, TELLING[entry.name])
    first = directory.entries[0]
    start = data_start(piece.stream, max(0, first.offset)) if first.name == b"mimetype" else None
    if start is not None:
        piece.stream.seek(start)
        said = piece.stream.read(60)
        for mimetype, phrase in MIMETYPES.items():
            if said.startswith(mimetype):
                raise Rejected(ReadingReason.UNKNOWN_FORMAT, phrase)


class _Members:
    """The members of one archive."""

    def __init__(self, piece: Piece, directory: Directory) -> None:
        self.piece = piece
        self.directory = directory
        self.checked = False
        self.offsets = sorted(entry.offset for entry in directory.entries)
        self.steps = Steps()

    def found(self, wanted: str | None = None) -> Iterator[Piece | RejectedDocument]:
        """Each member, or that under one step, or why it cannot be read."""
        for entry in self.directory.entries:
            name = decoded_name(entry.name)
            if is_furniture(name, entry.size):
                continue
            step = self.steps.step(name)
            if wanted is not None and step != wanted:
                continue
            try:
                check_name(name)
                found = self.member(entry)
                yield self.piece.part(step, found.stream, found.size, name)
            except Rejected as error:
                yield refused(self.piece, step, error)

    def member(self, entry: Entry) -> Measured:
        """A member's bytes, checked against what the archive says of them. Raises `Rejected`."""
        if entry.linked:
            raise Rejected(ReadingReason.NOT_A_FILE, "a symbolic link")
        if entry.encrypted:
            raise Rejected(ReadingReason.ENCRYPTED, "a member that takes a password")
        unpack = METHODS.get(entry.method)
        if unpack is None:
            raise Rejected(ReadingReason.UNKNOWN_PACKING, f"method {entry.method} of ZIP")
        found = measured(Packed(self.piece.stream, self.start(entry), entry.packed, unpack), self.piece.limits)
        if found.flaw is not None:
            raise found.flaw
        if entry.crc is not None and (found.crc != entry.crc or found.size != entry.size):
            detail = f"{found.size} bytes with CRC {found.crc:08x}, {entry.size} with {entry.crc:08x} are promised"
            raise Rejected(ReadingReason.DAMAGED, detail)
        return found

    def start(self, entry: Entry) -> int:
        """Where the packed bytes begin. Raises `Rejected`: damaged, truncated, overlapping_members."""
        start = data_start(self.piece.stream, entry.offset) if 0 <= entry.offset < self.piece.size else None
        if start is None:
            raise Rejected(ReadingReason.DAMAGED, f"no member stands at {entry.offset}")
        end = start + entry.packed
        if end > self.piece.size:
            raise Rejected(ReadingReason.TRUNCATED, f"{entry.packed} bytes at {start} of {self.piece.size}")
        if self.overlaps(entry, end):
            self.leave_out_liars()
            if self.overlaps(entry, end):
                raise Rejected(ReadingReason.OVERLAPPING, f"bytes {start} to {end} are not its own")
        return start

    def overlaps(self, entry: Entry, end: int) -> bool:
        """Whether a member reaches into the next one or into the directory, or stands where another stands."""
        behind = bisect_right(self.offsets, entry.offset)
        following = self.offsets[behind] if behind < len(self.offsets) else self.directory.start
        return behind - bisect_left(self.offsets, entry.offset) > 1 or end > following > entry.offset

    def leave_out_liars(self) -> None:
        """Of the places that the directory names, keep those where a member stands."""
        if not self.checked:
            self.checked = True
            self.offsets = [one for one in self.offsets if one >= 0 and data_start(self.piece.stream, one) is not None]
