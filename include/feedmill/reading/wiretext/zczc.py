"""Telex messages from ZCZC to NNNN: one document a message. The next ZCZC ends one whose NNNN is lost.

Behind ZCZC stand the serial number and lines of codes. What follows is a message of IPTC 7901, or lines that say by
their first sign what they are (`^` or `#` and others, in four dialects), or fields with names (`TI#`, `TX#`), or a
headline and a text as they are, with a slug line before them or none; the version that it names is stated. Without
ZCZC, a line that is an agency's name and a number begins a message, or NNNN ends one, where a dateline stands near the
top (AGI, Adnkronos). Source of
the rules: the telexes of NTB's and Borsen's editorial systems, and of ANSA; the slugs of AP's and UPI's wires.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from feedmill.model import Document, RejectedDocument
from feedmill.reading.piece import Piece
from feedmill.reading.stating import Statements
from feedmill.reading.wiretext.charsets import read_wire
from feedmill.reading.wiretext.controls import PADDING, Message, line_ends, messages, notation_of
from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.envelopes import CYCLE
from feedmill.reading.wiretext.iptc_7901 import document_of
from feedmill.reading.wiretext.signals import is_version_alone
from feedmill.reading.wiretext.telling import HEADER_7901, numbered, numbered_starts

NAME = "zczc"
BEGIN = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t\x00\x01\x16\x7f]{0,16}ZCZC(?![A-Za-z]{2})", re.MULTILINE | re.IGNORECASE)
END = re.compile(rb"(?:^|(?<=[\s\x07]))NNNN(?=\s|\Z)", re.IGNORECASE)
MARKS = ("SOH", "STX", "ETX", "EOT")
CODE = r"(?:[A-Z0-9/.-]{1,5}|(?=\S*\d)[A-Z0-9/.-]{6,24})"
CODES = re.compile(rf"[A-Z0-9]{{2,16}}(?:_[A-Z0-9]{{1,8}})+|(?=.*\d){CODE}(?: +{CODE}){{2,5}}")
MOST_CODES = 3
SIGN = re.compile(r"([$:=^*&+@~#%])[ \t]*(.*)")
KEYED = re.compile(r"([A-Z]{2})#(.*)", re.DOTALL)
FIELDS = {
    "TI": "headline", "AB": "deck", "BY": "byline", "PD": "published", "KY": "keywords", "AN": "guid", "SL": "slugline"
}  # fmt: skip
DIALECTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("^", {"^": "headline", ":": "slugline", "=": "take_key", "$": "subjects", "+": "subjects", "@": "place"}),
    ("$#", {"$": "headline", "#": "slugline", ":": "take_key", "%": "subjects", "*": "subjects"}),
    ("#", {":": "headline", "#": "slugline", "@": "take_key"}),
    (":", {":": "headline"}),
)
"""By the signs that must be there: what each sign says. A short `$` is a category, not a headline."""

SHORT, LONGEST = 3, 80
VERSION = re.compile(
    r"\w[\s,-]{1,3}\(?(?P<version>(?:\d{1,2}(?:st|nd|rd|th)[\s-]?)?"
    r"(?:ld|lead|add|take|update|sub|insert|write-?thru|corr(?:ection)?|kill)(?:[\s-]?write-?thru)?(?:[\s-]?\d{1,2})?)"
    r"(?:,\s?\d{2,4})?\)?$",
    re.IGNORECASE,
)
"""How a slug line ends that names a version; the number of words may stand behind it."""


def read_zczc(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The messages of a file."""
    data = piece.data
    starts = [match.start() for match in BEGIN.finditer(data)]
    if not starts:
        edges = [*(numbered_starts(data) or _ended_starts(data)), len(data)]
        for ordinal, (start, end) in enumerate(pairwise(edges)):
            ended = END.search(data, start, end)
            yield _document(ordinal, start, end, data[start : ended.start() if ended else end])
        return
    if starts and data[: starts[0]].strip(PADDING):  # the file begins within a message
        starts = [0, *starts]
    for ordinal, (start, following) in enumerate(pairwise([*starts, len(data)])):
        ended = END.search(data, start, following)
        end = ended.end() if ended else following
        read = _document(ordinal, start, end, data[start : ended.start() if ended else following])
        read = read if BEGIN.match(data, start) else _noted(read, "truncated: no ZCZC begins the message")
        yield read if ended else _noted(read, "truncated: no NNNN ends the message")


def _ended_starts(data: bytes) -> list[int]:
    """Where the messages begin that only their ends part: at the top, and behind each NNNN that others follow."""
    ends = [match.end() for match in END.finditer(data)]
    return [0, *(end for end in ends if data[end:].strip(PADDING))]


