"""Items of agencies: ninjs of all versions, and what agencies make of it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedmill.model import Document, RejectedDocument, Role, Shape
from feedmill.reading import read

DATA = Path(os.environ.get("FEEDMILL_DATA", Path(__file__).parents[4] / "shared" / "data"))
NINJS = DATA / "fixtures" / "ninjs"
needs_data = pytest.mark.skipif(not NINJS.is_dir(), reason=f"NOT READ: no fixtures in {NINJS}; set FEEDMILL_DATA")
WHEN = datetime(2024, 2, 5, 9, tzinfo=UTC)


def found(value: Any) -> list[Document | RejectedDocument]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return [one for one in read(data) if isinstance(one, Document | RejectedDocument)]


def only(value: Any) -> Document:
    (document,) = found(value)
    assert isinstance(document, Document), document
    return document


def ninjs_1(**more: Any) -> dict[str, Any]:
    return {
        "uri": "urn:x:1",
        "type": "text",
        "version": "3",
        "firstcreated": "2024-02-05T10:00:00+01:00",
        "versioncreated": "2024-02-05T11:00:00+01:00",
        "pubstatus": "usable",
        "headline": "Rates rise",
        "body_html": "<p>One.</p><p>Two.</p>",
        **more,
    }


def ninjs_3(**more: Any) -> dict[str, Any]:
    return {
        "uri": "urn:x:1",
        "pubStatus": "usable",
        "version": "3",
        "firstCreated": "2024-02-05T10:00:00+01:00",
        "versionCreated": "2024-02-05T11:00:00+01:00",
        "headlines": [{"role": "kicker", "value": "Banks"}, {"role": "main", "value": "Rates rise"}],
        "bodies": [{"role": "xhtml", "contentType": "text/html", "value": "<p>One.</p><p>Two.</p>"}],
        **more,
    }


@pytest.mark.parametrize("item", [ninjs_1(), ninjs_3()])
def test_an_item_of_any_version_is_a_document(item: dict[str, Any]) -> None:
    document = only(item)
    assert (document.shape, document.format, document.text) == (Shape.ITEM, "ninjs", "One.\nTwo.")
    stated = document.stated
    assert (stated.headline, stated.guid, stated.version, stated.status) == ("Rates rise", "urn:x:1", "3", "usable")
    assert (stated.published_at, stated.updated_at) == (WHEN, datetime(2024, 2, 5, 10, tzinfo=UTC))
    assert dict(stated.fields)["published_at"] in ("firstcreated", "firstCreated")


def test_the_bytes_of_an_item_are_the_item_again() -> None:
    text = json.dumps({"took": 3, "ü": [1], "data": {"items": [{"item": ninjs_1()}, {"item": ninjs_3(by="Ö")}]}})
    text = text.replace("\\u00fc", "ü").replace("\\u00d6", "Ö😀")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        data = text.encode(encoding)
        documents = found(data)
        assert len(documents) == 2
        for document in documents:
            assert document.locator.byte_start is not None
            again = only(data[document.locator.byte_start : document.locator.byte_end])
            assert isinstance(document, Document)
            assert (again.text, again.stated) == (document.text, document.stated)


@pytest.mark.parametrize(
    "around",
    [
        lambda item: item,
        lambda item: [item],
        lambda item: {"items": [item], "total": 1},
        lambda item: {"response": {"docs": [item], "numFound": 1}},
        lambda item: {"_items": [item], "_meta": {"total": 1}},
        lambda item: {"hits": [item]},
        lambda item: {"hits": {"hits": [{"_id": "1", "_source": item}]}},
        lambda item: {"data": {"search": {"items": [item]}}},
        lambda item: {"data": {"item": item, "meta": {}}, "id": "x"},
        lambda item: {"entries": [item]},
        lambda item: {"item": [item], "limit": 20},
    ],
)  # fmt: skip
def test_an_item_is_found_in_whatever_is_around_it(around: Any) -> None:
    assert only(around(ninjs_1())).stated.guid == "urn:x:1"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"pubstatus": "withheld"}, "withheld"),
        ({"pubstatus": "canceled"}, "canceled"),
        ({"pubstatus": "Cancelled"}, "canceled"),
        ({"pubstatus": "stat:canceled"}, "canceled"),
        ({"pubstatus": None, "status": "WithHeld"}, "withheld"),
        ({"pubstatus": None, "state": "killed"}, "canceled"),
        ({"pubstatus": None}, "usable"),
    ],
)
def test_the_status_is_one_of_three_words(said: dict[str, Any], status: str) -> None:
    assert only(ninjs_1(**said)).stated.status == status


def test_that_an_item_is_usable_by_default_is_said_as_such() -> None:
    assert dict(only(ninjs_1(pubstatus=None)).stated.fields)["status"] == "pubstatus, by default"


def test_an_item_that_takes_another_back_needs_no_text() -> None:
    killed = ninjs_1(pubstatus="canceled", headline="", body_html="", ednote="Please kill this story.")
    document = only(killed)
    assert (document.text, document.blocks[0].role) == ("Please kill this story.", Role.HEADING)
    assert document.stated.headline is None
    (rejected,) = found(ninjs_1(headline="", body_html=""))
    assert isinstance(rejected, RejectedDocument)
    assert rejected.reason == "nothing_stated"


@pytest.mark.parametrize(
    "item",
    [
        ninjs_1(type="event"),
        ninjs_1(type="planning"),
        ninjs_3(type="event", eventDetails={"dates": {}}),
        {"uri": "urn:e", "versionCreated": "2024-02-05", "title": "A conference", "eventDetails": {}},
        ninjs_1(type="cinat:concept"),
    ],
)
def test_events_and_plannings_are_left_out_with_a_reason(item: dict[str, Any]) -> None:
    story, rejected = found([ninjs_1(), item])
    assert isinstance(story, Document)
    assert isinstance(rejected, RejectedDocument)
    assert rejected.reason == "no_story"


def test_a_story_may_tell_of_what_is_planned() -> None:
    assert only(ninjs_3(type="text", plannedCoverage=[])).text == "One.\nTwo."
    assert only(ninjs_3(type="text", eventDetails={"dates": {}})).stated.kind == "text"


def test_lines_state_no_markup() -> None:
    stated = only(ninjs_1(byline="By <b>Ann O&#39;Hara</b>", copyrightnotice="&copy; X")).stated
    assert (stated.byline, stated.authors, stated.rights) == ("By Ann O'Hara", ("Ann O'Hara",), "© X")


@pytest.mark.parametrize(
    "story",
    [
        {"nitf": {"href": "https://x", "body": "<block><p>One.</p><p>Two.</p></block>"}},
        {"nitf": "<nitf><body><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><p>One.</p><p>Two."
                 "</p></body.content></body></nitf>"},
    ],
)  # fmt: skip
def test_a_text_may_stand_further_in(story: dict[str, Any]) -> None:
    assert only(ninjs_1(body_html=None, story=story)).text == "One.\nTwo."


def test_what_an_item_states_is_kept() -> None:
    stated = only(
        ninjs_1(
            urgency=4,
            slugline="RATES",
            ednote="Corrects the name.",
            byline="By Maria Keller",
            located="Bern",
            embargoed="2024-02-06T06:00:00Z",
            language="de",
            copyrightholder="The Agency",
            copyrightnotice="(c) 2024",
            usageterms=["Editorial use only."],
            keywords=["banks", "rates"],
            subject=[{"code": "04000000", "name": "economy"}, {"name": "banking"}],
            description_text="A summary.",
            anpa_take_key="2nd Ld",
            source="TA",
            altids={"itemid": "77", "etag": "77_1"},
            signal="sig:update",
        )
    ).stated
    assert (stated.urgency, stated.slugline, stated.ednote, stated.take_key) == (
        "4",
        "RATES",
        "Corrects the name.",
        "2nd Ld",
    )
    assert (stated.byline, stated.place, stated.language, stated.agency) == ("By Maria Keller", "Bern", "de", "TA")
    assert (stated.embargoed_until, stated.rights) == (
        datetime(2024, 2, 6, 6, tzinfo=UTC),
        "(c) 2024 Editorial use only.",
    )
    assert (stated.keywords, stated.subjects) == (("banks", "rates"), ("04000000", "economy", "banking"))
    assert (stated.deck, stated.doc_id, stated.kind, stated.credit) == ("A summary.", "77", "update", "TA")


def test_media_are_the_largest_renditions_of_what_is_associated() -> None:
    picture = {
        "type": "picture",
        "renditions": {"a": {"href": "https://x/s.jpg", "width": 5}, "b": {"href": "https://x/l.jpg", "width": 50}},
    }
    listed = {"name": "p", "renditions": [{"name": "a", "href": "https://x/n.jpg"}, {"href": "ftp://no"}]}
    plain = {"uri": "https://x/u", "type": "picture"}
    assert only(ninjs_1(associations={"main": picture, "other": plain})).stated.media == (
        "https://x/l.jpg",
        "https://x/u",
    )
    assert only(ninjs_3(associations=[listed])).stated.media == ("https://x/n.jpg",)
    nitf = {"nitf": {"href": "https://x/nitf", "mimetype": "text/xml"}}
    assert only(ninjs_1(renditions=nitf)).stated.media == ()
    assert only(ninjs_1(renditions=picture["renditions"])).stated.media == ("https://x/l.jpg",)


def test_a_picture_has_its_caption_as_text() -> None:
    document = only(
        ninjs_3(
            type="picture",
            bodies=None,
            descriptions=[
                {"role": "creditline", "value": "AGENCY"},
                {"role": "caption", "value": "A man stands there."},
            ],
        )
    )
    assert (document.text, document.stated.kind, document.stated.deck) == ("A man stands there.", "picture", None)


def test_an_item_without_a_body_has_its_description_as_text() -> None:
    document = only(ninjs_1(body_html=None, description_text="A summary."))
    assert (document.text, document.stated.deck, document.stated.headline) == ("A summary.", None, "Rates rise")


@needs_data
@pytest.mark.parametrize("name", ["ninjsExComplex1", "ninjsExMediumText1", "ninjsExSimpleText1", "ninjsExSimpleText_3"])
def test_the_examples_of_the_iptc(name: str) -> None:
    document = only((NINJS / f"newsinjson__{name}.json").read_bytes())
    stated = document.stated
    assert stated.headline == "Captain of wrecked cruise ship on trial in Italy"
    assert stated.guid is not None
    assert stated.guid.startswith("http://ninjs.example.com/newsitems/20130709")
    assert stated.published_at == datetime(2013, 7, 9, 10, 37, tzinfo=UTC)
    assert stated.byline == "Paulo Santalucia and Frances d'Emilio"
    assert len(document.blocks) == 4
    assert len(document.text) == 954


@needs_data
def test_an_event_of_the_iptc_is_no_story() -> None:
    (rejected,) = found((NINJS / "newsinjson__simpleEvent.json").read_bytes())
    assert isinstance(rejected, RejectedDocument)
    assert (rejected.reason, rejected.detail) == ("no_story", "an item of the type event")


def test_a_body_in_nitf_is_one() -> None:
    document = only(ninjs_1(body_html=None, body_nitf="<block><p>One.</p><p>Two.</p></block>"))
    assert document.text == "One.\nTwo."


def test_a_text_beside_its_item_is_its_text_wherever_the_answer_stands() -> None:
    answers = [{"data": {"item": ninjs_1(body_html=None)}, "nitf": {"body_html": f"<p>Text {at}</p>"}} for at in (1, 2)]
    assert [one.text for one in found(answers) if isinstance(one, Document)] == ["Text 1", "Text 2"]


@pytest.mark.parametrize(
    ("signal", "kind"),
    [("sig:corrected", "correction"), ("updated", "update"), ("sig:kill", "kill"), ("sig:atomic", "text")],
)
def test_signals_tell_updates_and_corrections_in_all_forms_of_their_words(signal: str, kind: str) -> None:
    assert only(ninjs_1(signals=[signal])).stated.kind == kind


def test_when_an_item_was_made_goes_before_what_day_it_is_about() -> None:
    stated = only(ninjs_1() | {"datetime": "2024-03-01T10:00:00+01:00"}).stated
    assert stated.published_at == WHEN
