"""The archive on S3: originals, delivery records and decisions, each written once by a conditional PUT and read back.

Works with any server that has conditional PUT and SHA-256 checksums. Knows nothing of how bytes came in.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Container, Iterator
from contextlib import closing
from typing import IO, TYPE_CHECKING, BinaryIO, Self, cast

from feedmill.archive import decisions, epochs, records
from feedmill.archive.answers import Missing, Stands, understood
from feedmill.archive.bodies import PIECE, ExactBody, measured
from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, Broken
from feedmill.model import Decision, Delivery, Epoch, Original

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef


class S3Archive:
    """`feedmill.ports.Archive` in one bucket. May be shared by threads, not by processes.

    Args:
        client: a plain boto3 client.
        bucket: an existing bucket.
        close: called once the archive is closed; gives up what the client stands on.
    """

    def __init__(self, client: S3Client, bucket: str, close: Callable[[], None] | None = None) -> None:
        self.client = client
        self.bucket = bucket
        self._close = close

    def close(self) -> None:
        """Close connections, and give up the share in the embedded server. Doing it twice does no harm."""
        self.client.close()
        close, self._close = self._close, None
        if close:
            close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def put_original(self, body: BinaryIO, original: Original) -> bool:
        """Store the bytes from `body` (seekable, at 0) unless they are there, then read all that stands there back.

        Memory is constant. A try that was stored but never answered is found by the next one, and is a success.

        Returns:
            True when this call stored them.

        Raises:
            ArchiveOutage: nothing was decided; call again.
            Deferred: the bytes are not those that were hashed: the file changes.
            Broken: what stands there has another size or checksum.
        """
        key = records.original_key(original.sha256)
        exact = ExactBody(body, original.size)
        try:
            stored = self._put(key, cast("IO[bytes]", exact), original)
        except ArchiveOutage as outage:  # a client reports a file that ends too early as a failed connection
            raise exact.shrunk or outage from outage
        self._compare(key, original)
        return stored

    def put_record(self, delivery: Delivery) -> Delivery:
        """Store the delivery's record unless it is there; return the delivery as its standing record tells it.

        A retry of the same arrival gets back the `received_at` of the first try. Raises `ArchiveOutage` and `Broken`
        as `put_original` does.
        """
        key, data = records.record_key(delivery), records.to_bytes(delivery)
        return delivery if self._put(key, data, measured([data])) else self._record(key)

    def read_original(self, sha256: str) -> bytes:
        """All bytes of an original, verified against its name. Raises `Broken` when they differ or are gone."""
        key = records.original_key(sha256)
        data = b"".join(self._pieces(key))
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Broken(ArchiveReason.ORIGINAL_DIFFERS, f"{key}: {len(data)} bytes of another hash")
        return data

    def original_url(self, sha256: str) -> str:
        """Where the original stands, as `s3://bucket/key`."""
        return f"s3://{self.bucket}/{records.original_key(sha256)}"

    def originals(self) -> Iterator[Original]:
        """Every original that the archive holds, by listing it, in the order of their names."""
        for key, size in self._listed(records.ORIGINALS):
            sha256 = key.rpartition("/")[2]
            if key == records.original_key(sha256):
                yield Original(sha256, size)

    def records(self) -> Iterator[Delivery]:
        """Every delivery record that the archive holds, by listing it.

        `Broken` is raised at one that is none; `next` goes on with the one after it.
        """
        return map(self._record, (key for key, _size in self._listed(records.RECORDS)))

    def put_decision(self, decision: Decision) -> None:
        """Store the record of a decision unless it is there. Raises `ArchiveOutage`: nothing was decided."""
        data = decisions.to_bytes(decision)
        self._put(decisions.decision_key(decision.id), data, measured([data]))

    def decisions(self, known: Container[str] = frozenset()) -> Iterator[Decision]:
        """Every decision that the archive holds but for those of these ids; `Broken` is raised as by `records`."""
        listed = (key for key, _size in self._listed(decisions.DECISIONS))
        return map(self._decision, (key for key in listed if decisions.id_in(key) not in known))

    def put_epoch(self, epoch: Epoch) -> Epoch:
        """Store the record of an epoch unless its number is taken; return the epoch that stands under it."""
        key, data = epochs.epoch_key(epoch.number), epochs.to_bytes(epoch)
        return epoch if self._put(key, data, measured([data])) else self._epoch(key)

    def epochs(self) -> Iterator[Epoch]:
        """Every epoch that the archive holds, in order; `Broken` is raised as by `records`."""
        return map(self._epoch, (key for key, _size in self._listed(epochs.EPOCHS)))

    def _put(self, key: str, body: IO[bytes] | bytes, original: Original) -> bool:
        checksum = base64.b64encode(bytes.fromhex(original.sha256)).decode("ascii")
        try:
            with understood(f"PUT {key}"):
                self.client.put_object(
                    Bucket=self.bucket,
                    Key=key,
                    Body=body,
                    ContentLength=original.size,
                    ContentType="application/octet-stream",
                    IfNoneMatch="*",
                    ChecksumSHA256=checksum,
                )
        except Stands:
            return False
        return True

    def _compare(self, key: str, original: Original) -> None:
        found = measured(self._pieces(key))
        if found != original:
            detail = f"{key}: {found.size} bytes {found.sha256}, not {original.size} bytes"
            raise Broken(ArchiveReason.ORIGINAL_DIFFERS, detail)

    def _record(self, key: str) -> Delivery:
        return records.from_bytes(b"".join(self._pieces(key)), key)

    def _decision(self, key: str) -> Decision:
        return decisions.from_bytes(b"".join(self._pieces(key)), key)

    def _epoch(self, key: str) -> Epoch:
        return epochs.from_bytes(b"".join(self._pieces(key)), key)

    def _pieces(self, key: str) -> Iterator[bytes]:
        try:
            with understood(f"GET {key}"), closing(self._get(key)["Body"]) as body:
                yield from body.iter_chunks(PIECE)
        except Missing:
            raise Broken(ArchiveReason.ORIGINAL_MISSING, f"{key}: not in the bucket {self.bucket}") from None

    def _get(self, key: str) -> GetObjectOutputTypeDef:
        return self.client.get_object(Bucket=self.bucket, Key=key)

    def _listed(self, prefix: str) -> Iterator[tuple[str, int]]:
        with understood(f"LIST {prefix}"):
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
                for item in page.get("Contents", ()):
                    yield item["Key"], item["Size"]
