"""Whose site a page is, where nothing on it says who wrote it: the person whom its name, a handle or its foot names.

Knows whole lines, the head's names and the address; takes no name out of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from feedmill.reading.pages.choosing import letters_of
from feedmill.reading.pages.given import is_given
from feedmill.reading.pages.naming import has_given_name, is_organisation, is_person
from feedmill.reading.pages.placing import Place
from feedmill.reading.pages.telling import SITES, Told

COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d)(?P<rest>.{3,80})", re.IGNORECASE)
YEARS = re.compile(r"^[\W\d]*(?:since|seit|depuis|desde|dal)?[\W\d]*", re.IGNORECASE)
BY = re.compile(r"\s(?:by|von|par|por|door|av|di)\s(?P<name>.+)$", re.IGNORECASE)
BEHIND = re.compile(r"\s*(?:[|•·;,]|\s[–—-]\s|\ball\b|\balle\b|\btous\b|\btodos\b|\btutti\b|\.\s|$).*$", re.IGNORECASE)
TITLES = re.compile(r"^(?:(?:dr|prof|mag|dipl|ing|med)\.?[\s-])+", re.IGNORECASE)
INITIAL = re.compile(r"[A-Z]\.\s?[A-Z][a-zäöüß]{3,20}")
AROUND = " ,.;:()|–—-'’"
LONGEST, MOST_WORDS, SHORTEST, FOOT = 160, 3, 6, 8


def owners(told: Told, place: Place, host: str) -> Iterator[tuple[str, str]]:
    """Persons and the fields that name them: the site's name, a handle spelled out, the copyright."""
    named = [unescape(value) for _, value in told.meta(*SITES)]
    yield from (("site name", name) for name in named if _is_owner(name, host))
    lines = [line.text for line in place.layout.lines]
    for field, value in told.meta("twitter:creator"):
        name = spelled_out(value.lstrip("@"), lines)
        if name and has_given_name(name):
            yield field, name
    yield from (("copyright line", name) for name in holders(place))


def holders(place: Place, *, by: bool = False) -> Iterator[str]:
    """The persons to whom the page's last lines give the copyright; with `by` only those behind a preposition."""
    lines = place.layout.lines
    for at in range(max(0, place.last + 1, len(lines) - FOOT), len(lines)):
        name = _of_copyright(lines[at].text, by=by) if len(lines[at].text) <= LONGEST else None
        if name:
            yield name


def spelled_out(login: str, lines: Sequence[str]) -> str | None:
    """The person whose name has the letters of a login (`janedoe`), where a line holds it as a name (`Jane Doe`)."""
    wanted = letters_of(login)
    if len(wanted) < SHORTEST:
        return None
    for line in lines:
        words = line.split() if wanted in letters_of(line) else []
        for at in range(len(words)):
            for end in range(at + 2, min(len(words), at + MOST_WORDS) + 1):
                name = " ".join(words[at:end]).strip(AROUND)
                if letters_of(name) == wanted and is_person(name):
                    return name
    return None


def _is_owner(name: str, host: str) -> bool:
    """Whether a site's name is a person's who stands in its address too."""
    bare = TITLES.sub("", name)
    letters, address = letters_of(bare), letters_of(host)
    if INITIAL.fullmatch(bare):
        return letters[:SHORTEST] == address[:SHORTEST]
    return is_person(bare) and len(bare.split()) == 2 and has_given_name(bare) and letters in address


def _of_copyright(line: str, *, by: bool) -> str | None:
    """The person whom a line gives the copyright of the site."""
    found = COPYRIGHT.search(line)
    if found is None:
        return None
    whole = BEHIND.sub("", YEARS.sub("", found["rest"]))
    behind = BY.search(f" {whole}")
    if by and behind is None:
        return None
    name = (behind["name"] if behind else whole).strip(AROUND)
    person = is_person(name) and len(name.split()) == 2 and has_given_name(name)
    alone = behind is not None and is_given(name) and name.istitle()
    return name if (person or alone) and not is_organisation(name) else None
