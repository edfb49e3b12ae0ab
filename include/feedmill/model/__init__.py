"""The records that travel between the rooms. All are frozen; none knows how it was made or where it is kept."""

from feedmill.model.arriving import (
    Block,
    Delivery,
    Document,
    Holding,
    Listed,
    Locator,
    Original,
    RejectedDocument,
    Source,
    Stated,
)
from feedmill.model.context import NOTHING_SAID, Context
from feedmill.model.deciding import Anchor, Decision, Dismissal
from feedmill.model.epochs import Epoch
from feedmill.model.erasing import ERASED, Erasure, Passage
from feedmill.model.outcomes import (
    Failure,
    Finding,
    Invariant,
    Parse,
    ParsedDocument,
    Recalled,
    Refusal,
    Standing,
    Summary,
)
from feedmill.model.stories import Furniture, Parts, Segmentation, Sighting, Story, Version
from feedmill.model.words import Condition, Kind, Label, Part, Relation, Role, Shape, Span, Verb, Way

__all__ = [
    "ERASED",
    "NOTHING_SAID",
    "Anchor",
    "Block",
    "Condition",
    "Context",
    "Decision",
    "Delivery",
    "Dismissal",
    "Document",
    "Epoch",
    "Erasure",
    "Failure",
    "Finding",
    "Furniture",
    "Holding",
    "Invariant",
    "Kind",
    "Label",
    "Listed",
    "Locator",
    "Original",
    "Parse",
    "ParsedDocument",
    "Part",
    "Parts",
    "Passage",
    "Recalled",
    "Refusal",
    "RejectedDocument",
    "Relation",
    "Role",
    "Segmentation",
    "Shape",
    "Sighting",
    "Source",
    "Span",
    "Standing",
    "Stated",
    "Story",
    "Summary",
    "Verb",
    "Version",
    "Way",
]
