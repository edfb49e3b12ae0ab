"""Lists of feeds."""

from __future__ import annotations

import pytest

from feedmill.model import RejectedDocument, Source
from feedmill.reading import read
from feedmill.reading.reasons import ReadingReason
from tests.reading.feeds.made import reason_of


def opml(*outlines: str, end: str = "</body></opml>") -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{"".join(outlines)}{end}'.encode()


def sources(data: bytes) -> list[tuple[str, str | None]]:
    found = list(read(data))
    assert all(isinstance(one, Source) for one in found)
    return [(one.url, one.title) for one in found if isinstance(one, Source)]


def test_feeds_are_sources_however_deep_they_stand() -> None:
    data = opml(
        '<outline text="News"><outline type="rss" text=" The Post " xmlUrl=" https://example.org/feed "/>',
        '<outline text="Deeper"><outline title="Wire" xmlUrl="https://example.org/wire"/></outline></outline>',
    )
    assert sources(data) == [("https://example.org/feed", "The Post"), ("https://example.org/wire", "Wire")]


def test_a_feed_that_is_listed_twice_is_one_source() -> None:
    one, two = (
        '<outline text="A" xmlUrl="https://example.org/a"/>',
        '<outline text="B" xmlUrl="https://example.org/a"/>',
    )
    assert sources(opml(one, two)) == [("https://example.org/a", "A")]


@pytest.mark.parametrize(
    ("outline", "found"),
    [
        ('<outline text="" title="T" XMLURL="https://example.org/a"/>', [("https://example.org/a", "T")]),
        ('<outline xmlurl="https://example.org/a"/>', [("https://example.org/a", None)]),
        ('<outline type="LINK" text="L" url="https://example.org/b"/>', [("https://example.org/b", "L")]),
        ('<outline type="include" text="L" url="https://example.org/c.opml"/>', [("https://example.org/c.opml", "L")]),
        ('<outline text="P" htmlUrl="https://example.org/"/>', [("https://example.org/", "P")]),
        ('<outline text="P" xmlUrl="" htmlUrl="https://example.org/"/>', [("https://example.org/", "P")]),
        ('<outline text="only words" url="https://example.org/"/>', []),
        ('<note xmlUrl="https://example.org/"/>', []),
    ],
)
def test_what_an_outline_names(outline: str, found: list[tuple[str, str | None]]) -> None:
    assert sources(opml(outline)) == found


def test_an_empty_list_has_no_sources_and_is_no_error() -> None:
    assert sources(opml()) == []


def test_bare_ampersands_are_read_as_they_were_meant() -> None:
    data = opml('<outline text="Q & A &eacute;" xmlUrl="https://example.org/?a=1&b=2&amp;c=3"/>')
    assert sources(data) == [("https://example.org/?a=1&b=2&c=3", "Q & A é")]


def test_a_list_that_is_cut_gives_what_stood_before_and_says_so() -> None:
    first, second = read(opml('<outline text="A" xmlUrl="https://example.org/a"/>', end=""))
    assert first == Source("https://example.org/a", "A")
    assert isinstance(second, RejectedDocument)
    assert second.reason == "not_well_formed"


def test_a_list_that_gives_nothing_is_rejected() -> None:
    assert reason_of(opml(end="")) is ReadingReason.NOT_WELL_FORMED
    assert reason_of("<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>") is ReadingReason.ENTITY_DECLARATIONS
