from __future__ import annotations

import pytest

from feedmill.reading.pages.given import is_given
from feedmill.reading.pages.naming import (
    is_label,
    is_nobody,
    is_organisation,
    is_person,
    names_persons,
    says_writer,
    signed_by,
    without_by,
)


@pytest.mark.parametrize(
    "byline",
    [
        "By Ann Berg", "Von Ann Berg", "Written by Ann Berg |", "Author: Ann Berg", "Ann Berg", "Text: Ann Berg",
        "Text & Fotos: Ann Berg", "VON Ann Berg am 21. April 2020", "Ann Berg, 07 Dezember, 2022", "Ann Berg says:",
        "Posted on September 21, 2020 by Ann Berg", "Ann Berg Foto: © Bo Dahl",
    ],
)  # fmt: skip
def test_a_byline_loses_its_preposition_dates_and_pictures(byline: str) -> None:
    assert without_by(byline) == "Ann Berg"


def test_what_stands_behind_a_stroke_may_be_part_of_a_name() -> None:
    assert without_by("L-MAG – Magazine", whole=True) == "L-MAG – Magazine"
    assert without_by("Ann Berg – Courier") == "Ann Berg"


@pytest.mark.parametrize("words", ["Posted", "Author", "12.05.2019", "Published by", ""])
def test_words_that_introduce_a_name_are_none(words: str) -> None:
    assert without_by(words) == ""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ann Berg", "Ann Berg"),
        ("Von Clara Löw, Sid Prakash & Klaus Jacob", "Clara Löw, Sid Prakash & Klaus Jacob"),
        ("Posted by Konstantin 21.10.2019", "Konstantin"),
        ("Autor: Ann Berg, Datum: 03.02.2019", "Ann Berg"),
        ("von dpa", "dpa"),
        ("Autorin: Ann Berg, Leiterin der Abteilung", "Ann Berg"),
        ("Redaktion: Ann Berg (Sprecherin)", "Ann Berg"),
        ("Autorin: Ann Berg, Leiterin des Büros der Stiftung in Norwick.", "Ann Berg"),
        ("Autoren Ann Berg und Bo Dahl", "Ann Berg und Bo Dahl"),
        ("By Ann Berg, BBC News", "Ann Berg"),
        ("作者： 记者王小明 编辑： 李华", "王小明"),
        ("Szerző: Berg Anna", "Berg Anna"),
        ("（記者王小明／台北報導）", "王小明"),
        ("文・田中太郎", "田中太郎"),
        ("김철수 기자 2024.05.01", "김철수"),
        ("Napisala: Ana Horvat", "Ana Horvat"),
        ("بقلم: محمد علي", "محمد علي"),
        ("Publicerad av Anna Ek", "Anna Ek"),
        ("Napsal Jan Novák", "Jan Novák"),
        ("oprac. Jan Kowalski", "Jan Kowalski"),
        ("Scris de Ion Popescu", "Ion Popescu"),
        ("Автор Иван Петров", "Иван Петров"),
        ("Γράφει ο Γιώργος Παπάς", "Γιώργος Παπάς"),
        ("โดย: สมชาย ใจดี", "สมชาย ใจดี"),
        ("Written by: राम शर्मा", "राम शर्मा"),
        ("كتب: محمد علي", "محمد علي"),
        ("Shkruar nga Arben Leka", "Arben Leka"),
        ("Imeandikwa na John Mwangi", "John Mwangi"),
    ],
)
def test_a_line_signs_behind_a_preposition_or_a_label(line: str, name: str) -> None:
    assert signed_by(line, beside=False) == name


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Berg, Norwick, May 1, 2024 - The council voted on Tuesday to keep its old lighthouse.",
        "Von Oktober bis März",
        "文化部公布名單",
        "기자회견 열려",
        "Autorin und Lehrerin ist sie erst seit zwei Jahren, sagt Ann Berg.",
        "By Design",
        "Photo by Ann Berg on Unsplash",
        "Foto: Ann Berg",
        "von Bands, DJs",
        "Author Biography",
        "Author and illustrator",
        "Autor und Verlag",
        "Автор статьи неизвестен",
        "Ann Berg",
    ],
)
def test_sentences_pictures_and_other_words_sign_nothing(line: str) -> None:
    assert signed_by(line, beside=False) is None


