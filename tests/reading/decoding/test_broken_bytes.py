"""Text with a few bytes that are broken: all else of it is read, and these are told."""

from __future__ import annotations

import pytest

from feedmill.reading.decoding import decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zürich ".encode() + b"caf\xc3 is shut", "Zürich caf\\xc3 is shut"),
        ("Zürich ".encode() + b"caf\xe9 ", "Zürich café "),
        ("Zürich ".encode() + b"It\x92s fine", "Zürich It’s fine"),
        ("naïve".encode() + b" 5\xb0C", "naïve 5°C"),
        ("It damaged it. 東京".encode()[:-1], "It damaged it. 東\\xe4\\xba"),
        (b"MANH\xc3\xbb \xe9", "MANHÃ» é"),
    ],
)
def test_one_good_sequence_beside_a_broken_byte_shows_utf8(data: bytes, text: str) -> None:
    for before in ("", "The council met on Monday. " * 200):
        found = decode(before.encode() + data)
        assert found.text == before + text
        assert found.notes


@pytest.mark.parametrize("data", [b"caf\xc3", b"plain\xd2", b"plain\x80a text"])
def test_ascii_with_a_byte_that_no_encoding_makes_a_text_of_keeps_all_else(data: bytes) -> None:
    found = decode(data)
    assert found.text.startswith(data[:3].decode())
    assert found.encoding == "utf-8"
    assert any(note.startswith(("undecodable:", "encoding_mixed:")) for note in found.notes)
