"""What the archive's answers mean, by a client whose answers are written down beforehand."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError
from botocore.response import StreamingBody
from botocore.stub import ANY, Stubber

from feedmill.archive.fetching import fetch, parsed
from feedmill.archive.records import record_key, to_bytes
from feedmill.archive.s3 import S3Archive
from feedmill.errors import ArchiveOutage, Broken, FeedmillError, UsageError
from feedmill.model import Delivery, Original, Way

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

DATA = b"some news\n"
NAME = hashlib.sha256(DATA).hexdigest()
ORIGINAL = Original(NAME, len(DATA))
KEY = f"originals/{NAME[:2]}/{NAME[2:4]}/{NAME}"


@pytest.fixture(scope="module")
def client() -> S3Client:
    config = Config(retries={"total_max_attempts": 1})
    return boto3.session.Session().client(
        "s3",
        endpoint_url="http://archive.invalid",
        region_name="us-east-1",
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="very-secret",
        config=config,
    )


@pytest.fixture
def answers(client: S3Client) -> Iterator[Stubber]:
    with Stubber(client) as stubber:
        yield stubber


@pytest.fixture
def archive(client: S3Client) -> S3Archive:
    return S3Archive(client, "bucket")


def gives(answers: Stubber, data: bytes, **fields: Any) -> None:
    body = StreamingBody(io.BytesIO(data), len(data))
    answers.add_response("get_object", {"Body": body, "ContentLength": len(data), **fields})


def nothing_erased(answers: Stubber) -> None:
    asked = {"Bucket": "bucket", "Prefix": f"erasures/{KEY[10:]}/", "Delimiter": ANY}
    answers.add_response("list_objects_v2", {}, asked)


def put(archive: S3Archive) -> bool:
    return archive.put_original(io.BytesIO(DATA), ORIGINAL)


def test_a_put_carries_condition_and_checksum_and_is_read_back(archive: S3Archive, answers: Stubber) -> None:
    checksum = "jpT8rX6C3Rc7SnMwyOKTQZ+W5wsha6/OYsfiutIFYeI="
    expected = {
        "Bucket": "bucket",
        "Key": KEY,
        "Body": ANY,
        "ContentLength": len(DATA),
        "ContentType": "application/octet-stream",
        "IfNoneMatch": "*",
        "ChecksumSHA256": checksum,
    }
    answers.add_response("put_object", {}, expected)
    gives(answers, DATA)
    assert put(archive) is True
    answers.assert_no_pending_responses()


def test_an_original_that_stands_already_is_a_success_once_it_compares_equal(
    archive: S3Archive, answers: Stubber
) -> None:
    answers.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
    gives(answers, DATA)
    assert put(archive) is False


@pytest.mark.parametrize("standing", [b"some other", b"", b"some news\nand more"])
@pytest.mark.parametrize("stored", [True, False])
def test_an_original_that_stands_there_differently_is_broken(
    archive: S3Archive, answers: Stubber, standing: bytes, stored: bool
) -> None:
    if stored:
        answers.add_response("put_object", {})
    else:
        answers.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
    gives(answers, standing)
    nothing_erased(answers)
    with pytest.raises(Broken) as caught:
        put(archive)
    assert str(caught.value.reason) == "original_differs"


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        ("ConditionalRequestConflict", 409, "archive_conflict"),
        ("InvalidAccessKeyId", 403, "archive_denied"),
        ("AccessDenied", 403, "archive_denied"),
        ("NoSuchBucket", 404, "archive_bucket_missing"),
        ("InternalError", 500, "archive_unreachable"),
        ("SlowDown", 503, "archive_unreachable"),
        ("TooManyRequests", 429, "archive_unreachable"),
        ("EntityTooLarge", 400, "archive_unexpected"),
        ("BadDigest", 400, "changed_while_sent"),
        ("XAmzContentSHA256Mismatch", 400, "changed_while_sent"),
    ],
)
def test_each_refusal_has_its_reason_and_no_secret(
    archive: S3Archive, answers: Stubber, code: str, status: int, reason: str
) -> None:
    answers.add_client_error("put_object", code, "key AKIDEXAMPLE, secret very-secret", http_status_code=status)
    with pytest.raises(FeedmillError) as caught:
        put(archive)
    assert str(caught.value.reason) == reason
    assert code in caught.value.detail
    assert "AKIDEXAMPLE" not in str(caught.value)
    assert "very-secret" not in str(caught.value)


@pytest.mark.parametrize(
    "error",
    [EndpointConnectionError(endpoint_url="http://u:very-secret@h"), ReadTimeoutError(endpoint_url="http://h")],
)
def test_a_silent_archive_is_an_outage(archive: S3Archive, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(archive.client, "put_object", fail)
    with pytest.raises(ArchiveOutage) as caught:
        put(archive)
    assert str(caught.value.reason) == "archive_unreachable"
    assert "very-secret" not in str(caught.value)


def test_an_original_is_read_and_verified(archive: S3Archive, answers: Stubber) -> None:
    gives(answers, DATA)
    assert archive.read_original(NAME) == DATA
    gives(answers, b"tampered")
    nothing_erased(answers)
    with pytest.raises(Broken, match="original_differs"):
        archive.read_original(NAME)
    answers.add_client_error("get_object", "NoSuchKey", http_status_code=404)
    with pytest.raises(Broken, match="original_missing"):
        archive.read_original(NAME)


def test_listing_passes_over_what_is_no_original(archive: S3Archive, answers: Stubber) -> None:
    found = [{"Key": KEY, "Size": 10}, {"Key": "originals/readme.txt", "Size": 3}]
    answers.add_response("list_objects_v2", {"Contents": found})
    assert list(archive.originals()) == [ORIGINAL]


def test_an_empty_archive_lists_nothing(archive: S3Archive, answers: Stubber) -> None:
    answers.add_response("list_objects_v2", {})
    assert list(archive.records()) == []


def test_an_original_has_an_address(archive: S3Archive) -> None:
    assert archive.original_url(NAME) == f"s3://bucket/{KEY}"


def test_the_token_of_an_object_is_its_version_else_its_tag_and_date(archive: S3Archive, answers: Stubber) -> None:
    state = {"ETag": '"e"', "LastModified": datetime(2026, 3, 1, tzinfo=UTC)}
    gives(answers, DATA, **state)
    gives(answers, DATA, VersionId="v7", **state)
    tokens = []
    for _ in range(2):
        found = fetch(archive, "s3://feeds/a/b.xml", limit=10)
        tokens.append(found.token)
        assert (found.name, found.body.read()) == ("s3://feeds/a/b.xml", DATA)
        found.body.close()
    assert tokens == ['"e" 2026-03-01T00:00:00+00:00', "v7"]


def test_an_object_over_the_limit_is_refused_before_it_is_read(archive: S3Archive, answers: Stubber) -> None:
    gives(answers, DATA + b"!")
    with pytest.raises(FeedmillError) as caught:
        fetch(archive, "s3://feeds/a", limit=10)
    assert str(caught.value.reason) == "s3_object_too_large"


def test_an_object_that_ends_too_early_is_an_outage(archive: S3Archive, answers: Stubber) -> None:
    body = StreamingBody(io.BytesIO(b"ab"), 5)
    answers.add_response("get_object", {"Body": body, "ContentLength": 5})
    with pytest.raises(ArchiveOutage):
        fetch(archive, "s3://feeds/a", limit=10)


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        ("NoSuchKey", 404, "s3_object_missing"),
        ("NoSuchBucket", 404, "s3_object_missing"),
        ("AccessDenied", 403, "s3_object_missing"),
        ("InternalError", 500, "archive_unreachable"),
    ],
)
def test_an_object_that_the_keys_do_not_reach_is_the_callers_mistake_and_an_outage_is_not(
    archive: S3Archive, answers: Stubber, code: str, status: int, reason: str
) -> None:
    answers.add_client_error("get_object", code, http_status_code=status)
    with pytest.raises(FeedmillError) as caught:
        fetch(archive, "s3://feeds/a", limit=10)
    assert str(caught.value.reason) == reason


@pytest.mark.parametrize("address", ["", "s3://", "s3://bucket", "s3:///key", "http://bucket/key", "bucket/key"])
def test_an_address_has_bucket_and_key(address: str) -> None:
    with pytest.raises(FeedmillError) as caught:
        parsed(address)
    assert str(caught.value.reason) == "s3_address_invalid"


def test_a_key_is_taken_as_it_is_written() -> None:
    assert parsed("s3://bucket/a%20b//c?d#e") == ("bucket", "a%20b//c?d#e")


def test_listing_records_goes_on_after_a_bad_one(archive: S3Archive, answers: Stubber) -> None:
    delivery = Delivery("id", Way.DROP, "inbox", "page", b"page", ORIGINAL, "token", datetime(2026, 3, 1, tzinfo=UTC))
    listed = [{"Key": "deliveries/bad.json", "Size": 2}, {"Key": record_key(delivery), "Size": 1}]
    answers.add_response("list_objects_v2", {"Contents": listed, "IsTruncated": False})
    gives(answers, b"[]")
    gives(answers, to_bytes(delivery))
    records = archive.records()
    with pytest.raises(Broken, match="record_unreadable"):
        next(records)
    assert list(records) == [delivery]


def test_an_address_with_a_bucket_that_cannot_be_is_a_bad_address(archive: S3Archive) -> None:
    with pytest.raises(UsageError, match="s3_address_invalid"):
        fetch(archive, "s3://no bucket/page", 10)
