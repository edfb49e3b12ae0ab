"""Lines that sign: whom a line of a page names as its writer, behind a label, before a job, or alone with a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedmill.reading.agencies import is_agency
from feedmill.reading.eastern import in_brackets, of_line
from feedmill.reading.pages.given import is_given
from feedmill.reading.pages.labels import BEHIND, BY, LABELLED, OUR, TRANSLATED, UNMARKED, WORK
from feedmill.reading.pages.naming import (
    FEW,
    HOST,
    JOINERS,
    LONGEST_LABEL,
    has_given_name,
    is_person,
    names_persons,
    pieces_of,
    without_by,
)
from feedmill.reading.pages.shown import DAY, is_sentence, plain_figures

UNDER = re.compile(r"\s(?:for|für|pour|para|under|in|unter|dans|en|filed|abgelegt|am|um|at|on)\s.*$")
PICTURED = re.compile(
    r"^\W{0,3}(?:fotos?|photos?|bild(?:er)?|images?|pictures?|graphi[ck]|credit|copyright|©|\(c\))", re.IGNORECASE
)
STOCK = re.compile(
    r"\b(?:unsplash|getty|shutterstock|istock|pixabay|pexels|adobe\s?stock|imago|flickr)\b", re.IGNORECASE
)
TALK, WITH = re.compile(r"interview|entrevist|gespräch", re.IGNORECASE), re.compile(r"\s(?:mit|with|avec|con|met)\s")
ROLE = re.compile(r"\s*[,(].*$")
STOP = re.compile(r"[.!?:]$")


def signed_by(line: str, *, beside: bool, dated: bool = False) -> str | None:
    """The name in a line that signs: behind a preposition or a label.

    `dated` also takes one that stands alone with a date, `beside` a headline also among more next to a date.
    """
    if PICTURED.match(line) or STOCK.search(line) or TRANSLATED.match(line):
        return None
    eastern = of_line(line)
    if eastern or is_sentence(line):
        return eastern or _of_sentence(line)
    line = WORK.sub("", line)
    pieces = pieces_of(line)
    for piece in pieces:
        shown = piece.strip(" ,;:|–—-•()")
        if opening := BY.match(shown):
            return _behind(shown, opening, dated=shown != line)
    named = _before(line, beside=beside)
    if named or not (beside or dated) or DAY.search(plain_figures(line)) is None:
        return named
    return in_brackets(pieces) or _alone(pieces, beside=beside)


def _before(line: str, *, beside: bool) -> str | None:
    """The person whose job, agency or outlet a line names behind him, and nothing else."""
    first, comma, outlet = (piece.strip() for piece in line.partition(","))
    if comma and is_person(first) and has_given_name(first) and (is_agency(outlet) or HOST.fullmatch(outlet)):
        return first
    job = BEHIND.match(line)
    return job["name"] if job and is_person(job["name"]) and (beside or has_given_name(job["name"])) else None


def _behind(line: str, opening: re.Match[str], *, dated: bool) -> str | None:
    """Whom a line names behind a preposition or a label; `dated` beside a day, where a given name is enough."""
    name = _above(without_by(OUR.sub("", line[opening.end() :])))
    bare = UNMARKED.match(line) is not None
    labelled = LABELLED.match(line) is not None and not bare and 0 < len(name.split()) <= FEW
    given = dated and " " not in name and is_given(name)
    known = given or labelled or names_persons(name) or is_agency(name) or _is_caseless(name)
    return _first_person(name) or (name if known else None)


def _above(name: str) -> str:
    """A name without the section, the day or the outlet that a word introduces; `en` also joins two names in Dutch."""
    behind = UNDER.search(name)
    word, _, rest = behind[0].strip().partition(" ") if behind else ("", "", "")
    return name if behind is None or (word == "en" and is_person(rest)) else name[: behind.start()]


def _is_caseless(name: str) -> bool:
    """Whether a text of two to four words has none of the letters that are great or small."""
    words = name.split()
    bare = "".join(words)
    return 1 < len(words) <= FEW + 1 and bare.upper() == bare.lower() and all(word[0].isalpha() for word in words)


def _alone(pieces: Sequence[str], *, beside: bool) -> str | None:
    """The one person among the pieces of a line that shows a day."""
    names = [without_by(piece) for piece in pieces]
    persons = [name for name in names if name and is_person(name)]
    alone = beside or (sum(map(bool, names)) == 1 and any(has_given_name(name) for name in persons))
    return persons[0] if alone and len(persons) == 1 else None


def _of_sentence(line: str) -> str | None:
    """Whom a line names that ends as sentences do: one person and his job behind a label, or nothing but persons."""
    opening = BY.match(line)
    name = line[opening.end() :].rstrip(" .") if opening else ""
    if TALK.search(line[: opening.end()] if opening else ""):
        name = WITH.split(name)[0]
    if names_persons(name) and has_given_name(name):
        return name
    return _first_person(BY.sub("", line)) if LABELLED.match(line) and ":" in line[:LONGEST_LABEL] else None


def set_off(text: str) -> str | None:
    """Whom a line names that is set in bold or italics above a text: a person alone, or with a place behind a comma."""
    name, _, place = text.partition(",")
    short = len(place.split()) <= FEW and not STOP.search(text)
    return name.strip() if short and is_person(name) and has_given_name(name) else None


def _first_person(name: str) -> str | None:
    """The person whom a job or a place follows, behind a comma or in brackets."""
    first = ROLE.sub("", name)
    behind = name[len(first) :]
    others = [piece.strip(" )") for piece in behind.split(",")]
    more = any(is_agency(one) or (is_person(one) and has_given_name(one)) for one in others)
    if first != name and not more and not JOINERS.isdisjoint(first.split()) and names_persons(first):
        return first
    if first == name or more or not JOINERS.isdisjoint(behind.split()):
        return None
    return first if is_person(first) else None
