"""Who a page says wrote its story: the head's statements, microdata, elements named as bylines, lines that sign.

A person is believed before an organisation, and the site's own name or a login comes last: where the head knows only
these and the page prints "By Jane Doe" in a line of its own, that is the byline. Nothing is taken out of a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape

from bs4 import Tag

from feedmill.reading.bylines import authors_of
from feedmill.reading.pages.choosing import LINKED, SOURCE, Signature, chosen, written_out
from feedmill.reading.pages.labels import TRANSLATED
from feedmill.reading.pages.linked import types_of
from feedmill.reading.pages.marked import Mark
from feedmill.reading.pages.naming import (
    has_given_name,
    is_host,
    is_nobody,
    is_organisation,
    is_person,
    is_phrase,
    named_in,
    names_agency,
    says_writer,
    without_by,
)
from feedmill.reading.pages.owning import holders, owners, spelled_out
from feedmill.reading.pages.placing import BELOW, BESIDE, WITHIN, Place
from feedmill.reading.pages.signing import Signed, is_licence, last_editor, signing, signing_off, sources, titled
from feedmill.reading.pages.survey import plain
from feedmill.reading.pages.telling import Told
from feedmill.reading.pages.titled import SEPARATOR
from feedmill.reading.stating import Statements, one_line

AUTHORS = (
    "citation_author", "author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "og:article:author", "twitter:data1_author",
    "creator", "article.author", "dc.contributor", "byline", "authors", "og:author", "dc:creator", "mediator_author",
    "shareaholic:article_author_name", "vr:author", "twitter:author", "content_author", "articleauthor",
)  # fmt: skip
ORGANISATIONS = frozenset(("organization", "newsmediaorganization", "corporation", "website"))
COUNTED = re.compile(r"\s\d+\s[^\W\d_]{4,12}$")
"""What a user has written so far (`2 reviews`), behind the name."""

RUN_ON = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_])")
CARDS = range(1, 4)
MOST, NEAR = 12, 2
AUTHOR_LINKS = frozenset(("rel=author", "author link"))


def state_authors(found: Statements, told: Told, place: Place) -> None:
    """State the byline, and the persons in it; where it names none, nobody is an author."""
    sites = _Sites(found, told)
    signatures = list(_signatures(told, place, sites))
    byline = chosen(signatures)
    if byline is None:
        byline = next((_owner(*one) for one in owners(told, place, sites.address)), None)
    elif not byline.persons and not byline.others:
        byline = next((_owner("copyright line", name) for name in holders(place, by=True)), byline)
    if byline is None:
        return
    byline = _spelled_out(written_out(byline, signatures), place)
    found.say("byline", ", ".join(byline.names), byline.field)
    found.settle("authors", _authors(byline))
    found.say("agency", _agency_beside(byline, signatures), byline.field)


def _agency_beside(byline: Signature, signatures: Sequence[Signature]) -> str | None:
    """The agency that another statement of the same person names beside him (`Jane Doe with AFP`)."""
    if not byline.persons or authors_of(", ".join(byline.names))[1]:
        return None
    for signature in signatures:
        for name in signature.names:
            persons, agency = authors_of(name)
            if agency and byline.names[0] in persons:
                return agency
    return None


def _owner(field: str, name: str) -> Signature:
    """A signature of the person whose site it is."""
    return Signature((name,), field, persons=True, others=True, printed=True, shown=True)


def _spelled_out(byline: Signature, place: Place) -> Signature:
    """For one word (`JD`) the name that the page prints elsewhere, where the address of the author's page spells it."""
    first = byline.names[0]
    if " " in first or len(byline.names) > 1:
        return byline
    marks = [mark for mark in place.layout.marks if mark.key in AUTHOR_LINKS and mark.text == first]
    links = [str(mark.tag.get("href") or "") for mark in marks]
    lines = [line.text for line in place.layout.lines] if links else []
    names = (spelled_out(link.rstrip("/").rpartition("/")[2], lines) for link in links)
    name = next(filter(None, names), None)
    return replace(byline, names=(name,)) if name else byline


def _authors(byline: Signature) -> list[str]:
    """The persons in a byline; a site of somebody's own is named after a person too."""
    names = byline.names if byline.persons else [one for one in byline.names if is_person(one) and has_given_name(one)]
    return [person for name in names for person in named_in(name)]


