"""What a line's words say: names, terms, how it begins and ends. One pass over the words, in linear time.

Knows English function words; other languages get by with names, terms and punctuation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from feedmill.splitting.vocabulary import ABBREVIATED, SAID, STOP, TITLES

HEAD = 240
"""How much of a line's beginning and end the forms (dateline, kicker, time words) are looked for in."""

TOKEN = re.compile(r"[^\W_]+(?:[’'.\-][^\W_]+)*|[.!?…。！？]+|[\"“”„«»‘(]")
TIMES = re.compile(
    r"\b(?:yesterday|today|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:week|month|morning)"
    r"|last (?:week|month|night))\b",
    re.IGNORECASE,
)
WIRES = r"\((?:Reuters|AP|AFP|UPI|dpa|Xinhua|CNN|CNA|TASS)\)"
DATELINE = re.compile(
    r"[A-Z][A-Z’'.\-]{2,24}(?:[ ,/]{1,2}[A-Z][\w.’'\-]{0,20}){0,5}[^.a-z]{0,3}"
    rf"(?:,? \(?(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}))?(?: ?{WIRES})? ?(?:—|–|--| - )|{WIRES}"
)
KICKER = re.compile(r"([“‘'\"]?[A-Z][A-Z0-9’‘'&,/ \-]{2,38}[A-Z0-9][’”'\"]?) ?: ")
CLOSERS = "\"'”’»)]}›*"
FULL_STOPS = frozenset(".!?…。！？।؟۔॥")
CUT_LENGTH = 100
STOPLESS = re.compile("[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff]")
"""Scripts that end sentences without a mark: Thai, Lao, Tibetan, Burmese, Khmer."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What one line's words say. Names are as written; terms are folded, with how often they stand."""

    length: int
    words: int
    sentences: int
    first: str
    quoted: bool
    lower: bool
    ending: str
    terms: Counter[str]
    names: frozenset[str]
    introduced: frozenset[str]
    bare: frozenset[str]
    said: bool
    timed: bool
    dateline: bool
    kicker: bool
    capitals: float


def wording_of(text: str) -> Wording:
    """Read one line."""
    scan = _Scan()
    for match in TOKEN.finditer(text):
        scan.take(match)
    scan.end_run()
    head = text[:HEAD]
    opening = text.lstrip("\"“‘'«„([")[:1]
    return Wording(
        length=len(text),
        words=scan.words,
        sentences=scan.sentences,
        first=scan.first,
        quoted=text[:1] in "\"“‘«„'",
        lower=opening.islower(),
        ending=ending_of(text),
        terms=scan.terms,
        names=frozenset(scan.names),
        introduced=frozenset(scan.introduced),
        bare=frozenset(scan.bare - scan.introduced),
        said=scan.said,
        timed=TIMES.search(head) is not None,
        dateline=DATELINE.match(head) is not None,
        kicker=KICKER.match(head) is not None,
        capitals=scan.capitals / max(1, scan.words),
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
    if last in ":;":
        return "colon"
    if last in ",-–—":
        return "comma"
    return "short" if len(text) < CUT_LENGTH or STOPLESS.match(last) else "word"


class _Scan:
    """Collects names and terms while the tokens pass."""

    def __init__(self) -> None:
        self.words = self.sentences = self.capitals = 0
        self.first = self.previous = ""
        self.said = False
        self.opening = True
        self.behind = -1
        self.run: list[str] = []
        self.run_opens = False
        self.terms: Counter[str] = Counter()
        self.names: set[str] = set()
        self.introduced: set[str] = set()
        self.bare: set[str] = set()

    def take(self, match: re.Match[str]) -> None:
        """One token: a word, the end of a sentence, or an opening mark."""
        piece = match[0]
        if not piece[0].isalnum():
            self.mark(piece)
        elif piece[0].isupper():
            self.capital(piece, match.start(), match.end())
            self.count(piece)
        else:
            self.end_run()
            self.count(piece)
            self.opening = False

    def mark(self, piece: str) -> None:
        """Punctuation: a stop ends the sentence, unless it belongs to an initial or an abbreviation."""
        abbreviated = piece == "." and (len(self.previous) == 1 or self.previous in ABBREVIATED)
        if not abbreviated:
            self.end_run()
            self.sentences += piece[0] in FULL_STOPS and not self.opening
            self.opening = True

    def count(self, word: str) -> None:
        """A word, as a term."""
        folded = word.lower().replace("’", "'").removesuffix("'s")
        self.words += 1
        self.first = self.first or folded
        self.previous = folded
        self.said = self.said or folded in SAID
        if folded not in STOP and len(folded) > 1:
            self.terms[folded[:7]] += 1

    def capital(self, word: str, start: int, end: int) -> None:
        """A word with a capital: it goes on with the run of them under way, or begins one."""
        self.capitals += 1
        joined = 2 if len(self.previous) == 1 else 1
        if self.run and start > self.behind + joined:
            self.end_run()
        if not self.run:
            self.run_opens = self.opening
        if word.lower() not in STOP or word.lower() in TITLES or not self.run_opens:
            self.run.append(word.replace("’s", "").replace("'s", ""))
        self.behind = end
        self.opening = False

    def end_run(self) -> None:
        """A run of capitals is over: two or more are a full name; one alone is a name unless it opens a sentence."""
        run, self.run = self.run, []
        if len(run) > 1 and run[0].lower() not in TITLES:
            self.names.update(run)
            self.introduced.add(run[-1])
        elif run:
            self.bare.add(run[-1])
            if not self.run_opens or len(run) > 1:
                self.names.add(run[-1])
