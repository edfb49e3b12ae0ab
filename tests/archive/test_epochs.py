"""What of an epoch is archived, and under which key."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feedmill.archive.epochs import epoch_key, from_bytes, to_bytes
from feedmill.archive.s3 import S3Archive
from feedmill.errors import Broken
from feedmill.model import Epoch

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EPOCH = Epoch(3, NOON, 40_000, (-(1 << 63), -5, 0, (1 << 63) - 1))


def test_a_record_tells_the_epoch_that_it_was_made_of() -> None:
    assert from_bytes(to_bytes(EPOCH), epoch_key(3)) == EPOCH
    assert epoch_key(3) == f"epochs/{EPOCH.id}.json"


def test_a_record_never_changes_its_form_between_releases() -> None:
    assert to_bytes(Epoch(1, NOON, 2, (7,))) == (
        b'{"contents":2,"learned_at":"2026-03-01T12:00:00.000000+00:00","number":1,"schema":1,"stops":[7]}'
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        to_bytes(Epoch(4, NOON, 2, ())),
        json.dumps(json.loads(to_bytes(EPOCH)) | {"schema": 2}).encode(),
        json.dumps(json.loads(to_bytes(EPOCH)) | {"stops": ["x"]}).encode(),
    ],
    ids=["empty", "list", "nothing", "another", "a later schema", "no numbers"],
)
def test_what_is_no_record_of_this_epoch_is_named(data: bytes) -> None:
    with pytest.raises(Broken, match=r"record_unreadable: epochs/000003.json"):
        from_bytes(data, epoch_key(3))


@pytest.mark.integration
def test_the_epoch_that_stands_first_under_a_number_stays(real_archive: S3Archive) -> None:
    first, second = Epoch(1, NOON, 2, (7,)), Epoch(1, NOON, 3, (8,))
    assert real_archive.put_epoch(first) == first
    assert real_archive.put_epoch(second) == first
    assert list(real_archive.epochs()) == [first]
