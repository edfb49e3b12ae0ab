"""Objects that somebody names by an S3 address, read with the archive's own keys.

Knows how an address is written and how large an object may be. What the keys do not reach is not reached.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from feedmill.archive.answers import Missing, understood
from feedmill.archive.bodies import PIECE
from feedmill.archive.reasons import ArchiveReason
from feedmill.archive.s3 import S3Archive
from feedmill.errors import ArchiveOutage, Refused, UsageError

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef

IN_MEMORY = 8 * PIECE


@dataclass(slots=True)
class Fetched:
    """An object's bytes, at 0, in memory or (when larger than 8 MB) in a nameless file. Close `body` after use.

    `token` tells two versions of the object apart: its version id, else its ETag and date.
    """

    body: BinaryIO
    name: str
    token: str


def fetch(archive: S3Archive, address: str, limit: int) -> Fetched:
    """Read `s3://bucket/key` through the archive's client.

    Raises:
        UsageError: no such form, no such object, or one that the keys do not reach.
        Refused: it is larger than `limit` bytes; nothing was read.
        ArchiveOutage: the server does not answer, or ends before the announced length.
    """
    bucket, key = parsed(address)
    try:
        with understood(f"GET {address}"):
            answer = archive.client.get_object(Bucket=bucket, Key=key)
            with closing(answer["Body"]):
                body = _copied(answer, address, limit)
    except Missing:
        raise UsageError(ArchiveReason.OBJECT_MISSING, address) from None
    except UsageError as error:  # the client knows that no bucket has such a name
        raise UsageError(ArchiveReason.ADDRESS_INVALID, error.detail) from error
    except ArchiveOutage as outage:
        if outage.reason in {ArchiveReason.DENIED, ArchiveReason.BUCKET_MISSING}:
            raise UsageError(ArchiveReason.OBJECT_MISSING, outage.detail) from outage
        raise
    return Fetched(body, address, _token(answer))


def parsed(address: str) -> tuple[str, str]:
    """Bucket and key of `s3://bucket/key`, the key as written. Raises `UsageError` at any other form."""
    scheme, mark, rest = address.partition("://")
    bucket, _, key = rest.partition("/")
    if scheme.lower() != "s3" or not mark or not bucket or not key:
        raise UsageError(ArchiveReason.ADDRESS_INVALID, repr(address))
    return bucket, key


def _copied(answer: GetObjectOutputTypeDef, address: str, limit: int) -> BinaryIO:
    size = answer["ContentLength"]
    if size > limit:
        raise Refused(ArchiveReason.OBJECT_TOO_LARGE, f"{address}: {size} bytes, the limit is {limit}")
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- handed to the caller, who closes it
    for piece in answer["Body"].iter_chunks(PIECE):
        copy.write(piece)
    copy.seek(0)
    return cast("BinaryIO", copy)


def _token(answer: GetObjectOutputTypeDef) -> str:
    version = answer.get("VersionId")
    return version if version and version != "null" else f"{answer['ETag']} {answer['LastModified'].isoformat()}"
