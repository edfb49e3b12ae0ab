"""Records of epochs: what of a state of learning is archived, and under which key.

Canonical JSON, as delivery records are. A rebuilt warehouse takes its epochs from here, before it loads.
"""

from __future__ import annotations

from datetime import UTC, datetime

from feedmill.archive.canonical import Record, told, written
from feedmill.model import Epoch

SCHEMA = 1
EPOCHS = "epochs/"


def epoch_key(number: int) -> str:
    """Where an epoch stands: `epochs/<number, six digits>.json`."""
    return f"{EPOCHS}{number:06}.json"


def to_bytes(epoch: Epoch) -> bytes:
    """The record of an epoch."""
    record = {
        "schema": SCHEMA,
        "number": epoch.number,
        "learned_at": epoch.learned_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "contents": epoch.contents,
        "stops": epoch.stops,
    }
    return written(record)


def from_bytes(data: bytes, key: str) -> Epoch:
    """The epoch that a record tells of. Raises `Broken` when it is none, or is not the one that its key names."""
    return told(data, key, schema=SCHEMA, make=_epoch, key_of=lambda found: epoch_key(found.number))


def _epoch(record: Record) -> Epoch:
    stops = tuple(int(one) for one in record["stops"])
    return Epoch(record["number"], datetime.fromisoformat(record["learned_at"]), record["contents"], stops)
