"""The handlers that feedparser has for the elements of feeds, with what feedmill needs beside.

That is: which element said what, where each item stands, and addresses as they were written. Sanitising, relative
addresses in texts and dates are left to others.

What these handlers make of an element is feedparser's; the ways that most elements of most feeds take are shortened.
"""

from __future__ import annotations

from typing import Any

from feedparser.util import FeedParserDict

from feedmill.reading.feeds.persons import person_of

FREE_TAGS = 500
"""Up to so many categories of one item are held against each other; beyond them, all are taken."""

LONGEST = 2_000
"""What holds for many elements (a base, a language, the name of a namespace) is copied for each: longer is no use."""

SCOPED = frozenset(("xml:base", "base", "xml:lang", "lang"))
MISNESTED = (AttributeError, AssertionError, IndexError, KeyError, TypeError, ValueError)
"""What the handlers raise where elements stand in places that no feed has them in."""


class Entry(FeedParserDict):  # type: ignore[misc]  # feedparser ships no types
    """What is kept of an item: only setting knows feedparser's other names for keys."""

    __contains__ = dict.__contains__
    __getitem__ = dict.__getitem__
    get = dict.get
    setdefault = dict.setdefault

    def __setitem__(self, key: str, value: object) -> None:
        if key in self.keymap:
            super().__setitem__(key, value)
        else:
            dict.__setitem__(self, key, value)


