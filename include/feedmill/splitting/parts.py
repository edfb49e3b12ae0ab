"""The lines of one story as a record: its spans and parts, whether it was cut, and what kind it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from feedmill.model import Kind, Parts, Span, Stated, Story
from feedmill.splitting.lines import Line
from feedmill.splitting.numbering import behind_number
from feedmill.splitting.shapes import HEAD, KICKER, ending_of
from feedmill.splitting.vocabulary import LETTERED

MAX_HEADING_CHARS = 130
MAX_HEADING_WORDS = 18
MAX_HEADINGS = 3
MOST_ASKING, MOST_CALLING = 9, 12
"""Words of a heading that asks, and of one that calls or ends with what somebody says."""

CALLS = ("!", "! »", "!»", "!”", '!"', "?”", "? »", '?"')
QUOTES = "\"“„«‘'("
DECK_SEAM = re.compile(r"(?<![^\W_])([a-z]{3,}) (?=(?:A|An|The) [a-z])")
DECK_WORDS = range(5, 61)
DECK_REACH = 500
SENTENCE_END = re.compile(r"[.!?] ")
SENTENCE_ENDED = re.compile(r"[.!?。！？][\"'»”’)\]]{0,2}$")
LEAST_BODY = 80

Spans = tuple[Span, ...]


def story_of(
    ordinal: int,
    lines: Sequence[Line],
    text: str,
    *,
    cut: bool,
    confidence: float,
    stated: Stated | None = None,
    numbered: bool = False,
) -> Story:
    """One story, from all its lines in order. Where its format has `stated` a headline, none is told by its form.

    `numbered`: a number that the headline begins with is that of the story in its document, and no part of it.
    """
    if stated is not None and stated.headline:
        kicker, headline, deck, count = _told_again(lines, stated)
    else:
        count = headings_in(lines)
        kicker, headline, deck = _above(lines[:count], numbered=numbered)
    paragraphs = [line.spans for line in lines[count:]]
    if paragraphs and not kicker:
        kicker, opened, paragraphs[0] = _opened(lines[count], decked=bool(deck))
        deck = deck or opened
    return Story(
        ordinal=ordinal,
        kind=Kind.EXCERPT if cut else Kind.FULL,
        truncated=cut,
        spans=joined([span for line in lines for span in line.spans], text),
        parts=Parts(headline, kicker, deck, tuple(chain.from_iterable(paragraphs))),
        confidence=confidence,
        headline=wording(text, headline),
        kicker=wording(text, kicker),
        deck=wording(text, deck),
        text="\n".join(filter(None, (wording(text, spans) for spans in paragraphs))),
    )


def headings_in(lines: Sequence[Line]) -> int:
    """How many lines at the head of a story are headings: stated ones, or at most three that look it above text.

    A story of headings alone keeps its first as that; the others are its body.
    """
    count = 0
    while count < len(lines) and lines[count].level:
        count += 1
    if count:
        return min(count, MAX_HEADINGS, max(1, len(lines) - 1))
    while count < min(len(lines), MAX_HEADINGS) and looks_like_heading(lines[count]):
        count += 1
    leads = 0 < count < len(lines) and len(lines[count].text) > len(lines[count - 1].text)
    return count if leads and not looks_like_heading(lines[count]) else 0


def looks_like_heading(line: Line) -> bool:
    """Whether a line has the form of a heading: short, begun like a sentence, ended like none."""
    words = len(line.text.split()) if len(line.text) <= MAX_HEADING_CHARS else 0
    if not 0 < words <= MAX_HEADING_WORDS or line.text.lstrip("\"“‘'«„([")[:1].islower():
        return False
    kicked = KICKER.match(line.text[:HEAD]) is not None and not line.text.isupper()
    return (ending_of(line.text) in ("short", "word") or _calls(line.text)) and not kicked


def _calls(text: str) -> bool:
    """Whether a line is a question or an exclamation that is short enough for a heading, and not all in quotes."""
    if not text.endswith(("?", *CALLS)):
        return False
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    return words <= MOST_ASKING if text.endswith("?") else words <= MOST_CALLING and text[0] not in QUOTES


def joined(spans: Sequence[Span], text: str) -> Spans:
    """Spans in the order of the text; those with nothing but blanks between them made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _above(headings: Sequence[Line], *, numbered: bool = False) -> tuple[Spans, Spans, Spans]:
    """Kicker, headline and deck among a story's headings: one all in capitals above another is a kicker.

    Where they are `numbered`, they begin behind their number.
    """
    behind = [behind_number(line.text) if numbered else 0 for line in headings]
    spans = [line.part(at, len(line.text)) if at else line.spans for at, line in zip(behind, headings, strict=True)]
    if len(headings) > 1 and headings[0].text.isupper() and not headings[1].text.isupper():
        return spans[0], spans[1], tuple(span for own in spans[2:] for span in own)
    return (), spans[0] if spans else (), tuple(span for own in spans[1:] for span in own)


def _told_again(lines: Sequence[Line], stated: Stated) -> tuple[Spans, Spans, Spans, int]:
    """Kicker, headline and deck that the text has above its body, and how many lines these are.

    They are lines that say what is stated as that, and, as a headline, one heading of the first level.
    """
    said = {_folded(getattr(stated, name)): name for name in ("deck", "kicker", "headline") if getattr(stated, name)}
    found: dict[str, Spans] = {}
    for line in lines[: len(said)]:
        name = said.get(_folded(line.text), "headline" if line.level == 1 else "")
        if not name or name in found or (name == "deck" and not line.level and SENTENCE_ENDED.search(line.text)):
            break  # a first paragraph that the format has as an abstract too is the story's all the same
        found[name] = line.spans
    return found.get("kicker", ()), found.get("headline", ()), found.get("deck", ()), len(found)


def _folded(text: str) -> str:
    """The words of a line as two spellings of it have them."""
    return " ".join(text.casefold().split()).strip(" .:")


def _opened(line: Line, *, decked: bool) -> tuple[Spans, Spans, Spans]:
    """Kicker and deck at the head of a body line, and where the body begins.

    The deck counts only where its end can be found: a word in lower case right before a sentence's capital article,
    without a stop between. Else, or where the story is `decked` already, what follows the kicker is body.
    """
    match = KICKER.match(line.text[:HEAD])
    length = len(line.text)
    if match is None or length - match.end() < LEAST_BODY:
        return (), (), line.spans
    kicker = line.part(0, match.end(1))
    after = match.end()
    for seam in () if decked else DECK_SEAM.finditer(line.text, after, after + DECK_REACH):
        deck = line.text[after : seam.end(1)]
        if SENTENCE_END.search(deck):
            break
        if seam[1] not in LETTERED and len(deck.split()) in DECK_WORDS and length - seam.end() >= LEAST_BODY:
            return kicker, line.part(after, seam.end(1)), line.part(seam.end(), length)
    return kicker, (), line.part(after, length)


def wording(text: str, spans: Spans) -> str | None:
    """The text of a part, or None where there is none; where a paragraph was wrapped, its line ends are blanks."""
    return " ".join(line.strip() for start, end in spans for line in text[start:end].splitlines()) or None
