"""What signs a message off stands in its text and beside its story; what only looks like it is the story's."""

from __future__ import annotations

import pytest

from feedmill.model import Document, Part
from feedmill.reading.wiretext.signing_off import signed_by, signed_off
from tests.reading.wiretext.wires import anpa, iptc, only

BODY = "Hafen ist offen\r\n\r\n   Neustadt (dpa) - Der Hafen ist offen."


def beside(document: Document) -> list[str]:
    """The lines that stand beside the story."""
    return [document.text[slice(*block.span)] for block in document.blocks if block.part is Part.AROUND]


@pytest.mark.parametrize(
    "line",
    [
        "mcd/bp/cs", "sf/jm/kir", "ktl/ eaw/ bno/", "bkg\\kzs\\pdn", "(SDA-ATS\\\\ac/tn)", "dpa kt yyzz n1 ba",
        "dpa/lno em yyzz n1 gh", "STT jh", "REUTER TD KL", "AAP mc/jl/bt", "(hina) ha jn", "(Schluss) hu/ral",
        "(Forts. mgl.) hu/ral", "(Kraj) ms/jk", "-0-pet/iva", "/ritzau/", "(©NTB)", "AFP", "Reuter", "==Kyodo",
        "BSA-FL", "jko mhm", "PGF.", "Lusa/Fim", "(loppu)", "Item ends +++", "-30-", "MORE", "(A SUIVRE)",
        "09-OTT-97 12:15", "APA0245    2001-03-12/15:30", "03121445 DEL", "(New York Energy Desk, +1 212 555 0100)",
        "(PROFILE (CAT:Crime/Disaster;) (SRC:AP; ST:IA;) )", "End Adv for Sunday, June 25", "Anna Berg/TT",
        "(c) 2001, The Herald.", "DEA/PH END O'KEEFE", "ab/cd.", "(Eds: photos available)",
    ],
)  # fmt: skip
def test_a_line_that_signs_off_is_none_of_the_story(line: str) -> None:
    assert signed_off(["The harbour is open.", line]) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Ships come in.", "The end is near.", '"Never."', "Boston 5, Baltimore 4", "- Yes/no", "Intel 78 - 3",
        "The AP will observe the change to daylight saving time.", "FTSE 100 6,345.2", "1/2 price", "dpa meldet es.",
        "Ende gut.",
        "he said.",
        "April/May.",
        "distributed by Acme in the U.S., it said.",
    ],
)  # fmt: skip
def test_a_line_that_only_looks_like_it_is_the_storys(line: str) -> None:
    assert signed_off(["The harbour is open.", line]) == 2


def test_bare_letters_sign_only_below_the_end_of_a_sentence() -> None:
    assert signed_off(["The harbour is open.", "BSA-FL"]) == 1
    assert signed_off(["Winners by country:", "USA"]) == 2


def test_one_line_is_always_the_storys() -> None:
    assert signed_off(["AFP"]) == 1
    assert signed_off(["mcd/bp/cs", "AFP"]) == 1


def test_what_signs_off_stays_in_the_text_and_stands_beside_the_story() -> None:
    document = only(iptc(f"{BODY}\r\n\r\n   mcd/bp/cs\r\n\r\nAFP"))
    assert document.text.split("\n") == ["Neustadt (dpa) - Der Hafen ist offen.", "mcd/bp/cs", "AFP"]
    assert beside(document) == ["mcd/bp/cs", "AFP"]


def test_initials_right_below_wrapped_text_are_no_part_of_its_last_paragraph() -> None:
    line = "Neustadt (dpa) - Der Hafen ist nach langen Wochen der Sperre wieder\r\noffen, wie die Stadt mitteilte."
    document = only(iptc(f"Hafen ist offen\r\n\r\n    {line}\r\ndpa/lno em yyzz n1 gh"))
    assert beside(document) == ["dpa/lno em yyzz n1 gh"]
    assert len(document.text.split("\n")) == 2


def test_a_last_word_that_was_wrapped_is_no_sign() -> None:
    line = "   Neustadt (dpa) - Der Hafen ist nach langen Wochen wieder offen bis zum\r\nEnde.\r\n"
    assert beside(only(iptc(f"Hafen ist offen\r\n\r\n{line}"))) == []


@pytest.mark.parametrize("mark", ["Enditem", "./.", "+++"])
def test_an_end_mark_behind_the_last_sentence_gets_a_line_of_its_own(mark: str) -> None:
    document = only(iptc(f"{BODY} {mark}"))
    assert document.text.split("\n")[0] == "Neustadt (dpa) - Der Hafen ist offen."
    assert "".join(document.text.split()).startswith("Neustadt(dpa)-DerHafenistoffen.")


def test_a_dateline_with_a_line_of_its_own_stands_beside_the_story() -> None:
    document = only(iptc("Hafen ist offen\r\n\r\n   STOCKHOLM (TT)\r\n   Hamnen är öppen igen."))
    assert (document.stated.headline, document.stated.place) == ("Hafen ist offen", "STOCKHOLM")
    assert beside(document) == ["STOCKHOLM (TT)"]


def test_a_reporter_who_signs_with_the_agency_is_the_byline() -> None:
    document = only(iptc(f"{BODY}\r\n   Anna Berg/TT"))
    assert (document.stated.byline, dict(document.stated.fields)["byline"]) == ("Anna Berg", "sign-off")
    assert signed_by(["The harbour is open.", "Anna Berg/Oslo"]) is None


def test_copy_of_anpa_1312_is_signed_off_as_well() -> None:
    document = only(
        anpa("^BC-Harbor,100<\r\n^Harbor opens<\r\n\t   OLD FORD, Ohio (AP) _ It is open.\r\n    ab/cd\r\n")
    )
    assert beside(document) == ["ab/cd"]
