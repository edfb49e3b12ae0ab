"""JSON Feed."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading import read

DATA = Path(os.environ.get("FEEDMILL_DATA", Path(__file__).parents[4] / "shared" / "data"))
FEEDS = DATA / "fixtures" / "jsonfeed"
needs_data = pytest.mark.skipif(not FEEDS.is_dir(), reason=f"NOT READ: no fixtures in {FEEDS}; set FEEDMILL_DATA")


def feed(*items: Any, **more: Any) -> bytes:
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": list(items), **more}
    ).encode()


def found(data: bytes) -> list[Document | RejectedDocument]:
    return [one for one in read(data) if isinstance(one, Document | RejectedDocument)]


def only(data: bytes) -> Document:
    (document,) = found(data)
    assert isinstance(document, Document)
    return document


def test_an_item_is_a_document_with_what_it_states() -> None:
    data = feed(
        {
            "id": 7,
            "url": "https://example.org/a",
            "title": "Head",
            "content_html": "<p>One</p><p>Two</p>",
            "summary": "Short.",
            "date_published": "2024-02-05T10:00:00+01:00",
            "date_modified": "2024-02-05T11:00:00+01:00",
            "authors": [{"name": "A"}, {"name": "B"}],
            "tags": ["x", "y"],
            "language": "de",
            "banner_image": "https://example.org/b.png",
            "attachments": [{"url": "https://example.org/c.mp3", "mime_type": "audio/mpeg"}],
            "_extension": {"title": "no"},
        },
        language="en",
        authors=[{"name": "Desk"}],
    )
    document = only(data)
    stated = document.stated
    assert (document.format, document.text, stated.headline, stated.deck) == ("json_feed", "One\nTwo", "Head", "Short.")
    assert (stated.guid, stated.url, stated.byline, stated.authors) == (
        "7",
        "https://example.org/a",
        "A, B",
        ("A", "B"),
    )
    assert (stated.keywords, stated.language) == (("x", "y"), "de")
    assert stated.media == ("https://example.org/b.png", "https://example.org/c.mp3")
    assert stated.published_at == datetime(2024, 2, 5, 9, tzinfo=UTC)
    assert stated.updated_at == datetime(2024, 2, 5, 10, tzinfo=UTC)
    assert dict(stated.fields)["published_at"] == "date_published"


def test_author_and_language_come_down_from_the_feed() -> None:
    stated = only(feed({"id": "1", "content_text": "a"}, language="en", author={"name": "Desk"})).stated
    assert (stated.byline, stated.language) == ("Desk", "en")
    own = only(feed({"id": "1", "content_text": "a", "author": {"name": "Own"}}, authors=[{"name": "Desk"}])).stated
    assert own.byline == "Own"


def test_items_with_one_id_stay_two() -> None:
    assert [one.text for one in found(feed(*[{"id": "1", "title": "A"}] * 2)) if isinstance(one, Document)] == [
        "A",
        "A",
    ]


def test_an_empty_feed_is_no_error() -> None:
    assert found(feed()) == []


def test_a_feed_without_a_list_of_items_is_refused() -> None:
    with pytest.raises(Rejected) as caught:
        list(read(b'{"version": "https://jsonfeed.org/version/1", "title": "F"}'))
    assert caught.value.detail == "a JSON Feed without a list of items"


def test_what_is_no_item_is_a_place_and_the_others_are_read() -> None:
    good, nothing, other = found(feed({"id": "1", "title": "A"}, {"id": "2"}, "three"))
    assert isinstance(good, Document)
    assert isinstance(nothing, RejectedDocument)
    assert isinstance(other, RejectedDocument)
    assert (nothing.reason, other.detail) == ("nothing_stated", "item 3 of the feed is no object")


def test_a_truncated_feed_gives_its_complete_items() -> None:
    data = feed({"id": "1", "title": "A"}, {"id": "2", "title": "B"})[:-10]
    good, cut = found(data)
    assert isinstance(good, Document)
    assert isinstance(cut, RejectedDocument)
    assert cut.reason == "truncated"


def test_a_summary_stands_in_for_the_text() -> None:
    document = only(feed({"id": "1", "title": "A", "summary": "Short."}))
    assert (document.text, document.stated.deck) == ("Short.", None)


@needs_data
@pytest.mark.parametrize(
    ("name", "guids", "texts"),
    [
        ("feedparser__example", ["2", "1"], ["This is a second item.", "Hello, world!"]),
        ("gofeed__version_json_10", ["id"], ["content_html"]),
        ("gofeed__version_json_11", ["id"], ["content_html"]),
    ],
)
def test_feeds_of_others(name: str, guids: list[str], texts: list[str]) -> None:
    documents = [one for one in found((FEEDS / f"{name}.json").read_bytes()) if isinstance(one, Document)]
    assert [one.stated.guid for one in documents] == guids
    assert [one.text for one in documents] == texts


@needs_data
def test_a_feed_that_is_cut_in_its_head_is_truncated() -> None:
    with pytest.raises(Rejected) as caught:
        list(read((FEEDS / "gofeed__invalid.json").read_bytes()))
    assert caught.value.reason == "truncated"
