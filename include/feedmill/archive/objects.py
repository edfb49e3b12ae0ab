"""Objects under an S3 prefix that is a source: listed page by page, read as they were listed, never altered.

Knows one bucket of somebody else's and a client for it. What of it was taken before is for others to know.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, cast

from feedmill.archive import decisions, dismissals, epochs, erasures, records, refusals
from feedmill.archive.answers import Missing, understood
from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Deferred, FeedmillError, Refused
from feedmill.model import Listed

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ObjectTypeDef

OURS = (
    records.ORIGINALS,
    records.RECORDS,
    decisions.DECISIONS,
    dismissals.DISMISSALS,
    epochs.EPOCHS,
    erasures.ERASURES,
    refusals.REFUSALS,
)
"""What the archive keeps stands under these; taking it as arrivals would never end."""


class S3Objects:
    """`feedmill.ports.Objects` under one prefix.

    Args:
        client: a client whose keys may list the bucket and read its objects; closed with this object when `owned`.
        bucket: the bucket.
        prefix: how the keys begin; may be empty.
        owned: whether the client is this object's own.
    """

    def __init__(self, client: S3Client, bucket: str, prefix: str, *, owned: bool = False) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix
        self._owned = owned

    def close(self) -> None:
        """Close connections, where they are this object's own."""
        if self._owned:
            self._client.close()

    def pages(self, after: str | None = None) -> Iterator[Sequence[Listed]]:
        """All objects by their keys, a page of at most 1,000 at a time; with an address, those after it.

        What stands for a folder (a key that ends with a slash) is none. Raises `Refused`: the bucket does not answer,
        is not there, or refuses the keys.
        """
        start = after.removeprefix(self._root) if after else ""
        listing = self._client.get_paginator("list_objects_v2")
        try:
            with understood(f"LIST {self._root}{self._prefix}"):
                for page in listing.paginate(Bucket=self._bucket, Prefix=self._prefix, StartAfter=start):
                    yield [self._listed(item) for item in page.get("Contents", ()) if not item["Key"].endswith("/")]
        except Missing:
            raise Refused(ArchiveReason.SOURCE_UNREACHABLE, f"{self._root}: no such bucket") from None
        except FeedmillError as error:
            raise Refused(ArchiveReason.SOURCE_UNREACHABLE, error.detail) from error

    def open(self, listed: Listed) -> BinaryIO:
        """The bytes of an object as a stream: close it. Raises, also while it is read, as `feedmill.ports.Objects`."""
        try:
            with understood(f"GET {listed.address}"):
                answer = self._client.get_object(Bucket=self._bucket, Key=listed.address.removeprefix(self._root))
        except (Missing, FeedmillError) as error:
            raise _unread(error, listed) from error
        body = Body(answer["Body"], listed)
        if answer["ETag"] != listed.etag:
            body.close()
            raise Deferred(ArchiveReason.OBJECT_CHANGED, listed.address)
        return cast("BinaryIO", body)

    @property
    def _root(self) -> str:
        return f"s3://{self._bucket}/"

    def _listed(self, item: ObjectTypeDef) -> Listed:
        etag = item["ETag"]
        return Listed(f"{self._root}{item['Key']}", item["Size"], etag, f"{etag} {item['LastModified'].isoformat()}")


def holds_ours(prefix: str) -> bool:
    """Whether a prefix in the archive's own bucket holds what the archive keeps, or stands within it."""
    return any(one.startswith(prefix) or prefix.startswith(one) for one in OURS)


class Body(io.RawIOBase):
    """The body of an answer, whose errors are those of one object."""

    def __init__(self, body: StreamingBody, listed: Listed) -> None:
        super().__init__()
        self._body = body
        self._listed = listed

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; none at the end."""
        try:
            with understood(f"GET {self._listed.address}"):
                return self._body.read(None if size < 0 else size)
        except FeedmillError as error:
            raise _unread(error, self._listed) from error

    def close(self) -> None:
        """Give the connection up."""
        self._body.close()
        super().close()


def _unread(error: Missing | FeedmillError, listed: Listed) -> FeedmillError:
    """What it means for one object, or for its source, that it could not be read."""
    if isinstance(error, Missing):
        return Deferred(ArchiveReason.OBJECT_CHANGED, f"{listed.address}: it is gone")
    if error.reason is ArchiveReason.DENIED:
        return Deferred(ArchiveReason.OBJECT_DENIED, error.detail)
    return Refused(ArchiveReason.SOURCE_UNREACHABLE, error.detail)
