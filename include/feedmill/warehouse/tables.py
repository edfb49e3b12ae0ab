"""Every table of the warehouse in one metadata: those of deliveries and stories, and those of identity."""

from __future__ import annotations

from feedmill.warehouse import checks, claims, erasures, schema, sourced, tying
from feedmill.warehouse.columns import metadata

__all__ = ["checks", "claims", "erasures", "metadata", "schema", "sourced", "tying"]
