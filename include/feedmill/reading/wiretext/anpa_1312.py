"""ANPA 1312 (NAA 89-3): the newspapers' wires of AP, UPI, Reuters, NYT, CP, Kyodo, AAP; one document a message.

Knows the envelope, the slug line, and the flagged lines above the body: headline, byline, notes to editors, photos,
advances, summaries. `doc_id` is the story number; the filing date has no year, so only the stamp behind the text gives
`published`. The dashes (`_`), quotes and fractions of the wire stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedmill.model import Document, Locator, RejectedDocument, Role, Shape
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements
from feedmill.reading.wiretext.above import ALARM, BY, RIGHTS, Above, is_outlet
from feedmill.reading.wiretext.assembling import Shown, assembled
from feedmill.reading.wiretext.bylines import TITLE
from feedmill.reading.wiretext.charsets import read_like, read_wire
from feedmill.reading.wiretext.controls import Message, line_ends, notation_of, streamed, unprinted
from feedmill.reading.wiretext.datelines import agency_before, agency_of, dateline_of, plain_dateline_of
from feedmill.reading.wiretext.envelopes import (
    Envelope,
    cut_envelope,
    envelope_of,
    keyword_in_full,
    slug_of,
    version_behind,
)
from feedmill.reading.wiretext.flags import Flagged, flagged, parted, shown
from feedmill.reading.wiretext.signals import is_more
from feedmill.reading.wiretext.stamps import read_stamp
from feedmill.reading.wiretext.telling import bare_anpa

STAMP = re.compile(
    r"[ \t]*(?:\^C?)?((?:[A-Za-z]{2,6}[ -]?)?(?:[A-Za-z]{2,3}-)?(?:\d{1,2}-\d{1,2}-\d{2,4} ?\d{1,2}:?\d{2}"
    r"|\d{1,2}:?\d{2} ?(?:[A-Z]{2,4})?[ -]\d{1,2}-\d{1,2}-\d{2,4}"
    r"|\d{2}-\d{2}-\d{2}[ -]\d{2}-\d{2}-\d{2}|\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?)[ A-Za-z]{0,5})<?\s*$"
)
DROPPED = re.compile("[\x00-\x07\x0b\x0c\x7f\x16\x1a]")
SHORT = 8
MOST_TITLE = 16
FOR_USE = re.compile(r"\((?:For use [^()]{3,80}|[a-z]{1,4})\)")
"""Who may print a story, or the initials of who sent it (NYT)."""


def read_anpa(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The messages of a file, streamed where control characters part them.

    Raises `Rejected` (too_large_to_read) for a message over the limit, and for a file over it that has none.
    """
    marks = notation_of(piece.head)
    found = streamed(piece.stream, marks, piece.limits.piece) if marks is not None else bare_anpa(piece.data)
    for ordinal, message in enumerate(found):
        yield _document(ordinal, _Read(message, marks))


class _Read:
    """A message in text: its envelope, the lines of its text, its time stamp."""

    def __init__(self, message: Message, marks: re.Pattern[bytes] | None) -> None:
        self.locator = Locator(byte_start=message.start, byte_end=message.end)
        wired = read_wire(message.text or message.header, seven_bit=False)
        header, post = read_like(message.header, wired), read_like(message.post, wired)
        lines = _lines(unprinted(header, marks))
        self.envelope = envelope_of(lines)
        behind = lines[self.envelope.lines if self.envelope else cut_envelope(lines) :]
        told = unprinted(wired.text, marks) if message.text else ""
        self.lines = _lines(told) if "STX" not in message.lacks else behind
        self.stamp = " ".join(unprinted(post, marks).split()).rstrip("< ")
        self._cut_stamp()
        lost = () if self.envelope else ("header_unreadable: no lines have its form",)
        gone = (f"control_characters_missing: {', '.join(message.lacks)}",) if marks and message.lacks else ()
        self.notes = tuple(dict.fromkeys((*wired.notes, *lost, *gone)))

    def _cut_stamp(self) -> None:
        """Take the time stamp off the end of the text, where it was not parted from it."""
        filled = (at for at in range(len(self.lines) - 1, -1, -1) if self.lines[at].strip())
        last = next((at for at in filled if not RIGHTS.match(self.lines[at].strip())), None)
        if last is not None and (found := STAMP.match(self.lines[last][:120])):
            self.stamp = self.stamp or found[1].strip()
            self.lines = [*self.lines[:last], *self.lines[last + 1 :]]


def _lines(text: str) -> list[str]:
    """Lines without the control characters that mean nothing here."""
    return DROPPED.sub("", line_ends(text).replace("\xa0", " ")).split("\n")


