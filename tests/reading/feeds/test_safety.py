"""What hostile feeds do: nothing."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document
from feedmill.reading import read
from feedmill.reading.feeds import guarded
from feedmill.reading.feeds.parsers import Loose, Strict
from feedmill.reading.feeds.parsing import parse
from feedmill.reading.reasons import ReadingReason
from tests.reading.feeds.made import atom, documents, only, reason_of, rss

SECONDS = 5.0


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
        parse(text)
    assert caught.value.reason is ReadingReason.ENTITY_DECLARATIONS


def test_an_article_about_entities_is_only_an_article() -> None:
    text = rss("<description><![CDATA[Write <code>&lt;!DOCTYPE x [&lt;!ENTITY a 'b'&gt;]&gt;</code>]]></description>")
    assert only(text).text == "Write <!DOCTYPE x [<!ENTITY a 'b'>]>"


@pytest.mark.parametrize("cap", ["MAX_ELEMENTS", "MAX_ATTRIBUTES", "MAX_DEPTH"])
def test_more_than_honest_feeds_hold_is_refused(cap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, cap, 2)
    assert reason_of(rss("<title a='1' b='2' c='3'>x</title>")) is ReadingReason.TOO_COMPLEX


@pytest.mark.parametrize(("cap", "most"), [("guarded.MAX_ELEMENTS", 20), ("broken.MAX_LOOSE_TAGS", 20)])
def test_broken_xml_with_too_many_tags_is_refused(cap: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"feedmill.reading.feeds.{cap}", most)
    assert reason_of("<rss version='2.0'>&" + "<a>" * 41 + "<?x") is ReadingReason.TOO_COMPLEX


def test_more_namespaces_than_honest_feeds_have_are_refused() -> None:
    names = " ".join(f'xmlns:n{number}="urn:{number}"' for number in range(1100))
    assert reason_of(f"<rss version='2.0' {names}><channel/></rss>") is ReadingReason.TOO_COMPLEX


def test_nothing_is_fetched() -> None:
    text = rss("<title>A</title>").replace("<rss", '<!DOCTYPE rss SYSTEM "http://example.org/rss.dtd"><rss')
    assert only(text).text == "A"


@pytest.mark.parametrize(
    "prolog", ["<!-- <!DOCTYPE x> -->\n<?x y?>\n", "<!-- a -->", "<?x y?><!-- b --> <!DOCTYPE rss>", ""]
)
def test_what_stands_before_the_root_does_not_count(prolog: str) -> None:
    assert only(prolog + rss("<title>A</title>", declaration="")).text == "A"


def test_a_comment_before_the_root_that_never_ends_hides_it() -> None:
    found = parse("<!-- <rss version='2.0'><channel>")
    assert (found.entries, found.ended) == ([], False)


def test_an_element_that_a_handler_cannot_use_is_kept_as_any_other() -> None:
    text = rss(
        "<title>A</title><media:rating/><dcterms:valid xmlns:dcterms='http://purl.org/dc/terms/'/><tags>a, b</tags>"
    )
    assert only(text).stated.keywords == ("a", "b")


@pytest.mark.parametrize(
    "text",
    [
        rss("<media:credit>x</media:credit></item></media:credit></width></textinput><item><title>A</title>"),
        "<rss><channel>&</width></media:credit></dcterms:valid></tags><item><title>A</title></item></channel></rss>",
        "<rss><channel>&<textinput></textinput><item><title>A</title><name>x</name></item></channel></rss>",
    ],
)
def test_elements_in_odd_places_do_not_stop_the_rest(text: str) -> None:
    assert "A" in [one.text for one in read(text.encode()) if isinstance(one, Document)]


def test_what_a_handler_cannot_take_is_read_by_the_loose_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(Strict, "_start_item", fail)
    document = only(rss("<title>A</title>"))
    assert (document.text, document.notes) == ("A", ("not_well_formed: elements where no feed has them (KeyError)",))


def test_where_even_the_loose_parser_gives_up_what_stood_before_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Loose, data: str) -> None:
        self.unknown_starttag("item", [])
        raise AssertionError(data)

    monkeypatch.setattr(Loose, "feed", fail)
    assert len(parse("<rss>&<item/></rss>").entries) == 1


@pytest.mark.parametrize(
    "name", ["author", "managingEditor", "webMaster", "dc:creator", "itunes:author", "dc:publisher"]
)
@pytest.mark.parametrize("part", ["A", "7", "-", "a.", "a@"])
def test_a_person_of_any_length_keeps_no_item_waiting(name: str, part: str) -> None:
    text = rss(f"<title>A</title><{name}>{part * (100_000 // len(part))}</{name}>", "<title>B</title>")
    assert in_time(text) == ["A", "B"]


@pytest.mark.parametrize("part", ["7", " 7", "-", "T", ":", "Mon, "])
@pytest.mark.parametrize("name", ["pubDate", "expirationDate", "dc:date", "guid", "link", "category", "media:credit"])
def test_a_value_of_any_length_keeps_no_item_waiting(name: str, part: str) -> None:
    text = rss(f"<title>A</title><{name}>{part * (100_000 // len(part))}</{name}>", "<title>B</title>")
    assert in_time(text) == ["A", "B"]


def in_time(text: str) -> list[str]:
    started = time.process_time()
    found = [one.text for one in documents(text)]
    assert time.process_time() - started < SECONDS / 5
    return found


LONG = "a_/" * 33_000


@pytest.mark.parametrize(
    ("head", "item", "around", "note"),
    [
        ("", "<link>a{}</link>", f'xml:base="http://a.example/{LONG}"', "a base or language of more than 2000"),
        ("", "<comments>x</comments>", f'xml:lang="{LONG}"', "a base or language of more than 2000"),
        (f"<language>{LONG}</language>", "<link>a{}</link>", "", "channel/language has 99000"),
        (f"<copyright>{LONG}</copyright>", "<link>a{}</link>", "", "channel/rights has 99000"),
        (f"<link>http://a.example/{LONG}</link>", '<media:thumbnail url="a{}"/>', "", "channel/link has 99017"),
    ],
)
def test_what_a_feed_says_at_length_is_not_said_of_each_item_anew(head: str, item: str, around: str, note: str) -> None:
    items = [f"<title>{number}</title>{item.format(number)}" for number in range(500)]
    found = documents(rss(*items, head=head).replace("<channel", f"<channel {around}"))
    assert [one.text for one in found] == [str(number) for number in range(500)]
    assert all(f"left_out: {note}" in " ".join(one.notes) for one in found)
    assert max(len(str(one.stated)) for one in found) < 2_000


def test_authors_of_a_feed_by_the_thousand_are_none_of_each_entry() -> None:
    authors = "".join(f"<author><name>Anna Voss {number}</name></author>" for number in range(500))
    (document,) = documents(atom("<title>A</title>", head=authors))
    assert document.stated.byline is None
    assert document.notes == ("left_out: feed/author has 6390 characters and is stated of no item",)


def test_a_language_said_in_an_item_at_length_is_none() -> None:
    first, second = documents(rss(f"<title>A</title><dc:language>{LONG}</dc:language>", "<title>B</title>"))
    assert (first.stated.language, second.stated.language) == (None, None)


def test_media_by_the_thousand_are_all_stated() -> None:
    text = rss("<title>A</title>" + "".join(f'<enclosure url="https://a.example/{n}"/>' for n in range(20_000)))
    started = time.process_time()
    assert len(only(text).stated.media) == 20_000
    assert time.process_time() - started < SECONDS / 2


def test_a_namespace_longer_than_any_address_is_refused() -> None:
    text = f"<rss version='2.0' xmlns:x='{LONG}'><channel><item><title>A</title></item></channel></rss>"
    assert reason_of(text) is ReadingReason.TOO_COMPLEX


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "<rss version='2.0'><channel>" + "<a>" * 30_000,
        "<rss version='2.0'><channel><item>" + "<category>x{}</category>" * 30_000 + "</item></channel></rss>",
        rss("<title>A</title>" + "".join(f"<category>{number}</category>" for number in range(20_000))),
        "<rss version='2.0'><channel>&" + "<item><title>" * 15_000,
        "<rss version='2.0'><channel>&" + '<a b="' * 20_000,
        "<rss version='2.0'><channel>&" + "<![CDATA[" * 20_000,
        "<rss version='2.0'><channel>&" + "<!--" * 20_000,
        "<rss version='2.0'><channel>&" + "&#" * 60_000 + "</channel></rss>",
        "<rss version='2.0'><channel>&<item><title>" + "< " * 60_000 + "</title></item></channel></rss>",
        "<rss version='2.0'><channel>&<item><description>" + "<br/ " * 20_000 + "</description></item></channel></rss>",
        "<?xml version='1.0'?>" * 20_000 + "<rss version='2.0'><channel></channel></rss>",
        rss("<description>" + "&lt;!" * 30_000 + "</description>"),
        rss("<description>" + "&lt;iframe " * 20_000 + "</description>"),
        rss("<description>" + "x" * 9_000_000 + "&lt;b&gt;</description>", "<title>A</title>"),
        "<rss version='2.0' " + " ".join(f'a{number}="x"' for number in range(30_000)) + "><channel/></rss>",
        "<rss version='2.0'><channel>"
        + "".join(f"<a{n}:b xmlns:a{n}='urn:{n}'/>" for n in range(20_000))
        + "</channel></rss>",
    ],
    ids=range(16),
)
def test_hostile_feeds_are_read_or_refused_in_time(text: str) -> None:
    started = time.process_time()
    with suppress(Rejected):
        list(read(text.encode()))
    assert time.process_time() - started < SECONDS
