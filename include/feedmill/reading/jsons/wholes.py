"""Records of JSON whose members stand in objects within them: what belongs to a record, taken into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
INNER = ("fields", "_source", "attributes")
"""Members whose own members belong to the record that holds them."""


def whole(record: Record) -> Record:
    """The record with what belongs to it and stands one level further in."""
    inner = [record[name] for name in INNER if isinstance(record.get(name), Mapping)]
    if writers := _embedded(record):
        inner.append({"author": writers})
    if not inner:
        return record
    merged: dict[str, Any] = {}
    for part in ({name: value for name, value in record.items() if name not in INNER}, *inner):
        merged |= part
    return merged


def _embedded(record: Record) -> list[Any]:
    """Who wrote a post of WordPress, where the answer embeds them: the post itself has their number."""
    embedded = record.get("_embedded")
    writers = embedded.get("author") if isinstance(embedded, Mapping) else None
    return writers if isinstance(writers, list) else []