def _document(ordinal: int, read: _Read) -> Document | RejectedDocument:
    """One message as a document, or why not."""
    tabular = read.envelope is not None and read.envelope.tabular
    above, body = _lifted(*_slugged_on(*parted(flagged(read.lines)), read.envelope))
    said = Statements()
    stamp = read_stamp(read.stamp)
    left = Above(said, read.envelope, stamp.at if stamp else None).read(above)
    lines = [*left, *shown(body, tabular=tabular)]
    _say_envelope(said, read)
    _say_dateline(said, lines)
    headline = said.get("headline")
    lines = lines or ([Shown(headline, Role.HEADING)] if headline else [])
    lines = lines or [Shown(note) for note in (said.get("ednote"),) if note]
    if not lines:
        detail = f"message {ordinal + 1}, without a text"
        return RejectedDocument(str(ReadingReason.NOTHING_STATED), detail, read.locator)
    text, blocks = assembled(lines)
    more = tuple(f"continues: {line.text[:40]}" for line in lines[-3:] if is_more(line.text))
    notes = (*read.notes, *said.notes, *more)
    return Document(ordinal, "anpa_1312", Shape.ITEM, text, said.done(), read.locator, blocks, notes)


def _slugged_on(
    above: list[Flagged], body: list[Flagged], envelope: Envelope | None
) -> tuple[list[Flagged], list[Flagged]]:
    """The same, with a slug line below a lone first line moved up to it: AAP's tables have their headline there."""
    told = len(above) == 1 and not above[0].flag and slug_of(above[0].text.strip(), envelope) is None
    slug = slug_of(body[0].text.strip(), envelope) if told and body and envelope else None
    return (above, body) if slug is None else ([*above, body[0]], body[1:])


def _lifted(above: list[Flagged], body: list[Flagged]) -> tuple[list[Flagged], list[Flagged]]:
    """The same, with byline and post, copyright (Bloomberg) and alarm that stand below the flags moved up to them."""
    rest = list(body)
    if above and _is_title(rest):
        above, rest = [*above, Flagged(rest[0].text.strip(), "<", flag=True)], rest[1:]
    while above and rest:
        text = rest[0].text.strip()
        posted = BY.match(above[-1].text.strip()) and (TITLE.match(text) or is_outlet(text))
        told = BY.match(text) or RIGHTS.match(text) or ALARM.fullmatch(text) or FOR_USE.fullmatch(text) or posted
        lifts = told and (len(text.split()) <= SHORT or text.startswith("(")) and not text.endswith(".")
        if text and not lifts:
            break
        above = [*above, Flagged(text, "<", flag=True)] if text else above
        rest = rest[1:]
    return above, rest


def _is_title(body: Sequence[Flagged]) -> bool:
    """Whether a body begins with its headline: a line that ends no sentence, above a byline or rights (Bloomberg)."""
    first, below = (one.text.strip() for one in (*body[:2], *[Flagged("", "", flag=False)] * 2)[:2])
    heads = 0 < len(first.split()) <= MOST_TITLE and not first.endswith((".", ")")) and dateline_of(f"{first} ") is None
    signed = BY.match(below) or RIGHTS.match(below) or FOR_USE.fullmatch(below)
    return heads and signed is not None and BY.match(first) is None and RIGHTS.match(first) is None


def _say_envelope(said: Statements, read: _Read) -> None:
    """What envelope and stamp state, where the text has not said it better."""
    said.date("published", read.stamp, "time stamp", when=read_stamp(read.stamp))
    found = read.envelope
    if found is None:
        return
    if not read.stamp:
        said.date("published", found.filed, "filing date")
    said.say("doc_id", found.number, "story number")
    name = f"{found.service}{found.number}"
    said.say("guid", f"{name} {read.stamp.rstrip('<').strip() or found.filed}", "service level and story number")
    said.say("urgency", found.priority.lower(), "priority")
    said.add("subjects", [found.category.lower()], "category")
    said.say("slugline", keyword_in_full(found), "keyword")
    version = version_behind(found, said.get("slugline") or "")
    said.say("take_key", version, "version")
    said.say("version", version, "version")
    said.say("agency", found.agency or agency_of(read.stamp), "envelope")


def _say_dateline(said: Statements, lines: Sequence[Shown]) -> None:
    """The dateline of the first lines, where one has its form."""
    for line in lines[:4]:
        found = dateline_of(f"{line.text} ")
        if found is not None:
            said.say("dateline", found.line, "dateline")
            said.say("place", found.place, "dateline")
            said.say("agency", found.agency, "dateline")
            return
    said.say("agency", agency_before(lines[0].text) if lines else None, "dateline")
    plain = plain_dateline_of(lines[0].text) if lines else None
    if plain is not None:
        said.say("dateline", plain[0], "dateline")
        said.say("place", plain[1], "dateline")
