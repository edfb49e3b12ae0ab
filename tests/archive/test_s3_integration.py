"""The archive on a real S3 server."""

from __future__ import annotations

import hashlib
import os
import resource
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from feedmill.archive.connecting import connect
from feedmill.archive.fetching import fetch
from feedmill.archive.records import original_key
from feedmill.archive.s3 import S3Archive
from feedmill.errors import ArchiveOutage, Broken, Deferred, Refused, UsageError
from feedmill.intake.sweep import sweep
from feedmill.intake.taking import take
from feedmill.model import Delivery, Original, Way
from feedmill.settings import Settings
from tests.intake.drops import Book, a_folder, drop

pytestmark = pytest.mark.integration

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def measured(data: bytes) -> Original:
    return Original(hashlib.sha256(data).hexdigest(), len(data))


def put(archive: S3Archive, data: bytes) -> bool:
    return archive.put_original(BytesIO(data), measured(data))


def a_delivery(data: bytes, received_at: datetime = NOON) -> Delivery:
    name = hashlib.sha256(data).hexdigest()
    return Delivery(name, Way.DROP, "inbox", "page", b"page\xff", measured(data), "token", received_at)


@pytest.mark.parametrize("data", [b"", b"some news\n", os.urandom(9_000_000)], ids=["empty", "small", "large"])
def test_what_is_put_comes_back_and_is_put_once(real_archive: S3Archive, data: bytes) -> None:
    assert [put(real_archive, data), put(real_archive, data)] == [True, False]
    assert real_archive.read_original(measured(data).sha256) == data
    assert list(real_archive.originals()) == [measured(data)]


def test_of_eight_at_once_one_stores_and_all_succeed(real_archive: S3Archive) -> None:
    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(lambda _: put(real_archive, b"the same"), range(8)))
    assert sorted(stored) == [False] * 7 + [True]


def test_bytes_that_are_not_those_that_were_hashed_are_never_stored(real_archive: S3Archive) -> None:
    for sent in (b"altered", b"short", b""):
        with pytest.raises(Deferred):
            real_archive.put_original(BytesIO(sent), Original(measured(b"hashed!").sha256, 7))
    assert list(real_archive.originals()) == []


def test_a_file_that_changes_between_hashing_and_sending_is_not_stored(real_archive: S3Archive, tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"x" * 3_000_000)
    with take(path, limit=10**9) as taken:
        path.write_bytes(b"y" * 3_000_000)
        with pytest.raises(Deferred):
            real_archive.put_original(taken.file, taken.original)
    assert list(real_archive.originals()) == []


def test_a_file_that_grew_after_hashing_is_stored_as_it_was_hashed(real_archive: S3Archive, tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"some news\n")
    with take(path, limit=10**9) as taken:
        with path.open("ab") as file:
            file.write(b"more")
        assert real_archive.put_original(taken.file, taken.original)
    assert real_archive.read_original(taken.original.sha256) == b"some news\n"


def test_an_original_that_was_tampered_with_is_broken(real_archive: S3Archive) -> None:
    original = measured(b"some news\n")
    put(real_archive, b"some news\n")
    key = original_key(original.sha256)
    real_archive.client.put_object(Bucket=real_archive.bucket, Key=key, Body=b"other news")
    with pytest.raises(Broken):
        real_archive.read_original(original.sha256)
    with pytest.raises(Broken):
        put(real_archive, b"some news\n")


def test_a_record_keeps_what_its_first_try_said(real_archive: S3Archive) -> None:
    first, again = a_delivery(b"page"), a_delivery(b"page", NOON + timedelta(hours=1))
    assert real_archive.put_record(first) == first
    assert real_archive.put_record(again) == first
    assert list(real_archive.records()) == [first]


def test_listings_go_on_past_their_first_page(real_archive: S3Archive) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: _put_empty(real_archive, number), range(1005)))
    assert len(list(real_archive.originals())) == 1005


def _put_empty(archive: S3Archive, number: int) -> None:
    """An original of no bytes under any name: quicker than a thousand true ones, and listed like them."""
    key = original_key(hashlib.sha256(str(number).encode()).hexdigest())
    archive.client.put_object(Bucket=archive.bucket, Key=key, Body=b"")


