"""What feed items state, and which element said so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedmill.model import Stated
from tests.reading.feeds.made import atom, documents, only, rss


def stated(text: str) -> Stated:
    return only(text).stated


def said_by(text: str, name: str) -> str | None:
    return dict(only(text).stated.fields).get(name)


def test_what_an_item_states_is_kept_and_nothing_else() -> None:
    found = stated(
        rss(
            "<title>A</title><guid isPermaLink='false'>g-1</guid><link>https://example.org/a</link>"
            "<dc:creator>Maria Keller</dc:creator><category>Trade</category><category>Trade</category>"
            "<pubDate>Mon, 05 Feb 2024 10:00:00 +0100</pubDate>",
            head="<language>en-gb</language><copyright>The Post</copyright>",
        )
    )
    assert (found.guid, found.url, found.byline) == ("g-1", "https://example.org/a", "Maria Keller")
    assert (found.keywords, str(found.language).lower(), found.rights) == (("Trade",), "en-gb", "The Post")
    assert found.published_at == datetime(2024, 2, 5, 9, tzinfo=UTC)
    assert found.published_raw == "Mon, 05 Feb 2024 10:00:00 +0100"
    assert (found.updated_at, found.updated_raw, found.credit, found.kicker) == (None, None, None, None)
    assert (found.deck, found.agency) == (None, None)


def test_each_field_names_the_element_that_said_so() -> None:
    found = stated(
        rss(
            "<title>A</title><guid>https://example.org/a</guid><dc:date>2024-02-05T10:00:00Z</dc:date>"
            "<pubDate>Mon, 05 Feb 2024 10:00:00 GMT</pubDate><author>desk@example.org (Jo)</author>"
            "<category>x</category><dc:rights>R</dc:rights>",
            head="<language>en</language>",
        )
    )
    told = dict(found.fields)
    assert told["headline"] == "title"
    assert (told["published_at"], told["updated_at"]) == ("pubDate", "dc:date")
    assert (told["url"], told["guid"], told["byline"]) == ("guid", "guid", "author")
    assert (told["keywords"], told["rights"], told["language"]) == ("category", "dc:rights", "channel/language")


def test_an_entry_takes_author_and_language_from_its_feed() -> None:
    first, second, third = documents(
        atom(
            "<title>A</title><author><name>Own</name></author><updated>2024-02-05T10:00:00Z</updated>",
            "<title xml:lang='de'>B</title>",
            "<title>C</title><source><author><name>Other</name></author></source>",
            head="<author><name>Desk</name></author>",
        )
    )
    assert (first.stated.byline, second.stated.byline, third.stated.byline) == ("Own", "Desk", "Other")
    assert (first.stated.updated_at, first.stated.published_at) == (datetime(2024, 2, 5, 10, tzinfo=UTC), None)
    assert (second.stated.language, dict(second.stated.fields)["language"]) == ("de", "xml:lang")
    assert first.format == "atom10"
    assert [dict(one.stated.fields)["byline"] for one in (first, second, third)] == [
        "author",
        "feed/author",
        "source/author",
    ]


def test_the_language_of_an_item_goes_before_that_of_its_feed() -> None:
    text = rss("<title>A</title><dc:language>fr</dc:language>", head="<language>en</language>")
    assert stated(text).language == "fr"
    assert said_by(text, "language") == "dc:language"


def test_an_address_stands_in_where_no_name_does() -> None:
    assert stated(rss("<title>A</title><author>desk@example.org</author>")).byline == "desk@example.org"


def test_several_authors_are_each_named() -> None:
    found = stated(rss("<title>A</title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>"))
    assert (found.authors, found.byline) == (("Ann Lee", "Bo Ek"), "Ann Lee, Bo Ek")


@pytest.mark.parametrize("link", ["/relative", "javascript:alert(1)", "ftp://example.org/x", "http://[broken"])
def test_only_an_absolute_address_of_the_web_is_a_url(link: str) -> None:
    assert stated(rss(f"<title>A</title><link>{link}</link>")).url is None


def test_a_relative_link_is_resolved_by_the_base_that_is_stated() -> None:
    found = stated(rss("<title>A</title><link>a/b</link>", base="https://example.org/x/"))
    assert (found.url, found.url_raw) == ("https://example.org/x/a/b", "a/b")


def test_a_relative_link_without_a_base_is_resolved_by_the_feeds_own_link() -> None:
    text = rss("<title>A</title><link>/a/b</link>", head="<link>https://example.org/news/</link>")
    assert stated(text).url == "https://example.org/a/b"


def test_a_guid_is_the_address_only_where_it_says_so() -> None:
    guid = "https://example.org/?p=1"
    assert stated(rss(f"<title>A</title><guid>{guid}</guid>")).url == guid
    assert stated(rss(f"<title>A</title><guid isPermaLink='false'>{guid}</guid>")).url is None


def test_a_guid_is_kept_as_it_was_written() -> None:
    found = stated(rss("<title>A</title><guid>12345</guid>", base="https://example.org/x/"))
    assert found.guid == "12345"


def test_the_address_before_a_counters_redirect_is_the_address() -> None:
    text = rss(
        "<title>A</title><link>http://feeds.example.net/~r/x/1</link>"
        "<feedburner:origLink>https://example.org/a</feedburner:origLink>"
    )
    assert (stated(text).url, said_by(text, "url")) == ("https://example.org/a", "feedburner:origLink")


def test_of_several_links_the_alternate_in_the_items_language_is_the_address() -> None:
    links = (
        '<link rel="self" href="https://example.org/self"/><link rel="alternate" hreflang="en" href="https://example.org/en"/>'
        '<link rel="alternate" hreflang="de" href="https://example.org/de"/><link rel="edit" href="https://example.org/edit"/>'
    )
    assert stated(atom(f"<title xml:lang='en-GB'>A</title>{links}")).url == "https://example.org/en"
    assert stated(atom(f"<title>A</title>{links}")).url == "https://example.org/de"
    assert stated(atom(f"<title xml:lang='fr'>A</title>{links}")).url == "https://example.org/de"


def test_an_alternate_of_another_type_is_better_than_no_address() -> None:
    link = '<link rel="alternate" type="application/pdf" href="https://example.org/a.pdf"/>'
    assert stated(atom(f"<title>A</title>{link}")).url == "https://example.org/a.pdf"


def test_ampersands_of_an_address_that_were_escaped_twice_are_ampersands() -> None:
    assert stated(rss("<title>A</title><link>http://example.org/?a=1&amp;amp;b=2</link>")).url == (
        "http://example.org/?a=1&b=2"
    )


def test_media_are_listed_with_their_absolute_addresses() -> None:
    found = stated(
        rss(
            "<title>A</title><enclosure url='one.mp3' type='audio/mpeg'/><enclosure url='https://example.org/two.mp3'/>"
            "<media:group><media:content url='/b.jpg'><media:credit>Foto: AFP</media:credit></media:content>"
            "<media:content url='/c.jpg'><media:credit>dpa</media:credit></media:content></media:group>"
            "<media:thumbnail url='/t.jpg'/><itunes:image href='https://example.org/i.png'/>",
            head="<link>https://example.org/n/</link>",
        )
    )
    assert found.media == (
        "https://example.org/n/one.mp3",
        "https://example.org/two.mp3",
        "https://example.org/b.jpg",
        "https://example.org/c.jpg",
        "https://example.org/t.jpg",
        "https://example.org/i.png",
    )
    assert found.credit == "Foto: AFP, dpa"


def test_an_address_of_a_medium_that_is_none_stays_as_it_is() -> None:
    text = rss("<title>A</title><enclosure url='//[x'/>", head="<link>https://example.org/</link>")
    assert stated(text).media == ("//[x",)


def test_media_have_the_base_that_is_stated() -> None:
    assert stated(rss("<title>A</title><enclosure url='a.mp3'/>", base="https://example.org/x/")).media == (
        "https://example.org/x/a.mp3",
    )


def test_the_source_of_an_item_is_its_credit() -> None:
    text = rss("<title>A</title><source url='https://example.net/feed'>The Other Post</source>")
    assert (stated(text).credit, said_by(text, "credit")) == ("The Other Post", "source")


def test_dates_that_cannot_be_and_dates_without_a_zone_are_noted() -> None:
    document = only(rss("<title>A</title><pubDate>2024-02-30T10:00:00Z</pubDate>"))
    assert (document.stated.published_at, document.stated.published_raw) == (None, "2024-02-30T10:00:00Z")
    assert document.notes == ("date_unreadable: pubDate 2024-02-30T10:00:00Z",)
    loose = only(rss("<title>A</title><pubDate>Mon, 5 Feb 2024 10:00:00</pubDate>"))
    assert loose.notes == ("date_without_zone: pubDate Mon, 5 Feb 2024 10:00:00, taken as UTC",)


def test_a_date_of_prism_is_one_of_publication() -> None:
    text = rss("<title>A</title><prism:publicationDate>2024-02-05</prism:publicationDate>")
    assert stated(text).published_at == datetime(2024, 2, 5, tzinfo=UTC)
    assert said_by(text, "published_at") == "prism:publicationDate"


def test_more_categories_than_are_compared_are_all_kept() -> None:
    names = [f"word {number}" for number in range(700)]
    found = stated(rss("<title>A</title>" + "".join(f"<category>{name}</category>" for name in names)))
    assert found.keywords == tuple(names)


def test_labels_of_categories_go_before_terms() -> None:
    entry = '<title>A</title><category term="t1" label="Trade"/><category term="world"/><category term="world"/>'
    assert stated(atom(entry)).keywords == ("Trade", "world")


def test_nothing_stated_holds_what_a_database_cannot_keep() -> None:
    feed = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>c</title><item><title>A title</title>
<guid>g&#0;1</guid><category>k&#0;2</category><author>a&#0;3</author><link>http://example.org/&#0;4</link>
<description>Some words here&#xD800;&#99999999999;.</description></item></channel></rss>"""
    found = only(feed)
    told = (found.text, found.stated.guid, found.stated.byline, found.stated.url, *found.stated.keywords, *found.notes)
    assert "\x00" not in "".join(one or "" for one in told)
    assert "\ud800" not in found.text


