"""Records of erasures: what of a tombstone is archived, and under which key; and the bytes that it leaves.

Canonical JSON, as delivery records are. A rebuilt warehouse obeys them: what stands under an original's key is what
they left of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from feedmill.archive.canonical import told, written
from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Broken
from feedmill.model import Anchor, Erasure, Locator, Passage, Span

SCHEMA = 1
ERASURES = "erasures/"
NOTHING = hashlib.sha256().hexdigest()
"""The hash of no bytes: they stand under the name of an original of which nothing is left, and hold its place."""

KEPT_BYTES = frozenset(b"\r\n")
"""Line ends stay, so that what stands after them stays where it is."""


def prefix_of(original: str) -> str:
    """Under which keys the erasures in an original stand: `erasures/ab/cd/<sha256>/`."""
    return f"{ERASURES}{original[:2]}/{original[2:4]}/{original}/"


def erasure_key(erasure: Erasure) -> str:
    """Where an erasure stands: `erasures/ab/cd/<sha256>/<id>.json`."""
    return f"{prefix_of(erasure.original)}{erasure.id}.json"


def id_in(key: str) -> str:
    """The id of the erasure that should stand under a key."""
    return key.rpartition("/")[2].removesuffix(".json")


def left_of(data: bytes, original: str, erasures: Iterable[Erasure]) -> bytes:
    """What these erasures leave of the bytes of their original: nothing, or as many bytes with blanks among them.

    Raises `Broken` when the bytes are neither those of the original nor what an erasure left of it.
    """
    obeyed = list(erasures)
    if hash_left(obeyed) == NOTHING:
        return b""
    left = blanked(data, (span for one in obeyed for span in one.blanked))
    if obeyed:
        require_left(left, original, obeyed)
    return left


def hash_left(erasures: Iterable[Erasure]) -> str | None:
    """The SHA-256 of what these erasures in one original left of it; None where there are none."""
    obeyed = sorted(erasures, key=lambda one: one.erased_at)
    if any(one.redacted is None for one in obeyed):
        return NOTHING
    return obeyed[-1].redacted if obeyed else None


def require_left(data: bytes, original: str, erasures: Iterable[Erasure]) -> None:
    """Raise `Broken` unless the bytes are what these erasures left of the original, and not nothing."""
    left = hash_left(erasures)
    if left == NOTHING:
        raise Broken(ArchiveReason.ERASED, original)
    if hashlib.sha256(data).hexdigest() != left:
        raise Broken(ArchiveReason.ORIGINAL_DIFFERS, f"{original}: {len(data)} bytes of another hash")


def blanked(data: bytes, spans: Iterable[Span]) -> bytes:
    """The bytes with blanks in these spans; line ends stay."""
    left = bytearray(data)
    for start, end in spans:
        left[start:end] = bytes(one if one in KEPT_BYTES else 0x20 for one in data[start:end])
    return bytes(left)


def to_bytes(erasure: Erasure) -> bytes:
    """The record of an erasure."""
    record = {
        "schema": SCHEMA,
        "id": erasure.id,
        "original": erasure.original,
        "passages": [_passage(one) for one in erasure.passages],
        "blanked": erasure.blanked,
        "redacted": erasure.redacted,
        "erased_at": erasure.erased_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "reason": erasure.reason,
    }
    return written(record)


def from_bytes(data: bytes, key: str) -> Erasure:
    """The erasure that a record tells of. Raises `Broken` when it is none, or is not the one that its key names."""
    return told(data, key, schema=SCHEMA, make=_erasure, key_of=erasure_key)


def _passage(passage: Passage) -> dict[str, Any]:
    anchor = passage.anchor
    return {
        "member": anchor.locator.member,
        "byte_start": anchor.locator.byte_start,
        "byte_end": anchor.locator.byte_end,
        "document": anchor.document,
        "spans": anchor.spans,
        "sha256": passage.sha256,
    }


def _erasure(record: dict[str, Any]) -> Erasure:
    original = record["original"]
    passages = tuple(
        Passage(
            Anchor(
                original,
                Locator(one["member"], one["byte_start"], one["byte_end"]),
                one["document"],
                _spans(one["spans"]),
            ),
            one["sha256"],
        )
        for one in record["passages"]
    )
    erased_at = datetime.fromisoformat(record["erased_at"])
    return Erasure(original, passages, _spans(record["blanked"]), record["redacted"], erased_at, record["reason"])


def _spans(listed: list[list[int]]) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in listed)
