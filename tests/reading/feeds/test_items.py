"""Feed items as documents: their text, and what becomes of items that are odd."""

from __future__ import annotations

import base64

import pytest

from feedmill.model import Document, RejectedDocument, Role, Shape
from feedmill.reading import read
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.sniffing import Format, sniff_text
from tests.reading.feeds.made import atom, documents, only, reason_of, rss


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


def test_entities_are_decoded_once() -> None:
    assert only(rss("<description>&amp;amp;lt;b&amp;amp;gt; is a tag</description>")).text == "&lt;b&gt; is a tag"
    assert only(rss("<description><![CDATA[5 &lt; 6 &amp;amp; so]]></description>")).text == "5 < 6 &amp; so"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ('<content type="text">A &lt;b&gt; here</content>', "A <b> here"),
        ('<content type="html">A &lt;b&gt;c&lt;/b&gt;</content>', "A c"),
        ('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A</p><p>B</p></div></content>', "A\nB"),
        (
            '<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>5 &lt; 6</h:p></h:div></content>',
            "5 < 6",
        ),
        (f'<content type="application/octet-stream">{base64.b64encode(b"<p>Bits</p>").decode()}</content>', "Bits"),
        ('<content type="html" xml:lang="de">Ja</content>', "Ja"),
    ],
)
def test_content_is_read_by_its_type(content: str, shown: str) -> None:
    assert only(atom(content)).text == shown


def test_content_that_is_no_text_is_left_out_and_noted() -> None:
    document = only(atom('<title>A</title><content type="image/png">iVBORw0KGgo=</content>'))
    assert (document.text, document.notes) == ("A", ("content_not_text: image/png",))


def test_markup_that_was_not_escaped_is_markup() -> None:
    assert only(rss("<description>One <b>bold</b> word</description>")).text == "One bold word"


def test_what_a_title_shows_is_one_line_of_text() -> None:
    assert only(rss("<title>A &lt;i&gt;new&lt;/i&gt;\n day</title>")).stated.headline == "A new day"
    assert only(atom("<title>1 &lt; 2 &amp;amp; 3</title>")).stated.headline == "1 < 2 &amp; 3"


def test_elements_of_other_vocabularies_do_not_disturb() -> None:
    text = rss(
        "<x:title xmlns:x='urn:x'>no</x:title><title>Yes</title><encoded>hello</encoded><x:deep xmlns:x='urn:x'/>"
    )
    assert only(text).text == "Yes"


def test_odd_prefixes_are_read_by_their_namespaces() -> None:
    text = (
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:n="http://purl.org/rss/1.0/"'
        ' xmlns:meta="http://purl.org/dc/elements/1.1/" xmlns:full="http://purl.org/rss/1.0/modules/content/">'
        '<n:item r:about="urn:1"><n:title>T</n:title><meta:creator>M. Keller</meta:creator>'
        "<full:encoded>Body</full:encoded></n:item></r:RDF>"
    )
    document = only(text)
    assert (document.format, document.text, document.stated.headline) == ("rss10", "Body", "T")
    assert (document.stated.byline, document.stated.guid) == ("M. Keller", "urn:1")
    assert dict(document.stated.fields)["byline"] == "dc:creator"


def test_channels_of_cdf_are_feeds() -> None:
    item = '<ITEM HREF="/a" LASTMOD="2004-04-06T23:05:43Z"><TITLE>A</TITLE><ABSTRACT>B</ABSTRACT></ITEM>'
    document = only(f'<CHANNEL BASE="http://example.org/" HREF="http://example.org/x">{item}</CHANNEL>')
    assert (document.text, document.stated.headline, document.stated.url) == ("B", "A", "http://example.org/a")
    assert document.stated.updated_raw == "2004-04-06T23:05:43Z"


def test_what_was_meant_as_utf8_is_read_as_it() -> None:
    assert only(rss("<title>don\u00e2\u0080\u0099t</title>")).text == "don’t"
    assert only(rss("<title>don\x92t</title>")).text == "don’t"


def test_broken_xml_gives_what_can_be_had_and_a_note() -> None:
    text = rss("<title>Fish & chips</title>", "<title>Next</title>").replace("</rss>", "")
    first, second = documents(text)
    assert (first.text, second.text) == ("Fish & chips", "Next")
    assert first.notes[0].startswith("not_well_formed: ")


def test_undeclared_prefixes_and_entities_are_read() -> None:
    text = (
        "<rss version='2.0'><channel><item><title>Caf&eacute;</title><dc:creator>Jo</dc:creator></item></channel></rss>"
    )
    document = only(text)
    assert (document.text, document.stated.byline) == ("Café", "Jo")


