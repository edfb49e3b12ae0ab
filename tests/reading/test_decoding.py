"""Bytes to text, with nothing lost in silence."""

from __future__ import annotations

import codecs
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert found.notes == ("encoding_declared_wrong: us-ascii",)


@pytest.mark.parametrize("name", ["x-nobody", "utf-16", "rot13", "base64", "utf-7", "cp037", "unicode_escape", "idna"])
def test_a_declaration_that_cannot_be_is_passed_over(name: str) -> None:
    found = decode(f'<?xml version="1.0" encoding="{name}"?><a>é</a>'.encode())
    assert "é" in found.text
    assert found.notes == ()


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("ISO-8859-1", "cp1252", "“é” – 5 €"),
        ("us-ascii", "cp1252", "“é”"),
        ("latin1", "cp1252", "é"),
        ("iso-8859-9", "cp1254", "ışık “ğ”"),
        ("tis-620", "cp874", "สวัสดี"),
        ("shift_jis", "cp932", "①日本の㈱"),
        ("Shift-JIS", "cp932", "日本の首相は述べた"),
        ("euc-jp", "euc_jp", "日本の首相は述べた"),
        ("iso-2022-jp", "iso2022_jp", "日本の首相は述べた"),
        ("gb2312", "gb18030", "朱镕基说"),
        ("GBK", "gb18030", "中国的"),
        ("big5", "cp950", "臺灣的"),
        ("ks_c_5601-1987", "cp949", "한국의 똠방"),
        ("euc-kr", "cp949", "한국의"),
        ("koi8-r", "koi8-r", "Москва"),
        ("x-mac-cyrillic", "mac-cyrillic", "Москва"),
        ("windows-1256", "cp1256", "القاهرة"),
        ("cp850", "cp850", "Größe"),
        ("KOI8_R", "koi8-r", "Москва"),
    ],
)
def test_a_label_means_what_it_means_to_a_browser(label: str, encoding: str, text: str) -> None:
    data = f'<?xml version="1.0" encoding="{label}"?><a>{text}</a>'.encode(encoding)
    found = decode(data)
    assert (found.text[-len(text) - 4 : -4], found.encoding, found.notes) == (text, encoding, ())


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE html><html><head><meta charset="windows-1251">',
        "<html><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
        "<html><!-- <meta charset=utf-8> --><META CHARSET=windows-1251 >",
    ],
)
def test_a_page_declares_in_its_head(head: str) -> None:
    found = decode(f"{head}<p>Же</p>".encode("cp1251"))
    assert (found.encoding, "Же" in found.text, found.notes) == ("cp1251", True, ())


def test_prose_about_charsets_declares_nothing() -> None:
    found = decode("Set charset=windows-1251 in the page; it is naïve.".encode())
    assert (found.encoding, found.notes) == ("utf-8", ())


def test_what_came_with_the_bytes_goes_before_what_stands_in_them() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-2"?><a>Же</a>'.encode("cp1251")
    assert decode(data, stated="windows-1251").text.endswith("<a>Же</a>")
    assert decode(codecs.BOM_UTF8 + "é".encode(), stated="windows-1251").text == "é"


def test_a_stated_encoding_that_cannot_be_is_noted_and_the_next_holds() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-2"?><a>Łódź i Żory, źle</a>'.encode("iso-8859-2")
    found = decode(data, stated="utf-8")
    assert (found.encoding, found.notes) == ("iso8859-2", ("encoding_stated_wrong: utf-8",))
    assert "Łódź" in found.text
    assert decode(b"plain", stated="nobody's").notes == ()


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "koi8-r"])
def test_utf8_is_utf8_whatever_it_is_called(label: str) -> None:
    found = decode(f'<?xml version="1.0" encoding="{label}"?><a>Größe</a>'.encode())
    assert (found.text[-9:], found.notes) == ("Größe</a>", (f"encoding_declared_wrong: {label}",))


def test_a_declaration_that_gives_nonsense_gives_way_to_what_fits() -> None:
    text = "Президент заявил в понедельник, что это очень важно."
    found = decode(f'<?xml version="1.0" encoding="windows-1252"?><a>{text}</a>'.encode("cp1251"))
    assert text in found.text
    assert found.notes == ("encoding_declared_wrong: windows-1252", "encoding_guessed: cp1251")


def test_a_broken_byte_does_not_change_the_encoding() -> None:
    data = f'<?xml version="1.0" encoding="shift_jis"?><a>{JAPANESE * 3}'.encode("cp932") + b"\x81 </a>"
    found = decode(data)
    assert found.encoding == "cp932"
    assert found.notes[0].startswith("undecodable: 1 bytes")


