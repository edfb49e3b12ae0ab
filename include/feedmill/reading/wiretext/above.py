"""The lines above the body of ANPA 1312: slug, headline, byline and credit, notes to editors, advances, summaries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from feedmill.model import Role
from feedmill.reading.stating import Statements
from feedmill.reading.wiretext.assembling import Shown
from feedmill.reading.wiretext.bylines import TITLE
from feedmill.reading.wiretext.datelines import is_wire
from feedmill.reading.wiretext.embargoes import ADVANCE, RELEASE
from feedmill.reading.wiretext.envelopes import Envelope, Slug, slug_of
from feedmill.reading.wiretext.flags import BELOW, CODES, LEADERS, Flagged
from feedmill.reading.wiretext.sign_forms import COPYRIGHT
from feedmill.reading.wiretext.signals import ADD, KILL, correction_in, is_kill, status_of
from feedmill.reading.wiretext.stamps import release_behind

KEYED = re.compile(r"(HL|HLN|HEADLINE|Update|INDEX|SYMBOL|Note|ADVISORY|DECK|SUMMARY)\s?:\s?(.*)", re.IGNORECASE)
PHOTOS = re.compile(
    r"(?:AP|UPI|Reuters|Kyodo|CP|EDS: With AP|With AP|With)\s(?:[Pp]hotos?|Graphics?|Video|Audio|Laserphotos?)\b"
    r"|(?:Laser)?Photos?:?\s[A-Z]{1,4}\d|Fotos?\s(?:de\s)?AP\b",
)
EDITORS = re.compile(
    r"\(?(?:Eds\.?|Editors?|EDITOR'?S'? NOTES?|Note to editors|Attention editors|Ed\. note|NOTE|Eds\. note)"
    r"\s*(?::|_|--|-)\s*(.*)",
    re.IGNORECASE,
)
BEFORE_NOTE = re.compile(r"(?:Eds|Editors)\.?:?", re.IGNORECASE)
"""A line of its own, and the note below it."""

DESKS = re.compile(
    r"(?:to\s)?(?:[A-Z][\w&]{1,15}[ /,]\s?){1,4}(?:editors?|writers?)(?:[/,]\s?[A-Z][\w /-]{2,40})?:?", re.IGNORECASE
)
"""Whom a release speaks to: `Business Editors/High-Tech Writers`, `TO BUSINESS EDITOR:`."""

BY = re.compile(
    r"(?i:by)\s+(?=\S)|(?:Por|POR|Par|PAR|Von|VON|Di|DI|Door)\s+(?=[A-ZÀ-Þ][\w'’.-]{0,20}(?:\s[A-ZÀ-Þ][\w'’.-]{0,20}){1,4}$)"
)
"""How a byline begins; in other languages than English, with names and nothing more behind it."""

NAMED = re.compile(r"[A-ZÀ-Þ][\w'’.-]{0,20}(?:\s[A-ZÀ-Þ][\w'’.-]{0,20}){1,3}")
"""A name, and nothing more."""

AGENCY = re.compile(r"(?:The|THE) (?:AP|(?i:(?:Associated|Canadian) Press))|(?i:La Presse Canadienne)")
"""How a message to editors is signed."""

AND = re.compile(r"(?:and|&)\s+(?=[A-Z])")
RIGHTS = re.compile(rf"{COPYRIGHT}|copyright\b", re.IGNORECASE)
KILLING = re.compile(r"(?:please\s)?(?:kill|eliminate)\s", re.IGNORECASE)
"""How a note begins that takes a story back."""

ALARM = re.compile(
    r"(?:BULLETIN|URGENT|FLASH|ADVISORY|(?:AP)?NewsAlert|NEWSALERT|(?:BULLETIN )?(?:MATTER|WITHHOLD)|EDITORS:?)"
)
"""What a line above the headline says of the message, and not of the news."""

ASIDE = re.compile(r"\(.*\)$|With \*?(?:am|pm|bc)-", re.IGNORECASE)
MOST_HEADLINE = 200
SHORTEST_HEADLINE = 4
LEAST_RUN = 25
"""Characters of a headline's line that another may follow."""

SHORT_WORD = 16
"""Characters of a note that hold the word it begins with."""

SHORT = 6
CODED = re.compile(r"\((?:BW|PRN?)\)(?:\([^()]{1,40}\)){0,4}\s*")
"""What press release services have before a headline."""


