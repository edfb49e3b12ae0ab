"""IPTC 7901: SOH, header, keyword line, STX, text, ETX, date and time, EOT; one document a message.

Knows the header of the Recommendation (source, number, priority, category, words, what is optional) and what dpa, KNA,
AFP, ats, APA, ANSA, EFE, STT, TT, NTB, Belga and others make of text and optional fields, with control characters, with
printed ones, and with none. The Recommendation has no year in the number: `doc_id` is the number, which agencies begin
anew each day, and `guid` it with source and time stamp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedmill.model import Document, Locator, RejectedDocument, Role, Shape
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements
from feedmill.reading.wiretext.assembling import Shown, assembled
from feedmill.reading.wiretext.charsets import read_like, read_wire
from feedmill.reading.wiretext.controls import Message, line_ends, notation_of, streamed, unprinted
from feedmill.reading.wiretext.datelines import Dateline, agency_before, agency_of, dateline_of
from feedmill.reading.wiretext.embargoes import HELD
from feedmill.reading.wiretext.headings import Heading, heading_of
from feedmill.reading.wiretext.keyword_lines import (
    KEYWORDS_MOST,
    LISTED,
    keywords_found,
    keywords_parted,
    order_in,
    signals_in,
    slug_in,
)
from feedmill.reading.wiretext.signals import correction_in, is_more, is_version_alone, status_of, takes_back
from feedmill.reading.wiretext.signing_off import signed_by, signed_off
from feedmill.reading.wiretext.stamps import read_footer, read_group, read_trailer, release_behind
from feedmill.reading.wiretext.telling import HEADER_7901, TIME_GROUP, bare_7901
from feedmill.reading.wiretext.unwrapping import paragraphs

NAME = "iptc_7901"
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LINE_MOST = 300
NOT_PUBLIC = re.compile(
    r"following information is not (?:intended )?for publication|Informationen sind nicht zur Ver(?:ö|oe)ffentlichung"
    r"|ne sont pas destin\S{1,2}es à (?:la |être )?publi|no est[áa]n? destinad[ao]s? a (?:la|su) publicaci",
    re.IGNORECASE,
)
STARS = re.compile(r"\s*(?:\* ?){3,}\s*$")
ASIDE = re.compile(
    r"#{1,3}\s*(?:Note to editors|Redaktionelle Hinweise|Berichtigung|Correction|Refile|Korrektur|Editor'?s?'? notes?)",
    re.IGNORECASE,
)
DONE = re.compile(r"\s*(?:\./\.|N{3,4})\s*$")
BEFORE_DAY = re.compile(r"^[^\d\n]{0,60}?(?=(?:[A-Z][^\W\d_]{2,8}\.? )?\d)")
UNDER = re.compile(r"(?<=\S)\s*\b(?:Utl|Untertitel)\.?:\s*|(?<=\S)\s+\*\s+(?=\S)")
"""What stands before the lines below the headline: a word in German, a star at Reuters."""

MOST_DATED = 6
"""Lines of the body among which its dateline is: Reuters has points and a byline above it."""

MOST_ORDERS = 3
"""Paragraphs without a dateline that may ask editors not to use another message."""

TAKE = re.compile(r"=\s?\d")
"""The sign and number of a take (Reuters): `REEF =2 PORT LOUIS`."""

WORDS = 4
"""A line without slashes that has so many words is a headline, where nothing else is."""

LANGUAGES = {"F": "fr", "N": "nl", "D": "de", "E": "en"}


def read_7901(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The messages of a file, streamed where control characters part them.

    Raises `Rejected` (too_large_to_read) for a message over the limit, and for a file over it that has none.
    """
    marks = notation_of(piece.head)
    found = streamed(piece.stream, marks, piece.limits.piece) if marks is not None else bare_7901(piece.data)
    for ordinal, message in enumerate(found):
        yield document_of(ordinal, message, marks)


