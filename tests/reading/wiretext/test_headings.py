"""What stands above the body of IPTC 7901 in blocks of its own: signals, notes, bylines, what holds it back."""

from __future__ import annotations

import pytest

from tests.reading.wiretext.wires import iptc, only

BODY = "\r\n\r\nNeustadt (dpa) - Der Hafen ist offen."


def test_signals_may_stand_apart_above_the_headline() -> None:
    stated = only(iptc(f"URGENT\r\n\r\nEMBARGO jusqu'au 13 mai 2026 à 18h00 GMT\r\n\r\nLe port rouvre{BODY}")).stated
    assert (stated.headline, stated.status, stated.take_key) == (
        "Le port rouvre", "withheld", "URGENT EMBARGO jusqu'au 13 mai 2026 à 18h00 GMT",
    )  # fmt: skip
    assert stated.embargoed_until is not None
    assert stated.embargoed_until.isoformat() == "2026-05-13T18:00:00+00:00"


def test_an_alarm_alone_is_no_headline() -> None:
    assert only(iptc(f"KORREKTUR: HAFEN ZU{BODY}")).stated.headline == "KORREKTUR: HAFEN ZU"
    assert only(iptc(f"ALERTE{BODY}")).stated.headline is None
    assert only(iptc(f"ANNULATION\r\n\r\nLe port rouvre{BODY}")).stated.status == "canceled"


def test_notes_stand_between_headline_and_body() -> None:
    text = (
        "Harbour opens\r\n\r\n  (Adds quotes,\r\nbackground)\r\n\r\n  By Ann Wade\r\n\r\n  HELM (Reuters) - It is open."
    )
    document = only(iptc(text))
    assert (document.stated.ednote, document.stated.byline) == ("Adds quotes, background", "Ann Wade")
    assert document.text == "HELM (Reuters) - It is open."


def test_strokes_close_a_note() -> None:
    apart = only(iptc(f"Le port rouvre (ACTUALISATION)\r\n\r\nATTENTION - AJOUTE la grue ///{BODY}")).stated
    assert (apart.version, apart.ednote) == ("ACTUALISATION", "ATTENTION - AJOUTE la grue")
    within = only(iptc(f"Le port rouvre\r\nATTENTION - AJOUTE la grue ///\r\nPar Jean RIVE\r\n=(PHOTO)={BODY}")).stated
    assert (within.headline, within.byline, within.ednote) == (
        "Le port rouvre",
        "Jean RIVE",
        "ATTENTION - AJOUTE la grue",
    )


def test_a_sign_on_a_line_of_its_own_ends_the_headline() -> None:
    stated = only(iptc(f"Hafen ist offen - EU-\r\nRat lobt\r\n={BODY}")).stated
    assert stated.headline == "Hafen ist offen - EU-Rat lobt"


def test_an_hour_alone_is_no_day_of_release() -> None:
    stated = only(iptc(f"(Sperrfrist: 1800 - Redebeginn)\r\nHafen ist offen ={BODY}")).stated
    assert (stated.status, stated.embargoed_until) == ("withheld", None)


@pytest.mark.parametrize(
    ("line", "byline"),
    [("(di Anna Rossi)", "Anna Rossi"), ("Par Anne RIVE, à Genève", "Anne RIVE, à Genève")],
)
def test_a_byline_below_the_headline_may_stand_in_brackets(line: str, byline: str) -> None:
    document = only(iptc(f"Porto aperto\r\n\r\n   {line}\r\n\r\n   (ANSA) - ROMA, 12 MAG - Il porto e' aperto."))
    assert (document.stated.byline, document.text) == (byline, "(ANSA) - ROMA, 12 MAG - Il porto e' aperto.")


def test_a_name_with_its_agency_below_the_headline_is_the_byline() -> None:
    document = only(iptc("Satama avattiin\r\nJOHANNA KIVI, STT\r\n\r\nHelm, 1.5. (STT)\r\nSatama on auki."))
    assert (document.stated.headline, document.stated.byline) == ("Satama avattiin", "JOHANNA KIVI, STT")
    assert document.text == "Helm, 1.5. (STT)\nSatama on auki."


def test_an_embargo_may_stand_between_headline_and_body() -> None:
    document = only(iptc(f"HARBOUR REOPENS\r\n\r\n   EMBARGOED TO 0001 WEDNESDAY MAY 13 2026{BODY}"))
    assert (document.stated.status, document.text) == ("withheld", "Neustadt (dpa) - Der Hafen ist offen.")
    assert document.stated.embargoed_until is not None
    assert document.stated.embargoed_until.isoformat() == "2026-05-13T00:01:00+00:00"


