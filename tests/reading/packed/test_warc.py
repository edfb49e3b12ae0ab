"""WARC and WET files: records as pieces, their offsets as steps, what is broken as places with a reason."""

from __future__ import annotations

import gzip
import zlib

import pytest
import zstandard
from fastwarc.stream_io import BrotliWriter
from structlog.testing import capture_logs

from feedmill.model import Document
from feedmill.reading import Limits, read
from feedmill.reading.packed.http_answer import media_type, read_answer
from feedmill.reading.packed.warc_source import is_one_run
from tests.reading.packed.building import STORY, a_record, an_answer, packed_records, reasons, texts

TEXT = STORY.decode()
GOOD = a_record(an_answer(STORY))


def documents(data: bytes) -> list[Document]:
    return [one for one in read(data) if isinstance(one, Document)]


def test_each_record_is_read_at_its_offset_in_the_file() -> None:
    assert list(texts(GOOD * 3)) == [f"record@{len(GOOD) * number}" for number in range(3)]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_the_offset_is_that_in_the_file_as_delivered(pack: type) -> None:
    one = pack(GOOD)
    assert list(texts(one * 3)) == [f"record@{len(one) * number}" for number in range(3)]


def test_a_gzip_of_a_whole_warc_is_unpacked_first() -> None:
    data = gzip.compress(GOOD * 2)
    assert list(texts(data)) == ["gzip!/record@0", f"gzip!/record@{len(GOOD)}"]


def test_what_is_not_packed_record_by_record_is_known_by_its_first_run() -> None:
    import io

    assert is_one_run(io.BytesIO(gzip.compress(GOOD * 2)))
    assert not is_one_run(io.BytesIO(gzip.compress(GOOD, mtime=0)))
    assert not is_one_run(io.BytesIO(gzip.compress(GOOD, mtime=0)[:30]))
    assert not is_one_run(io.BytesIO(gzip.compress(a_record(bytes(9_000_000)) * 2, 1)))


@pytest.mark.parametrize("kind", ["response", "resource", "conversion"])
def test_a_page_without_an_address_has_that_of_its_record(kind: str) -> None:
    body = an_answer(STORY) if kind == "response" else STORY
    (document,) = documents(a_record(body, kind, uri="https://example.org/a"))
    stated = document.stated
    assert (stated.url, dict(stated.fields)["url"]) == ("https://example.org/a", "WARC-Target-URI")
    assert stated.published_at is None
    assert document.text == TEXT


def test_an_address_that_is_none_of_the_web_is_not_stated() -> None:
    (document,) = documents(a_record(STORY, "resource", uri="urn:x:y"))
    assert document.stated.url is None


def test_items_of_a_feed_have_no_address_but_their_own() -> None:
    feed = b"<rss version='2.0'><channel><item><title>A</title><description>Words.</description></item></channel></rss>"
    (document,) = documents(a_record(an_answer(feed, Content_Type="application/rss+xml")))
    assert document.stated.url is None
    assert document.locator.member == "record@0"


def test_what_stands_around_documents_is_counted_and_no_error() -> None:
    around = [a_record(b"x", kind) for kind in ("warcinfo", "request", "metadata", "revisit")]
    parts = [
        a_record(an_answer(b"body {}", Content_Type="text/css")),
        a_record(b"1.2.3.4", "resource", Content_Type="text/dns"),
    ]
    more = [a_record(an_answer(b"", "301 Moved")), a_record(an_answer(b""))]
    with capture_logs() as logs:
        found = list(read(b"".join([*around, GOOD, *parts, *more])))
    assert len(found) == 1
    counted = {"warcinfo": 1, "request": 1, "metadata": 1, "revisit": 1, "page part": 2, "redirect": 1, "empty": 1}
    assert {key: logs[0][key] for key in counted} == counted


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (a_record(b"x", "unknown"), "unknown_format"),
        (a_record(b"x", "continuation"), "unknown_format"),
        (a_record(an_answer(STORY, "404 Not Found")), "http_error"),
        (a_record(an_answer(b"\x89PNG\r\n\x1a\n")), "unknown_format"),
        (a_record(an_answer(b"\x89PNG", Content_Encoding="sdch")), "unknown_packing"),
        (a_record(an_answer(gzip.compress(bytes(3_000_000)), Content_Encoding="gzip")), "packed_too_tightly"),
    ],
)
def test_a_record_that_is_no_document_is_a_place_with_a_reason(record: bytes, reason: str) -> None:
    data = record + GOOD
    assert reasons(data) == {"record@0": reason}
    assert texts(data) == {f"record@{len(record)}": TEXT}


def test_what_was_drawn_from_pages_is_refused() -> None:
    wat = a_record(b"{}", "metadata", Content_Type="application/json")
    assert reasons(wat) == {"record@0": "wat_records"}


def test_a_record_that_was_cut_gives_what_there_is_and_the_reason() -> None:
    for data in (
        GOOD[:-20],
        packed_records(a_record(an_answer(STORY * 99)))[:-20],
        a_record(an_answer(STORY), WARC_Truncated="length"),
    ):
        (text,) = texts(data).values()
        assert TEXT.startswith(text[: len(TEXT)])
        assert reasons(data) == {"record@0": "truncated"}


def test_a_length_that_is_too_short_costs_nothing_but_a_reason() -> None:
    short = a_record(an_answer(STORY) + b"and more words", length=len(an_answer(STORY)))
    found = reasons(short + GOOD)
    assert "damaged" in found.values()
    assert f"record@{len(short)}" in texts(short + GOOD)


