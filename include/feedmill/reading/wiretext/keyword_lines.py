"""The keyword line of IPTC 7901, and what it and the headline order beside what they name.

Where STX parts header and text, what stands between is the keyword line; where it is lost or stands elsewhere, slashes,
capitals or a blank line show it. A word counts as an order (a kill, an embargo, a version) where its place or its
capitals set it apart: `Iran/Embargo/` names a subject, `Iran/EMBARGO/` holds back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedmill.reading.wiretext.bylines import is_byline
from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.headings import PRIORITY
from feedmill.reading.wiretext.holding import is_held
from feedmill.reading.wiretext.signals import is_embargo, is_kill, is_version_alone

KEYWORDS_MOST = 120
SLUG_LEAST = 4
DAY = re.compile(r"\d{1,2}\.?\s[^\W\d_]{3,9}\.?\s\d{2,4}")
TO_EDITORS = re.compile(r"(?:achtung|attention|attenzione|atenci[oó]n|eds|editors?|note|nota|obs)\b", re.IGNORECASE)

SLUG = re.compile(r"[^\W\d_][^\s,()/:=－／-]*(?:[-/－／][^\s,()/:=-]+){1,6}(?:,\s?[^,\n]{2,40}|\s\([^()\n]{2,40}\))?/?")
"""Keywords with hyphens or slashes and no blank between them, and behind them a version: `Iraq-unrest,2ndlead`."""

LISTED = re.compile(r"/|;\s")
"""What parts the keywords of a line: strokes, or semicolons (ats)."""

DASHED = re.compile(r"[^\W\d_a-z][^\s-]{1,20}(?: - [^\W\d_a-z][^\s-]{1,20}){1,5}")
"""Keywords with dashes between blanks, where all of them are in capitals (BTA)."""

LONE = re.compile(r"[^\W\d_]{3,24}")
"""One word: above a headline of several, it is the keyword (TT)."""

WORDED = re.compile(r"[^\W\d_][^;:.!?\n]{1,40}(?:;\s[^\W\d_][^;:.!?\n]{1,40}){1,6};?")
"""Keywords of several words each, with semicolons between them."""

STROKED = re.compile(
    r"[^\W\d_][^\s,;:()/.=!?]*(?: [^\s,;:()/.=!?]+)?(?:/[^\W\d_][^\s,;:()/.=!?]*(?: [^\s,;:()/.=!?]+)?){2,7}"
)
"""Keywords of one or two words each, with two slashes or more between them (APA)."""

VERSIONED = re.compile(r"[^\W\d_]{3,30}\s\(([^()]{4,40})\)")
"""One keyword, and a version in brackets (sda)."""

MOST_LOOKED = 12
MOST_FIRST = 5
"""Words of a keyword line that has no form that only keywords have, above a headline before STX."""

MOST_HEADED = 3
"""Lines of a headline below keywords."""

MOST_SUBJECT = 4
"""Words in capitals above a headline that has small letters: keywords (EFE)."""

MOST_ORDERED = 3
"""Words of an order that is all of a headline or of a keyword line."""

HYPHENED = re.compile(
    r"((?:[A-Z]{3,12}(?:\s\d{1,2})?(?:\s?\([A-Z ]{2,20}\))?-)*[A-Z]{3,12}(?:\s\d{1,2})?)-(?=[^\W\d_]|\()"
)
ORDERED = re.compile(r"\W{0,3}[(\[]([^()\[\]]{4,24})[)\]]\W{0,3}\s")
"""An order in brackets that a headline begins with."""

COLON = re.compile(r"\s?:\s|\s[-\u2013\u2014]{1,2}\s")
PARTS = re.compile(r"[/,()]|-(?=[A-Z]{4,}\b)")
APART = re.compile(r"\(([^()]{2,60})\)|,([^,/()]{2,40})")


def keywords_parted(header: list[str], text: list[str]) -> tuple[list[str], list[str]]:
    """The keyword line and the text where STX parts them, unless one of them stands on the other's side of it."""
    return _behind(*_unheaded(header, text))


