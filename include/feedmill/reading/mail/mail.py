"""A message of mail as a document, and the messages and files within it.

A newsroom gets two kinds. A plain message by hand is one story under its subject: an item, the subject its headline. A
newsletter or digest holds any number: what comes from a list, or has several headings, links or parts, is a page, and
then the subject is the title of the page, not of each story. Where its markup shows several stories, each is an item,
and what stands around them a page without any. Whom a message was for is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, Part, RejectedDocument, Role, Shape
from feedmill.reading.mail.attaching import is_note, story_in
from feedmill.reading.mail.bodies import Body, body_of, filled
from feedmill.reading.mail.covers import Cover
from feedmill.reading.mail.digests import Digest, digest_of
from feedmill.reading.mail.laying import body_laid_out, covered, is_post, lines_of
from feedmill.reading.mail.layout import Row, rows_of
from feedmill.reading.mail.letters import Letter, letter_of
from feedmill.reading.mail.links import address_of
from feedmill.reading.mail.listings import listing_of
from feedmill.reading.mail.mime import Entity, entity_of
from feedmill.reading.mail.stories import document_of, documents_of, say_letter
from feedmill.reading.mail.subjects import headline_in
from feedmill.reading.mail.transfer import words_of
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.registry import READERS
from feedmill.reading.sniffing import Format, sniff
from feedmill.reading.stating import Statements
from feedmill.reading.wiretext.assembling import Shown

LISTED = ("list-id", "list-unsubscribe", "list-post", "x-campaign", "x-campaignid", "feedback-id", "x-mailer-recptid")
BULK = ("bulk", "list", "junk")
MANY_LINKS = 5
MANY_HEADINGS = 2
MANY_RULES = 2
"""Lines drawn between the parts of a plain text in which as many addresses stand."""

DEEPEST = 10
SENDER_MOST = 1000
REMARK = re.compile(r"\(([^()]{1,200})\)")
ANGLES = re.compile(r"<([^<>\s]{1,400})>")
AT_OUTLET = re.compile(r"([^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){1,3}) (?:from|at|via) \S")
"""A person before the outlet that sends for them (`Ann Berg from Branch Lines`), and words that are of no person."""

OF_OUTLET = re.compile(
    r"\b(?:news|newsletters?|letters?|notes|stories|dispatch(?:es)?|updates?|alerts?|team|editors?|press|office|desk|"
    r"daily|weekly|morning|evening|today|headlines?|views?|reports?|briefing|digest|good|the|greetings|live)\b",
    re.IGNORECASE,
)
UNSAFE = re.compile(r"[\x00-\x1f\x7f!]+")

Found = Document | RejectedDocument | Piece


def read_mail(piece: Piece) -> Iterator[Found]:
    """The documents of one message. Raises `Rejected` for a file over the limit."""
    yield from message_in(piece, piece.data, 0)


def message_in(piece: Piece, data: bytes, shift: int) -> Iterator[Found]:
    """The documents of the message that `data` is: itself, then the messages and readable files within it, in order.

    `shift` is where `data` stands in the piece.
    """
    for entity, body, too_deep in _messages(data):
        files = list(_attached(piece, body, shift + entity.start))
        yield from _own(entity, body, shift, noted=bool(files) and is_note(body))
        yield from ((story_in(part, one) if found is Format.TEXT else None) or part for part, one, found in files)
        if too_deep:
            detail = f"messages within messages, {DEEPEST} deep"
            yield RejectedDocument(str(ReadingReason.TOO_COMPLEX), detail, Locator(byte_start=shift + entity.start))


def mail_member(piece: Piece, _step: str) -> Iterator[Piece]:
    """The files that are attached to a message and to those within it."""
    yield from attached_in(piece, piece.data, 0)


def attached_in(piece: Piece, data: bytes, shift: int) -> Iterator[Piece]:
    """The readable files in the message that `data` is, as they came: those too that `message_in` reads as a story."""
    for entity, body, _ in _messages(data):
        yield from (part for part, _, _ in _attached(piece, body, shift + entity.start))


def _messages(data: bytes) -> Iterator[tuple[Entity, Body, bool]]:
    """A message and those within it, in order; the last says that others lie too deep in one."""
    pending = [(entity_of(data, 0, len(data)), 0)]
    while pending:
        entity, depth = pending.pop()
        body = body_of(data, entity)
        too_deep = depth >= DEEPEST and bool(body.messages)
        yield entity, body, too_deep
        inner = [] if too_deep else [entity_of(data, part.body, part.end) for part in body.messages]
        pending.extend((one, depth + 1) for one in reversed(inner))


def _own(entity: Entity, body: Body, shift: int, *, noted: bool) -> Iterator[Document | RejectedDocument]:
    """The documents of the message itself; a message that only wraps others, or files, is none.

    Where it is a note (`noted`), there is no story in it.
    """
    locator = Locator(byte_start=shift + entity.start, byte_end=shift + entity.end)
    shape = _shape(entity, body)
    cover = covered(body, words_of(entity.value("subject")))
    digest, letter = _shown(entity, body, shape, cover)
    if digest is None and is_post(body, cover):
        shape = Shape.ITEM
    said = Statements()
    if letter is not None:
        say_letter(said, letter)
    if cover is not None:
        _say_cover(said, cover, several=digest is not None)
    _say(said, entity)
    if not body.lines:
        if body.messages or body.attached:
            return
        subject = said.get("headline")
        if subject is None:
            yield RejectedDocument(str(ReadingReason.NOTHING_STATED), "a message without subject and text", locator)
            return
        body.lines.append(Shown(subject, Role.HEADING))
    stated, notes = said.done(), tuple(dict.fromkeys((*body.notes, *said.notes)))
    if digest is not None:
        yield from documents_of(digest, stated, locator, notes)
    elif letter is not None and shape is Shape.PAGE:
        yield document_of(letter, stated, locator, notes)
    else:
        text, blocks = body_laid_out(body, Shape.ITEM if noted else shape, cover)
        if noted:
            shape, blocks = Shape.PAGE, tuple(replace(block, part=Part.AROUND) for block in blocks)
        yield Document(0, "mail", shape, text, stated, locator, blocks, notes)


def _shown(entity: Entity, body: Body, shape: Shape, cover: Cover | None) -> tuple[Digest | None, Letter | None]:
    """The stories of a message that shows several, or the one story that its HTML shows."""
    if not body.html and body.links > 1 and cover is not None:
        lines = lines_of(body)
        above = [Row(line) for line in filled("\n".join(lines[: cover.first]))]
        found = listing_of("\n".join(lines[cover.first :]))
        return found and replace(found, around=(*above, *found.around)), None
    if len(body.html) != 1 or not body.links:
        return None, None
    try:
        rows = rows_of(body.html[0])
    except Rejected:
        return None, None
    subject, sender = words_of(entity.value("subject")), words_of(entity.value("from"))
    digest = digest_of(rows, subject, sender) if shape is Shape.PAGE else None
    beside = [Row(line) for part in body.plain for line in filled(part)]
    if digest is not None:
        return replace(digest, around=(*digest.around, *beside)), None
    return None, None if beside else letter_of(rows, subject)


def _say_cover(said: Statements, cover: Cover, *, several: bool) -> None:
    """State what a forwarded mail says of itself, and where it says that it stands on the web."""
    if cover.subject is not None:
        said.say("headline", headline_in(cover.subject), "Subject")
    said.say("byline", _sender(cover.sender), "From")
    if not several:
        said.url(cover.url and address_of(cover.url), "link")


def _shape(entity: Entity, body: Body) -> Shape:
    """Whether the message is one story, or may be many."""
    sent_to_many = any(entity.value(name) for name in LISTED)
    bulk = (entity.value("precedence") or "").strip().lower() in BULK
    ruled = body.rules >= MANY_RULES and body.links >= MANY_RULES
    many = body.links >= MANY_LINKS or body.headings >= MANY_HEADINGS or ruled
    return Shape.PAGE if sent_to_many or bulk or many else Shape.ITEM


def _say(said: Statements, entity: Entity) -> None:
    """What the header fields state."""
    said.say("headline", headline_in(words_of(entity.value("subject")) or ""), "Subject")
    said.say("byline", _sender(entity.value("from")), "From")
    said.date("published", entity.value("date"), "Date")
    number = entity.value("message-id") or ""
    inner = ANGLES.search(number[:1000])
    said.say("guid", inner[1] if inner else number[:400], "Message-ID")
    said.say("language", (entity.value("content-language") or "").partition(",")[0][:40], "Content-Language")
    said.add("keywords", (words_of(entity.value("keywords")) or "").split(","), "Keywords")
    address = ANGLES.search((entity.value("archived-at") or "")[:1000])
    said.url(address[1] if address else None, "Archived-At")


def _sender(value: str | None) -> str | None:
    """The name of the first sender: before the address in angles, or in brackets behind a bare one."""
    line = (value or "")[:SENDER_MOST]
    before, angle, _ = line.partition("<")
    remark = None if angle else REMARK.search(line)
    raw = before if angle else (remark[1] if remark else "")
    name = (words_of(raw) or "").replace("\\", "").strip(" '\"")
    person = AT_OUTLET.match(name)
    return (person[1] if person is not None and not OF_OUTLET.search(person[1]) else name) or None


def _attached(piece: Piece, body: Body, at: int) -> Iterator[tuple[Piece, Entity, Format]]:
    """The attached files whose format is read; of the others the body gets a note."""
    for number, (entity, data, name) in enumerate(body.attached, 1):
        called = UNSAFE.sub("_", name)[:80]
        part = piece.inside(f"{at}.{number}-{called}", data, called)
        found = _format_of(part, entity) if data.strip() else None
        if found is not None:
            yield part, entity, found
        else:
            body.notes.append(f"attachment_ignored: {called} ({entity.type[:60]})")


def _format_of(part: Piece, entity: Entity) -> Format | None:
    """The format of a file, where that has a reader; plain text only where the message does not say otherwise."""
    try:
        found = sniff(part)
    except Rejected:
        return None
    said = entity.main in ("text", "message", "multipart") or entity.type == "application/octet-stream"
    if not isinstance(found, Format) or found not in READERS:
        return None
    return found if found is not Format.TEXT or said else None