def test_a_few_broken_bytes_stand_written_out_and_are_counted() -> None:
    found = decode(b"w\xffrld " + "’ ’ ’ ’ ’".encode())
    assert found.text == "w\\xffrld ’ ’ ’ ’ ’"
    assert found.notes == ("undecodable: 1 bytes stand as \\xNN, the first at character 1",)
    assert not found.exact


def test_lines_and_words_of_another_encoding_in_utf8_are_read_by_theirs() -> None:
    good = "Größe, café, naïve, “so”, Čapek\n" * 3
    found = decode(good.encode() + "Le café a fermé – c’est dommage.\n".encode("cp1252") + "Grö".encode() + b"\xdfe\n")
    assert found.text == f"{good}Le café a fermé – c’est dommage.\nGröße\n"
    assert found.notes == ("encoding_mixed: 2 lines were not UTF-8, and were read as cp1252",)
    assert not found.exact


def test_a_mark_of_utf8_does_not_hinder_that() -> None:
    found = decode(codecs.BOM_UTF8 + "Größe, Ѩ, Espa".encode() + b"\xf1a")
    assert (found.text, found.bom) == ("Größe, Ѩ, España", 3)


def test_half_a_character_of_utf8_is_not_taken_for_a_letter() -> None:
    found = decode("Größe, café ‘so’ и так далее ".encode() + "’".encode()[:2] + b"x\nfa\xc3de")
    assert found.text.endswith("\\xe2\\x80x\nfa\\xc3de")


def test_half_a_character_at_the_end_of_utf16_is_written_out() -> None:
    assert decode(b"\xff\xfea\x00b\x00c").text == "ab\\x63"


@pytest.mark.parametrize("through", ["cp1252", "latin-1", "cp1251"])
def test_utf8_that_was_read_as_something_else_is_mended_and_noted(through: str) -> None:
    text = "Привет, мир и город" if through == "cp1251" else "Größe, déjà vu — Zoë"
    spoilt = text.encode().decode(through)
    found = decode(f"All is well: “naïve”.\n{spoilt}\n".encode())
    assert found.text == f"All is well: “naïve”.\n{text}\n"
    assert found.notes == ("mojibake_repaired: 1 lines; how they came is in the original",)
    assert not found.exact


@pytest.mark.parametrize(
    "text",
    ["“IRMÃ” E MANHÃ», disse", "РЎ РҐ", "Ã", "the sequence “é” is not é", "Ð and Ñ", "Âge d’or"],
)
def test_what_may_be_meant_so_is_left_alone(text: str) -> None:
    found = decode(text.encode())
    assert (found.text, found.exact, found.notes) == (text, True, ())


def test_controls_that_are_characters_of_windows_become_these() -> None:
    found = decode("It\x92s \x93so\x94, and that is all that was said about it on that day\x85 in the town.".encode())
    assert found.text.startswith("It’s “so”, and")
    assert found.notes == ("mojibake_repaired: 1 lines; how they came is in the original",)


def test_a_few_nuls_are_left_out_and_counted() -> None:
    found = decode(b"plain words " * 20 + b"\x00" + b"plain words " * 20)
    assert found.text == "plain words " * 40
    assert (found.notes, found.exact) == (("nul_bytes: 1 left out, the first at character 240",), False)


@pytest.mark.parametrize(
    "mark", [b"+/v8-", b"+/v9", b"\x0e\xfe\xff", b"\xfb\xee\x28", b"\xf7\x64\x4c", b"\xdd\x73\x66\x73"]
)
def test_encodings_that_hide_what_they_say_are_refused(mark: bytes) -> None:
    with pytest.raises(Rejected, match="refused"):
        decode(mark + b"words and words")


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


def test_bells_ring_in_text() -> None:
    data = b"\x07" * 10 + b"URGENT\r\nThe harbour is open.\r\n" + b"\x07" * 10
    assert decode(data).text.strip("\x07") == "URGENT\r\nThe harbour is open.\r\n"


def test_random_bytes_are_hardly_ever_text() -> None:
    taken = 0
    for size in range(64, 464, 16):
        try:
            decode(os.urandom(size))
        except Rejected:
            continue
        taken += 1
    assert taken <= 1


@given(st.binary(max_size=200))
def test_no_bytes_are_a_fault(data: bytes) -> None:
    try:
        found = decode(data)
    except Rejected:
        return
    assert not re.search("[\ud800-\udfff\x00]", found.text)
    if found.exact:
        assert found.text.encode() == data[found.bom :]


@given(st.text(max_size=200).filter(lambda text: not text.startswith(("\ufeff", "+/v"))))
def test_utf8_comes_back_as_it_was_unless_it_is_noted(text: str) -> None:
    try:
        found = decode(text.encode())
    except Rejected:
        return
    assert found.text == text or found.notes