def _unheaded(header: list[str], text: list[str]) -> tuple[list[str], list[str]]:
    """The keyword line and the text, the headline taken to the text where STX stands only behind it (APA, AFP)."""
    told = [line for line in header if line.strip()]
    if len(told) < 2:
        return header, text
    if not told[-1].rstrip().endswith("="):
        first = header.index(told[0])
        if told[0].rstrip().endswith("/") and all(line.lstrip().startswith("(") for line in told[1:]):
            return [told[0]], [*header[first + 1 :], *text]  # what is new stands in brackets below (dpa)
        if is_byline(told[-1].strip()):
            return [], [*header, "", *text]
        return ([told[0]], [*told[1:], "", *text]) if _is_above_headline(told) else (header, text)
    at = next((at for at, line in enumerate(told[:-1]) if "/" in line), 0)
    return [told[at]], [*told[at + 1 :], *text]


def _is_above_headline(lines: list[str]) -> bool:
    """Whether the first of the lines before STX is the keywords, and the others are a headline."""
    first, behind = lines[0].strip(), " ".join(line.strip() for line in lines[1:])
    if SLUG.fullmatch(first) is None and (
        len(first.split()) > MOST_FIRST or TO_EDITORS.match(first) or first.endswith(".")
    ):
        return False
    headed = len(behind.split()) >= MOST_ORDERED and not behind.startswith("(") and len(lines) <= MOST_HEADED
    return headed and not behind.endswith((".", "/")) and not DAY.fullmatch(first)


def _behind(header: list[str], text: list[str]) -> tuple[list[str], list[str]]:
    """The same, where the keyword line stands behind STX: hyphens or slashes part its words, a headline is below."""
    first = _first_of(text)
    if first is None or any(line.strip() for line in header):
        return header, text
    line, below = text[first].strip(), _below(text[first + 1 :])
    headed = bool(below.headline) and (below.dated or not below.indented)
    told = (
        headed and len(line) <= KEYWORDS_MOST and (_has_form(line) or _is_subject(line, below) or _is_lone(line, below))
    )
    told = told or (line.endswith("/") and " /" not in line)
    return ([text[first]], [*text[:first], *text[first + 1 :]]) if told else (header, text)


def _has_form(line: str) -> bool:
    """Whether a line has a form that only keywords have, behind an alarm or not."""
    alarm, _, behind = line.partition(" ")
    slug = behind if PRIORITY.fullmatch(alarm) else line
    versioned = VERSIONED.fullmatch(line)
    formed = any(form.fullmatch(slug) for form in (SLUG, WORDED, STROKED))
    dashed = line.isupper() and DASHED.fullmatch(line) is not None
    return formed or dashed or (versioned is not None and is_version_alone(versioned[1]))


def _signals(line: str) -> bool:
    """Whether a line says how urgent a message is, of which version, or that it is held or taken back."""
    return PRIORITY.fullmatch(line) is not None or is_version_alone(line) or is_kill(line) or is_embargo(line)


def _first_of(text: list[str]) -> int | None:
    """The first line with something on it, or the one of keywords right below an alarm (dpa) or an embargo (NTB)."""
    filled = [at for at, line in enumerate(text[:MOST_LOOKED]) if line.strip()]
    if len(filled) < 2:
        return filled[0] if filled else None
    line, below = (text[at].strip() for at in filled[:2])
    alarmed = PRIORITY.fullmatch(line) is not None and below.endswith("/")
    held = is_held(line) and (below.endswith("/") or SLUG.fullmatch(below) is not None)
    return filled[1] if alarmed or held else filled[0]


class _Below(NamedTuple):
    """What may be a headline below a line (blank without one), whether it is indented, and what stands behind it."""

    headline: str
    indented: bool
    dated: bool
    followed: bool


def _below(lines: list[str]) -> _Below:
    """What stands below: a few lines up to a gap, an indent or the dateline."""
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    indented = first < len(lines) and lines[first][:1].isspace()
    end = first
    while end < len(lines) and lines[end].strip() and dateline_of(f"{lines[end].strip()} ") is None:
        if end > first and lines[end][:1].isspace() and not indented:
            break
        end += 1
    behind = next((line.strip() for line in lines[end:] if line.strip()), "")
    head = " ".join(line.strip() for line in lines[first:end]) if end - first <= MOST_HEADED else ""
    return _Below(head, indented, dateline_of(f"{behind} ") is not None, bool(behind))


