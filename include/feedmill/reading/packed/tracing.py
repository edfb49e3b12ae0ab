"""From a document's locator back to the bytes that it was read from."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import BinaryIO, cast

from feedmill.model import Locator
from feedmill.reading.piece import STEP, Limits, Piece
from feedmill.reading.registry import Found, reader_of
from feedmill.reading.sniffing import Format, sniff

Finder = Callable[[Piece, str], Iterator[Found | Piece]]
"""Yields what stands under a step of a piece, perhaps among others."""

FINDERS: dict[Format, str] = {
    Format.WARC: "feedmill.reading.packed.warc:warc_record",
    Format.ZIP: "feedmill.reading.packed.zip:zip_member",
    Format.MAIL: "feedmill.reading.mail.mail:mail_member",
    Format.MBOX: "feedmill.reading.mail.mbox:mbox_member",
}
"""How a member is found without reading all before it, where a format allows, or where it is no piece to its reader."""


def source_bytes(data: bytes | BinaryIO, locator: Locator, *, limits: Limits | None = None) -> bytes:
    """The bytes of an original that a locator names: of its member, the range that it states, else all.

    `data` is the whole original, or a seekable stream of it; `limits` as for `read`. Raises `LookupError` where the
    original has no such place, and `Rejected` where it cannot be read at all.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    piece = Piece(stream, stream.seek(0, io.SEEK_END), limits=limits or Limits())
    for step in locator.member.split(STEP) if locator.member else ():
        piece = _inside(piece, step)
    if locator.byte_start is None or locator.byte_end is None:
        return piece.data
    piece.stream.seek(locator.byte_start)
    return piece.stream.read(max(0, locator.byte_end - locator.byte_start))


def _inside(piece: Piece, step: str) -> Piece:
    """The part of a piece that stands under a step."""
    path = step if piece.member is None else f"{piece.member}{STEP}{step}"
    found = sniff(piece)
    parts = _finder(found)(piece, step) if isinstance(found, Format) else iter(())
    for part in parts:
        if isinstance(part, Piece) and part.member == path:
            return part
    message = f"no {path} in this original"
    raise LookupError(message)


def _finder(found: Format) -> Finder:
    """How the parts of a format are found."""
    if found not in FINDERS:
        reader = reader_of(found)
        return lambda piece, _step: reader(piece)
    module, _, function = FINDERS[found].partition(":")
    return cast("Finder", getattr(import_module(module), function))
