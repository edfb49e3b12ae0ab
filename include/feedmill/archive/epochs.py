"""Records of epochs: what of a state of learning is archived, and under which key.

Canonical JSON, as delivery records are. A rebuilt warehouse takes its epochs from here, before it loads.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Broken
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
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode("ascii")


def from_bytes(data: bytes, key: str) -> Epoch:
    """The epoch that a record tells of. Raises `Broken` when it is none, or is not the one that its key names."""
    try:
        record = json.loads(data)
        if record["schema"] != SCHEMA or epoch_key(record["number"]) != key:
            raise Broken(ArchiveReason.RECORD_UNREADABLE, f"{key}: schema {record['schema']}, epoch {record['number']}")
        stops = tuple(int(one) for one in record["stops"])
        return Epoch(record["number"], datetime.fromisoformat(record["learned_at"]), record["contents"], stops)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Broken(ArchiveReason.RECORD_UNREADABLE, f"{key}: {type(error).__name__}: {error}") from error
