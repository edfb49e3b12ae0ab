"""Where the messages of a wire stand in its bytes, by the control characters of ISO 646: SOH, STX, ETX, EOT.

Knows the ways in which they survive a printout: as themselves, as `<SOH>`, `[SOH]` or `{SOH}`, as `^A`, as the symbols
of U+2401. What is missing is inferred from what is there. Knows nothing of what a header or a text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from feedmill.errors import Rejected
from feedmill.reading.reasons import ReadingReason

HEAD = 4096
CHUNK = 4 * 1024 * 1024
NAMES = ("SOH", "STX", "ETX", "EOT")
REAL = re.compile(rb"[\x01-\x04]")
SPELT = re.compile(
    rb"(?P<SOH>(?:[<\[{]SYN[>\]}]\s{0,4}){0,8}[<\[{]SOH[>\]}])|(?P<STX>[<\[{]STX[>\]}])|(?P<ETX>[<\[{]ETX[>\]}])"
    rb"|(?P<EOT>[<\[{]EOT[>\]}])"
)
SYMBOLS = re.compile(
    rb"(?P<SOH>(?:\xe2\x90\x96){0,8}\xe2\x90\x81)|(?P<STX>\xe2\x90\x82)|(?P<ETX>\xe2\x90\x83)|(?P<EOT>\xe2\x90\x84)"
)
CARETS = re.compile(
    rb"(?P<SOH>(?:\^V){0,8}\^A(?=[A-Za-z]{0,8}\d))|^(?P<STX>\^B)"
    rb"|^[ \t]{0,8}(?P<ETX>\^C)(?=\^?[A-Z]{2,6}-[A-Z]{2}-\d|\d|\s)"
    rb"|(?P<EOT>\^D)(?=\s|\Z)",
    re.MULTILINE,
)
SIGNS = {REAL: (b"\x01", b"\x02"), SPELT: (b"SOH", b"STX"), SYMBOLS: (b"\xe2\x90\x81", b"\xe2\x90\x82")}
FIRST = re.compile(rb"\s{0,64}(?:\^V){0,8}\^A[A-Za-z]{0,8}\d")
CARET_CONTROL = re.compile(r"\^[@-_]")
SPELT_CONTROL = re.compile(
    r"[<\[{](?:NUL|SYN|ENQ|BEL|BS|SO|SI|DC[1-4]|FS|GS|RS|US|DEL|ESC|DLE|CR|LF)[>\]}]|[\u2400-\u2421]"
)
LINE_END = re.compile("\r+\n|\r")
SYN = 0x16
IDLE = 16
PREFIX = 200
PADDING = b"\x00\x16\x7f\x1a\x05 \t\r\n\f\x04"


@dataclass(frozen=True, slots=True)
class Mark:
    """A control character: its name, and where it stands; SOH with the idle characters before it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its byte range, and its three parts without the marks between them.

    `lacks` names the control characters that are not there; without STX the text still stands in `header`.
    """

    start: int
    end: int
    header: bytes
    text: bytes
    post: bytes
    lacks: tuple[str, ...] = ()


def notation_of(data: bytes) -> re.Pattern[bytes] | None:
    """How the bytes write their control characters, or None where there are none."""
    head = data[:HEAD]
    for pattern, signs in SIGNS.items():
        if any(sign in head for sign in signs) and {"SOH", "STX"} & {mark.name for mark in marks_in(head, pattern)}:
            return pattern
    return CARETS if FIRST.match(head) else None


def streamed(stream: BinaryIO, pattern: re.Pattern[bytes], limit: int) -> Iterator[Message]:
    """The messages of a stream, chunk by chunk. Raises `Rejected` (too_large_to_read) for one beyond the limit."""
    stream.seek(0)
    buffer, base = b"", 0
    while chunk := stream.read(CHUNK):
        buffer += chunk
        cut = _last_edge(buffer, pattern)
        if not cut and len(buffer) > limit:
            raise Rejected(ReadingReason.TOO_LARGE_TO_READ, f"a message of more than {limit} bytes at byte {base}")
        yield from _shifted(messages(buffer[:cut], pattern), base)
        buffer, base = buffer[cut:], base + cut
    yield from _shifted(messages(buffer, pattern), base)


def _last_edge(buffer: bytes, pattern: re.Pattern[bytes]) -> int:
    """Where the last message that is whole ends; 0 where none is."""
    marks = marks_in(buffer, pattern)
    ends = [mark.end for mark in marks if mark.name == "EOT"]
    heads = [mark.start for mark in marks if mark.name == "SOH"][1:]
    return max(ends[-1:] or heads[-1:], default=0)


def _shifted(found: Iterator[Message], base: int) -> Iterator[Message]:
    """The same messages, `base` bytes further on."""
    for message in found:
        yield replace(message, start=message.start + base, end=message.end + base)


def marks_in(data: bytes, pattern: re.Pattern[bytes]) -> list[Mark]:
    """The marks in their order."""
    if pattern is not REAL:
        return [Mark(match.lastgroup or "", match.start(), match.end()) for match in pattern.finditer(data)]
    found = []
    for match in pattern.finditer(data):
        start = match.start()
        while match[0] == b"\x01" and start > 0 and match.start() - start < IDLE and data[start - 1] == SYN:
            start -= 1
        found.append(Mark(NAMES[match[0][0] - 1], start, match.end()))
    return found


def messages(data: bytes, marks: re.Pattern[bytes]) -> Iterator[Message]:
    """The messages, in their order; their ranges are disjoint, and blanks between them belong to none."""
    found = marks_in(data, marks)
    edges = [0, *(mark.start if mark.name == "SOH" else mark.end for mark in found if mark.name in ("SOH", "EOT"))]
    at = before = 0
    for start, end in zip(edges, [*edges[1:], len(data)], strict=True):
        own = []
        while at < len(found) and found[at].start < end:
            own.append(found[at])
            at += 1
        if not own and end < len(data) and data[start:end].strip(PADDING) and end - start <= PREFIX:
            before = end - start
        elif data[start:end].strip(PADDING):
            yield _message(data, start - before, end, own)
            before = 0


def _message(data: bytes, start: int, end: int, marks: list[Mark]) -> Message:
    """The message that stands between two edges; of a mark that stands there twice, the first counts."""
    places: dict[str, Mark] = {}
    for mark in marks:
        places.setdefault(mark.name, mark)
    stop = places["EOT"].start if "EOT" in places else end
    header = places["SOH"].end if "SOH" in places else start
    text = places.get("STX")
    post = places.get("ETX")
    behind = post.start if post else stop
    lacks = tuple(name for name in NAMES if name not in places)
    if text is None or text.end > behind:
        return Message(start, end, data[header:behind], b"", data[post.end : stop] if post else b"", lacks)
    tail = data[post.end : stop] if post else b""
    return Message(start, end, data[header : text.start], data[text.end : behind], tail, lacks)


def line_ends(text: str) -> str:
    """The text with one sign for each end of a line; terminals want CR CR LF, and get it."""
    return LINE_END.sub("\n", text)


def unprinted(text: str, marks: re.Pattern[bytes] | None) -> str:
    """The text without the further control characters that a printout of this notation shows."""
    if marks is SPELT or marks is SYMBOLS:
        return SPELT_CONTROL.sub(" ", text)
    return text
