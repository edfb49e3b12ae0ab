"""Both layouts of Nexis: what stands where above the text, and what below it."""

from __future__ import annotations

import pytest

from feedmill.splitting import split
from tests.reading.exports.exported import BODY, OTHER, around, day, documents, is_export, only, shown

CENTRED = f"""
                               1 of 2 DOCUMENTS


                               The Port Gazette

                           November 12, 2026 Thursday
                                 First Edition

Harbour bridge closes in a row
about repairs

BYLINE: By Jane Marlow

SECTION: NEWS; Pg. 4

LENGTH: 96 words

HIGHLIGHT: Drivers told to wait


The harbour bridge will close for six weeks from Monday, the council
said.

{OTHER}


LOAD-DATE: November 13, 2026

LANGUAGE: ENGLISH

SUBJECT: BRIDGES (90%); TRAFFIC
 ACCIDENTS (78%)

GRAPHIC: The bridge at dawn

PUBLICATION-TYPE: Newspaper


                       Copyright 2026 Port Newspapers Ltd
                              All Rights Reserved


                               2 of 2 DOCUMENTS

                       Copyright 2026 The Port Company
                                Evening Port

                           November 13, 2026 Friday

Ferry returns

LENGTH: 61 words

{OTHER}
"""
ENDED = f"""
Job Number: 4411
Documents (1)
1. Harbour bridge closes

Harbour bridge closes

The Port Gazette
November 12, 2026 Thursday
First Edition

Copyright 2026 Port Newspapers Ltd All Rights Reserved

Section: NEWS; Pg. 4
Length: 96 words
Byline: Jane Marlow
Highlight: Drivers told to wait

Body

{BODY}

Graphic

The bridge at dawn

Classification

Language: ENGLISH
Subject: BRIDGES (90%)
Load-Date: November 13, 2026

End of Document
"""


def test_publication_day_and_headline_are_told_by_their_order() -> None:
    one, other = documents(CENTRED)
    assert (one.stated.agency, other.stated.agency) == ("The Port Gazette", "Evening Port")
    assert (day(one), day(other)) == (("2026-11-12 00:00", "day"), ("2026-11-13 00:00", "day"))
    assert (one.stated.headline, other.stated.headline) == (
        "Harbour bridge closes in a row about repairs",
        "Ferry returns",
    )


def test_labels_above_and_below_the_text_are_stated() -> None:
    stated = documents(CENTRED)[0].stated
    assert (stated.byline, stated.deck, stated.language) == ("Jane Marlow", "Drivers told to wait", "en")
    assert stated.subjects == ("NEWS", "BRIDGES", "TRAFFIC ACCIDENTS")
    assert str(stated.updated_at)[:10] == "2026-11-13"
    assert stated.rights == "Copyright 2026 Port Newspapers Ltd All Rights Reserved"


def test_the_text_is_unwrapped_and_what_states_nothing_stands_around_it() -> None:
    one, other = documents(CENTRED)
    assert (shown(one), shown(other)) == ([BODY, OTHER], [OTHER])
    beside = {
        "First Edition",
        "Pg. 4",
        "LENGTH: 96 words",
        "PUBLICATION-TYPE: Newspaper",
        "GRAPHIC: The bridge at dawn",
    }
    assert set(around(one)) == beside
    (story,) = split(one).stories
    assert story.text == f"{BODY}\n{OTHER}"


def test_the_same_without_indents() -> None:
    one, other = documents("\n".join(line.strip() for line in CENTRED.split("\n")))
    assert one.stated.headline == "Harbour bridge closes in a row about repairs"
    assert (shown(one), shown(other)) == ([BODY, OTHER], [OTHER])


def test_the_german_surface() -> None:
    one = only(
        "                 1 von 1 DOKUMENTEN\n\n                 Hafenbote\n\n         12. November 2026 Donnerstag\n\n"
        f"Brücke gesperrt\n\nAUTOR: Anna Berg\n\nRUBRIK: LOKALES; S. 9\n\nLÄNGE: 96 Wörter\n\n{BODY}\n\n"
        "UPDATE: 13. November 2026\n\nSPRACHE: GERMAN; DEUTSCH\n"
    )
    stated = one.stated
    assert (stated.headline, stated.byline, stated.language) == ("Brücke gesperrt", "Anna Berg", "de")
    assert (day(one), str(stated.updated_at)[:10]) == (("2026-11-12 00:00", "day"), "2026-11-13")
    assert (stated.subjects, shown(one)) == (("LOKALES",), [BODY])


