"""The archive on S3: originals, delivery records and decisions, each written once by a conditional PUT and read back.

Works with any server that has conditional PUT and SHA-256 checksums. Knows nothing of how bytes came in.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Container, Iterator
from contextlib import closing
from datetime import datetime
from typing import IO, TYPE_CHECKING, BinaryIO, Self, cast

from feedmill.archive import decisions, dismissals, epochs, erasures, records, refusals, replacing
from feedmill.archive.answers import Missing, Stands, understood
from feedmill.archive.bodies import PIECE, ExactBody, measured
from feedmill.archive.holdings import PREFIXES, holding_of
from feedmill.archive.reasons import ArchiveReason
from feedmill.archive.replacing import Lock, LockSaid
from feedmill.errors import ArchiveOutage, Broken
from feedmill.model import Decision, Delivery, Dismissal, Epoch, Erasure, Holding, Original, Refusal

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef, ListObjectsV2OutputTypeDef, ObjectTypeDef


UNLOCKED: LockSaid = {}


class S3Archive:
    """`feedmill.ports.Archive` in one bucket. May be shared by threads, not by processes.

    Args:
        client: a plain boto3 client.
        bucket: an existing bucket.
        close: called once the archive is closed; gives up what the client stands on.
        lock: how originals are kept from being deleted; None: they are not.
    """

    def __init__(
        self, client: S3Client, bucket: str, close: Callable[[], None] | None = None, lock: Lock | None = None
    ) -> None:
        self.client = client
        self.bucket = bucket
        self._close = close
        self._lock = lock

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

        Memory is constant. A try that was stored but never answered is found by the next one, and is a success. Bytes
        that were erased are not stored again: what is left of them stays.

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
            stored = self._put(key, cast("IO[bytes]", exact), original, self._lock.said() if self._lock else {})
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
        """All bytes of an original, verified against its name, or against what an erasure left of them.

        Raises `Broken` when they differ, are gone, or were erased as a whole.
        """
        key = records.original_key(sha256)
        data = b"".join(self._pieces(key))
        if hashlib.sha256(data).hexdigest() != sha256:
            erasures.require_left(data, sha256, self.erasures(original=sha256))
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

    def holdings(self, kind: str | None = None) -> Iterator[Holding]:
        """Every object where those of a kind stand, or (None) outside of all such places, in the order of keys.

        By listing alone: nothing of them is read.
        """
        if kind:
            yield from self._held(PREFIXES[kind])
            return
        for page in self._pages("", "/"):
            yield from map(_holding, page.get("Contents", ()))
            for folder in page.get("CommonPrefixes", ()):
                if folder["Prefix"] not in PREFIXES.values():
                    yield from self._held(folder["Prefix"])

    def _held(self, prefix: str) -> Iterator[Holding]:
        for page in self._pages(prefix):
            yield from map(_holding, page.get("Contents", ()))

    def measure(self, sha256: str) -> Original:
        """Hash and size of the bytes that stand under this name, read through in constant memory.

        What an erasure left of an original counts as it. Raises `Broken` when there are none.
        """
        found = measured(self._pieces(records.original_key(sha256)))
        if found.sha256 != sha256 and found.sha256 == erasures.hash_left(self.erasures(original=sha256)):
            return Original(sha256, found.size)
        return found

    def records(self, known: Container[str] = frozenset()) -> Iterator[Delivery]:
        """Every delivery record that the archive holds but for those of these ids, by listing it.

        `Broken` is raised at one that is none; `next` goes on with the one after it.
        """
        listed = (key for key, _size in self._listed(records.RECORDS))
        return map(self._record, (key for key in listed if records.id_in(key) not in known))

    def put_decision(self, decision: Decision) -> None:
        """Store the record of a decision unless it is there. Raises `ArchiveOutage`: nothing was decided."""
        data = decisions.to_bytes(decision)
        self._put(decisions.decision_key(decision.id), data, measured([data]))

    def decisions(self, known: Container[str] = frozenset()) -> Iterator[Decision]:
        """Every decision that the archive holds but for those of these ids; `Broken` is raised as by `records`."""
        listed = (key for key, _size in self._listed(decisions.DECISIONS))
        return map(self._decision, (key for key in listed if decisions.id_in(key) not in known))

    def put_dismissal(self, dismissal: Dismissal) -> None:
        """Store the record of a dismissal unless it is there. Raises `ArchiveOutage`: nothing was decided."""
        data = dismissals.to_bytes(dismissal)
        self._put(dismissals.dismissal_key(dismissal.id), data, measured([data]))

    def dismissals(self) -> Iterator[Dismissal]:
        """Every dismissal that the archive holds; `Broken` is raised as by `records`."""
        return map(self._dismissal, (key for key, _size in self._listed(dismissals.DISMISSALS)))

    def put_refusal(self, refusal: Refusal) -> None:
        """Store the record of a refused arrival unless it is there. Raises `ArchiveOutage`."""
        data = refusals.to_bytes(refusal)
        self._put(refusals.refusal_key(refusal.id), data, measured([data]))

    def refusals(self, known: Container[str] = frozenset()) -> Iterator[Refusal]:
        """Every refusal that the archive holds but for those of these ids; `Broken` is raised as by `records`."""
        listed = (key for key, _size in self._listed(refusals.REFUSALS))
        return map(self._refusal, (key for key in listed if refusals.id_in(key) not in known))

    def put_epoch(self, epoch: Epoch) -> Epoch:
        """Store the record of an epoch unless its number is taken; return the epoch that stands under it."""
        key, data = epochs.epoch_key(epoch.number), epochs.to_bytes(epoch)
        return epoch if self._put(key, data, measured([data])) else self._epoch(key)

    def epochs(self) -> Iterator[Epoch]:
        """Every epoch that the archive holds, in order; `Broken` is raised as by `records`."""
        return map(self._epoch, (key for key, _size in self._listed(epochs.EPOCHS)))

    def put_erasure(self, erasure: Erasure) -> None:
        """Store the record of an erasure unless it is there. Nothing is erased by it: see `erase`."""
        data = erasures.to_bytes(erasure)
        self._put(erasures.erasure_key(erasure), data, measured([data]))

    def erasures(self, known: Container[str] = frozenset(), original: str | None = None) -> Iterator[Erasure]:
        """Every erasure that the archive holds but for those of these ids; with an original, those in it.

        `Broken` is raised as by `records`.
        """
        listed = (key for key, _size in self._listed(erasures.prefix_of(original) if original else erasures.ERASURES))
        return map(self._erasure, (key for key in listed if erasures.id_in(key) not in known))

    def erase(self, sha256: str) -> datetime | None:
        """Leave of an original what its erasures say, and delete the older versions of it. Doing it again is safe.

        Returns:
            None when the rest is gone; else until when Object Lock keeps it, hidden.

        Raises:
            Broken: what stands there is neither the original nor what an erasure left of it.
        """
        key, obeyed = records.original_key(sha256), list(self.erasures(original=sha256))
        data = b"".join(self._pieces(key))
        left = erasures.left_of(data, sha256, obeyed)
        if left != data:
            replacing.replace(self.client, self.bucket, key, left, {"feedmill-erasure": obeyed[-1].id})
        return replacing.delete_older(self.client, self.bucket, key)

    def _put(self, key: str, body: IO[bytes] | bytes, original: Original, lock: LockSaid = UNLOCKED) -> bool:
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
                    **lock,
                )
        except Stands:
            return False
        return True

    def _compare(self, key: str, original: Original) -> None:
        found = measured(self._pieces(key))
        if found != original and found.sha256 != erasures.hash_left(self.erasures(original=original.sha256)):
            detail = f"{key}: {found.size} bytes {found.sha256}, not {original.size} bytes"
            raise Broken(ArchiveReason.ORIGINAL_DIFFERS, detail)

    def _record(self, key: str) -> Delivery:
        return records.from_bytes(b"".join(self._pieces(key)), key)

    def _dismissal(self, key: str) -> Dismissal:
        return dismissals.from_bytes(b"".join(self._pieces(key)), key)

    def _refusal(self, key: str) -> Refusal:
        return refusals.from_bytes(b"".join(self._pieces(key)), key)

    def _decision(self, key: str) -> Decision:
        return decisions.from_bytes(b"".join(self._pieces(key)), key)

    def _epoch(self, key: str) -> Epoch:
        return epochs.from_bytes(b"".join(self._pieces(key)), key)

    def _erasure(self, key: str) -> Erasure:
        return erasures.from_bytes(b"".join(self._pieces(key)), key)

    def _pieces(self, key: str) -> Iterator[bytes]:
        try:
            with understood(f"GET {key}"), closing(self._get(key)["Body"]) as body:
                yield from body.iter_chunks(PIECE)
        except Missing:
            raise Broken(ArchiveReason.ORIGINAL_MISSING, f"{key}: not in the bucket {self.bucket}") from None

    def _get(self, key: str) -> GetObjectOutputTypeDef:
        return self.client.get_object(Bucket=self.bucket, Key=key)

    def _listed(self, prefix: str) -> Iterator[tuple[str, int]]:
        for page in self._pages(prefix):
            for item in page.get("Contents", ()):
                yield item["Key"], item["Size"]

    def _pages(self, prefix: str, delimiter: str = "") -> Iterator[ListObjectsV2OutputTypeDef]:
        pages = self.client.get_paginator("list_objects_v2")
        with understood(f"LIST {prefix}"):
            yield from pages.paginate(Bucket=self.bucket, Prefix=prefix, Delimiter=delimiter)


def _holding(item: ObjectTypeDef) -> Holding:
    return holding_of(item["Key"], item["Size"], item["LastModified"])
