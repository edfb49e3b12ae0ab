"""What is read, and what is refused, by content alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, Shape
from feedmill.reading import read
from feedmill.reading.reasons import ReadingReason

PAGE = Path(__file__).parents[1] / "data" / "newspaper-page.txt"


def refused(data: bytes, **options: object) -> tuple[ReadingReason, str]:
    with pytest.raises(Rejected) as caught:
        list(read(data, **options))  # type: ignore[arg-type]  # options of read, by name
    assert isinstance(caught.value.reason, ReadingReason)
    return caught.value.reason, caught.value.detail


def test_a_plain_text_is_one_page_with_all_its_bytes() -> None:
    data = PAGE.read_bytes()
    (document,) = read(data)
    assert isinstance(document, Document)
    assert (document.shape, document.format, document.text) == (Shape.PAGE, "text", data.decode())
    assert document.locator == Locator(None, 0, len(data))


def test_line_ends_are_kept_and_the_mark_is_not() -> None:
    (document,) = read(b"\xef\xbb\xbfone\r\ntwo\r")
    assert isinstance(document, Document)
    assert document.text == "one\r\ntwo\r"
    assert document.locator.byte_end == 12


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf \n", "\u3000\n".encode()])
def test_nothing_is_empty(data: bytes) -> None:
    assert refused(data)[0] is ReadingReason.EMPTY


def test_more_than_the_limit_is_too_large() -> None:
    reason, detail = refused(b"x" * 11, limit=10, name="big.txt")
    assert reason is ReadingReason.TOO_LARGE_TO_READ
    assert detail == "11 bytes, the limit is 10 (big.txt)"
    assert list(read(b"x" * 10, limit=10))


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1 text}", "RTF"),
        (b"<?xml version='1.0'?><!DOCTYPE bomb [<!ENTITY a 'b'>]><bomb>&a;</bomb>", "the root bomb"),
        (b"<?xml version='1.0'?><!-- nothing", "without a root"),
        (b"<!DOCTYPE a SYSTEM 'x", "without a root"),
        (b"<!DOCTYPE a [", "without a root"),
        (b"<!-- only this -->", "without a root"),
    ],
)
def test_a_format_without_a_reader_is_named(data: bytes, named: str) -> None:
    reason, detail = refused(data)
    assert reason is ReadingReason.UNKNOWN_FORMAT
    assert named in detail


@pytest.mark.parametrize(
    "text",
    [
        "[Update] The council met on Monday.",
        "ID3 tags name a song.",
        "[Update] The council met [again]",
        "{sic} is a word",
        "<3 was the message of the day",
        "<stdin> is a name",
        "A PDF begins with %PDF-1.7, she said.",
        "From: a reader\nA letter to the editor.",
        "An <rss version='2.0'> element begins a feed.",
    ],
)
def test_a_text_that_looks_a_little_like_another_format_is_text(text: str) -> None:
    (document,) = read(text.encode())
    assert isinstance(document, Document)
    assert document.text == text


def test_a_name_decides_nothing() -> None:
    (document,) = read(b"plain words", name="story.pdf")
    assert isinstance(document, Document)


def test_every_reason_says_what_it_means_and_what_to_do() -> None:
    assert all(reason.means and reason.todo for reason in ReadingReason)