class _Read:
    """A message in text: the lines of its header, of its text and of what stands behind."""

    def __init__(self, message: Message, marks: re.Pattern[bytes] | None) -> None:
        self.locator = Locator(byte_start=message.start, byte_end=message.end)
        self.marked = "STX" not in message.lacks
        wired = read_wire(message.text or message.header)
        self.notes = wired.notes
        within = wired.text if message.text or not self.marked else ""
        parts = (read_like(message.header, wired), within, read_like(message.post, wired))
        header, text, post = (_lines(unprinted(part, marks)) for part in parts)
        at = next((at for at, line in enumerate(header[:8]) if HEADER_7901.match(line[:LINE_MOST])), None)
        self.fields = HEADER_7901.match(header[at][:LINE_MOST]) if at is not None else None
        begun = not self.marked and "SOH" in message.lacks  # the file begins within the text
        rest = header[at + 1 :] if at is not None else header if begun else []
        self.keywords, text = keywords_parted(rest, text) if self.marked else keywords_found(rest)
        stamps = [line.strip() for line in post if line.strip()]
        grouped = next((line for line in stamps if TIME_GROUP.fullmatch(line[:LINE_MOST])), None)
        self.post = DONE.sub("", grouped or " ".join(stamps))
        self.dateline, self.text = _dated_above(text if self.post else self._stamped(text))
        if marks is not None and message.lacks:
            self.notes += (f"control_characters_missing: {', '.join(message.lacks)}",)

    def _stamped(self, text: list[str]) -> list[str]:
        """The text without the time group at its end, which is kept."""
        last = next((at for at in range(len(text) - 1, -1, -1) if text[at].strip() and not DONE.match(text[at])), None)
        line = text[last].strip()[:LINE_MOST] if last is not None else ""
        if not (TIME_GROUP.fullmatch(line) or read_trailer(line) or read_footer(line)):
            return text
        self.post = DONE.sub("", line)
        return text[:last]


def _lines(text: str) -> list[str]:
    """Lines without control characters; a form feed or vertical tab ends one too."""
    text = line_ends(text).replace("\x0b", "\n").replace("\x0c", "\n")
    return CONTROLS.sub("", text.replace("\x10", " ").replace("\xa0", " ")).split("\n")


def _dated_above(text: list[str]) -> tuple[Dateline | None, list[str]]:
    """A dateline that stands apart above headline and body (Sapa), and the text without it."""
    first = next((at for at, line in enumerate(text) if line.strip()), len(text))
    line = text[first].strip() if first < len(text) else ""
    found = dateline_of(f"{line} - ") if len(line) <= KEYWORDS_MOST else None
    parts = "\n".join(line.strip() for line in text[first + 1 :]).strip("\n").count("\n\n")
    apart = first + 1 < len(text) and not text[first + 1].strip() and parts > 0
    return (found, text[first + 1 :]) if found and found.line == line and apart else (None, text)


def document_of(
    ordinal: int,
    message: Message,
    marks: re.Pattern[bytes] | None,
    *,
    name: str = NAME,
    known: Statements | None = None,
) -> Document | RejectedDocument:
    """One message as a document, or why not; `known` is what an envelope around it states."""
    read, said = _Read(message, marks), known or Statements()
    heading = Heading(0) if "headline" in said else heading_of(read.text, marked=read.marked)
    shown, aside = _body(read.text[heading.body :])
    headline = said.get("headline") or heading.headline
    lines = shown or ([Shown(headline, Role.HEADING)] if headline else [])
    lines = lines or [Shown(line) for line in (*heading.notes, *heading.signals)]
    lines = lines or [Shown(line, Role.HEADING) for line in (slug_in(read.keywords),) if _is_headline(line)]
    if not lines:
        detail = f"message {ordinal + 1}, without a text"
        return RejectedDocument(str(ReadingReason.NOTHING_STATED), detail, read.locator)
    _say_header(said, read)
    _say_heading(said, heading, read, aside)
    _say_dateline(said, shown, read.dateline)
    texts = [line.text for line in shown]
    if "dateline" not in said and any(map(takes_back, [headline or "", *texts[:MOST_ORDERS]])):
        said.say("status", "canceled", "text")
    said.say("byline", signed_by(texts), "sign-off")
    text, blocks = assembled(lines)
    more = tuple(f"continues: {line.text[:40]}" for line in shown[-3:] if is_more(line.text))
    headed = read.fields is not None or name != NAME
    notes = (*read.notes, *said.notes, *more, *(() if headed else ("header_unreadable: no line has its form",)))
    return Document(ordinal, name, Shape.ITEM, text, said.done(), read.locator, blocks, notes)


def _say_header(said: Statements, read: _Read) -> None:
    """What header, keyword line and time group state."""
    fields = read.fields
    slug = slug_in(read.keywords)
    if len(slug) <= 2 * KEYWORDS_MOST:
        said.say("slugline", slug, "keyword line")
        said.add("keywords", [word.strip(" .") for word in LISTED.split(slug)], "keyword line")
    when = read_group(read.post) or read_trailer(read.post) or read_footer(read.post)
    said.date("published", read.post.rstrip("="), "date and time group", when=when)
    if fields is None:
        return
    said.say("doc_id", fields["number"], "message number")
    said.say("guid", " ".join(filter(None, (f"{fields['source']}{fields['number']}", read.post))), "source and number")
    said.say("urgency", fields["priority"], "priority")
    said.add("subjects", [fields["category"]], "category")
    said.say("agency", agency_of(fields["optional"]) or agency_of(fields["source"]), "optional information")
    if "BELGA" in (fields["optional"] or "").upper():
        tongue = fields["optional"].split(maxsplit=1)[0]
        said.say("language", LANGUAGES.get(tongue), "optional information")


