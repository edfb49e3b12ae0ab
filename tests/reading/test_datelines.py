"""Datelines taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.datelines import place_of


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("PARIS (AFP) -", "PARIS", "AFP"),
        ("NEW YORK, March 3 (Reuters)", "NEW YORK", "Reuters"),
        ("Berlin (dpa)", "Berlin", "dpa"),
        ("Renens VD (ats)", "Renens VD", "ats"),
        ("Южно-Сахалинск. 24 апреля. ИНТЕРФАКС -", "Южно-Сахалинск", "ИНТЕРФАКС"),
        ("Köln (dpa/lnw) -", "Köln", "dpa/lnw"),
        ("ROMA, 3 MAR - (ANSA)", "ROMA", "ANSA"),
        ("(ANSA) - ROMA, 03 MAR -", "ROMA", "ANSA"),
        ("Paris, le 3 mars 2024 (AFP) -", "Paris", "AFP"),
        ("MADRID, 3 Mar. (EUROPA PRESS) -", "MADRID", "EUROPA PRESS"),
        ("Madrid, 3 mar (EFE).-", "Madrid", "EFE"),
        ("TOKYO, March 3 Kyodo -", "TOKYO", "Kyodo"),
        ("Helsinki, STT", "Helsinki", "STT"),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "BUSINESS WIRE"),
        ("NEW YORK, May 1, 2024 /PRNewswire/ --", "NEW YORK", "PRNewswire"),
        ("МОСКВА, 3 марта. /ТАСС/.", "МОСКВА", "ТАСС"),
        ("KYIV, Ukraine (AP) —", "KYIV, Ukraine", "AP"),
        ("St. Louis (AP) _", "St. Louis", "AP"),
        ("BERLIN/PARIS, May 1 (Reuters) -", "BERLIN/PARIS", "Reuters"),
        ("WASHINGTON, D.C.", "WASHINGTON, D.C.", None),
        ("Frankfurt (Oder)", "Frankfurt (Oder)", None),
        ("SAN FRANCISCO, Feb 26 -", "SAN FRANCISCO", None),
        ("London", "London", None),
        ("Praha 3. března (ČTK)", "Praha", "ČTK"),
        ("3.3. Warszawa (PAP)", "Warszawa", "PAP"),
        ("София, 3 март /БТА/", "София", "БТА"),
        ("(서울=연합뉴스) 김철수 기자 =", "서울", "연합뉴스"),
        ("新华社北京3月3日电", "北京", "新华社"),
        ("【東京共同】", "東京", "共同"),
        ("[東京 3日 ロイター] -", "東京", "ロイター"),
        ("Villa 25 de Mayo", "Villa 25 de Mayo", None),
        ("AP", None, "AP"),
        ("March 3", None, None),
        ("", None, None),
        ("in the north of the country", None, None),
    ],
)
def test_place_and_agency_are_told_apart(dateline: str, place: str | None, agency: str | None) -> None:
    assert place_of(dateline) == (place, agency)


@given(st.text(max_size=80))
def test_no_place_is_made_up(dateline: str) -> None:
    place, agency = place_of(dateline)
    assert all(word.strip(",") in dateline for word in f"{place or ''} {agency or ''}".split())
