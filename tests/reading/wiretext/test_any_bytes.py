"""Whatever bytes come: no crash, places within the piece, blocks that cover the lines."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading.piece import Piece
from feedmill.reading.wiretext.anpa_1312 import read_anpa
from feedmill.reading.wiretext.iptc_7901 import read_7901
from feedmill.reading.wiretext.sgml import read_sgml
from feedmill.reading.wiretext.telling import is_anpa_1312, is_iptc_7901, is_sgml
from feedmill.reading.wiretext.zczc import read_zczc
from tests.reading.wiretext.wires import fixtures, wire

Reader = Callable[[Piece], Iterator[Document | RejectedDocument]]
READERS: list[Reader] = [read_7901, read_anpa, read_sgml, read_zczc]
BITS = st.sampled_from(
    [b"\x01", b"\x02", b"\x03", b"\x04", b"\x16", b"^", b"<", b"=", b"\r\n", b"\n\n", b"\t   ", b"abc0001 4 pl 10 dpa",
     b"a0001\x1f-----\nr a\x13\x11 BC-X   01-02 0100\n", b"121030 NOV 09", b"^By A B=", b"<DOC>", b"</DOC>", b"<TEXT>",
     b'<REUTERS NEWID="1">', b"</REUTERS>", b"&#3;", b"text ", b"\xe9", b"\x00", b"Berlin (dpa) - ",
     b"ZCZC 017\n", b"NNNN\n", b"TX#", b"^Head\n"]
)  # fmt: skip
MIXED = st.lists(BITS | st.binary(max_size=12), max_size=30).map(b"".join)


def found(reader: Reader, data: bytes) -> list[Document | RejectedDocument]:
    with contextlib.suppress(Rejected):
        return list(reader(Piece.of(data)))
    return []


@given(MIXED)
@settings(max_examples=50, deadline=None)
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    for reader in READERS:
        for one in found(reader, data):
            assert 0 <= (one.locator.byte_start or 0) <= (one.locator.byte_end or 0) <= len(data)
            if isinstance(one, Document):
                lines = [one.text[start:end] for start, end in (block.span for block in one.blocks)]
                assert "\n".join(lines) == one.text
                assert one.text.strip()


@given(MIXED)
@settings(max_examples=40, deadline=None)
def test_messages_do_not_overlap(data: bytes) -> None:
    for reader in READERS:
        for before, after in pairwise(found(reader, data)):
            assert (before.locator.byte_end or 0) <= (after.locator.byte_start or 0)


@given(MIXED)
@settings(max_examples=40, deadline=None)
def test_telling_never_fails(data: bytes) -> None:
    assert sum(teller(data) for teller in (is_iptc_7901, is_anpa_1312, is_sgml)) <= 1


@pytest.mark.parametrize("name", fixtures())
@given(cut=st.integers(0, 4000), width=st.integers(0, 40), bit=BITS)
@settings(max_examples=4, deadline=None)
def test_a_damaged_file_is_read_or_reported(name: str, cut: int, width: int, bit: bytes) -> None:
    data = wire(name)
    damaged = data[:cut] + bit + data[cut + width :]
    for reader in READERS:
        assert all(isinstance(one, Document | RejectedDocument) for one in found(reader, damaged))
