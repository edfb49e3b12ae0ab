"""Which archive the settings mean, and a client for it.

The client's own defaults that would surprise are set here: proxies, time limits, retries, checksums.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

from feedmill.archive.answers import Missing, understood
from feedmill.archive.holdings import PROBE
from feedmill.archive.objects import S3Objects, holds_ours
from feedmill.archive.reasons import ArchiveReason
from feedmill.archive.replacing import Lock
from feedmill.archive.s3 import S3Archive
from feedmill.archive.server import Progress, embedded
from feedmill.errors import ArchiveOutage, UsageError
from feedmill.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

TRIES = 4
READING_SECONDS = 20.0
LOOK_SECONDS = 0.1


def connect(settings: Settings, progress: Progress | None = None) -> S3Archive:
    """The archive that the settings name: the one at `archive_url`, else the embedded one of the home.

    The bucket of the embedded one is made when missing; elsewhere it has to be there. Keys that are not set for an
    archive elsewhere are looked for where boto3 does (roles, profiles, the environment).

    Args:
        settings: the archive's address, bucket, region and keys, and the home.
        progress: told in a few words what is being waited for.

    Returns:
        An archive; close it to give up what it holds.

    Raises:
        ArchiveOutage: it does not answer, refuses the keys, or lacks the bucket.
        UsageError: a setting cannot be that of any archive.
    """
    if settings.archive_url is not None:
        secrets = (settings.archive_access_key, settings.archive_secret_key)
        access_key, secret_key = (secret.get_secret_value() if secret else None for secret in secrets)
        client = _elsewhere(settings, settings.archive_url, access_key, secret_key)
        return S3Archive(client, settings.archive_bucket, lock=_lock_of(settings))
    endpoint = embedded(settings, progress)
    try:
        client = _client(settings, endpoint.url, endpoint.access_key, endpoint.secret_key, proxies={})
        _see_to_bucket(client, settings)
        _see_to_reading(client, settings.archive_bucket)
    except BaseException:
        endpoint.close()
        raise
    return S3Archive(client, settings.archive_bucket, endpoint.close, _lock_of(settings))


def objects_of(settings: Settings, archive: S3Archive, place: tuple[str, str], connection: str | None) -> S3Objects:
    """The objects under a prefix that is a source.

    Args:
        settings: the archive's, and the connections of sources.
        archive: whose keys are used where the source names no connection.
        place: bucket and prefix.
        connection: the source's connection.

    Raises:
        UsageError: there is no such connection, or the prefix holds what the archive itself keeps.
    """
    bucket, prefix = place
    if connection is None:
        if bucket == archive.bucket and holds_ours(prefix):
            raise UsageError(ArchiveReason.OWN_PREFIX, f"s3://{bucket}/{prefix}")
        return S3Objects(archive.client, bucket, prefix)
    stated = settings.s3_connections.get(connection)
    if stated is None:
        raise UsageError(ArchiveReason.NO_CONNECTION, connection)
    secrets = (stated.access_key, stated.secret_key)
    access_key, secret_key = (secret.get_secret_value() if secret else None for secret in secrets)
    theirs = settings.model_copy(update={"archive_region": stated.region or settings.archive_region})
    url = stated.url or settings.archive_url
    client = _elsewhere(theirs, url, access_key, secret_key) if url else _client(theirs, None, access_key, secret_key)
    return S3Objects(client, bucket, prefix, owned=True)


def _elsewhere(settings: Settings, url: str, access_key: str | None, secret_key: str | None) -> S3Client:
    """A client for an archive elsewhere. A bad address is not shown: a password may stand in it."""
    try:
        parts = urlsplit(url)
        written = url.isprintable() and " " not in url
        if written and parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0:
            with understood("archive elsewhere"):
                return _client(settings, url, access_key, secret_key)
    except ValueError:  # from urlsplit at a bad port, from boto3 at a bad host
        pass
    raise UsageError(ArchiveReason.URL_INVALID, "it does not have the form http://host:port")


def _client(
    settings: Settings,
    url: str | None,
    access_key: str | None,
    secret_key: str | None,
    proxies: dict[str, str] | None = None,
) -> S3Client:
    """A client with time limits: 3 s to connect, 30 s without a byte."""
    config = Config(
        connect_timeout=3,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": TRIES},
        s3={"addressing_style": "path"},
        proxies=proxies,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        user_agent_extra="feedmill",
    )
    return boto3.session.Session().client(
        "s3",
        endpoint_url=url,
        region_name=settings.archive_region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=config,
    )


def _lock_of(settings: Settings) -> Lock | None:
    return Lock(settings.archive_lock_days, settings.archive_lock_mode) if settings.archive_lock_days else None


def _see_to_bucket(client: S3Client, settings: Settings) -> None:
    """Make the bucket unless it is there, as the settings want it; Object Lock can be had from the beginning alone.

    A HEAD has no body, so that a missing bucket is a plain 404.
    """
    bucket, locked = settings.archive_bucket, settings.archive_lock_days > 0
    try:
        with understood(f"HEAD bucket {bucket}"):
            client.head_bucket(Bucket=bucket)
    except Missing:
        with understood(f"PUT bucket {bucket}"):
            client.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=locked)
    if settings.archive_versioning or locked:
        with understood(f"PUT versioning of {bucket}"):
            client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def _see_to_reading(client: S3Client, bucket: str) -> None:
    """Wait until objects of earlier runs can be read, not only listed.

    For a moment after its start, and longer on a busy machine, the server answers while it does not know yet where
    its volumes are: a GET is then a 500. An object of our own, kept for this, tells when that is over.
    """
    until = time.monotonic() + READING_SECONDS
    while True:
        try:
            with understood(f"GET {PROBE}"):
                client.get_object(Bucket=bucket, Key=PROBE)["Body"].read()
        except Missing:
            with understood(f"PUT {PROBE}"):
                client.put_object(Bucket=bucket, Key=PROBE, Body=b"Kept to see whether reading works.\n")
        except ArchiveOutage:
            if time.monotonic() > until:
                raise
            time.sleep(LOOK_SECONDS)
        else:
            return
