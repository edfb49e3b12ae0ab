"""References in RIS and its kin: a tag, two blanks and a dash before each value; `ER` ends a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedmill.reading.exports.records import Record
from feedmill.reading.rows.columns import BODY, Setting

TAGGED = re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9]{1,3})\s{0,3}- ?(?P<value>.*)", re.DOTALL)
LEAST, LOOKED_AT = 4, 14
BEGINS = ("TY", "PMID")
TITLES = ("TI", "T1")
SETTING: Setting = (
    ("TI", "headline"), ("T1", "headline"), ("ST", ""), ("AU", "byline"), ("A1", "byline"), ("FAU", ""), ("AF", ""),
    ("JO", "agency"), ("JF", "agency"), ("JA", ""), ("T2", "agency"), ("JT", "agency"), ("PB", "agency"),
    ("DA", "published"), ("PY", "published"), ("Y1", "published"), ("DP", "published"), ("FT", BODY), ("TX", BODY),
    ("AB", "deck"), ("N2", "deck"), ("KW", "keywords"), ("UR", "url"), ("LK", "url"), ("L1", ""), ("L2", ""),
    ("LA", "language"), ("ID", "guid"), ("AN", "doc_id"), ("CY", "place"), ("CR", "rights"), ("Y2", ""), ("ET", ""),
    ("SN", ""), ("SP", ""), ("EP", ""), ("VL", ""), ("IS", ""), ("M1", ""), ("M2", ""), ("M3", ""), ("N1", ""),
    ("DB", ""), ("TY", ""), ("SE", "subjects"), ("DO", ""), ("IN", ""), ("BY", "byline"), ("LB", ""), ("RN", ""),
    ("PT", ""),
)  # fmt: skip


def tells_tagged(lines: Sequence[str], _known: Setting = ()) -> bool:
    """Whether the first lines have tags, and one of them states a headline."""
    filled = [line for line in lines if line.strip()][:LOOKED_AT]
    tags = [found["tag"] for line in filled if (found := TAGGED.match(line))]
    if len(tags) < LEAST or not filled or TAGGED.match(filled[0]) is None:
        return False
    return any(tag in TITLES for tag in tags) and (tags[0] in BEGINS or any(line[:2] == "ER" for line in lines))


def tagged_records(lines: Sequence[str], _known: Setting = ()) -> Iterator[Record]:
    """The records; a line without a tag goes on with the value above it."""
    start = 0
    values: list[tuple[str, list[str]]] = []
    for at, line in enumerate(lines):
        found = TAGGED.match(line)
        if found and found["tag"] in BEGINS and any(tag in TITLES for tag, _ in values):
            yield _tagged(start, at, values)
            start, values = at, []
        if found and found["tag"] == "ER":
            if values:
                yield _tagged(start, at + 1, values)
            start, values = at + 1, []
        elif found:
            values.append((found["tag"], [found["value"]]))
        elif values:
            values[-1][1].append(line)
    if any(tag in TITLES for tag, _ in values):
        yield _tagged(start, len(lines), values)


def _tagged(start: int, end: int, values: list[tuple[str, list[str]]]) -> Record:
    """One record."""
    texts = [line for tag, told in values if tag in ("FT", "TX") for line in [*told, ""]]
    told = [(tag, " ".join(one.strip() for one in lines)) for tag, lines in values if tag not in ("FT", "TX")]
    return Record(start, end, tuple(told), tuple(texts), setting=SETTING)
