"""The form of a line, from its characters alone: how it begins and ends, how long it is. No words are read here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feedmill.splitting.words import Bools, Floats

HEAD = 120
"""How much of a line's beginning datelines, kickers and bullets are looked for in."""

SHORT = 70
CUT_LENGTH = 100
WIRES = r"\((?:Reuters|AP|AFP|UPI|dpa|Xinhua|CNN|CNA|TASS|EFE|ots|KNA|epd|sda)[^)]{0,20}\)"
DATELINE = re.compile(
    r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я’'.\-]{2,24}(?:[ ,/]{1,2}[A-Z][\w.’'\-]{0,20}){0,5}"
    rf"(?:,? (?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}))?(?: ?{WIRES})? ?(?:—|–|--| - )"
    rf"|{WIRES}"
    rf"|[A-ZÀ-Þ][\wÀ-ÿ]{{2,20}}(?:[ /][A-Z][\wÀ-ÿ]{{1,20}}){{0,3}}(?:,? [A-Z][a-z]{{2,8}}\.? \d{{1,2}})?\.? {WIRES}"
    r"|[A-ZÀ-Þ][\wÀ-ÿ]{2,20}(?: [A-Z][\wÀ-ÿ]{1,20}){0,2}\. ?[–—-] "
)
"""A place, perhaps a date and an agency, then a dash: LONDON, May 3 (Reuters) -, Berlin (dpa)."""

KICKER = re.compile(r"([“‘'\"]?[A-ZÀ-Þ][A-ZÀ-Þ0-9’‘'&,/ \-]{2,38}[A-ZÀ-Þ0-9][’”'\"]?) ?: ")
LABEL = re.compile(r"\(?[A-ZÀ-ÞА-Я][^.!?:“”\"]{0,40}: ")
"""Who speaks in an interview, or what a line of a list is about: `Keller: `, `Q: `, `What it costs: `."""

ASKING = ("?", "？", "؟")
BULLET = re.compile(r"(?:[•\-–*·●▪‣◦]|\(?\d{1,3}[.)]|\(?[a-z][.)]) ?")
OPENERS = "\"“„«‘'「『("
CLOSERS = "\"'”’»)]}›*」』"
FULL_STOPS = ".!?…。！？।؟۔॥"
CLOSED = frozenset(FULL_STOPS + CLOSERS)
COUNTED = frozenset({"length", "unclosed"})
STOPLESS = re.compile("[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff]")
"""Scripts that end sentences without a mark: Thai, Lao, Tibetan, Burmese, Khmer."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """A value a line.

    `open`: it ends without a mark that ends a sentence; `unclosed`: quotes opened less closed; `asks`: it ends with a
    question; `labelled`: it opens with who speaks, or what is spoken of, and a colon.
    """

    length: Floats
    open: Bools
    ellipsis: Bools
    quote_end: Bools
    colon: Bools
    quoted: Bools
    dateline: Bools
    kicker: Bools
    bullet: Bools
    unclosed: Floats
    asks: Bools
    labelled: Bools

    @property
    def short(self) -> Bools:
        """Which lines look like a heading or a scrap."""
        found: Bools = self.open & (self.length < SHORT)
        return found

    @property
    def cut(self) -> Bools:
        """Which lines are long and end in the middle of a sentence."""
        found: Bools = self.open & (self.length > CUT_LENGTH)
        return found

    def kept(self, lines: Bools) -> Shapes:
        """The forms of these lines alone."""
        return Shapes(*(getattr(self, name)[lines] for name in self.__slots__))


def shapes_of(texts: Sequence[str]) -> Shapes:
    """The forms of some lines, none of them blank."""
    table = np.array([_form(text) for text in texts], np.float32).reshape(len(texts), len(Shapes.__slots__))
    values = dict(zip(Shapes.__slots__, table.T, strict=True))
    flags = {name: value.astype(np.bool_) for name, value in values.items() if name not in COUNTED}
    return Shapes(length=values["length"], unclosed=values["unclosed"], **flags)


def _form(text: str) -> tuple[float, ...]:
    """One line's values, in the order of the fields."""
    head, last = text[:HEAD], text[-1]
    begins = head[0].isupper() or head[0] in "(“‘'\""
    # What a form cannot do without is looked for first: most lines have none of it, and it is found far sooner.
    colon = begins and ": " in head
    dash = begins and ("-" in head or "(" in head or "–" in head or "—" in head)
    opened = text.count("“") + text.count("„") + text.count("«") - text.count("”") - text.count("»")
    return (
        len(text),
        last not in CLOSED,
        text.endswith(("...", "…")),
        last in "\"”’»'」",
        last in ":：",
        head[0] in OPENERS[:-1],
        dash and DATELINE.match(head) is not None,
        colon and KICKER.match(head) is not None,
        not begins and BULLET.match(head) is not None,
        max(-2, min(2, opened)),
        text[-4:].rstrip(CLOSERS + " ").endswith(ASKING),
        colon and LABEL.match(head) is not None,
    )


def ending_of(text: str) -> str:
    """How a line ends: `full` stop, `ellipsis`, `colon`, `comma`, `word` (neither), `short` (neither, and short)."""
    bare = text[-40:].rstrip(CLOSERS + " ")
    if not bare:
        return "full"
    if text[-40:].rstrip(" \"'”’").endswith(("...", "…", "[…]", "[...]", "(...)", "(…)")):
        return "ellipsis"
    last = bare[-1]
    if last in FULL_STOPS:
        return "full"
    if last in ":;：；":
        return "colon"
    if last in ",-–—，、":
        return "comma"
    return "short" if len(text) < CUT_LENGTH or STOPLESS.match(last) else "word"
