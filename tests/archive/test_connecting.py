"""A client that waits until the embedded archive can be read, by answers that are written down beforehand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.config import Config
from botocore.response import StreamingBody
from botocore.stub import Stubber

from feedmill.archive import connecting
from feedmill.errors import ArchiveOutage

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
