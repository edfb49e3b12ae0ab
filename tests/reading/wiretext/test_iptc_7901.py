"""IPTC 7901 where it differs from message to message: headings, signals, notes, what is missing."""

from __future__ import annotations

import pytest

from feedmill.errors import Rejected
from feedmill.reading.piece import Limits, Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.wiretext.iptc_7901 import read_7901
from tests.reading.wiretext.wires import documents, iptc, only, rejected, wire

BODY = "\r\n\r\nNeustadt (dpa) - Der Hafen ist offen."


def test_a_headline_ends_with_an_equals_sign() -> None:
    document = only(iptc(f"Hafen ist\r\nwieder offen ={BODY}"))
    assert document.stated.headline == "Hafen ist wieder offen"
    assert document.text == "Neustadt (dpa) - Der Hafen ist offen."
    assert dict(document.stated.fields)["headline"] == "headline"


def test_a_headline_may_end_with_a_blank_line_or_the_dateline() -> None:
    assert only(iptc(f"Hafen ist offen{BODY}")).stated.headline == "Hafen ist offen"
    assert only(iptc("Hafen ist offen\r\n   Neustadt (dpa) - Er ist offen.")).stated.headline == "Hafen ist offen"


@pytest.mark.parametrize(
    "text",
    [
        "Neustadt (dpa) - Der Hafen ist offen.",
        "   Der Hafen ist offen.\r\n   Die Schiffe laufen ein.",
        "Der Hafen ist offen, teilte die Stadt am Montag in einer langen Erklärung\r\nmit, und Schiffe laufen ein.",
        "Der Hafen ist offen.",
    ],
)
def test_without_an_end_there_is_no_headline(text: str) -> None:
    document = only(iptc(text))
    assert document.stated.headline is None
    assert document.stated.slugline == "Hafen"
    assert "".join(document.text.split()) == "".join(text.split())


def test_a_headline_in_capitals_is_one_when_nothing_else_is() -> None:
    assert only(iptc(f"HAFEN OFFEN ={BODY}")).stated.headline == "HAFEN OFFEN"
    document = only(iptc(f"2ND LEAD\r\nHAFEN OFFEN ={BODY}"))
    assert (document.stated.headline, document.stated.version) == ("HAFEN OFFEN", "2ND LEAD")


def test_a_name_that_begins_like_a_byline_is_a_headline_when_it_stands_alone() -> None:
    assert only(iptc(f"Von der Leyden reist ab ={BODY}")).stated.headline == "Von der Leyden reist ab"


@pytest.mark.parametrize("mark", ["(2)", "(3DER)", "(1LEAD)", "(RECTIFICATIF)"])
def test_a_mark_behind_the_headline_is_a_version(mark: str) -> None:
    document = only(iptc(f"Hafen offen {mark} ={BODY}"))
    assert (document.stated.version, document.stated.headline) == (mark.strip("()"), f"Hafen offen {mark}")


def test_a_correction_in_the_header_or_the_keywords_is_a_version() -> None:
    assert only(iptc(f"Hafen ={BODY}", header="abc0001 4 pl 10 dpa CORR")).stated.version == "CORR"
    assert only(iptc(f"Hafen ={BODY}", keywords="Hafen/RPT/")).stated.version == "RPT"


@pytest.mark.parametrize(
    ("text", "keywords"),
    [(f"KILL\r\nHafen ={BODY}", "Hafen/"), (f"Hafen ={BODY}", "Hafen/KILL/"), (f"ANNULATION: Hafen{BODY}", "Hafen/")],
)
def test_a_kill_is_canceled(text: str, keywords: str) -> None:
    assert only(iptc(text, keywords=keywords)).stated.status == "canceled"


def test_a_story_about_a_kill_is_not_canceled() -> None:
    assert only(iptc(f"Gunmen kill five at harbour ={BODY}", keywords="Crime/kill/")).stated.status is None


def test_an_embargo_with_a_whole_date_holds_until_then() -> None:
    document = only(iptc(f"(Embargo: 2024-10-09T14:20:00Z)\r\nHafen ={BODY}"))
    assert document.stated.status == "withheld"
    assert document.stated.embargoed_until is not None
    assert document.stated.embargoed_until.isoformat() == "2024-10-09T14:20:00+00:00"


