"""What the archive's answers mean: S3 and network errors as the errors of feedmill, without secrets.

Statuses and codes are those of Amazon's "S3 API reference, error responses", which other servers follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
    ProfileNotFound,
    ValidationError,
)

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, Deferred, FeedmillError, UsageError

OVERRIDDEN = frozenset({"BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch", "InvalidDigest"})
"""The server saw other bytes than those whose hash was sent with them."""

STANDS = 412
MISSING_CODES = frozenset({"NoSuchKey", "404", "NotFound"})


class Missing(Exception):
    """There is no such object. Whoever asked knows what that means."""


class Stands(Exception):
    """The object is there already, so that a conditional PUT stored nothing."""


@contextmanager
def understood(doing: str) -> Iterator[None]:
    """Turn whatever goes wrong inside into `Missing`, `Stands`, `Deferred`, `UsageError` or `ArchiveOutage`.

    `doing` says what was tried ("PUT originals/ab/..."). An answer's own message is left out: it may hold keys.
    """
    try:
        yield
    except ClientError as error:
        raise _meaning(error, doing) from error
    except BotoCoreError as error:
        raise _unsent(error, doing) from error


def _unsent(error: BotoCoreError, doing: str) -> FeedmillError:
    """What it means that no answer came: often enough the client itself had refused to ask."""
    detail = f"{doing}: {type(error).__name__}"
    if isinstance(error, ParamValidationError):
        return UsageError(ArchiveReason.SETTING_INVALID, f"{detail}: {error.kwargs.get('report')}")
    if isinstance(error, ValidationError | ProfileNotFound):
        return UsageError(ArchiveReason.SETTING_INVALID, detail)
    denied = isinstance(error, NoCredentialsError | PartialCredentialsError)
    return ArchiveOutage(ArchiveReason.DENIED if denied else ArchiveReason.UNREACHABLE, detail)


def _meaning(error: ClientError, doing: str) -> Exception:
    code = str(error.response.get("Error", {}).get("Code", "unknown"))
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    if status == STANDS:
        return Stands()
    if code in MISSING_CODES:
        return Missing()
    return _refusal(code, status, f"{doing}: {code}, status {status}")


def _refusal(code: str, status: int, detail: str) -> FeedmillError:
    if code in OVERRIDDEN:
        return Deferred(ArchiveReason.SENT_DIFFERS, detail)
    if code == "NoSuchBucket":
        return ArchiveOutage(ArchiveReason.BUCKET_MISSING, detail)
    if status in {401, 403}:
        return ArchiveOutage(ArchiveReason.DENIED, detail)
    if status == 409:
        return ArchiveOutage(ArchiveReason.CONFLICT, detail)
    reason = ArchiveReason.UNREACHABLE if status >= 500 or status == 429 else ArchiveReason.UNEXPECTED
    return ArchiveOutage(reason, detail)
