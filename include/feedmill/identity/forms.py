"""The form of a content: all that identity looks at, and nothing else, in a shape that a table can keep.

Two versions with equal forms are one content. `content_id` names the form; `norm_id` names the words of the body alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from feedmill.identity.winnowing import Fingerprints, fingerprints, grams, masked
from feedmill.identity.words import Flags, Hashes, cut, hashes_of, words_of
from feedmill.model import Kind, Story

HEADLINE_COUNTS_BELOW = 60
"""Words of body below which the headline is looked at: the bodies of dividend notices, results and weather are
templates, and the headline alone names the company, the match or the town."""

COMPARED = 5_000
"""Words of a text that are compared; `norm_id` covers all of them. Alignment costs time by the product of lengths."""


RUN = 3
"""Words in a row that have to be equal to count as shared: single words are shared by all texts of a language."""


@dataclass(frozen=True, eq=False)
class Form:
    """One content as decisions see it.

    `words` are hashes of the first `COMPARED` words of the body, `facts` says which of them carry facts, `length`
    counts all. `headline` is empty where there is none, or where the body is long enough to do without. `cut`: the text
    stops before its sentence does, or was found to be cut.
    """

    norm_id: str
    kind: Kind
    cut: bool
    length: int
    words: Hashes
    facts: Flags
    headline: Hashes

    @cached_property
    def content_id(self) -> str:
        """SHA-256 of the form, in hexadecimal."""
        seen = hashlib.sha256(f"{self.norm_id} {self.kind} {self.cut}".encode())
        seen.update(np.packbits(self.facts).tobytes())
        seen.update(self.headline.astype("<u4").tobytes())
        return seen.hexdigest()

    @cached_property
    def listed(self) -> list[int]:
        """The hashes of its words as plain numbers, in order."""
        found: list[int] = self.words.tolist()
        return found

    @cached_property
    def vocabulary(self) -> frozenset[int]:
        """Its words, each once."""
        return frozenset(self.listed)

    @cached_property
    def fact_places(self) -> list[int]:
        """Where the words stand that carry facts."""
        found: list[int] = np.flatnonzero(self.facts).tolist()
        return found

    @cached_property
    def stated(self) -> frozenset[int]:
        """The words that carry facts, each once."""
        return frozenset(self.words[self.facts].tolist())

    @cached_property
    def grams(self) -> frozenset[int]:
        """Its runs of three words, each once."""
        return frozenset(grams(self.words, RUN).tolist())

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """What the form is found by."""
        return fingerprints(self.words)

    def without(self, stops: Fingerprints) -> Form:
        """The form without the runs that these stop-fingerprints cover: furniture that many texts share."""
        kept = masked(self.words, stops)
        if kept.all():
            return self
        length = self.length - int(len(kept) - kept.sum())
        return Form(self.norm_id, self.kind, self.cut, length, self.words[kept], self.facts[kept], self.headline)


def form_of(story: Story) -> Form:
    """The form of a normalised story."""
    body = words_of(story.text)
    short = len(body.words) < HEADLINE_COUNTS_BELOW
    return Form(
        norm_id=hashlib.sha256(" ".join(body.words).encode("utf-8", "surrogatepass")).hexdigest(),
        kind=story.kind,
        cut=story.truncated or cut(story.text),
        length=len(body.words),
        words=hashes_of(body.words[:COMPARED]),
        facts=np.array(body.facts[:COMPARED], np.bool_),
        headline=hashes_of(words_of(story.headline or "").words if short else []),
    )
