"""From what was found of an item to its document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from feedmill.model import Block, Document, Locator, Part, RejectedDocument, Role, Shape
from feedmill.reading.drafting import drafted
from feedmill.reading.laying import laid_out
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements, known_place, taken_apart
from feedmill.reading.wire.contents import headline_lines
from feedmill.reading.wire.shown import Shown
from feedmill.reading.wire.surroundings import is_byline, surroundings_of
from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.endings import ending_of
from feedmill.reading.wiretext.signals import CORRECTIONS

make_document, make_block = drafted(Document), drafted(Block)
WORD = re.compile(r"\w+")
TEXT = Role.TEXT
OPENINGS = 3
"""How many paragraphs may begin with the dateline: a text's first, or that behind its byline and its introduction."""

JOINING = re.compile(r"(?:and|und|et|y|e|en|och|og|ja|with|mit|avec|con)\b|[(/&,;]", re.IGNORECASE)
"""How a byline begins that goes on with the one before it."""

DATED = re.compile("[新中【［]|.{0,100}?(?:[(/\\[]|[-\u2013\u2014](?=\\s)|(?<=\\s)[-\u2013\u2014])")
"""What every dateline has: brackets, strokes, or a dash; most other paragraphs have none near their beginning."""

MARKED = re.compile(r"\W{0,3}(\w{4,20})\s?[-:)\]/\u2013\u2014]")
"""How a headline begins that has a mark before it."""

TO_EDITORS = re.compile(r"\W*(?:(?:eds?|editors?|note|to|an|die|redaktion(?:en)?|pm)\W+){0,4}", re.IGNORECASE)
"""What may stand before the first word of a note to editors."""

LONGEST_OPENING = 60
INITIALS = re.compile(r"[a-z]{2,4}|[A-Z]{2,4}")
STATUSES = {
    "usable": "usable",
    "withheld": "withheld",
    "embargoed": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "withdrawn": "canceled",
    "retracted": "canceled",
    "deleted": "canceled",
}
"""The words of IPTC's publishing status (NewsCodes `pubstatusg2`); NewsML 1 and NITF say `Embargoed` for withheld."""


@lru_cache(maxsize=256)
def status_of(value: str) -> str:
    """The publishing status in IPTC's words; what is none of them stays as it was written."""
    word = value.rpartition(":")[2].rpartition("/")[2].strip()
    return STATUSES.get(word.lower(), word)


def joined_bylines(lines: Iterable[str]) -> str:
    """Bylines in elements of their own as one; one that has no words of its own is left out.

    A comma parts them where no word does; the preposition of the first stands for all.
    """
    whole = ""
    for line in lines:
        first, _, rest = line.partition(" ")
        if not whole:
            whole = line
        elif not set(WORD.findall(line.casefold())) <= set(WORD.findall(whole.casefold())):
            more = rest if rest and whole.startswith(f"{first} ") else line
            whole += f" {more}" if JOINING.match(more) else f", {more}"
    return whole


def writers_in(names: Iterable[str], said: Statements) -> list[str]:
    """The names of creators that are names of people: no initials, and beside a byline, which names them, no logins.

    None where the byline names all of them, and others.
    """
    byline = said.get("byline") or ""
    writers = [name for name in names if " " in name or not (byline or INITIALS.fullmatch(name))]
    more = len(taken_apart(byline)[0]) > len(writers) and all(name.casefold() in byline.casefold() for name in writers)
    return [] if more else writers


def place_filed(place: str, said: Statements) -> str:
    """Where a story was filed: the place that its format states, unless its dateline names another."""
    dateline = said.get("dateline") or ""
    return place if place.casefold() in dateline.casefold() else known_place(dateline)[0] or place


