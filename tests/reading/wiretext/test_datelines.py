"""The dateline that copy begins with, in the forms of the agencies."""

from __future__ import annotations

import pytest

from feedmill.reading.wiretext.datelines import agency_of, dateline_of, plain_dateline_of
from tests.reading.wiretext.wires import iptc, only


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("PORT HELM, Norland (AP) _ The", "PORT HELM, Norland", "AP"),
        ("PORT HELM (UPI) -- The", "PORT HELM", "UPI"),
        ("PORT HELM, Feb 26 (Reuters) - The", "PORT HELM", "Reuters"),
        ("PARIS, 12 nov 2010 (AFP) - Le", "PARIS", "AFP"),
        ("Paris, 12 mars (AFP) — Le", "Paris", "AFP"),
        ("Berlin (dpa) - Der", "Berlin", "dpa"),
        ("RĪGA, 27.nov., LETA. Saeima", "RĪGA", "LETA"),
        ("Vilnius, lapkričio 27 d. (ELTA). Seimas", "Vilnius", "ELTA"),
        ("Berlin/Potsdam (dpa/bb) - Der", "Berlin/Potsdam", "dpa/bb"),
        ("Neustadt (KNA) Die", "Neustadt", "KNA"),
        ("Genève (ats) Le", "Genève", "ats"),
        ("Basel (awp/sda) Der", "Basel", "awp/sda"),
        ("Genève (ats/afp) Le", "Genève", "ats/afp"),
        ("RIVEBOURG 23/07 (AFP-DPA-REUTER) = Les", "RIVEBOURG", "AFP-DPA-REUTER"),
        ("(ANSA) - ROMA, 12 NOV - Una", "ROMA", "ANSA"),
        ("Madrid, 12 nov (EFE).- El", "Madrid", "EFE"),
        ("OSTHAVN (NTB): Kåre", "OSTHAVN", "NTB"),
        ("SAITAMA, Japan, Dec. 9 Kyodo - The", "SAITAMA, Japan", "Kyodo"),
        ("MOSCOW, May 1 /TASS/. The", "MOSCOW", "TASS"),
        ("МОСКВА, 1 мая. /Корр.ИТАР-ТАСС Иван Петров/. Порт", "МОСКВА", "Корр.ИТАР-ТАСС Иван Петров"),
        ("HELM, March 12 (Dow Jones)--The", "HELM", "Dow Jones"),
        ("PORT HELM, Calif.--(BUSINESS WIRE)--Feb. 10, 1998--Acme", "PORT HELM, Calif.", "BUSINESS WIRE"),
        ("Helm, Jan 12 NZPA - Two", "Helm", "NZPA"),
        ("МОСКВА, 1 мая. /ТАСС/. Порт", "МОСКВА", "ТАСС"),
        ("МОСКВА, 1 мая - РИА Новости. Порт", "МОСКВА", "РИА Новости"),
        ("МОСКВА. 1 мая. ИНТЕРФАКС - Порт", "МОСКВА", "ИНТЕРФАКС"),
        ("MOSCOW. May 1 (Interfax) - The", "MOSCOW", "Interfax"),
        ("Roma, 1 mag. (askanews) - Il", "Roma", "askanews"),
        ("Warszawa, 01.05.2024 (PAP) - Port", "Warszawa", "PAP"),
        ("Budapest, 2024. május 1., szerda (MTI) - A", "Budapest", "MTI"),
        ("WASHINGTON, D.C. (AP) _ The", "WASHINGTON, D.C.", "AP"),
        ("Frankfurt (Oder) (dpa) - Der", "Frankfurt (Oder)", "dpa"),
        ("SAINT-DENIS (Réunion), 12 mai 2026 (AFP) - Le", "SAINT-DENIS (Réunion)", "AFP"),
        ("HELM, MAY 12 (REUTERS) - THE", "HELM", "REUTERS"),
        ("Washington, 12.5. (STT–AFP) ", "Washington", "STT–AFP"),
        ("Helsingfors, 12.5 (SPT-FNB) Hamnen", "Helsingfors", "SPT-FNB"),
        ("København, tirsdag /ritzau/ Havnen", "København", "ritzau"),
        ("Washington, 12. maj /ritzau/Reuters Havnen", "Washington", "ritzau"),
        ("12.05.Warszawa (PAP) - Port", "Warszawa", "PAP"),
        ("12.05.2026 Warszawa (PAP) - Port", "Warszawa", "PAP"),
        ("Frankfurt a.M. (epd). Der", "Frankfurt a.M.", "epd"),
    ],
)
def test_place_and_agency_are_told(line: str, place: str, agency: str) -> None:
    found = dateline_of(line)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert line.startswith(found.line)


@pytest.mark.parametrize("line", ["Von Eva Berg und Max Roe (dpa) =", "By Ann Wade (AP) ", "Par Jean DUPONT (AFP) "])
def test_a_byline_with_its_agency_is_no_dateline(line: str) -> None:
    assert dateline_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "The minister (a lawyer) - she said so - was late.",
        "the agency (AP) - it said",
        "A word about how the news agency of the country called (AP) - it said",
        "Nothing of the kind.",
        "",
    ],
)
def test_a_line_without_the_form_has_none(line: str) -> None:
    assert dateline_of(line) is None


@pytest.mark.parametrize(
    ("field", "agency"),
    [("dpa 0045", "dpa"), ("dpa-spe 0001", "dpa-spe"), ("F BELGA-0102", "BELGA"), ("FRA /AFP-XY12", "AFP"),
     ("AP-WF-11-13-13", "AP"), ("gef 1388", None), (None, None)],
)  # fmt: skip
def test_a_header_field_names_an_agency(field: str | None, agency: str | None) -> None:
    assert agency_of(field) == agency


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("WASHINGTON -- The", ("WASHINGTON", "WASHINGTON")),
        ("PORT HELM, Ore. _ The", ("PORT HELM, Ore.", "PORT HELM, Ore.")),
        ("OTTAWA, Dec. 2 \u2014 The", ("OTTAWA, Dec. 2", "OTTAWA")),
        ("NATO said -- and", None),
        ("It rained -- twice", None),
    ],
)
def test_a_place_in_capitals_and_a_dash_are_a_plain_dateline(line: str, found: tuple[str, str] | None) -> None:
    assert plain_dateline_of(line) == found


def test_a_day_may_be_its_number_alone_above_the_body() -> None:
    for line in ("SEVILLA, 7 (EUROPA PRESS) ", "SEVILLA, 7 Mar. (EUROPA PRESS) - La"):
        found = dateline_of(line)
        assert found is not None
        assert (found.place, found.agency) == ("SEVILLA", "EUROPA PRESS")
    assert dateline_of("SEVILLA, 7 (EUROPA PRESS) dice") is None


def test_who_wrote_may_stand_behind_the_agency() -> None:
    document = only(iptc("Havna er åpen\r\n\r\n  Oslo (NTB-Ann Berg): Havna er åpen igjen."))
    assert document.stated.byline == "Ann Berg"
    for agency, parts in (("NTB-Ann Berg", ("NTB", "Ann Berg")), ("NTB-AFP", ("NTB-AFP", ""))):
        found = dateline_of(f"Oslo ({agency}): Havna")
        assert found is not None
        assert (found.agency, found.writer) == parts
