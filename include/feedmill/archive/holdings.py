"""What stands in the bucket, told by its keys alone: of which kind an object is, and what it holds."""

from __future__ import annotations

import re
from datetime import datetime

from feedmill.archive import decisions, dismissals, epochs, erasures, records, refusals
from feedmill.model import Holding

PROBE = "probe"
"""Kept in the bucket to see whether reading works."""

HASH = "[0-9a-f]{64}"
PREFIXES = {
    "original": records.ORIGINALS,
    "delivery": records.RECORDS,
    "decision": decisions.DECISIONS,
    "epoch": epochs.EPOCHS,
    "refusal": refusals.REFUSALS,
}
"""Where objects of each kind stand."""

KINDS = {
    "original": re.compile(rf"{records.ORIGINALS}(?P<a>..)/(?P<b>..)/(?P<name>(?P=a)(?P=b)[0-9a-f]{{60}})"),
    "delivery": re.compile(
        rf"{records.RECORDS}(?P<a>..)/(?P<b>..)/(?P<original>(?P=a)(?P=b)[0-9a-f]{{60}})/(?P<name>{HASH})\.json"
    ),
    "erasure": re.compile(
        rf"{erasures.ERASURES}(?P<a>..)/(?P<b>..)/(?P<original>(?P=a)(?P=b)[0-9a-f]{{60}})/(?P<name>{HASH})\.json"
    ),
    "decision": re.compile(rf"{decisions.DECISIONS}(?P<name>{HASH})\.json"),
    "dismissal": re.compile(rf"{dismissals.DISMISSALS}(?P<name>{HASH})\.json"),
    "refusal": re.compile(rf"{refusals.REFUSALS}(?P<name>{HASH})\.json"),
    "epoch": re.compile(rf"{epochs.EPOCHS}(?P<name>[0-9]{{6}})\.json"),
    "probe": re.compile(rf"(?P<name>{PROBE})"),
}
"""The keys that feedmill writes, by the kind of what stands there."""


def holding_of(key: str, size: int, stored_at: datetime | None = None) -> Holding:
    """What an object is, by its key."""
    for kind, form in KINDS.items():
        if found := form.fullmatch(key):
            named = found.groupdict()
            return Holding(key, size, stored_at, kind, named["name"], named.get("original"))
    return Holding(key, size, stored_at)