class _Sites:
    """What the page calls itself, for telling its own name from a person's."""

    def __init__(self, found: Statements, told: Told) -> None:
        address = found.get("url") or next((value for _, value in told.meta("og:url")), "")
        self.address = str(address).partition("//")[2].partition("/")[0].removeprefix("www.")
        self.host = plain(self.address).replace(" ", "")
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
    tags = _tags(place)
    shown = plain(" ".join(line.text for line in place.layout.lines).replace("\u00ad", ""))
    heads = [(False, field, values, Signed("")) for field, values in ways]
    for printed, field, values, how in (*heads, *((True, *way) for way in _ways(told, place))):
        found = list(_names(values, whole=not printed and field != "twitter:data"))[:MOST]
        names = [name for name in found if not printed or plain(name) not in tags or has_given_name(name)]
        names = [name for name in names if not (is_host(name) and (not printed or sites.is_site(name)))]
        if names:
            persons = [name for name in names if field != SOURCE and not sites.own(name) and not names_agency(name)]
            others = field != SOURCE and any(not sites.is_site(name) for name in names)
            seen = printed or any(plain(name) in shown for name in names)
            yield Signature(
                tuple(persons or names), field, bool(persons), others, printed, seen, how.labelled, how.written
            )


def _tags(place: Place) -> frozenset[str]:
    """What the page's links to topics say."""
    return frozenset(plain(mark.text) for mark in place.layout.marks if mark.key == "tag")


def _ways(told: Told, place: Place) -> Iterator[tuple[str, Iterable[str], Signed]]:
    """The fields in which the page itself prints who wrote it, and how."""
    marks, plainly = _ranked(place), Signed("")
    yield "itemprop=author", _of_items(marks)[:4], plainly
    for key in ("rel=author", "author", "author link"):
        yield from ((key, texts, plainly) for texts in _first_line(marks, key))
    close = [pair for pair in marks if pair[0] == BESIDE or place.head - NEAR <= pair[1].line < place.head]
    sections = {plain(name) for name in told.sections}
    yield from (("line", [one.name], one) for one in signing(place) if plain(one.name) not in sections)
    yield from (("line", [one.name], one) for one in signing_off(place))
    yield "author", _alone(place, "author"), plainly
    for texts in list(_first_line(close, "user link"))[:1]:
        yield "user link", [COUNTED.sub("", text) for text in texts], plainly
    yield "author link", _alone(place, "author link"), plainly
    yield from (("line", [name], plainly) for name in (*titled(place), *last_editor(place)))
    yield from ((SOURCE, [name], plainly) for name in sources(place))


def _labelled(told: Told) -> Iterator[str]:
    """What the cards of Twitter hold under a label that says that it is the writer."""
    for number in CARDS:
        labels, values = told.metas.get(f"twitter:label{number}", ()), told.metas.get(f"twitter:data{number}", ())
        yield from (value for label, value in zip(labels, values, strict=False) if says_writer(unescape(label)))


def _names(values: Iterable[str], *, whole: bool) -> Iterator[str]:
    """The values that can be names, as they are written, without prepositions and dates, each once."""
    seen: set[str] = set()
    for value in values:
        line = one_line(value.replace("\u00ad", ""))
        name = "" if TRANSLATED.match(line) else _bare(without_by(RUN_ON.sub(", ", line), whole=whole))
        named, colon, _ = name.partition(":")
        name = named if colon and is_person(named) else name
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
    own = (mark for mark in place.layout.marks if not _is_of_picture(place, mark) and not _is_translators(place, mark))
    zones = [(place.zone(mark.line), mark) for mark in own]
    ranked = [(zone, mark) for zone, mark in zones if zone is not None and zone != BELOW]
    return sorted(ranked, key=lambda pair: (pair[0], place.distance(pair[1].line)))


def _is_translators(place: Place, mark: Mark) -> bool:
    """Whether an element stands in a line that says who translated."""
    lines = place.layout.lines
    return 0 <= mark.line < len(lines) and TRANSLATED.match(lines[mark.line].text) is not None


def _is_of_picture(place: Place, mark: Mark) -> bool:
    """Whether an element that is named as a byline stands in one that is named as a picture's caption or licence."""
    if mark.key != "author" or not 0 <= mark.line < len(place.layout.lines):
        return False
    return is_licence(place, mark.line) or mark.tag.find_parent(("figure", "figcaption")) is not None


def _alone(place: Place, key: str) -> list[str]:
    """What the only element of the page says that is named so, wherever it stands."""
    marks = [mark for mark in place.layout.marks if mark.key == key and not place.is_others(mark.line)]
    marks = [mark for mark in marks if not _is_translators(place, mark)]
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