@pytest.mark.parametrize("line", ["*** KLAUSULERET TIL MANDAG 20. MAJ KL. 06.00 ***", "Klausulert til mandag 20. mai",
                                  "S p e r r f r i s t : Sonntag, 11. Oktober, 11.00 Uhr"])  # fmt: skip
def test_an_embargo_stands_above_the_headline_in_more_words_and_letters(line: str) -> None:
    stated = only(iptc(f"{line}\r\n\r\nHavnen er aaben{BODY}")).stated
    assert (stated.headline, stated.status) == ("Havnen er aaben", "withheld")


@pytest.mark.parametrize("line", ["Note to editors: adds a quote.", "EDS: adds a quote.", "ATTENTION: adds a quote."])
def test_a_paragraph_for_editors_above_the_body_is_a_note(line: str) -> None:
    document = only(iptc(f"Harbour opens\r\n\r\n   {line}{BODY}"))
    assert (document.stated.ednote, document.text) == (line, "Neustadt (dpa) - Der Hafen ist offen.")


def test_a_small_by_opens_a_byline_where_a_name_is_behind_it() -> None:
    stated = only(iptc(f"Port opens\r\n\r\nby Ann Wade{BODY}")).stated
    assert (stated.headline, stated.byline) == ("Port opens", "Ann Wade")
    assert only(iptc(f"Port opens\r\n\r\nby far the largest{BODY}")).stated.byline is None


def test_a_byline_in_brackets_may_stand_right_below_the_headline() -> None:
    stated = only(iptc(f"PORTO APERTO\r\n(DI ANNA ROSSI){BODY}")).stated
    assert (stated.headline, stated.byline, stated.take_key) == ("PORTO APERTO", "ANNA ROSSI", None)


def test_a_paragraph_that_says_what_is_put_right_is_a_note() -> None:
    document = only(iptc(f"Le port rouvre\r\n\r\nRECTIFICATIF - Bien lire 3 grues (et non 4){BODY}"))
    assert (document.stated.headline, document.stated.version) == ("Le port rouvre", "RECTIFICATIF")
    assert document.text == "Neustadt (dpa) - Der Hafen ist offen."


def test_an_alarm_may_be_said_again_and_again() -> None:
    stated = only(iptc(f"FLASH   FLASH   FLASH\r\n\r\nLe port rouvre{BODY}")).stated
    assert (stated.headline, stated.take_key) == ("Le port rouvre", "FLASH FLASH FLASH")


def test_a_hold_may_stand_in_brackets_behind_the_headline() -> None:
    assert only(iptc(f"Le port rouvre (EMBARGO 18H00){BODY}")).stated.status == "withheld"
    assert only(iptc(f"Le port rouvre (Embargo){BODY}")).stated.status is None


def test_a_line_of_capitals_between_dashes_may_say_what_is_put_right() -> None:
    document = only(iptc(f"Le port rouvre\r\n\r\n--- CORRECTION DU NOM ---{BODY}"))
    assert document.stated.ednote == "--- CORRECTION DU NOM ---"
    assert document.text == "Neustadt (dpa) - Der Hafen ist offen."


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Bitte die Meldung dpa 0588 nicht verwenden.", "canceled"),
        ("Gelieve bericht BELGA-0165 niet te gebruiken.", "canceled"),
        ("(Bitte die Meldung dpa 0588 nicht verwenden)", "canceled"),
        ("Das Mittel soll man nicht verwenden.", None),
        ("Neustadt (dpa) - Man solle die Meldung nicht verwenden, hieß es.", None),
    ],
)
def test_a_text_without_a_dateline_may_take_another_message_back(text: str, status: str | None) -> None:
    assert only(iptc(f"{text}\r\n\r\ndpa yy")).stated.status == status


def test_notes_alone_are_shown_where_there_is_nothing_else() -> None:
    assert only(iptc("(Bitte die Meldung dpa 0588 nicht verwenden)")).text


def test_a_headline_may_be_indented_as_the_body_is() -> None:
    above = "   Harbour opens again\r\n\r\n   ATTENTION - ADDS pier ///\r\n\r\n   By Ann Wade\r\n\r\n"
    document = only(iptc(f"{above}   HELM (AFP) - It is open."))
    assert (document.stated.headline, document.stated.byline) == ("Harbour opens again", "Ann Wade")
    assert document.text == "HELM (AFP) - It is open."


def test_an_indented_sentence_without_a_dateline_below_is_the_body() -> None:
    assert only(iptc("   The harbour is open\r\n\r\n   Ships come in.")).stated.headline is None
    assert only(iptc("   The harbour is open.\r\n\r\n   HELM (AFP) - Ships come in.")).stated.headline is None