def _noted(read: Document | RejectedDocument, note: str) -> Document | RejectedDocument:
    """The document with one more note."""
    return replace(read, notes=(*read.notes, note)) if isinstance(read, Document) else read


def _document(ordinal: int, start: int, end: int, data: bytes) -> Document | RejectedDocument:
    """One message."""
    marks = notation_of(data)
    begun = BEGIN.match(data)
    body = data[begun.end() :] if begun else data
    if marks is not None:
        first = next(messages(body, marks))
        serial = Statements()
        serial.say("doc_id", body.partition(b"\n")[0].decode("ascii", "replace") if begun else None, "ZCZC")
        message = Message(start, end, first.header, first.text, first.post)
        return document_of(ordinal, message, marks, name=NAME, known=serial)
    wired = read_wire(body)
    lines = line_ends(wired.text).split("\n")
    told = [line for line in lines[:6] if line.strip()][:3]
    if any(HEADER_7901.match(line) for line in told):
        return document_of(ordinal, Message(start, end, body, b"", b"", MARKS), None, name=NAME)
    said = Statements()
    said.notes += wired.notes
    if begun:
        said.say("doc_id", lines[0], "ZCZC")
        lines = lines[1:]
    elif told and (named := numbered(told[0].strip("\ufeff"))):
        said.say("agency", named[0], "first line")
        said.say("doc_id", named[1], "first line")
        lines = lines[lines.index(told[0]) + 1 :]
    text = _signed(lines, said) or _keyed(lines, said) or _slugged(_coded(lines, said), said)
    _say_version(said)
    message = Message(start, end, b"", "\n".join(text).encode("utf-8", "surrogateescape"), b"")
    return document_of(ordinal, message, None, name=NAME, known=said)


def _signed(lines: list[str], said: Statements) -> list[str]:
    """The text below lines that say by their first sign what they are; nothing where they are none."""
    found: dict[str, str] = {}
    at = 0
    while at < len(lines) and (not lines[at].strip() or SIGN.match(lines[at].strip())):
        if sign := SIGN.match(lines[at].strip()):
            found.setdefault(sign[1], sign[2].strip())
        at += 1
    held = {sign for sign, value in found.items() if sign != "$" or len(value) > SHORT}
    for needed, meant in DIALECTS:
        if held.issuperset(needed):
            for mark, field in meant.items():
                _say(said, field, found.get(mark, ""), mark)
            return lines[at:] or [""]
    return []


def _keyed(lines: list[str], said: Statements) -> list[str]:
    """The text of fields with names; nothing where there are none."""
    parts = re.split(r"^(?=[A-Z]{2}#)", "\n".join(lines), flags=re.MULTILINE)
    found = {field[1]: field[2].strip() for part in parts if (field := KEYED.match(part))}
    if "TX" not in found:
        return []
    for key, meant in FIELDS.items():
        _say(said, meant, found.get(key, ""), f"{key}#")
    return found["TX"].split("\n")


def _coded(lines: list[str], said: Statements) -> list[str]:
    """The text below lines of codes, of which the first with more than one has a priority and a category (ANSA)."""
    at = 0
    while at < min(len(lines), MOST_CODES) and (not lines[at].strip() or CODES.fullmatch(lines[at].strip())):
        codes = lines[at].split()
        if len(codes) > 2:
            said.add("subjects", codes[1:2], "line of codes")
        at += 1
    return lines[at:]


def _slugged(lines: list[str], said: Statements) -> list[str]:
    """The text below a slug line, as English wires begin one: with their cycle (`BC-STORM 1STLD`)."""
    at = next((at for at, line in enumerate(lines) if line.strip()), None)
    slug = lines[at].strip() if at is not None else ""
    if at is None or not CYCLE.match(slug) or len(slug) > LONGEST or dateline_of(f"{slug} "):
        return lines
    found = VERSION.search(slug)
    said.say("slugline", slug[: found.start() + 1] if found else slug, "slug line")
    _say_named(said, found)
    return lines[at + 1 :]


def _say_version(said: Statements) -> None:
    """The version that ends the slug line, or is all of the take's."""
    take = said.get("take_key") or ""
    said.say("version", take if is_version_alone(take) else None, "line of the take")
    _say_named(said, VERSION.search(said.get("slugline") or ""))


def _say_named(said: Statements, found: re.Match[str] | None) -> None:
    """The version that a slug line names."""
    if found is not None:
        said.say("version", found["version"], "slug line")
        said.say("take_key", found["version"], "slug line")


def _say(said: Statements, field: str, value: str, source: str) -> None:
    """State a field as its line has it."""
    line = " ".join(value.split())
    if field == "published":
        said.date(field, line, source)
    elif field in ("keywords", "subjects"):
        said.add(field, re.split(r"[;,]\s*", line), source)
    else:
        said.say(field, line, source)
