"""The two parsers of feedparser, strict and loose, with the handlers of feedmill's.

The ways that most elements of most feeds take through the strict one are shortened; what comes out is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.util import FeedParserDict

from feedmill.reading.feeds.handling import MISNESTED, Handlers

XHTML = "application/xhtml+xml"
ENTITY = re.compile("&([A-Za-z0-9_]+);")
WINDOWS = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (129, 141, 143, 144, 157)}
LOWERED = {
    "pubdate": "pubDate",
    "lastbuilddate": "lastBuildDate",
    "managingeditor": "managingEditor",
    "webmaster": "webMaster",
    "feedburner:origlink": "feedburner:origLink",
    "prism:publicationdate": "prism:publicationDate",
}


class Strict(Handlers, StrictFeedParser):  # type: ignore[misc]  # feedparser ships no types
    """The parser of well-formed feeds, told of elements by their places in the text."""

    def __init__(self, place: Callable[[], int], end: Callable[[], int]) -> None:
        self.at, self.behind = place, end  # type: ignore[method-assign]  # this is where they come from
        super().__init__(None, None, "utf-8")

    def pop(self, element: str, strip_whitespace: int = 1) -> Any:
        """An element has ended, by the short way where it is an item's own and holds no markup."""
        stack = self.elementstack
        if not stack or stack[-1][0] != element:
            return None
        parameters = self.contentparams
        odd = parameters and (dict.get(parameters, "base64") or dict.get(parameters, "type") == XHTML)
        if odd or not self.inentry or self.insource:
            return super().pop(element, strip_whitespace)
        _, expected, pieces = stack.pop()
        text = "".join(pieces)
        text = text.strip() if strip_whitespace else text
        return self._kept(element, text) if expected else text

    def end_within(self, tag: str) -> None:
        """A tag within a text ends. It ends nothing of the feed, though it may have the name: `title` in a page."""
        local = tag.rpartition(":")[2]
        self.svgOK -= bool(self.svgOK and local == "svg")
        if self.incontent:
            is_markup = str(dict.get(self.contentparams, "type") or "xml").endswith("xml")
            if is_markup or local != "div":
                self.contentparams["type"] = dict.get(self.contentparams, "type") if is_markup else XHTML
                if self.contentparams["type"] == XHTML:
                    self.handle_data(f"</{local}>", escape=0)
        self.leave()

    def leave(self) -> None:
        """An element has ended: what held within it holds no more."""
        bases, languages = self.basestack, self.langstack
        bases.pop()
        languages.pop()
        if bases:
            self.baseuri = bases[-1] or self.baseuri
            self.lang = languages[-1]
        self.depth -= 1

    def push_content(self, tag: str, attrs_d: dict[str, str], default_content_type: str, expecting_text: int) -> None:
        """A text begins; without attributes, it is of the type that its element has by default."""
        if attrs_d:
            super().push_content(tag, attrs_d, default_content_type, expecting_text)
            return
        self.incontent += 1
        self.lang = self.lang.replace("_", "-") if self.lang else self.lang
        parameters = {"type": default_content_type, "language": self.lang, "base": self.baseuri, "base64": 0}
        self.contentparams = FeedParserDict(parameters)
        self.push(tag, expecting_text)

    def _kept(self, element: str, text: str) -> str:
        """An item's text, kept under its element's name."""
        if text and element in self.can_be_relative_uri and (element != "id" or self.guidislink):
            text = self.resolve_uri(text)
        if self.incontent:
            self._guess(text)
        if not text.isascii():
            text = repaired(text)
        if element in ("category", "tags", "itunes_keywords"):
            return text
        if element == "title" and -1 < self.title_depth <= self.depth:
            return text
        if element == "content":
            self.entries[-1].setdefault(element, []).append(self._detail(text))
            self.said[-1][element] = self.closing
        elif element == "link":
            self._keep_link(text)
        else:
            self._keep("summary" if element == "description" else element, text)
        return text

    def _guess(self, text: str) -> None:
        """Outside Atom, text that is called plain may be markup."""
        parameters = self.contentparams
        if (
            dict.get(parameters, "type") == "text/plain"
            and ("&" in text or "<" in text)
            and not self.version.startswith("atom")
            and self.looks_like_html(text)
        ):
            parameters["type"] = "text/html"

    def _detail(self, text: str) -> FeedParserDict:
        """A text with its type, language and base."""
        detail = FeedParserDict(self.contentparams)
        dict.pop(detail, "base64", None)
        detail["value"] = text
        return detail

    def _keep_link(self, text: str) -> None:
        """An item's link that is an element's text; ampersands that were escaped twice are read as they were meant."""
        if self.inimage:
            return
        if "&" in text:
            text = ENTITY.sub(r"&\1", text.replace("&amp;", "&"))
        self.entries[-1]["link"] = text
        self.said[-1]["link"] = self.closing
        if text:
            self.entries[-1]["links"][-1]["href"] = text

    def _keep(self, key: str, text: str) -> None:
        """Any other text: what stands less deep in the item goes before what stands deeper."""
        entry, depth = self.entries[-1], self.depth
        if depth <= self.depths.get(key, depth):
            self.depths[key] = depth
            entry[key] = text
            self.said[-1][key] = self.closing
        if self.incontent:
            entry[f"{key}_detail"] = self._detail(text)


class Loose(Handlers, LooseFeedParser):  # type: ignore[misc]  # feedparser ships no types
    """The parser of feeds that are not well-formed. A tag that it cannot place is passed over."""

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """A tag begins."""
        try:
            super().unknown_starttag(tag, attrs)
        except MISNESTED:
            self.push(tag, 1)

    def unknown_endtag(self, tag: str) -> None:
        """A tag ends."""
        self.closing = LOWERED.get(tag, tag)
        try:
            super().unknown_endtag(tag)
        except MISNESTED:
            self.pop(tag)

    def handle_charref(self, ref: str) -> None:
        """A character by its number; one that cannot be is written as the replacement character."""
        try:
            super().handle_charref(ref)
        except (ValueError, OverflowError):
            self.handle_data("\ufffd")


def repaired(text: str) -> str:
    """As feedparser does: UTF-8 that was taken for Latin-1 is read anew, controls of Latin-1 are those of Windows."""
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(WINDOWS)