def document_of(
    name: str, said: Statements, lines: list[Shown], locator: Locator, notes: tuple[str, ...]
) -> Document | RejectedDocument:
    """The document of an item. Without text, its headline is its text; for a kill, whatever names the story."""
    shown = lines or headline_lines(said.get("headline") or "")
    if not shown and said.get("status") in ("canceled", "withheld"):
        shown = headline_lines(said.get("ednote") or said.get("slugline") or said.get("guid") or "")
    if not shown:
        called = said.get("guid") or said.get("doc_id") or "an item without an id"
        cut = any(note.startswith("truncated:") for note in notes)
        reason = ReadingReason.TRUNCATED if cut else ReadingReason.NOTHING_STATED
        return RejectedDocument(str(reason), str(called), locator)
    text, blocks = _joined(_ended(_placed(shown, said)))
    return make_document(0, name, Shape.ITEM, text, said.done(), locator, blocks, (*notes, *said.notes))


def _placed(lines: list[Shown], said: Statements) -> list[Shown]:
    """The lines, those marked that stand around the story; none where these are all. States byline and dateline."""
    own = [at for at, line in enumerate(lines) if line.part is None]
    if not own:
        return [line._replace(part=None) for line in lines]  # captions alone are the text
    heads = said.get("headline")
    roles = [Role.HEADING if lines[at].text == heads else lines[at].role for at in own]
    around, byline = surroundings_of([(lines[at].text, role) for at, role in zip(own, roles, strict=True)])
    above = (line.text for line in lines[:OPENINGS] if line.part is not None and is_byline(line.text))
    signed = byline or next(above, None)
    if signed and "authors" not in said and not taken_apart(said.get("byline") or "")[0]:
        said.add("authors", taken_apart(signed)[0], "line")
    said.say("byline", signed, "line")
    if "dateline" not in said:
        state_dateline((lines[at].text for at in own if lines[at].role is TEXT), said)
    beside = {own[at] for at in around}
    if not beside:
        return lines
    return [line._replace(part=Part.AROUND) if at in beside else line for at, line in enumerate(lines)]


def _ended(lines: list[Shown]) -> list[Shown]:
    """The lines, with what signs behind the story's last sentence on a line of its own that stands around it."""
    own = [at for at, line in enumerate(lines) if line.part is None]
    cut = ending_of(lines[own[-1]].text) if own and lines[own[-1]].role is TEXT else None
    if cut is None:
        return lines
    last = lines[own[-1]]
    parted = (last._replace(text=last.text[:cut].rstrip()), last._replace(text=last.text[cut:], part=Part.AROUND))
    return [*lines[: own[-1]], *parted, *lines[own[-1] + 1 :]]


def state_dateline(paragraphs: Iterable[str], said: Statements) -> None:
    """State the dateline that a text's first paragraph begins with, or the one behind an introduction."""
    for paragraph in islice(paragraphs, OPENINGS):
        opening = dateline_of(paragraph) if DATED.match(paragraph) else None
        if opening is not None:
            said.say("dateline", opening.line, "line")
            said.say("place", opening.place, "line")
            said.say("agency", opening.agency, "line")
            said.say("byline", opening.writer, "line")
            return


def correction_of(headline: str | None, note: str | None) -> str | None:
    """`correction` where a headline is marked as put right (`CORRECTED-`) or a note to editors begins so, else None."""
    marked = MARKED.match(headline or "")
    if marked is not None and CORRECTIONS.fullmatch(marked[1]):
        return "correction"
    begun = CORRECTIONS.search((note or "")[:LONGEST_OPENING])
    return "correction" if begun and TO_EDITORS.fullmatch(begun.string[: begun.start()]) else None


def too_deep(locator: Locator) -> RejectedDocument:
    """Why an item is none that stands in the tree without its content."""
    return RejectedDocument(str(ReadingReason.TOO_COMPLEX), "an item nested deeper than is safe to parse", locator)


def _joined(lines: list[Shown]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each."""
    whole, spans = laid_out([line[0] for line in lines])
    placed = zip(spans, lines, strict=True)
    return whole, tuple([make_block(span, role, level, None, 0.0, part) for span, (_, role, level, part) in placed])
