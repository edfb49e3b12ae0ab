"""JSON Feed 1.0 and 1.1: an item is a document. Source of the rules: jsonfeed.org/version/1.1.

Extensions (members whose name begins with an underscore) are no statements of the format, and stay out. Two items with
one id stay two documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.jsons.documents import document_of
from feedmill.reading.jsons.loading import Broken
from feedmill.reading.jsons.values import text_of
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.columns import BODY

ADDRESS = "jsonfeed.org/version/"
OWN = ("home_page_url", "feed_url", "next_url", "user_comment", "hubs")

COLUMNS = {
    BODY: ("content_html", "content_text"),
    "deck": ("summary",),
    "headline": ("title",),
    "guid": ("id",),
    "url": ("url", "external_url"),
    "published": ("date_published",),
    "updated": ("date_modified",),
    "byline": ("authors", "author"),
    "language": ("language",),
    "keywords": ("tags",),
    "media": ("image", "banner_image", "attachments"),
}
"""Which members of an item say what."""


def read_json_feed(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The items of a feed, in their order; none for an empty one. Raises as `read_json` does."""
    from feedmill.reading.jsons.reading import read_json

    return read_json(piece)


def is_json_feed(value: Any) -> bool:
    """Whether a value is a JSON Feed: by its version, or by members that only feeds have around their items."""
    if not isinstance(value, Mapping):
        return False
    if ADDRESS in str(value.get("version")):
        return True
    return isinstance(value.get("items"), list) and any(name in value for name in OWN)


def documents_of_feed(
    feed: Mapping[str, Any], place: Callable[[tuple[str | int, ...]], Locator], notes: tuple[str, ...]
) -> Iterator[Document | RejectedDocument]:
    """The items; `place` tells where the part at a path stands. Raises `Rejected` for a feed without a list of them."""
    items = feed.get("items")
    if not isinstance(items, list):
        raise Rejected(ReadingReason.NOT_WELL_FORMED, "a JSON Feed without a list of items")
    authors = feed.get("authors") or feed.get("author")
    language = text_of(feed.get("language"))
    for at, item in enumerate(items):
        locator = place(("items", at))
        if isinstance(item, Broken):
            yield RejectedDocument(str(item.reason), item.detail, locator)
        elif not isinstance(item, Mapping):
            detail = f"item {at + 1} of the feed is no object"
            yield RejectedDocument(str(ReadingReason.NOTHING_STATED), detail, locator)
        else:
            own = {"authors": authors, **item} if authors and not item.get("author") else item
            defaults = {"language": language} if language else {}
            yield document_of(own, "json_feed", locator, columns=COLUMNS, notes=notes, defaults=defaults)
