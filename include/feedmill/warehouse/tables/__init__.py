"""Every table of the warehouse in one metadata, a module for each part of it."""

from __future__ import annotations

from feedmill.warehouse.tables import checks, claims, erasures, identity, schema, sources
from feedmill.warehouse.tables.columns import metadata

__all__ = ["checks", "claims", "erasures", "identity", "metadata", "schema", "sources"]