@pytest.mark.parametrize("junk", [b"JUNK JUNK\r\n\r\n", b"WARC/1.0\r\n\r\n", b"WARC/1.0 \x00\xff\r\n" * 50])
def test_behind_what_is_no_record_the_next_one_is_found(junk: bytes) -> None:
    data = GOOD + junk + GOOD
    assert list(texts(data)) == ["record@0", f"record@{len(GOOD) + len(junk)}"]


def test_a_broken_member_of_a_packed_file_costs_that_record_alone() -> None:
    bad = bytearray(gzip.compress(a_record(an_answer(STORY * 500))))
    bad[60:80] = b"x" * 20
    one = gzip.compress(GOOD, mtime=0)
    data = one + bytes(bad) + one
    assert list(texts(data))[-1] == f"record@{len(one) + len(bad)}"
    assert set(reasons(data).values()) <= {"damaged", "truncated"}
    assert reasons(data)


@pytest.mark.slow
def test_a_record_that_is_a_bomb_is_left_and_those_behind_it_read() -> None:
    one, bomb = gzip.compress(GOOD, mtime=0), gzip.compress(a_record(an_answer(bytes(100_000_000))))
    data = one + bomb + one
    assert reasons(data) == {f"record@{len(one)}": "packed_too_tightly"}
    assert list(texts(data)) == ["record@0", f"record@{len(one) + len(bomb)}"]


def test_a_file_without_a_record_is_rejected_as_a_whole() -> None:
    assert reasons(b"WARC/1.0 and nothing else") == {"whole": "damaged"}
    assert reasons(b"WARC/1.0\n" * 100_000) == {"whole": "damaged"}


def test_limits_hold_for_records() -> None:
    big = a_record(an_answer(STORY * 20_000))
    assert reasons(big + GOOD, Limits(piece=1000)) == {"record@0": "too_large_to_read"}
    assert "archive_too_large" in reasons(big + GOOD, Limits(unpacked=1000)).values()


def test_records_that_were_packed_together_are_all_read() -> None:
    data = gzip.compress(a_record(b"x" * 10, "warcinfo")) + gzip.compress(GOOD * 2)
    assert len(texts(data)) == 2


def test_an_arc_file_is_refused_by_name() -> None:
    assert reasons(b"filedesc://a.arc 127.0.0.1 20140301000000 text/plain 20\n") == {"whole": "arc_archive"}


def brotli(data: bytes) -> bytes:
    import io

    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


CHUNKED = b"10\r\n" + STORY[:16] + b"\r\n%x;x=y\r\n" % (len(STORY) - 16) + STORY[16:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (CHUNKED, {"Transfer_Encoding": "chunked"}),
        (STORY, {"Transfer_Encoding": "chunked"}),
        (gzip.compress(STORY, mtime=0), {"Content_Encoding": "gzip"}),
        (STORY, {"Content_Encoding": "gzip"}),
        (zlib.compress(STORY), {"Content_Encoding": "deflate"}),
        (zstandard.compress(STORY), {"Content_Encoding": "zstd"}),
        (STORY, {"Content_Encoding": "zstd"}),
        (brotli(STORY), {"Content_Encoding": "br"}),
        (STORY, {"Content_Encoding": "identity, utf-8"}),
        (gzip.compress(gzip.compress(STORY, mtime=0), mtime=0), {"Content_Encoding": "gzip, gzip"}),
    ],
)
def test_codings_are_undone_where_they_are_there(body: bytes, fields: dict[str, str]) -> None:
    answer = read_answer(an_answer(body, **fields), Limits())
    assert answer.body == STORY
    assert answer.flaw is None


def test_chunks_that_break_off_give_what_there_is() -> None:
    answer = read_answer(an_answer(CHUNKED[:40], Transfer_Encoding="chunked"), Limits())
    assert answer.body == STORY[:26]
    assert answer.flaw is not None
    wrong = CHUNKED.replace(b";x=y", b"zzzz")
    assert read_answer(an_answer(wrong, Transfer_Encoding="chunked"), Limits()).flaw is not None


@pytest.mark.parametrize("coding", ["deflate", "br"])
def test_a_body_that_is_not_coded_as_it_says_is_taken_as_it_is(coding: str) -> None:
    assert read_answer(an_answer(b"\xff" + STORY, Content_Encoding=coding), Limits()).body == b"\xff" + STORY


def test_a_coding_that_unpacks_to_more_than_memory_may_hold_is_rejected() -> None:
    record = a_record(an_answer(gzip.compress(STORY * 90), Content_Encoding="gzip"))
    assert reasons(record, Limits(piece=2000)) == {"record@0": "too_large_to_read"}


def test_an_answer_without_a_status_line_is_all_body() -> None:
    assert read_answer(STORY, Limits()).body == STORY
    assert texts(a_record(STORY)) == {"record@0": TEXT}


def test_the_charset_of_an_answer_goes_with_its_piece() -> None:
    greek = "Το συμβούλιο συνεδρίασε τη Δευτέρα και δεν αποφάσισε τίποτα."
    record = a_record(an_answer(greek.encode("iso8859-7"), Content_Type="text/plain; charset=iso-8859-7"))
    assert texts(record) == {"record@0": greek}
    assert media_type('Text/HTML; Charset="ISO-8859-1"') == ("text/html", "ISO-8859-1")
    assert media_type("text/html") == ("text/html", None)
    assert read_answer(an_answer(STORY), Limits()).charset == "utf-8"