def test_the_post_of_a_writer_may_stand_below_the_byline() -> None:
    text = "Harbour opens\r\n\r\n   By ANN WADE\r\n   Associated Press Writer\r\n\r\n   HELM (AP) _ It is open."
    document = only(iptc(text))
    assert (document.stated.byline, document.text) == ("ANN WADE", "HELM (AP) _ It is open.")


def test_one_line_in_capitals_is_a_headline_that_is_sent_ahead() -> None:
    document = only(iptc("HELM PORT SAYS TO OPEN ON MONDAY\r\n"))
    assert (document.stated.headline, document.text) == ("HELM PORT SAYS TO OPEN ON MONDAY",) * 2
    assert only(iptc("HELM PORT SAYS TO OPEN ON MONDAY.\r\n")).stated.headline is None
    assert only(iptc("Helm port says to open on Monday\r\n")).stated.headline is None


def test_points_notes_and_a_byline_may_stand_right_above_the_dateline() -> None:
    above = "    * Shares fall 6 pct\r\n    * Mine floods\r\n    (Adds comment)\r\n    By Ann Wade\r\n"
    document = only(iptc(f"Tin miner cuts output\r\n\r\n{above}    HELM, May 3 (Reuters) - Tin fell."))
    stated = document.stated
    assert (stated.headline, stated.deck) == ("Tin miner cuts output", "Shares fall 6 pct Mine floods")
    assert (stated.ednote, stated.byline, document.text) == (
        "Adds comment",
        "Ann Wade",
        "HELM, May 3 (Reuters) - Tin fell.",
    )


def test_points_apart_from_the_dateline_are_the_storys() -> None:
    document = only(iptc("Tin miner cuts output\r\n\r\n* Shares fall\r\n\r\nHELM, May 3 (Reuters) - Tin fell."))
    assert (document.stated.deck, document.text.split("\n")[0]) == (None, "* Shares fall")


@pytest.mark.parametrize(("line", "byline"), [("by Ann Wade", "Ann Wade"), ("by ferry and train", None)])
def test_a_byline_in_small_letters_may_stand_right_below_the_headline(line: str, byline: str | None) -> None:
    assert only(iptc(f"Port of Helm opens\r\n{line}{BODY}")).stated.byline == byline


def test_a_name_and_its_agency_with_a_stroke_below_the_headline_is_the_byline() -> None:
    document = only(iptc(f"Satama avattiin\r\n\r\nAnna Kivi / STT{BODY}"))
    assert (document.stated.headline, document.stated.byline) == ("Satama avattiin", "Anna Kivi / STT")
    assert document.stated.authors == ("Anna Kivi",)


def test_several_points_below_the_headline_are_its_deck() -> None:
    text = "Harbour opens\r\n   * Ships come in\r\n   * Grain on board\r\n\r\n   HELM, May 3 (Reuters) - It opened."
    document = only(iptc(text))
    assert (document.stated.headline, document.stated.deck) == ("Harbour opens", "Ships come in Grain on board")
    assert document.text.startswith("HELM")


def test_what_is_put_right_may_stand_in_capitals_above_the_headline() -> None:
    text = (
        "CORRIGE EL NUMERO DE BARCOS EN EL PRIMER PARRAFO (NUEVE Y\r\nNO SIETE), BIEN NUEVE\r\n\r\nNueve barcos entran"
    )
    document = only(iptc(f"{text}\r\n\r\n   HELM, Ago 3 (AFP) - Entran."))
    assert (document.stated.headline, document.stated.version) == ("Nueve barcos entran", "CORRIGE")
    assert (document.stated.ednote or "").startswith("CORRIGE EL NUMERO")


def test_a_note_and_a_byline_may_stand_below_the_headline_without_a_gap() -> None:
    above = "   ATTENTION - ADDS quotes, background ///\r\n   by Ann Wade\r\n\r\n"
    document = only(iptc(f"Port opens\r\n{above}   HELM, Sept 9, 2026 (AFP) - It is open."))
    assert (document.stated.headline, document.stated.byline) == ("Port opens", "Ann Wade")
    assert (document.stated.ednote, document.text) == (
        "ATTENTION - ADDS quotes, background",
        "HELM, Sept 9, 2026 (AFP) - It is open.",
    )


def test_a_norwegian_order_takes_a_story_back() -> None:
    text = "ANNULLERING: Havnen er apen =\r\n\r\nTil red: Meldingen ma ikke brukes."
    assert only(iptc(text, keywords="KILL-HAVN")).stated.status == "canceled"
