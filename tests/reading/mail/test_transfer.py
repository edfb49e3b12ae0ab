"""Transfer encodings, character sets and encoded words, right and wrong."""

from __future__ import annotations

import base64
import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.mail.mime import entity_of
from feedmill.reading.mail.transfer import bytes_of, decoded, from_base64, unflowed, uuencoded, words_of
from tests.reading.mail.messages import mail


def sent(body: str, encoding: str) -> bytes:
    data = mail(body, f"Content-Transfer-Encoding: {encoding}\n")
    return bytes_of(data, entity_of(data, 0, len(data)))


def test_transfer_encodings_are_undone() -> None:
    assert sent("H=C3=A4fen=\n offen=", "quoted-printable").decode() == "Häfen offen"
    assert sent("SMOkZmVu", "BASE64").decode() == "Häfen"
    assert sent("plain", "8bit") == b"plain"
    uu = "begin 644 x\n" + binascii.b2a_uu(b"text").decode() + "`\nend\n"
    assert sent(uu, "x-uuencode") == b"text"
    assert sent("no uu", "uuencode") == b"no uu"


@given(st.binary(max_size=200))
def test_base64_is_read_whatever_stands_between_and_however_it_ends(data: bytes) -> None:
    whole = base64.b64encode(data).decode()
    assert from_base64("\n * ".join(whole[at : at + 7] for at in range(0, len(whole), 7)).encode()) == data
    assert from_base64(whole.rstrip("=").encode()) == data
    assert data.startswith(from_base64(whole[:-5].encode()))


def test_plain_text_that_is_labelled_base64_or_stands_behind_it_is_plain_text() -> None:
    text = b"The council met on Monday and voted for the bridge. " * 9
    coded = base64.encodebytes(text)
    assert from_base64(text) == text
    assert from_base64(coded + b"\nTo leave this list write to us\n") == text + b"\n\nTo leave this list write to us\n"
    assert from_base64(coded.replace(b"\n", b" \n")) == text


def test_quoted_printable_with_stray_signs_is_read() -> None:
    assert sent("100 = 100 =ZZ =C3", "quoted-printable").startswith(b"100 = 100 =ZZ ")


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("Häfen".encode("latin-1"), "iso-8859-1", "Häfen"),
        (b"\x93Hafen\x94", "iso-8859-1", "\u201cHafen\u201d"),
        ("Häfen".encode(), "us-ascii", "Häfen"),
        ("港口".encode("gb18030"), "gb2312", "港口"),
        ("항구".encode("cp949"), '"ks_c_5601-1987"', "항구"),
        ("①港".encode("cp932"), "Shift_JIS", "①港"),
        ("港".encode("iso-2022-jp"), "iso-2022-jp", "港"),
        ("Häfen".encode(), "x-unknown", "Häfen"),
        ("Häfen".encode(), "base64", "Häfen"),
        ("Häfen".encode(), None, "Häfen"),
    ],
)
def test_charsets_mean_what_mail_means_by_them(raw: bytes, charset: str | None, text: str) -> None:
    assert decoded(raw, charset)[0] == text


def test_a_wrong_charset_is_noted() -> None:
    text, notes = decoded("港口文字".encode() * 5, "shift_jis_2004")
    assert text == "港口文字" * 5
    assert notes[0].startswith("encoding_declared_wrong: ")


def test_bytes_that_are_no_text_are_written_out() -> None:
    text, notes = decoded(b"\x00\x01\x02\xff" * 20, None)
    assert "\\xff" in text
    assert notes[-1].startswith("undecodable: ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?q?H=C3=A4fen_offen?=", "Häfen offen"),
        ("=?UTF-8?B?SMOk?=\n =?utf-8?B?ZmVu?=", "Häfen"),
        ("=?utf-8?B?SMM=?= =?utf-8?B?pGZlbg==?=", "Häfen"),
        ("Re: =?iso-8859-1?Q?H=E4fen?= (more)", "Re: Häfen (more)"),
        ("=?utf-8?q?H=E4fen?=", "Häfen"),
        ("=?x-none?q?Hafen?=", "Hafen"),
        ("=?utf-8?q?a?= =?iso-8859-1?q?=E4?=", "aä"),
        ("=?utf-8?x?bad?= stays", "=?utf-8?x?bad?= stays"),
        ("=?utf-8*de?q?Hafen?=", "Hafen"),
        ("plain", "plain"),
        (None, None),
    ],
)
def test_encoded_words_are_undone(value: str | None, text: str | None) -> None:
    assert words_of(value) == text


def test_flowed_text_is_put_together_at_one_depth_of_quotes() -> None:
    text = "one \ntwo\n> three \n> four \n>> five\n-- \nsig\n from\n"
    assert unflowed(text, delsp=False).split("\n") == ["one two", "> three four", ">> five", "--", "sig", "from", ""]
    assert unflowed("港 \n口", delsp=True) == "港口"


def test_uuencoded_files_are_found_in_their_places() -> None:
    block = b"begin 644 a b.txt\n" + binascii.b2a_uu(b"text") + b"`\nend\n"
    found = uuencoded(b"one\n" + block + b"two\nbegin 644 bad\n\xff\xff\nend\nbegin 644 open\n")
    assert [(name, body) for name, body, _, _ in found] == [("a b.txt", b"text")]
