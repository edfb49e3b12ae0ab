from __future__ import annotations

import pytest

from feedmill.reading.pages.shown import days_of, is_label, is_sentence, is_update, read_day


def days(text: str, lang: str | None = None, *, labelled: bool = False) -> list[tuple[str, str, bool]]:
    return [(one.raw, f"{one.when.at:%Y-%m-%d %H:%M}", one.updated) for one in days_of(text, lang, labelled=labelled)]


@pytest.mark.parametrize(
    ("line", "raw", "at"),
    [
        ("Published: 12 May 2019 14:05", "12 May 2019 14:05", "2019-05-12 14:05"),
        ("22.04.2020 / 06:15 Uhr", "22.04.2020 / 06:15 Uhr", "2020-04-22 06:15"),
        ("Ann Berg — 2. Februar 2022", "2. Februar 2022", "2022-02-02 00:00"),
        ("Par Ann Berg | 30 septembre 2018", "30 septembre 2018", "2018-09-30 00:00"),
        ("04 de mayo 2022, 11:00 am", "04 de mayo 2022, 11:00 am", "2022-05-04 11:00"),
        ("28.01.22", "28.01.22", "2022-01-28 00:00"),
        ("2012年6月4日", "2012年6月4日", "2012-06-04 00:00"),
        ("입력 2024년 5월 1일", "2024년 5월 1일", "2024-05-01 00:00"),
        ("2024. május 1., szerda", "2024. május 1", "2024-05-01 00:00"),
        ("2024 m. gegužės 1 d.", "2024 m. gegužės 1", "2024-05-01 00:00"),
        ("2024. gada 1. maijs", "2024. gada 1. maijs", "2024-05-01 00:00"),
        ("ngày 1 tháng 5 năm 2024", "1 tháng 5 năm 2024", "2024-05-01 00:00"),
        ("1 พ.ค. 2567 10:30 น.", "1 พ.ค. 2567 10:30", "2024-05-01 10:30"),
        ("प्रकाशित: 1 मई 2024", "1 मई 2024", "2024-05-01 00:00"),
        ("١ مايو ٢٠٢٤", "١ مايو ٢٠٢٤", "2024-05-01 00:00"),
        ("1 تشرين الثاني 2024", "1 تشرين الثاني 2024", "2024-11-01 00:00"),
        ("Publiziert in 2023 vom 1. Mai 2024", "1. Mai 2024", "2024-05-01 00:00"),
        ("01-May-2024 10:00", "01-May-2024 10:00", "2024-05-01 10:00"),
    ],
)
def test_a_line_that_shows_a_day_and_little_else_states_it(line: str, raw: str, at: str) -> None:
    assert days(line) == [(raw, at, False)]


@pytest.mark.parametrize(
    "line",
    [
        "On 12 May 2019 the council voted to keep its lighthouse.",
        "The council of the town met in great hurry on 12 May 2019 and again later",
        "Registered: 18.09.2008, 05:56",
        "Deadline: 18.09.2028",
        "1975年1月28日（农历1974年腊月十七）",
        "Version 1.2.19.4",
        "Call 12/34/5678",
    ],
)
def test_a_sentence_and_a_day_of_something_else_state_nothing(line: str) -> None:
    assert days(line) == []


def test_a_label_tells_a_change_from_a_publication() -> None:
    line = "PUBLISHED: November 8, 2023 at 11:30 p.m. | UPDATED: November 9, 2023 at 12:21 a.m."
    assert [updated for _, _, updated in days(line)] == [False, True]
    assert [updated for _, _, updated in days("Stand: 12.05.2019")] == [True]
    assert is_update("Updated 9:00", "9:00")
    assert not is_update("something else", "9:00")


def test_a_second_day_counts_only_with_a_label_of_its_own() -> None:
    assert len(days("Stand 12.11.2021 (from 04.11.2021)")) == 1


def test_days_may_be_wanted_with_a_label_alone() -> None:
    assert days("12.05.2019", labelled=True) == []
    assert len(days("Published 12.05.2019", labelled=True)) == 1


@pytest.mark.parametrize(
    ("lang", "day"),
    [("en-GB", "2020-10-02"), ("en-US", "2020-02-10"), ("de", "2020-10-02"), ("en", None), (None, None)],
)
def test_a_day_that_can_be_read_two_ways_is_read_as_the_language_has_it(lang: str | None, day: str | None) -> None:
    when = read_day("02/10/2020", lang)
    assert (f"{when.at:%Y-%m-%d}" if when else None) == day


def test_short_years_are_of_the_century_that_they_can_be_of() -> None:
    assert days("28.01.98")[0][1] == "1998-01-28 00:00"


