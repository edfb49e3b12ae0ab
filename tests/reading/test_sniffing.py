"""What begins like XML, and is or is not: the short way of sniffing tells what the long one does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.piece import Piece
from feedmill.reading.sniffing import Format, sniff, sniff_bytes
from tests.reading.packed.building import a_tar


def told(data: bytes) -> Format | str:
    return sniff(Piece.of(data))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<?xml version='1.0'?><nitf><body/></nitf>", Format.NITF),
        (b"<?xml version='1.0'?><NewsML><NewsItem/></NewsML>", Format.NEWSML_1),
        (b"<?xml version='1.0'?><rss version='2.0'/>", Format.FEED),
        (b"<!DOCTYPE html><html><p>Words</p></html>", Format.HTML),
        (b"<?xml version='1.0'?><DOC><DOCNO>1</DOCNO></DOC>", Format.SGML),
        (b"<REUTERS NEWID='1'><TEXT><BODY>Words.</BODY></TEXT></REUTERS>", Format.SGML),
        (b"<?xml version='1.0'?><nitf>" + b"x" * 2000 + b"%PDF-1.4</nitf>", Format.NITF),
        (b"<!-- a printer's preamble -->%PDF-1.4", "a PDF document"),
    ],
)
def test_markup_is_told_by_what_it_holds(data: bytes, expected: Format | str) -> None:
    assert told(data) == expected


def test_an_archive_whose_first_member_is_called_like_markup_is_an_archive() -> None:
    assert told(a_tar({"<?xml version='1.0'?>": b"x"})) is Format.TAR


@given(
    st.sampled_from([b"<?xml version='1.0'?>", b"<nitf a='b'>", b"<!-- x -->", b"<!DOCTYPE x>"]),
    st.binary(max_size=600),
)
def test_what_begins_like_markup_is_no_binary_format_that_the_short_way_would_miss(begun: bytes, rest: bytes) -> None:
    data = begun + rest
    if b"\x00" not in data and b"%PDF-" not in data:
        assert sniff_bytes(data) is None
