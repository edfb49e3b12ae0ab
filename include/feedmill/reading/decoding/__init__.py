r"""Bytes to text: byte order mark, what the sender states, what the file declares, UTF-8, then a guess that is noted.

Nothing is lost in silence: a byte that the encoding has no character for stands in the text as `\xNN`, and a note
counts such bytes and says where the first of them stand. What is mended is noted too; how it came is in the original,
which is archived. A few stray NULs say nothing and are left out, with a note; what is full of them, or of control
characters, is no text.
"""

from __future__ import annotations

import re

from feedmill.errors import Rejected
from feedmill.reading.decoding.bytewise import (
    LOST,
    LOW_SURROGATES,
    Decoded,
    Read,
    loosely,
    strictly,
    written_out,
)
from feedmill.reading.decoding.checking import NUL_SHARE, checked, is_full_of_controls, is_plain_but_for_some
from feedmill.reading.decoding.declared import declared
from feedmill.reading.decoding.guessing import MULTI, escaped, fitness, guess, is_plain
from feedmill.reading.decoding.labels import WIDE, codecs_of
from feedmill.reading.decoding.marks import BOMS, marked, refused
from feedmill.reading.decoding.mending import is_mixed, mixed, unspoilt
from feedmill.reading.decoding.wide import wide
from feedmill.reading.reasons import ReadingReason

__all__ = ["BOMS", "LOW_SURROGATES", "Decoded", "decode"]

HIGH = re.compile("[^\x00-\x7f]")
LOST_SHARE = 0.02
DOUBTFUL, RIGHT = 0.15, 0.6
ENOUGH, MANY = 4, 10
ASCII = bytes(range(128))


def decode(data: bytes, *, stated: str | None = None, supposed: str | None = None) -> Decoded:
    """Decode an original. Raises `Rejected` (binary) for what is no text.

    `stated` is the label of an encoding that came with the bytes, not in them: of an HTTP header, of a part of a mail.
    A byte order mark goes before it (RFC 7303, 3.3; the Encoding standard of the WHATWG), a declaration in the file
    comes after it. `supposed` is the label of what its source usually writes: it stands in the place of a guess, where
    nothing is stated or declared and the bytes are no UTF-8. A label that cannot be right for these bytes is noted, and
    what comes next holds.
    """
    strange = refused(data)
    if strange is not None:
        raise Rejected(ReadingReason.BINARY, f"{strange}, which is refused")
    mark = marked(data)
    if mark is not None:
        length, encoding = mark
        body = data[length:]
        read = _by_label(body, (encoding,)) if encoding == "utf-8" else None
        return _finished(body, read or loosely(body, encoding), [], length)
    bare = _wide(data)
    if bare is not None:
        return _finished(data, loosely(data, bare), [f"encoding_guessed: {bare}"])
    notes: list[str] = []
    for said, label in (("stated", stated), ("declared", declared(data))):
        codecs = codecs_of(label) if label else ()
        if codecs and not codecs[0].startswith(WIDE):
            labelled = _by_label(data, codecs)
            if labelled is not None:
                return _finished(data, labelled, notes)
            notes.append(f"encoding_{said}_wrong: {label}")
    return _undeclared(data, notes, supposed)


def _wide(data: bytes) -> str | None:
    """The wide encoding of bytes with NULs among them; None where these are none, or few in another text."""
    if b"\x00" not in data:
        return None
    encoding = wide(data)
    if encoding is None and data.count(b"\x00") > NUL_SHARE * len(data):
        raise Rejected(ReadingReason.BINARY, "NUL bytes, and neither UTF-16 nor UTF-32")
    return encoding


def _by_label(data: bytes, codecs: tuple[str, ...]) -> Read | None:
    """The text by a label; None where the bytes are shown to be in another encoding."""
    unicode = strictly(data, ("utf-8",))
    if unicode is not None and (codecs[0] == "utf-8" or (data.isascii() and not _is_shifted(data))):
        return unicode
    if codecs[0] == "utf-8":
        return mixed(data) if is_mixed(data) else None
    found = strictly(data, codecs)
    if unicode is not None and (found is None or _is_unicode(unicode.text, codecs[0])):
        return None
    if found is None:
        return _with_losses(data, codecs[0])
    plain = found.codec == "cp1252" and is_plain(data, found.text)
    if plain or len(data.translate(None, ASCII)) < MANY or fitness(data, codecs[0]) >= DOUBTFUL:
        return found
    other = guess(data)
    return None if other and fitness(data, other) >= RIGHT else found


def _is_shifted(data: bytes) -> bool:
    """Whether bytes below 128 may stand for something else: behind an escape, or in braces (HZ)."""
    return b"\x1b" in data or b"~{" in data


def _is_unicode(text: str, codec: str) -> bool:
    """Whether bytes that are good UTF-8 are that, and not by chance what a label says.

    In an encoding of one byte a character nobody writes such bytes; in one of more, only by chance and seldom.
    """
    high = len(HIGH.findall(text))
    return high > 0 if codec not in MULTI else high >= ENOUGH


def _with_losses(data: bytes, codec: str) -> Read | None:
    """The text by a label that has no character for some bytes; None where these are more than an accident."""
    if is_mixed(data):
        return None
    read = loosely(data, codec)
    most = 2 + LOST_SHARE * len(HIGH.findall(read.text))
    return read if len(LOST.findall(read.text)) <= most and fitness(data, codec) > 0 else None


def _undeclared(data: bytes, notes: list[str], supposed: str | None) -> Decoded:
    """Without a mark or a label that can be trusted."""
    shifted = escaped(data)
    read = strictly(data, codecs_of(shifted)) if shifted else None
    if read is None:
        unicode = strictly(data, ("utf-8",)) or (mixed(data) if is_mixed(data) else None)
        if unicode is not None:
            return _finished(data, unicode, notes)
        labelled = _by_label(data, codecs_of(supposed)) if supposed and not is_full_of_controls(data) else None
        if labelled is not None:
            return _finished(data, labelled, [*notes, f"encoding_of_source: {supposed}"])
        notes += [f"encoding_of_source_wrong: {supposed}"] if supposed else []
        guessed = (None if is_full_of_controls(data) else guess(data)) or wide(data)
        if guessed is None and not is_plain_but_for_some(data):
            raise Rejected(ReadingReason.BINARY, "no encoding gives text from these bytes")
        read = loosely(data, guessed) if guessed else mixed(data)
    return _finished(data, read, [*notes, f"encoding_guessed: {read.codec}"])


def _finished(data: bytes, read: Read, notes: list[str], bom: int = 0) -> Decoded:
    """Checked, with what is lost written out and what is spoilt mended, and all of that noted."""
    mends = read.codec == "utf-8" and read.whole and not data.isascii()
    text, mended = unspoilt(read.text, data) if mends else (read.text, 0)
    text, nuls = checked(text, read.codec, data)
    told = [*notes, *read.notes, *nuls]
    told += [f"mojibake_repaired: {mended} lines; how they came is in the original"] if mended else []
    if not read.whole:
        text, lost = written_out(text)
        told += lost
    exact = read.codec == "utf-8" and read.whole and text == read.text
    return Decoded(text, read.codec, bom, exact, tuple(told))
