"""Which of a page's signatures is its byline: persons first, then agencies, then others; or what gainsays the head.

Knows signatures alone, neither markup nor lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from feedmill.reading.pages.naming import named_in, names_agency
from feedmill.reading.pages.survey import plain

LINKED, SOURCE = "json-ld author", "line of the source"
LOGIN = re.compile(r"[^\sA-ZÄÖÜ]+")
SHORT = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """The names in one field; `persons` is False where all are organisations, the site itself, or logins.

    `others` says that at least one of these is not the site, `printed` that they stand in the page and not in its head,
    `shown` that a name of these stands anywhere in what the page shows, `labelled` that a person stands behind a
    preposition or a label, or ends the story, `written` that this is set off in the story's own text, where whoever
    wrote it put it, and no system.
    """

    names: tuple[str, ...]
    field: str
    persons: bool
    others: bool
    printed: bool
    shown: bool
    labelled: bool = False
    written: bool = False


def chosen(signatures: Sequence[Signature]) -> Signature | None:
    """The first that names persons, else an agency, else another than the site, else whom the page names as source."""
    persons = [one for one in signatures if one.persons]
    if persons:
        return _written(persons) or _printed(persons) or _fuller(persons)
    agencies = [one for one in signatures if any(map(names_agency, one.names))]
    others = [one for one in signatures if one.others]
    others = [one for one in others if one.shown] or others
    named = [one for one in signatures if one.field == SOURCE]
    return next(iter([*agencies, *others, *named, *signatures]), None)


def _written(persons: Sequence[Signature]) -> Signature | None:
    """What the story's own text says, where the first names somebody else, who only filed it, or fewer persons."""
    first = persons[0]
    return next((one for one in persons if one.written and _says_more(one, first)), None)


def _says_more(one: Signature, other: Signature) -> bool:
    """Whether a signature names others than another does, or the same and more."""
    return not _share(one, other) or len(" ".join(one.names)) > len(" ".join(other.names))


def _printed(persons: Sequence[Signature]) -> Signature | None:
    """Whom the page prints in place of the head's first, where it prints nowhere whom that names.

    Against a meta tag, which may be the same for all pages, a line or a link to an author's page is enough; against
    JSON-LD, two elements or tags that are named so and agree. None where the head is not gainsaid.
    """
    first, printed = persons[0], [one for one in persons if one.printed]
    if first.printed or any(_share(first, one) for one in printed):
        return None
    if (not first.shown or LOGIN.fullmatch(first.names[0])) and (labelled := [one for one in printed if one.labelled]):
        return next(one for one in persons if one.shown and _share(one, labelled[0]))
    for one in printed:
        fields = {other.field for other in persons if other.field != "line" and _share(one, other)}
        if len(fields) > 1 or (first.field != LINKED and one.field in ("line", "author link")):
            return one
    return None


def _fuller(persons: Sequence[Signature]) -> Signature:
    """The first, unless a meta tag names the same persons and more."""
    first = _persons(persons[0])
    more = (one for one in persons if not one.printed and first < _persons(one))
    return next(more, persons[0])


def _persons(one: Signature) -> frozenset[str]:
    """The persons of a signature, for comparing."""
    return frozenset(letters_of(person) for name in one.names for person in named_in(name))


def _share(one: Signature, other: Signature) -> bool:
    """Whether two signatures have a name in common, or a word of one."""
    words, others = (
        {word for name in names for word in plain(name).split() if len(word) > SHORT}
        for names in (one.names, other.names)
    )
    return not words.isdisjoint(others) or not _persons(one).isdisjoint(_persons(other))


def written_out(found: Signature, signatures: Sequence[Signature]) -> Signature:
    """For a login (`janedoe`) the name (`Jane Doe`) that another field has in full."""
    if not LOGIN.fullmatch(found.names[0]):
        return found
    full = [one for one in signatures if not LOGIN.fullmatch(one.names[0])]
    login = found.names[0]
    return next((one for one in full if _is_written_out(one.names[0], login)), found)


def _is_written_out(name: str, login: str) -> bool:
    """Whether a name is that of a login: `janedoe` is that of Jane Doe, `jane.doe` that of Jane M. Doe too."""
    words, parts = plain(name).split(), plain(login).split()
    longer = len(parts) > 1 and len(words) <= len(parts) + 1 and set(parts) <= set(words)
    return letters_of(name) == letters_of(login) or longer


def letters_of(name: str) -> str:
    """The letters of a name as a login has them: small, without marks."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in bare if char.isalpha())
