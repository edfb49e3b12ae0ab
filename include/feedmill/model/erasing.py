"""What was taken away for good, anchored on where it stood: tombstones that every later load obeys."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from feedmill.model.deciding import Anchor
from feedmill.model.words import Span

ERASED = "erased"
"""The reason that stands in the place of a parse where an original was erased as a whole."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an erased story stood, and the SHA-256 of its text: enough to recognise it, and nothing to read."""

    anchor: Anchor
    sha256: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What of one original is erased.

    `passages` are the stories; without any, all of it is. `blanked` are the bytes of the original that became blanks,
    half-open; `redacted` is the SHA-256 of what stands under its name since, None where nothing does.
    """

    original: str
    passages: tuple[Passage, ...]
    blanked: tuple[Span, ...]
    redacted: str | None
    erased_at: datetime
    reason: str

    @property
    def id(self) -> str:
        """SHA-256 of all of it, in hexadecimal: the same erasure has the same id."""
        moment = self.erased_at.astimezone(UTC).isoformat(timespec="microseconds")
        passages = [(*_listed(one.anchor), one.sha256) for one in self.passages]
        said = (self.original, passages, self.blanked, self.redacted, moment, self.reason)
        return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()


def _listed(anchor: Anchor) -> tuple[object, ...]:
    place = anchor.locator
    return place.member, place.byte_start, place.byte_end, anchor.document, anchor.spans
