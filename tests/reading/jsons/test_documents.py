"""Items of agencies as documents: what is told by their texts, and by what editors say beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedmill.model import Document, Part
from feedmill.reading import read


def found(value: Any) -> list[Document]:
    return [one for one in read(json.dumps(value).encode()) if isinstance(one, Document)]


def only(value: Any) -> Document:
    (document,) = found(value)
    return document


def item(**more: Any) -> dict[str, Any]:
    return {
        "uri": "urn:x:1",
        "type": "text",
        "version": "3",
        "versioncreated": "2024-02-05T11:00:00+01:00",
        "pubstatus": "usable",
        "headline": "Rates rise",
        "body_html": "<p>One.</p><p>Two.</p>",
        **more,
    }


def test_the_dateline_that_a_text_begins_with_is_stated() -> None:
    stated = only(item(body_html="<p>PORT HELM (AP) — One.</p><p>Two.</p>")).stated
    assert (stated.dateline, stated.place, stated.agency) == ("PORT HELM (AP)", "PORT HELM", "AP")
    assert only(item(located="Helm", body_html="<p>PORT HELM (AP) — One.</p>")).stated.place == "Helm"


def test_the_byline_above_a_text_and_what_signs_it_off_stand_around_it() -> None:
    document = only(item(body_html="<p>By Ann Wade</p><p>One.</p><p>Two.</p><p>aw/ch</p>"))
    assert (document.stated.byline, document.stated.authors) == ("By Ann Wade", ("Ann Wade",))
    assert [block.part for block in document.blocks] == [Part.AROUND, None, None, Part.AROUND]
    assert only(item(body_html='<p class="byline">Ann Wade</p><p>One.</p>')).stated.authors == ("Ann Wade",)


def test_what_signs_off_a_record_that_names_an_agency_stands_around_it() -> None:
    record = {"titulo": "Suben", "fecha": "2024-02-05", "texto": "<p>Una.</p><p>Dos.</p><p>bea/jlm</p>"}
    (document,) = found(record | {"agencia": "EFE"})
    assert [block.part for block in document.blocks] == [None, None, Part.AROUND]
    assert all(block.part is None for block in found(record | {"agencia": "El Diario"})[0].blocks)


@pytest.mark.parametrize(
    ("more", "kind", "status"),
    [
        ({"headline": "CORRECTED-Rates rise"}, "correction", "usable"),
        ({"ednote": "Corrects the rate in paragraph 2"}, "correction", "usable"),
        ({"headline": "Correct: rates rise", "signal": "update"}, "update", "usable"),
        ({"editorialtypes": ["Add", "Corrective"]}, "correction", "usable"),
        ({"editorialtypes": ["Kill"]}, "kill", "canceled"),
        ({"editorialtypes": ["Add"]}, "text", "usable"),
    ],
)
def test_corrections_and_kills_are_told_by_what_editors_say(more: dict[str, Any], kind: str, status: str) -> None:
    stated = only(item(**more)).stated
    assert (stated.kind, stated.status) == (kind, status)


def test_the_texts_that_a_package_holds_are_documents_and_one_that_names_them_stays_one() -> None:
    parts = {"main": item(uri="urn:x:2"), "side": item(uri="urn:x:3", headline="Side")}
    package = {key: value for key, value in item(type="composite").items() if key != "body_html"}
    told = [one.stated.guid for one in found({**package, "associations": parts})]
    assert told == ["urn:x:2", "urn:x:3"]
    named = {"main": {"uri": "urn:x:2", "type": "text", "versioncreated": "2024-02-05T11:00:00+01:00"}}
    assert only({**package, "associations": named}).stated.guid == "urn:x:1"


def test_keywords_among_subjects_and_the_version_in_an_id() -> None:
    told = item(categories=[{"type": "x:keyword", "name": "Rates"}, {"type": "x:desk", "name": "Money"}])
    assert (only(told).stated.keywords, only(told).stated.subjects) == (("Rates",), ())
    told = item(versioned_guid="tag:x,2026:n1:7")
    del told["uri"], told["version"]
    assert (only(told).stated.guid, only(told).stated.version) == ("tag:x,2026:n1", "7")


@pytest.mark.parametrize("value", [3, "17", [3, "17"], [{"name": "4"}]])
def test_the_number_of_an_account_is_nobodys_name(value: object) -> None:
    assert only(item(byline=value)).stated.byline is None


def test_a_section_is_no_headline_and_a_headline_no_section() -> None:
    german = only([{"Rubrik": "Lokales", "Überschrift": "Brücke gesperrt", "Text": "Die Brücke ist seit Freitag zu."}])
    assert (german.stated.headline, german.stated.subjects) == ("Brücke gesperrt", ("Lokales",))
    swedish = only([{"Rubrik": "Bron är stängd", "Brödtext": "Bron har varit stängd sedan i fredags kväll."}])
    assert (swedish.stated.headline, swedish.stated.subjects) == ("Bron är stängd", ())


def test_the_writer_that_an_answer_of_wordpress_embeds_signs_its_post() -> None:
    post = {"title": {"rendered": "Frana"}, "date": "2024-02-05T11:00:00", "content": {"rendered": "<p>Una frana.</p>"}}
    embedded = {"author": [{"id": 7, "name": "Sara Bocchini"}]}
    assert only([{**post, "author": 7, "_embedded": embedded}]).stated.byline == "Sara Bocchini"
    assert only([{**post, "author": 7, "_embedded": {"up": []}}]).stated.byline is None
