from __future__ import annotations

import pytest

from feedmill.reading.eastern import in_brackets, of_end, of_line, of_opening, without_role


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("홍길동 기자", "홍길동"),
        ("홍길동 선임기자", "홍길동"),
        ("기자명 홍길동 기자", "홍길동"),
        ("새소식 홍길동 기자", "홍길동"),
        ("홍길동·김서연 기자", "홍길동·김서연"),
        ("홍길동 기자 hong@norwick.example", "홍길동"),
        ("記者陳怡君／花蓮報導", "陳怡君"),
        ("山本健太記者", "山本健太"),
        ("本報記者", None),
        ("기자 회견", None),
        ("Ann Berg", None),
    ],
)
def test_a_line_names_a_reporter_by_the_word_for_one(line: str, name: str | None) -> None:
    assert of_line(line) == name


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("[서울=새소식] 홍길동 기자 = 남해안의 한 섬마을에 도서관이 문을 열었다.", "홍길동"),
        ("本报讯（记者 李文静）昨日，首批居民搬回新居。", "李文静"),
        ("〔記者陳怡君／花蓮報導〕一輛圖書車跑遍部落。", "陳怡君"),
        ("昨日，居民说，本报（记者 李文静）来过。", None),
    ],
)
def test_a_first_paragraph_names_its_reporter_before_its_own_words(paragraph: str, name: str | None) -> None:
    assert of_opening(paragraph) == name


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("冬の間は読書会を開くという。【山本健太】", "山本健太"),
        ("才有这座英雄的城！（评论员 罗博 萧海川）", "罗博 萧海川"),
        ("冬の間は読書会を開くという。（敬称略）", None),
        ("冬の間は読書会を開くという。（社会部）", None),
        ("冬の間は読書会を開くという。（有料記事）", None),
        ("冬の間は読書会を開くという。（山本健太）", "山本健太"),
    ],
)
def test_a_last_paragraph_names_whoever_wrote_it_in_brackets(paragraph: str, name: str | None) -> None:
    assert of_end(paragraph) == name


def test_a_name_alone_in_brackets_beside_the_day_signs() -> None:
    assert in_brackets(["【山本健太】", ""]) == "山本健太"
    assert in_brackets(["【山本健太】", "【佐藤花子】"]) is None


def test_the_word_for_a_reporter_is_no_part_of_a_name() -> None:
    assert without_role("홍길동 기자") == "홍길동"
    assert without_role("记者 李文静 责编：王明") == "李文静"
    assert without_role("Ann Berg") == "Ann Berg"
