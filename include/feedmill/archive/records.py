"""Delivery records: what of a delivery is archived beside its original, and under which key.

A record is canonical JSON (keys sorted, no blanks, ASCII): the same delivery is always the same bytes. The schema
only ever grows; a record with a later version is refused rather than half understood.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

from feedmill.archive.canonical import told, written
from feedmill.model import Context, Delivery, Original, Way

SCHEMA = 1
ORIGINALS = "originals/"
RECORDS = "deliveries/"


def original_key(sha256: str) -> str:
    """Where an original stands: `originals/ab/cd/<sha256>`."""
    return f"{ORIGINALS}{sha256[:2]}/{sha256[2:4]}/{sha256}"


def record_key(delivery: Delivery) -> str:
    """Where a record stands: `deliveries/ab/cd/<sha256>/<delivery id>.json`."""
    sha256 = delivery.original.sha256
    return f"{RECORDS}{sha256[:2]}/{sha256[2:4]}/{sha256}/{delivery.id}.json"


def id_in(key: str) -> str:
    """The id of the delivery whose record should stand under a key."""
    return key.rpartition("/")[2].removesuffix(".json")


def to_bytes(delivery: Delivery) -> bytes:
    """The record of a delivery."""
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "id": delivery.id,
        "way": delivery.way.value,
        "source": delivery.source,
        "name": delivery.name,
        "raw_name": base64.b64encode(delivery.raw_name).decode("ascii"),
        "original": delivery.original.sha256,
        "size": delivery.original.size,
        "token": delivery.token,
        "received_at": delivery.received_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    if delivery.headers:
        record["headers"] = delivery.headers
    if delivery.context:
        record["context"] = delivery.context.said
    return written(record)


def from_bytes(data: bytes, key: str) -> Delivery:
    """The delivery that a record tells of. Raises `Broken` when it is none, or does not belong under its key."""
    return told(data, key, schema=SCHEMA, make=_delivery, key_of=record_key)


def _delivery(record: dict[str, Any]) -> Delivery:
    return Delivery(
        id=record["id"],
        way=Way(record["way"]),
        source=record["source"],
        name=record["name"],
        raw_name=base64.b64decode(record["raw_name"], validate=True),
        original=Original(record["original"], record["size"]),
        token=record["token"],
        received_at=datetime.fromisoformat(record["received_at"]),
        headers=tuple((str(name), str(value)) for name, value in record.get("headers", ())),
        context=Context.of(record.get("context")),
    )
