"""Records through a channel: they come through as they are, or are refused."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Block, Document, Locator, RejectedDocument, Role, Shape, Source, Stated
from feedmill.reading.apart.channel import Closed, TooLong, receive, send
from feedmill.reading.apart.records import heard, pack, told, unpack


def test_messages_have_a_limit_an_end_and_a_time() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send(ours, {"text": "half a pair \ud800 and ü"})
        assert receive(theirs, longest=100) == {"text": "half a pair \ud800 and ü"}
        with pytest.raises(TimeoutError):
            receive(theirs, longest=100, seconds=0.01)
        send(ours, {"text": "x" * 200})
        with pytest.raises(TooLong):
            receive(theirs, longest=100)
    with pytest.raises(Closed):
        send(ours, {})


STATED = Stated(
    headline="H", authors=("A", "B"), published_at=datetime(2021, 5, 6, tzinfo=UTC), language_confidence=1.0
)
FULL = Document(
    7, "x", Shape.ITEM, "text", replace(STATED, fields=(("headline", "h"),)), Locator("m", 1, 2),
    (Block((0, 4), Role.HEADING, 2, links=0.5), Block((0, 0))), ("a: b",),
)  # fmt: skip


@pytest.mark.parametrize(
    "found",
    [
        FULL,
        replace(FULL, stated=Stated()),
        Source("u"),
        Source("u", "t"),
        RejectedDocument("r", "d"),
        RejectedDocument("r", "d", Locator("m")),
    ],
)
def test_records_come_through_as_they_are(found: Document | Source | RejectedDocument) -> None:
    assert heard(unpack(pack(told(found)))) == found


@given(text=st.text(st.characters()), confidence=st.floats(0, 1), start=st.integers(0, 10**12))
def test_any_text_comes_through(text: str, confidence: float, start: int) -> None:
    found = replace(
        FULL, text=text, stated=Stated(headline=text, language_confidence=confidence), locator=Locator(text, start)
    )
    assert heard(unpack(pack(told(found)))) == found


@pytest.mark.parametrize(
    "message",
    [
        b"[]", b"{", b"\xff", b'{"document": 5}', b'{"document": []}',
        b'{"source": [5]}', b'{"source": ["a", "b", "c"]}',
        b'{"document": [0, "x", "round", "text"]}', b'{"document": [true, "x", "item", "text"]}',
        b'{"document": [0, "x", "item", "text", ["a", null, null, null, "many"]]}',
        b'{"document": [0, "x", "item", "text", [], [], [[[0, 1, 2]]]]}',
        b'{"document": [0, "x", "item", "text", [], ["m", "1"]]}',
        b'{"document": [0, "x", "item", "text", [null,null,null,null,[],null,null,null,null,"yesterday"]]}',
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(message: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        heard(unpack(message))


def test_other_messages_say_nothing_was_found() -> None:
    assert heard({"end": 1}) is None


@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=8),
        max_leaves=25,
    )
)
def test_any_json_is_a_record_or_refused(data: Any) -> None:
    try:
        found = heard({"document": data})
    except ValueError:
        return
    assert isinstance(found, Document)
