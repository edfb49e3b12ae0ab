"""Whatever bytes come: no crash, places within the piece, disjoint messages of a mailbox."""

from __future__ import annotations

import contextlib
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading.mail.mail import read_mail
from feedmill.reading.mail.mbox import ranges, read_mbox
from feedmill.reading.mail.telling import is_mail, is_mbox
from feedmill.reading.piece import Piece
from tests.reading.mail.messages import mail, multipart, part

BITS = st.sampled_from(
    [b"From a@b.org Mon Mar  2 10:00:00 2020\n", b"From: a@b.org\n", b"Subject: =?utf-8?q?=C3=A4?= =?x?b?!!?=\n",
     b"\n\n",
     b"Content-Type: multipart/mixed; boundary=xx\n", b"--xx\n", b"--xx--\n", b"Content-Type: message/rfc822\n",
     b"Content-Type: multipart/digest; boundary=\n", b"Content-Type: text/html; charset=utf-7\n", b"<p>text</p>\n",
     b"Content-Transfer-Encoding: base64\n", b"begin 644 x\n", b"end\n", b"Content-Length: 12\n", b"\xe9\x00",
     b"text \n",
     b"Content-Disposition: attachment; filename*0*=x''%; filename*1=y\n", b"\r\n", b">From \n", b"Date: 99\n"]
)  # fmt: skip
MIXED = st.lists(BITS | st.binary(max_size=8), max_size=30).map(b"".join)


def found(reader: object, data: bytes) -> list[Document | RejectedDocument]:
    assert callable(reader)
    with contextlib.suppress(Rejected):
        return [one for one in reader(Piece.of(data)) if not isinstance(one, Piece)]
    return []


@given(MIXED)
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    for reader in (read_mail, read_mbox):
        for one in found(reader, data):
            assert 0 <= (one.locator.byte_start or 0) <= (one.locator.byte_end or len(data)) <= len(data)
            if isinstance(one, Document):
                assert one.text.strip()
                lines = [one.text[start:end] for start, end in (block.span for block in one.blocks)]
                assert not lines or "\n".join(lines) == one.text


@given(st.lists(MIXED, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_ranges_of_a_mailbox_are_disjoint_and_begin_with_its_line(parts: list[bytes]) -> None:
    data = b"".join(b"From a@b.org Mon Mar  2 10:00:00 2020\nFrom: a@b.org\n" + one + b"\n\n" for one in parts)
    places = list(ranges(Piece.of(data).stream, len(data)))
    assert all(data[start:end].startswith(b"From ") for start, end in places)
    assert all(before[1] == after[0] for before, after in pairwise(places))
    assert sum(end - start for start, end in places) == len(data)


@given(st.binary(max_size=60), st.integers(0, 900), st.integers(0, 60))
@settings(max_examples=50, deadline=None)
def test_a_damaged_message_is_read_or_reported(bit: bytes, cut: int, width: int) -> None:
    data = multipart("multipart/alternative", part("One."), part("<p>One.</p>", "text/html"), more="X-A: b\n") + mail(
        "x"
    )
    damaged = data[:cut] + bit + data[cut + width :]
    assert all(isinstance(one, Document | RejectedDocument) for one in found(read_mail, damaged))


@given(MIXED)
@settings(max_examples=40, deadline=None)
def test_telling_never_fails(data: bytes) -> None:
    assert not (is_mbox(data) and is_mail(data)) or data.lstrip(b"\r\n").startswith(b"From ")
