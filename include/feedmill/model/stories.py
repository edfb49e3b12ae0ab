"""What is made of a document: stories, furniture, versions and their ties."""

from __future__ import annotations

from dataclasses import dataclass, field

from feedmill.model.words import Kind, Label, Span

UNCERTAIN_BELOW = 0.9
"""The confidence below which a story is uncertain, where no setting says otherwise."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The spans of a story's parts. Empty where the text has no such part."""

    headline: tuple[Span, ...] = ()
    kicker: tuple[Span, ...] = ()
    deck: tuple[Span, ...] = ()
    body: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it stands in one document.

    `spans` cover all its parts, in order, disjoint. `text` is the body. `confidence` is the probability (0 to 1) of
    the least sure decision about its extent: its outer boundaries, or that there is none within. `uncertain` says that
    this is below the limit in the settings: a person should look. `stated` says that what its document states (dates,
    address, byline ...) is stated of this story. After normalising, the wording is normalised and the spans are as they
    were.
    """

    ordinal: int
    kind: Kind
    truncated: bool
    spans: tuple[Span, ...]
    parts: Parts
    confidence: float
    headline: str | None
    kicker: str | None
    deck: str | None
    text: str
    uncertain: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that belongs to no story."""

    label: Label
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A document's text, all of it: every non-blank character stands in exactly one story or furniture span."""

    stories: tuple[Story, ...]
    furniture: tuple[Furniture, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a story, with the two names that identity gives it.

    `content_id` names all that identity looks at, and `form` is that, packed; `version_id` names the wording as shown
    (both 64 hex digits).
    """

    version_id: str
    content_id: str
    kind: Kind
    truncated: bool
    headline: str | None
    kicker: str | None
    deck: str | None
    text: str
    form: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A version's place in a document."""

    story: Story
    version: Version
