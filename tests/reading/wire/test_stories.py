"""From what was found of an item to its document: who wrote it, where it was filed, whether it corrects another."""

from __future__ import annotations

import pytest

from feedmill.model import Document, Part
from feedmill.reading import read
from feedmill.reading.stating import Statements
from feedmill.reading.wire.stories import correction_of, place_filed, writers_in


def document(body: str, content: str = "") -> Document:
    (one,) = read(
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" version="1"><itemMeta/>'
        f"<contentMeta>{content}</contentMeta><contentSet><inlineXML>{body}</inlineXML></contentSet></newsItem>".encode()
    )
    assert isinstance(one, Document)
    return one


def test_the_dateline_that_a_text_begins_with_is_stated() -> None:
    stated = document("<p>Harbour opens</p><p>PORT HELM, May 1 (Reuters) - The harbour opened.</p>").stated
    assert (stated.dateline, stated.place, stated.agency) == ("PORT HELM, May 1 (Reuters)", "PORT HELM", "Reuters")
    assert ("dateline", "line") in stated.fields


def test_who_signs_with_the_agency_in_the_dateline_is_the_byline() -> None:
    stated = document("<p>Oslo (NTB-Ola Nordmann): The harbour opened.</p>").stated
    assert (stated.agency, stated.byline, stated.authors) == ("NTB", "Ola Nordmann", ("Ola Nordmann",))


def test_a_stated_dateline_stands() -> None:
    stated = document("<p>PORT HELM (AP) - The harbour.</p>", "<dateline>HELM, May 1</dateline>").stated
    assert (stated.dateline, stated.place) == ("HELM, May 1", "HELM")


def test_bylines_above_a_text_are_stated_and_stand_around_it_as_does_what_signs_it_off() -> None:
    told = document("<h1>Head</h1><p>Von Eva Berg, dpa</p><p>Der Hafen ist offen.</p><p>dpa eb n1 xy</p>")
    assert (told.stated.byline, told.stated.authors) == ("Von Eva Berg, dpa", ("Eva Berg",))
    assert [block.part for block in told.blocks] == [None, Part.AROUND, None, Part.AROUND]


def test_a_byline_in_the_header_of_a_text_is_stated() -> None:
    told = document("<html><body><header><h1>Head</h1><p>By Ann Wade</p></header><p>A story.</p></body></html>")
    assert told.stated.authors == ("Ann Wade",)


def test_captions_alone_are_the_text() -> None:
    told = document("<html><body><figure><figcaption>A mill at dawn.</figcaption></figure></body></html>")
    assert [block.part for block in told.blocks] == [None]


def test_the_credit_behind_a_caption_has_a_line_that_stands_around() -> None:
    told = document("", '<description role="drol:caption">A mill at dawn. (Photo by Ann Wade/AFP)</description>')
    assert told.text == "A mill at dawn.\n(Photo by Ann Wade/AFP)"
    assert [block.part for block in told.blocks] == [None, Part.AROUND]


@pytest.mark.parametrize(
    ("headline", "note", "corrects"),
    [
        ("CORRECTED-Harbour opens", None, True),
        ("(Korrektur) Hafen", None, True),
        ("RETTELSE: Havnen", None, True),
        ("Corrections officer retires", None, False),
        ("Correct answers - a quiz", None, False),
        (None, "Corrects the spelling of the name", True),
        ("Hafen", "Berichtigung: Im 3. Absatz", True),
        ("Harbour", "Eds: CORRECTION to para 2", True),
        ("Harbour", "Adds quotes and a correct figure", False),
        (None, None, False),
    ],
)
def test_a_mark_before_a_headline_or_the_beginning_of_a_note_tells_a_correction(
    headline: str | None, note: str | None, corrects: bool
) -> None:
    assert correction_of(headline, note) == ("correction" if corrects else None)


@pytest.mark.parametrize(
    ("names", "byline", "writers"),
    [
        (["Ann Wade", "ab", "XYZ"], "", ["Ann Wade"]),
        (["Klippe"], "", ["Klippe"]),
        (["awade"], "By Ann Wade", []),
        (["Ann Wade"], "By Ann Wade", ["Ann Wade"]),
        (["Ann Wade"], "By Ann Wade and Carl Horn", []),
        (["Eve Moss"], "By Ann Wade and Carl Horn", ["Eve Moss"]),
    ],
)
def test_creators_are_writers_by_their_names_unless_the_byline_tells_more(
    names: list[str], byline: str, writers: list[str]
) -> None:
    said = Statements()
    said.say("byline", byline, "by")
    assert writers_in(names, said) == writers


@pytest.mark.parametrize(
    ("place", "dateline", "filed"),
    [("Norland", "PORT HELM (AP) -", "PORT HELM"), ("Port Helm", "PORT HELM (AP) -", "Port Helm"),
     ("Norland", "", "Norland"), ("Norland", "May 1", "Norland"), ("", "PORT HELM", "")],
)  # fmt: skip
def test_a_story_was_filed_where_its_dateline_says(place: str, dateline: str, filed: str) -> None:
    said = Statements()
    said.say("dateline", dateline, "dateline")
    assert place_filed(place, said) == filed
