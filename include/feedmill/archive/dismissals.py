"""Records of dismissals: what of a person's word on a quarantine row is archived, and under which key.

Canonical JSON, as delivery records are. A rebuilt warehouse closes its rows by them.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Broken
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
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode("ascii")


def from_bytes(data: bytes, key: str) -> Dismissal:
    """The dismissal that a record tells of. Raises `Broken` when it is none, or is not the one that its key names."""
    try:
        record = json.loads(data)
        dismissal = Dismissal(
            row=record["row"],
            stage=record["stage"],
            reason=record["reason"],
            original=record["original"],
            locator=Locator(record["member"], record["byte_start"], record["byte_end"]),
            decided_at=datetime.fromisoformat(record["decided_at"]),
            note=record["note"],
        )
        named = dismissal_key(dismissal.id) if record["schema"] == SCHEMA else f"schema {record['schema']}"
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Broken(ArchiveReason.RECORD_UNREADABLE, f"{key}: {type(error).__name__}: {error}") from error
    if named != key:
        raise Broken(ArchiveReason.RECORD_UNREADABLE, f"{key}: it tells of {named}")
    return dismissal
