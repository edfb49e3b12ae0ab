"""ANPA 1312 (NAA 89-3): the newspapers' wires of AP, UPI, Reuters, NYT, CP, Kyodo, AAP; one document a message.

Knows the envelope, the slug line, and the flagged lines above the body: headline, byline, notes to editors, photos,
advances, summaries. `doc_id` is the story number; the filing date has no year, so only the stamp behind the text gives
`published`. The dashes (`_`), quotes and fractions of the wire stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from feedmill.model import Document, Locator, RejectedDocument, Role, Shape
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements
from feedmill.reading.wiretext.assembling import Shown, assembled
from feedmill.reading.wiretext.charsets import read_like, read_wire
from feedmill.reading.wiretext.controls import Message, line_ends, notation_of, streamed, unprinted
from feedmill.reading.wiretext.datelines import agency_of, dateline_of
from feedmill.reading.wiretext.envelopes import Envelope, Slug, cut_envelope, envelope_of, slug_of, version_behind
from feedmill.reading.wiretext.flags import CODES, LEADERS, Flagged, flagged, parted, shown
from feedmill.reading.wiretext.signals import ADD, ADVANCE, is_kill, is_more, status_of
from feedmill.reading.wiretext.stamps import read_stamp, release_behind
from feedmill.reading.wiretext.telling import bare_anpa

STAMP = re.compile(
    r"[ \t]*(?:\^C?)?((?:[A-Za-z]{2,6}[ -]?)?(?:[A-Za-z]{2,3}-)?(?:\d{1,2}-\d{1,2}-\d{2,4} ?\d{1,2}:?\d{2}"
    r"|\d{1,2}:?\d{2} ?(?:[A-Z]{2,4})?[ -]\d{1,2}-\d{1,2}-\d{2,4}"
    r"|\d{2}-\d{2}-\d{2} \d{2}-\d{2}-\d{2})[ A-Za-z]{0,5})<?\s*$"
)
DROPPED = re.compile("[\x00-\x07\x0b\x0c\x7f\x16\x1a]")
KEYED = re.compile(r"(HL|HEADLINE|Update|INDEX|SYMBOL|Note|ADVISORY|DECK|SUMMARY)\s?:\s?(.*)", re.IGNORECASE)
PHOTOS = re.compile(
    r"(?:AP|UPI|Reuters|Kyodo|CP|EDS: With AP|With AP|With)\s(?:Photos?|Graphics?|Video|Audio|Laserphotos?)\b"
    r"|(?:Laser)?Photos?:?\s[A-Z]{1,4}\d",
)
EDITORS = re.compile(
    r"\(?(?:Eds\.?|Editors?|EDITOR'?S'? NOTES?|Note to editors|Attention editors|Ed\. note|NOTE|Eds\. note)"
    r"\s*(?::|_|--|-)\s*(.*)",
    re.IGNORECASE,
)
BY = re.compile(r"By\s+(?=\S)", re.IGNORECASE)
AND = re.compile(r"(?:and|&)\s+(?=[A-Z])")
TITLE = re.compile(
    r"(?:the\s+)?(?:associated press|united press|canadian press|reuters?|upi|ap\b|new york times"
    r"|.{0,40}\b(?:writer|editor|reporter|correspondent|columnist|staff|news service|press|bureau|analyst|critic)\b)",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"c\.\s?\d{4}|\(c\)|©|copyright\b", re.IGNORECASE)
RELEASE = re.compile(
    r"\(?(?:\$?adv\s?\d{0,2}\b|advance for|for release|for use (?:after|on|sun|mon|tue|wed|thu|fri|sat)|hold for"
    r"|embargoed|embargo(?= ?(?:until|till|content|ends|[:(-]|\d|$))|not for release)(?!\w)",
    re.IGNORECASE,
)
ALARM = re.compile(r"(?:BULLETIN|URGENT|FLASH|ADVISORY|(?:AP)?NewsAlert|NEWSALERT|BULLETIN MATTER|EDITORS:?)")
"""What a line above the headline says of the message, and not of the news."""

ASIDE = re.compile(r"\(.*\)$|With \*?(?:am|pm|bc)-", re.IGNORECASE)
MOST_HEADLINE = 200
SHORT = 8


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
        self.lines = _lines(unprinted(wired.text, marks)) if "STX" not in message.lacks else behind
        self.stamp = " ".join(unprinted(post, marks).split()).rstrip("< ")
        self._cut_stamp()
        lost = () if self.envelope else ("header_unreadable: no lines have its form",)
        gone = (f"control_characters_missing: {', '.join(message.lacks)}",) if marks and message.lacks else ()
        self.notes = tuple(dict.fromkeys((*wired.notes, *lost, *gone)))

    def _cut_stamp(self) -> None:
        """Take the time stamp off the end of the text, where it was not parted from it."""
        last = next((at for at in range(len(self.lines) - 1, -1, -1) if self.lines[at].strip()), None)
        if last is not None and (found := STAMP.match(self.lines[last][:120])):
            self.stamp = self.stamp or found[1].strip()
            self.lines = self.lines[:last]


def _lines(text: str) -> list[str]:
    """Lines without the control characters that mean nothing here."""
    return DROPPED.sub("", line_ends(text).replace("\xa0", " ")).split("\n")


def _document(ordinal: int, read: _Read) -> Document | RejectedDocument:
    """One message as a document, or why not."""
    tabular = read.envelope is not None and read.envelope.tabular
    above, body = _lifted(*_slugged_on(*parted(flagged(read.lines)), read.envelope))
    said = Statements()
    stamp = read_stamp(read.stamp)
    left = _Above(said, read.envelope, stamp.at if stamp else None).read(above)
    lines = [*left, *shown(body, tabular=tabular)]
    _say_envelope(said, read)
    _say_dateline(said, lines)
    headline = said.get("headline")
    lines = lines or ([Shown(headline, Role.HEADING)] if headline else [])
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
    """The same, with the byline and the copyright that some (Bloomberg) write below the flags moved up to them."""
    rest = list(body)
    while above and rest:
        text = rest[0].text.strip()
        lifts = (BY.match(text) or RIGHTS.match(text)) and len(text.split()) <= SHORT and not text.endswith(".")
        if text and not lifts:
            break
        above = [*above, Flagged(text, "<", flag=True)] if text else above
        rest = rest[1:]
    return above, rest


class _Above:
    """Reads the lines above the body, one by one; what it cannot place is left to the body."""

    def __init__(self, said: Statements, envelope: Envelope | None, sent: datetime | None) -> None:
        self.said = said
        self.envelope = envelope
        self.sent = sent
        self.slug: Slug | None = None
        self.keys = False
        self.by: list[str] = []
        self.orders: list[str] = []
        self.held: list[str] = []
        self.notes: list[str] = []
        self.left: list[Shown] = []

    def read(self, above: Sequence[Flagged]) -> list[Shown]:
        """State what the lines say; what is left of them is returned, in its order."""
        texts = [line for line in above if not CODES.match(line.text.strip())]
        self.keys = any(line.text.startswith(("HL:", "INDEX:")) for line in texts)
        for at, line in enumerate(texts):
            text = LEADERS.sub(" ", line.text).strip()
            if not text or (self.slug is None and self._slugged(text, texts, at)):
                continue
            if not self._placed(text, line, texts[at - 1].text if at else ""):
                self.left.append(Shown(text, Role.HEADING if line.end == "=" else Role.TEXT))
        self._done()
        return self.left

    def _slugged(self, text: str, texts: Sequence[Flagged], at: int) -> bool:
        """Whether the line is the slug, or the headline that AAP puts above it."""
        found = slug_of(text, self.envelope)
        if found is not None:
            self.slug = found
            self.said.say("slugline", found.keyword, "slug line")
            self.said.say("version", found.version, "slug line")
            return True
        below = slug_of(texts[at + 1].text.strip(), self.envelope) if at + 1 < len(texts) else None
        if at == 0 and below is not None and not texts[at].flag:
            self.said.say("headline", text, "line above the slug")
            return True
        return False

    def _placed(self, text: str, line: Flagged, before: str) -> bool:
        """Whether the line is one that says something of the story, rather than being part of it."""
        if self.keys and (keyed := KEYED.match(text)):
            return self._keyed(keyed[1].upper(), keyed[2])
        if note := EDITORS.match(text):
            self.notes.append(note[1].removesuffix(")") if text.startswith("(") else note[1])
        elif PHOTOS.match(text):
            self.said.add("media", [text], "photo line")
        elif RELEASE.match(text):
            self.held.append(text)
        elif ALARM.fullmatch(text) or (is_kill(text) and len(text.split()) <= 6):
            self.orders.append(text)
        elif RIGHTS.match(text):
            self.said.say("rights", text, "copyright line")
        elif ASIDE.match(text) and self.slug is not None:
            self.notes.append(text.strip("()"))
        else:
            return self._worded(text, line, before)
        return True

    def _keyed(self, key: str, value: str) -> bool:
        """A line with a key, as CP has them."""
        if key in ("HL", "HEADLINE"):
            self.said.say("headline", value, key)
        elif key in ("DECK", "SUMMARY"):
            self.said.say("deck", value, key)
        elif key == "INDEX":
            self.said.add("keywords", value.split(","), key)
        elif key == "SYMBOL":
            self.said.add("subjects", [value], key)
        else:
            self.notes.append(value)
        return True

    def _worded(self, text: str, line: Flagged, before: str) -> bool:
        """The headline, the byline, the writer's post, the summary; by their place and their words."""
        below = bool(BY.match(before.strip()) or AND.match(before.strip()))
        if len(text.split()) <= 14 and (BY.match(text) or (self.by and below and AND.match(text))):
            self.by.append(text if self.by else BY.sub("", text, count=1))
            return True
        if below and TITLE.match(text) and len(text.split()) <= 8:
            self.said.say("credit", text, "line below the byline")
            return True
        if self._may_head(text):
            added = any(ADD.search(one.version) for one in (self.slug, self.envelope) if one is not None)
            if added:  # it ties the add to the last words of the take before it
                self.notes.append(text)
            else:
                self.said.say("headline", text, "line below the slug")
            return True
        if line.end == "<" and "headline" in self.said and len(text.split()) >= 8:
            self.said.say("deck", text, "summary line")
            return bool(self.said.get("deck") == " ".join(text.split()))
        return False

    def _may_head(self, text: str) -> bool:
        """Whether the line can be the headline: the first below the slug that says nothing else."""
        free = self.slug is not None and not self.left and "headline" not in self.said and not self.by
        return free and len(text) <= MOST_HEADLINE and any(char.isalpha() for char in text)

    def _done(self) -> None:
        """State what the lines say together: byline, status, notes, embargo."""
        self.said.say("byline", " ".join(self.by), "byline")
        slugged = [self.slug.version if self.slug else None, self.envelope.version if self.envelope else None]
        last = (self.slug.keyword.rsplit("-", 1)[-1] if self.slug else "").strip()
        told = [*slugged, last if last.isupper() else None, *self.orders, *self.notes]
        held = [
            *self.held,
            *(one for one in slugged if one and ADVANCE.search(one)),
            last if ADVANCE.search(last) else None,
        ]
        status = status_of(told, []) or ("withheld" if any(held) else None)
        self.said.say("status", status, "slug and notes")
        self.said.say("ednote", " ".join([*self.orders, *self.held, *self.notes]), "notes to editors")
        releases = [(line, release_behind(line, self.sent)) for line in self.held]
        for line, when in sorted(releases, key=lambda release: release[1] is None)[:1]:
            self.said.date("embargoed", line, "release line", when=when)


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
    said.say("slugline", found.keyword, "keyword")
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
