"""Feed items as documents."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument, Role, Shape
from feedmill.reading import feeds, places, read
from feedmill.reading.reasons import ReadingReason


def rss(*items: str, head: str = "", declaration: str = '<?xml version="1.0"?>') -> str:
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'{declaration}<rss version="2.0" {names}><channel><title>F</title>{head}{inner}</channel></rss>'


def atom(*entries: str, head: str = "") -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{head}{inner}</feed>'


def documents(text: str | bytes) -> list[Document]:
    found = list(read(text if isinstance(text, bytes) else text.encode()))
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


def only(text: str | bytes) -> Document:
    (document,) = documents(text)
    return document


def reason_of(text: str) -> ReadingReason:
    with pytest.raises(Rejected) as caught:
        list(read(text.encode()))
    assert isinstance(caught.value.reason, ReadingReason)
    return caught.value.reason


def test_an_item_is_a_document_with_its_body_as_text() -> None:
    document = only(rss("<title>Head</title><description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description>"))
    assert (document.shape, document.format, document.text) == (Shape.ITEM, "rss20", "One\nTwo")
    assert document.stated.headline == "Head"
    assert [document.text[slice(*block.span)] for block in document.blocks] == ["One", "Two"]


def test_the_fuller_text_is_the_body() -> None:
    content = "<content:encoded><![CDATA[<p>All of the story.</p>]]></content:encoded>"
    assert only(rss(f"<description>Part.</description>{content}")).text == "All of the story."
    assert only(rss(f"<description>All of the story, and more.</description>{content}")).text.endswith("and more.")
    both = rss(f"<description>Another 17 chars.</description>{content}")
    assert only(both).text == "All of the story."


def test_an_item_with_only_a_title_has_it_as_a_heading() -> None:
    document = only(rss("<title>Rates &amp;amp; rents</title>"))
    assert (document.text, document.stated.headline) == ("Rates & rents", "Rates & rents")
    assert [block.role for block in document.blocks] == [Role.HEADING]


def test_an_item_with_nothing_is_rejected_in_its_place() -> None:
    text = rss("<title>One</title>", "<link>http://example.org/</link>", "<title>Three</title>")
    one, two, three = read(text.encode())
    assert isinstance(two, RejectedDocument)
    assert (two.reason, two.detail) == ("nothing_stated", "item 2 of the feed")
    assert isinstance(one, Document)
    assert isinstance(three, Document)
    assert (one.ordinal, three.ordinal) == (0, 2)


def test_one_item_that_is_too_complex_does_not_stop_the_next() -> None:
    deep = "&lt;div&gt;" * 300
    first, second = read(rss(f"<description>{deep}x</description>", "<title>Fine</title>").encode())
    assert isinstance(first, RejectedDocument)
    assert first.reason == "too_complex"
    assert isinstance(second, Document)


def test_a_text_whose_end_is_hidden_carries_a_note() -> None:
    document = only(rss("<description>&lt;p&gt;Seen&lt;/p&gt;&lt;!-- the rest</description>"))
    assert (document.text, document.notes[0][:13]) == ("Seen", "html_unclosed")


def test_items_with_one_guid_stay_two() -> None:
    assert [document.text for document in documents(rss(*["<guid>7</guid><title>A</title>"] * 2))] == ["A", "A"]


def test_what_an_item_states_is_kept_and_nothing_else() -> None:
    stated = only(
        rss(
            "<title>A</title><guid isPermaLink='false'>g-1</guid><link>https://example.org/a</link>"
            "<dc:creator>Maria Keller</dc:creator><category>Trade</category><category>Trade</category>"
            "<pubDate>Mon, 05 Feb 2024 10:00:00 +0100</pubDate>",
            head="<language>en-gb</language><copyright>The Post</copyright>",
        )
    ).stated
    assert (stated.guid, stated.url, stated.byline) == ("g-1", "https://example.org/a", "Maria Keller")
    assert (stated.keywords, stated.language, stated.rights) == (("Trade",), "en-gb", "The Post")
    assert stated.published_at == datetime(2024, 2, 5, 9, tzinfo=UTC)
    assert stated.published_raw == "Mon, 05 Feb 2024 10:00:00 +0100"
    assert (stated.updated_at, stated.updated_raw, stated.credit, stated.kicker) == (None, None, None, None)


def test_an_entry_takes_author_and_language_from_its_feed() -> None:
    first, second = documents(
        atom(
            "<title>A</title><author><name>Own</name></author><updated>2024-02-05T10:00:00Z</updated>",
            "<title xml:lang='de'>B</title>",
            head="<author><name>Desk</name></author>",
        )
    )
    assert (first.stated.byline, second.stated.byline) == ("Own", "Desk")
    assert (first.stated.updated_at, first.stated.published_at) == (datetime(2024, 2, 5, 10, tzinfo=UTC), None)
    assert second.stated.language == "de"
    assert first.format == "atom10"


def test_an_address_stands_in_where_no_name_does() -> None:
    assert only(rss("<title>A</title><author>desk@example.org</author>")).stated.byline == "desk@example.org"


@pytest.mark.parametrize("link", ["/relative", "javascript:alert(1)", "ftp://example.org/x", "http://[broken"])
def test_only_an_absolute_address_of_the_web_is_a_url(link: str) -> None:
    assert only(rss(f"<title>A</title><link>{link}</link>")).stated.url is None


def test_a_relative_link_is_resolved_by_the_base_that_is_stated() -> None:
    text = rss("<title>A</title><link>a/b</link>").replace("<channel>", '<channel xml:base="https://example.org/x/">')
    assert only(text).stated.url == "https://example.org/x/a/b"


def test_dates_that_cannot_be_and_dates_without_a_zone_are_noted() -> None:
    document = only(rss("<title>A</title><pubDate>2024-02-30T10:00:00Z</pubDate>"))
    assert (document.stated.published_at, document.stated.published_raw) == (None, "2024-02-30T10:00:00Z")
    assert document.notes == ("date_unreadable: published 2024-02-30T10:00:00Z",)
    loose = only(rss("<title>A</title><pubDate>Mon, 5 Feb 2024 10:00:00</pubDate>"))
    assert loose.notes == ("date_without_zone: published Mon, 5 Feb 2024 10:00:00, taken as UTC",)


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\n  "])
def test_items_are_found_again_in_the_bytes(before: bytes) -> None:
    data = before + rss("<title>Ä</title>", "<title>B</title><description>x</description>").encode()
    places_of = [document.locator for document in documents(data)]
    assert [data[place.byte_start : place.byte_end] for place in places_of] == [
        "<item><title>Ä</title></item>".encode(),
        b"<item><title>B</title><description>x</description></item>",
    ]


def test_an_empty_item_ends_where_it_does() -> None:
    data = b"<rss version='2.0'><channel><items><item/></items><item ></item ></channel></rss>"
    found = places.survey(data)
    assert [data[start:end] for start, end in found.items] == [b"<item/>", b"<item ></item >"]


def test_transcoded_feeds_have_no_byte_places() -> None:
    data = rss("<title>Ä</title>", declaration='<?xml version="1.0" encoding="iso-8859-1"?>').encode("iso-8859-1")
    document = only(data)
    assert (document.text, document.locator.byte_start) == ("Ä", None)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_feeds_come_in_any_encoding(encoding: str) -> None:
    assert only(rss("<title>Łódź</title>", declaration="").encode(encoding)).text == "Łódź"


def test_broken_xml_gives_what_can_be_had_and_a_note() -> None:
    text = rss("<title>Fish & chips</title>", "<title>Next</title>").replace("</rss>", "")
    first, second = documents(text)
    assert (first.text, second.text) == ("Fish & chips", "Next")
    assert first.notes[0].startswith("not_well_formed: ")
    assert first.locator.byte_start is None


def test_junk_before_a_feed_is_passed_over() -> None:
    assert [document.text for document in documents("Warning: x in y.php\n" + rss("<title>A</title>"))] == ["A"]


def test_broken_xml_without_items_is_rejected() -> None:
    assert reason_of("<rss version='2.0'><channel><title>x & y") is ReadingReason.NOT_WELL_FORMED


def test_an_empty_feed_has_no_documents_and_is_no_error() -> None:
    assert documents(rss()) == []


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "<!--" [<!ENTITY a "b">]>',
        '<!DOCTYPE rss [<!ENTITY a "b"> <!BROKEN',
        '<!DOCTYPE rss [<!BROKEN <!ENTITY a "b">]>',
    ],
)
def test_declared_entities_are_refused(dtd: str) -> None:
    text = dtd + rss("<title>x</title>", declaration="")
    assert reason_of(text) in (ReadingReason.ENTITY_DECLARATIONS, ReadingReason.UNKNOWN_FORMAT)
    with pytest.raises(Rejected) as caught:
        places.survey(text.encode())
    assert caught.value.reason is ReadingReason.ENTITY_DECLARATIONS


def test_an_article_about_entities_is_only_an_article() -> None:
    text = rss("<description><![CDATA[Write <code>&lt;!DOCTYPE x [&lt;!ENTITY a 'b'&gt;]&gt;</code>]]></description>")
    assert only(text).text == "Write <!DOCTYPE x [<!ENTITY a 'b'>]>"


@pytest.mark.parametrize("cap", ["MAX_ELEMENTS", "MAX_ATTRIBUTES", "MAX_DEPTH"])
def test_more_than_honest_feeds_hold_is_refused(cap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, cap, 2)
    assert reason_of(rss("<title a='1' b='2' c='3'>x</title>")) is ReadingReason.TOO_COMPLEX


def test_broken_xml_with_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MAX_ELEMENTS", 20)
    assert reason_of("<rss version='2.0'>&" + "<a>" * 21) is ReadingReason.TOO_COMPLEX


def test_nothing_is_fetched() -> None:
    text = rss("<title>A</title>").replace("<rss", '<!DOCTYPE rss SYSTEM "http://example.org/rss.dtd"><rss')
    assert only(text).text == "A"
    assert feeds.UTF8_XML["content-type"].endswith("utf-8")


def test_nothing_stated_holds_what_a_database_cannot_keep() -> None:
    feed = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>c</title><item><title>A title</title>
<guid>g&#0;1</guid><category>k&#0;2</category><author>a&#0;3</author><link>http://example.org/&#0;4</link>
<description>Some words here.</description></item></channel></rss>"""
    (found,) = [one for one in read(feed) if isinstance(one, Document)]
    told = (found.stated.guid, found.stated.byline, found.stated.url, *found.stated.keywords, *found.notes)
    assert "\x00" not in "".join(one or "" for one in told)
