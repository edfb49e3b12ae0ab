"""What is archived of an arrival of which no bytes were taken, and under which key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.archive.refusals import from_bytes, id_in, refusal_key, to_bytes
from feedmill.archive.s3 import S3Archive
from feedmill.errors import Broken
from feedmill.model import Failure, Refusal

ONE = Refusal(
    Failure("intake", "special_file", "/in/pipe: a pipe", source="inbox", name="pipe"),
    datetime(2026, 3, 1, 12, tzinfo=UTC),
)


@given(st.text(), st.text(), st.datetimes(timezones=st.just(UTC)))
def test_a_record_tells_the_refusal_that_it_was_made_of(detail: str, name: str, at: datetime) -> None:
    refusal = Refusal(Failure("intake", "special_file", detail, source="inbox", name=name), at)
    key = refusal_key(refusal.id)
    assert from_bytes(to_bytes(refusal), key) == refusal
    assert id_in(key) == refusal.id


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", to_bytes(ONE).replace(b'"schema":1', b'"schema":2'), to_bytes(ONE).replace(b"inbox", b"other")],
)
def test_what_is_no_record_or_belongs_elsewhere_is_broken(data: bytes) -> None:
    with pytest.raises(Broken, match="record_unreadable"):
        from_bytes(data, refusal_key(ONE.id))


@pytest.mark.integration
def test_refusals_are_put_once_and_listed(real_archive: S3Archive) -> None:
    for _ in range(2):
        real_archive.put_refusal(ONE)
    assert list(real_archive.refusals()) == [ONE]
    assert list(real_archive.refusals({ONE.id})) == []
    assert [(one.kind, one.name) for one in real_archive.holdings("refusal")] == [("refusal", ONE.id)]
