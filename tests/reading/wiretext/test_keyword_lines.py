"""Keyword lines of IPTC 7901, wherever they stand, and orders told from what merely speaks of such."""

from __future__ import annotations

from itertools import product

import pytest

from tests.reading.wiretext.wires import iptc, only

BODY = "\r\n\r\nNeustadt (dpa) - Der Hafen ist offen."


@pytest.mark.parametrize("line", ["Embargo gegen Norland verlängert", "Embargo: Rat verlängert es",
                                  "EMBARGO GEGEN NORLAND BLEIBT", "Embargo gegen 12 Werften verlängert",
                                  "Vol annulé: les passagers attendent",
                                  "VOLO ANNULLATO: PASSEGGERI A TERRA", "Kill switch: engineers test it"])  # fmt: skip
def test_a_headline_that_speaks_of_an_order_is_none(line: str) -> None:
    stated = only(iptc(f"{line}{BODY}")).stated
    assert (stated.headline, stated.status, stated.version) == (line, None, None)


@pytest.mark.parametrize("headline", ['=(ANULACION)= Despacho de Helm titulado "El puerto abre"',
                                      "ATENCION - ANULACION - Despacho de Helm sobre el puerto"])  # fmt: skip
def test_an_order_begins_a_headline_in_brackets_or_behind_a_call_to_editors(headline: str) -> None:
    assert only(iptc(f"{headline}{BODY}")).stated.status == "canceled"


@pytest.mark.parametrize(
    ("headline", "version"),
    [("UPDATE 2-Harbour opens", "UPDATE 2"), ("RPT-UPDATE 1-Harbour opens", "RPT-UPDATE 1"),
     ("CORRECTED-Harbour opens", "CORRECTED"), ("KORREKTUR - Hafen ist offen", "KORREKTUR"),
     ("++ ERRATA CORRIGE: PORTO APERTO ++", "ERRATA CORRIGE"), ("EU-Minister - Hafen ist offen", None)],
)  # fmt: skip
def test_the_version_may_begin_the_headline(headline: str, version: str | None) -> None:
    stated = only(iptc(f"{headline}{BODY}")).stated
    assert (stated.headline, stated.version) == (headline, version)


@pytest.mark.parametrize(
    ("keywords", "status", "version"),
    [
        ("Norland/SPERRFRIST/", "withheld", None),
        ("Norland/Embargo/", None, None),
        ("NORLAND/EMBARGO/", None, None),
        ("NORLAND PARLAMENTO (ANULACIÓN)", "canceled", None),
        ("NORLAND PARLAMENTO (CORRECCION)", None, "CORRECCION"),
        ("ANNULLAMENTO", "canceled", None),
        ("transport-annulation", None, None),
        ("Norland-royals,lead", None, "lead"),
    ],
)
def test_a_keyword_orders_only_where_something_sets_it_apart(
    keywords: str, status: str | None, version: str | None
) -> None:
    stated = only(iptc(f"Hafen ist offen ={BODY}", keywords=keywords)).stated
    assert (stated.status, stated.version) == (status, version)


def test_a_day_above_the_keywords_is_none_of_them() -> None:
    assert (
        only(iptc(f"Hafen ist offen ={BODY}", keywords="12. Mai 26\r\n\r\nHafen/Kiel")).stated.slugline == "Hafen/Kiel"
    )


def test_a_day_above_the_keywords_is_passed_over_where_stx_is_lost() -> None:
    data = b"APA0001 5 II 12 CI\n12. Mai 26\n\nHafen/Kiel\n\nOffen =\n\n   Helm (APA) - Offen.\n\n121030 NOV 09\n"
    stated = only(data).stated
    assert (stated.slugline, stated.headline) == ("Hafen/Kiel", "Offen")


def test_the_keyword_line_may_stand_behind_stx() -> None:
    stated = only(iptc(f"Hafen/Kai/\r\nHafen ist offen ={BODY}", keywords="")).stated
    assert (stated.slugline, stated.headline) == ("Hafen/Kai", "Hafen ist offen")


def test_a_keyword_line_in_capitals_needs_no_slash_where_stx_is_lost() -> None:
    data = b"EFE0001 3 POL 12\nPUERTO NORLANDIA\nEl puerto abre\n\n   Helm, 12 nov (EFE).- Abre.\n\n121030 NOV 09\n"
    stated = only(data).stated
    assert (stated.slugline, stated.headline) == ("PUERTO NORLANDIA", "El puerto abre")


def test_a_headline_in_capitals_right_above_the_body_is_no_keyword_line() -> None:
    data = b"EFE0001 3 POL 12\nPUERTO ABIERTO\nHelm, 12 nov (EFE).- El puerto abre.\n\n121030 NOV 09\n"
    assert only(data).stated.headline == "PUERTO ABIERTO"


