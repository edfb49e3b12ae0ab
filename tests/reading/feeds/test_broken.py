"""Feeds whose XML is not well-formed: what is broken in one item stays there."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading import read
from feedmill.reading.feeds.fields import closed
from feedmill.reading.feeds.hiding import ended, without_end
from feedmill.reading.reasons import ReadingReason
from tests.reading.feeds.made import atom, documents, reason_of, rss

SECOND = "<title>Two</title><description>Second text.</description>"
THIRD = "<title>Three</title><description>Third text.</description>"
SECTION = "<![CDATA["


def told(text: str) -> list[tuple[str | None, str]]:
    """The headline and text of each item, of which all have a place that holds the item and a note."""
    found = documents(text)
    data = text.encode()
    for one in found:
        place = data[one.locator.byte_start : one.locator.byte_end].decode()
        assert place.startswith(("<item", "<entry"))
        assert (one.stated.headline or "") in place
        assert place.count("<item") + place.count("<entry") == 1
        assert any(note.startswith("not_well_formed: ") for note in one.notes)
    return [(one.stated.headline, one.text) for one in found]


@pytest.mark.parametrize(
    "first",
    [
        "<item><title>One</title><description>First text.",
        "<item><title>One</title><description>First text.</description>",
        "<item><title>One</title><description>First text.</item>",
        "<item><title>One<description>First text.</description></item>",
        "<item><title>One<link>https://a.example/1<guid>g<pubDate>2026-11-27<description>First text.",
        "<item><title>One</TITLE><description>First text.</DESCRIPTION></item>",
        "<item><title>One<title><description>First text.</descripton></item>",
        "<item><title>One</title><guid isPermaLink=false>g</guid><description>First text.</item>",
        "<item><title>One</title><description>First text.</item></item>",
        "<item><title>One</title><description>First text.</p></description></item>",
        "<item><title>One</title><description><p>First text.</description></item>",
        "<item><title>One</title><description>First text.<br></description></item>",
        "<item><title>One</title><ex:x>y</ex:x><description>First text.</item>",
        "<item><title>One</title><enclosure url='https://a.example/1'><description>First text.</description></item>",
        "<item><title>One</title><source url='https://a.example/'>A<description>First text.</description></item>",
        "<item><title>One</title<description>First text.</description></item>",
        "<item><title>One</title><description first<p>First text.</p></description></item>",
        "<item<title>One</title><description>First text.</description></item>",
        "<item><title>One</title><description>First <b>text.</description></item>",
        "<item><title>One</title><guid x='y'z>g</guid><description>First text.<br/item>",
        "<item><title>One</title><guid>g</guid x><description>First text.</description></item>",
        f"<item><title>One</title><description>{SECTION}First text.</description></item>",
        f"<item><title>One</title><description>{SECTION}First text.</item>",
        f"<item><title>One</title><description>{SECTION}First text.</item><!-- x -->",
        f"<item><title>{SECTION}One</title><description>{SECTION}First text.]]></description></item>",
        "<item><title>One</title><!-- x <description>First text.</description></item>",
    ],
)
@pytest.mark.parametrize("third", ["{}", SECTION + "{}]]>", "<!-- y -->{}"])
def test_an_item_that_is_broken_keeps_its_text_and_spoils_no_other(first: str, third: str) -> None:
    last = third.format("Third text.")
    whole = f"<item>{SECOND}</item><item><title>Three</title><description>{last}</description></item></channel>"
    text = rss().replace("</channel>", first + whole)
    assert told(text) == [("One", "First text."), ("Two", "Second text."), ("Three", "Third text.")]


@pytest.mark.parametrize(
    "first",
    [
        "<entry><title>One</title><id>1</id><summary>First text.",
        "<entry><title>One</title><id>1</id><summary>First text.</entry>",
        "<entry><title>One<id>1<summary>First text.</entry>",
        "<entry><title>One</title><link href='https://a.example/1'><summary>First text.</summary></entry>",
        "<entry><title>One</title><author><name>Ann Wade</name><summary>First text.</summary></entry>",
        "<entry><title>One</title><content type='xhtml'><div><p>First text.</div></entry>",
        f"<entry><title>One</title><content type='html'>{SECTION}First text.</content></entry>",
    ],
)
def test_so_does_an_entry_of_atom(first: str) -> None:
    text = atom("<title>Two</title><summary>Second text.</summary>").replace("<entry>", f"{first}<entry>", 1)
    assert told(text) == [("One", "First text."), ("Two", "Second text.")]


def test_what_stands_before_the_items_spoils_none_either() -> None:
    text = rss(SECOND, THIRD, head="<description>All news")
    assert told(text) == [("Two", "Second text."), ("Three", "Third text.")]


@pytest.mark.parametrize("tag", ["", "<", "<itm>", "item>", "</item>"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_item_without_its_start_tag_begins_with_its_title(tag: str, at: int) -> None:
    items = ["<title>One</title><description>First text.</description>", SECOND, THIRD]
    text = rss(*items).replace(f"<item>{items[at]}", f"{tag}{items[at]}")
    found = documents(text)
    assert [(one.stated.headline, one.text) for one in found] == [
        ("One", "First text."),
        ("Two", "Second text."),
        ("Three", "Third text."),
    ]
    assert text[found[at].locator.byte_start : found[at].locator.byte_end] == f"{items[at]}</item>"


def test_signs_that_begin_no_tag_are_text() -> None:
    text = rss(
        "<title>One</title><description>If 3 < 5 and a<b, engineers said. See <a@b.example> now.</description>", SECOND
    )
    assert told(text) == [
        ("One", "If 3 < 5 and a<b, engineers said. See <a@b.example> now."),
        ("Two", "Second text."),
    ]


def test_marks_of_sections_that_are_none_are_text() -> None:
    text = rss("<title>One</title><description>a ]]> b</description>", SECOND)
    assert told(text) == [("One", "a ]]> b"), ("Two", "Second text.")]


@pytest.mark.parametrize("fault", ["", "<p>"])
def test_a_whole_page_within_an_item_ends_nothing_of_the_feed(fault: str) -> None:
    page = f"<html><head><title>x</title></head><body>{fault}<p>First text.</p><rights>y</rights></body></html>"
    found = documents(rss(f"<title>One</title><description>{page}</description>", SECOND))
    assert [(one.stated.headline, one.text) for one in found] == [("One", "First text.\ny"), ("Two", "Second text.")]


def test_tags_in_the_value_of_an_attribute_are_none() -> None:
    text = rss('<title>One</title><description>First & last.</description><x a="<b>y</b>" c="<i>"/>', SECOND)
    assert told(text) == [("One", "First & last."), ("Two", "Second text.")]


@pytest.mark.parametrize("reference", ["&#0;", "&#x0;", "&#00;", "&#1;", "&#xD800;", "&#x110000;", "&#xFFFF;"])
@pytest.mark.parametrize("after", ["", "<b>"])
def test_a_reference_to_what_no_xml_holds_is_replaced_and_noted(reference: str, after: str) -> None:
    first, second = documents(
        rss(f"<title>A{reference}b</title><description>c{reference}{after}</description>", SECOND)
    )
    assert (first.stated.headline, first.text, second.text) == ("A\ufffdb", "c\ufffd", "Second text.")
    assert "unkeepable: 2 references to NUL or what no XML holds stand as U+FFFD" in first.notes


@pytest.mark.parametrize(
    "rest", ["<title>Three</title><description>Thi", f"<title>Three</title><description>{SECTION}Thi"]
)
def test_an_item_that_the_end_of_the_file_cuts_is_told_of_and_no_document(rest: str) -> None:
    text = rss("<title>One</title>", SECOND).replace("</channel></rss>", f"<item>{rest}")
    one, two, cut = read(text.encode())
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert isinstance(cut, RejectedDocument)
    assert (one.text, two.text, cut.reason) == ("One", "Second text.", "truncated")
    assert text[cut.locator.byte_start : cut.locator.byte_end] == f"<item>{rest}"


@pytest.mark.parametrize("deep", ["<b>" * 300 + "x" + "</b>" * 300, "<p>x" * 300])
@pytest.mark.parametrize("name", ["description", "x"])
def test_an_item_that_is_nested_too_deep_spoils_no_other(deep: str, name: str) -> None:
    text = rss("<title>One</title>", f"<title>Two</title><{name}>{deep}</{name}>", "<title>Three</title>")
    one, two, three = read(text.encode())
    assert isinstance(one, Document)
    assert isinstance(two, RejectedDocument)
    assert isinstance(three, Document)
    assert (one.text, two.reason, three.text) == ("One", "too_complex", "Three")
    assert text[two.locator.byte_start : two.locator.byte_end].startswith("<item><title>Two")


def test_a_feed_that_is_nothing_but_too_deep_is_refused() -> None:
    deep = "<b>" * 300
    assert reason_of(rss(f"<title>One</title><description>{deep}</description>")) is ReadingReason.TOO_COMPLEX
    assert reason_of(rss("<title>One</title>", head=deep)) is ReadingReason.TOO_COMPLEX


def test_a_section_that_only_quotes_another_is_whole() -> None:
    quoted = f"<title>One</title><description>{SECTION}Write {SECTION}x, says he.]]></description>"
    (one,) = documents(rss(quoted))
    assert (one.text, one.notes) == ("Write x, says he.", ())


@pytest.mark.parametrize(
    ("xml", "whole"),
    [
        ("<a><![CDATA[x</a><item>", "<a><![CDATA[x]]></a><item>"),
        ("<a><![CDATA[x<item>", "<a><![CDATA[x]]><item>"),
        ("<a><![CDATA[x", "<a><![CDATA[x]]>"),
        ("<a><!--x<item>", "<a>x<item>"),
        ("<!--a<item><!--b-->", "a<item><!--b-->"),
        ("<![CDATA[<item>]]><!--<item>-->", "<![CDATA[<item>]]><!--<item>-->"),
    ],
)
def test_what_hides_the_rest_ends_with_what_it_stands_in(xml: str, whole: str) -> None:
    data = xml.encode()
    assert ended(data, without_end(data)).decode() == whole


@pytest.mark.parametrize(
    ("xml", "whole"),
    [
        ("<title>a<link>b</link><guid>", "<title>a</title><link>b</link><guid></guid>"),
        ("<item><title>a</item>", "<item><title>a</title></item>"),
        ("a<br>b<br/>c<img src='x'>", "a<br/>b<br/>c<img src='x'/>"),
        ("a<br>b</br>", "a<br>b</br>"),
        ("<title><![CDATA[<link>]]><!-- <guid> --></title>", "<title><![CDATA[<link>]]><!-- <guid> --></title>"),
        (
            "<link/><media:title>a<media:description>b</item>",
            "<link/><media:title>a</media:title><media:description>b</media:description></item>",
        ),
    ],
)
def test_fields_are_closed_where_the_next_begins(xml: str, whole: str) -> None:
    assert closed(xml) == whole


@pytest.mark.slow
@pytest.mark.parametrize("end", ["", "]]>--></channel></rss>"])
@pytest.mark.parametrize(
    "part",
    [
        "<item><![CDATA[",
        "<item><!--",
        "<title>",
        "<title><![CDATA[x</title><d><![CDATA[",
        "a<b, ",
        "a<b c ",
        "&#00000000",
        "<a:b c:d='1'>",
        '<a b="<" ',
        "<item><title>x",
        "<description>x</item>",
        "<a b=c'd'e>",
        "<a ' ",
    ],
)
def test_no_broken_feed_takes_long(part: str, end: str) -> None:
    text = rss(SECOND).replace("</channel></rss>", part * (200_000 // len(part)) + end)
    started = time.process_time()
    with suppress(Rejected):
        list(read(text.encode()))
    assert time.process_time() - started < 3
