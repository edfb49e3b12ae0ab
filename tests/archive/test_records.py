"""What of a delivery is archived, and under which key."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.archive.records import from_bytes, original_key, record_key, to_bytes
from feedmill.errors import Broken
from feedmill.model import Context, Delivery, Original, Way


def a_delivery(raw_name: bytes = b"page.txt", received_at: datetime = datetime(2026, 3, 1, tzinfo=UTC)) -> Delivery:
    return Delivery("ef" * 32, Way.DROP, "inbox", "page.txt", raw_name, Original("ab" * 32, 5), "token", received_at)


def test_keys_are_spread_over_folders() -> None:
    assert original_key("abcd" + "0" * 60) == "originals/ab/cd/abcd" + "0" * 60
    assert record_key(a_delivery()) == f"deliveries/ab/ab/{'ab' * 32}/{'ef' * 32}.json"


@given(st.binary(), st.datetimes(timezones=st.just(UTC)))
def test_a_record_tells_the_delivery_that_it_was_made_of(raw_name: bytes, received_at: datetime) -> None:
    delivery = a_delivery(raw_name, received_at)
    assert from_bytes(to_bytes(delivery), record_key(delivery)) == delivery


def test_a_record_never_changes_its_form_between_releases() -> None:
    assert to_bytes(a_delivery(b"\xff")) == (
        b'{"id":"' + b"ef" * 32 + b'","name":"page.txt","original":"' + b"ab" * 32 + b'","raw_name":"/w==",'
        b'"received_at":"2026-03-01T00:00:00.000000+00:00","schema":1,"size":5,"source":"inbox","token":"token",'
        b'"way":"drop"}'
    )


def test_the_headers_of_an_answer_stand_in_its_record_and_records_without_are_as_ever() -> None:
    delivery = replace(a_delivery(), headers=(("etag", 'W/"\xe9"'), ("etag", "b")))
    assert from_bytes(to_bytes(delivery), record_key(delivery)) == delivery
    assert b"headers" not in to_bytes(a_delivery())


def test_what_is_said_of_an_original_stands_in_its_record_where_anything_is() -> None:
    delivery = replace(a_delivery(), context=Context("utf-8", "de", "Europe/Berlin", (("Titel", "headline"),)))
    assert from_bytes(to_bytes(delivery), record_key(delivery)) == delivery
    assert b'"context":{"charset":"utf-8","columns":{"Titel":"headline"},' in to_bytes(delivery)


def changed(**fields: object) -> bytes:
    return json.dumps(json.loads(to_bytes(a_delivery())) | fields).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        changed(schema=2),
        changed(way="pigeon"),
        changed(raw_name="not base64"),
        changed(received_at="yesterday"),
        changed(id="ee" * 32),
        changed(original="cd" * 32),
    ],
)
def test_what_is_no_record_or_belongs_elsewhere_is_broken(data: bytes) -> None:
    with pytest.raises(Broken) as caught:
        from_bytes(data, record_key(a_delivery()))
    assert str(caught.value.reason) == "record_unreadable"