def test_what_the_associated_press_states_in_elements_of_its_own_is_kept() -> None:
    names = 'xmlns:apcm="http://ap.org/schemas/03/2005/apcm" xmlns:apnm="http://ap.org/schemas/03/2005/apnm"'
    entry = (
        "<title>US--Bridge</title><author><name>AP</name></author>"
        '<apcm:ContentMetadata><apcm:ByLine Title="Writer">By JANE DOE</apcm:ByLine>'
        "<apcm:DateLine>OSLO (AP)</apcm:DateLine>"
        "<apcm:SlugLine>AP-Bridge</apcm:SlugLine></apcm:ContentMetadata><apnm:NewsManagement>"
        "<apnm:ManagementId>urn:1</apnm:ManagementId><apnm:ManagementSequenceNumber>3</apnm:ManagementSequenceNumber>"
        "<apnm:PublishingStatus>Usable</apnm:PublishingStatus></apnm:NewsManagement>"
    )
    found = stated(atom(entry).replace("<feed", f"<feed {names}"))
    assert (found.headline, found.byline, found.slugline) == ("US--Bridge", "By JANE DOE", "AP-Bridge")
    assert (found.dateline, found.status, found.version, found.doc_id) == ("OSLO (AP)", "usable", "3", "urn:1")
    assert dict(found.fields)["byline"] == "apcm:ByLine"
