"""What a message shows: the fuller of its alternatives, its parts in order; and what it carries besides.

Knows HTML and plain text. A part that is neither is attached, a message within is one of its own, and what is no text
(images, sounds, signatures, `winmail.dat`) is left out with a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from feedmill.errors import Rejected
from feedmill.model import Role
from feedmill.reading.html import read_html
from feedmill.reading.mail.mime import Entity
from feedmill.reading.mail.transfer import bytes_of, text_of, unflowed, uuencoded
from feedmill.reading.wiretext.assembling import Shown

NEARLY = 0.8
"""An HTML alternative is taken unless it has less than this share of the plain one's words: it has structure."""

SHOWN = ("text/plain", "text/html", "text/enriched", "text/markdown")
SILENT = frozenset(("image", "audio", "video", "font", "model", "x-world"))
_IGNORED = """
    application/pgp-signature application/pgp-keys application/pgp-encrypted application/pkcs7-signature
    application/x-pkcs7-signature application/pkcs7-mime application/x-pkcs7-mime application/ms-tnef
    application/vnd.ms-tnef application/applefile application/ics text/calendar text/vcard text/x-vcard text/directory
    text/css text/javascript text/rfc822-headers message/delivery-status message/disposition-notification
    message/partial message/external-body message/feedback-report
"""
RULE = re.compile(r"^[ \t]{0,40}([*#=_~-])(?: ?\1){4,}[ \t]{0,40}$", re.MULTILINE)
MOST_LINES = 50_000
"""Lines of a text that are laid out one by one; a longer one keeps them as they stand."""

IGNORED = frozenset(_IGNORED.split())
ENCODED = frozenset(("base64", "quoted-printable", "x-uuencode", "uuencode"))


@dataclass(slots=True)
class Body:
    """What was found: lines, the HTML and the plain text of which they are, and what stands within.

    `links` and `headings` count those of the HTML; of plain text, `links` the addresses and `rules` the lines drawn.
    """

    lines: list[Shown] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    attached: list[tuple[Entity, bytes, str]] = field(default_factory=list)
    messages: list[Entity] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: int = 0
    headings: int = 0
    rules: int = 0


def body_of(data: bytes, message: Entity) -> Body:
    """The body of a message. Nothing in it can raise."""
    body = Body(notes=list(message.notes))
    pending: list[tuple[Entity, str]] = [(message, "")]
    while pending:
        entity, around = pending.pop()
        if entity is not message:
            body.notes.extend(entity.notes)
        if entity.main == "multipart" and entity.parts:
            inner = _chosen(data, entity)
            pending.extend((part, entity.type) for part in reversed(inner))
        else:
            _leaf(data, entity, around, body)
    return body


def _chosen(data: bytes, entity: Entity) -> list[Entity]:
    """The parts of a multipart that are shown: of alternatives the fuller one, of related ones the first with text."""
    if entity.type == "multipart/alternative":
        return _alternative(data, entity.parts)
    return entity.parts


def _alternative(data: bytes, parts: list[Entity]) -> list[Entity]:
    """The HTML, unless the plain text is fuller; with parts that are neither."""
    sizes = [(_words(data, part), part) for part in parts]
    plain = max((size for size, part in sizes if _leading(part) == "text/plain"), default=0)
    rich = max((size for size, part in sizes if _leading(part) != "text/plain"), default=0)
    if not plain and not rich:
        return parts
    if rich and rich >= NEARLY * plain:
        best = next(part for size, part in sizes if size == rich and _leading(part) != "text/plain")
    else:
        best = next(part for size, part in sizes if size == plain and _leading(part) == "text/plain")
    return [part for size, part in sizes if part is best or (not size and _leading(part) != "text/plain")]


def _first(part: Entity) -> Entity:
    """The part, or the first text within it."""
    while part.main == "multipart" and part.parts:
        part = next((one for one in part.parts if one.main in ("text", "multipart")), part.parts[0])
    return part


def _leading(part: Entity) -> str:
    """The type of a part, or of the first text within it."""
    return _first(part).type


def _words(data: bytes, whole: Entity) -> int:
    """How many words a part shows, addresses of links left out."""
    part = _first(whole)
    if part.main != "text":
        return 0
    text, _ = text_of(data, part)
    lines = [line.text for line in _html(text, Body())] if part.type == "text/html" else [text]
    return sum(1 for line in lines for word in line.split() if "://" not in word)


def _leaf(data: bytes, entity: Entity, around: str, body: Body) -> None:
    """A part without parts."""
    digested = around == "multipart/digest" and entity.value("content-type") is None
    if entity.type in ("message/rfc822", "message/global", "message/news") or digested:
        if (entity.value("content-transfer-encoding") or "").strip().lower() in ENCODED:
            body.attached.append((entity, bytes_of(data, entity), entity.filename or "message.eml"))
        else:
            body.messages.append(entity)
    elif entity.main in SILENT or entity.type in IGNORED or entity.type.startswith("text/x-"):
        if entity.body < entity.end:
            body.notes.append(f"attachment_ignored: {(entity.filename or entity.type)[:80]} ({entity.type[:60]})")
    elif entity.main == "multipart" or (entity.type in SHOWN and not entity.attached):
        _text(data, entity, body)
    else:
        body.attached.append((entity, bytes_of(data, entity), entity.filename or entity.type))


def _text(data: bytes, entity: Entity, body: Body) -> None:
    """A part that is shown."""
    if entity.type == "text/html":
        text, notes = text_of(data, entity)
        body.notes.extend(notes)
        body.lines.extend(_html(text, body))
        body.html.append(text)
        return
    text, notes = text_of(data, entity)
    body.notes.extend(notes)
    raw = bytes_of(data, entity)
    for name, held, start, end in reversed(uuencoded(raw) if b"\nbegin " in b"\n" + raw else []):
        body.attached.append((entity, held, name))
        shown = raw[start:end].decode("ascii", errors="replace").replace("\r\n", "\n")
        text = text.replace("\r\n", "\n").replace(shown, "")
    if (entity.parameter("format") or "").lower() == "flowed":
        text = unflowed(text, delsp=(entity.parameter("delsp") or "").lower() == "yes")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if text.strip():
        body.plain.append(text)
        body.links += text.count("://")
        body.rules += len(RULE.findall(text))
        body.lines.extend([Shown(text)] if is_long(text) else map(Shown, filled(text)))


def is_long(text: str) -> bool:
    """Whether a text has more lines than are laid out one by one."""
    return text.count("\n") >= MOST_LINES


def filled(text: str) -> list[str]:
    """The lines of a text that are not blank, without the blanks around them."""
    return [line for part in text.split("\n") if (line := part.strip())]


def _html(text: str, body: Body) -> list[Shown]:
    """The lines that a piece of HTML shows; where it cannot be parsed, a note and none."""
    try:
        found = read_html(text)
    except Rejected as error:
        body.notes.append(f"html_unread: {error.detail[:120]}")
        return []
    lower = text.lower()
    body.links += lower.count("<a ")
    shown = [Shown(line.text, line.role) for line in found.lines]
    body.headings += sum(1 for line in shown if line.role is Role.HEADING)
    return shown
