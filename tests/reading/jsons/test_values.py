"""Values as texts."""

from __future__ import annotations

from typing import Any

import pytest

from feedmill.reading.jsons.values import dates_in, member, text_of, texts_of, words_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (" ", None),
        (None, None),
        (True, None),
        (0, "0"),
        (12.0, "12"),
        (1.5, "1.5"),
        (float("nan"), None),
        (10**50, None),
        ({"name": "BBC", "id": "b"}, "BBC"),
        ({"id": None, "name": "BBC"}, "BBC"),
        ({"other": "x"}, None),
        ({"$text": {"value": "deep"}}, "deep"),
        (["", None, "first"], "first"),
        ({"name": {"name": {"name": {"name": {"name": {"name": "too deep"}}}}}}, None),
    ],
)
def test_the_text_of_a_value(value: Any, text: str | None) -> None:
    assert text_of(value) == text


def test_the_texts_of_lists_and_of_objects_of_objects() -> None:
    assert texts_of(["a", {"name": "b"}, [["c"], "d"], None]) == ["a", "b", "c", "d"]
    assert texts_of({"x": {"name": "a"}, "y": {"name": "b"}}) == ["a", "b"]
    assert texts_of({"name": "a"}) == ["a"]
    assert texts_of(None) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a, b;c|d", ["a", "b", "c", "d"]),
        ("1,5 million", ["1,5 million"]),
        ("['a', 'b c']", ["a", "b c"]),
        ('["a"]', ["a"]),
        (["a, b", "c"], ["a, b", "c"]),
    ],
)
def test_keywords_are_parted(value: Any, words: list[str]) -> None:
    assert words_of(value) == words


def test_a_member_is_found_whatever_its_case() -> None:
    assert member({"Pub_Status": 1}, "pubStatus") == 1
    assert member({"b": 1, "a": 2}, "a", "b") == 2
    assert member({"a": 1}, "b") is None
    assert member("a", "a") is None


def test_before_a_day_alone_stands_what_says_the_time_of_that_day() -> None:
    day, time, other = ("date", "2026-03-03"), ("created", "2026-03-03T10:15:00Z"), ("sent", "2026-03-04T09:00:00Z")
    assert next(dates_in([day, other, time])) == time
    assert list(dates_in([day, other])) == [day, other]
    assert list(dates_in([("a", ["2026-03-03"]), ("b", "x" * 61), ("c", " ")])) == []
