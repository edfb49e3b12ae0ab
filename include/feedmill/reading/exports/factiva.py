"""Exports of Factiva: codes of two letters, in lines of their own or before their text; or no codes at all.

Codes stand in one order, and that tells them from words that look like them. Without codes the lines above the text
have an order too, around the count of words; `Document` and an id end each article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedmill.reading.bylines import authors_of
from feedmill.reading.exports.records import Record, is_day, is_rights
from feedmill.reading.jsons.values import CLOCK
from feedmill.reading.languages import tag
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
ENDED = re.compile(r"\s*(?:Document|Dokument|Documento) (?P<id>[A-Z0-9]{2,12}\d{8}[a-z][a-z0-9]{4,16})\s*")
COUNT = re.compile(r"\s*\d[\d,.\u00a0 ]{0,9} (?:words|palabras|Wörter|mots|parole|palavras|слов|woorden|字|語)\s*")
SHORT_CODE = re.compile(r"[A-Z0-9]{2,8}")


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
    gap = "  " if any(re.match(r"HD(?: {2,8}|\t)\S", line) for line in lines[:LOOKED_AT]) else ""
    found: list[tuple[int, str, str]] = []
    for at, line in enumerate(lines):
        code = CODED.match(line) if line[:2].isupper() and line[:2].isascii() else None
        rank = RANKS.get(code["code"]) if code else None
        if code is None or rank is None or (gap and code["text"] and code["gap"] == " "):
            continue
        after = RANKS[found[-1][1]] if found else -1
        if rank > after:
            found.append((at, code["code"], code["text"] or ""))
        elif found[-1][1] == "AN" or code["code"] in ("HD", "SE"):
            yield found
            found = [(at, code["code"], code["text"] or "")]
    if found:
        yield found


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
    return line.replace(" : ", "\n") if code in ("CO", "IN", "NS", "RE") else line


def tells_uncoded(lines: Sequence[str], _known: Setting = ()) -> bool:
    """Whether an id ends the first article, and a count of words with a day stand above it."""
    end = next((at for at, line in enumerate(lines) if ENDED.fullmatch(line[:60])), 0)
    counted = next((at for at in range(end) if COUNT.fullmatch(lines[at][:40])), None)
    return counted is not None and any(map(is_day, lines[counted : counted + 4]))


def uncoded_records(lines: Sequence[str], _known: Setting = ()) -> Iterator[Record]:
    """The articles; what stands behind the last belongs to it."""
    ends = [at + 1 for at, line in enumerate(lines) if ENDED.fullmatch(line[:60])]
    for start, end in pairwise([0, *ends]):
        last = end == ends[-1]
        yield _uncoded(start, len(lines) if last else end, lines[start:end], tuple(lines[end:]) if last else ())


def _uncoded(start: int, end: int, own: Sequence[str], behind: tuple[str, ...]) -> Record:
    """One article by the order of the lines above its text."""
    found = ENDED.fullmatch(own[-1])
    values = [("AN", found["id"])] if found else []
    counted = next((at for at, line in enumerate(own) if COUNT.fullmatch(line[:40])), None)
    if counted is None:
        return Record(start, end, tuple(values), tuple(own[:-1]), (), behind, SETTING)
    above = [at for at in range(counted) if own[at].strip()]
    first = next((at for at in above[::-1] if at and not own[at - 1].strip()), above[0] if above else 0)
    title, byline = _titled([own[at].strip() for at in above if at >= first])
    begin, stated, left = _below_count(own, counted + 1)
    values += [("HD", title), ("BY", byline), ("WC", own[counted].strip()), *stated]
    around = (*(own[at] for at in above if at < first), *left)
    return Record(start, end, tuple(one for one in values if one[1]), tuple(own[begin:-1]), around, behind, SETTING)


def _titled(lines: list[str]) -> tuple[str, str]:
    """Headline and byline of the lines above the count of words."""
    if len(lines) > 1 and (lines[-1].startswith(("By ", "BY ", "Von ", "Par ", "Por ")) or _is_person(lines[-1])):
        return " ".join(lines[:-1]), lines[-1]
    return " ".join(lines), ""


def _is_person(line: str) -> bool:
    """Whether a line is the names of persons and nothing more."""
    persons, _ = authors_of(line)
    return bool(persons) and all(" " in one for one in persons) and " ".join(persons).split() == line.split()


def _below_count(own: Sequence[str], at: int) -> tuple[int, list[tuple[str, str]], list[str]]:
    """Where the text begins, what the lines before it state, and those that state nothing."""
    values: list[tuple[str, str]] = []
    left: list[str] = []
    named = False
    while at < len(own) - 1 and (own[at].strip() or not named):
        line = own[at].strip()
        code = _place_of(line, named=named) if line else None
        named = named or code == "SN"
        if code:
            values.append((code, line))
        elif line:
            left.append(line)
        at += 1
        if code == "CY":
            break
    return at, values, left


def _place_of(line: str, *, named: bool) -> str | None:
    """The code that a line below the count of words would have."""
    if is_rights(line):
        return "CY"
    if not named:
        return "PD" if is_day(line) else "ET" if CLOCK.fullmatch(line) else "SN"
    return "SC" if SHORT_CODE.fullmatch(line) else "LA" if tag(line.partition(" -")[0]) else None
