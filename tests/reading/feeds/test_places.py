"""Where items stand in the bytes of a feed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.model import Locator
from feedmill.reading import read
from feedmill.reading.decoding import Decoded
from feedmill.reading.feeds.parsing import parse
from feedmill.reading.feeds.places import items_in, located
from tests.reading.feeds.made import atom, documents, only, rss

TITLES = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "So"]), min_size=1).filter(str.strip), max_size=6
)


def pieces(data: bytes) -> list[bytes]:
    """The bytes that each document says it stands in."""
    places = [one.locator for one in documents(data)]
    assert all(place.byte_start is not None for place in places)
    return [data[place.byte_start : place.byte_end] for place in places]


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\n  "])
def test_items_are_found_again_in_the_bytes(before: bytes) -> None:
    data = before + rss("<title>Ä</title>", "<title>B</title><description>x</description>").encode()
    assert pieces(data) == [
        "<item><title>Ä</title></item>".encode(),
        b"<item><title>B</title><description>x</description></item>",
    ]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16-le", "utf-16-be", "utf-32-le", "koi8-r", "shift_jis"])
def test_items_of_any_encoding_are_found_again(encoding: str) -> None:
    word = {"koi8-r": "Мир", "shift_jis": "日本"}.get(encoding, "Äpfel")
    text = rss(f"<title>{word}</title>", "<title>B</title>", declaration=f'<?xml version="1.0" encoding="{encoding}"?>')
    found = pieces(text.encode(encoding))
    assert [piece.decode(encoding) for piece in found] == [
        f"<item><title>{word}</title></item>",
        "<item><title>B</title></item>",
    ]


def test_items_behind_bytes_that_were_mended_are_found_again() -> None:
    data = b"<rss><item>A</item><!-- \xff --><item>B</item></rss>"
    decoded = Decoded("<rss><item>A</item><!-- \\xff --><item>B</item></rss>", "utf-8", 0, exact=False, notes=())
    xml = decoded.text.encode()
    places = located(items_in(xml), xml, 0, data, decoded)
    assert [data[one.byte_start : one.byte_end] for one in places] == [b"<item>A</item>", b"<item>B</item>"]


def test_where_the_bytes_cannot_be_told_no_place_is() -> None:
    data = "<rss>\ud800<item>A</item></rss>".encode("utf-16-be", errors="surrogatepass")
    decoded = Decoded("<rss>\\xd8<item>A</item></rss>", "utf-16-be", 0, exact=False, notes=())
    xml = decoded.text.encode()
    assert located(items_in(xml), xml, 0, data, decoded) == [Locator()]
    assert located(items_in(xml), xml[5:], 5, b"other", decoded) == [Locator()]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_feeds_come_in_any_encoding(encoding: str) -> None:
    assert only(rss("<title>Łódź</title>", declaration="").encode(encoding)).text == "Łódź"


def test_an_empty_item_ends_where_it_does() -> None:
    data = "<rss version='2.0'><channel><items><item/></items><item x='/' ></item ><item><item/></item></channel></rss>"
    found = parse(data)
    assert [data[slice(*span)] for span in found.spans if span] == [
        "<item/>",
        "<item x='/' ></item >",
        "<item><item/></item>",
        "<item/>",
    ]


def test_items_of_a_broken_feed_are_found_too() -> None:
    data = rss("<title>Fish & chips</title>", "<title><![CDATA[<item>]]></title><!-- <item> -->").encode()
    assert pieces(data) == [
        b"<item><title>Fish & chips</title></item>",
        b"<item><title><![CDATA[<item>]]></title><!-- <item> --></item>",
    ]


def test_where_the_parsers_disagree_on_items_no_place_is_told() -> None:
    text = "<rss><channel>&<item><title>A</title></item><x a='<item >'/></channel></rss>"
    assert all(one.locator.byte_start is None for one in documents(text))


@pytest.mark.parametrize(
    ("xml", "count"),
    [
        (b"<item>", 1),
        (b"<item", 0),
        (b"<item></item><!-- <item>", 1),
        (b"<a:entry/><ENTRY></ENTRY>", 2),
        (b"<item<a></item<item>", 2),
        (b"<![CDATA[<a><item>]]>", 0),
    ],
)
def test_the_scan_finds_what_begins(xml: bytes, count: int) -> None:
    assert len(items_in(xml)) == count


@settings(deadline=None)
@given(TITLES, st.sampled_from(["utf-8", "utf-16-be", "utf-32-le", "gb18030"]), st.booleans())
def test_the_bytes_of_an_item_are_its_own(titles: list[str], encoding: str, is_atom: bool) -> None:
    items = [f"<title>{title}</title>" for title in titles]
    text = atom(*items) if is_atom else rss(*items, declaration=f"<?xml version='1.0' encoding='{encoding}'?>")
    tag = "entry" if is_atom else "item"
    data = text.encode("utf-8" if is_atom else encoding)
    found = [data[one.locator.byte_start : one.locator.byte_end] for one in read(data) if not hasattr(one, "url")]
    codec = "utf-8" if is_atom else encoding
    assert found == [f"<{tag}>{item}</{tag}>".encode(codec) for item in items]
