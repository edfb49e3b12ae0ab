"""What a page states about its story: JSON-LD, meta tags, microdata, `time` elements, the address, the language.

The page's own h1 is its headline where the head names the same; `title` comes last, and without the site's name where
that is provable. Nothing is read from prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from feedmill.reading.languages import COMMON_ENGLISH
from feedmill.reading.pages.dated import state_dates
from feedmill.reading.pages.lines import Layout
from feedmill.reading.pages.linked import texts
from feedmill.reading.pages.ordering import language_of_dates
from feedmill.reading.pages.parting import Division
from feedmill.reading.pages.placing import Place
from feedmill.reading.pages.signed import state_authors
from feedmill.reading.pages.soup import Parsed
from feedmill.reading.pages.survey import plain
from feedmill.reading.pages.telling import DECKS, SECTIONS, Told, addresses_of, describes_story
from feedmill.reading.pages.titled import state_headline
from feedmill.reading.stating import Statements
from feedmill.reading.urls import canonical
from feedmill.reading.wiretext.datelines import dateline_of

KEYWORDS = (
    "news_keywords",
    "keywords",
    "article:tag",
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "citation_keywords",
)
ENGLISH = re.compile(r"en(?![a-z])", re.IGNORECASE)
LAST_LATIN, MORE_LATIN = "\u024f", ("\u1e00", "\u1eff")
OPENING = 3
"""Of so many first lines of a story one may begin with its dateline: a deck may stand before it."""

FEW_WORDS, ENGLISH_SHARE = 20, 0.1
"""Of fewer words nothing is known; of English ones about a third are among its commonest."""

SEEN, LEAST_LETTERS, MOST_LATIN, LONGEST_TAG = 12, 60, 0.2, 12
RIGHTS = ("copyright", "dc.rights", "dcterms.rights", "rights", "dcterms.rightsholder")
MEDIA = ("og:image", "og:image:url", "og:video", "og:audio", "twitter:image", "twitter:image:src")
LINKED = (
    ("rights", "copyrightNotice"), ("rights", "copyrightHolder"), ("rights", "license"),
    ("agency", "sourceOrganization"), ("dateline", "dateline"), ("place", "contentLocation"),
    ("place", "locationCreated"),
)  # fmt: skip


def state(told: Told, parsed: Parsed, layout: Layout, division: Division) -> Statements:
    """All that a page states; where its story is not found, what the head states of one, if it says that it is one."""
    main = division.main
    found = Statements()
    _state_page(found, told, parsed, "".join(layout.lines[at].text for at in main[:SEEN]))
    if not main and describes_story(told) is not True:
        return found
    teased = frozenset(at for one in division.teasers for at in (one.headline, *one.further))
    state_headline(found, told, layout, division.headline)
    place = Place(layout, division.headline, main, teased)
    locales = [value for _, value in told.meta("og:locale", "content-language")]
    lang = found.get("language") or _language_of(layout, main)
    state_dates(found, told, place, language_of_dates(lang, locales, (line.text for line in layout.lines)))
    state_authors(found, told, place)
    _state_dateline(found, place)
    _state_more(found, told, " ".join(plain(layout.lines[at].text) for at in main[:6]))
    return found


def _state_page(found: Statements, told: Told, parsed: Parsed, story: str) -> None:
    """Address and language; where the story has hardly a Latin letter, that it is English is only the template's."""
    base = canonical(parsed.head.base or "") or next((value for _, value in told.meta("og:url")), None)
    for rel, href in parsed.head.links:
        if "canonical" in rel.split():
            found.url(href, "link rel=canonical", base=base)
    for name, value in told.meta("og:url"):
        found.url(value, name)
    for value in (address for thing in told.articles for address in addresses_of(thing)):
        found.url(value, "json-ld url")
    foreign = _is_foreign(story)
    for value in told.linked("inLanguage"):
        found.say("language", _believed(value, foreign=foreign), "json-ld inLanguage")
    found.say("language", _believed(parsed.head.lang or "", foreign=foreign), "html lang")
    for name, value in told.meta("content-language", "language", "dc.language", "dcterms.language", "og:locale"):
        found.say("language", _believed(value.replace("_", "-"), foreign=foreign), name)


def _language_of(layout: Layout, main: Sequence[int]) -> str | None:
    """That a story's text is in another language than English, where hardly a word of it is a common English one.

    A day of three numbers begins with the day there. Which language it is is for others to find.
    """
    words = [word for at in main for word in plain(layout.lines[at].text).split()]
    english = sum(word in COMMON_ENGLISH for word in words)
    return "und" if len(words) >= FEW_WORDS and english < ENGLISH_SHARE * len(words) else None


def _believed(language: str, *, foreign: bool) -> str | None:
    """A stated language, unless it is too long for one, or it is English and the story's letters are not."""
    return None if len(language) > LONGEST_TAG or (foreign and ENGLISH.match(language)) else language


def _is_foreign(story: str) -> bool:
    """Whether almost no letter of a text is Latin."""
    letters = [char for char in story if char.isalpha()]
    latin = sum(char <= LAST_LATIN or MORE_LATIN[0] <= char <= MORE_LATIN[1] for char in letters)
    return len(letters) >= LEAST_LETTERS and latin < MOST_LATIN * len(letters)


def _state_dateline(found: Statements, place: Place) -> None:
    """The dateline that the story's first paragraph begins with, where it has an agency's form: place and agency."""
    first = [at for at in sorted(place.main) if place.head < at <= place.prose][:OPENING]
    for opening in filter(None, (dateline_of(place.layout.lines[at].text) for at in first)):
        found.say("dateline", opening.line, "line")


def _state_more(found: Statements, told: Told, opening: str) -> None:
    """Deck, keywords, sections, rights, agency, place, pictures."""
    _state_deck(found, told, opening)
    for value in told.linked("keywords"):
        found.add("keywords", value.split(","), "json-ld keywords")
    for name, value in told.meta(*KEYWORDS):
        found.add("keywords", unescape(value).split(","), name)
    found.add("subjects", told.linked("articleSection"), "json-ld articleSection")
    for name, value in told.meta(*SECTIONS):
        found.add("subjects", [unescape(value)], name)
    for field, key in LINKED:
        for value in told.linked(key):
            found.say(field, value, f"json-ld {key}")
    for name, value in told.meta(*RIGHTS):
        found.say("rights", unescape(value), name)
    found.add("media", _pictures(told), "json-ld image")
    for name, value in told.meta(*MEDIA):
        found.add("media", [canonical(value)], name)


def _state_deck(found: Statements, told: Told, opening: str) -> None:
    """The deck: a description, unless it is cut or the text begins with it."""
    decks = [("json-ld description", told.linked("description")[:1])]
    decks += [(name, told.metas.get(name, [])[:1]) for name in DECKS]
    for field, values in decks:
        for value in map(unescape, values):
            compared = plain(value)
            cut = value.rstrip().endswith(("...", "…", "[…]"))
            if compared and not cut and compared[:80] not in opening:
                found.say("deck", value, field)


def _pictures(told: Told) -> list[str | None]:
    """The addresses of the story's pictures."""
    found: list[str | None] = []
    for thing in told.articles[:1]:
        value: Any = thing.get("image")
        found = [canonical(text) for text in texts(value, told.known, "url")[:20]]
    return found
