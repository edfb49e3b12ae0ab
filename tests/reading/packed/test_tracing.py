"""From a document's locator back to its bytes: read again, a whole piece gives the same document."""

from __future__ import annotations

import bz2
import gzip
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.model import Document, Locator
from feedmill.reading import read, source_bytes
from tests.reading.packed.building import (
    STORY,
    Member,
    a_record,
    a_tar,
    a_zip,
    an_answer,
    fixture_folders,
    fixtures,
    needs_fixtures,
    packed_records,
    raw_zip,
)

ANSWER = an_answer(gzip.compress(STORY), Content_Encoding="gzip")
PACKED = {
    "zip": a_zip({"a.txt": STORY, "b!.txt": STORY + b"More.", "c%.gz": gzip.compress(STORY)}),
    "same names": raw_zip(Member(b"a.txt"), Member(b"a.txt", b"Another story.")),
    "cut": raw_zip(Member(b"a.txt"), Member(b"b.txt"), directory=False),
    "tar": a_tar({"a.txt": STORY, "b/c.txt": STORY * 3}),
    "tar.gz": gzip.compress(a_tar({"a.txt": STORY, "z.zip": a_zip({"d.txt": STORY})})),
    "bz2": bz2.compress(STORY),
    "warc": a_record(ANSWER) + a_record(STORY, "conversion"),
    "warc.gz": packed_records(a_record(ANSWER), a_record(b"x", "request"), a_record(STORY, "resource")),
    "warc in one gz": gzip.compress(a_record(ANSWER) * 2),
    "warc in a zip": a_zip({"a.warc": a_record(ANSWER) * 2}),
    "rows in a zip": a_zip({"a.csv": b"headline,body,url\nOne,Text of one.,https://example.org/1\nTwo,Text.,\n" * 3}),
}


def check_ways_back(data: bytes) -> int:
    """That each document's bytes are found; and, where they are a whole piece, that they give the same document."""
    documents = [one for one in read(data) if isinstance(one, Document)]
    for document in documents:
        found = source_bytes(data, document.locator)
        assert source_bytes(io.BytesIO(data), document.locator) == found
        start, end = document.locator.byte_start, document.locator.byte_end
        assert start is None or end is None or len(found) == end - start
        if source_bytes(data, Locator(document.locator.member)) == found:
            check_read_again(document, found)
    return len(documents)


def check_read_again(document: Document, data: bytes) -> None:
    """That the bytes alone give a document with the same text and statements."""
    again = [one for one in read(data) if isinstance(one, Document)]
    match = [one for one in again if one.text == document.text]
    assert match, document.locator
    addressed = dict(document.stated.fields).get("url") == "WARC-Target-URI"
    if not addressed and len(again) == 1 and not document.notes:
        assert replace(match[0].stated, fields=()) == replace(document.stated, fields=())


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
def test_every_document_in_an_archive_leads_back_to_its_bytes(data: bytes) -> None:
    assert check_ways_back(data) >= 1


@needs_fixtures
@pytest.mark.parametrize("folder", fixture_folders())
def test_every_document_of_the_fixtures_leads_back_to_its_bytes(folder: str) -> None:
    for path in fixtures(folder):
        try:
            check_ways_back(path.read_bytes())
        except Rejected:
            continue


@given(names=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
def test_whatever_members_are_called_their_steps_lead_back(names: list[str]) -> None:
    data = raw_zip(*(Member(name.encode("utf-8", "replace"), b"Story %d." % n) for n, name in enumerate(names)))
    for one in read(data):
        if isinstance(one, Document):
            assert source_bytes(data, one.locator).decode() == one.text


def test_a_locator_without_a_range_names_all_of_its_member() -> None:
    assert source_bytes(STORY, Locator()) == STORY
    assert source_bytes(STORY, Locator(None, 4, 11)) == STORY[4:11]
    assert source_bytes(PACKED["zip"], Locator("a.txt")) == STORY


@pytest.mark.parametrize("member", ["x.txt", "a.txt!/b", "record@7", "", "!/"])
def test_a_place_that_is_not_there_is_told(member: str) -> None:
    for data in (PACKED["zip"], PACKED["warc"], PACKED["tar"], b"\x89PNG"):
        if member:
            with pytest.raises((LookupError, Rejected)):
                source_bytes(data, Locator(member))