def test_a_sentence_has_words_and_an_end() -> None:
    assert is_sentence("The council voted on Tuesday to keep its old lighthouse.")
    assert not is_sentence("By Ann B.")


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("22.5.2024 klo 10.15", "2024-05-22 10:15"),
        ("22 maj 2024 kl 06.00", "2024-05-22 06:00"),
        ("20. svibnja 2024. u 18:22", "2024-05-20 18:22"),
        ("2024. május 22. szerda 10:05", "2024-05-22 10:05"),
        ("22 мая 2024 г., 14:37", "2024-05-22 14:37"),
        ("2024 m. gegužės 22 d. 09:41", "2024-05-22 09:41"),
        ("الأربعاء ١٥ مايو ٢٠٢٤ - ٠٣:٤٥ م", "2024-05-15 15:45"),
        ("मंगलवार, २१ मई २०२४ (१८:३०)", "2024-05-21 18:30"),
        ("২২ মে ২০২৪, ১৯:৩৫", "2024-05-22 19:35"),
        ("۲۵ اردیبهشت ۱۴۰۳ - ۱۰:۳۰", "2024-05-14 10:30"),
        ("21 พฤษภาคม พ.ศ. 2567 เวลา 15:20 น.", "2024-05-21 15:20"),
        ("22 Μαΐου 2024 10:05 μ.μ.", "2024-05-22 22:05"),
        ("2024年5月23日 17時40分", "2024-05-23 17:40"),
        ("2024年5月22日（水）10時15分", "2024-05-22 10:15"),
        ("2024. 5. 22. 오전 10:15", "2024-05-22 10:15"),
        ("Szerda, 2024. 05. 22. - 10:15", "2024-05-22 10:15"),
        ("22/05/2567 10:15", "2024-05-22 10:15"),
        ("2024년 5월 22일 오후 3시 45분", "2024-05-22 15:45"),
        ("21/5/2024, 10:25 (GMT+7)", "2024-05-21 03:25"),
        ("05:14 AM May 22, 2024", "2024-05-22 05:14"),
    ],
)
def test_a_time_is_read_as_each_country_writes_it_beside_its_day(line: str, at: str) -> None:
    assert [found[1] for found in days(line)] == [at]


def test_the_minutes_before_a_label_begin_no_day() -> None:
    assert [(at, updated) for _, at, updated in days("입력 2024.05.22 06:30 수정 2024.05.22 09:10")] == [
        ("2024-05-22 06:30", False),
        ("2024-05-22 09:10", True),
    ]


@pytest.mark.timeout(60)
def test_a_word_of_a_million_letters_is_looked_through_once() -> None:
    assert not is_sentence("a" * 1_000_000)
    assert not is_sentence("a" * 1_000_000 + ".")


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("2024年5月1日(水) 14:05", "2024-05-01 14:05"),
        ("令和6年5月1日", "2024-05-01 00:00"),
        ("2024年05月01日08:26 来源：日报 字号：大 中 小 打印 收藏 分享", "2024-05-01 08:26"),
        ("1 mai 2024 à 6 h 05", "2024-05-01 06:05"),
        ("1.5.2024 14.05", "2024-05-01 14:05"),
        ("1.5.2024 14.05–16.00", "2024-05-01 14:05"),
        ("14:05 ngày 1/5/2024", "2024-05-01 14:05"),
        ("01.05.2024-14:05", "2024-05-01 14:05"),
        ("May - 1 - 2024 , 07:45", "2024-05-01 07:45"),
        ("2024ko maiatzaren 1a", "2024-05-01 00:00"),
        ("2024-yil 1-may, 12:05", "2024-05-01 12:05"),
        ("Novemba 6, 2018", "2018-11-06 00:00"),
        ("២៤ មករា ២០២២", "2022-01-24 00:00"),
    ],
)
def test_days_and_times_are_shown_in_the_way_of_each_language(line: str, at: str) -> None:
    assert [when for _, when, _ in days(line, "fi" if line.startswith("1.5") else "vi")] == [at]


def test_the_day_of_the_week_tells_which_of_two_days_is_meant() -> None:
    assert days("Tue, 10/01/2013 - 2:55pm", "en") == [("10/01/2013 - 2:55pm", "2013-10-01 14:55", False)]
    assert days("Thursday, 10/01/2013", "en") == [("10/01/2013", "2013-01-10 00:00", False)]
    assert days("Wed, 10/01/2013", "en") == days("Fri, 00/00/2013", "en") == []


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ("Par Ann Marie Berg, correspondante à Saint-Louis du Sénégal | 15 Sep 2020 à 12:35", "15 Sep 2020 à 12:35"),
        ("28 maja 2019, 15:30 / red.", "28 maja 2019, 15:30"),
        ("Giriş: 26.08.2021 - 13:15", "26.08.2021 - 13:15"),
    ],
)
def test_a_byline_or_initials_may_stand_beside_a_day(line: str, raw: str) -> None:
    assert [one for one, *_ in days(line, "fr")] == [raw]


def test_a_label_needs_no_colon_where_it_is_all_of_a_line() -> None:
    assert is_label("Mise en ligne")
    assert is_label("Published:")
    assert not is_label("Published yesterday")