def _bylined(lines: Sequence[Flagged]) -> list[Flagged]:
    """The lines, a byline said to be one where only the post below shows it, and parts of one put together."""
    done: list[Flagged] = []
    joins = False
    for at, line in enumerate(lines):
        text = line.text.strip()
        told = bool(done) and BY.match(done[-1].text.strip()) is not None
        if told and (joins or text.casefold() in ("and", "&")):
            joins = not joins
            done[-1] = replace(done[-1], text=f"{done[-1].text.strip()} {text}", end=line.end)
            continue
        below = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
        post = TITLE.match(below) is not None and len(below.split()) <= SHORT
        other = any(form.match(one) for form in (BY, PHOTOS, AGENCY) for one in (text, below)) or is_kill(text)
        named = line.flag and (text.isupper() or line.end == "=") and NAMED.fullmatch(text) is not None
        done.append(replace(line, text=f"By {text}") if done and post and named and not (told or other) else line)
    return done


def _joined(lines: list[Flagged]) -> list[Flagged]:
    """The lines, those of a headline in capitals that runs over two put together where nothing is flagged (NYT)."""
    done: list[Flagged] = []
    for line in lines:
        before = done[-1].text.strip() if done else ""
        told = line.text.strip()
        capital = before.isupper() and told.isupper() and len(before) >= LEAST_RUN and " " in before
        plain = bool(done) and not (line.flag or done[-1].flag or line.indented or done[-1].indented)
        if capital and plain and BY.match(told) is None and not told.startswith("("):
            done[-1] = replace(done[-1], text=f"{before} {told}")
        else:
            done.append(line)
    return done


def is_outlet(text: str) -> bool:
    """Whether a line below a byline is a paper's name: a few words in capitals, and no sentence."""
    words = [word for word in text.split() if word not in ("of", "and", "de")]
    return 0 < len(words) <= SHORT and all(word[0].isupper() for word in words) and text[-1] not in ".-_:"


def _is_order(text: str) -> bool:
    """Whether a line takes the story back, and is no headline on a cancellation."""
    words = text.split()
    named = text.isupper() or len(words) <= 2 or words[-1].casefold() in ("kill", "elimination")
    return len(words) <= SHORT and named and is_kill(text)


