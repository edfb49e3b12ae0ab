"""NewsML-G2: news items, messages, and items that hold no story."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedmill.model import Document, RejectedDocument
from feedmill.reading import ReadingReason, read
from feedmill.reading.piece import Piece
from feedmill.reading.sniffing import Format, sniff

FIXTURES = (
    Path(os.environ.get("FEEDMILL_DATA") or Path(__file__).parents[4] / "shared" / "data") / "fixtures" / "newsml-g2"
)
needs_data = pytest.mark.skipif(not FIXTURES.is_dir(), reason=f"NOT READ: no fixtures in {FIXTURES}; set FEEDMILL_DATA")
NS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(
    meta: str = "", content: str = "", body: str = "<p>A story.</p>", attributes: str = 'guid="g" version="1"'
) -> str:
    return (
        f"<newsItem {NS} {attributes}><itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta>"
        f"<contentSet><inlineXML>{body}</inlineXML></contentSet></newsItem>"
    )


def document(xml: str) -> Document:
    (one,) = read(xml.encode())
    assert isinstance(one, Document)
    return one


def rejected(xml: str) -> RejectedDocument:
    (one,) = read(xml.encode())
    assert isinstance(one, RejectedDocument)
    return one


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ('<pubStatus qcode="stat:usable"/>', "usable"),
        ('<pubStatus qcode="stat:withheld"/>', "withheld"),
        ('<pubStatus qcode="stat:canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:cancelled"/>', "canceled"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "canceled"),
        ('<pubStatus qcode="mine:draft"/>', "draft"),
        ("", "usable"),
    ],
)
def test_the_publishing_status_is_told_in_iptc_s_words(status: str, word: str) -> None:
    assert document(item(status)).stated.status == word


def test_the_status_by_default_says_that_it_is_one() -> None:
    assert ("status", "pubStatus, by default") in document(item()).stated.fields


@pytest.mark.parametrize(
    ("signal", "kind"),
    [
        ('<signal qcode="sig:update"/>', "update"),
        ('<signal qcode="sig:correction"/>', "correction"),
        ('<signal qcode="edStat:C"/>', "correction"),
        ('<signal qcode="edStat:N"/><itemClass qcode="ninat:text"/>', "text"),
        ('<itemClass uri="http://cv.iptc.org/newscodes/ninature/audio"/>', "audio"),
    ],
)
def test_updates_and_corrections_are_told_else_the_class(signal: str, kind: str) -> None:
    assert document(item(signal)).stated.kind == kind


def test_of_lines_in_several_languages_those_in_the_item_s_are_stated() -> None:
    said = "".join(
        f'<{name} xml:lang="fr">{name} un</{name}><{name} xml:lang="nl">{name} een</{name}>'
        for name in ("slugline", "dateline", "creditline", "keyword")
    )
    stated = document(item("", f'<language tag="nl"/>{said}')).stated
    assert (stated.slugline, stated.dateline, stated.credit) == ("slugline een", "dateline een", "creditline een")
    assert stated.keywords == ("keyword een",)


def test_dates_come_from_the_item_before_its_content() -> None:
    meta = "<versionCreated>2026-03-02T10:00:00+01:00</versionCreated><firstCreated>2026-03-01T10:00:00Z</firstCreated>"
    stated = document(item(meta, "<contentCreated>2026-02-01T10:00:00Z</contentCreated>")).stated
    first, last = datetime(2026, 3, 1, 10, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert (stated.published_at, stated.updated_at) == (first, last)


def test_a_missing_first_date_is_that_of_the_version_then_of_the_content_and_blank_dates_are_none() -> None:
    taken = "<contentCreated>2026-02-01T10:00:00Z</contentCreated>"
    made = document(item("<versionCreated>2026-03-02T10:00:00Z</versionCreated>", taken))
    assert made.stated.published_at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    blank = document(item("<versionCreated/>", taken)).stated
    assert (blank.published_at, blank.updated_at) == (datetime(2026, 2, 1, 10, tzinfo=UTC), None)


def test_a_byline_in_the_creator_is_a_byline_and_an_account_no_author() -> None:
    content = "<creator><name>By ADA ROE</name></creator><creator><name>roe.ada</name></creator>"
    stated = document(item("", content)).stated
    assert stated.byline == "By ADA ROE"
    assert "roe.ada" not in stated.authors


def test_persons_are_authors_and_houses_are_not() -> None:
    content = (
        "<creator><name>Ada Roe</name></creator><creator><name>House</name><organisationDetails/></creator>"
        '<creator type="cpnat:organisation"><name>Org</name></creator><creator literal="Agency"/>'
        '<infoSource literal="Agency"/>'
    )
    assert document(item("", content)).stated.authors == ("Ada Roe",)


def test_the_canonical_link_is_the_address() -> None:
    link = (
        '<link rel="irel:seeAlso" href="https://x.example/a"/><link rel="aprel:canonical" href="https://x.example/b"/>'
    )
    assert document(item(link)).stated.url == "https://x.example/b"


def test_notes_that_are_not_for_the_public_are_left_out() -> None:
    notes = '<edNote>Update</edNote><edNote pubconstraint="x:nonpublic">a@example.org</edNote><edNote>Update</edNote>'
    assert document(item(notes)).stated.ednote == "Update"


def test_the_title_of_an_item_is_its_headline_only_where_nothing_else_is() -> None:
    title = '<title role="x:slug">S</title><title>T</title>'
    assert document(item(title)).stated.headline == "T"
    assert document(item(title, "<headline>H</headline>")).stated.headline == "H"
    assert document(item(title, "", "<html><head><title>X</title></head><body>b</body></html>")).stated.headline == "X"


def test_the_most_important_headline_is_the_first_by_rank() -> None:
    assert document(item("", '<headline rank="3">S</headline><headline rank="1">H</headline>')).stated.headline == "H"


def test_a_header_far_above_an_item_is_its_header() -> None:
    message = f"<newsMessage {NS}><header><priority>2</priority></header><itemSet>{item()}</itemSet></newsMessage>"
    assert document(f"<envelope><body>{message}</body></envelope>").stated.urgency == "2"


def test_the_name_of_a_subject_is_the_one_in_the_item_s_language() -> None:
    subject = '<subject qcode="medtop:1"><name xml:lang="en">bank</name><name xml:lang="de">Bank</name></subject>'
    assert document(item("", subject, attributes='guid="g" xml:lang="de-AT"')).stated.subjects == ("medtop:1", "Bank")
    assert document(item("", subject, attributes='guid="g" xml:lang="fr"')).stated.subjects == ("medtop:1", "bank")


def test_an_item_without_content_has_its_headline_as_its_text() -> None:
    xml = f'<newsItem {NS} guid="g"><contentMeta><headline>FLASH</headline></contentMeta></newsItem>'
    assert document(xml).text == "FLASH"


def test_a_kill_without_any_text_still_names_its_story() -> None:
    xml = f'<newsItem {NS} guid="g"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>'
    assert document(xml).text == "g"
    assert document(xml).stated.status == "canceled"


def test_an_item_that_says_nothing_is_rejected() -> None:
    assert rejected(f'<newsItem {NS} guid="g"/>').reason == ReadingReason.NOTHING_STATED


@pytest.mark.parametrize("name", ["packageItem", "conceptItem", "knowledgeItem", "planningItem"])
def test_items_of_other_kinds_are_rejected_with_the_reason(name: str) -> None:
    one = rejected(f'<{name} {NS} guid="g"><x/></{name}>')
    assert one.reason == ReadingReason.NO_STORY
    assert one.detail.startswith(f"{name} g")


def test_a_message_without_items_is_refused() -> None:
    with pytest.raises(Exception, match="nothing_stated"):
        list(read(f"<newsMessage {NS}><itemSet/></newsMessage>".encode()))


def test_one_item_that_cannot_be_read_does_not_stop_the_others() -> None:
    deep = "&lt;div&gt;" * 300
    xml = f"<newsMessage {NS}><itemSet>{item(body=deep)}{item()}</itemSet></newsMessage>"
    first, second = read(xml.encode())
    assert isinstance(first, RejectedDocument)
    assert first.reason == ReadingReason.TOO_COMPLEX
    assert isinstance(second, Document)
    assert second.text == "A story."


def test_an_item_within_an_item_s_content_is_no_item_of_its_own() -> None:
    assert document(item(body=f"<x>{item(body='<p>inside</p>')}</x>")).text == "inside"


def test_text_that_stands_beside_the_renditions_is_noted() -> None:
    meta = "<contentMeta><headline>H</headline></contentMeta>"
    assert document(f'<newsItem {NS} guid="g">{meta}<contentSet>loose</contentSet></newsItem>').notes == (
        "left_out: loose",
    )


@pytest.mark.parametrize(
    ("xml", "known"),
    [
        ('<newsItem guid="x"></newsItem>', Format.NEWSML_G2),
        ("<a:newsMessage xmlns:a='b'><c/></a:newsMessage>", Format.NEWSML_G2),
        ("<NewsItem></NewsItem>", Format.NEWSML_1),
        (f"<NewsItem {NS}></NewsItem>", Format.NEWSML_G2),
        ("<NewsML Version='1.2'></NewsML>", Format.NEWSML_1),
        ("<NewsComponent/>", Format.NEWSML_1),
        ("<!DOCTYPE nitf SYSTEM 'x'>\n<nitf></nitf>", Format.NITF),
        ("<nitf>cut <p>off</p", Format.NITF),
        ("<body.content><p>x</p></body.content>", Format.NITF),
        ("<contentSet><inlineXML/></contentSet>", Format.NEWSML_G2),
        ("<wrap><NewsItem/></wrap>", Format.NEWSML_1),
        ("<wrap><x:nitf/></wrap>", Format.NITF),
        ("<nitf> is a format, she said", Format.TEXT),
        ("<newsItem> begins an item.\nSo it does.", Format.TEXT),
    ],
)
def test_formats_are_told_by_their_root_or_what_it_wraps(xml: str, known: Format) -> None:
    assert sniff(Piece.of(xml.encode())) is known


@needs_data
@pytest.mark.parametrize(
    ("name", "guid", "headline", "words"),
    [
        (
            "LISTING_1_A_NewsML-G2_News_Item",
            "urn:newsml:acmenews.com:20161018:US-FINANCE-FED",
            'Fed to halt QE to avert "bubble"',
            7,
        ),
        (
            "LISTING_2_NewsML-G2_Text_Document",
            "urn:newsml:acmenews.com:20161121:US-FINANCE-FED",
            'Fed to halt QE to avert "bubble"',
            133,
        ),
        (
            "LISTING_22_Sports_story_in_NewsML-G2NITF",
            "tag:xmlteam.com,2016:xt.5932656-preview",
            "Preview: Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05 p.m.",
            205,
        ),
        (
            "LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML",
            None,
            "Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05p.m.",
            47,
        ),
        (
            "LISTING_3_Photo_in_NewsML-G2",
            "tag:gettyimages.com,2010:GYI0062134533",
            "Variety Of Recessionary Forces Leave Las Vegas Economy Scarred",
            115,
        ),
        ("LISTING_5_Multi-part_Video_in_NewsML-G2", "tag:example.com,2008:407624", "Loriot retrospective", 186),
    ],
)
def test_iptc_s_own_examples_are_read(name: str, guid: str | None, headline: str, words: int) -> None:
    one = document((FIXTURES / f"newsml-g2__{name}.xml").read_bytes().decode())
    assert (one.stated.guid, one.stated.headline) == (guid, headline)
    assert len(one.text.split()) == words


@needs_data
def test_every_other_fixture_is_rejected_with_a_reason() -> None:
    read_as_stories = ("LISTING_1_", "LISTING_2_", "LISTING_22", "LISTING_25", "LISTING_3_", "LISTING_5_")
    for path in sorted(FIXTURES.glob("*.xml")):
        if not any(name in path.name for name in read_as_stories):
            found = list(read(path.read_bytes()))
            assert found
            assert all(isinstance(one, RejectedDocument) for one in found), path.name


def test_several_bylines_are_one_and_of_several_languages_the_item_s() -> None:
    told = "<language tag='de'/><by>Von Ann Wade</by><by>Carl Horn</by>"
    assert document(item("", told)).stated.byline == "Von Ann Wade, Carl Horn"
    told = "<language tag='de'/><by xml:lang='en'>By Ann Wade</by><by xml:lang='de'>Von Ann Wade</by>"
    assert document(item("", told)).stated.byline == "Von Ann Wade"


def test_a_caption_in_several_languages_is_shown_in_the_item_s() -> None:
    told = (
        "<description xml:lang='es'>Un puerto.</description><description xml:lang='en'>A harbour.</description>"
        "<description>Ann Wade</description>"
    )
    attributes = 'guid="g" version="1" xml:lang="{}"'
    shown = document(item("", told, "", attributes.format("en")))
    assert (shown.text, shown.notes) == ("A harbour.\nAnn Wade", ("left_out: the description in es",))
    assert document(item("", told, "", attributes.format("fr"))).text == "Un puerto.\nAnn Wade"


def test_of_renditions_in_several_languages_the_item_s_is_shown_and_the_others_are_noted() -> None:
    told = "<language tag='nl'/><headline>Kop</headline>"
    both = "<p>Kort.</p></inlineXML><inlineXML xml:lang='fr'><p>Une histoire plus longue.</p>"
    found = document(item("", told, both).replace("<inlineXML><p>Kort", "<inlineXML xml:lang='nl'><p>Kort"))
    assert (found.text, found.stated.language) == ("Kort.", "nl")
    assert found.notes == ("left_out: the same content in fr",)
