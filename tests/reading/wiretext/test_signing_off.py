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
        "ANP (JPS) // CSJ", "The AP", "(Ste/Adnkronos)", "ahm.hb", "mev2210/rq/jl", "ISSN 1234 - 5678",
        "AP Rowing: https://example.com/rowing", "Visit The Herald at www.example.com",
        "Information from: The Herald, http://www.example.com", "La Presse Canadienne, 2026", "c.2001 The Herald",
        "PHOTOS (for help with images, contact 555-0100): HARBOR", "AGERPRES/(A - autor: Ana Pop, editor: Ion Rus)",
        "This report by The Canadian Press was first published March 12, 2026.",
        "To contact the reporter on this story: Ann Wade in Helm at awade@example.net",
        "--With assistance from Jo Hart.", "Write to Ann Wade at ann.wade@example.net", "(END) Dow Jones Newswires",
        "November 27, 2026 07:02 ET (12:02 GMT)", "Keywords: TIN/SHIPS", "SITA,pt;be", "Y1B-ABC",
        "Helm newsroom, +372 555 0100, sise@example.ee", "101154 mar 15", "07-03-16 12:05", "20/13-42/12/13",
        "2026-02-18 15:42:11 JST", "1010734", "(MÇ-HKT)", "Ml jh", "RTRS [nL6E8JO1AB]", "{C}ENDS",
        "Friday, 27 November 2026 08:41:12", "(The Herald, The Canadian Press)",
        "-By Ann Wade, Dow Jones Newswires; +44 20 555 0100; ann.wade@example.com",
        "((Ann Wade, Helm newsroom, +44 20 555 0100, Reuters Messaging: ann.wade@example.com))",
        "SPERRFRIST Donnerstag, 3. April, 09.15 Uhr", "(Achtung Sperrfrist 3. April, 09.15 Uhr)", "（了）",
        "-- Helm newsroom (36 1) 555 0100", "Story Filed By Helm Newspapers",
        "For Use By Clients of the Helm News Service", "*** Sperrfrist 24.12.2016, 16.00 Uhr ***",
        "STT--IS", "/ وام / سعيد", "epd lnb fu/mih", "https://www.example.com/legal",
        "// انتهى //", "18:21 ت م", "0147",
        "BL---COM. TRA.", "MAP 251733 GMT nov 2026",
        "［時事通信社］", "Anna Berg (PAP)", "（編輯：李明）1151126", "#AgenciaNA", "Copyright © ANTARA 2026",
        "AP-CS-06-10-03 1745EDT", "كاو/ص ك/ب ق",
        "-0- PANA SSB/BEH/IBA 27novembre2026", "———",
        "(T.KR-NSW/B/F003/F003) 27-11-2026 16:20:41", "View original content:http://www.example.com/a.html",
        "View source version on example.com: https://www.example.com/a/en/",
        "(Ann Wade writes about ports for The Herald.)", "(Ann Wade is a staff writer at The Herald.)",
        "(VERBETERING van het aantal kranen: drie in plaats van vier)", "kbo \\ kvi \\ gsz", "(ŞKR-İB-MŞ)",
        "MTI 2026. június 21., hétfő 09:14", "WAM/Nour Salman/Hatem Mohamed", "RZ FAR AO", "ho-cag-mjb",
        "Visit the Herald, the World Wide Web site of the Helm Daily Herald, at http://www.example.com.",
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
        "To contact the port, ring the bell.", "With help from two tugs it came free.", "Notebook", "Helm, 2026",
        "PSG-OM 2-1",
        "(Ann Wade is a friend of the port.)", "(The mayor, the council)", "12 ships", "2026-02-31 15:42",
        "The port has a page: it is on the web.", "Copyright law changes in May.",
        "(Correction facilities are full.)", "AFP met at 09:14", "all-in-one port",
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


@pytest.mark.parametrize(
    "head", ["Rückfragehinweis:", "Media contact:", "Contacts:", "Contact presse :", "ABOUT THE WRITER", "On the Net:"]
)
def test_whom_a_release_names_to_ask_stands_beside_it_to_the_end(head: str) -> None:
    contacts = [head, "Port of Helm", "Ann Wade, press officer", "Tel.: 555 0100", "*** ORIGINAL TEXT OF THE PORT ***"]
    assert signed_off(["The harbour is open.", *contacts]) == 1
    assert signed_off(["The harbour is open.", *contacts, f"It was closed {'for weeks ' * 20}."]) == 7
    assert signed_off(["The harbour is open.", head, *["It is open."] * 30]) == 32


def test_a_notebook_in_english_stands_beside_the_story() -> None:
    assert signed_off(["The harbour is open.", "# Notebook", "## Editor's note", "- Adds the pier"]) == 1


@pytest.mark.parametrize(
    "mark", ["(ANSA)", "(PAP).", "EFE", "PTI ABC SA", "AGERPRES/(A - autor: Ana Pop)", "(end)", "(AB/CD/)"]
)
def test_an_agency_behind_the_last_sentence_gets_a_line_of_its_own(mark: str) -> None:
    document = only(iptc(f"{BODY} {mark}\r\n\r\n   ab/cd"))
    assert beside(document) == [mark, "ab/cd"]
    assert document.text.split("\n")[0] == "Neustadt (dpa) - Der Hafen ist offen."


