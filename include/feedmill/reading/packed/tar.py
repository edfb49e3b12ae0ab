"""tar archives: v7, ustar, pax and GNU. Plain files are read; links, devices and sparse files are places with a reason.

Nothing is trusted: a header counts when its checksum is right, and behind a broken one the next right one is looked
for. Nothing is ever linked, made or followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from feedmill.errors import Rejected
from feedmill.model import RejectedDocument
from feedmill.reading.packed.steps import Steps, check_name, decoded_name, is_furniture, refused
from feedmill.reading.packed.streams import window
from feedmill.reading.packed.tar_header import BLOCK, FOLDERS, KINDS, LABEL, SPARSE, Header, pax_records, read_header
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason

LONGEST_HEADER = 1024 * 1024
ZEROS = bytes(BLOCK)


def read_tar(piece: Piece) -> Iterator[Piece | RejectedDocument]:
    """The plain files in their order."""
    return _Archive(piece).found()


class _Archive:
    """A walk along the headers of one archive. What an extended header says holds for the next file, or for all."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.at = 0
        self.lost = False
        self.steps = Steps()
        self.for_all: dict[bytes, bytes] = {}
        self.for_next: dict[bytes, bytes] = {}

    def found(self) -> Iterator[Piece | RejectedDocument]:
        """Each plain file, or why something cannot be read."""
        while block := self.read(self.at, BLOCK):
            header = None if block == ZEROS else read_header(block)
            self.at += BLOCK
            if header is not None:
                self.lost = False
                yield from self.member(header)
            elif block != ZEROS and not self.lost:
                self.lost = True
                detail = f"no header of a tar archive at byte {self.at - BLOCK}"
                yield RejectedDocument(str(ReadingReason.DAMAGED), detail)

    def read(self, at: int, size: int) -> bytes:
        """Bytes of the archive; none behind its end, wherever a header says that something stands."""
        if at >= self.piece.size:
            return b""
        self.piece.stream.seek(at)
        return self.piece.stream.read(size)

    def member(self, header: Header) -> Iterator[Piece | RejectedDocument]:
        """What stands behind a header: more about the next one, a file, or something else."""
        if header.kind in "xgLK":
            yield from self.extended(header)
            return
        known = self.for_all | self.for_next
        self.for_next = {}
        header = _completed(header, known)
        start, self.at = self.at, self.at + -(-header.size // BLOCK) * BLOCK
        name = decoded_name(header.name, otherwise="latin-1")
        if header.kind in FOLDERS or header.kind == LABEL or is_furniture(name, header.size):
            return
        step = self.steps.step(name)
        try:
            self.check(header, name, start, sparse=SPARSE in known)
        except Rejected as error:
            if error.reason is ReadingReason.TRUNCATED:
                self.at, self.lost = start, True  # its size may be wrong: the next header is looked for
            yield refused(self.piece, step, error)
            return
        yield self.piece.part(step, window(self.piece.stream, start, header.size), header.size, name)

    def extended(self, header: Header) -> Iterator[RejectedDocument]:
        """A header that says more about the next one (`x`, GNU `L` and `K`), or about all (`g`)."""
        data = self.read(self.at, min(header.size, LONGEST_HEADER))
        start, self.at = self.at, self.at + -(-header.size // BLOCK) * BLOCK
        if header.size > LONGEST_HEADER or len(data) < header.size:
            if len(data) < min(header.size, LONGEST_HEADER):
                self.at, self.lost = start, True
            detail = f"an extended header of {header.size} bytes at {start - BLOCK}"
            yield RejectedDocument(str(ReadingReason.DAMAGED), detail)
        elif header.kind == "g":
            self.for_all |= pax_records(data)
        elif header.kind == "x":
            self.for_next |= pax_records(data)
        elif header.kind == "L":
            self.for_next[b"path"] = data.rstrip(b"\x00")

    def check(self, header: Header, name: str, start: int, *, sparse: bool) -> None:
        """Raise `Rejected` (not_a_file, unsafe_name, truncated) for what is not read."""
        if header.kind != "0" or sparse:
            kind = "a sparse file" if sparse else KINDS.get(header.kind, f"of type {header.kind!r}")
            raise Rejected(ReadingReason.NOT_A_FILE, kind)
        check_name(name)
        if start + header.size > self.piece.size:
            detail = f"{header.size} bytes at {start}, the archive ends at {self.piece.size}"
            raise Rejected(ReadingReason.TRUNCATED, detail)


def _completed(header: Header, known: dict[bytes, bytes]) -> Header:
    """A header with the name and size that extended headers state."""
    size = known.get(b"size", b"")
    return replace(
        header,
        name=known.get(b"path", header.name),
        size=int(size) if size.isdigit() and len(size) < 20 else header.size,
    )