def test_what_is_not_to_be_published_is_a_note_and_not_shown() -> None:
    text = f"Hafen ={BODY}\r\n\r\n* * * *\r\nThe following information is not for publication\r\n\r\n- Call 123"
    document = only(iptc(text))
    assert document.text == "Neustadt (dpa) - Der Hafen ist offen."
    assert document.stated.ednote == "- Call 123"


def test_a_date_group_without_a_year_gives_no_date() -> None:
    stated = only(iptc(f"Hafen ={BODY}", post="121030 NOV")).stated
    assert (stated.published_at, stated.published_raw) == (None, "121030 NOV")


def test_a_message_with_a_headline_alone_shows_it() -> None:
    assert only(iptc("EILMELDUNG Hafen offen =")).text == "EILMELDUNG Hafen offen"


def test_a_message_without_a_text_is_reported_and_the_next_one_read() -> None:
    data = iptc("  \r\n") + iptc(f"Hafen ={BODY}")
    assert [(one.reason, one.locator.byte_start) for one in rejected(data)] == [("nothing_stated", 0)]
    assert len(list(read_7901(Piece.of(data)))) == 2


def test_a_message_whose_header_is_broken_is_read_with_a_note() -> None:
    first, second = documents(iptc(f"Hafen ={BODY}") + iptc(f"Hafen ={BODY}", header="%%% broken"))
    assert first.notes == second.notes[:0] + first.notes
    assert "header_unreadable: no line has its form" in second.notes
    assert second.stated.doc_id is None
    assert second.stated.headline == "Hafen"


def test_a_language_of_belga_is_that_of_the_field() -> None:
    assert only(iptc(f"Haven ={BODY}", header="BIN001 3 ALG 10 N BELGA-0001")).stated.language == "nl"


def test_no_more_than_the_limit_is_read() -> None:
    piece = Piece.of(wire("dpa-bare"), limits=Limits(piece=10))
    with pytest.raises(Rejected) as caught:
        list(read_7901(piece))
    assert caught.value.reason is ReadingReason.TOO_LARGE_TO_READ


def test_a_time_group_that_stands_in_the_text_is_taken_where_none_stands_behind() -> None:
    data = b"\x01abc0001 4 pl 10 dpa\nHafen/\n\x02Hafen =\nNeustadt (dpa) - Offen.\n./.\n121030 NOV 09\n./.\n"
    document = only(data)
    assert document.text == "Neustadt (dpa) - Offen."
    assert document.stated.published_raw == "121030 NOV 09"


def test_a_keyword_line_of_many_words_is_the_headline_where_there_is_no_other() -> None:
    text = "   (ANSA) - PORTO, 11 MAR - Le navi sono in mare."
    assert only(iptc(text, keywords="PORTO: NAVI IN MARE")).stated.headline == "PORTO: NAVI IN MARE"
    assert only(iptc(text, keywords="PORTO/NAVI IN MARE OGGI")).stated.headline is None
    assert only(iptc(text, keywords="Porto navi")).stated.headline is None


def test_lines_below_the_headline_are_the_deck() -> None:
    stated = only(iptc(f"Hafen ist offen\r\nUtl.: Zwei Stege zu\r\nUtl.: Regen ={BODY}")).stated
    assert (stated.headline, stated.deck) == ("Hafen ist offen", "Zwei Stege zu Regen")


@pytest.mark.parametrize("line", ["Eil", "(Eilmeldung)", "Urgente", "FLASH", "Hast"])
def test_a_line_that_says_how_urgent_it_is_is_no_headline(line: str) -> None:
    stated = only(iptc(f"{line}\r\nHafen ist offen ={BODY}")).stated
    assert (stated.headline, stated.take_key) == ("Hafen ist offen", line)


def test_a_correction_before_the_colon_of_the_headline_is_a_version() -> None:
    assert only(iptc(f"KORREKTUR: Hafen ist offen ={BODY}")).stated.version == "KORREKTUR"
    assert only(iptc(f"Minister: Correction is needed ={BODY}")).stated.version is None


def test_an_end_mark_below_a_short_paragraph_is_a_line_of_its_own() -> None:
    text = "Hafen ist offen =\r\n\r\n   Wien (APA) - Der Hafen ist wieder offen, sagt man.\r\n   (Schluss) ab/cd"
    assert only(iptc(text)).text.split("\n")[1:] == ["(Schluss) ab/cd"]


