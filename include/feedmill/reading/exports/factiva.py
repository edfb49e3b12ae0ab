"""Exports of Factiva with codes of two or three letters, in lines of their own or before their text.

Codes stand in one order, and that tells them from words that look like them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedmill.reading.exports.records import Record
from feedmill.reading.rows.columns import BODY, Setting

CODES = "SE HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD ART CT RF CO IN NS RE IPC IPD PUB AN"
RANKS = {code: rank for rank, code in enumerate(CODES.split())} | {"CLM": 0, "AU": 2}
CODED = re.compile(r"(?P<code>[A-Z]{2,3})(?:(?P<gap>[ \t]{1,8})(?P<text>\S.*)|[ \t]*)$")
LEAST, LOOKED_AT = 5, 400
NEEDED = frozenset(("HD", "PD", "SN"))
SETTING: Setting = (
    ("HD", "headline"), ("BY", "byline"), ("AU", "byline"), ("CR", "credit"), ("PD", "published"), ("ET", "time"),
    ("SN", "agency"), ("LA", "language"), ("CY", "rights"), ("LP", BODY), ("TD", BODY), ("SE", "subjects"),
    ("CLM", "subjects"), ("CO", "subjects"), ("IN", "subjects"), ("NS", "subjects"), ("RE", "subjects"),
    ("AN", "guid"), ("WC", ""), ("SC", ""), ("ED", ""), ("PG", ""), ("VOL", ""), ("CT", ""), ("RF", ""), ("IPC", ""),
    ("IPD", ""), ("PUB", ""), ("ART", ""),
)  # fmt: skip
TEXTS = ("LP", "TD")
TERMS = ("CO", "IN", "NS", "RE")
ENDED = re.compile(r"\s*(?:Document|Dokument|Documento) (?P<id>[A-Z0-9]{2,12}\d{8}[a-z][a-z0-9]{4,16})\s*")


def tells_coded(lines: Sequence[str], _known: Setting = ()) -> bool:
    """Whether enough codes stand in their order near the top."""
    found = {line[:2] for line in lines[:LOOKED_AT] if line[:2] in RANKS and CODED.match(line[:40])}
    if len(found) < LEAST or not found >= NEEDED:
        return False
    first = next(iter(_articles(lines[:LOOKED_AT])), [])
    return len(first) >= LEAST and {code for _, code, _ in first} >= NEEDED


def coded_records(lines: Sequence[str], _known: Setting = ()) -> Iterator[Record]:
    """The articles; what stands before the first belongs to it."""
    articles = list(_articles(lines))
    starts = [0, *(one[0][0] for one in articles[1:]), len(lines)]
    for article, (start, end) in zip(articles, pairwise(starts), strict=True):
        yield _coded(start, end, article, lines)


def _articles(lines: Sequence[str]) -> Iterator[list[tuple[int, str, str]]]:
    """The codes of each article: line, code, and the text on that line. A code that does not follow begins one."""
    form = _form_of(lines)
    found: list[tuple[int, str, str]] = []
    for at, line in enumerate(lines):
        code = CODED.match(line) if line[:2].isupper() and line[:2].isascii() else None
        rank = RANKS.get(code["code"]) if code else None
        if code is None or rank is None or not _fits(code, form):
            continue
        after = RANKS[found[-1][1]] if found else -1
        if rank > after:
            found.append((at, code["code"], code["text"] or ""))
        elif found[-1][1] == "AN" or code["code"] in ("HD", "SE"):
            yield found
            found = [(at, code["code"], code["text"] or "")]
    if found:
        yield found


def _form_of(lines: Sequence[str]) -> str:
    """How codes stand: `alone` on their lines, or before a text, a `wide` gap or a single blank between."""
    first = next((line for line in lines[:LOOKED_AT] if re.match(r"HD(?:\s|$)", line)), "HD")
    return "alone" if not first[2:].strip() else "wide" if first[2:4].isspace() or first[2] == "\t" else "narrow"


def _fits(code: re.Match[str], form: str) -> bool:
    """Whether a code stands as the others do; one that may be a word has what index terms have."""
    if form == "alone" or not code["text"]:
        return not code["text"]
    if form == "wide":
        return code["gap"] != " " or len(code["code"]) == 3
    return code["code"] not in TERMS or " : " in code["text"]


def _coded(start: int, end: int, article: list[tuple[int, str, str]], lines: Sequence[str]) -> Record:
    """One article."""
    values: list[tuple[str, str]] = []
    body: list[str] = []
    below: list[str] = []
    for (at, code, text), following in zip(article, [*(one[0] for one in article[1:]), end], strict=True):
        more = [text, *lines[at + 1 : following]]
        if code == "AN":
            more, below = _closed(more)
        if code in TEXTS:
            body += [*more, ""]
        else:
            values.append((code, _joined(code, more)))
    return Record(start, end, tuple(values), tuple(body), tuple(lines[start : article[0][0]]), tuple(below), SETTING)


def _closed(more: list[str]) -> tuple[list[str], list[str]]:
    """The id, without the word before it, and what stands below it."""
    first = next((at for at, line in enumerate(more) if line.strip()), len(more) - 1)
    found = ENDED.fullmatch(more[first])
    return [found["id"] if found else more[first]], more[first + 1 :]


def _joined(code: str, more: list[str]) -> str:
    """A value on one line; of index terms codes and names, each on its own."""
    line = " ".join(one.strip() for one in more if one.strip())
    return line.replace(" : ", " | ") if code in TERMS else line