def test_one_gigabyte_goes_through_in_constant_memory(real_archive: S3Archive, tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with take(path, limit=2 * 1024**3) as taken:
        assert real_archive.put_original(taken.file, taken.original)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000, "kilobytes"


def test_an_object_is_fetched_by_its_address(real_archive: S3Archive) -> None:
    put(real_archive, b"some news\n")
    address = real_archive.original_url(measured(b"some news\n").sha256)
    found = fetch(real_archive, address, limit=100)
    assert found.body.read() == b"some news\n"
    found.body.close()
    assert found.token == fetch(real_archive, address, limit=100).token
    with pytest.raises(Refused):
        fetch(real_archive, address, limit=9)
    with pytest.raises(UsageError):
        fetch(real_archive, "s3://no-such-bucket/a", limit=9)


def test_an_archive_elsewhere_is_reached_by_its_address_and_keys(real_archive: S3Archive, tmp_path: Path) -> None:
    keys = real_archive.client._request_signer._credentials.get_frozen_credentials()  # type: ignore[attr-defined]  # botocore's own
    elsewhere = Settings(
        home=tmp_path,
        archive_url=real_archive.client.meta.endpoint_url,
        archive_bucket=real_archive.bucket,
        archive_access_key=keys.access_key,
        archive_secret_key=keys.secret_key,
    )
    with connect(elsewhere) as archive:
        assert put(archive, b"some news\n")
    with connect(elsewhere.model_copy(update={"archive_bucket": "not-there"})) as archive:
        with pytest.raises(ArchiveOutage) as caught:
            put(archive, b"some news\n")
        assert str(caught.value.reason) == "archive_bucket_missing"
    assert list(tmp_path.iterdir()) == [], "an archive elsewhere needs nothing in the home"


@pytest.mark.usefixtures("socket_enabled")
def test_an_archive_that_is_not_there_is_an_outage(tmp_path: Path) -> None:
    nowhere = Settings(home=tmp_path, archive_url="http://127.0.0.1:9", archive_access_key="a", archive_secret_key="b")
    with connect(nowhere) as archive, pytest.raises(ArchiveOutage) as caught:
        put(archive, b"some news\n")
    assert str(caught.value.reason) == "archive_unreachable"


def test_a_burst_of_files_goes_into_the_archive_each_once(real_archive: S3Archive, settings: Settings) -> None:
    folder, book = a_folder(settings), Book()
    for number in range(50):
        drop(folder, f"{number:02}", f"story {number}".encode())
    report = sweep(folder, real_archive, record=book.record, batch_files=25)
    assert (report.deliveries, report.archived) == (50, 50)
    assert book.ids == {delivery.id for delivery in real_archive.records()}


def test_what_stands_in_the_bucket_is_told_by_its_keys(real_archive: S3Archive) -> None:
    data = b"The council met.\n"
    original = Original(hashlib.sha256(data).hexdigest(), len(data))
    real_archive.put_original(BytesIO(data), original)
    for key in ("originals/x", "notes.txt", "other/folder/x", "other/y"):
        real_archive.client.put_object(Bucket=real_archive.bucket, Key=key, Body=b"[]")
    found = {one.key: one for one in real_archive.holdings("original")}
    mine = found.pop(original_key(original.sha256))
    assert (mine.kind, mine.name, mine.size) == ("original", original.sha256, original.size)
    assert mine.stored_at is not None
    assert [(key, one.kind) for key, one in found.items()] == [("originals/x", None)]
    outside = [one.key for one in real_archive.holdings() if one.kind is None]
    assert sorted(outside) == ["notes.txt", "other/folder/x", "other/y"]
    assert list(real_archive.holdings("delivery")) == []


def test_an_original_is_measured_as_it_stands(real_archive: S3Archive) -> None:
    data = b"The council met.\n"
    original = Original(hashlib.sha256(data).hexdigest(), len(data))
    with pytest.raises(Broken, match="original_missing"):
        real_archive.measure(original.sha256)
    real_archive.put_original(BytesIO(data), original)
    assert real_archive.measure(original.sha256) == original
    key = original_key(original.sha256)
    real_archive.client.put_object(Bucket=real_archive.bucket, Key=key, Body=b"the council met.\n")
    assert real_archive.measure(original.sha256) not in (original, None)
