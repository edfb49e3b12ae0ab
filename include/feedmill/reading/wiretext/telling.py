"""Whether bytes are a wire's, told by its control characters and the form of its header; plain text stays text.

Without control characters both ends must show it: the header at the top, the time stamp at the end of a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from feedmill.reading.wiretext.charsets import read_wire
from feedmill.reading.wiretext.controls import Message, line_ends, marks_in, notation_of, unprinted
from feedmill.reading.wiretext.datelines import dateline_of, is_wire
from feedmill.reading.wiretext.envelopes import envelope_of

MONTH = r"[A-Za-z\u00c0-\u017f]{3,6}\.?"
TIME_GROUP = re.compile(
    rf"\W?(?:[A-Z]{{1,5}}\W)?\d{{6}}(?:\s?(?:GMT|UTC|[A-Z]{{1,4}}|gmt|utc|mes?z))?"
    rf"(?:\s*{MONTH}(?:\s*\d{{2}}(?:\d{{2}})?(?:\s?[A-Z]{{2,4}})?)?)?\W?"
)
BRIEF = r"(?=[A-Za-z]{1,4}[ \t]+\d{1,5}(?!\w))"
"""Category and words, where the priority before them is left out."""

APART = r" (?=\d{3,4}[ \t]+(?:[\dBFRU][ \t]+)?[A-Za-z]{1,4}[ \t]+\d{1,5}(?!\w))"
"""A blank between source and number, where all that follows shows that they are these."""

HEADER_7901 = re.compile(
    rf"\W{{0,4}}(?P<source>[A-Z]\d[A-Z](?=\d{{4}})|[^\W\d_]{{1,8}}?)(?:-?(?=\d)|{APART})"
    rf"(?P<number>\d{{1,6}})[ \t]+(?:(?P<priority>[\dBFRU])[ \t]+|{BRIEF})"
    r"(?P<category>[\w/.-]{1,8})(?:[ \t]+(?P<words>\d{1,5}))?(?:[ \t]+(?P<optional>\S.{0,80}?))?[ \t]*$"
)
BARE_7901 = re.compile(
    rb"^(?:\xef\xbb\xbf)?[ \t\x00\x7f]{0,8}[A-Za-z]{2,6}\d{3,6}[ \t]+[1-9][ \t]+[A-Za-z]{1,4}[ \t]+\d{1,5}"
    rb"(?:[ \t]{1,6}[^\r\n]{0,80})?[ \t]{0,8}\r*$",
    re.MULTILINE,
)
BARE_TIME = re.compile(
    rb"^[ \t]{0,8}(?:\./\.)?[ \t]{0,4}(?:\d{6}(?:[ \t]?(?i:GMT|UTC|MEZ|MESZ|CET))?[ \t]+[A-Za-z\x80-\xff]{3,5}\.?"
    rb"[ \t]+\d{2}|\d\d/\d\d-\d\d/\d\d/\d\d)[ \t]{0,8}\r*$",
    re.MULTILINE,
)
BARE_ANPA = re.compile(
    rb"^(?:\xef\xbb\xbf)?[A-Za-z]?\d{3,4}[A-Z]{0,15}[\x1f^_ ]{0,2}[a-zA-Z-]{0,12}[ \t]{0,8}\r*\n"
    rb"[a-z\d][ \t]{1,3}[a-z][\x11-\x14^QRST \t]{0,6}"
    rb"(?:(?:am|pm|bc|ap|upi)[\w-]|[\w'-]{2,40}[^\n]{0,60}[ \t]\d{1,2}-\d{1,2}[ \t]\d{2,4}[ \t]{0,8}\r*$)",
    re.IGNORECASE | re.MULTILINE,
)
BARE_STAMP = re.compile(
    rb"^[ \t]{0,8}(?:\^C|\x03)?(?:[A-Za-z]{2,6}[ -]?)?(?:[A-Z]{2,3}-)?"
    rb"(?:\d\d-\d\d-\d\d[ \t]\d{4}[A-Z]{0,4}|\d\d:\d\d[A-Z ]{0,5}[ -]\d\d-\d\d-\d\d|\d\d-\d\d-\d\d \d\d-\d\d-\d\d)<?",
    re.MULTILINE,
)
ENDING = re.compile(rb"^[^\r\n]{0,40}?(?<![A-Z])NNNN[ \t]{0,8}\r*$", re.MULTILINE)
"""The end of a telex, on a line by itself or behind a time."""

ZCZC = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00\x01\x16\x7f]{0,64}ZCZC(?![a-z]{2})[^\r\n]{0,80}[\r\n]", re.IGNORECASE)
FOLLOWED = re.compile(rb"^NNNN[\s\x00\x7f]{1,64}ZCZC[^\r\n]{0,80}[\r\n]", re.MULTILINE)
NUMBERED_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}([^\s\d\x00-\x1f]{2,32}) ?\d{2,5}[ \t]{0,8}\r*\n")
NUMBERED = re.compile(r"\W{0,4}(?P<agency>[^\W\d_][^\s\d]{1,24}) ?(?P<number>\d{2,5})\s{0,8}")
"""A first line that is an agency's name and the number of its message: `TASS 042`."""

