"""What begins like XML, and is or is not: the short way of sniffing tells what the long one does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.reading import read
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
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
        (b"<?xml version='1.0'?><feed>\n<nitf><body/></nitf></feed>", Format.NITF),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content><nitf/></content></entry></feed>", Format.FEED),
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


@pytest.mark.parametrize("page", ["cp037", "cp273", "cp500", "cp1140"])
def test_text_in_ebcdic_is_told_and_refused_as_that(page: str) -> None:
    text = "The council of Norwick voted on Tuesday, May 7, to keep the lighthouse.\x85"
    assert told(text.encode(page)) == "text in EBCDIC"
    with pytest.raises(Rejected) as refused:
        list(read(text.encode(page)))
    assert refused.value.reason is ReadingReason.EBCDIC


@pytest.mark.parametrize("data", ["Дом у моря стоит давно и крепко, как и все дома здесь".encode("cp1251"), b"@" * 60])
def test_other_texts_and_bytes_are_not_told_as_ebcdic(data: bytes) -> None:
    assert told(data) == Format.TEXT


def test_an_arc_archive_is_refused_as_that() -> None:
    with pytest.raises(Rejected) as refused:
        list(read(b"filedesc://a.arc 0.0.0.0 20080501000000 text/plain 76\n1 0 Archive\n\n"))
    assert refused.value.reason is ReadingReason.ARC_ARCHIVE
