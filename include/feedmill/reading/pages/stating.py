"""What a page states about its story: JSON-LD, meta tags, microdata, `time` elements, the address, the language.

The page's own h1 is its headline where the head names the same; `title` comes last, and without the site's name where
that is provable. Nothing is read from prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from feedmill.reading.pages.lines import Layout
from feedmill.reading.pages.linked import texts
from feedmill.reading.pages.marked import of_item, without_by
from feedmill.reading.pages.soup import Parsed
from feedmill.reading.pages.survey import plain
from feedmill.reading.pages.telling import DECKS, TITLES, Told, addresses_of
from feedmill.reading.stating import Statements, one_line
from feedmill.reading.urls import canonical

AUTHORS = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "citation_author", "byl", "cxenseparse:author", "og:article:author", "twitter:data1_author",
    "creator", "article.author",
)  # fmt: skip
PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "article.published", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date", "citation_date",
    "citation_online_date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "originalpublicationdate", "date", "article_date_original", "displaydate", "ptime", "timestamp", "date_published",
    "created", "article:published", "last_published", "og:pubdate", "bt:pubdate", "prism.publicationdate",
)  # fmt: skip
UPDATED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "article.updated", "datemodified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "revised", "utime", "date.updated",
    "moddate", "bt:moddate",
)  # fmt: skip
KEYWORDS = (
    "news_keywords",
    "keywords",
    "article:tag",
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "citation_keywords",
)
SECTIONS = ("article:section", "parsely-section", "cxenseparse:taxonomy", "section")
RIGHTS = ("copyright", "dc.rights", "dcterms.rights", "rights", "dcterms.rightsholder")
MEDIA = ("og:image", "og:image:url", "og:video", "og:audio", "twitter:image", "twitter:image:src")
LINKED = (
    ("rights", "copyrightNotice"), ("rights", "copyrightHolder"), ("rights", "license"),
    ("agency", "sourceOrganization"), ("dateline", "dateline"), ("place", "contentLocation"),
    ("place", "locationCreated"),
)  # fmt: skip
SEPARATOR = re.compile(r"\s[|\-–—·:»«•]+\s|\s?[|»]\s?|\s::\s")
WRITTEN = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}|\d{1,2}\.?(?:st|nd|rd|th)?\s(?:de\s)?[^\W\d_]{3,10}\.?,?\s(?:de\s)?\d{4}|"
    r"[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
"""A day as it is written in an element that is named as a date."""

NO_PERSON = re.compile(r"^(?:https?:|www\.|@|\d+$)|[/<>{}]", re.IGNORECASE)


def state(told: Told, parsed: Parsed, layout: Layout, headline_line: int, main: Sequence[int]) -> Statements:
    """All that a page states; without lines of a `main` story, only what holds for the page itself."""
    found = Statements()
    _state_page(found, told, parsed)
    if not main:
        return found
    _state_headline(found, told, layout, headline_line)
    near = _near(headline_line, main)
    _state_dates(found, told, layout, near)
    _state_authors(found, told, layout, near)
    _state_more(found, told, " ".join(plain(layout.lines[at].text) for at in main[:6]))
    return found


def _state_page(found: Statements, told: Told, parsed: Parsed) -> None:
    """Address and language."""
    base = canonical(parsed.head.base or "") or next((value for _, value in told.meta("og:url")), None)
    for rel, href in parsed.head.links:
        if "canonical" in rel.split():
            found.url(href, "link rel=canonical", base=base)
    for name, value in told.meta("og:url"):
        found.url(value, name)
    for value in (address for thing in told.articles for address in addresses_of(thing)):
        found.url(value, "json-ld url")
    for value in told.linked("inLanguage"):
        found.say("language", value if len(value) <= 12 else None, "json-ld inLanguage")
    found.say("language", parsed.head.lang, "html lang")
    for name, value in told.meta("content-language", "language", "dc.language", "dcterms.language", "og:locale"):
        found.say("language", value.replace("_", "-") if len(value) <= 12 else None, name)


def _state_headline(found: Statements, told: Told, layout: Layout, headline_line: int) -> None:
    """The headline: as the page shows it where the head names the same, else as the head has it."""
    claims = [(f"json-ld {key}", text) for key in ("headline",) for text in told.linked(key)[:1]]
    claims += [(name, unescape(value)) for name, value in told.meta(*TITLES)]
    claims += [("itemprop=headline", text) for text in of_item(layout.marks, "headline")]
    shown = layout.lines[headline_line] if headline_line >= 0 else None
    if shown is not None:
        compared = plain(shown.text)
        name = next(
            (name for name, text in [*claims, ("title", told.title or "")] if _same_words(compared, plain(text))), None
        )
        for claim, text in claims if name is None else ():
            if compared.endswith(f" {plain(text)}") and 2 * len(plain(text)) >= len(compared):
                found.say("headline", text, claim)
        if name or shown.level == 1:
            found.say("headline", shown.text, f"h{shown.level}" if shown.level else str(name))
    site = [plain(value) for _, value in told.meta("og:site_name", "application-name", "twitter:site", "publisher")]
    for name, text in claims:
        found.say("headline", without_site(text, site, told), name)
    for line in layout.lines if told.title and "headline" not in found else ():
        if 0 < line.level <= 3 and plain(line.text) in {plain(piece) for piece in SEPARATOR.split(told.title or "")}:
            found.say("headline", line.text if plain(line.text) not in site else None, f"h{line.level}")
    found.say("headline", without_site(told.title or "", site, told), "title")


def _same_words(shown: str, claimed: str) -> bool:
    """Whether two titles are one: equal, or one the beginning of the other and more than half of it."""
    shorter, longer = sorted((shown, claimed), key=len)
    return len(shorter) > 3 and longer.startswith(shorter) and 2 * len(shorter) >= len(longer)


def without_site(title: str, sites: Sequence[str], told: Told) -> str:
    """A title without the name of the site, where that is provable: the site's stated name, or that of its address."""
    cuts = list(SEPARATOR.finditer(title))
    if not cuts:
        return title
    host = next((re.sub(r"\W", "", value.partition("//")[2].partition("/")[0]) for _, value in told.meta("og:url")), "")
    for cut in cuts:
        tail = plain(title[cut.end() :])
        squeezed = tail.replace(" ", "")
        known = any(site and (tail == site or tail.endswith(site) or site.startswith(tail)) for site in sites)
        if tail and (known or (len(squeezed) > 3 and squeezed in host)):
            return title[: cut.start()]
    head = plain(title[: cuts[0].start()])
    if head and (head in sites or (len(head) > 3 and head.replace(" ", "") in host)):
        return title[cuts[0].end() :]
    return title


