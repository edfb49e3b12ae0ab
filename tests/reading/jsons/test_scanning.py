"""How JSON is nested, and where its parts stand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.jsons.scanning import Part, Places, depth_of, parts_of


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("[" * 300 + "]" * 300, 300),
        ("[]" * 300, 1),
        ('["' + "[" * 300 + '"]', 1),
        ('"' + "{" * 300, 0),
        ("]" * 300 + "[" * 201, 0),
    ],
)
def test_depth_is_that_of_brackets_outside_strings(text: str, depth: int) -> None:
    assert depth_of(text) == depth


def test_what_cannot_be_deep_is_not_looked_at() -> None:
    assert depth_of("[" * 200) == 0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[1, [2, 3] ]", [Part(1, 2, 1, closed=True), Part(4, 10, 4, closed=True)]),
        ('{"a": {"b": 1}}', [Part(1, 14, 6, closed=True)]),
        ("[]", []),
        ("[ ,1]", [Part(2, 2, 2, closed=True), Part(3, 4, 3, closed=True)]),
        ("[1, ", [Part(1, 2, 1, closed=True)]),
        ('["a, b', [Part(1, 6, 1, closed=False)]),
    ],
)
def test_parts_are_told_from_each_other(text: str, parts: list[Part]) -> None:
    assert list(parts_of(text, 0)) == parts


@pytest.mark.parametrize(
    ("text", "depth", "parts"),
    [
        ('"' * 200_001, 0, 0),
        ("\\" * 200_001, 300, 1),
        ('"\\' * 100_000, 0, 0),
        ("[" * 200_000, 200_300, 1),
        ('["' + "a" * 200_000, 1, 1),
    ],
    ids=["quotes", "escapes", "escaped quotes", "brackets", "a string"],
)
def test_a_long_text_that_never_closes_is_gone_through_once(text: str, depth: int, parts: int) -> None:
    """Were it begun again at each character, the test would be given up long before."""
    assert depth_of(text + "[" * 300) == depth
    assert len(list(parts_of(text, 0))) == parts


@given(st.text(alphabet="a\n", max_size=30), st.data())
def test_a_place_is_told_as_json_tells_it(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    known = json.JSONDecodeError("", text, place)
    assert Places(text).told(place) == f"line {known.lineno}, column {known.colno}"
