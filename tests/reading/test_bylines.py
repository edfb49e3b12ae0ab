"""Bylines taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.bylines import authors_of


@pytest.mark.parametrize(
    ("byline", "persons"),
    [
        ("By Ann Wade and Carl Horn", ("Ann Wade", "Carl Horn")),
        ("BY ANN WADE", ("ANN WADE",)),
        ("By Ann Wade, PA Scotland", ("Ann Wade",)),
        ("Por Iván Ríos. Corresponsal", ("Iván Ríos",)),
        ("Von Jörg Müller", ("Jörg Müller",)),
        ("Par Luc Petit et Zoé Blanc", ("Luc Petit", "Zoé Blanc")),
        ("Por Iván Ríos y Eva Luna", ("Iván Ríos", "Eva Luna")),
        ("di Ugo Neri", ("Ugo Neri",)),
        ("Di Ugo Neri", ("Ugo Neri",)),
        ("Ugo Neri e Ada Verdi", ("Ugo Neri", "Ada Verdi")),
        ("Text: Jörg Müller", ("Jörg Müller",)),
        ("Written by Ann Wade", ("Ann Wade",)),
        ("Reporting by Ann Wade; Editing by Carl Horn", ("Ann Wade",)),
        ("Ann Wade, Carl Horn & Eve Moss", ("Ann Wade", "Carl Horn", "Eve Moss")),
        ("Ann Wade, Ann Wade", ("Ann Wade",)),
        ("Ann Wade | The Daily Post", ("Ann Wade",)),
        ("Ann Wade in Cairo", ("Ann Wade",)),
        ("Ann Wade, Staff Writer", ("Ann Wade",)),
        ("Ann Wade Chief Political Correspondent", ("Ann Wade",)),
        ("Maija Virta ja Antti Laine", ("Maija Virta", "Antti Laine")),
        ("Ali Veli ve Ayşe Kaya", ("Ali Veli", "Ayşe Kaya")),
        ("Political editor Ann Wade", ("Ann Wade",)),
        ("Wade, Ann", ("Ann Wade",)),
        ("Wade, Ann, Horn", ("Wade", "Ann", "Horn")),
        ("José Vega y Mora", ("José Vega y Mora",)),
        ("Ann Wade <ann@paper.example>", ("Ann Wade",)),
        ("desk@paper.example (Ann Wade)", ("Ann Wade",)),
        ("Ann Wade @annwade https://paper.example/ann", ("Ann Wade",)),
        ("J. K. de la Cruz and Rory O'Neill-Hart", ("J. K. de la Cruz", "Rory O'Neill-Hart")),
        ("山田太郎", ("山田太郎",)),
        ("Ann B. and Carl Horn Jr.", ("Ann B.", "Carl Horn Jr.")),
        ("Ann Wade im Gespräch mit Carl Horn", ("Ann Wade", "Carl Horn")),
        ("Ann Wade For The Daily Post", ("Ann Wade",)),
        ("ANN WADE Y CARL HORN", ("ANN WADE", "CARL HORN")),
        ("Texto: Ann Wade / Fotos: Carl Horn", ("Ann Wade",)),
        ("Text und Fotos: Ann Wade", ("Ann Wade",)),
        ("Tekst: Ole Olsen, foto: Per Hansen", ("Ole Olsen",)),
        ("Skrevet af Bo Dahl", ("Bo Dahl",)),
        ("Napsala Jana Nováková", ("Jana Nováková",)),
        ("oprac. Jan Kowalski", ("Jan Kowalski",)),
        ("A cura di Ugo Neri", ("Ugo Neri",)),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("Írta: Nagy Anna", ("Nagy Anna",)),
        ("Yazan: Ali Veli", ("Ali Veli",)),
        ("Penulis: Budi Santoso", ("Budi Santoso",)),
        ("Tác giả: Nguyễn Văn A", ("Nguyễn Văn A",)),
        ("Του Γιώργου Παπά", ("Γιώργου Παπά",)),
        ("بقلم: محمد علي", ("محمد علي",)),
        ("מאת: דוד כהן", ("דוד כהן",)),
        ("記者 山田太郎", ("山田太郎",)),
        ("山田太郎、鈴木一郎", ("山田太郎", "鈴木一郎")),
        ("王小明 李华", ("王小明", "李华")),
        ("김철수 기자", ("김철수",)),
        ("Envoyé spécial Luc Petit", ("Luc Petit",)),
        ("Ann Wade, M.D.", ("Ann Wade",)),
        ("Ann Wade | London", ("Ann Wade",)),
        ("Ann Wade, Carl Horn, London", ("Ann Wade", "Carl Horn")),
        ("Madonna", ("Madonna",)),
    ],
)
def test_the_persons_are_named_in_their_order(byline: str, persons: tuple[str, ...]) -> None:
    assert authors_of(byline) == (persons, None)


@pytest.mark.parametrize(
    ("byline", "persons", "agency"),
    [
        ("ANN WADE, AP", ("ANN WADE",), "AP"),
        ("Ann Wade (AP)", ("Ann Wade",), "AP"),
        ("(AP)", (), "AP"),
        ("Reuters Staff", (), "Reuters"),
        ("Reuters Correspondent Ann Wade", ("Ann Wade",), "Reuters"),
        ("dpa/lnw", (), "dpa/lnw"),
        ("AFP", (), "AFP"),
        ("Agence France-Presse", (), "Agence France-Presse"),
        ("Keystone-SDA", (), "Keystone-SDA"),
        ("Ann Wade/AP", ("Ann Wade",), "AP"),
        ("STT–Ann Wade", ("Ann Wade",), "STT"),
        ("AFP/Luc Petit", ("Luc Petit",), "AFP"),
        ("Ann Wade for Reuters", ("Ann Wade",), "Reuters"),
        ("Ann Wade of The Associated Press", ("Ann Wade",), "The Associated Press"),
        ("By ANN WADE Associated Press Writer", ("ANN WADE",), "Associated Press"),
        ("By ANN WADE AP Economics Writer", ("ANN WADE",), "AP"),
        ("Von Jörg Müller, dpa", ("Jörg Müller",), "dpa"),
        ("Reuters, AP", (), "Reuters"),
        ("FR mit dpa", (), "dpa"),
        ("PTI Feeds", (), "PTI"),
    ],
)
def test_an_agency_is_told_from_persons(byline: str, persons: tuple[str, ...], agency: str) -> None:
    assert authors_of(byline) == (persons, agency)


@pytest.mark.parametrize(
    "byline",
    ["", "admin", "annwade", "News desk", "Redaktion", "By Our Correspondent", "Daily Post Staff", "12345",
     "desk@paper.example", "The council met on Monday and decided to build a bridge", "By", "A"],
)  # fmt: skip
def test_what_names_nobody_gives_nobody(byline: str) -> None:
    assert authors_of(byline) == ((), None)


def test_a_name_that_is_also_an_agencys_in_capitals_is_a_name() -> None:
    assert authors_of("Ani Map") == (("Ani Map",), None)


@given(st.text(max_size=80))
def test_no_word_is_made_up(byline: str) -> None:
    persons, _ = authors_of(byline)
    assert all(word.strip(",") in byline for person in persons for word in person.split())


@pytest.mark.parametrize(
    ("byline", "persons", "agency"),
    [
        ("New York, Reuters", (), "Reuters"),
        ("Paris (AFP)", (), "AFP"),
        ("ANI | New Delhi", (), "ANI"),
        ("Paris Hilton, AFP", ("Paris Hilton",), "AFP"),
        ("Paris", ("Paris",), None),
        ("Agence France-Presse in Paris", (), "Agence France-Presse"),
        ("TTXVN", (), "TTXVN"),
    ],
)
def test_a_city_beside_an_agency_is_no_person(byline: str, persons: tuple[str, ...], agency: str | None) -> None:
    assert authors_of(byline) == (persons, agency)
