"""The structure of a message: header fields and parts, each with its byte range. RFC 5322, RFC 2045 and 2046.

Works on the bytes, part by part, without recursion, within limits of depth and number. What is broken is read as it
was meant where that can be seen: no boundary stated, a boundary that never ends, a header without a blank line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message as Parameters

MOST_PARTS = 1000
MOST_DEPTH = 20
HEADER_MOST = 256 * 1024
VALUE_MOST = 4000
NAME = re.compile(rb"([!-9;-~]{1,80})[ \t]{0,8}:")
BLANK = re.compile(rb"\r?\n[ \t]*(?:\r?\n)")
DASHES = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\nContent-[A-Za-z-]{2,30}:", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entity:
    """A message or a part: its range, where its body begins, its fields in order (names in lower case), its parts."""

    start: int
    end: int
    body: int
    fields: tuple[tuple[str, str], ...]
    depth: int = 0
    parts: list[Entity] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        """The first field of a name."""
        return next((value for known, value in self.fields if known == name), None)

    @property
    def type(self) -> str:
        """Main type and subtype, in lower case; `text/plain` where none can be read."""
        stated = (self.value("content-type") or "text/plain").partition(";")[0].strip().lower()
        return stated if stated.count("/") == 1 and not stated.endswith("/") else "text/plain"

    @property
    def main(self) -> str:
        """The main type."""
        return self.type.partition("/")[0]

    def parameter(self, name: str, of: str = "content-type") -> str | None:
        """A parameter of a structured field, quotes and continuations undone."""
        value = (self.value(of) or "")[:VALUE_MOST]
        if ";" not in value:
            return None
        known = Parameters()
        known["Content-Type"] = value
        try:
            found = known.get_param(name)
        except (ValueError, LookupError):
            return None
        if isinstance(found, tuple):
            found = _charset_of(found)
        return found.strip() if isinstance(found, str) and found.strip() else None

    @property
    def filename(self) -> str | None:
        """What the part is called."""
        return self.parameter("filename", "content-disposition") or self.parameter("name")

    @property
    def attached(self) -> bool:
        """Whether the part says that it is an attachment."""
        return (self.value("content-disposition") or "").strip().lower().startswith("attachment")


def _charset_of(found: tuple[str | None, str | None, str]) -> str:
    """The text of a parameter in the form of RFC 2231."""
    charset, _, raw = found
    try:
        return raw.encode("latin-1", "replace").decode(charset or "ascii", "replace")
    except LookupError:
        return raw


def entity_of(data: bytes, start: int, end: int) -> Entity:
    """The message that stands in a range of bytes, with its parts and theirs; messages within it are not opened."""
    whole = _headed(data, start, end, 0)
    pending, count = [whole], 0
    while pending:
        entity = pending.pop()
        if entity.main != "multipart":
            continue
        for first, last in _ranges(data, entity):
            count += 1
            if count > MOST_PARTS or entity.depth >= MOST_DEPTH:
                whole.notes.append(f"mail_too_complex: more than {MOST_PARTS} parts, or {MOST_DEPTH} within each other")
                return whole
            entity.parts.append(_headed(data, first, last, entity.depth + 1))
        pending.extend(entity.parts)
    return whole


def _headed(data: bytes, start: int, end: int, depth: int) -> Entity:
    """The header of what begins at `start`."""
    fields: list[tuple[str, str]] = []
    at = start
    while at < end and at - start < HEADER_MOST:
        stop = data.find(b"\n", at, end)
        stop = end if stop < 0 else stop + 1
        line = data[at:stop].rstrip(b"\r\n")
        if not line.strip():
            at = stop
            break
        match = NAME.match(line)
        if match is not None:
            fields.append((match[1].decode("ascii").lower(), _text(line[match.end() :])))
        elif line[:1] in b" \t" and fields:
            name, value = fields[-1]
            if len(value) <= HEADER_MOST // 8:
                fields[-1] = (name, f"{value} {_text(line)}")
        elif not (at == start and line.startswith((b"From ", b">From "))):
            break
        at = stop
    return Entity(start, end, at, tuple(fields), depth)


def _text(raw: bytes) -> str:
    """A field's value; bytes that are not ASCII are UTF-8 (RFC 6532), or Windows-1252."""
    try:
        return raw.decode("utf-8").strip()
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="backslashreplace").strip()


def _ranges(data: bytes, entity: Entity) -> list[tuple[int, int]]:
    """The ranges of the parts between the delimiter lines of a multipart."""
    stated = entity.parameter("boundary")
    boundary = stated.encode("utf-8", errors="replace") if stated else b""
    if not boundary or data.find(b"--" + boundary, entity.body, entity.end) < 0:
        guessed = DASHES.search(data, entity.body, entity.end)
        if guessed is None:
            entity.notes.append("boundary_missing: the parts cannot be told apart")
            return []
        boundary = guessed[1]
        entity.notes.append("boundary_guessed: none is stated, or it does not stand in the message")
    return _between(data, entity, b"--" + boundary)


def _between(data: bytes, entity: Entity, delimiter: bytes) -> list[tuple[int, int]]:
    """The ranges between delimiter lines; the last is closed by `--`, or by the end."""
    found: list[tuple[int, int]] = []
    start = None
    at = data.find(delimiter, entity.body, entity.end)
    while at >= 0:
        behind = at + len(delimiter)
        line_end = data.find(b"\n", behind, entity.end)
        line_end = entity.end if line_end < 0 else line_end
        rest = data[behind:line_end].strip()
        if (at == entity.body or data[at - 1 : at] == b"\n") and rest in (b"", b"--"):
            if start is not None:
                found.append((start, _without_break(data, start, at)))
            start = None if rest else min(line_end + 1, entity.end)
            if rest:
                return found
        at = data.find(delimiter, behind, entity.end)
    if start is not None:
        entity.notes.append("truncated: the last part has no closing boundary")
        found.append((start, entity.end))
    return found


def _without_break(data: bytes, start: int, at: int) -> int:
    """The end of a part: the line break before a delimiter belongs to the delimiter."""
    end = at - 1 if data[at - 1 : at] == b"\n" else at
    end = end - 1 if data[end - 1 : end] == b"\r" else end
    return max(start, end)
