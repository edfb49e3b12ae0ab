"""Bytes to text, with nothing lost in silence."""

from __future__ import annotations

import codecs
import os

import pytest

from feedmill.errors import Rejected
from feedmill.reading.decoding import LOW_SURROGATES, decode
from feedmill.reading.reasons import ReadingReason

GERMAN = "Der Präsident sagte am Montag, die Größe der Städte müsse überprüft werden."
JAPANESE = "日本の首相は月曜日に述べた。\n" * 4


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_settles_it_and_is_removed(bom: bytes, encoding: str) -> None:
    found = decode(bom + GERMAN.encode(encoding))
    assert (found.text, found.encoding, found.bom, found.notes) == (GERMAN, encoding, len(bom), ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [GERMAN, JAPANESE])
def test_wide_text_without_a_mark_is_found_and_noted(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.notes) == (text, (f"encoding_guessed: {encoding}",))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "cp1252"), ("Президент заявил в понедельник, что это очень важно.", "cp1251"), (JAPANESE, "cp932")],
)
def test_what_is_not_utf8_is_guessed_and_noted(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.notes) == (text, (f"encoding_guessed: {encoding}",))


def test_only_decoding_errors_are_stood_in_for() -> None:
    with pytest.raises(UnicodeEncodeError):
        "é".encode("ascii", errors=LOW_SURROGATES)


def test_a_large_text_is_guessed_by_a_sample() -> None:
    data = (GERMAN + "\n").encode("cp1252") * 5000
    assert decode(data).text == (GERMAN + "\n") * 5000


def test_utf8_is_exact() -> None:
    found = decode("café".encode())
    assert (found.text, found.exact, found.notes) == ("café", True, ())


def test_a_declaration_is_followed() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-2"?><a>Łódź</a>'.encode("iso-8859-2")
    found = decode(data)
    assert (found.encoding, found.text[-9:], found.notes) == ("iso8859-2", ">Łódź</a>", ())


def test_latin_1_with_windows_characters_is_windows_1252() -> None:
    found = decode(b'<?xml version="1.0" encoding="iso-8859-1"?><a>\x93\xe9\x94</a>')
    assert "“é”" in found.text


def test_latin_1_is_latin_1() -> None:
    assert "é" in decode(b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>').text


def test_a_wrong_declaration_is_noted() -> None:
    found = decode(b'<?xml version="1.0" encoding="us-ascii"?><a>' + "é".encode() + b"</a>")
    assert "é" in found.text
    assert found.notes == ("encoding_declared_wrong: ascii",)


@pytest.mark.parametrize("name", ["x-nobody", "utf-16", "rot13", "base64"])
def test_a_declaration_that_cannot_be_is_passed_over(name: str) -> None:
    assert "é" in decode(f'<?xml version="1.0" encoding="{name}"?><a>é</a>'.encode()).text


def test_a_few_broken_bytes_stand_written_out_and_are_counted() -> None:
    found = decode(b"w\xffrld " + "’ ’ ’ ’ ’".encode())
    assert found.text == "w\\xffrld ’ ’ ’ ’ ’"
    assert found.notes == ("undecodable: 1 bytes stand as \\xNN, the first at character 1",)
    assert not found.exact


def test_half_a_character_at_the_end_of_utf16_is_written_out() -> None:
    assert decode(b"\xff\xfea\x00b\x00c").text == "ab\\x63"


@pytest.mark.parametrize(
    "data",
    [
        b"one\x00two",
        b"\x01\x02\x03\x04\x05\x06text",
        b"\xff\xfea\x00\x00\x00b\x00",
        bytes(range(256)) * 4,
        b"\x00" * 64,
        b"\x00\xd8" * 20,
    ],
)
def test_what_is_no_text_is_rejected(data: bytes) -> None:
    with pytest.raises(Rejected) as caught:
        decode(data)
    assert caught.value.reason is ReadingReason.BINARY


def test_random_bytes_are_hardly_ever_text() -> None:
    taken = 0
    for size in range(64, 464, 4):
        try:
            decode(os.urandom(size))
        except Rejected:
            continue
        taken += 1
    assert taken <= 2
