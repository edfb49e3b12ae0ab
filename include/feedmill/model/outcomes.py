"""What came of it: parses, failures, summaries, findings."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from feedmill.model.arriving import Document, Locator, RejectedDocument
from feedmill.model.context import NOTHING_SAID, Context
from feedmill.model.erasing import ERASED
from feedmill.model.stories import Furniture, Sighting


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with all that was made of it: what the warehouse loads."""

    document: Document
    sightings: tuple[Sighting, ...]
    furniture: tuple[Furniture, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of an original before it is read: what is said of it, and the parse that holds.

    `stages` are those that made that parse, and how many places of it `failed`; None before the first.
    """

    context: Context = NOTHING_SAID
    stages: str | None = None
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Parse:
    """One original, read through with one set of stages; with a `failure`, no document of it could be made."""

    original: str
    stages: str
    documents: tuple[ParsedDocument, ...]
    rejected: tuple[RejectedDocument, ...]
    failure: RejectedDocument | None = None

    def failures(self) -> list[Failure]:
        """Everything in it that could not go on: the whole original, or places in it. What was erased is none."""
        whole = [self.failure] if self.failure and self.failure.reason != ERASED else []
        return [
            Failure(one.stage, one.reason, one.detail, self.original, locator=one.locator, number=number)
            for number, one in enumerate((*whole, *self.rejected))
        ]


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not go on: at which stage, why, and where. Without an original, no bytes were taken."""

    stage: str
    reason: str
    detail: str
    original: str | None = None
    source: str | None = None
    name: str | None = None
    locator: Locator = Locator()
    number: int = 0

    @property
    def id(self) -> str:
        """The same thing failing again has the same id."""
        arrival = () if self.original else (self.source, self.name)
        place = (
            self.stage,
            self.reason,
            self.original,
            *arrival,
            self.locator.member,
            self.locator.byte_start,
            self.number,
        )
        return hashlib.sha256(json.dumps(place).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An arrival of which no bytes were taken: why, and when it was first refused so."""

    failure: Failure
    refused_at: datetime

    @property
    def id(self) -> str:
        """That of its quarantine row."""
        return self.failure.id


@dataclass(frozen=True, slots=True)
class Summary:
    """What one ingest did. All counts are of this call; `new + same + version_of + excerpt_of` = sightings loaded."""

    deliveries: int = 0
    originals: int = 0
    known: int = 0
    documents: int = 0
    stories: int = 0
    new: int = 0
    same: int = 0
    version_of: int = 0
    excerpt_of: int = 0
    furniture: int = 0
    rejected: int = 0
    quarantined: int = 0
    seconds: float = 0.0

    def __add__(self, other: Summary) -> Summary:
        """Both together."""
        return Summary(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Recalled:
    """In how many files a line stood behind one of the lines that stand before it now, and in how many it did not."""

    together: int
    apart: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rows say of one invariant: how many cases there are, and those that break it."""

    counted: int
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invariant:
    """One invariant: whether it holds, over how many cases, and the first few that break it."""

    name: str
    holds: bool
    counted: int
    broken: tuple[str, ...] = ()
