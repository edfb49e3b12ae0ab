"""Mailboxes: their variants, streamed, message by message."""

from __future__ import annotations

import io

import pytest

from feedmill.model import Document, RejectedDocument
from feedmill.reading.mail.mbox import ranges, read_mbox
from feedmill.reading.piece import Limits, Piece
from tests.reading.mail.messages import documents, mail, multipart, part, rejected

LINE = "From ada@example.org Mon Mar  2 10:00:00 2020\n"


def box(*messages: bytes) -> bytes:
    return b"".join(LINE.encode() + one.rstrip(b"\n") + b"\n\n" for one in messages)


def test_each_message_is_a_document_with_its_place() -> None:
    data = box(mail("One.\n"), mail("Two.\n"), mail("Three.\n"))
    found = documents(data)
    assert [one.text for one in found] == ["One.", "Two.", "Three."]
    edges = [(one.locator.byte_start, one.locator.byte_end) for one in found]
    assert [edge for pair in edges for edge in pair] == [
        0,
        edges[1][0],
        edges[1][0],
        edges[2][0],
        edges[2][0],
        len(data),
    ]
    for one in found:
        (alone,) = documents(data[one.locator.byte_start : one.locator.byte_end])
        assert (alone.text, alone.stated) == (one.text, one.stated)


def test_quoted_from_lines_are_undone_by_one_level() -> None:
    (document,) = documents(box(mail("Text.\n\n>From the harbour: news.\n\n>>From deeper.\n")))
    assert document.text == "Text.\nFrom the harbour: news.\n>From deeper."
    assert document.locator.byte_start == 0


def test_a_from_line_without_a_blank_line_or_a_header_is_text() -> None:
    (document,) = documents(
        box(mail("Text.\nFrom the harbour: news.\n\nFrom here on, all is text.\n\nFrom now: x\n y"))
    )
    assert "From the harbour: news." in document.text
    assert "From here on, all is text." in document.text


def test_a_stated_length_covers_from_lines_in_the_text() -> None:
    body = f"Text.\n\n{LINE}Subject: not a message\n\nmore\n"
    data = box(mail(body, f"Content-Length: {len(body)}\n"), mail("Two.\n"))
    assert [one.text.split("\n")[0] for one in documents(data)] == ["Text.", "Two."]
    wrong = box(mail(body, "Content-Length: 7\n"), mail("Two.\n"))
    assert len(documents(wrong)) == 3


def test_one_message_that_cannot_be_read_does_not_stop_the_rest() -> None:
    data = box(mail("One.\n"), mail("", header="X-Empty: yes\nReceived: x\n"), mail("Three.\n"))
    assert [one.text for one in documents_of(data)] == ["One.", "Three."]
    assert [one.reason for one in rejected(data)] == ["nothing_stated"]


def test_a_message_that_is_too_large_is_reported() -> None:
    data = box(mail("One.\n"), mail("word " * 2000), mail("Three.\n"))
    found = list(read_mbox(Piece.of(data, limits=Limits(piece=1000))))
    assert [type(one).__name__ for one in found] == ["Document", "RejectedDocument", "Document"]
    assert isinstance(found[1], RejectedDocument)
    assert found[1].reason == "too_large_to_read"


def test_attachments_of_messages_have_paths_of_their_own() -> None:
    text = part("A second story.", "text/plain", "Content-Disposition: attachment; filename=two.txt\n")
    data = box(multipart("multipart/mixed", part("One."), text), multipart("multipart/mixed", part("Two."), text))
    members = [one.locator.member for one in documents(data)]
    assert members[0] is None
    assert len(set(members)) == 3


def test_messages_within_a_message_have_their_places_in_the_box() -> None:
    inner = "From: B <b@example.org>\nSubject: Inner\n\nText.\n"
    data = box(mail("One.\n"), multipart("multipart/digest", part(inner, "message/rfc822")))
    last = documents(data)[-1]
    assert data[last.locator.byte_start : last.locator.byte_end].startswith(b"From: B")


def test_a_header_that_never_ends_is_not_read_to_its_end() -> None:
    data = LINE.encode() + b"X-Long: yes\n" * 30_000 + b"\nText.\n\n" + box(mail("Two.\n"))
    assert len(list(ranges(io.BytesIO(data), len(data)))) == 2


def test_a_box_that_is_shorter_than_it_says_is_read_as_far_as_it_goes() -> None:
    data = box(mail("One.\n"))
    assert list(ranges(io.BytesIO(data), len(data) + 10)) == [(0, len(data) + 10)]


def test_a_stated_length_beyond_the_end_is_not_believed() -> None:
    assert len(documents(box(mail("One.\n", "Content-Length: 999999\n"), mail("Two.\n")))) == 2


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_ranges_tile_the_box_and_are_found_line_by_line(ends: str) -> None:
    data = box(mail("One.\n"), mail("Two.\n")).replace(b"\n", ends.encode())
    found = list(ranges(io.BytesIO(data), len(data)))
    assert [found[0][0], found[0][1], found[1][1]] == [0, found[1][0], len(data)]


def test_a_box_whose_lines_never_end_is_read() -> None:
    data = box(mail("x" * 3_000_000), mail("Two.\n"))
    assert len(list(ranges(io.BytesIO(data), len(data)))) == 2
    assert list(ranges(io.BytesIO(b"no mail"), 7)) == []


def documents_of(data: bytes) -> list[Document]:
    return [one for one in read_mbox(Piece.of(data)) if isinstance(one, Document)]
