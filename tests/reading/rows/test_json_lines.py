"""JSON Lines as documents."""

from __future__ import annotations

import gzip
import html
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading import Limits
from feedmill.reading import read as read_any
from feedmill.reading.piece import Piece
from feedmill.reading.rows.json_lines import read_json_lines

DATA = Path(os.environ.get("FEEDMILL_DATA", Path(__file__).parents[4] / "shared" / "data"))
NEWS = DATA / "news" / "bbc-second-crawl.jsonl.gz"
needs_data = pytest.mark.skipif(not NEWS.is_file(), reason=f"NOT READ: no {NEWS}; set FEEDMILL_DATA")

Read = Document | RejectedDocument


def line(**members: Any) -> str:
    return json.dumps({"title": "T", "text": "Body.", **members}, ensure_ascii=False)


def read(data: str | bytes, limit: int = 10**6) -> list[Read]:
    given_bytes = data.encode() if isinstance(data, str) else data
    return list(read_json_lines(Piece.of(given_bytes, limits=Limits(piece=limit))))


def reasons(found: list[Read]) -> list[str]:
    return ["" if isinstance(one, Document) else f"{one.reason}: {one.detail}" for one in found]


def test_a_line_is_a_document_of_its_own_bytes() -> None:
    data = f"{line(title='Ä')}\r\n\n  {line(title='B')}  \n{line(title='C')}".encode()
    found = read(data)
    assert [one.stated.headline for one in found if isinstance(one, Document)] == ["Ä", "B", "C"]
    for one in found:
        (again,) = read(data[one.locator.byte_start : one.locator.byte_end])
        assert isinstance(one, Document)
        assert isinstance(again, Document)
        assert again.stated == one.stated
        assert one.format == "json_lines"


def test_a_byte_order_mark_before_a_line_is_no_part_of_it() -> None:
    data = f"{line(title='A')}\n\ufeff{line(title='B')}\n".encode()
    found = [one for one in read_any(data) if isinstance(one, Document)]
    assert [one.stated.headline for one in found] == ["A", "B"]
    assert data[found[1].locator.byte_start : found[1].locator.byte_end].startswith(b"{")


def test_a_backslash_that_escapes_nothing_is_taken_out_of_its_line_with_a_note() -> None:
    spoilt = '{"title": "said \\“no\\”", "text": "C:\\\\new \\d \\u0041."}'
    found = [one for one in read_any(f"{line()}\n{spoilt}\n{line()}".encode()) if isinstance(one, Document)]
    assert [one.stated.headline for one in found] == ["T", "said “no”", "T"]
    assert (found[1].text, found[1].format) == ("C:\\new d A.", "json_lines")
    assert [bool(one.notes) for one in found] == [False, True, False]


def test_a_bad_line_is_a_place_and_the_others_are_read() -> None:
    data = "\n".join([line(), '{"title": "cut', "[1]", line(), "[" * 300, line(title="", text="")])
    found = read(data)
    assert reasons(found) == [
        "",
        "not_well_formed: line 2: column 11: Unterminated string starting at",
        "nothing_stated: line 3: a JSON list of 1, the first of them a number",
        "",
        "too_complex: line 5: JSON 300 levels deep, the limit is 200",
        "nothing_stated: line 6: a JSON object with the keys 'title', 'text'",
    ]
    second = found[1].locator
    assert data[second.byte_start : second.byte_end] == '{"title": "cut'


def test_lines_may_hold_items_of_agencies_and_lists() -> None:
    item = json.dumps({"uri": "x", "versioncreated": "2024-02-05T09:00:00Z", "pubstatus": "usable", "headline": "H"})
    found = read(f"{item}\n[{line()}, {line()}]\n")
    assert [one.format for one in found if isinstance(one, Document)] == ["ninjs", "json_lines", "json_lines"]


def test_the_limit_holds_for_a_line_and_not_for_the_file() -> None:
    data = "".join(f"{line(title=str(number))}\n" for number in range(500)) + line(text="x" * 500) + "\n" + line()
    found = list(read_any(data.encode(), limit=300))
    assert len(found) == 502
    assert isinstance(found[500], RejectedDocument)
    assert found[500].reason == "too_large_to_read"
    assert found[500].locator.byte_end is not None
    assert data[found[500].locator.byte_end :] == line()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_lines_of_other_encodings_have_their_bytes(encoding: str) -> None:
    data = (line(title="größer und schöner") + "\n" + line(title="ç") + "\n").encode(encoding)
    found = read(data)
    assert [one.stated.headline for one in found if isinstance(one, Document)] == ["größer und schöner", "ç"]
    base = encoding.removesuffix("-sig") if encoding != "utf-16" else "utf-16-le"
    for one in found:
        text = data[one.locator.byte_start : one.locator.byte_end].decode(base)
        assert isinstance(one, Document)
        assert json.loads(text)["title"] == one.stated.headline


def test_a_byte_that_is_no_character_stays_visible() -> None:
    (document, _) = read(line(text="a~ äöüäöü").encode().replace(b"~", b"\xff") + b"\n" + line(text="äöüäöü").encode())
    assert isinstance(document, Document)
    assert document.text == "a\\xff äöüäöü"


def test_a_line_in_another_encoding_is_read_by_its_own() -> None:
    good = line(text="Die Äpfel fielen gestern über Nacht vom Baum.").encode() + b"\n"
    bad = line(text="Die Bürger wählten einen größeren Rat.").encode("cp1252") + b"\n"
    found = read(good * 6 + bad + good)
    assert isinstance(found[6], Document)
    assert found[6].text == "Die Bürger wählten einen größeren Rat."
    assert (found[7].locator.byte_start, found[7].locator.byte_end) == (len(good * 6 + bad), len(good * 7 + bad) - 1)


def test_lines_in_an_encoding_of_shifts_are_read_without_places() -> None:
    data = (line(text="本文はここにあります。") + "\n" + line(text="二つ目の本文です。")).encode("iso2022_jp")
    found = read(data)
    assert [one.text for one in found if isinstance(one, Document)] == ["本文はここにあります。", "二つ目の本文です。"]
    assert {one.locator for one in found} == {Locator()}


def test_a_log_of_other_things_is_refused() -> None:
    with pytest.raises(Rejected) as caught:
        read('{"level": "info", "n": 1}\n' * 300)
    assert caught.value.reason == "no_stories"
    assert caught.value.detail == "lines of JSON; line 1: a JSON object with the keys 'level', 'n'"


def test_lines_that_are_all_broken_are_all_told() -> None:
    assert len(read('{"a": \n{"b": \n')) == 2


@needs_data
def test_real_lines_are_read() -> None:
    data = gzip.decompress(NEWS.read_bytes())
    known = [json.loads(one) for one in data.splitlines()[:300]]
    found = read(b"\n".join(data.splitlines()[:300]))
    assert [one.stated.headline for one in found if isinstance(one, Document)] == [
        " ".join(one["title"].split()) for one in known
    ]
    assert ["".join(one.text.split()) for one in found if isinstance(one, Document)] == [
        "".join(html.unescape(one["body"]).split()) for one in known
    ]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = read(line().encode() + b"\n" + data)
    except Rejected:
        return
    places = [(one.locator.byte_start, one.locator.byte_end) for one in found]
    assert places == sorted(places)
