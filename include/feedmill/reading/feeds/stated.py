"""What a feed item states about itself, beside its text, and which element says so. What it does not state is None.

A summary is no deck and a publisher no agency: no feed format says that they are. An author that is a news agency by
its name is the agency. The source of an item is its credit (RSS 2.0: "to propagate credit for links"). Language, rights
and (in Atom) authors come down from the feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import urljoin

from feedmill.model import Stated
from feedmill.reading.agencies import is_agency
from feedmill.reading.feeds.handling import LONGEST
from feedmill.reading.feeds.parsing import Parsed
from feedmill.reading.stating import Statements

Entry = dict[str, Any]
MARKUP = ("text/html", "application/xhtml+xml")
AGENCY = {
    "apcm_headline": ("headline", "apcm:HeadLine"),
    "apcm_byline": ("byline", "apcm:ByLine"),
    "apcm_dateline": ("dateline", "apcm:DateLine"),
    "apcm_slugline": ("slugline", "apcm:SlugLine"),
    "apnm_publishingstatus": ("status", "apnm:PublishingStatus"),
    "apnm_managementsequencenumber": ("version", "apnm:ManagementSequenceNumber"),
    "apnm_managementid": ("doc_id", "apnm:ManagementId"),
}
"""What the Associated Press states of a story in elements of its own within Atom."""

NITF_BYLINE, TAG = re.compile(r"<byline>(.{1,500}?)</byline>", re.DOTALL), re.compile(r"<[^<>]{1,100}>")
"""Where the NITF that an item holds names the writers."""

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:")


class FeedStatements:
    """States what the items of one feed say, one after the other."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.is_atom = parsed.version.startswith("atom")
        self.around = "feed" if self.is_atom else "channel"
        self.notes: list[str] = []
        self.base = self.handed_down("link") or ""
        self.rights = self.handed_down("rights")
        self.tongue = self.handed_down("language")
        self.authors = self.all_authors() if self.is_atom else []

    def handed_down(self, key: str) -> str | None:
        """What the feed states for all of its items; nothing that would be more in each than the item itself."""
        value = _text(self.parsed.about, key)
        return value if value is None or self.is_short(key, len(value)) else None

    def all_authors(self) -> list[str]:
        """The authors of the feed, as above."""
        names = _authors(self.parsed.about)
        return names if self.is_short("author", sum(map(len, names))) else []

    def is_short(self, key: str, size: int) -> bool:
        """Whether what the feed states can be stated of each item; if not, that is noted."""
        if size > LONGEST:
            self.notes.append(f"left_out: {self.around}/{key} has {size} characters and is stated of no item")
        return size <= LONGEST

    def of(self, number: int, headline: str | None) -> tuple[Stated, tuple[str, ...]]:
        """What an item states, and notes on what was odd."""
        entry, said = self.parsed.entries[number], self.parsed.said[number]
        told = Statements()
        told.say("headline", headline, said.get("title", "title"))
        if not AGENCY.keys().isdisjoint(entry):
            for key, (name, field) in AGENCY.items():
                value = _text(entry, key)
                told.say(name, value.lower() if value and name == "status" else value, field)
        self.dates(told, entry, said)
        self.people(told, entry, said)
        self.language(told, entry, said)
        self.address(told, entry, said)
        told.say("guid", self.as_written(_text(entry, "id")), said.get("id", "rdf:about"))
        told.say("guid", _text(entry, "dc_identifier"), "dc:identifier")
        if "tags" in entry:
            told.add("keywords", _keywords(entry), said.get("tags", "category"))
        told.say("rights", _text(entry, "rights"), said.get("rights", "rights"))
        told.say("rights", self.rights, f"{self.around}/rights")
        for field, media in groupby(self.media(entry), itemgetter(1)):
            told.add("media", [url for url, _ in media], field)
        return told.done(), tuple(told.notes)

    def as_written(self, address: str | None) -> str | None:
        """An identifier as it was written, before feedparser made an address of it."""
        return self.parsed.written.get(address, (address,))[0] if address else None

    def dates(self, told: Statements, entry: Entry, said: Mapping[str, str]) -> None:
        """When it was published and updated."""
        told.date("published", _text(entry, "published"), said.get("published", "published"))
        told.date("published", _text(entry, "prism_publicationdate"), "prism:publicationDate")
        told.date("updated", _text(entry, "updated"), said.get("updated", "updated"))

    def people(self, told: Statements, entry: Entry, said: Mapping[str, str]) -> None:
        """Who wrote it; an Atom entry without an author has its source's, then the feed's (RFC 4287, 4.1.2)."""
        for piece in dict.get(entry, "content") or ():
            if (byline := NITF_BYLINE.search(_text(piece, "value") or "")) is not None:
                told.say("byline", TAG.sub(" ", byline[1]), "content/byline")
        names, field = _authors(entry), said.get("author", "author")
        if not names and self.is_atom:
            names, field = _authors(dict.get(entry, "source") or {}), "source/author"
        if not names and self.is_atom:
            names, field = self.authors, "feed/author"
        told.say("agency", next(filter(is_agency, names), None), field)
        if len(names) > 1:
            told.add("authors", names, field)
        told.say("byline", ", ".join(dict.fromkeys(names)), field)
        credited = [_text(one, "content") or "" for one in dict.get(entry, "media_credit") or ()]
        told.say("credit", ", ".join(dict.fromkeys(filter(None, credited))), "media:credit")
        told.say("credit", _text(dict.get(entry, "source") or {}, "title"), "source")

    def language(self, told: Statements, entry: Entry, said: Mapping[str, str]) -> None:
        """The language of the text, else of the item, else of the feed, as a tag (BCP 47) as written."""
        about = self.tongue
        own = _text(entry, "language")
        for piece in (*(dict.get(entry, "content") or ()), *_details(entry)):
            stated = _text(piece, "language")
            if stated and stated not in (about, own):
                told.say("language", stated, "xml:lang")
        told.say("language", own, said.get("language", "language"))
        told.say("language", about, f"{self.around}/language")

    def address(self, told: Statements, entry: Entry, said: Mapping[str, str]) -> None:
        """Where the story stands: the address before a counter's redirect, the link, or a guid that is a link."""
        for url, field in self.addresses(entry, said, told.get("language")):
            if url:
                written, base = self.parsed.written.get(url, (url, ""))
                told.url(written, field, base=base or (None if ABSOLUTE.match(written) else self.base) or None)
            if "url" in told:
                return

    def addresses(
        self, entry: Entry, said: Mapping[str, str], language: str | None
    ) -> Iterator[tuple[str | None, str]]:
        """The addresses that it states, the best one first, each with the element that says so."""
        link, guid = _text(entry, "link"), _text(entry, "id")
        yield _text(entry, "feedburner_origlink"), "feedburner:origLink"
        links = dict.get(entry, "links") or ()
        if len(links) > 1:
            yield self.alternate(links, language), "link"
        is_guid = link is not None and link == guid and dict.get(entry, "guidislink")
        yield link, said.get("id", "guid") if is_guid else said.get("link", "link")
        for other in links:
            if dict.get(other, "rel") == "alternate":
                yield _text(other, "href"), "link"
        if dict.get(entry, "guidislink"):
            yield guid, said.get("id", "guid")

    def alternate(self, links: Iterable[Entry], language: str | None) -> str | None:
        """Of several alternates in languages that are stated, the one in the item's own language."""
        named = [
            one
            for one in links
            if dict.get(one, "rel") == "alternate" and dict.get(one, "type") in MARKUP and _text(one, "hreflang")
        ]
        if language is None or len(named) < 2:
            return None
        tag = language.lower()
        for one in named:
            other = str(_text(one, "hreflang")).lower()
            if other == tag or other.partition("-")[0] == tag.partition("-")[0]:
                return _text(one, "href")
        return None

    def media(self, entry: Entry) -> Iterator[tuple[str | None, str]]:
        """Addresses of the media that come with it, each with the element that says so."""
        for link in dict.get(entry, "links") or ():
            if dict.get(link, "rel") == "enclosure":
                yield self.medium(_text(link, "href")), "enclosure"
        for key in ("media_content", "media_thumbnail"):
            for medium in dict.get(entry, key) or ():
                yield self.medium(_text(medium, "url")), key.replace("_", ":")
        image = dict.get(entry, "image")
        if isinstance(image, dict):
            yield self.medium(_text(image, "href")), "itunes:image"

    def medium(self, url: str | None) -> str | None:
        """An address of a medium, made absolute by the feed's link where it states no base of its own."""
        if url is None or not self.base or ABSOLUTE.match(url):
            return url
        try:
            return urljoin(self.base, url)
        except ValueError:
            return url


def _text(entry: Entry, key: str) -> str | None:
    """A key's own value, when it is a text: feedparser answers some keys with the value of another."""
    value = dict.get(entry, key)
    return value if isinstance(value, str) and value else None


def _details(entry: Entry) -> list[Entry]:
    """The text constructs that an item may have."""
    return [detail for key in ("summary_detail", "title_detail") if isinstance(detail := dict.get(entry, key), dict)]


def _authors(entry: Entry) -> list[str]:
    """The names of the authors; an address where nothing else is stated."""
    people = dict.get(entry, "authors") or ()
    names = [_text(person, "name") or _text(person, "email") for person in people]
    return [name for name in names if name] or [name for name in (_text(entry, "author"),) if name]


def _keywords(entry: Entry) -> Iterator[str | None]:
    """The categories, by label or term."""
    for tag in dict.get(entry, "tags") or ():
        yield _text(tag, "label") or _text(tag, "term")
