"""Lines of a stream with their bytes."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.reading.piece import Limits, Piece
from feedmill.reading.rows.lines import Coding, Lines, Row, coding_of, mended

UTF8 = Coding("utf-8", 0, ())


def rows(data: bytes, coding: Coding = UTF8, *, limit: int = 1000, newline: str = "") -> list[Row]:
    return list(Lines(Piece.of(data, limits=Limits(piece=limit)), coding, coding.bom, newline))


def test_lines_end_as_they_end_and_bytes_are_counted() -> None:
    assert rows("a\nö\r\nb\rc".encode()) == [Row("a\n", 0, 2), Row("ö\r\n", 2, 6), Row("b\r", 6, 8), Row("c", 8, 9)]
    assert rows(b"a\rb\n", newline="\n") == [Row("a\rb\n", 0, 4)]


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_of_a_line_beyond_the_limit_only_the_head_is_kept(end: str) -> None:
    data = f"{'x' * 200_000}{end}".encode()
    (row, *others) = rows(data + (b"next" if end else b""), limit=50)
    assert (row.cut, row.start, row.end, len(row.text)) == (True, 0, len(data), len(row.text))
    assert len(row.text) <= 101
    assert [one.text for one in others] == (["next"] if end else [])


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (b"\xef\xbb\xbftitle\n", "utf-8", 3),
        ("title\n".encode("utf-16"), "utf-16-le", 2),
        ("größer und schöner\n".encode(), "utf-8", 0),
        ("title\n".encode("utf-16-le"), "utf-16-le", 0),
    ],
)
@pytest.mark.parametrize("limit", [3, 1000])
def test_the_encoding_is_told_by_the_head_where_the_file_is_large(
    data: bytes, encoding: str, bom: int, limit: int
) -> None:
    coding = coding_of(Piece.of(data, limits=Limits(piece=limit)))
    assert (coding.encoding, coding.bom) == (encoding, bom)


def test_the_stream_stays_open_and_may_be_moved_meanwhile() -> None:
    stream = io.BytesIO(b"a\n" * 100_000)
    lines = iter(Lines(Piece(stream, 200_000), UTF8, 0))
    first = next(lines)
    stream.seek(7)
    assert first.text == "a\n"
    assert len(list(lines)) == 99_999
    assert not stream.closed


def test_half_a_character_at_the_end_does_not_count_beyond_it() -> None:
    (row,) = rows("ab".encode("utf-16-le") + b"x", Coding("utf-16-le", 0, ()))
    assert (row.text, row.end) == ("ab\ufffd", 5)


def test_a_line_is_mended_where_that_is_sure() -> None:
    assert mended("plain") == "plain"
    assert mended("größer") == "größer"
    assert mended("größer".encode().decode("cp1252")) == "größer"
    spoilt = "Die Bürger wählten".encode("cp1252").decode("utf-8", "surrogateescape")
    assert mended(spoilt) == "Die Bürger wählten"


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["utf-8", "cp1252", "shift_jis", "big5", "koi8-r"]),
    st.sampled_from(["", "\n"]),
)
def test_lines_cover_all_bytes(data: bytes, encoding: str, newline: str) -> None:
    found = rows(data, Coding(encoding, 0, ()), newline=newline)
    assert [row.start for row in found] == [0, *(row.end for row in found)][: len(found)]
    assert not found or found[-1].end == len(data)
