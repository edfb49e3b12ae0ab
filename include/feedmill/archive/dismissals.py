"""Records of dismissals: what of a person's word on a quarantine row is archived, and under which key.

Canonical JSON, as delivery records are. A rebuilt warehouse closes its rows by them.
"""

from __future__ import annotations

from datetime import UTC, datetime

from feedmill.archive.canonical import Record, told, written
from feedmill.model import Dismissal, Locator

SCHEMA = 1
DISMISSALS = "dismissals/"


def dismissal_key(dismissal_id: str) -> str:
    """Where a dismissal stands: `dismissals/<id>.json`."""
    return f"{DISMISSALS}{dismissal_id}.json"


def to_bytes(dismissal: Dismissal) -> bytes:
    """The record of a dismissal."""
    record = {
        "schema": SCHEMA,
        "id": dismissal.id,
        "row": dismissal.row,
        "stage": dismissal.stage,
        "reason": dismissal.reason,
        "original": dismissal.original,
        "member": dismissal.locator.member,
        "byte_start": dismissal.locator.byte_start,
        "byte_end": dismissal.locator.byte_end,
        "decided_at": dismissal.decided_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "note": dismissal.note,
    }
    return written(record)


def from_bytes(data: bytes, key: str) -> Dismissal:
    """The dismissal that a record tells of. Raises `Broken` when it is none, or is not the one that its key names."""
    return told(data, key, schema=SCHEMA, make=_dismissal, key_of=lambda found: dismissal_key(found.id))


def _dismissal(record: Record) -> Dismissal:
    return Dismissal(
        row=record["row"],
        stage=record["stage"],
        reason=record["reason"],
        original=record["original"],
        locator=Locator(record["member"], record["byte_start"], record["byte_end"]),
        decided_at=datetime.fromisoformat(record["decided_at"]),
        note=record["note"],
    )
