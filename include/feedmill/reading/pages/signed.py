"""Who a page says wrote its story: the head's statements, microdata, elements named as bylines, lines that sign.

A person is believed before an organisation, and the site's own name or a login comes last: where the head knows only
these and the page prints "By Jane Doe" in a line of its own, that is the byline. Nothing is taken out of a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from bs4 import Tag

from feedmill.reading.agencies import is_agency
from feedmill.reading.pages.linked import types_of
from feedmill.reading.pages.marked import Mark
from feedmill.reading.pages.naming import (
    has_given_name,
    is_nobody,
    is_organisation,
    is_person,
    is_phrase,
    named_in,
    says_writer,
    without_by,
)
from feedmill.reading.pages.placing import BELOW, BESIDE, WITHIN, Place
from feedmill.reading.pages.signing import is_licence, signing, signing_off, sources
from feedmill.reading.pages.survey import plain
from feedmill.reading.pages.telling import Told
from feedmill.reading.pages.titled import SEPARATOR
from feedmill.reading.stating import Statements, one_line

AUTHORS = (
    "citation_author", "author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "og:article:author", "twitter:data1_author",
    "creator", "article.author", "dc.contributor", "byline", "authors", "og:author", "dc:creator", "mediator_author",
    "shareaholic:article_author_name", "vr:author", "twitter:author",
)  # fmt: skip
ORGANISATIONS = frozenset(("organization", "newsmediaorganization", "corporation", "website"))
LOGIN = re.compile(r"[^\sA-ZÄÖÜ]+")
LINKED, SOURCE = "json-ld author", "line of the source"
RUN_ON = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_])")
SHORT = 2
CARDS = range(1, 4)
MOST = 12


@dataclass(frozen=True, slots=True)
class Signature:
    """The names in one field; `persons` is False where all are organisations, the site itself, or logins.

    `others` says that at least one of these is not the site, `printed` that they stand in the page and not in its head.
    """

    names: tuple[str, ...]
    field: str
    persons: bool
    others: bool
    printed: bool


def state_authors(found: Statements, told: Told, place: Place) -> None:
    """State the byline, and the persons in it; where it names none, nobody is an author."""
    signatures = list(_signatures(told, place, _Sites(found, told)))
    chosen = _chosen(signatures)
    if chosen is None:
        return
    chosen = _written_out(chosen, signatures)
    found.say("byline", ", ".join(chosen.names), chosen.field)
    found.settle("authors", _authors(chosen))


def _authors(chosen: Signature) -> list[str]:
    """The persons in a byline; a site of somebody's own is named after a person too."""
    names = chosen.names if chosen.persons else [one for one in chosen.names if is_person(one) and has_given_name(one)]
    return [person for name in names for person in named_in(name)]


def _chosen(signatures: Sequence[Signature]) -> Signature | None:
    """The first that names persons, else an agency, else another than the site, else whom the page names as source."""
    persons = [one for one in signatures if one.persons]
    if persons:
        return _printed(persons) or _fuller(persons)
    agencies = [one for one in signatures if any(map(is_agency, one.names))]
    others = [one for one in signatures if one.others]
    named = [one for one in signatures if one.field == SOURCE]
    return next(iter([*agencies, *others, *named, *signatures]), None)


def _printed(persons: Sequence[Signature]) -> Signature | None:
    """Whom the page prints in place of the head's first, where it prints nowhere whom that names.

    Against a meta tag, which may be the same for all pages, a line or a link to an author's page is enough; against
    JSON-LD, two elements or tags that are named so and agree. None where the head is not gainsaid.
    """
    first, printed = persons[0], [one for one in persons if one.printed]
    if first.printed or any(_share(first, one) for one in printed):
        return None
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
    return frozenset(_letters(person) for name in one.names for person in named_in(name))


def _share(one: Signature, other: Signature) -> bool:
    """Whether two signatures have a name in common, or a word of one."""
    words, others = (
        {word for name in names for word in plain(name).split() if len(word) > SHORT}
        for names in (one.names, other.names)
    )
    return not words.isdisjoint(others) or not _persons(one).isdisjoint(_persons(other))


def _written_out(chosen: Signature, signatures: Sequence[Signature]) -> Signature:
    """For a login (`janedoe`) the name (`Jane Doe`) that another field has in full."""
    if not LOGIN.fullmatch(chosen.names[0]):
        return chosen
    full = [one for one in signatures if not LOGIN.fullmatch(one.names[0])]
    login = chosen.names[0]
    return next((one for one in full if _is_written_out(one.names[0], login)), chosen)


def _is_written_out(name: str, login: str) -> bool:
    """Whether a name is that of a login: `janedoe` is that of Jane Doe, `jane.doe` that of Jane M. Doe too."""
    words, parts = plain(name).split(), plain(login).split()
    longer = len(parts) > 1 and len(words) <= len(parts) + 1 and set(parts) <= set(words)
    return _letters(name) == _letters(login) or longer


def _letters(name: str) -> str:
    """The letters of a name as a login has them: small, without marks."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in bare if char.isalpha())


class _Sites:
    """What the page calls itself, for telling its own name from a person's."""

    def __init__(self, found: Statements, told: Told) -> None:
        address = found.get("url") or next((value for _, value in told.meta("og:url")), "")
        self.host = plain(str(address).partition("//")[2].partition("/")[0].removeprefix("www.")).replace(" ", "")
        segments = [piece for piece in SEPARATOR.split(told.title or "") if piece][1:]
        self.names = (*told.sites, *map(plain, segments[-1:]))
        self.organisations = frozenset(map(plain, _organisations(told)))

    def own(self, name: str) -> bool:
        """Whether a name is that of the site, of an organisation, or no name."""
        return self.is_site(name) or plain(name) in self.organisations or is_organisation(name) or is_phrase(name)

    def is_site(self, name: str) -> bool:
        """Whether a name is that of the site."""
        words = plain(name.partition(",")[0])
        squeezed = words.replace(" ", "")
        return words in self.names or (len(squeezed) > 3 and squeezed in self.host)


