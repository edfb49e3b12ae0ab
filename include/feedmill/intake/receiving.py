"""Bytes that were taken become a delivery: the original archived, then its record, each read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedmill.intake.names import delivery_id, shown
from feedmill.intake.taking import Taken
from feedmill.model import NOTHING_SAID, Context, Delivery, Way
from feedmill.ports import Archive


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of an arrival before its bytes are read. `raw_name` is a name or address, as received.

    `headers` are those of an HTTP answer that are kept, `context` what is said of its bytes.
    """

    way: Way
    source: str
    raw_name: bytes
    token: str
    received_at: datetime
    headers: tuple[tuple[str, str], ...] = ()
    context: Context = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Received:
    """A delivery as its standing record tells it; `archived` is True when its original was not there before."""

    delivery: Delivery
    archived: bool


def receive(archive: Archive, taken: Taken, arrival: Arrival) -> Received:
    """Archive the bytes and the record of one arrival. Doing it again changes nothing.

    Raises `ArchiveOutage`, `Broken` or `Deferred` as `feedmill.ports.Archive` does.
    """
    original = taken.original
    archived = archive.put_original(taken.file, original)
    delivery = Delivery(
        id=delivery_id(arrival.way, arrival.source, arrival.raw_name, original, arrival.token),
        way=arrival.way,
        source=arrival.source,
        name=shown(arrival.raw_name),
        raw_name=arrival.raw_name,
        original=original,
        token=arrival.token,
        received_at=arrival.received_at,
        headers=arrival.headers,
        context=arrival.context,
    )
    return Received(archive.put_record(delivery), archived)