CARETED = re.compile(r"\x02?\^[A-Za-z]")
LEAST_FLAGS = 3
"""Lines with a flag before them that show ANPA 1312 below a header that nobody knows."""

MOST_ABOVE = 14
"""Lines of a telex up to the one with its dateline."""

HEAD = 4096
IPTC_HEADER = re.compile(
    rb"[\s\x00\x7f]{0,16}[A-Za-z\x80-\xff]{1,8}(?:-?|" + APART.encode() + rb")"
    rb"\d{1,6}[ \t]+(?:[\dBFRU][ \t]+|" + BRIEF.encode() + rb")[\w/.-]{1,8}(?:[ \t]+\d{1,5})?[ \t\r\n]"
)
ENVELOPE = re.compile(
    rb"[\s\x00\x16\x7f]{0,32}\x01[^\x00-\x08\x0b\x0e-\x10\x15\x17-\x1e]{1,400}\x02"
    rb"[^\x00-\x06\x0b\x0e\x0f\x15-\x1a\x1c\x7f]{20,60000}\x03[^\x00-\x03\x05-\x08]{0,200}(?:\x04|\Z)"
)
"""A message whose header nobody knows: SOH, STX, ETX and what is printed between them."""

SGML = re.compile(
    rb"\s{0,64}(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,200}\?>\s{0,16})?(?:<!DOCTYPE[^>\[]{0,200}>\s{0,64})?"
    rb"(?:<DOCSTREAM[^>]{0,40}>\s{0,64})?"
    rb"(?:<REUTERS\s[^>]{0,300}>|<DOC\s[^>]{0,120}id\s?=[^>]{0,120}>"
    rb"|<\s?DOC\s?>\s{0,64}<\s?(?:DOCNO|DOCID|DOCTYPE|DATE_TIME|FILEID|PROFILE|DATE|HL|HEADLINE|DD|AN|HEADER|DOCHDR)\b)",
    re.IGNORECASE,
)


def is_anpa_1312(head: bytes) -> bool:
    """Whether the first message has the two header lines of ANPA 1312."""
    start = _first_header(head)
    if start is not None:
        told = unprinted(head[start : start + 600].decode("utf-8", "replace"), notation_of(head))
        lines = line_ends(told).split("\n")
        told_so = (
            envelope_of(lines) is not None or sum(CARETED.match(line) is not None for line in lines) >= LEAST_FLAGS
        )
        return IPTC_HEADER.match(head, start) is None and told_so
    found = BARE_ANPA.search(head[:HEAD])
    if found is None or head[: found.start()].strip():
        return False
    return BARE_STAMP.search(head) is not None or b"\n^" in head


def is_iptc_7901(head: bytes) -> bool:
    """Whether the first message has the header line of IPTC 7901, or else its control characters in their order."""
    start = _first_header(head)
    if start is not None:
        return IPTC_HEADER.match(head, start) is not None or (
            ENVELOPE.match(head) is not None and not is_anpa_1312(head)
        )
    found = BARE_7901.search(head[:HEAD])
    if found is None or head[: found.start()].count(b"\n") > 4 or len(head[: found.start()].strip()) > 60:
        return False
    return BARE_TIME.search(head, found.end()) is not None or _dpa_like(head, found)


