"""Sitemaps, lists of sitemaps, and news sitemaps."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedmill.model import Document, RejectedDocument, Role, Shape, Source
from feedmill.reading import read
from feedmill.reading.reasons import ReadingReason
from tests.reading.feeds.made import reason_of

NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
STORY = (
    "<url><loc>https://example.org/a?utm_source=x</loc><lastmod>2024-02-06</lastmod><news:news><news:publication>"
    "<news:name>The Post</news:name><news:language>en</news:language></news:publication>"
    "<news:publication_date>2024-02-05T10:00:00+01:00</news:publication_date><news:title>Fish &amp; chips</news:title>"
    "<news:keywords>food, trade , food</news:keywords><news:stock_tickers>NASDAQ:A</news:stock_tickers></news:news>"
    "<image:image><image:loc>https://example.org/i.jpg</image:loc><image:caption>A cod</image:caption>"
    "</image:image></url>"
)


def sitemap(*entries: str, root: str = "urlset", names: str = NAMES, end: bool = True) -> str:
    return f'<?xml version="1.0"?><{root} {names}>{"".join(entries)}' + (f"</{root}>" if end else "")


def url(address: str) -> str:
    return f"<url><loc>{address}</loc></url>"


def test_addresses_are_sources_each_once() -> None:
    data = sitemap(url("https://example.org/1"), url(" https://example.org/2 "), url("https://example.org/1")).encode()
    assert list(read(data)) == [Source("https://example.org/1"), Source("https://example.org/2")]


def test_a_list_of_sitemaps_gives_sitemaps() -> None:
    entry = (
        "<sitemap><loc><![CDATA[https://example.org/news.xml.gz?a=1&b=2]]></loc><lastmod>2024-02-05</lastmod></sitemap>"
    )
    assert list(read(sitemap(entry, root="sitemapindex").encode())) == [
        Source("https://example.org/news.xml.gz?a=1&b=2")
    ]


def test_an_entry_of_a_news_sitemap_is_its_headline() -> None:
    data = sitemap(url("https://example.org/1"), STORY).encode()
    source, document = read(data)
    assert source == Source("https://example.org/1")
    assert isinstance(document, Document)
    assert (document.text, document.shape, document.format) == ("Fish & chips", Shape.ITEM, "sitemap")
    assert [block.role for block in document.blocks] == [Role.HEADING]
    assert data[document.locator.byte_start : document.locator.byte_end].decode() == STORY


def test_what_an_entry_of_a_news_sitemap_states() -> None:
    (document,) = read(sitemap(STORY).encode())
    assert isinstance(document, Document)
    stated = document.stated
    assert (stated.headline, stated.kind, stated.credit) == ("Fish & chips", "excerpt", "The Post")
    assert (stated.published_at, stated.language) == (datetime(2024, 2, 5, 9, tzinfo=UTC), "en")
    assert (stated.updated_at, stated.updated_precision) == (datetime(2024, 2, 6, tzinfo=UTC), "day")
    assert (stated.url, stated.url_raw) == ("https://example.org/a", "https://example.org/a?utm_source=x")
    assert (stated.keywords, stated.subjects) == (("food", "trade"), ("NASDAQ:A",))
    assert stated.media == ("https://example.org/i.jpg",)
    assert dict(stated.fields)["published_at"] == "news:publication_date"


def test_prefixes_do_not_count() -> None:
    odd = STORY.replace("news:", "n:")
    (document,) = read(sitemap(odd, names="").encode())
    assert isinstance(document, Document)
    assert document.stated.headline == "Fish & chips"
    assert not any(note.startswith("not_well_formed") for note in document.notes)


def test_an_entry_without_title_is_a_source_and_without_anything_is_rejected() -> None:
    one, two = read(sitemap(STORY.replace("news:title", "news:other"), "<url><loc> </loc></url>").encode())
    assert one == Source("https://example.org/a?utm_source=x")
    assert isinstance(two, RejectedDocument)
    assert (two.reason, two.detail) == ("nothing_stated", "entry 2 of the sitemap")


def test_an_empty_sitemap_has_nothing_and_is_no_error() -> None:
    assert list(read(sitemap().encode())) == []


def test_bare_ampersands_are_read_as_they_were_meant() -> None:
    (document,) = read(sitemap(STORY.replace("&amp;", "&")).encode())
    assert isinstance(document, Document)
    assert document.text == "Fish & chips"
    assert document.notes[0].startswith("not_well_formed: ")


def test_a_sitemap_that_is_cut_gives_what_stood_before_and_says_so() -> None:
    first, second = read(sitemap(url("https://example.org/1"), "<url><loc>https://exa", end=False).encode())
    assert first == Source("https://example.org/1")
    assert isinstance(second, RejectedDocument)
    assert second.reason == "not_well_formed"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (sitemap(end=False), ReadingReason.NOT_WELL_FORMED),
        ("<!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset/>", ReadingReason.ENTITY_DECLARATIONS),
        (sitemap("<a>" * 300), ReadingReason.TOO_COMPLEX),
    ],
)
def test_what_gives_nothing_or_is_unsafe_is_rejected(text: str, reason: ReadingReason) -> None:
    assert reason_of(text) is reason