class Handlers:
    """What is added to both of feedparser's parsers.

    For each of `entries`, `said` has the element that each of its keys is from, `spans` where it begins and ends, as
    counted by `at`, and `closed` whether it came to its end. `written` has, for an address that was made absolute,
    what was written, and the base. `notes` tell what was withheld, `spoilt` has the numbers of items that were nested
    too deep.
    """

    entries: list[Any]
    feeddata: Any
    property_depth_map: dict[Any, dict[str, int]]
    depths: dict[str, int]
    version: Any
    lang: str | None
    baseuri: str
    inentry: int
    inimage: int
    insource: int
    push: Any
    _get_context: Any
    sanitize_html = False
    resolve_relative_uris = False

    def __init__(self, *arguments: Any) -> None:
        self.said: list[dict[str, str]] = []
        self.spans: list[tuple[int, int] | None] = []
        self.begun: list[int] = []
        self.closed: list[bool] = []
        self.written: dict[str, tuple[str, str]] = {}
        self.closing = ""
        self.notes: dict[str, None] = {}
        self.spoilt: frozenset[int] = frozenset()
        self._within: list[int] = []
        super().__init__(*arguments)

    def at(self) -> int:
        """The place of the element that begins now; -1 where that is not known."""
        return -1

    def behind(self) -> int:
        """The place behind the element that ends now; -1 where that is not known."""
        return -1

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """An element begins; a base or language that no address and no language could be holds for nothing."""
        kept = [one for one in attrs if len(one[1]) <= LONGEST or one[0].lower() not in SCOPED]
        if len(kept) < len(attrs):
            self.notes[f"left_out: a base or language of more than {LONGEST} characters holds for nothing"] = None
        super().unknown_starttag(tag, kept)  # type: ignore[misc]  # feedparser's parsers come behind this class

    def _end_language(self) -> None:
        language = self.pop("language")
        self.lang = language if language is None or len(language) <= LONGEST else None

    def _start_item(self, attrs_d: dict[str, str]) -> None:
        self._within.append(len(self.said))
        self.said.append({})
        self.begun.append(self.at())
        self.spans.append(None)
        self.closed.append(False)
        self.depths = {}
        super()._start_item(attrs_d)  # type: ignore[misc]  # as above
        self.entries[-1] = entry = Entry(self.entries[-1])
        self.property_depth_map[entry] = self.depths

    _start_entry = _start_item

    def _end_item(self) -> None:
        super()._end_item()  # type: ignore[misc]  # as above
        if self._within:
            number = self._within.pop()
            self.spans[number] = (self.begun[number], self.behind())
            self.closed[number] = True

    _end_entry = _end_item

    def _end_published(self) -> None:
        self.pop("published")

    _end_issued = _end_pubdate = _end_published

    def _end_updated(self) -> None:
        self.pop("updated")

    _end_modified = _end_lastbuilddate = _end_updated

    def _end_created(self) -> None:
        self.pop("created")

    def _end_expirationdate(self) -> None:
        self.pop("expired")

    def _end_dcterms_valid(self) -> None:
        self.pop("validity")

    def _sync_author_detail(self, key: str = "author") -> None:
        """An author or publisher of one text, told apart into name and address; one of parts is left to feedparser."""
        context = self._get_context()
        people = context.get(f"{key}s")
        if people and people[-1]:
            super()._sync_author_detail(key)  # type: ignore[misc]  # as above
        elif text := context.get(key):
            person = person_of(text)
            if people:
                people[-1] |= person
                person = people[-1]
            if person:
                context.setdefault(f"{key}_detail", person)

    def _start_enclosure(self, attrs_d: dict[str, str]) -> None:
        super()._start_enclosure(self._absolute(attrs_d))  # type: ignore[misc]  # as above

    def _start_media_content(self, attrs_d: dict[str, str]) -> None:
        super()._start_media_content(self._absolute(attrs_d))  # type: ignore[misc]  # as above

    def _start_media_thumbnail(self, attrs_d: dict[str, str]) -> None:
        super()._start_media_thumbnail(self._absolute(attrs_d))  # type: ignore[misc]  # as above

    def _absolute(self, attrs_d: dict[str, str]) -> dict[str, str]:
        """The attributes with the address of a medium made absolute."""
        return {key: self.resolve_uri(value) if key in ("url", "href") else value for key, value in attrs_d.items()}

    def resolve_uri(self, uri: str) -> str:
        """An address by the base that holds here; what was written is kept."""
        if not self.baseuri and ":///" not in uri:
            return uri
        resolved: str = super().resolve_uri(uri)  # type: ignore[misc]  # as above
        if resolved != uri:
            self.written[resolved] = (uri, self.baseuri)
        return resolved

    def _start_link(self, attrs_d: dict[str, str]) -> None:
        if attrs_d or self.inimage or self.insource or not self.inentry:
            super()._start_link(attrs_d)  # type: ignore[misc]  # as above
            return
        alternate = FeedParserDict(rel="alternate", type="text/html")
        self.entries[-1].setdefault("links", []).append(alternate)
        self.push("link", 1)

    def _start_category(self, attrs_d: dict[str, str]) -> None:
        if attrs_d:
            super()._start_category(attrs_d)  # type: ignore[misc]  # as above
            return
        self._get_context().setdefault("tags", [])
        self.push("category", 1)

    _start_keywords = _start_category

    def _end_category(self) -> None:
        term = self.pop("category")
        if not term:
            return
        tags = self._get_context().setdefault("tags", [])
        if tags and not tags[-1]["term"]:
            tags[-1]["term"] = term
        else:
            self._add_tag(term, None, None)

    _end_keywords = _end_category

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        tags: list[Any] = self._get_context().get("tags") or []
        if len(tags) < FREE_TAGS:
            super()._add_tag(term, scheme, label)  # type: ignore[misc]  # as above
        elif term or scheme or label:
            tags.append(FeedParserDict(term=term, scheme=scheme, label=label))

    def pop(self, element: str, strip_whitespace: int = 1) -> Any:
        """An element has ended: keep its text, and in an item, which element that was."""
        if not self.inentry or self.insource:
            return super().pop(element, strip_whitespace)  # type: ignore[misc]  # as above
        key = "summary" if element == "description" else element
        before = dict.get(self.entries[-1], key)
        value = super().pop(element, strip_whitespace)  # type: ignore[misc]  # as above
        if dict.get(self.entries[-1], key) is not before:
            self.said[-1][key] = self.closing
        return value