def is_zczc(head: bytes) -> bool:
    """Whether the bytes begin as telex messages do, or within one that another follows."""
    if ZCZC.match(head) is not None or FOLLOWED.search(head[:HEAD]) is not None or _is_numbered(head[:HEAD]):
        return True
    return b"NNNN" in head and b"\x01" not in head[:HEAD] and ENDING.search(head) is not None and _is_dated(head[:HEAD])


def _is_numbered(head: bytes) -> bool:
    """Whether an agency's name and a number are the first line, and a dateline stands a few lines below."""
    if NUMBERED_LINE.match(head) is None:
        return False
    return _is_dated(head) and numbered(_lines(head)[0]) is not None


def _is_dated(head: bytes) -> bool:
    """Whether a dateline stands a few lines below the first."""
    return any(dateline_of(f"{line.strip()} ") for line in _lines(head)[1:MOST_ABOVE])


def _lines(head: bytes) -> list[str]:
    """The lines of a telex, blank ones before the first left out."""
    return line_ends(read_wire(head, seven_bit=False).text).strip("\ufeff \n").split("\n")


def numbered(line: str) -> tuple[str, str] | None:
    """The agency and the number that a line is, with nothing else on it."""
    found = NUMBERED.fullmatch(line[:80])
    return (found["agency"], found["number"]) if found and is_wire(found["agency"]) else None


def numbered_starts(data: bytes) -> list[int]:
    """Where the messages of a file begin, each with a line that is the name of one agency and a number."""
    first = NUMBERED_LINE.match(data)
    if first is None:
        return []
    again = re.compile(rb"^" + re.escape(first[1]) + rb" ?\d{2,5}[ \t]{0,8}\r*$", re.MULTILINE)
    return [0, *(found.start() for found in again.finditer(data, first.end()))]


def is_sgml(head: bytes) -> bool:
    """Whether the bytes begin with a story of Reuters-21578, or of one of the collections of `<DOC>`."""
    return SGML.match(head) is not None


def _first_header(head: bytes) -> int | None:
    """Where the first header begins: behind SOH, or at the top where only STX stands below.

    A file that was cut at its front begins within a message: then the first header is the next one's.
    """
    marks = notation_of(head)
    if marks is None:
        return None
    found = marks_in(head[:HEAD], marks)
    first = next((mark.end for mark in found if mark.name == "SOH"), 0)
    cut = found[0].name != "SOH" and IPTC_HEADER.match(head, _unpadded(head, 0)) is None
    return _unpadded(head, first if cut or found[0].name == "SOH" else 0)


def _unpadded(head: bytes, at: int) -> int:
    """The place behind the idle characters that stand there."""
    return at + len(head[at : at + 16]) - len(head[at : at + 16].lstrip(b"\x00\x16\x7f \t\r\n"))


def _dpa_like(head: bytes, found: re.Match[bytes]) -> bool:
    """Whether, without a time group in sight, keyword line and headline show the format."""
    below = head[found.end() : found.end() + 600]
    return re.match(rb"\r*\n(?:[ \t\r]*\n)?[^\n]{2,120}/\r*\n", below) is not None and b" =" in below


def bare_7901(data: bytes) -> Iterator[Message]:
    """The messages of a file without control characters: each begins with a header line. Their ranges tile the file."""
    return _bare(data, [match.start() for match in BARE_7901.finditer(data)])


def bare_anpa(data: bytes) -> Iterator[Message]:
    """The same for ANPA 1312."""
    return _bare(data, [match.start() for match in BARE_ANPA.finditer(data)])


def _bare(data: bytes, starts: list[int]) -> Iterator[Message]:
    """A message from each start to the next; what stands before the first belongs to it."""
    edges = [0, *starts[1:], len(data)] if starts else [0, len(data)]
    for start, end in pairwise(edges):
        yield Message(start, end, data[start:end], b"", b"", ("SOH", "STX", "ETX", "EOT"))
