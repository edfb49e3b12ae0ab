"""Where a part of JSON stands in its bytes."""

from __future__ import annotations

import json

import pytest

from feedmill.model import Locator
from feedmill.reading.jsons.positions import Positions
from feedmill.reading.piece import Piece

TEXT = ' {"größer": [1, {"a": [true, "ö😀"]}], "größer": [2, {"b": "ß"}], "\\u00e4": {"c": 3}}'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    ("path", "value"),
    [(("größer", 1), {"b": "ß"}), (("ä",), {"c": 3}), (("ä", "c"), 3), (("größer", 1, "b"), "ß"), (("größer", 0), 2)],
)
def test_a_part_is_found_by_its_path(encoding: str, path: tuple[str | int, ...], value: object) -> None:
    data = TEXT.encode(encoding)
    positions = Positions(Piece.of(data))
    for _ in range(2):
        place = positions.of(positions.text.index("{"), path)
        wide = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
        assert json.loads(data[place.byte_start : place.byte_end].decode(wide)) == value


def test_a_part_that_is_not_there_has_no_place() -> None:
    assert Positions(Piece.of(TEXT.encode())).of(1, ("nothing", 1)) == Locator()


def test_places_are_found_in_any_order() -> None:
    text = json.dumps([f"größer {number}" for number in range(50)], ensure_ascii=False)
    positions = Positions(Piece.of(text.encode()))
    for number in (40, 3, 49, 7, 7, 0):
        place = positions.of(0, (number,))
        assert json.loads(text.encode()[place.byte_start : place.byte_end]) == f"größer {number}"


def test_a_text_that_is_not_the_bytes_has_no_places() -> None:
    data = '[{"title": "größer und schöner", "x": "äöü~"}]'.encode().replace(b"~", b"\xff")
    assert Positions(Piece.of(data)).of(0, (0,)) == Locator()


def test_a_key_that_is_no_json_is_taken_as_it_stands() -> None:
    text = "{'a': 1, b: 2}"
    positions = Positions(Piece.of(text.encode()))
    assert positions.of(0, ("b",)) == Locator(byte_start=12, byte_end=13)
