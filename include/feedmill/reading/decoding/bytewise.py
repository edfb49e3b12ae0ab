r"""Bytes to text by an encoding that is settled, with no byte lost: what it has no character for stands as `\xNN`."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

LOW_SURROGATES = "feedmill.low_surrogates"
AS_LATIN_1 = bytes((*range(0x80), *range(0xA0, 0x100)))
"""What Windows-1252 has in the places where Latin-1 has it: that is read many times as fast."""
LOST = re.compile("[\udc00-\udcff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with what was found on the way: `bom` bytes were skipped; `exact` when it is UTF-8 without a loss.

    `encoding` is a codec of Python. Unless something in `notes` was written out or repaired, the text encoded by it
    again is the bytes behind the mark, for every codec that has one way to write a character.
    """

    text: str
    encoding: str
    bom: int
    exact: bool
    notes: tuple[str, ...]


def _low_surrogates(error: UnicodeError) -> tuple[str, int]:
    """Stand in for each undecodable byte: no decoder ever makes a lone surrogate itself."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(LOW_SURROGATES, _low_surrogates)


@dataclass(frozen=True, slots=True)
class Read:
    """Text by a codec; unless `whole`, half surrogate pairs stand for bytes that the codec has no character for."""

    text: str
    codec: str
    whole: bool = True
    notes: tuple[str, ...] = ()


def strictly(data: bytes, names: tuple[str, ...]) -> Read | None:
    """The text by the first of some codecs that reads all of it; None where none does."""
    for codec in names:
        if codec == "cp1252" and not data.translate(None, AS_LATIN_1):
            return Read(data.decode("latin-1"), codec)
        try:
            return Read(data.decode(codec), codec)
        except UnicodeDecodeError:
            continue
    return None


def loosely(data: bytes, codec: str) -> Read:
    """The text by a codec, whatever the bytes are."""
    return strictly(data, (codec,)) or Read(data.decode(codec, errors=LOW_SURROGATES), codec, whole=False)


def written_out(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each such byte written out, and a note that counts them."""
    first = LOST.search(text)
    if first is None:
        return text, ()
    shown, lost = LOST.subn(lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", text)
    return shown, (f"undecodable: {lost} bytes stand as \\xNN, the first at character {first.start()}",)
