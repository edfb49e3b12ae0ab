"""Lines of a text that is streamed, each with the bytes that it stands in.

Knows encodings, byte order marks and the limit of a record. A byte that cannot be decoded stays what it was, so that
bytes can be counted; it is written out when it is shown.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from feedmill.reading.decoding import BOMS, decode
from feedmill.reading.decoding.bytewise import strictly
from feedmill.reading.decoding.mending import mixed, unspoilt
from feedmill.reading.piece import HEAD_BYTES, Piece

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MENDED = ("encoding_mixed", "mojibake_repaired")
SHIFTED = ("iso2022", "hz", "utf-7", "utf_7")
WIDE = ("utf-16", "utf-32")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its end, from byte `start` to `end`; of one longer than the limit (`cut`) only the head is here."""

    text: str
    start: int
    end: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Coding:
    """How a stream is encoded: its mark takes `bom` bytes; `notes` say what was guessed."""

    encoding: str
    bom: int
    notes: tuple[str, ...]

    @property
    def shifts(self) -> bool:
        """Whether bytes mean one thing or another by what stands before them: then lines have no bytes of their own."""
        return self.encoding.startswith(SHIFTED)

    @property
    def mends(self) -> bool:
        """Whether lines of another encoding, or spoilt ones, are among the lines; then each is looked at."""
        return self.encoding == "utf-8" and any(note.startswith(MENDED) for note in self.notes)

    @property
    def errors(self) -> str:
        """What happens to bytes that the encoding has no character for."""
        return "replace" if self.encoding.startswith(WIDE) else "surrogateescape"


def coding_of(piece: Piece) -> Coding:
    """The encoding of a piece: of all of it where it may be in memory, else of its head. Raises `Rejected` (binary)."""
    if piece.whole:
        decoded = piece.decoded
        notes = tuple(note for note in decoded.notes if not note.startswith("undecodable"))
        return Coding(decoded.encoding, decoded.bom, notes)
    if any(piece.head.startswith(bom) for bom, _ in BOMS):
        bom, encoding = next((bom, name) for bom, name in BOMS if piece.head.startswith(bom))
        return Coding(encoding, len(bom), ())
    head = piece.head if b"\x00" in piece.head else piece.head[: piece.head.rfind(b"\n") + 1] or piece.head
    decoded = decode(head, stated=piece.charset, supposed=piece.context.encoding)
    return Coding(decoded.encoding, 0, decoded.notes)


def unshifted(piece: Piece) -> Piece:
    """The text of a piece in UTF-8. Raises `Rejected` (too_large_to_read) for one that may not be in memory."""
    data = piece.decoded.text.encode("utf-8", "replace")
    return Piece.of(data, name=piece.name, member=piece.member, limits=piece.limits, context=piece.context)


class Lines:
    """The lines of a piece from a byte on; `newline` says where they end, as `open` has it."""

    def __init__(self, piece: Piece, coding: Coding, start: int, newline: str = "") -> None:
        raw = _Window(piece.stream, start)
        self.text = io.TextIOWrapper(io.BufferedReader(raw, HEAD_BYTES), coding.encoding, coding.errors, newline)
        self.coding = coding
        self.at = start
        self.bytes = piece.size
        self.limit = piece.limits.piece

    def __iter__(self) -> Iterator[Row]:
        """One line after the other; of one longer than the limit its first characters, marked as cut."""
        mends = self.coding.mends
        while line := self.text.readline(self.limit + 1):
            start = self.at
            self.at = min(self.at + self.size(line), self.bytes)
            if len(line) <= self.limit:
                yield Row(mended(line) if mends else line, start, self.at)
                continue
            while line[-1:] not in ("\n", "\r") and (more := self.text.readline(HEAD_BYTES)):
                self.at = min(self.at + self.size(more), self.bytes)
                line = line[:100] + more[-1:]
            yield Row(line[:100], start, self.at, cut=True)

    def size(self, line: str) -> int:
        """How many bytes a line takes."""
        if line.isascii() and not self.coding.encoding.startswith(WIDE):
            return len(line)
        return len(line.encode(self.coding.encoding, self.coding.errors))


def mended(line: str) -> str:
    """A line of UTF-8 with what is of another encoding in it, or was spoilt before it came, as it should be."""
    if line.isascii():
        return line
    data = line.encode("utf-8", "surrogateescape")
    read = strictly(data, ("utf-8",)) or mixed(data)
    return unspoilt(read.text, data)[0] if read.whole else read.text


class _Window(io.RawIOBase):
    """Reads a stream from a place of its own, wherever others have left it; closing this leaves the stream open."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        super().__init__()
        self.stream = stream
        self.place = start

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """The next bytes."""
        view = memoryview(buffer).cast("B")
        self.stream.seek(self.place)
        data = self.stream.read(len(view))
        view[: len(data)] = data
        self.place += len(data)
        return len(data)