def _is_lone(line: str, below: _Below) -> bool:
    """Whether one word is the keyword, above a headline of several."""
    lone = LONE.fullmatch(line) is not None and not _signals(line) and below.followed
    return lone and len(below.headline.split()) >= MOST_ORDERED and not below.headline.endswith(".")


def _is_subject(line: str, below: _Below) -> bool:
    """Whether a few words in capitals are keywords: a headline in small letters stands below, then a dateline."""
    short = line.isupper() and len(line.split()) <= MOST_SUBJECT and not line.endswith(("=", ":", "."))
    return short and not _signals(line) and not below.headline.isupper() and below.dated


def keywords_found(lines: list[str]) -> tuple[list[str], list[str]]:
    """The keyword line and the text where no STX parts them: slashes show it, or a blank line behind it alone."""
    first = next((at for at, line in enumerate(lines) if line.strip() and not DAY.fullmatch(line.strip())), None)
    if first is None:
        return [], lines
    line = lines[first].strip()
    alone = (
        first + 1 < len(lines) and not lines[first + 1].strip() and len(line) <= 60 and not line.endswith((".", "="))
    )
    below = lines[first + 1] if first + 1 < len(lines) else ""
    slug = line.endswith("/") or (len(line) > SLUG_LEAST and " " not in line) or _is_capital(line, below)
    told = slug or (alone and dateline_of(line + " ") is None and any(lines[first + 1 :]))
    return ([line], lines[first + 1 :]) if told and len(line) <= KEYWORDS_MOST else ([], lines)


def _is_capital(line: str, below: str) -> bool:
    """Whether a line is a keyword line for its capitals, above a headline that has small letters."""
    shown = line.isupper() and not line.endswith("=") and PRIORITY.fullmatch(line) is None
    begun = not below.strip() or below[:1].isspace() or dateline_of(below + " ") is not None
    return shown and not begun and not below.isupper()


def slug_in(lines: Sequence[str]) -> str:
    """The keywords on one line, without the day that stands above them at APA, and an alarm below them."""
    filled = [line.strip() for line in lines if line.strip() and not DAY.fullmatch(line.strip())]
    told = [line for line in filled if not PRIORITY.fullmatch(line)] or filled
    return " ".join(told).strip(" /")


def signals_in(slug: str) -> list[str]:
    """What of a keyword line is no keyword: capitals among small letters, what brackets or a comma part, all of one.

    All of one, too, that speaks to editors.
    """
    if TO_EDITORS.match(slug):
        return [slug]
    parts = [part.strip() for part in PARTS.split(slug) if part.strip()]
    mixed = not slug.isupper()
    told = [part for part in parts[1:] if part.isupper() and (mixed or is_version_alone(part) or part == "KILL")]
    apart = [part.strip() for pair in APART.findall(slug) for part in pair if part.strip()]
    alone = len(parts) == 1 and len(slug.split()) <= MOST_ORDERED and "-" not in slug
    return [*told, *apart, *(parts if alone else [])]


def order_in(headline: str | None) -> str | None:
    """What stands before the colon of a headline, where an order does: `ANNULATION: ...`; all of one for editors.

    Reuters has a hyphen in its place (`UPDATE 2-...`), APA a dash.
    """
    if not headline:
        return headline
    if TO_EDITORS.match(headline):
        inner = order_in(COLON.split(headline, maxsplit=1)[-1]) if COLON.search(headline) else None
        return inner if is_kill(inner) else headline
    if (bracketed := ORDERED.match(headline)) and is_kill(bracketed[1]):
        return bracketed[1]
    if hyphened := HYPHENED.match(headline):
        return hyphened[1]
    before = COLON.split(headline, maxsplit=1)[0].strip(" +*")
    whole = len(before) >= len(headline.strip(" +*"))
    told = len(before.split()) <= MOST_ORDERED if whole else not headline.isupper()
    return before if (before.isupper() and told) or " " not in before or is_version_alone(before) else None