def test_a_headline_for_editors_may_take_a_story_back() -> None:
    order = "Achtung Redaktionen: Die Meldung abc0001 wird zurückgezogen"
    assert only(iptc(f"{order} ={BODY}")).stated.status == "canceled"
    assert only(iptc(f"Das Bier der Brauerei wird zurückgezogen ={BODY}")).stated.status is None


def test_stars_set_lines_of_the_deck_apart() -> None:
    stated = only(
        iptc("Harbour opens\r\n* Two piers closed\r\n* Rain ahead\r\n\r\n   HELM (Reuters) - It is open.")
    ).stated
    assert (stated.headline, stated.deck) == ("Harbour opens", "Two piers closed Rain ahead")


def test_a_byline_may_stand_alone_below_the_headline() -> None:
    document = only(iptc("Harbour opens\r\n\r\nBy Ann Wade\r\n\r\n   HELM (Reuters) - It is open."))
    assert (document.stated.byline, document.text) == ("Ann Wade", "HELM (Reuters) - It is open.")
    told = "By the sea it is cold."
    assert only(iptc(f"Harbour opens\r\n\r\n{told}\r\n\r\nIt is open.")).text == f"{told}\nIt is open."


def test_a_dateline_may_stand_in_a_line_of_its_own() -> None:
    stated = only(iptc("Satama avattiin\r\n\r\nHelsinki, 1.5. (STT)\r\nSatama on auki.")).stated
    assert (stated.dateline, stated.place, stated.agency) == ("Helsinki, 1.5. (STT)", "Helsinki", "dpa")


def test_line_ends_of_three_characters_are_one() -> None:
    data = iptc(f"Hafen ist offen ={BODY}\r\nEr bleibt es.")
    assert only(data.replace(b"\r\n", b"\r\r\n")).text == only(data).text


def test_a_message_that_is_empty_spoils_no_other() -> None:
    good = iptc(f"Hafen ist offen ={BODY}")
    data = good + b"\x01\x02\x03\x04" + good
    assert [one.reason for one in rejected(data)] == [ReadingReason.NOTHING_STATED]


def test_the_priority_may_be_left_out() -> None:
    stated = only(iptc(f"Hafen ist offen ={BODY}", header="bdt 0123 pl 245 dpa 0456")).stated
    assert (stated.doc_id, stated.subjects, stated.urgency) == ("0123", ("pl",), None)


def test_a_dateline_may_stand_apart_above_the_headline() -> None:
    document = only(iptc("HELM Aug 20 Sapa\r\n\r\nHARBOUR OPENS\r\n\r\nThe harbour is open.", keywords=""))
    stated = document.stated
    assert (stated.headline, stated.place, stated.dateline) == ("HARBOUR OPENS", "HELM", "HELM Aug 20 Sapa")
    assert document.text == "The harbour is open."
    assert only(iptc("STOCKHOLM (TT)\r\n\r\nHamnen.", keywords="")).text.startswith("STOCKHOLM (TT)")


def test_a_header_alone_is_no_text() -> None:
    (one,) = rejected(iptc("", keywords=""))
    assert one.reason == ReadingReason.NOTHING_STATED


def test_a_headline_in_place_of_keywords_is_all_that_a_message_without_a_text_shows() -> None:
    document = only(iptc("", keywords="Hafen ist wieder offen"))
    assert (document.stated.headline, document.text) == ("Hafen ist wieder offen",) * 2


def test_an_agency_may_stand_in_brackets_without_a_place() -> None:
    stated = only(iptc("Tin rises ==\r\n\r\n   (Bloomberg) -- Tin rose.", header="abc0001 4 fi 10")).stated
    assert (stated.agency, stated.place, stated.dateline) == ("Bloomberg", None, None)
    assert only(iptc("Tin rises =\r\n\r\n   (Corrected) -- Tin rose.", header="abc0001 4 fi 10")).stated.agency is None


def test_points_may_stand_above_the_dateline() -> None:
    points = "* Shares fall\r\n\r\n* Mine floods\r\n\r\n* Ships wait"
    text = f"Tin falls ==\r\n\r\n{points}\r\n\r\nHELM, May 3 (Reuters) - Tin fell."
    assert only(iptc(text)).stated.place == "HELM"


def test_a_source_may_have_a_digit_between_letters() -> None:
    stated = only(iptc(f"Hafen ist offen ={BODY}", header="L8N4120 3 E 10")).stated
    assert (stated.doc_id, stated.urgency, stated.guid) == ("4120", "3", "L8N4120 121030 NOV 09")
