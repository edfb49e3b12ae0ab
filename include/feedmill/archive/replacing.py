"""Bytes that are to be gone: what stands under a key is replaced, and the versions behind it are deleted.

A bucket without versioning keeps nothing behind. In one with versioning, what was there before stays as an older
version: it is deleted, or, where Object Lock holds it, hidden until its retention is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypedDict

from botocore.exceptions import ClientError

from feedmill.archive.answers import understood

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

FORBIDDEN = 403


class LockSaid(TypedDict, total=False):
    """The arguments of a PUT that lock what it stores."""

    ObjectLockMode: Literal["GOVERNANCE", "COMPLIANCE"]
    ObjectLockRetainUntilDate: datetime


@dataclass(frozen=True, slots=True)
class Lock:
    """For how long, and how, originals are kept from being deleted where the bucket has Object Lock.

    `mode` is GOVERNANCE (some may lift it, as the bucket's policy says) or COMPLIANCE (nobody may).
    """

    days: int
    mode: Literal["GOVERNANCE", "COMPLIANCE"]

    def said(self) -> LockSaid:
        """What a PUT says of it."""
        until = datetime.now(UTC) + timedelta(days=self.days)
        return {"ObjectLockMode": self.mode, "ObjectLockRetainUntilDate": until}


def replace(client: S3Client, bucket: str, key: str, data: bytes, said: dict[str, str]) -> None:
    """Put other bytes under a key, whatever stands there; `said` is their metadata."""
    with understood(f"PUT {key}"):
        client.put_object(
            Bucket=bucket,
            Key=key,
            Body=data,
            ContentType="application/octet-stream",
            Metadata=said,
            ChecksumAlgorithm="SHA256",
        )


def delete_older(client: S3Client, bucket: str, key: str) -> datetime | None:
    """Delete all versions of an object but the latest.

    Returns:
        None when they are gone; else until when Object Lock keeps the last of them.

    Raises:
        ArchiveOutage: the archive does not answer, or refuses for another reason.
    """
    kept: list[datetime] = []
    for version in list(_older(client, bucket, key)):
        until = _deleted(client, bucket, key, version)
        kept += [until] if until else []
    return max(kept, default=None)


def _older(client: S3Client, bucket: str, key: str) -> Iterator[str]:
    with understood(f"LIST versions of {key}"):
        if "Status" not in client.get_bucket_versioning(Bucket=bucket):
            return
        for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=key):
            for item in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                if item["Key"] == key and not item["IsLatest"]:
                    yield item["VersionId"]


def _deleted(client: S3Client, bucket: str, key: str, version: str) -> datetime | None:
    """Delete a version; until when it is locked, if it is."""
    with understood(f"DELETE {key}"):
        try:
            client.delete_object(Bucket=bucket, Key=key, VersionId=version)
        except ClientError as error:
            if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") != FORBIDDEN:
                raise
            until = client.head_object(Bucket=bucket, Key=key, VersionId=version).get("ObjectLockRetainUntilDate")
            if until is None:
                raise
            return until
    return None
