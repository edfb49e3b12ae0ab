"""The words by which wires hold a story back, in one list; and where on a line they count.

Knows the words alone. Until when a story is held stands in `stamps`; whether a line is one of signals, in its format.
"""

from __future__ import annotations

import re

_HOLDING = (
    r"hold\s+for\s+release|not\s+for\s+(?:release|publication|use)\s+before|sperre?frist|karens(?:si|aika)?"
    r"|julkaisuvapaa|spärrtid|klausul(?:eret|ert|erad)?(?=\s?:|\s(?:in)?til\b)"
)
"""What holds back wherever it stands, and is no word of the news."""

_UNDER = r"(?:(?:sous|sotto|bajo|sob|under|unter)\s)?"
_AMERICAN = r"adv(?:ance)?[ -]?\d{1,2}|(?-i:WITHHOLD|HFR)"

EMBARGOES = re.compile(
    rf"(?<!\w)(?:embarg(?:o(?:ed)?|ó)|embargad[oa]s?|embargat[oa]|{_HOLDING}|for\s+release|not\s+for\s+release"
    r"|adv(?:ance)?\s*\d{1,2}|adv\.?\s+for|withhold)(?!\w)",
    re.IGNORECASE,
)
"""Within a line of signals."""

ADVANCE = re.compile(rf"(?<!\w)(?:{_AMERICAN})(?!\w)", re.IGNORECASE)
"""Within a slug."""

HELD = re.compile(rf"\(?(?:achtung\W{{1,3}})?{_UNDER}(?:embarg\w*|{_HOLDING})[:!\s]", re.IGNORECASE)
"""How a line begins that holds a story back (IPTC 7901)."""

SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,20}(?!\S)")
"""A word whose letters stand apart (epd): `S p e r r f r i s t`."""


def closed_up(line: str) -> str:
    """The line with words closed up whose letters stand apart."""
    return SPACED.sub(lambda word: word[0].replace(" ", ""), line)


UNTIL = re.compile(
    r".{0,8}embarg\w*\W{1,3}(?:until|till|jusqu\w{0,2}|bis|hasta|fino|tot|até)\b|.*(?<!\d)\d{1,2}[.:h]\d{2}(?!\d)",
    re.IGNORECASE,
)
"""What such a line has, or else a day, and a headline on an embargo has not."""

RELEASE = re.compile(
    rf"\(?(?:\$?adv\s?\d{{0,2}}\b|advance for|for release(?! (?:any ?time|immediately|at will))"
    rf"|for use (?:after|on|sun|mon|tue|wed|thu|fri|sat)|hold for"
    rf"|embargoed|{_UNDER}embargo(?= ?(?:until|till|jusqu|content|ends|[:(-]|\d|$))|not for release|{_HOLDING})(?!\w)",
    re.IGNORECASE,
)
"""How a line above the body begins that holds a story back (ANPA 1312)."""
