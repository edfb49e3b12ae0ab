"""Records of refusals: what is archived of an arrival of which no bytes were taken, and under which key.

Canonical JSON, as delivery records are. It is all that tells of such an arrival besides its row in quarantine.
"""

from __future__ import annotations

from datetime import UTC, datetime

from feedmill.archive.canonical import Record, told, written
from feedmill.model import Failure, Refusal

SCHEMA = 1
REFUSALS = "refusals/"


def refusal_key(refusal_id: str) -> str:
    """Where a refusal stands: `refusals/<id>.json`."""
    return f"{REFUSALS}{refusal_id}.json"


def id_in(key: str) -> str:
    """The id of the refusal that stands under this key."""
    return key.rpartition("/")[2].removesuffix(".json")


def to_bytes(refusal: Refusal) -> bytes:
    """The record of a refusal."""
    failure = refusal.failure
    record = {
        "schema": SCHEMA,
        "id": refusal.id,
        "stage": failure.stage,
        "reason": failure.reason,
        "detail": failure.detail,
        "source": failure.source,
        "name": failure.name,
        "refused_at": refusal.refused_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    return written(record)


def from_bytes(data: bytes, key: str) -> Refusal:
    """The refusal that a record tells of. Raises `Broken` when it is none, or is not the one that its key names."""
    return told(data, key, schema=SCHEMA, make=_refusal, key_of=lambda found: refusal_key(found.id))


def _refusal(record: Record) -> Refusal:
    failure = Failure(record["stage"], record["reason"], record["detail"], source=record["source"], name=record["name"])
    return Refusal(failure, datetime.fromisoformat(record["refused_at"]))
