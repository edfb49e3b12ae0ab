"""What the pipeline needs from outside, as protocols. Adapters stand in archive/, warehouse/ and intake/."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import BinaryIO, Protocol

from feedmill.model import Decision, Delivery, Epoch, Original, Parse, Recalled


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

    def records(self) -> Iterator[Delivery]:
        """Every delivery record that the archive holds, by listing it.

        `next` raises `Broken` at a record that is none, and goes on with the one after it when called again.
        """

    def put_decision(self, decision: Decision) -> None:
        """Store the record of a person's decision unless it is there."""

    def decisions(self, known: Container[str] = frozenset()) -> Iterator[Decision]:
        """Every decision that the archive holds but for those of these ids, by listing it.

        `next` raises `Broken` as that of `records` does.
        """

    def put_epoch(self, epoch: Epoch) -> Epoch:
        """Store the record of an epoch unless its number is taken; return the epoch that stands under it."""

    def epochs(self) -> Iterator[Epoch]:
        """Every epoch that the archive holds, in order, by listing it; `Broken` is raised as by `records`."""


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

    def parsed(self, original: str, stages: str) -> int | None:
        """None unless a parse of this original with these stage versions is complete; then how much of it failed."""

    def load(self, parse: Parse, delivery: str) -> None:
        """Load a parse for the delivery that brought it: in chunks, its completion last."""

    def complete(self, delivery: str, original: str, stages: str) -> None:
        """Mark the delivery as done by the standing parse of its original."""