def _say_heading(said: Statements, heading: Heading, read: _Read, aside: list[str]) -> None:
    """What the lines above the body state, with the signals of the header."""
    optional = read.fields["optional"] if read.fields else None
    slug = said.get("slugline")
    lines = UNDER.split(heading.headline or "")
    said.say("headline", lines[0], "headline")
    said.say("deck", " ".join(lines[1:]), "headline")
    if not heading.headline and _is_headline(slug or ""):
        said.say("headline", slug, "keyword line")
    said.say("byline", heading.byline, "byline")
    said.say("take_key", " ".join(heading.signals), "lines above the headline")
    signals, order = signals_in(slug or ""), order_in(heading.headline)
    said.say("version", heading.version, "lines above the headline")
    said.say("version", next((word for word in signals if is_version_alone(word)), None), "keyword line")
    said.say("version", correction_in(optional), "optional information")
    ordered = order if order and all(map(is_version_alone, order.split("-"))) else correction_in(order)
    said.say("version", ordered, "headline")
    said.say("version", heading.noted, "notes")
    held = [*heading.signals, *heading.notes, *filter(None, [heading.held])]
    told = [*held, *signals, optional, order]
    said.say("status", status_of(told, [*held, *signals]), "signals")
    said.say("ednote", " ".join([*heading.notes, *aside]), "notes")
    for line in [*held, *aside]:
        if word := HELD.search(line[:60]):
            raw = BEFORE_DAY.sub("", line[word.end() :].partition(" - ")[0]).strip(" ()")
            when = release_behind(raw, said.get("published_at"))
            said.date("embargoed", raw if when else line, "embargo", when=when)


def _is_headline(slug: str) -> bool:
    """Whether what stands in place of keywords is a headline, where nothing else is."""
    return "/" not in slug and len(slug.split()) >= WORDS and TAKE.search(slug) is None


def _say_dateline(said: Statements, shown: Sequence[Shown], above: Dateline | None) -> None:
    """The dateline of the first lines, where one has its form, or the one above the headline."""
    for found in [*(dateline_of(f"{line.text} ") for line in shown[:MOST_DATED]), above]:
        if found is not None:
            said.say("dateline", found.line, "dateline")
            said.say("place", found.place, "dateline")
            said.say("agency", found.agency, "dateline")
            said.say("byline", found.writer, "dateline")
            return
    said.say("agency", agency_before(shown[0].text) if shown else None, "dateline")


def _body(lines: Sequence[str]) -> tuple[list[Shown], list[str]]:
    """What is shown of the body, and the notes in it: asides, and all behind the word that it is not public."""
    cut = next((at for at, line in enumerate(lines) if NOT_PUBLIC.search(line[:200])), _stars(lines))
    public = list(lines if cut is None else lines[:cut])
    while public and (not public[-1].strip() or STARS.match(public[-1]) or DONE.match(public[-1])):
        public.pop()
    own = signed_off(public, wrapped=True)
    signs = [line.strip() for line in public[own:] if line.strip()]
    found = [line for line in [*paragraphs(public[:own]), *signs] if not DONE.match(line)]
    shown = [_shown(line) for line in found]
    aside = _asides(found)
    private = paragraphs(lines[cut + 1 :]) if cut is not None else []
    return shown, [*aside, *private]


def _stars(lines: Sequence[str]) -> int | None:
    """The stars that end what is public of a notebook, with something behind them; None where no heading begins one."""
    begun = next((at for at, line in enumerate(lines) if line.startswith("# ")), len(lines))
    found = next((at for at in range(begun, len(lines)) if STARS.match(lines[at])), None)
    return found if found is not None and any(line.strip() for line in lines[found + 1 :]) else None


def _shown(line: str) -> Shown:
    """A line of the body; those behind `#` are headings."""
    marks = len(line) - len(line.lstrip("#"))
    if 0 < marks <= 4 and line[marks : marks + 1] == " " and len(line) <= KEYWORDS_MOST:
        return Shown(line, Role.HEADING, marks + 1)
    return Shown(line)


def _asides(found: Sequence[str]) -> list[str]:
    """What stands below a heading for editors, up to the next heading."""
    notes: list[str] = []
    inside = False
    for line in found:
        if line.startswith("#"):
            inside = ASIDE.match(line) is not None
        elif inside:
            notes.append(line.lstrip("- "))
    return notes