@pytest.mark.parametrize(
    "slug",
    [
        "Iraq-unrest,2ndlead", "Nationalrat/Armee", "Suisse-UE", "Automobile-Renault, RECTIFICATIF",
        "GOBIERNO-CRISIS (Ampliación)",
    ],
)  # fmt: skip
def test_keywords_behind_stx_are_no_part_of_the_headline_below(slug: str) -> None:
    stated = only(iptc(f"{slug}\r\nHafen ist wieder offen{BODY}", keywords="")).stated
    assert (stated.slugline, stated.headline) == (slug, "Hafen ist wieder offen")


def test_a_word_with_a_hyphen_right_above_the_body_is_the_headline() -> None:
    assert only(iptc(f"Lufthansa-Streik{BODY}", keywords="")).stated.headline == "Lufthansa-Streik"


def test_a_mark_in_strokes_behind_a_headline_makes_it_no_keyword_line() -> None:
    assert only(iptc(f"Hafen ist offen /Foto/{BODY}", keywords="")).stated.headline == "Hafen ist offen /Foto/"


def test_a_headline_may_stand_before_stx_below_keywords_or_above_a_byline() -> None:
    slugged = only(iptc("Neustadt (AFP) - Offen.", keywords="Norland-port\r\n\r\nLe port rouvre")).stated
    assert (slugged.slugline, slugged.headline) == ("Norland-port", "Le port rouvre")
    signed = only(iptc("   It is open.", keywords="HARBOUR OPENS\r\n\r\nBy Ann Wade, PA News")).stated
    assert (signed.headline, signed.authors) == ("HARBOUR OPENS", ("Ann Wade",))


def test_keywords_that_speak_to_editors_may_take_a_story_back() -> None:
    keywords = "Achtung Redaktionen\r\nBitte dpa 0588 nicht verwenden."
    assert only(iptc(f"Hafen ist offen ={BODY}", keywords=keywords)).stated.status == "canceled"


@pytest.mark.parametrize(
    ("line", "keywords"),
    [
        ("Wirtschaft; Hafen Helm; Schiffe", ("Wirtschaft", "Hafen Helm", "Schiffe")),
        ("HAFEN HELM", ("HAFEN HELM",)),
        ("Schifffahrt (Zusammenfassung)", ("Schifffahrt (Zusammenfassung)",)),
        ("Wirtschaft/Hafen/Norland", ("Wirtschaft", "Hafen", "Norland")),
        ("HAFEN - HELM - SCHIFFE", ("HAFEN - HELM - SCHIFFE",)),
        ("Hafen", ("Hafen",)),
        ("Wirtschaft/Neuer Hafen/Norland", ("Wirtschaft", "Neuer Hafen", "Norland")),
    ],
)
def test_keywords_stand_apart_behind_stx(line: str, keywords: tuple[str, ...]) -> None:
    stated = only(iptc(f"{line}\r\n\r\nHafen ist wieder offen{BODY}", keywords="")).stated
    assert (stated.headline, stated.keywords) == ("Hafen ist wieder offen", keywords)


@pytest.mark.parametrize(
    "line",
    [
        "HAFEN HELM IST NUN WIEDER OFFEN",
        "Hafen - Helm",
        "Hafen.",
        "HAFEN ZU:",
        "KORREKTUR",
        "EIL",
        "Helm/Lund/Kiel einigen sich",
    ],
)
def test_other_lines_there_are_no_keywords(line: str) -> None:
    assert only(iptc(f"{line}\r\n\r\nHafen ist wieder offen{BODY}", keywords="")).stated.keywords == ()


def test_keywords_may_stand_below_an_alarm() -> None:
    stated = only(
        iptc("Eil\r\nHafen/Norland/\r\nHafen ist wieder offen =\r\n\r\nHelm (dpa) - Offen.", keywords="")
    ).stated
    assert (stated.headline, stated.slugline, stated.take_key) == ("Hafen ist wieder offen", "Hafen/Norland", "Eil")


def test_a_take_in_place_of_keywords_is_no_headline() -> None:
    assert only(iptc("   It is open again.", keywords="NORLAND-PORT =2 PORT HELM")).stated.headline is None


def test_a_headline_may_be_indented_below_keywords_in_capitals() -> None:
    text = "HAFEN HELM\r\n  Hafen ist wieder offen\r\n\r\n  Helm, 20 dic (EFE).- Offen."
    stated = only(iptc(text, keywords="")).stated
    assert (stated.headline, stated.slugline) == ("Hafen ist wieder offen", "HAFEN HELM")