def test_a_name_next_to_a_date_signs_beside_the_headline() -> None:
    assert signed_by("28. Jan. 2022 | Ann Berg", beside=True) == "Ann Berg"
    assert signed_by("28. Jan. 2022 | Ann Berg", beside=False) is None
    assert signed_by("28. Jan. 2022 | Ann Berg | Bo Dahl", beside=True) is None


def test_a_known_name_alone_with_a_date_signs() -> None:
    assert signed_by("04.02.2022 | 13:10 Uhr | Anne Berg", beside=False, dated=True) == "Anne Berg"
    assert signed_by("04.02.2022 | Aktuelle Meldung", beside=False, dated=True) is None
    assert signed_by("04.02.2022 | Home | Anne Berg", beside=False, dated=True) is None


@pytest.mark.parametrize("name", ["Ann", "JÜRGEN", "Anne-Marie", "Michał", "Chloé"])
def test_given_names_are_known_whatever_their_marks(name: str) -> None:
    assert is_given(name)
    assert not is_given(f"Dr{name}")


@pytest.mark.parametrize(("text", "label"), [("Autor:", True), ("Von:", True), ("Autor", False), ("Im Archiv:", False)])
def test_a_label_is_nothing_but_what_introduces_a_name(text: str, label: bool) -> None:
    assert is_label(text) is label


@pytest.mark.parametrize(("label", "says"), [("Written by", True), ("Автор", True), ("Est. reading time", False)])
def test_a_field_is_labelled_as_the_writers(label: str, says: bool) -> None:
    assert says_writer(label) is says


@pytest.mark.parametrize(
    "name",
    [
        "admin",
        "No Author",
        "wordpressadmin",
        "Web Works www.a.example",
        "https://a.example/ann",
        "12",
        "x" * 90,
        "01:30 Min.",
    ],
)
def test_placeholders_and_addresses_are_nobody(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize("name", ["Norwick News", "Redaktion", "norwick.de", "Die Küste", "Verein e.V."])
def test_outlets_and_desks_are_organisations(name: str) -> None:
    assert is_organisation(name)
    assert not is_person(name)


def test_persons_have_two_names_in_capitals() -> None:
    assert names_persons("Ann von Berg")
    assert is_person("Ann von Berg")
    assert not names_persons("Ann")
    assert not is_person("Ann Berg & Bo Dahl")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("بقلم سلمى", "سلمى"),
        ("كتب: أحمد منصور الأربعاء ١٥ مايو ٢٠٢٤", "أحمد منصور"),
        ("โดย สมชาย ใจดี เผยแพร่: 20 พ.ค. 2567", "สมชาย ใจดี"),
        ("Nga Arben Hoxha", "Arben Hoxha"),
        ("de Andrei Popa", "Andrei Popa"),
        ("Της Ελένης Παπαδάκη", "Ελένης Παπαδάκη"),
        ("Հեղինակ՝ Անի Սարգսյան", "Անի Սարգսյան"),
        ("来源：江城日报 作者：李文静 2024-05-21", "李文静"),
        ("Publié le 22/05/2024 à 07h15 Par Ann Berg avec AFP", "Ann Berg avec AFP"),
        ("记者：李文静 通讯员：王强", "李文静"),
        ("รายงานโดย: สมชาย ใจดี", "สมชาย ใจดี"),
        ("BY ANN BERG @annberg", "ANN BERG"),
        ("Haber: Ann Berg Editör: Bo Dahl", "Ann Berg"),
        ("13:30 01.05.2024 von Martina", "Martina"),
    ],
)
def test_a_line_signs_in_the_words_of_its_country_whatever_stands_beside(line: str, name: str) -> None:
    assert signed_by(line, beside=True) == name


def test_a_name_goes_before_no_agency_where_it_is_a_place() -> None:
    assert without_by("Norwick - AFP") == "AFP"
    assert without_by("دبي - وكالات") == "وكالات"
    assert without_by("Ann Berg - AFP") == "Ann Berg"
    assert without_by("No author") == "No author"


@pytest.mark.parametrize(
    "name", ["Редакция", "निज संवाददाता", "নিজস্ব প্রতিবেদক", "وكالات", "Tim Redaksi", "江城日报", "しおかぜ新聞社"]
)
def test_desks_are_organisations_in_all_languages(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("name", ["Катерина", "Ελένη", "Søren", "Nguyễn", "Tunde"])
def test_given_names_are_known_of_many_countries(name: str) -> None:
    assert is_given(name)
