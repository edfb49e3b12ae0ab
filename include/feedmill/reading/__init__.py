"""Bytes to documents: sniffing, a registry of formats, a module a format.

Knows formats. Refuses to know where the bytes came from, what a story is, and what time it is.
"""

from __future__ import annotations

from feedmill.reading.packed.tracing import source_bytes
from feedmill.reading.piece import DEFAULT_LIMIT, MOST_ITEMS, Limits
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.registry import STAGE, read
from feedmill.reading.warming import prepare
from feedmill.reading.worker import Bounds, read_apart

__all__ = [
    "DEFAULT_LIMIT",
    "MOST_ITEMS",
    "STAGE",
    "Bounds",
    "Limits",
    "ReadingReason",
    "prepare",
    "read",
    "read_apart",
    "source_bytes",
]
