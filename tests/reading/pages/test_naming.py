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


def test_an_initial_may_stand_right_before_a_name() -> None:
    assert is_person("Б.Оюунчимэг")
    assert not is_person("Б.О")


def test_an_outlet_and_the_words_for_reporters_are_no_part_of_a_name() -> None:
    assert without_by("أطلس بريس - يوسف بنعيسى") == "يوسف بنعيسى"
    assert without_by("東岸報／ 記者 林佩蓉 ／花蓮即時報導") == "林佩蓉"
    assert without_by("Sigríður Jónsdóttir skrifar") == "Sigríður Jónsdóttir"
    assert without_by("Ann Berg (Norwick)") == "Ann Berg"


@pytest.mark.parametrize(
    ("line", "name"),
    [("Courier - Ann Berg", "Ann Berg"), ("هسبريس - عبد الإله شبل", "عبد الإله شبل"), ("Ann – Lund", "Ann")],
)
def test_one_word_before_a_dash_may_be_the_outlet(line: str, name: str) -> None:
    assert without_by(line) == name
