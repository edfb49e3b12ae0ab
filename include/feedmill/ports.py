"""What the pipeline needs from outside, as protocols. Adapters stand in archive/, warehouse/ and intake/."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import BinaryIO, Protocol

from feedmill.model import (
    Decision,
    Delivery,
    Dismissal,
    Epoch,
    Erasure,
    Holding,
    Listed,
    Original,
    Parse,
    Recalled,
    Refusal,
    Standing,
)


class Clock(Protocol):
    """Says what time it is, in UTC."""

    def now(self) -> datetime:
        """The present instant, timezone-aware."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, timezone-aware."""
        return datetime.now(UTC)


class Archive(Protocol):
    """Keeps originals under their SHA-256, delivery records and decisions beside them. Nothing is ever overwritten."""

    def put_original(self, body: BinaryIO, original: Original) -> bool:
        """Store the bytes from `body` (seekable, at 0) unless they are there, and read back what stands.

        True when this call stored them. Raises `ArchiveOutage` when the archive does not answer, and `Broken` when
        what stands there differs from `original` in size or checksum.
        """

    def put_record(self, delivery: Delivery) -> Delivery:
        """Store the delivery's record unless it is there; return the delivery as its standing record tells it.

        A retry of the same arrival gets back the `received_at` of the first try.
        """

    def read_original(self, sha256: str) -> bytes:
        """All bytes of an original, verified against its name. Raises `Broken` when they differ or are gone."""

    def original_url(self, sha256: str) -> str:
        """Where the original stands, as `s3://bucket/key`."""

    def originals(self) -> Iterator[Original]:
        """Every original that the archive holds, by listing it."""

    def holdings(self, kind: str | None = None) -> Iterator[Holding]:
        """Every object where those of a kind stand, by listing it, in the order of keys.

        Kinds are original, delivery, decision, epoch and refusal; None: what stands outside of all such places.
        """

    def measure(self, sha256: str) -> Original:
        """Hash and size of the bytes that stand under this name, read anew. Raises `Broken` when there are none."""

    def records(self, known: Container[str] = frozenset()) -> Iterator[Delivery]:
        """Every delivery record that the archive holds but for those of these ids, by listing it.

        `next` raises `Broken` at a record that is none, and goes on with the one after it when called again.
        """

    def put_decision(self, decision: Decision) -> None:
        """Store the record of a person's decision unless it is there."""

    def decisions(self, known: Container[str] = frozenset()) -> Iterator[Decision]:
        """Every decision that the archive holds but for those of these ids, by listing it.

        `next` raises `Broken` as that of `records` does.
        """

    def put_dismissal(self, dismissal: Dismissal) -> None:
        """Store the record of a person's word on a quarantine row unless it is there."""

    def dismissals(self) -> Iterator[Dismissal]:
        """Every dismissal that the archive holds, by listing it; `Broken` is raised as by `records`."""

    def put_refusal(self, refusal: Refusal) -> None:
        """Store the record of a refused arrival unless it is there."""

    def refusals(self, known: Container[str] = frozenset()) -> Iterator[Refusal]:
        """Every refusal that the archive holds but for those of these ids; `Broken` is raised as by `records`."""

    def put_epoch(self, epoch: Epoch) -> Epoch:
        """Store the record of an epoch unless its number is taken; return the epoch that stands under it."""

    def epochs(self) -> Iterator[Epoch]:
        """Every epoch that the archive holds, in order, by listing it; `Broken` is raised as by `records`."""

    def put_erasure(self, erasure: Erasure) -> None:
        """Store the record of an erasure unless it is there."""

    def erasures(self, known: Container[str] = frozenset(), original: str | None = None) -> Iterator[Erasure]:
        """Every erasure that the archive holds but for those of these ids; with an original, those in it."""

    def erase(self, sha256: str) -> datetime | None:
        """Leave of an original what its erasures say; None when the rest is gone, else until when it is kept hidden.

        May be called again. Raises `Broken` when what stands there is not what was to be erased.
        """


class Objects(Protocol):
    """The objects under one S3 prefix, which are another's: they are listed and read, never altered."""

    def pages(self, after: str | None = None) -> Iterator[Sequence[Listed]]:
        """All of them by their keys, a page at a time; with an address, those that sort after it.

        Raises `Refused` when the bucket does not answer, is not there, or refuses the keys.
        """

    def open(self, listed: Listed) -> BinaryIO:
        """The bytes of an object, as a stream to close.

        Here and at each `read` of it may be raised: `Deferred` when it is no longer what was listed, or the keys may
        not read it; `Refused` when the bucket does not answer any more.
        """


class Claims(Protocol):
    """Remembers which objects were taken, in which state. Every method is one transaction."""

    def untaken(self, source: str, listed: Sequence[Listed]) -> list[Listed]:
        """Those that are neither taken nor in the hands of a sweep that is alive, in their order."""

    def claim(self, source: str, listed: Sequence[Listed], owner: str) -> list[tuple[Listed, datetime]]:
        """Take objects in hand: those that nobody else has, each with the moment at which it was first claimed."""

    def complete(self, source: str, listed: Sequence[Listed]) -> None:
        """Their deliveries are recorded: they are not taken again in this state."""

    def release(self, source: str, listed: Sequence[Listed]) -> None:
        """They could not be taken: anybody may try again."""

    def after(self, source: str, beginning: str) -> str | None:
        """The greatest address with this beginning up to which everything that was claimed is taken."""

    def forget(self, source: str, before: datetime) -> None:
        """Forget open claims that nobody tried since: a listing that went to its end did not show their state."""


class Memory(Protocol):
    """What earlier files showed of lines of text, as a frozen epoch: it does not grow while it is asked."""

    epoch: int
    """Which state of what was learned this is; epoch 0 remembers nothing."""

    def recall(self, line: str, before: Sequence[str]) -> Recalled | None:
        """In how many other files the line stood, or None where it was never seen.

        `before` are the lines right before it now, the nearest last.
        """


class Warehouse(Protocol):
    """Keeps what was made of the originals. Every method is one transaction, and may be called again."""

    def record_deliveries(self, deliveries: Iterable[Delivery], batch: str | None) -> None:
        """Record arrivals; with a batch key, as that batch's work. A delivery already there stays as it is."""

    def standing(self, original: str) -> Standing:
        """What its deliveries say of an original, and the parse of it that holds.

        The source counts that was the first to say anything of it, and what it said last, by the order of arrival.
        """

    def load(self, parse: Parse, delivery: str) -> bool:
        """Load a parse for the delivery that brought it: in chunks, its completion last.

        False where something else is said of the original by now: it has to be read again, and nothing holds yet.
        """

    def complete(self, delivery: str) -> None:
        """Mark the delivery as done by the standing parse of its original."""
