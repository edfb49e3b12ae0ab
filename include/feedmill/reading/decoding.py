r"""Bytes to text: byte order mark, XML declaration, UTF-8, UTF-16 without a mark, then a guess that is noted.

Nothing is lost in silence: a byte that the encoding has no character for stands in the text as `\xNN`, and a note
counts such bytes and says where the first of them stand. What holds NUL characters or is full of control characters
is no text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from feedmill.errors import Rejected
from feedmill.reading.reasons import ReadingReason

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"^\s{0,64}<\?xml[^>]{0,200}?encoding\s{0,8}=\s{0,8}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
BARE_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
SAMPLE = 256 * 1024
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
CONTROL_SHARE = 0.02
PLAIN = re.compile("[ \t\r\n\u3000\u3001\u3002,.]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with what was found on the way: `bom` bytes were skipped; `exact` when it is UTF-8 without a loss."""

    text: str
    encoding: str
    bom: int
    exact: bool
    notes: tuple[str, ...]


def decode(data: bytes) -> Decoded:
    """Decode an original. Raises `Rejected` (binary) for what is no text."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _checked(_as_said(data[len(bom) :], encoding, len(bom)))
    declared = _declared(data)
    if declared is not None:
        return _checked(_as_declared(data, declared))
    return _checked(_undeclared(data, ()))


def _checked(decoded: Decoded) -> Decoded:
    """The same, unless it is full of what no text holds."""
    if "\x00" in decoded.text:
        raise Rejected(ReadingReason.BINARY, f"NUL characters, read as {decoded.encoding}")
    controls = sum(1 for _ in CONTROL.finditer(decoded.text))
    if controls > 2 and controls > CONTROL_SHARE * len(decoded.text):
        raise Rejected(ReadingReason.BINARY, f"{controls} control characters in {len(decoded.text)}")
    return decoded


def _declared(data: bytes) -> str | None:
    """The encoding that an XML declaration names, unless it cannot be (a wide one, in bytes that read as ASCII)."""
    match = DECLARED.match(data)
    if match is None:
        return None
    name = match[1].decode("ascii")
    try:
        known = codecs.lookup(name).name
        "".encode(known)
    except (LookupError, UnicodeError):
        return None
    return None if known.startswith(("utf-16", "utf-32", "utf-7")) else known


def _as_declared(data: bytes, encoding: str) -> Decoded:
    """By its declaration; where that is wrong for these bytes, as if there were none, with a note."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _undeclared(data, (f"encoding_declared_wrong: {encoding}",))
    if encoding == "iso8859-1" and re.search("[\x80-\x9f]", text):
        return _as_said(data, "cp1252", 0)
    return Decoded(text, encoding, 0, encoding in ("utf-8", "ascii"), ())


def _undeclared(data: bytes, notes: tuple[str, ...]) -> Decoded:
    """Without a mark or a declaration that can be trusted."""
    if b"\x00" in data:
        wide = _wide(data)
        return Decoded(data.decode(wide), wide, 0, False, (*notes, f"encoding_guessed: {wide}"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0, True, notes)
    except UnicodeDecodeError:
        guessed = None if _mostly_utf8(data) else _guess(data)
    said = _as_said(data, guessed or "utf-8", 0)
    told = (f"encoding_guessed: {guessed}",) if guessed else ()
    return Decoded(said.text, said.encoding, 0, False, (*notes, *told, *said.notes))


def _as_said(data: bytes, encoding: str, bom: int) -> Decoded:
    """By an encoding that is settled: bytes that it has no character for are written out, counted and noted."""
    text = data.decode(encoding, errors=LOW_SURROGATES)
    lost = list(re.finditer("[\udc00-\udcff]", text)) if bom or encoding != "iso8859-1" else []
    if not lost:
        return Decoded(text, encoding, bom, encoding == "utf-8", ())
    note = f"undecodable: {len(lost)} bytes stand as \\xNN, the first at character {lost[0].start()}"
    shown = re.sub("[\udc00-\udcff]", lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", text)
    return Decoded(shown, encoding, bom, False, (note,))


def _low_surrogates(error: UnicodeError) -> tuple[str, int]:
    """Stand in for each undecodable byte: no decoder ever makes a lone surrogate itself."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


LOW_SURROGATES = "feedmill.low_surrogates"
codecs.register_error(LOW_SURROGATES, _low_surrogates)


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark. Raises `Rejected` (binary) when it reads as neither."""
    scores: dict[str, float] = {}
    for encoding in BARE_WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            scores[encoding] = _plainness(text[:SAMPLE])
    best = max(scores, key=lambda encoding: scores[encoding], default=None)
    if best is None or scores[best] <= 0:
        raise Rejected(ReadingReason.BINARY, "NUL bytes, and neither UTF-16 nor UTF-32")
    return best


def _plainness(text: str) -> float:
    """How much a text looks like one: blanks and full stops, against characters that nobody writes."""
    odd = sum(1 for char in text if unicodedata.category(char) in ("Cn", "Co", "Cs"))
    return (len(PLAIN.findall(text)) - 4 * odd - 4 * len(CONTROL.findall(text))) / max(1, len(text))


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes over 127 are nearly all good UTF-8: then a few are broken, and the encoding is not another."""
    text = data[:SAMPLE].decode("utf-8", errors=LOW_SURROGATES)
    broken = len(re.findall("[\udc00-\udcff]", text))
    return sum(1 for char in text if char > "\x7f") - broken >= 4 * broken


def _guess(data: bytes) -> str:
    """What charset-normalizer makes of a sample; Windows-1252 is preferred where it is as good as the best."""
    cut = data.rfind(b"\n", 0, SAMPLE) if len(data) > SAMPLE else len(data)
    matches = list(from_bytes(data[: cut if cut > 0 else SAMPLE]))
    if not matches:
        raise Rejected(ReadingReason.BINARY, "no encoding gives text from these bytes")
    western = [
        match for match in matches if match.chaos <= matches[0].chaos and "cp1252" in match.could_be_from_charset
    ]
    return "cp1252" if western else matches[0].encoding
