"""Records as canonical JSON: keys sorted, no blanks, ASCII, so that the same record is always the same bytes.

Each record says by which version of its schema it was written; one of a later version is refused rather than half
understood.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Broken

Record = dict[str, Any]


class Identified(Protocol):
    """What a record tells of."""

    @property
    def id(self) -> str:
        """Its id."""


Told = TypeVar("Told", bound=Identified)


def written(record: Record) -> bytes:
    """The bytes of a record."""
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode("ascii")


def told(data: bytes, key: str, *, schema: int, make: Callable[[Record], Told], key_of: Callable[[Told], str]) -> Told:
    """What a record tells of, made by `make`.

    Raises `Broken` when it is none, does not belong under its key, or names an id that is another's.
    """
    try:
        record = json.loads(data)
        _require(schema, record["schema"])
        found = make(record)
        named = key_of(found)
        if record.get("id", found.id) != found.id:
            named = f"id {record['id']}, and its hash is {found.id}"
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Broken(ArchiveReason.RECORD_UNREADABLE, f"{key}: {type(error).__name__}: {error}") from error
    if named != key:
        raise Broken(ArchiveReason.RECORD_UNREADABLE, f"{key}: it tells of {named}")
    return found


def _require(known: int, schema: object) -> None:
    if schema != known:
        message = f"schema {schema}, this version knows {known}"
        raise ValueError(message)
