"""What people decide of stories, anchored on where these stand: ids change with the stages, originals never."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from feedmill.model.arriving import Locator
from feedmill.model.words import Relation, Span, Verb


@dataclass(frozen=True, slots=True)
class Anchor:
    """A story's place in an original.

    `locator` and `document` (its number) say which document of the original it stood in when it was decided, `spans`
    where in that document's decoded text.
    """

    original: str
    locator: Locator
    document: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two stories: what the first is to the second, or that they are not one story.

    `relation` is that of a link (`same`, `version_of`, or `excerpt_of`: then `a` is the excerpt), None of an unlink.
    """

    verb: Verb
    relation: Relation | None
    a: Anchor
    b: Anchor
    decided_at: datetime
    note: str

    @property
    def id(self) -> str:
        """SHA-256 of all of it, in hexadecimal: the same decision has the same id."""
        moment = self.decided_at.astimezone(UTC).isoformat(timespec="microseconds")
        said = (self.verb, self.relation, _listed(self.a), _listed(self.b), moment, self.note)
        return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A person's word that nothing is to be done about what could not go on.

    `row` is the id of its quarantine row; `stage`, `reason`, `original` and `locator` say what failed, and where: a
    rebuild finds it by these when the id is another.
    """

    row: str
    stage: str
    reason: str
    original: str | None
    locator: Locator
    decided_at: datetime
    note: str

    @property
    def id(self) -> str:
        """SHA-256 of all of it, in hexadecimal: the same dismissal has the same id."""
        moment = self.decided_at.astimezone(UTC).isoformat(timespec="microseconds")
        place = (self.locator.member, self.locator.byte_start, self.locator.byte_end)
        said = (self.row, self.stage, self.reason, self.original, *place, moment, self.note)
        return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()


def _listed(anchor: Anchor) -> tuple[object, ...]:
    place = anchor.locator
    return anchor.original, place.member, place.byte_start, place.byte_end, anchor.document, anchor.spans