def test_entities_that_the_document_type_might_declare_are_read() -> None:
    dtd = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">'
    item = "<item><title>Caf&eacute;</title></item>"
    text = f'<?xml version="1.0"?>{dtd}<rss version="0.91"><channel>{item}</channel></rss>'
    document = only(text)
    assert (document.text, document.format) == ("Café", "rss091n")


def test_an_item_that_the_end_of_the_file_cuts_is_told_and_not_shown_as_whole() -> None:
    whole = rss("<title>One</title>", "<title>Two</title><description>All of a long text</description>")
    one, two = read(whole[: whole.index("long")].encode())
    assert isinstance(one, Document)
    assert one.notes[0].startswith("not_well_formed: ")
    assert isinstance(two, RejectedDocument)
    assert (two.reason, two.detail) == ("truncated", "item 2 of the feed")


def test_an_item_that_is_not_closed_is_whole_where_the_feed_is() -> None:
    text = "<rss version='2.0'><channel><item><title>A</title></channel></rss>"
    assert only(text).text == "A"


@pytest.mark.parametrize(
    "before",
    [
        "Warning: x in y.php\n",
        "<br />\n<b>Warning</b>: Undefined variable in <b>feed.php</b><br />\n",
        "<html><body><p>Moved</p></body></html>\n",
        "<!-- made by hand -->",
    ],
)
def test_junk_before_a_feed_is_passed_over(before: str) -> None:
    data = (before + rss("<title>A</title>")).encode()
    document = only(data)
    assert document.text == "A"
    assert data[document.locator.byte_start : document.locator.byte_end] == b"<item><title>A</title></item>"
    junk = 0 if before.startswith("<!--") else len(before)
    assert document.notes == ((f"junk_before: {junk} characters before the feed are no part of it",) if junk else ())


def test_broken_xml_that_ends_before_any_item_is_rejected() -> None:
    assert reason_of("<rss version='2.0'><channel><title>x & y") is ReadingReason.NOT_WELL_FORMED


@pytest.mark.parametrize("text", [rss(), atom(), "<rss><channel><title>Fish & chips</title></channel></rss>"])
def test_an_empty_feed_has_no_documents_and_is_no_error(text: str) -> None:
    assert documents(text) == []


@pytest.mark.parametrize("end", ["</body></html>", "</body></html></rss>"])
def test_a_page_of_html_that_tells_of_feeds_is_no_feed(end: str) -> None:
    page = f"<html><body><pre>&lt;rss version='2.0'&gt;</pre><p>About feeds.</p>{end}"
    assert sniff_text(page) is not Format.FEED


def test_drawings_in_a_text_do_not_end_it() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>Drawn</title><text>x</text></svg>'
    content = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A</p>{svg}<p>B</p></div></content>'
    document = only(atom(f"<title>T</title>{content}"))
    assert (document.text, document.stated.headline) == ("A\nB", "T")


def test_lines_of_text_without_markup_are_folded() -> None:
    assert only(rss("<description>one\ntwo\n\nthree</description>")).text == "one two\nthree"
    assert only(rss("<title>A</title><description>\u00a0</description>")).text == "A"


def test_an_image_of_an_item_has_a_link_of_its_own() -> None:
    text = rss("<title>A</title><link>https://example.org/a</link><image><link>https://example.org/i</link></image>")
    assert only(text).stated.url == "https://example.org/a"


def test_what_stands_deeper_does_not_replace_what_the_item_itself_says() -> None:
    text = rss("<guid isPermaLink='false'>own</guid><title>A</title><x><guid isPermaLink='false'>deep</guid></x>")
    assert only(text).stated.guid == "own"


def test_texts_in_preformatted_lines_stay_lines() -> None:
    assert only(rss("<description>&lt;pre&gt;a\nb&lt;/pre&gt;</description>")).text == "a\nb"


def test_of_nitf_within_an_entry_the_body_is_the_text() -> None:
    head = "<body.head><hedline><hl1>Bridge</hl1></hedline><byline>By Ann Wade</byline></body.head>"
    nitf = f"<nitf><body>{head}<body.content><block><p>One.</p><p>Two.</p></block></body.content></body></nitf>"
    author = "<author><name>AP</name></author>"
    document = only(atom(f'<title>T</title>{author}<content type="text/xml">{nitf}</content>'))
    assert (document.stated.authors, document.stated.agency) == (("Ann Wade",), "AP")
    assert (document.text, document.stated.headline) == ("One.\nTwo.", "T")