@pytest.mark.parametrize("text", ["BODY:\n", "BODY: "])
def test_the_text_may_have_a_label(text: str) -> None:
    one = only(
        f"1 of 1 DOCUMENTS\n\nThe Gazette\n\nMay 2, 2026\n\nHEADLINE: Bridge\n\nBYLINE: A Berg\n\n{text}{BODY}\n"
    )
    assert (one.stated.headline, shown(one)) == ("Bridge", [BODY])


def test_the_layout_with_an_end_of_each_document() -> None:
    one = only(ENDED)
    stated = one.stated
    assert (stated.headline, stated.agency, stated.byline) == (
        "Harbour bridge closes",
        "The Port Gazette",
        "Jane Marlow",
    )
    assert (day(one), stated.deck, stated.language) == (("2026-11-12 00:00", "day"), "Drivers told to wait", "en")
    assert (stated.subjects, str(stated.updated_at)[:10]) == (("NEWS", "BRIDGES"), "2026-11-13")
    assert shown(one) == [BODY]
    assert {"1. Harbour bridge closes", "Length: 96 words", "The bridge at dawn"} <= set(around(one))


def test_what_is_cut_off_at_its_end_is_a_document_too() -> None:
    cut = ENDED[ENDED.index("Harbour bridge closes\n\nThe") : ENDED.index("Classification")]
    one, other = documents(f"{ENDED}\n{cut}")
    assert (shown(one), shown(other)) == ([BODY], [BODY])


@pytest.mark.parametrize(
    "text",
    [f"1 of 2 DOCUMENTS\n\n{BODY}", f"Body\n\n{BODY}\n\nEnd of Document\n", f"{BODY}\nLENGTH: 3\nSECTION: x\n{OTHER}"],
)
def test_marks_alone_make_no_export(text: str) -> None:
    assert not is_export(text)


def test_a_document_without_labels_above_its_text() -> None:
    first = f"1 of 2 DOCUMENTS\n\nThe Gazette\n\nMay 2, 2026\n\nBridge\ncloses\n\n{BODY}\n\nLANGUAGE: ENGLISH\n\n"
    one, other = documents(
        f"{first}2 of 2 DOCUMENTS\n\nFerry returns\n\nLENGTH: 9\n\n{OTHER}\n\nCopyright 2026 The Port\n"
    )
    assert (one.stated.headline, one.stated.language, shown(one)) == ("Bridge closes", "en", [BODY])
    assert (other.stated.headline, other.stated.published_at, shown(other)) == ("Ferry returns", None, [OTHER])
    assert other.stated.rights == "Copyright 2026 The Port"


def test_a_document_without_a_text() -> None:
    one = only(
        "1 of 1 DOCUMENTS\n\nThe Gazette\n\nMay 2, 2026\n\nBridge\n\nLENGTH: 9 words\n\nLOAD-DATE: May 2, 2026\n"
    )
    assert (one.stated.headline, one.text.split("\n")[-1]) == ("Bridge", "Bridge")


def test_labels_that_run_over_lines() -> None:
    one = only(
        f"1 of 1 DOCUMENTS\n\nThe Gazette\n\nMay 2, 2026\n\nBridge\n\nBYLINE: Jane\nMarlow\n\nLENGTH: 9\n\n{BODY}\n\n"
        "GRAPHIC: The bridge\nat dawn\n\nLANGUAGE: ENGLISH\n"
    )
    assert (one.stated.byline, "GRAPHIC: The bridge at dawn" in around(one)) == ("Jane Marlow", True)


def test_the_oldest_form_has_the_edition_behind_the_day() -> None:
    one = only(
        "          LEVEL 1 - 1 OF 9 STORIES\n\n          Copyright 1998 The Port Company\n          The Gazette\n\n"
        "          September 5, 1998, Saturday, Late Edition - Final\n\nSECTION: Section A; Page 1; Column 6\n\n"
        f"LENGTH: 96 words\n\nHEADLINE: Bridge\ncloses\n\nBYLINE: By JANE MARLOW\n\nBODY:\n   {BODY}\n\n   {OTHER}\n"
    )
    stated = one.stated
    assert (stated.headline, stated.agency, stated.byline) == ("Bridge closes", "The Gazette", "JANE MARLOW")
    assert (day(one), shown(one)) == (("1998-09-05 00:00", "day"), [BODY, OTHER])
    assert "Saturday, Late Edition - Final" in around(one)
