"""A client that waits until the embedded archive can be read, by answers that are written down beforehand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.config import Config
from botocore.response import StreamingBody
from botocore.stub import Stubber

from feedmill.archive import connecting
from feedmill.archive.s3 import S3Archive
from feedmill.errors import ArchiveOutage, UsageError
from feedmill.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture(scope="module")
def client() -> S3Client:
    return boto3.session.Session().client(
        "s3",
        endpoint_url="http://archive.invalid",
        region_name="us-east-1",
        aws_access_key_id="a",
        aws_secret_access_key="b",
        config=Config(retries={"total_max_attempts": 1}),
    )


@pytest.fixture
def answers(client: S3Client, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    monkeypatch.setattr(connecting, "LOOK_SECONDS", 0)
    with Stubber(client) as stubber:
        yield stubber


def test_a_server_that_cannot_read_yet_is_waited_for(client: S3Client, answers: Stubber) -> None:
    answers.add_client_error("get_object", "InternalError", http_status_code=500)
    answers.add_client_error("get_object", "InternalError", http_status_code=500)
    answers.add_response("get_object", {"Body": StreamingBody(io.BytesIO(b"kept"), 4)})
    connecting._see_to_reading(client, "bucket")
    answers.assert_no_pending_responses()


def test_a_server_that_never_can_is_an_outage(
    client: S3Client, answers: Stubber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "READING_SECONDS", -1)
    answers.add_client_error("get_object", "InternalError", http_status_code=500)
    with pytest.raises(ArchiveOutage):
        connecting._see_to_reading(client, "bucket")


def test_a_new_bucket_gets_the_object_that_is_read_for_this(client: S3Client, answers: Stubber) -> None:
    answers.add_client_error("get_object", "NoSuchKey", http_status_code=404)
    answers.add_response("put_object", {})
    answers.add_response("get_object", {"Body": StreamingBody(io.BytesIO(b"kept"), 4)})
    connecting._see_to_reading(client, "bucket")
    answers.assert_no_pending_responses()


@pytest.mark.parametrize(
    "url", ["nonsense", "ftp://u:hush@host", "http://", "http://host:99999", "http://u:hush@a b", "http://[host"]
)
def test_an_address_that_is_none_is_a_bad_setting(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="archive_url_invalid") as caught:
        connecting.connect(Settings(home=tmp_path, archive_url=url))
    assert "hush" not in str(caught.value)


def elsewhere(home: Path, bucket: str) -> S3Archive:
    return connecting.connect(Settings(home=home, archive_url="http://archive.invalid", archive_bucket=bucket))


def test_a_bucket_that_cannot_be_is_a_bad_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    with (
        elsewhere(tmp_path, "no bucket") as archive,
        pytest.raises(UsageError, match=r"archive_setting_invalid.*no bucket"),
    ):
        list(archive.originals())


def test_a_profile_that_is_not_there_is_a_bad_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(UsageError, match="archive_setting_invalid"):
        elsewhere(tmp_path, "bucket")


def test_no_keys_at_all_are_keys_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    with elsewhere(tmp_path, "bucket") as archive, pytest.raises(ArchiveOutage, match="archive_denied"):
        list(archive.originals())