class Above:
    """Reads the lines above the body, one by one; what it cannot place is left to the body."""

    def __init__(self, said: Statements, envelope: Envelope | None, sent: datetime | None) -> None:
        self.said = said
        self.envelope = envelope
        self.sent = sent
        self.slug: Slug | None = None
        self.unslugged = False
        self.lone = False
        self.keys = False
        self.by: list[str] = []
        self.orders: list[str] = []
        self.held: list[str] = []
        self.notes: list[str] = []
        self.left: list[Shown] = []

    def read(self, above: Sequence[Flagged]) -> list[Shown]:
        """State what the lines say; what is left of them is returned, in its order."""
        texts = _joined(_bylined([line for line in above if not CODES.match(line.text.strip())]))
        self.lone = len(texts) == 1 and not texts[0].flag and self.envelope is not None
        self.keys = any(line.text.startswith(("HL:", "HLN:", "INDEX:")) for line in texts)
        self.unslugged = self.envelope is not None and not any(
            slug_of(one.text.strip(), self.envelope) for one in texts
        )
        for at, line in enumerate(texts):
            text = CODED.sub("", LEADERS.sub(" ", line.text).strip(), count=1)
            if not text or (self.slug is None and self._slugged(text, texts, at)):
                continue
            if not self._placed(text, line, texts[at - 1].text if at else ""):
                self.left.append(Shown(text, Role.HEADING, BELOW) if line.end == "=" else Shown(text))
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
        if BEFORE_NOTE.fullmatch(before.strip()) and len(text.split()) > SHORT:
            self.notes.append(text)
        elif note := EDITORS.match(text):
            self.notes.append(note[1].removesuffix(")") if text.startswith("(") else note[1])
        elif PHOTOS.match(text):
            self.said.add("media", [text], "photo line")
        elif RELEASE.match(text):
            self.held.append(text)
        elif ALARM.fullmatch(text) or _is_order(text):
            self.orders.append(text)
        elif AGENCY.fullmatch(text) and "headline" in self.said:
            self.said.say("credit", text, "line of the agency")
        elif RIGHTS.match(text):
            self.said.say("rights", text, "copyright line")
        elif ASIDE.match(text) and (self.slug is not None or self.unslugged):
            self._aside(text)
        else:
            return self._worded(text, line, before)
        return True

    def _aside(self, text: str) -> None:
        """Notes in brackets, of which one may hold the story back."""
        parts = re.findall(r"\(([^()]*)\)", text)
        held = next((part for part in parts if RELEASE.match(part)), None)
        if held is not None:
            self.held.append(held)
        else:
            self.notes.append(text.strip("()"))

    def _keyed(self, key: str, value: str) -> bool:
        """A line with a key, as CP has them."""
        if key in ("HL", "HLN", "HEADLINE"):
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
        by = BY.match(before.strip()) or AND.match(before.strip())
        below = by is not None and not is_wire(before.strip()[by.end() :].removeprefix("The "))
        if len(text.split()) <= 14 and (BY.match(text) or (self.by and below and AND.match(text))):
            self.by.append(text if self.by else BY.sub("", text, count=1))
            return True
        posted = line.end == "=" or (line.flag and "headline" in self.said) or TITLE.match(text) or is_outlet(text)
        if below and posted and len(text.split()) <= 8:
            self.said.say("credit", text, "line below the byline")
            return True
        ties = line.flag and text.endswith(".") and "headline" in self.said and self._adds()
        if ties or DESKS.fullmatch(text):  # to the last words of the take before it
            self.notes.append(text)
            return True
        if self._may_head(text, line):
            if self._adds() and (
                text.endswith((".", '"', "''")) or line.end != "<"
            ):  # the last words of the take before
                self.notes.append(text)
            else:
                self.said.say("headline", text, "line below the slug")
            return True
        if line.end == "<" and "headline" in self.said and len(text.split()) >= 8:
            self.said.say("deck", text, "summary line")
            return bool(self.said.get("deck") == " ".join(text.split()))
        return False

    def _adds(self) -> bool:
        """Whether the message goes on with a story."""
        return any(ADD.search(one.version) for one in (self.slug, self.envelope) if one is not None)

    def _may_head(self, text: str, line: Flagged) -> bool:
        """Whether the line can be the headline: the first below the slug, or flagged with none, that is not told."""
        told = len(text.split()) >= SHORTEST_HEADLINE and not text.endswith(".")
        alone = (self.lone or text.isupper()) and not line.indented and told
        below = self.slug is not None or (self.unslugged and (alone or (line.flag and line.end == "<")))
        free = (
            below and AGENCY.fullmatch(text) is None and not self.left and "headline" not in self.said and not self.by
        )
        return free and len(text) <= MOST_HEADLINE and any(char.isalpha() for char in text)

    def _done(self) -> None:
        """State what the lines say together: byline, status, notes, embargo."""
        self.said.say("byline", " ".join(self.by), "byline")
        slugged = [self.slug.version if self.slug else None, self.envelope.version if self.envelope else None]
        named = self.slug or self.envelope
        last = (named.keyword.rsplit("-", 1)[-1] if named else "").strip()
        ordered = self.slug is not None and KILL.fullmatch((self.slug.version or "").upper()) is not None
        killed = ["KILL" for note in self.notes if KILLING.match(note)] + ["KILL"] * ordered
        told = [*slugged, last if last.isupper() else None, *self.orders, *self.notes, *killed]
        held = [
            *self.held,
            *(one for one in slugged if one and ADVANCE.search(one)),
            last if ADVANCE.search(last) else None,
        ]
        noted = (correction_in(note[:SHORT_WORD]) for note in self.notes)
        self.said.say("version", next(filter(None, noted), None), "notes to editors")
        order, colon, _ = (self.said.get("headline") or "").partition(":")
        self.said.say("version", correction_in(order[:SHORT_WORD]) if colon else None, "headline")
        status = status_of(told, []) or ("withheld" if any(held) else None)
        self.said.say("status", status, "slug and notes")
        self.said.say("ednote", " ".join([*self.orders, *self.held, *self.notes]), "notes to editors")
        releases = [(line, release_behind(line, self.sent)) for line in self.held]
        for line, when in sorted(releases, key=lambda release: release[1] is None)[:1]:
            self.said.date("embargoed", line, "release line", when=when)
