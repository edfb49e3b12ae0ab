"""Control characters, however they are written, part a wire into messages."""

from __future__ import annotations

import io

import pytest

from feedmill.errors import Rejected
from feedmill.reading.wiretext import controls
from feedmill.reading.wiretext.controls import REAL, Message, messages, notation_of, streamed


def parted(data: bytes) -> list[Message]:
    marks = notation_of(data)
    assert marks is not None
    return list(messages(data, marks))


WRITTEN = [
    (b"\x01", b"\x02", b"\x03", b"\x04"),
    (b"<SOH>", b"<STX>", b"<ETX>", b"<EOT>"),
    (b"[SOH]", b"[STX]", b"[ETX]", b"[EOT]"),
    ("␁".encode(), "␂".encode(), "␃".encode(), "␄".encode()),
    (b"^A", b"^B", b"^C", b"^D"),
]


@pytest.mark.parametrize("marks", WRITTEN)
def test_each_way_to_write_them_gives_the_same_parts(marks: tuple[bytes, bytes, bytes, bytes]) -> None:
    soh, stx, etx, eot = marks
    data = (soh + b"abc0001 4 pl 1\n" + stx + b"text\n" + etx + b"121030 NOV 09\n" + eot + b"\n") * 2
    found = parted(data)
    assert [(one.header, one.text, one.post, one.lacks) for one in found] == [
        (b"abc0001 4 pl 1\n", b"text\n", b"121030 NOV 09\n", ())
    ] * 2


def test_what_stands_between_two_heads_is_a_message_whose_end_is_missing() -> None:
    first, second = parted(b"\x01one\x02text\x01two\x02more\x03post\x04")
    assert (first.header, first.text, first.lacks) == (b"one", b"text", ("ETX", "EOT"))
    assert (second.text, second.post, second.lacks) == (b"more", b"post", ())


def test_a_message_whose_head_is_missing_begins_where_the_one_before_ended() -> None:
    first, second = parted(b"\x01one\x02text\x03post\x04two\n\x02more\x03post\x04")
    assert (second.start, second.header, second.lacks) == (first.end, b"two\n", ("SOH",))


def test_idle_characters_between_messages_belong_to_none() -> None:
    found = parted(b"\x16\x16\x01one\x02a\x03\x04\r\n\x00\x7f\x16\x16\x01two\x02b\x03\x04\r\n\r\n")
    assert [one.text for one in found] == [b"a", b"b"]
    assert found[0].start == 0


def test_a_line_for_routers_before_the_first_head_belongs_to_the_message() -> None:
    (found,) = parted(b"\x05abc def\r\n\x16\x16\x01one\x02a\x03\x04")
    assert (found.start, found.header) == (0, b"one")


def test_what_is_left_behind_the_last_end_is_a_message_of_its_own() -> None:
    found = parted(b"\x01one\x02a\x03\x04 something was left")
    assert [one.lacks for one in found] == [(), ("SOH", "STX", "ETX", "EOT")]


def test_a_second_end_of_text_is_part_of_what_stands_behind() -> None:
    (found,) = parted(b"\x01one\x02a\x03b\x03c\x04")
    assert (found.text, found.post) == (b"a", b"b\x03c")


def test_an_end_of_text_before_its_beginning_is_not_its_end() -> None:
    (found,) = parted(b"\x01one\x03\x02a\x03b\x04")
    assert found.text == b""
    assert found.header == b"one"


def test_bytes_without_marks_have_no_notation() -> None:
    assert notation_of(b"^By NAME=\nplain text") is None


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_a_stream_gives_the_same_messages_in_chunks_of_any_size(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controls, "CHUNK", size)
    data = b"\x16\x16\x01one\x02a\x03b\x04\r\n" * 9 + b"\x01open\x02text" + b"\x16\x01two\x02b\x03c\x04 rest"
    assert list(streamed(io.BytesIO(data), REAL, 10_000)) == parted(data)


def test_a_message_beyond_the_limit_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controls, "CHUNK", 100)
    data = b"\x01one\x02a\x03b\x04\r\n\x01two\x02" + b"word " * 200
    found = streamed(io.BytesIO(data), REAL, 300)
    assert next(found).header == b"one"
    with pytest.raises(Rejected):
        list(found)