def _near(headline_line: int, main: Sequence[int]) -> range:
    """The lines between which a byline or a date is the main story's: from above its headline to its end."""
    first = min(main[0], headline_line) if headline_line >= 0 else main[0]
    return range(max(0, first - 8), main[-1] + 4)


def _state_dates(found: Statements, told: Told, layout: Layout, near: range) -> None:
    """When it was published and updated."""
    for name, key, metas in (
        ("published", "datePublished", PUBLISHED), ("updated", "dateModified", UPDATED)
    ):  # fmt: skip
        for value in told.linked(key):
            found.date(name, value, f"json-ld {key}")
        for meta, value in told.meta(*metas):
            found.date(name, value, meta)
        for value in of_item([mark for mark in layout.marks if mark.line in near], key.lower()):
            found.date(name, value, f"itemprop={key}")
    for value in told.linked("dateCreated") + told.linked("uploadDate"):
        found.date("published", value, "json-ld dateCreated")
    times = [mark for mark in layout.marks if mark.key == "time" and mark.line in near]
    dated = [mark for mark in layout.marks if mark.key == "date" and mark.line in near]
    for mark in times:
        found.date("published", str(mark.tag.get("datetime") or ""), "time datetime")
    for mark in [*times, *dated]:
        day = WRITTEN.search(mark.text)
        if day is not None and "published_at" not in found:
            found.date("published", day[0], "class date")


def _state_authors(found: Statements, told: Told, layout: Layout, near: range) -> None:
    """Who wrote it: persons as JSON-LD, meta tags, microdata, or the page's own byline name them."""
    marks = [mark for mark in layout.marks if mark.line in near]
    ways: list[tuple[str, list[str]]] = [("json-ld author", told.linked("author") or told.linked("creator"))]
    ways += [(name, [unescape(value) for value in told.metas.get(name, ())]) for name in AUTHORS]
    ways += [("itemprop=author", list(of_item(marks, "author", "creator"))[:4])]
    ways += [(key, [mark.text for mark in marks if mark.key == key][:2]) for key in ("rel=author", "author")]
    for field, values in ways:
        names = [name for value in values if (name := without_by(one_line(value))) and _is_name(name)]
        if names:
            found.add("authors", names, field)
            found.say("byline", ", ".join(dict.fromkeys(names)), field)
            return


def _is_name(text: str) -> bool:
    """Whether a text can be the name of who wrote it: no address, not long, with letters."""
    return len(text) <= 80 and not NO_PERSON.search(text) and any(char.isalpha() for char in text)


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