@pytest.mark.parametrize(
    "mark", ["(Hafen)", "(AB/CD)", "NATO", "NATO AB CD", "PTI ABCDE", "HELM/(Nord)", "(ANSA) sagt er"]
)
def test_another_word_there_is_the_storys(mark: str) -> None:
    assert beside(only(iptc(f"{BODY} {mark}"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "(STORY CAN END HERE. OPTIONAL MATERIAL FOLLOWS.)", "(Optional add end)", "(Begin optional trim)",
        "(EDITORS: STORY CAN END HERE)",
    ],
)  # fmt: skip
def test_what_tells_editors_where_to_cut_stands_beside_the_story(line: str) -> None:
    document = only(iptc(f"{BODY}\r\n\r\n   {line}\r\n\r\n   Es bleibt ruhig."))
    assert beside(document) == [line]
    assert document.text.endswith("Es bleibt ruhig.")


def test_a_bracket_that_tells_a_story_is_the_storys() -> None:
    assert beside(only(iptc(f"{BODY}\r\n\r\n   (The story of the port goes on.)\r\n\r\n   Es bleibt ruhig."))) == []


def test_day_and_time_above_a_dateline_stand_beside_the_story() -> None:
    text = "Havnen er åben\r\n\r\n26/11-2026 13:40:11\r\n\r\nAalborg, torsdag /ritzau/\r\nHavnen er åben igen."
    document = only(iptc(text))
    assert beside(document) == ["26/11-2026 13:40:11", "Aalborg, torsdag /ritzau/"]


def test_initials_may_stand_below_an_agency_with_others() -> None:
    assert signed_off(["Ships come in.", "The harbour is open. PTI ABC SA", "SA"]) == 2
    assert signed_off(["Ships come in.", "The harbour is open. NATO ABC SA", "SA"]) == 3


def test_companies_below_the_initials_stand_beside_the_story() -> None:
    assert signed_off(["The harbour is open.", "ab/cd/ef", "", "HELM SHIPPING"]) == 1
    assert signed_off(["The harbour is open.", "HELM SHIPPING"]) == 2


def test_an_agency_with_initials_signs_right_below_wrapped_text() -> None:
    lines = ["Der Hafen ist nach langen Wochen wieder offen, und die", "Schiffe kommen.", "(SDA-ATS/mk/rs)"]
    assert signed_off(lines, wrapped=True) == 2
    assert signed_off([*lines[:2], "(SDA-ATS)"], wrapped=True) == 3


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("— The Associated Press", None),
        ("- Ann Wade, The Canadian Press", "Ann Wade"),
        ("Follow AP's coverage of ports at https://example.com/ports", None),
    ],
)
def test_a_dash_may_stand_before_the_agency_that_signs(line: str, name: str | None) -> None:
    lines = ["The port opens at noon.", "Ships wait.", line]
    assert signed_off(lines) == 2
    assert signed_by(lines) == name
    assert signed_off([*lines[:2], "- Rock/Pop"]) == 3


def test_an_agency_below_a_bracket_signs() -> None:
    lines = ["Der Hafen ist wieder offen.", "(Reporter: Ann Berg; redigiert von Jan Wade)", "REUTERS"]
    assert signed_off(lines, wrapped=True) == 1


def test_contacts_may_stand_below_the_company_and_whom_they_are_for() -> None:
    lines = ["The harbour is open.", "Helm Harbour Ltd.", "Investors:", "Ann Wade", "+44 20 555 0100"]
    assert signed_off(lines) == 1
    assert signed_off(["The harbour is open.", "It pays them all.", *lines[2:]]) == 2


def test_what_a_press_release_service_adds_goes_on_to_the_end() -> None:
    lines = [
        "The harbour is open.", "", "SOURCE  Helm Harbour Ltd.", "    -0-                11/27/2026",
        "    /CONTACT:  Ann Wade of Helm Harbour, +44 20 555 0100,", "awade@helm.example/",
        "CO:  Helm Harbour Ltd.", "SU:",
    ]  # fmt: skip
    assert signed_off(lines) == 1
    assert signed_off(["The harbour is open.", "Source water is what it has most of."]) == 2


@pytest.mark.parametrize("head", ["CONTACT: Helm Harbour", "KEYWORD: NORTH DAKOTA", "Redaktionelle Hinweise"])
def test_what_is_for_editors_behind_a_story_goes_on_to_the_end(head: str) -> None:
    assert signed_off(["The harbour is open.", head, "Ann Wade, 701-555-0107", "Some more of it"]) == 1


def test_brackets_that_say_who_reported_may_close_some_lines_below() -> None:
    lines = ["The harbour is open.", "(Reporter: Ann Wade, redigiert von Jo Hart.", "Bei Rückfragen: 069-555 0100.)"]
    assert signed_off(lines) == 1
    assert signed_off(["The harbour is open.", "(Reporter: Ann Wade", "The pier is not.", "It (all) waits."]) == 4
