"""What agencies make of JSON: AP, dpa, AFP, Reuters, Superdesk, TT, Belga."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from feedmill.model import Document, Role
from feedmill.reading.jsons.agencies import doc_ids, headlines_of, media_of, names_of, notes_of, status_of
from feedmill.reading.jsons.ninjs import read_ninjs
from feedmill.reading.piece import Piece

WHEN = datetime(2024, 2, 5, 9, tzinfo=UTC)


def only(value: Any) -> Document:
    (document,) = read_ninjs(Piece.of(json.dumps(value).encode()))
    assert isinstance(document, Document), document
    return document


def item(**more: Any) -> dict[str, Any]:
    return {
        "uri": "urn:x:1",
        "versioncreated": "2024-02-05T11:00:00+01:00",
        "pubstatus": "usable",
        "headline": "H",
        **more,
    }


def test_the_answer_of_the_ap_media_api() -> None:
    told = {
        "uri": "https://api.example.org/v/content/f1?qt=1",
        "altids": {"etag": "f1_0", "itemid": "f1"},
        "version": 0,
        "type": "text",
        "versioncreated": "2024-02-05T09:00:00Z",
        "pubstatus": "usable",
        "signals": ["newscontent"],
        "headline": "Little spark",
        "headline_extended": "A longer headline",
        "title": "US--Film",
        "bylines": [{"by": "By MARK KENNEDY", "title": "Writer"}],
        "usageterms": ["Editorial use."],
        "infosource": [{"name": "AP", "type": "AP"}],
        "links": [{"href": "https://news.example.org/f1", "rel": "canonical"}, {"href": "https://x/", "rel": "self"}],
    }
    document = only({"api_version": "2.0", "data": {"item": told}, "nitf": {"body_html": "<p>One</p><p>Two</p>"}})
    stated = document.stated
    assert (document.text, stated.doc_id, stated.version, stated.published_at) == ("One\nTwo", "f1", "0", WHEN)
    assert (stated.headline, stated.deck, stated.byline) == ("Little spark", "A longer headline", "By MARK KENNEDY")
    assert (stated.url, stated.agency, stated.kind) == ("https://news.example.org/f1", "AP", "text")


def test_dpa_digitalwires() -> None:
    entry = {
        "format": "digitalwires@0.9.1",
        "type": "composite",
        "entry_id": "LE",
        "urn": "urn:newsml:dpa.example:1",
        "version_created": "2024-02-05T10:00:00+01:00",
        "updated": "2024-02-05T12:00:00Z",
        "version": 2,
        "pubstatus": "usable",
        "signal": "sig:correction",
        "embargoed": None,
        "kicker": "Kunst",
        "headline": "Eine Ausstellung",
        "subhead": None,
        "teaser": "Ein Teaser.",
        "byline": "Von Anna Beispiel, dpa",
        "dateline": "Berlin (dpa) - ",
        "article_html": '<section class="main"><p>Eins.</p><h2>Zwischen</h2><p>Zwei.</p></section>',
        "infobox_html": "<section><h3>Kasten</h3><p>Drei.</p></section>",
        "linkbox_html": "<ul><li>Link</li></ul>",
        "creditline": "dpa",
        "usageterms": "Nutzung\nUse",
        "notepad": {"public_html": "<ul><li>Hinweis</li></ul>"},
        "ednotes": [{"role": "x:correction", "ednote": "Name."}, {"role": "x:dpacontacts", "ednote": "+49"}],
        "categories": [
            {"type": "dnltype:dpasubject", "name": "Krieg", "qcode": "medtop:1"},
            {"type": "dnltype:wire", "name": "bdt", "qcode": "dpasrv:bdt"},
        ],
        "keyword_names": ["Kunst"],
    }
    document = only({"entries": [entry]})
    stated = document.stated
    assert document.text == "Eins.\nZwischen\nZwei.\nKasten\nDrei."
    assert document.blocks[1].role is Role.HEADING
    assert (stated.guid, stated.doc_id, stated.version, stated.kind) == (
        "urn:newsml:dpa.example:1",
        "LE",
        "2",
        "correction",
    )
    assert (stated.kicker, stated.deck, stated.credit) == ("Kunst", "Ein Teaser.", "dpa")
    assert (stated.dateline, stated.ednote, stated.published_at) == ("Berlin (dpa)", "Name.", WHEN)
    assert (stated.subjects, stated.keywords) == (("medtop:1", "Krieg"), ("Kunst",))
    assert only({**entry, "ednotes": None}).stated.ednote == "Hinweis"


def test_afp_core() -> None:
    document = only(
        {
            "response": {
                "docs": [
                    {
                        "uno": "newsml.afp.1",
                        "afpshortid": "34X",
                        "class": "text",
                        "headline": "Un titre",
                        "news": ["Premier.", "Second."],
                        "urgency": 3,
                        "created": "2024-02-05T08:00:00Z",
                        "published": "2024-02-05T09:00:00Z",
                        "lang": "fr",
                        "slug": ["politique", "partis"],
                        "status": "Canceled",
                        "revision": 2,
                        "signal": ["cwarn"],
                        "provider": "AFP",
                        "advisory": "Nom",
                        "city": "Paris",
                        "bagItem": [{"medias": [{"type": "Photo", "href": "https://x/1.jpg", "width": 9}]}],
                    }
                ]
            }
        }
    )
    stated = document.stated
    assert (document.text, stated.guid, stated.doc_id, stated.version) == (
        "Premier.\nSecond.",
        "newsml.afp.1",
        "34X",
        "2",
    )
    assert (stated.status, stated.published_at, stated.slugline) == ("canceled", WHEN, "politique-partis")
    assert (stated.agency, stated.place, stated.ednote, stated.media) == ("AFP", "Paris", "Nom", ("https://x/1.jpg",))
    assert "signal: cwarn" in document.notes


def test_reuters_connect() -> None:
    told = {
        "uri": "tag:reuters.example,2024:1",
        "usn": "RC2",
        "versionCreated": "2024-02-05T09:00:00.000Z",
        "headLine": "Steps",
        "byLine": "O. T.",
        "bodyXhtml": "<p>One</p>",
        "subject": [{"name": None, "code": "N2:EUROP"}],
    }
    stated = only({"data": {"item": told}}).stated
    assert (stated.headline, stated.doc_id, stated.byline, stated.subjects) == ("Steps", "RC2", "O. T.", ("N2:EUROP",))


def test_superdesk_and_its_authors() -> None:
    told = item(
        uri=None,
        guid="tag:1",
        firstpublished="2024-02-05T09:00:00+0000",
        firstcreated="2024-02-01T00:00:00+0000",
        authors=[
            {"name": "Josh", "role": "editor"},
            {"name": "Aaron", "role": "author"},
            {"name": None, "code": "None"},
        ],
        priority=6,
        extra={"doi": "1"},
    )
    stated = only(told).stated
    assert (stated.guid, stated.doc_id, stated.published_at) == ("tag:1", "tag:1", WHEN)
    assert (stated.byline, stated.authors, stated.urgency) == ("Aaron", ("Aaron",), "6")


def test_the_people_of_tt() -> None:
    people = [
        {"byline": "Martin H/TT", "role": ""},
        {"byline": "", "role": "Ansvarig", "internal": "true"},
        {"byline": "Anders B/TT", "role": "Fotograf"},
    ]
    assert only(item(bylines=people)).stated.authors == ("Martin H",)


def test_a_picture_of_dpa_has_its_caption_as_text() -> None:
    told = item(
        urn="urn:p",
        version_created="2024-02-05T09:00:00Z",
        content_created="2019-12-07",
        descriptions=[
            {"role": "drol:caption", "description": "Caroline Kennedy at a ship."},
            {"role": "dpadrol:caption-extended", "description": "ARCHIV - Caroline Kennedy at a ship. Foto: X"},
        ],
        associations=[
            {"type": "image", "renditions": [{"mimetype": "image/jpeg", "url": "https://x/p.jpeg", "width": None}]}
        ],
    )
    document = only(told)
    assert (document.text, document.stated.deck, document.stated.media) == (
        "Caroline Kennedy at a ship.",
        None,
        ("https://x/p.jpeg",),
    )
    assert document.stated.published_raw == "2024-02-05T11:00:00+01:00"


def test_the_components_of_belga() -> None:
    told = {
        "newsObjectId": 7,
        "headLine": "Lorem",
        "authors": [{"name": "BRV", "type": "AUTHOR"}],
        "credit": "BELGA",
        "validateDate": 1707123600000,
        "newsComponents": [
            {"assetType": "Title", "proxies": [{"varcharData": "Lorem"}]},
            {"assetType": "Lead", "proxies": [{"varcharData": "Ipsum.", "clobData": ""}]},
            {"assetType": "Body", "proxies": [{"varcharData": "Dolor.", "clobData": ""}]},
        ],
    }
    document = only({"newsObjects": [told]})
    assert (document.text, document.stated.guid, document.stated.published_at) == ("Ipsum.\nDolor.", "7", WHEN)


def test_an_item_that_names_its_standard_is_one_with_little_else() -> None:
    told = {
        "$standard": {"name": "ninjs", "version": "1.4"},
        "uri": "urn:x",
        "headline": "H",
        "altids": {"itemid": "7"},
    }
    document = only(told)
    assert (document.format, document.text, document.stated.doc_id) == ("ninjs", "H", "7")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("H", {"headline": "H"}),
        ({"main": "M", "kicker": "K", "seo": "S"}, {"headline": "M", "kicker": "K"}),
        ({"basic": "B"}, {"headline": "B"}),
        ([{"role": "kicker", "value": "K"}, {"role": "subheadline", "value": "D"}, {"role": "main", "value": "H"}],
         {"headline": "H", "kicker": "K", "deck": "D"}),
        ([{"role": "main", "value": "H"}, {"role": "sub", "value": "D"}], {"headline": "H", "deck": "D"}),
        ([{"role": "print", "value": "P"}, {"value": "H"}, {"value": "other"}], {"headline": "H"}),
        (["H"], {"headline": "H"}),
        (None, {}),
    ],
)  # fmt: skip
def test_headlines_by_their_roles(value: Any, said: dict[str, str]) -> None:
    assert headlines_of(value) == said


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By A and B", ("By A and B", [])),
        ({"name": "A"}, ("A", ["A"])),
        ({"by": [{"name": "A"}, {"name": "B"}]}, ("A, B", ["A", "B"])),
        ([{"name": "A", "role": "editor"}], (None, [])),
        (["A", "B", "A"], ("A, B", ["A", "B", "A"])),
        (None, (None, [])),
    ],
)
def test_people_of_a_byline(value: Any, names: tuple[str | None, list[str]]) -> None:
    assert names_of(value) == names


def test_ids_notes_and_media_of_all_shapes() -> None:
    assert list(doc_ids({"etag": "7_1", "itemid": "7"})) == ["7", "7_1", "7"]
    assert list(doc_ids([{"role": "a", "value": "1"}, "2"])) == ["1", "2"]
    assert list(doc_ids("3")) == ["3"]
    assert notes_of({"public_html": "<ul><li>a</li><li>b</li></ul>"}) == ["a", "b"]
    assert notes_of({"nonpublic_html": "x"}) == []
    assert notes_of({"public_html": "<p>a</p>", "correction_html": "<p>b</p>"}) == ["b", "a"]
    assert notes_of([{"role": "contacts", "ednote": "tel"}, {"ednote": "a"}, "b"]) == ["a", "b"]
    assert list(media_of("https://x/1 https://x/2 no")) == ["https://x/1", "https://x/2"]
    assert list(media_of(["https://x/1", {"url": "https://x/2"}, {"renditions": [{"href": "no"}]}, 7])) == [
        "https://x/1",
        "https://x/2",
    ]
    assert list(media_of(7)) == []


@pytest.mark.parametrize("word", ["", None, "Texas", "draft", "in progress"])
def test_other_words_are_no_status(word: str | None) -> None:
    assert status_of(word) is None


def test_the_word_before_a_name_is_no_part_of_it() -> None:
    assert names_of([{"by": "By NORA QUIST"}, {"by": "Bobby Ode"}])[1] == ["NORA QUIST", "Bobby Ode"]


def test_the_caption_of_a_picture_is_its_text_and_an_embargo_a_date() -> None:
    one = only(item(type="picture", description_caption="A gate.", embargo_time="2024-02-06T06:00:00Z"))
    assert one.text == "A gate."
    assert one.stated.embargoed_until == datetime(2024, 2, 6, 6, tzinfo=UTC)
