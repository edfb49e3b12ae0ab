"""What stands above and behind an agency's text in lines of its own."""

from __future__ import annotations

import pytest

from feedmill.model import Role
from feedmill.reading.wire.surroundings import is_byline, surroundings_of

PROSE = ["Harbour traffic resumes today.", "The port opens at noon."]


def around(*lines: str, headings: int = 0) -> tuple[list[str], str | None]:
    roles = [Role.HEADING if at < headings else Role.TEXT for at in range(len(lines))]
    found = surroundings_of(list(zip(lines, roles, strict=True)))
    return [lines[at] for at in sorted(found.lines)], found.byline


def test_prose_alone_has_nothing_around_it() -> None:
    assert around(*PROSE) == ([], None)


def test_bylines_and_datelines_above_the_text_stand_around_it() -> None:
    assert around("Von Eva Berg, dpa", *PROSE) == (["Von Eva Berg, dpa"], "Von Eva Berg, dpa")
    assert around("Neustadt (dpa) -", "By Ann Wade", *PROSE)[0] == ["Neustadt (dpa) -", "By Ann Wade"]
    assert around("Head", "By Ann Wade", *PROSE, headings=1) == (["By Ann Wade"], "By Ann Wade")


def test_what_signs_a_text_off_stands_around_it() -> None:
    assert around(*PROSE, "ab/cd") == (["ab/cd"], None)
    assert around(*PROSE, "Anna Berg/TT") == (["Anna Berg/TT"], "Anna Berg")


@pytest.mark.parametrize(
    "note",
    [
        "(Adds analyst comment, shares)",
        "(ATTN: UPDATES with remarks in paras 3-4; CHANGES headline)",
        "(Corrects name in paragraph 2)",
        "Sperrfrist: Freitag, 4. September, 00.00 Uhr",
        "EMBARGOED until 12.01am, Sunday March 6",
    ],
)
def test_notes_to_editors_above_the_text_stand_around_it(note: str) -> None:
    assert around(note, "by Ann Wade", *PROSE) == ([note, "by Ann Wade"], "by Ann Wade")


@pytest.mark.parametrize(
    "line", ["(She adds that it is late.) The port opens.", "Embargo on oil hits ports.", "Adds to it"]
)
def test_a_first_line_of_prose_is_no_note(line: str) -> None:
    assert around(line, *PROSE)[0] == []


@pytest.mark.parametrize(
    "signs",
    [
        ("Ann Wade, The Canadian Press",),
        ("Autor: Ann Wade", "jku/ mark/"),
        ("PTI AW AW", "KVK KVK"),
        ("(Hina) xabil ykat",),
        ("(foto)(vídeo)",),
        ("ann.wade@wire.example", "(끝)", "<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>"),
        ("Media Contact: Ann Wade, 330-555-0110, press@firm.example", "SOURCE Firm"),
        ("Contacts", "Firm Inc.", "Ann Wade, 303-555-0142"),
        ("dpa-Notizblock", "## Orte", "- [Hafen](Kai 1)", "dpa aw yyni n1 jo"),
    ],
)
def test_what_agencies_and_firms_add_behind_a_text_stands_around_it(signs: tuple[str, ...]) -> None:
    found, byline = around(*PROSE, *signs)
    assert found == list(signs)
    assert byline == {"Ann Wade, The Canadian Press": "Ann Wade", "Autor: Ann Wade": "Autor: Ann Wade"}.get(signs[0])


def test_a_sentence_with_a_colon_or_a_comma_signs_nothing_off() -> None:
    assert around(*PROSE, "Author: it was Ann Wade.")[0] == []
    assert around(*PROSE, "Ann Wade, Carl Horn")[0] == []


@pytest.mark.parametrize("lines", [("By Ann Wade",), ("Head",), ()])
def test_one_line_at_least_is_the_story_s(lines: tuple[str, ...]) -> None:
    assert around(*lines, headings=int(lines == ("Head",)))[0] == []


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By Ann Wade, Political Editor", True),
        ("DI UGO NERI", True),
        ("Von der Leyen trifft Macron", False),
        ("By noon the port was shut.", False),
        ("By Ann Wade.", False),
        ("By Ann Wade and nine others who wrote much longer lines than bylines ever are", False),
        ("Ann Wade", False),
    ],
)
def test_a_byline_is_a_short_line_that_begins_as_one_and_names_a_person(line: str, is_one: bool) -> None:
    assert is_byline(line) is is_one


def test_a_byline_behind_the_main_points_stands_around_the_text() -> None:
    points = ["* Port opens", "* Ships wait"]
    assert around(*points, "By Ann Wade", *PROSE) == (["By Ann Wade"], "By Ann Wade")
    assert around(*points, *PROSE) == ([], None)


@pytest.mark.parametrize(
    "line",
    [
        "Associated Press writer Ann Wade in Helena contributed to this report.",
        "This report by The Canadian Press was first published Sept. 21, 2023.",
    ],
)
def test_a_sentence_of_the_desk_behind_the_text_stands_around_it(line: str) -> None:
    assert around(*PROSE, line) == ([line], None)


@pytest.mark.parametrize("byline", ["Ann Wade, The Canadian Press", "Ann Wade/TT", "(di Ann Wade)"])
def test_a_name_with_its_agency_or_in_brackets_above_the_text_is_a_byline(byline: str) -> None:
    assert around(byline, *PROSE) == ([byline], byline)


@pytest.mark.parametrize("post", ["Associated Press", "The Canadian Press", "Associated Press Writer"])
def test_a_writer_s_post_stands_around_below_the_byline_alone(post: str) -> None:
    assert around("By Ann Wade", post, *PROSE)[0] == ["By Ann Wade", post]
    assert around(post, *PROSE) == ([], None)
    assert around("By Ann Wade", "Port opens for writers", *PROSE)[0] == ["By Ann Wade"]


@pytest.mark.parametrize(
    ("opening", "byline"),
    [
        ("新华社北京4月18日电（记者王小明、李丽）国家统计局18日发布的数据显示，一季度增长5.3%。", "王小明、李丽"),
        ("[서울=연합뉴스] 홍길동 기자 = 정부는 18일 새 대책을 발표했다.", "홍길동"),
        ("新华社北京4月18日电　国家统计局（记者会上）发布数据。", None),
    ],
)
def test_a_reporter_named_where_the_text_opens_gives_the_byline(opening: str, byline: str | None) -> None:
    assert around(opening, "第二段。") == ([], byline)


def test_the_saudi_agency_has_the_day_in_both_calendars_above_its_text() -> None:
    line = "أبها 17 جمادى الآخرة 1448 هـ الموافق 26 نوفمبر 2026 م واس"
    assert around(line, *PROSE) == ([line], None)


@pytest.mark.parametrize("line", ["Ekonomi TT", "EkonomiTT", "Rättad version: I en tidigare version var talet fel."])
def test_the_source_above_a_text_and_what_was_put_right_stand_around_it(line: str) -> None:
    assert around(line, *PROSE) == ([line], None)


@pytest.mark.parametrize("line", ["Han var på TT", "Hon arbetar sedan länge för TT"])
def test_a_sentence_that_ends_with_an_agency_is_none(line: str) -> None:
    assert around(f"{line}.", *PROSE) == ([], None)
