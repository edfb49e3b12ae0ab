"""XML whose elements are the fields of a story, and XML that is something else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedmill.errors import Rejected
from feedmill.model import Context, Document, RejectedDocument
from feedmill.reading import ReadingReason, read
from feedmill.reading.piece import Piece
from feedmill.reading.sniffing import Format, sniff
from feedmill.reading.wire.telling import says_records

BODY = "<body>The gate has not moved since Monday.</body>"


def told(xml: str, context: Context | None = None) -> list[Document | RejectedDocument]:
    found = read(xml.encode(), context=context or Context())
    return [one for one in found if isinstance(one, Document | RejectedDocument)]


def only(fields: str) -> Document:
    (one,) = told(f"<?xml version='1.0'?><list><story>{fields}</story></list>")
    assert isinstance(one, Document), one
    return one


def test_the_names_of_elements_say_what_they_hold() -> None:
    one = only(f"<headline>Gate</headline><author>Nora Quist</author><date>2026-03-11T09:15:00Z</date>{BODY}")
    assert (one.format, one.stated.headline, one.stated.authors) == ("xml_records", "Gate", ("Nora Quist",))
    assert one.stated.published_at == datetime(2026, 3, 11, 9, 15, tzinfo=UTC)
    assert one.text == "The gate has not moved since Monday."


@pytest.mark.parametrize(
    "body",
    [
        "<body><p>Gate &amp; hook.</p><p>It is stuck since Monday.</p></body>",
        "<body>&lt;p&gt;Gate &amp;amp; hook.&lt;/p&gt;&lt;p&gt;It is stuck since Monday.&lt;/p&gt;</body>",
        "<body><![CDATA[<p>Gate &amp; hook.</p><p>It is stuck since Monday.</p>]]></body>",
        "<body>Gate &amp; hook.\n\nIt is stuck since Monday.</body>",
    ],
)
def test_a_text_may_be_markup_or_hold_it_or_be_plain(body: str) -> None:
    assert only(f"<headline>Gate</headline><id>7</id>{body}").text == "Gate & hook.\nIt is stuck since Monday."


def test_a_news_item_in_small_letters_is_an_agency_s_own() -> None:
    fields = "<headline>Gate</headline><byline>Nora Quist</byline><dateline>OLDHAVEN</dateline>"
    text = "<text><p>The gate has not moved.</p><p>It is stuck.</p></text>"
    (one,) = told(f"<newsitem itemid='7' date='2026-03-11' xml:lang='en'>{fields}{text}</newsitem>")
    assert isinstance(one, Document)
    assert (one.format, one.stated.guid, one.stated.language) == ("xml_records", "7", "en")
    assert (one.stated.dateline, one.text) == ("OLDHAVEN", "The gate has not moved.\nIt is stuck.")


@pytest.mark.parametrize("wrapped", ["<Agency>{}</Agency>", "{}"])
def test_a_news_item_whose_children_are_fields_is_no_newsml(wrapped: str) -> None:
    item = "<NewsItem><FileName>DEL12</FileName><Headline>Gate</Headline><Byline>By Nora Quist</Byline>"
    (one,) = told(wrapped.format(f"{item}<Body>The gate has not moved since Monday.</Body></NewsItem>"))
    assert isinstance(one, Document)
    assert (one.format, one.stated.headline, one.text) == (
        "xml_records",
        "Gate",
        "The gate has not moved since Monday.",
    )


@pytest.mark.parametrize("words", ["gate;hook", "gate/hook", "gate, hook"])
def test_keywords_are_parted(words: str) -> None:
    one = only(f"<headline>Gate</headline><id>7</id><keywords>{words}</keywords>{BODY}")
    assert one.stated.keywords == ("gate", "hook")


def test_attributes_are_fields_too() -> None:
    xml = f"<?xml version='1.0'?><list><story id='7' lang='en'><headline>Gate</headline>{BODY}</story></list>"
    (one,) = told(xml)
    assert isinstance(one, Document)
    assert (one.stated.guid, one.stated.language) == ("7", "en")


@pytest.mark.parametrize(
    ("dates", "instant"),
    [
        ("<FECHA>11/03/2026</FECHA><HORA>09:15</HORA>", "2026-03-11T09:15Z"),
        ("<FECHA>2026-03-11</FECHA><HORA>09:15</HORA>", "2026-03-11T09:15Z"),
        ("<datum>11.03.2026</datum><zeit>09:15</zeit>", "2026-03-11T09:15Z"),
        ("<FECHA>11.3.2026</FECHA>", "2026-03-11T00:00Z"),
        ("<PublishDate>2026-03-11T09:15:00</PublishDate><HORA>10:00</HORA>", "2026-03-11T09:15Z"),
    ],
)
def test_a_day_and_its_hour_are_one_date(dates: str, instant: str) -> None:
    stated = only(f"<headline>Gate</headline>{dates}{BODY}").stated
    assert stated.published_at == datetime.fromisoformat(instant)


def test_a_date_that_stands_for_none_is_none() -> None:
    one = only(f"<headline>Gate</headline><id>7</id><EmbargoTime>0001-01-01T00:00:00</EmbargoTime>{BODY}")
    assert one.stated.embargoed_until is None
    assert not one.notes


@pytest.mark.parametrize(
    "xml",
    [
        "<?xml version='1.0'?><svg><title>A pier</title><text>Words of some length here.</text></svg>",
        "<?xml version='1.0'?><list><headline>Gate</headline><body>short</body><id>1</id></list>",
        "<?xml version='1.0'?><list><a><headline>Gate</headline></a><b><body>Words of some length.</body></b></list>",
    ],
)
def test_what_has_not_all_of_them_is_no_story(xml: str) -> None:
    with pytest.raises(Rejected) as caught:
        told(xml)
    assert caught.value.reason is ReadingReason.UNKNOWN_FORMAT


def test_a_source_may_say_what_elements_are() -> None:
    xml = f"<?xml version='1.0'?><list><a><kop1>Gate</kop1><id>7</id>{BODY}</a></list>"
    context = Context(columns=(("kop1", "headline"),))
    (one,) = told(xml, context)
    assert isinstance(one, Document)
    assert one.stated.headline == "Gate"
    with pytest.raises(Rejected):
        told(xml)


def test_the_format_is_told_by_names_alone() -> None:
    assert sniff(Piece.of(f"<?xml version='1.0'?><x><headline>G</headline>{BODY}</x>".encode())) is Format.XML_RECORDS
    assert not says_records("<x><headline>G</headline></x>")
    assert not says_records("<x><body>G</body></x>")


def test_a_record_that_is_broken_spoils_no_other() -> None:
    good = f"<story><headline>Gate</headline><id>1</id>{BODY}</story>"
    bad = f"<story><headline>Gate<id>2</id>{BODY}</story>"
    first, second, third = told(f"<?xml version='1.0'?><list>{good}{bad}{good}</list>")
    assert isinstance(first, Document)
    assert isinstance(second, RejectedDocument)
    assert isinstance(third, Document)
    assert second.reason == ReadingReason.NOT_WELL_FORMED
    assert first.text == third.text


def test_a_file_that_ends_within_its_only_record_is_rejected() -> None:
    with pytest.raises(Rejected) as caught:
        told("<?xml version='1.0'?><list><story><headline>Gate</headline><body>The")
    assert caught.value.reason in (ReadingReason.NOT_WELL_FORMED, ReadingReason.UNKNOWN_FORMAT)


def test_a_text_in_elements_of_no_one_s_words_is_its_lines() -> None:
    body = "<text><absatz>Das Tor klemmt.</absatz><absatz>Seit heute.</absatz></text>"
    one = only(f"<titel>Tor</titel><datum>2026-03-11</datum>{body}")
    assert one.text == "Das Tor klemmt.\nSeit heute."


def test_what_stands_in_a_head_is_said_of_the_one_text_beside_it() -> None:
    head = "<kopf><Ueberschrift>Tor</Ueberschrift><autor>Nora Quist</autor></kopf>"
    (one,) = told(
        f"<?xml version='1.0'?><artikel id='a1'>{head}<text><p>Das Tor klemmt seit heute.</p></text></artikel>"
    )
    assert isinstance(one, Document)
    assert (one.stated.headline, one.stated.authors, one.text) == ("Tor", ("Nora Quist",), "Das Tor klemmt seit heute.")


def test_a_head_beside_several_texts_is_none_of_theirs() -> None:
    story = "<title>Gate</title><author>Nora Quist</author><body>The gate has not moved since Monday.</body>"
    texts = "".join(f"<article>{story}</article>" for _ in range(2))
    found = told(f"<?xml version='1.0'?><list><head><title>All</title><date>2026-03-11</date></head>{texts}</list>")
    assert [one.stated.headline for one in found if isinstance(one, Document)] == ["Gate", "Gate"]


def test_a_head_beside_what_holds_headline_and_text_is_said_of_them_and_day_and_time_may_be_bare_figures() -> None:
    head = "<Header><SendDate>20260311</SendDate><SendTime>091500</SendTime><Author>Nora Quist</Author></Header>"
    text = "<Title>Gate</Title><SubTitle>Stuck</SubTitle><Body>The gate is stuck since Monday.</Body>"
    (one,) = told(f"<?xml version='1.0'?><wire>{head}<NewsContent>{text}</NewsContent></wire>")
    assert isinstance(one, Document)
    assert (one.stated.headline, one.stated.deck, one.stated.authors) == ("Gate", "Stuck", ("Nora Quist",))
    assert one.stated.published_at == datetime(2026, 3, 11, 9, 15, tzinfo=UTC)


def test_a_day_with_stops_is_before_its_month_and_the_zone_may_stand_beside_it() -> None:
    when = "<date>06.12.2011</date><time>13:17</time><timezone>MSK</timezone>"
    one = only(f"{when}<headline>Gate</headline><body>The gate is stuck since Monday.</body>")
    assert (one.stated.published_at, one.stated.published_zone) == (datetime(2011, 12, 6, 9, 17, tzinfo=UTC), "MSK")