def _organisations(told: Told) -> Iterator[str]:
    """The authors that JSON-LD calls organisations."""
    for thing in told.articles:
        value = thing.get("author")
        for one in value if isinstance(value, list) else [value]:
            author = told.known.get(str(one.get("@id")), one) if isinstance(one, dict) else None
            if isinstance(author, dict) and isinstance(author.get("name"), str) and types_of(author) & ORGANISATIONS:
                yield unescape(author["name"])


def _signatures(told: Told, place: Place, sites: _Sites) -> Iterator[Signature]:
    """Every statement of who wrote it, the surest first."""
    ways: list[tuple[str, Iterable[str]]] = [(LINKED, told.linked("author") or told.linked("creator"))]
    ways += [(name, [unescape(value) for value in told.metas.get(name, ())]) for name in AUTHORS]
    ways += [("twitter:data", [unescape(value)]) for value in _labelled(told)]
    for printed, (field, values) in [*((False, way) for way in ways), *((True, way) for way in _ways(told, place))]:
        names = list(_names(values, whole=not printed and field != "twitter:data"))[:MOST]
        if names:
            persons = [name for name in names if field != SOURCE and not sites.own(name) and not is_agency(name)]
            others = field != SOURCE and any(not sites.is_site(name) for name in names)
            yield Signature(tuple(persons or names), field, bool(persons), others, printed)


def _ways(told: Told, place: Place) -> Iterator[tuple[str, Iterable[str]]]:
    """The fields in which the page itself prints who wrote it."""
    marks = _ranked(place)
    yield "itemprop=author", _of_items(marks)[:4]
    for key in ("rel=author", "author", "author link"):
        yield from ((key, texts) for texts in _first_line(marks, key))
    beside = [pair for pair in marks if pair[0] == BESIDE]
    sections = {plain(name) for name in told.sections}
    yield from (("line", [name]) for name in signing(place) if plain(name) not in sections)
    yield from (("line", [name]) for name in signing_off(place))
    yield "author", _alone(place)
    yield from (("user link", texts) for texts in list(_first_line(beside, "user link"))[:1])
    yield from ((SOURCE, [name]) for name in sources(place))


def _labelled(told: Told) -> Iterator[str]:
    """What the cards of Twitter hold under a label that says that it is the writer."""
    for number in CARDS:
        labels, values = told.metas.get(f"twitter:label{number}", ()), told.metas.get(f"twitter:data{number}", ())
        yield from (value for label, value in zip(labels, values, strict=False) if says_writer(unescape(label)))


def _names(values: Iterable[str], *, whole: bool) -> Iterator[str]:
    """The values that can be names, as they are written, without prepositions and dates, each once."""
    seen: set[str] = set()
    for value in values:
        name = _bare(without_by(RUN_ON.sub(", ", one_line(value)), whole=whole))
        if name and name.casefold() not in seen and not is_nobody(name):
            seen.add(name.casefold())
            yield name


def _bare(name: str) -> str:
    """A name without what stands around it. A vowel sign, as Burmese or Hindi write it, is part of its last word."""
    inner = [at for at, char in enumerate(name) if unicodedata.category(char)[0] in "LNM"]
    if not inner:
        return ""
    ending = name[inner[-1] + 1 :]
    return name[inner[0] : inner[-1] + 1] + ending[: len(ending) - len(ending.lstrip(".)"))]


def _ranked(place: Place) -> list[tuple[int, Mark]]:
    """The marks by the story, those by its headline first."""
    zones = [(place.zone(mark.line), mark) for mark in place.layout.marks if not _is_of_picture(place, mark)]
    ranked = [(zone, mark) for zone, mark in zones if zone is not None and zone != BELOW]
    return sorted(ranked, key=lambda pair: (pair[0], place.distance(pair[1].line)))


def _is_of_picture(place: Place, mark: Mark) -> bool:
    """Whether an element that is named as a byline stands in one that is named as a picture's caption or licence."""
    return mark.key == "author" and 0 <= mark.line < len(place.layout.lines) and is_licence(place, mark.line)


def _alone(place: Place) -> list[str]:
    """What the only element of the page says that is named as a byline, wherever it stands."""
    marks = [mark for mark in place.layout.marks if mark.key == "author" and not place.is_others(mark.line)]
    found = {mark.text for mark in marks if mark.text and not _is_of_picture(place, mark)}
    return list(found) if len(found) == 1 else []


def _of_items(marks: Sequence[tuple[int, Mark]]) -> list[str]:
    """What microdata holds for author or creator: the name within, where there is one."""
    found: list[str] = []
    for _, mark in marks:
        if mark.key.startswith("itemprop=") and {"author", "creator"} & set(mark.key[9:].split()):
            inner = mark.tag.find(itemprop="name")
            text = str(inner.get("content") or inner.get_text(" ")) if isinstance(inner, Tag) else mark.text
            found += [text] if text.strip() else []
    return found


def _first_line(marks: Sequence[tuple[int, Mark]], key: str) -> Iterator[list[str]]:
    """The texts of the marks of a kind, line by line; those within one another once."""
    lines: dict[int, list[str]] = {}
    for zone, mark in marks:
        if mark.key == key and mark.text and (zone != WITHIN or key != "author link"):
            lines.setdefault(mark.line, []).append(mark.text)
    for texts in list(lines.values())[:3]:
        yield [text for text in texts if not any(text != other and other in text for other in texts)]
