"""Bytes to documents: sniffing, a registry of formats, a module a format.

Knows formats. Refuses to know where the bytes came from, what a story is, and what time it is.
"""

from __future__ import annotations

from feedmill.reading.reasons import ReadingReason
from feedmill.reading.registry import DEFAULT_LIMIT, STAGE, read

__all__ = ["DEFAULT_LIMIT", "STAGE", "ReadingReason", "read"]
