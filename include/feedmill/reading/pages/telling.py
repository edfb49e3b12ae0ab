"""A page's head, sorted: its meta tags, and the objects of its JSON-LD that describe the story of this page.

Of several stories that JSON-LD describes, only those of this page count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from feedmill.reading.pages.heading import ROOT
from feedmill.reading.pages.linked import Thing, articles_of, named, texts, things_of, types_of
from feedmill.reading.pages.soup import Parsed
from feedmill.reading.pages.survey import Claims, plain
from feedmill.reading.urls import canonical

TITLES = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title",
    "cxenseparse:recs:articletitle", "title",
)  # fmt: skip
SITES = ("og:site_name", "application-name", "twitter:site", "publisher")
SECTIONS = ("article:section", "parsely-section", "cxenseparse:taxonomy", "section")
FRONTS = frozenset(("collectionpage", "searchresultspage"))
DECKS = ("og:description", "description", "twitter:description", "dc.description", "sailthru.description")


@dataclass(frozen=True, slots=True)
class Told:
    """A page's head, sorted: its metas by name, the JSON-LD of its story, all JSON-LD by `@id`, the text of `title`.

    `heads`: whether its own address, or a type that JSON-LD gives it, says that it leads to stories and is none.
    """

    metas: dict[str, list[str]]
    articles: tuple[Thing, ...]
    heads: bool
    known: dict[str, Thing]
    title: str | None

    def meta(self, *names: str) -> Iterable[tuple[str, str]]:
        """Pairs of a name and what stands there, in the order of the names."""
        return ((name, value) for name in names for value in self.metas.get(name, ()))

    @property
    def sites(self) -> tuple[str, ...]:
        """What the head calls the site and its publisher, as words alone."""
        names = [value for _, value in self.meta(*SITES)] + self.linked("publisher")
        return tuple(dict.fromkeys(filter(None, (plain(unescape(name)) for name in names))))

    @property
    def sections(self) -> list[str]:
        """The sections of the site that the head says the story stands in."""
        return self.linked("articleSection") + [unescape(value) for _, value in self.meta(*SECTIONS)]

    def linked(self, key: str) -> list[str]:
        """What the story's JSON-LD holds for a key, as texts."""
        for thing in self.articles:
            found = [unescape(text) for text in texts(thing.get(key), self.known) if text.strip()]
            if found:
                return found
        return []


def told_by(parsed: Parsed) -> Told:
    """Sort what a page's head says."""
    metas: dict[str, list[str]] = {}
    for name, value in parsed.head.metas:
        metas.setdefault(name, []).append(value)
    things = things_of(parsed.linked_data)
    title = parsed.soup.find("title")
    said = " ".join(title.get_text().split()) if title else ""
    articles = _of_this_page(articles_of(things), parsed, metas, said)
    return Told(metas, articles, _heads(things, parsed, metas), named(things), said or None)


def _heads(things: Sequence[Thing], parsed: Parsed, metas: dict[str, list[str]]) -> bool:
    """Whether a page is the first of its site (that `/?p=31228` is none), or calls itself a collection."""
    here = [href for rel, href in parsed.head.links if rel == "canonical"] or metas.get("og:url", [])
    address = canonical(here[0]) if here else None
    first = address is not None and "?" not in address and ROOT.fullmatch(address) is not None
    return first or any(types_of(thing) & FRONTS for thing in things)


def _of_this_page(
    articles: Sequence[Thing], parsed: Parsed, metas: dict[str, list[str]], title: str
) -> tuple[Thing, ...]:
    """Of several stories that JSON-LD describes, those of this page: by its address, or by its title."""
    if len(articles) < 2:
        return tuple(articles)
    heads = {plain(str(thing.get("headline") or thing.get("name") or "")) for thing in articles}
    if len(heads) == 1:
        return tuple(articles)
    claimed = [plain(text) for text in (title, *metas.get("og:title", ()))]
    ours = [thing for thing in articles if _claimed(plain(unescape(str(thing.get("headline") or ""))), claimed)]
    if ours:
        return tuple(ours)
    here = [href for rel, href in parsed.head.links if rel == "canonical"] + metas.get("og:url", [])
    ours = [thing for thing in articles if any(href and href in addresses_of(thing) for href in here)]
    return tuple(ours)


def _claimed(headline: str, titles: Sequence[str]) -> bool:
    """Whether one of the page's titles is, or begins with, a headline."""
    return len(headline) > 8 and any(title.startswith(headline[:60]) for title in titles)


def addresses_of(thing: Thing) -> list[str]:
    """Where an object says that it stands."""
    own = [thing.get("url"), thing.get("@id"), thing.get("mainEntityOfPage")]
    return [str(one.get("@id")) if isinstance(one, dict) else str(one) for one in own if one]


def claims_of(told: Told) -> Claims:
    """What the head claims of the story, for comparing with the page's lines."""
    titles = [*told.linked("headline"), *(value for _, value in told.meta(*TITLES)), told.title or ""]
    decks = [*told.linked("description"), *(value for _, value in told.meta(*DECKS))]
    body = max(told.linked("articleBody") or told.linked("text"), key=len, default="")
    kept = [one for one in (plain(unescape(text)) for text in titles) if one]
    return Claims(
        tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(filter(None, map(plain, decks)))), plain(body), told.sites
    )


def is_gated(told: Told) -> bool:
    """Whether the page says that its story is not free to read (schema.org, `isAccessibleForFree`)."""
    said = [str(thing.get("isAccessibleForFree")).lower() for thing in told.articles if "isAccessibleForFree" in thing]
    tier = [value.lower() for _, value in told.meta("article:content_tier")]
    return "false" in said or "locked" in tier or "metered" in tier


def describes_story(told: Told) -> bool | None:
    """Whether the page says that it is a story (True), or that it leads to stories (False); None when neither.

    That it is a `website` says nothing: the pages of many stories call themselves so.
    """
    stories = {"newsarticle", "article", "blogposting", "reportagenewsarticle"}
    if any(types_of(thing) & stories for thing in told.articles):
        return True
    if "article" in (value.lower() for _, value in told.meta("og:type")):
        return True
    return False if told.heads else None
