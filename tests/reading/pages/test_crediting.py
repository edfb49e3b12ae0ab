from __future__ import annotations

import pytest

from feedmill.reading.pages.crediting import set_off, signed_by


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
        ("Por João Silva e Ana Lima, Portal do Sul RS e RBT TV — Lajeado", "João Silva e Ana Lima"),
        ("Piše Ana Horvat", "Ana Horvat"),
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


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von Ann Berg (Text) und Bo Dahl (Fotos)", "Ann Berg und Bo Dahl"),
        ("Daga Aminu Bello", "Aminu Bello"),
        ("كتب أحمد عبد الرحيم", "أحمد عبد الرحيم"),
        ("Пишува: Ана Стоева | 20.05.2019 - 08:55", "Ана Стоева"),
        ("Penulis Rina Kusuma", "Rina Kusuma"),
        ("Ann Berg, Journalist", "Ann Berg"),
        ("Ann Berg, envoyée spéciale à Kiev", "Ann Berg"),
        ("Ann Berg, PAP", "Ann Berg"),
        ("Ann Berg, courier.lv", "Ann Berg"),
        ("By Ann Berg for the Courier", "Ann Berg"),
        ("Von unserer Korrespondentin Ann Berg", "Ann Berg"),
        ("dal nostro inviato Mario Rossi", "Mario Rossi"),
        ("Door: Jan de Vries en Piet Jansen", "Jan de Vries en Piet Jansen"),
        ("Deur Jan van der Merwe", "Jan van der Merwe"),
        ("Redactado por María López", "María López"),
        ("Bài: Nguyễn Văn An", "Nguyễn Văn An"),
        ("By राम शर्मा", "राम शर्मा"),
        ("本报记者 王小明 李红", "王小明 李红"),
        ("[서울=뉴스] 홍길동 기자", "홍길동"),
        ("글·사진 홍길동 기자", "홍길동"),
        ("2020年05月19日 来源：日报 作者：王丽娟 字号：大 中 小", "王丽娟"),
    ],
)
def test_lines_sign_in_many_ways(line: str, name: str) -> None:
    assert signed_by(line, beside=False) == name


@pytest.mark.parametrize(
    "line", ["Penulis muda", "Lysefjord Journalist", "Ann Berg, Harbour", "By शर्मा", "Harbour Town, PAP"]
)
def test_other_lines_do_not(line: str) -> None:
    assert signed_by(line, beside=False) is None


def test_a_name_set_off_above_a_text_may_have_a_place_behind_it() -> None:
    assert set_off("Ann Berg, Norwick") == set_off("Ann Berg") == "Ann Berg"
    assert set_off("Ann Berg, who leads the town.") is None
    assert set_off("Harbour Town, Norwick") is None
