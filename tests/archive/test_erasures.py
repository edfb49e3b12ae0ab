"""Tombstones: told and understood, and what they leave of bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from feedmill.archive.connecting import connect
from feedmill.archive.erasures import NOTHING, erasure_key, from_bytes, hash_left, left_of, to_bytes
from feedmill.archive.records import ORIGINALS
from feedmill.archive.s3 import S3Archive
from feedmill.errors import Broken
from feedmill.model import Anchor, Erasure, Locator, Original, Passage
from feedmill.settings import Settings

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DATA = b"one story\ntwo stories\n"
NAME = hashlib.sha256(DATA).hexdigest()
LEFT = b"one story\n           \n"
ORIGINAL = Original(NAME, len(DATA))


def redacting(data: bytes = LEFT, start: int = 10, end: int = 22, at: datetime = NOON) -> Erasure:
    place = Anchor(NAME, Locator("a.txt", 3, 9), 2, ((10, 21),))
    passages = (Passage(place, "f" * 64),)
    return Erasure(NAME, passages, ((start, end),), hashlib.sha256(data).hexdigest(), at, "ordered")


WHOLE = Erasure(NAME, (), (), None, NOON + timedelta(days=1), "all of it")


@pytest.mark.parametrize("erasure", [redacting(), WHOLE], ids=["redacted", "whole"])
def test_a_record_tells_all_of_it(erasure: Erasure) -> None:
    assert from_bytes(to_bytes(erasure), erasure_key(erasure)) == erasure


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"reason": "another"},
        {"id": "0" * 64},
        {"passages": [{}]},
        {"blanked": [[1]]},
        {"erased_at": "noon"},
        {"original": "0" * 64},
    ],
)
def test_a_record_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    record = json.loads(to_bytes(redacting())) | change
    with pytest.raises(Broken, match="record_unreadable"):
        from_bytes(json.dumps(record).encode(), erasure_key(redacting()))


def test_a_record_under_the_key_of_another_is_refused() -> None:
    with pytest.raises(Broken, match="it tells of"):
        from_bytes(to_bytes(WHOLE), erasure_key(redacting()))


def test_blanks_take_the_place_of_bytes_and_lines_stay() -> None:
    assert left_of(DATA, NAME, [redacting()]) == LEFT
    assert left_of(LEFT, NAME, [redacting()]) == LEFT
    assert left_of(DATA, NAME, [redacting(), WHOLE]) == b""
    assert left_of(DATA, NAME, []) == DATA
    assert (hash_left([]), hash_left([redacting(), WHOLE])) == (None, NOTHING)


def test_what_is_not_the_original_is_not_redacted() -> None:
    with pytest.raises(Broken, match="original_differs"):
        left_of(DATA.replace(b"one", b"two"), NAME, [redacting()])


def test_a_second_redaction_adds_to_the_first() -> None:
    both = b"         \n           \n"
    second = redacting(both, 0, 9, NOON + timedelta(hours=1))
    assert left_of(LEFT, NAME, [second, redacting()]) == both


SETTINGS: dict[str, dict[str, Any]] = {
    "plain": {},
    "versions": {"archive_versioning": True},
    "governed": {"archive_lock_days": 1},
    "strict": {"archive_lock_days": 2, "archive_lock_mode": "COMPLIANCE"},
}


def older(archive: S3Archive) -> int:
    """Versions of originals behind the latest."""
    listed = archive.client.list_object_versions(Bucket=archive.bucket, Prefix=ORIGINALS).get("Versions", ())
    return sum(not one["IsLatest"] for one in listed)


@pytest.mark.integration
@pytest.mark.usefixtures("_archive_server", "socket_enabled")
@pytest.mark.parametrize("kind", SETTINGS)
def test_on_a_real_server_nothing_of_it_can_be_read_and_it_is_not_stored_again(archive_home: Path, kind: str) -> None:
    days = SETTINGS[kind].get("archive_lock_days", 0)
    with connect(Settings(home=archive_home, archive_bucket=f"erasing-{kind}", **SETTINGS[kind])) as archive:
        assert archive.put_original(BytesIO(DATA), ORIGINAL)
        archive.put_erasure(redacting())
        assert archive.read_original(NAME) == DATA
        kept = archive.erase(NAME)
        assert archive.read_original(NAME) == LEFT
        assert archive.measure(NAME) == ORIGINAL
        assert not archive.put_original(BytesIO(DATA), ORIGINAL)
        archive.put_erasure(WHOLE)
        assert archive.erase(NAME) == archive.erase(NAME) == kept
        assert not archive.put_original(BytesIO(DATA), ORIGINAL)
        with pytest.raises(Broken, match="erased"):
            archive.read_original(NAME)
        assert archive.measure(NAME) == Original(NAME, 0)
        assert list(archive.erasures()) == sorted([redacting(), WHOLE], key=erasure_key)
        assert list(archive.erasures({WHOLE.id}, NAME)) == [redacting()]
        assert older(archive) == bool(days)
        if kept is None:
            assert days == 0
        else:
            assert timedelta(days=days - 1) < kept - datetime.now(UTC) <= timedelta(days=days)


@pytest.mark.integration
def test_what_is_not_what_was_to_be_erased_is_left_alone(real_archive: S3Archive) -> None:
    real_archive.put_original(BytesIO(DATA), ORIGINAL)
    real_archive.put_erasure(replace(redacting(), redacted="0" * 64))
    with pytest.raises(Broken, match="original_differs"):
        real_archive.erase(NAME)
    with pytest.raises(Broken, match="original_missing"):
        real_archive.erase("0" * 64)
