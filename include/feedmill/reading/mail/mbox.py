"""An mbox: messages one after another, each below a line `From ...`; streamed, a message at a time.

Knows the variants: a `From ` within a text is quoted by `>` (mboxo, mboxrd), or the length of the text is stated
(mboxcl, mboxcl2). A line that begins with `From ` begins a message when a blank line stands before it and a header
field below it, and it does not lie within a stated length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from feedmill.model import Locator, RejectedDocument
from feedmill.reading.mail.mail import Found, attached_in, message_in
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason

QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
FIELD = re.compile(rb"[!-9;-~]{1,80}[ \t]{0,8}:|>?From ")
LENGTH = re.compile(rb"^content-length:[ \t]{0,8}(\d{1,12})[ \t]{0,8}\r?$", re.IGNORECASE | re.MULTILINE)
LONGEST_LINE = 1024 * 1024
HEADER_MOST = 256 * 1024


def read_mbox(piece: Piece) -> Iterator[Found]:
    """The messages of a mailbox, in their order. One that cannot be read is reported, and the next is read."""
    for start, end in ranges(piece.stream, piece.size):
        if end - start > piece.limits.piece:
            detail = f"a message of {end - start} bytes, the limit is {piece.limits.piece}"
            where = Locator(byte_start=start, byte_end=end)
            yield RejectedDocument(str(ReadingReason.TOO_LARGE_TO_READ), detail, where)
            continue
        piece.stream.seek(start)
        yield from _message(piece, piece.stream.read(end - start), start)


def mbox_member(piece: Piece, _step: str) -> Iterator[Piece]:
    """The files that are attached to the messages of a mailbox."""
    for start, end in ranges(piece.stream, piece.size):
        if end - start <= piece.limits.piece:
            piece.stream.seek(start)
            yield from attached_in(piece, QUOTED.sub(rb"\1", piece.stream.read(end - start)), start)


def _message(piece: Piece, data: bytes, start: int) -> Iterator[Found]:
    """One message. Places within it are those of the mailbox while no quote had to be undone."""
    plain = QUOTED.sub(rb"\1", data)
    whole = Locator(byte_start=start, byte_end=start + len(data))
    for found in message_in(piece, plain, start):
        yield found if isinstance(found, Piece) or plain == data else replace(found, locator=whole)


def ranges(stream: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """The byte ranges of the messages; they tile the mailbox from its first `From ` line on."""
    start: int | None = None
    at, skip_to, blank = 0, 0, True
    stream.seek(0)
    while at < size:
        line = stream.readline(LONGEST_LINE)
        if not line:
            break
        if blank and line.startswith(b"From ") and at >= skip_to:
            header = _header_below(stream, at + len(line))
            if FIELD.match(header):
                if start is not None:
                    yield start, at
                    stream.seek(at + len(line))
                start = at
                skip_to = _stated_end(stream, header, at + len(line), size)
        blank = not line.strip()
        at += len(line)
    if start is not None:
        yield start, size


def _header_below(stream: BinaryIO, at: int) -> bytes:
    """The bytes below a `From ` line, up to the end of the header; the stream stands at `at` again."""
    stream.seek(at)
    lines = []
    size = 0
    while size < HEADER_MOST:
        line = stream.readline(LONGEST_LINE)
        if not line.strip():
            break
        lines.append(line)
        size += len(line)
    stream.seek(at)
    return b"".join(lines)


def _stated_end(stream: BinaryIO, header: bytes, at: int, size: int) -> int:
    """Where the text ends by its stated length, if a message or the end stands there; else 0."""
    stated = LENGTH.search(header)
    if stated is None:
        return 0
    stream.seek(at + len(header))
    body = at + len(header) + len(stream.readline(8))
    end = body + int(stated[1])
    found = 0
    if end <= size:
        stream.seek(end)
        tail = stream.read(16).lstrip(b"\r\n")
        found = end if not tail or tail.startswith(b"From ") else 0
    stream.seek(at)
    return found
