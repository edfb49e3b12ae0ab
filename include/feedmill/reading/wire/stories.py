"""From what was found of an item to its document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from feedmill.model import Block, Document, Locator, RejectedDocument, Shape
from feedmill.reading.drafting import drafted
from feedmill.reading.laying import laid_out
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements
from feedmill.reading.wire.contents import headline_lines
from feedmill.reading.wire.shown import Shown

make_document, make_block = drafted(Document), drafted(Block)
WORD = re.compile(r"\w+")
JOINING = re.compile(r"(?:and|und|et|y|e|en|och|og|ja|with|mit|avec|con)\b|[(/&,;]", re.IGNORECASE)
"""How a byline begins that goes on with the one before it."""

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
    text, blocks = _joined(shown)
    return make_document(0, name, Shape.ITEM, text, said.done(), locator, blocks, (*notes, *said.notes))


def too_deep(locator: Locator) -> RejectedDocument:
    """Why an item is none that stands in the tree without its content."""
    return RejectedDocument(str(ReadingReason.TOO_COMPLEX), "an item nested deeper than is safe to parse", locator)


def _joined(lines: list[Shown]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each."""
    whole, spans = laid_out([line[0] for line in lines])
    placed = zip(spans, lines, strict=True)
    return whole, tuple([make_block(span, role, level, None, 0.0, part) for span, (_, role, level, part) in placed])
