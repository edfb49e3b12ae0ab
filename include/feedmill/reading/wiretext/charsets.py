"""Bytes between control characters to text: UTF-8, the code pages of old terminals, the national 7-bit sets.

A code page is chosen by what it makes of the bytes: letters within words, or signs within words. A national set of
ISO 646 (German, Swedish, French ... with letters in place of `[ ] { }`) is chosen when braces stand within words and
what it makes of them is words of that language. Each choice but ASCII, UTF-8 and Windows-1252 is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedmill.errors import Rejected
from feedmill.reading.decoding import decode

PAGES = ("cp1252", "cp850", "cp437", "mac_roman")
SAMPLE = 64 * 1024
WITHIN = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[a-z])|(?<=[a-z ])[^\x00-\x7f](?=[a-z])|(?<=[a-z])[^\x00-\x7f]")
FOREIGN_SHARE = 0.15
DOUBT_SHARE = 0.1
ESCAPES = re.compile(rb"\x1b[\x20-\x2f]{0,3}[\x30-\x7e]|[\x0e\x0f]")
BETWEEN = re.compile(r"[A-Za-z][\[\\\]{|}~][a-z]|\b[\[\\\]{|}][a-z]{2}|[a-z][{|}~](?=[ ,.])")
LEAST = 2


@dataclass(frozen=True, slots=True)
class Wired:
    """The text, the encoding that it was read by, and what is to be noted."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


NATIONAL: dict[str, tuple[str, str, str]] = {
    "de": ("[\\]{|}~", "ÄÖÜäöüß", "für über können würde worden während größte müssen präsident regierungschef später"),
    "sv": ("[\\]{|}~", "ÄÖÅäöå¯", "är från också före två får även på måste någon när säger enligt för"),
    "fi": ("[\\]{|}~", "ÄÖÅäöå¯", "että myös hän ei mitä näin tämä sekä jälkeen mukaan viime vähän"),
    "no": ("[\\]{|}~", "ÆØÅæøå~", "på også når får før må være år nå vår"),
    "fr": ("[\\]{|}~@", "°ç§éùè¨à", "été à même après très où président république déjà à la a été"),
    "it": ("[\\]{|}~`", "°çéàòèìù", "è più già però perché città così sarà può ministro"),
    "es": ("[\\]{|}~", "¡Ñ¿°ñç~", "año españa señor mañana años español"),
}
"""Of each language's set the characters that it replaces, by which, and words that show that it is the one."""


def read_wire(data: bytes, *, seven_bit: bool = True) -> Wired:
    """The text of a part of a message. Never fails: the last resort is Windows-1252 with gaps written out.

    `seven_bit` says whether national sets may be looked for.
    """
    data = ESCAPES.sub(b"", data)
    if data.isascii():
        text = data.decode("ascii")
        return _national(text) if seven_bit else Wired(text, "ascii")
    try:
        return Wired(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _paged(data)


def read_like(data: bytes, other: Wired) -> str:
    """The text of a part of a message, by the encoding of its text, which was read before, unless that is ASCII."""
    if other.encoding == "ascii":
        return read_wire(data, seven_bit=False).text
    clean = ESCAPES.sub(b"", data)
    if other.encoding.startswith("iso646-"):
        return clean.decode("ascii", errors="backslashreplace").translate(_table(other.encoding[7:]))
    return clean.decode(other.encoding, errors="backslashreplace")


def _paged(data: bytes) -> Wired:
    """By the code page that makes most letters, or by what the guesser for all scripts says."""
    sample = data[:SAMPLE]
    scores = {page: _score(sample.decode(page, errors="replace")) for page in PAGES}
    best = max(PAGES, key=lambda page: scores[page])
    high = sum(1 for byte in sample if byte > 127)
    letters = sum(1 for byte in sample if chr(byte).isalpha()) or 1
    if high > FOREIGN_SHARE * letters or scores[best] < DOUBT_SHARE * high:
        guessed = _guessed(data)
        if guessed is not None:
            return guessed
    text = data.decode(best, errors="backslashreplace")
    return Wired(text, best, () if best == "cp1252" else (f"encoding_guessed: {best}",))


def _score(text: str) -> int:
    """How many of the characters beyond ASCII are letters within words, less those that cannot be there."""
    good = sum(_fitness(text, match) for match in WITHIN.finditer(text))
    return good - 2 * text.count("\ufffd") - sum(1 for char in text if "\u2500" <= char <= "\u259f")


def _fitness(text: str, match: re.Match[str]) -> int:
    """What a character within a word says for the page: a letter of the case around it, or something else."""
    if not match[0].isalpha() or match[0] in "ªº":
        return -2
    before = text[match.start() - 1 : match.start()]
    return 1 if match[0].islower() or not before.islower() else -2


def _guessed(data: bytes) -> Wired | None:
    """By the guesser that the other formats use, unless it finds no text; control characters stay as they are."""
    try:
        found = decode(data.translate(None, b"\x00\x01\x02\x03\x04\x05\x07\x08\x10\x11\x12\x13\x14\x16\x1f\x7f"))
    except Rejected:
        return None
    try:
        return Wired(data.decode(found.encoding), found.encoding, found.notes)
    except (LookupError, UnicodeDecodeError):
        return Wired(found.text, found.encoding, found.notes)


def _national(text: str) -> Wired:
    """ASCII, or the national set whose words it makes."""
    if not any(sign in text for sign in "{|}~[]\\") or len(BETWEEN.findall(text[:SAMPLE])) < LEAST:
        return Wired(text, "ascii")
    scores = {language: _words(text[:SAMPLE], language) for language in NATIONAL}
    best = max(scores, key=lambda language: scores[language])
    if scores[best] < LEAST:
        return Wired(text, "ascii")
    return Wired(text.translate(_table(best)), f"iso646-{best}", (f"encoding_guessed: iso646-{best}",))


def _words(text: str, language: str) -> int:
    """How many of the language's telling words its set makes of the text."""
    told = set(NATIONAL[language][2].split())
    return sum(1 for word in re.findall(r"[^\W\d_]+", text.translate(_table(language)).lower()) if word in told)


def _table(language: str) -> dict[int, int]:
    """The replacements of a language's set."""
    ascii_signs, letters, _ = NATIONAL[language]
    return {ord(sign): ord(letter) for sign, letter in zip(ascii_signs, letters, strict=True)}
