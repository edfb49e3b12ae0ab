"""What of a person's word on a quarantine row is archived, and under which key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.archive.dismissals import dismissal_key, from_bytes, to_bytes
from feedmill.archive.s3 import S3Archive
from feedmill.errors import Broken
from feedmill.model import Dismissal, Locator

ONE = Dismissal(
    row="12" * 32,
    stage="reading",
    reason="no_text",
    original="ab" * 32,
    locator=Locator("a.xml", 5, 90),
    decided_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    note="it is no news",
)


@given(st.text(), st.none() | st.just("cd" * 32), st.datetimes(timezones=st.just(UTC)))
def test_a_record_tells_the_dismissal_that_it_was_made_of(note: str, original: str | None, at: datetime) -> None:
    dismissal = replace(ONE, note=note, original=original, decided_at=at)
    assert from_bytes(to_bytes(dismissal), dismissal_key(dismissal.id)) == dismissal


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", to_bytes(ONE).replace(b'"schema":1', b'"schema":2'), to_bytes(ONE).replace(b"no", b"on")],
)
def test_what_is_no_record_or_belongs_elsewhere_is_broken(data: bytes) -> None:
    with pytest.raises(Broken, match="record_unreadable"):
        from_bytes(data, dismissal_key(ONE.id))


@pytest.mark.integration
def test_dismissals_are_put_once_and_listed(real_archive: S3Archive) -> None:
    for _ in range(2):
        real_archive.put_dismissal(ONE)
    assert list(real_archive.dismissals()) == [ONE]
