"""Every table of the warehouse in one metadata: those of deliveries and stories, and those of identity."""

from __future__ import annotations

from feedmill.warehouse import schema, tying
from feedmill.warehouse.columns import metadata

__all__ = ["metadata", "schema", "tying"]