def test_keywords_may_stand_below_an_embargo() -> None:
    text = "SPERREFRIST: 28. november 2026 kl. 06.00\r\nhavn-lov\r\nHavnen er igjen apen\r\n\r\nHelm (NTB): Apen."
    stated = only(iptc(text, keywords="")).stated
    assert (stated.headline, stated.slugline, stated.status) == ("Havnen er igjen apen", "havn-lov", "withheld")


@pytest.mark.parametrize("slug", ["Norland-port-grève", "URGENT Norland-port-grève"])
def test_a_headline_below_keywords_may_be_indented_as_the_body_is(slug: str) -> None:
    text = f"{slug}\r\n\r\n   Le port rouvre mardi\r\n\r\n   HELM, 27 nov 2026 (AFP) - Il rouvre."
    stated = only(iptc(text, keywords="")).stated
    assert (stated.headline, stated.slugline) == ("Le port rouvre mardi", slug)


def test_one_word_right_above_a_headline_of_several_is_the_keyword() -> None:
    stated = only(iptc("Hamnen\r\nHamnen i Helm öppnar\r\n  Helm (TT)\r\n  Den öppnar.", keywords="")).stated
    assert (stated.headline, stated.slugline) == ("Hamnen i Helm öppnar", "Hamnen")


def test_keywords_in_japanese_have_wide_hyphens() -> None:
    data = (
        b"\x01JIJ0104 4 SOC 40 JPN\r\n\x02" + "港－船\r\n◎港が開いた\r\n\r\n　港は正午に開いた。".encode() + b"\r\n\x03"
    )
    stated = only(data + b"270015 GMT NOV 26\r\n\x04").stated
    assert (stated.headline, stated.slugline) == ("◎港が開いた", "港－船")


SLUGS = ("Hafen/Helm/", "Norland-port-grève", "Hafen", "HAFEN", "PUERTO HELM", "Schiffe; Hafen", "HAFEN - HELM",
         "Hafen/Helm", "Hafen (Zusammenfassung)", "Norland-port,2ndlead", "")  # fmt: skip
TITLES = ("Hafen nach zehn Wochen wieder offen", "HAFEN NACH ZEHN WOCHEN WIEDER OFFEN", '"Er ist offen": Helm feiert',
          "Hafen von Helm ist nach zehn langen Wochen\r\nwieder offen", "Hafen - nach Wochen - offen")  # fmt: skip
PLACES = ("Helm (dpa) -", "HELM, 12 nov 2026 (AFP) -", "Helm, 12 nov (EFE).-", "Helm (NTB):", "(ANSA) - HELM, 12 NOV -")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("slug", SLUGS)
def test_keywords_headline_and_body_are_told_apart_in_every_layout(slug: str, title: str, place: str) -> None:
    headline = " ".join(title.split())
    body = f"{place} Der Hafen ist wieder offen.\r\n   Die Schiffe liefen am Morgen ein."
    for gap, end, under, indent in product(("\r\n", "\r\n\r\n"), ("", " ="), ("\r\n", "\r\n\r\n"), ("", "   ")):
        above = f"{slug}{gap}" if slug else ""
        ambiguous = slug == "PUERTO HELM" and title.isupper()
        if ambiguous or (indent and under == "\r\n"):
            continue
        stated = only(iptc(f"{above}{title}{end}{under}{indent}{body}", keywords="")).stated
        assert (stated.headline, stated.slugline or "") == (headline, slug.strip("/"))


def test_an_embargo_in_hungarian_stands_above_the_headline() -> None:
    text = "EMBARGÓ! Közölhető 2026. november 26-án 8.30 órától!\n\nNyitva a kikötő\n\n   Helm (MTI) - Nyitva."
    data = f"\x01MTI0058 3 GAZ 92 HU\nKikötő\n\x02{text}\n\x03260630 NOV 26\n\x04".encode()
    stated = only(data).stated
    assert (stated.headline, stated.status) == ("Nyitva a kikötő", "withheld")


@pytest.mark.parametrize(
    "keywords", ["Norland-port-grève", "PUERTO NORLANDIA", "Ciência/Floresta:", "Hamnen", "Port VS"]
)
def test_a_headline_may_stand_right_below_the_keywords_before_stx(keywords: str) -> None:
    headline = "Le port rouvre après dix semaines"
    stated = only(iptc("   HELM, 27 nov 2026 (AFP) - Il rouvre.", keywords=f"{keywords}\r\n{headline}")).stated
    assert (stated.headline, stated.slugline) == (headline, keywords)


def test_two_lines_of_keywords_before_stx_are_keywords() -> None:
    stated = only(iptc(f"Hafen ist offen ={BODY}", keywords="Hafen/Helm/\r\nSchiffe/Holz/")).stated
    assert (stated.headline, stated.slugline) == ("Hafen ist offen", "Hafen/Helm/ Schiffe/Holz")
