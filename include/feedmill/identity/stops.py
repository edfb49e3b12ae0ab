"""Stop-fingerprints: furniture that stands in many unrelated stories, learned from all of them together.

Nothing is learned inside a load; a set that was learned is frozen in a numbered epoch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from feedmill.identity.forms import Form
from feedmill.identity.winnowing import Fingerprints, grams

LEAST_STORIES = 25
"""Stories in which a fingerprint stands before it is taken for furniture: no run of words is quoted by as many."""

LEAST_WORDS = 150
"""Words of the texts that count: in shorter ones, templates stand besides furniture."""


MOST_LOOKED_AT = 50
"""Texts with a stop-fingerprint that are looked at for what stands around it."""

SHARED_BY = 0.8
"""Share of them that have a run of words too, where it is of the same furniture."""


def widened(stops: Fingerprints, holders: Iterable[Sequence[Form]]) -> Fingerprints:
    """Stop-fingerprints with all runs of words around them that most of their holders share, sorted.

    Fingerprints are a few of many grams: between them, and before the first and after the last, stands more of the
    same furniture. `holders` are, of one fingerprint after the other, forms of different stories in which it stands;
    no more than those of one are held at a time.
    """
    found = set(stops.tolist())
    for forms in holders:
        looked_at = [_all_grams(form) for form in forms[:MOST_LOOKED_AT]]
        if looked_at:
            runs, counts = np.unique(np.concatenate(looked_at), return_counts=True)
            found.update(runs[counts >= SHARED_BY * len(looked_at)].tolist())
    return np.array(sorted(found), np.int64)


def holds(form: Form, stops: Fingerprints) -> bool:
    """Whether any of these stands in the form, chosen as a fingerprint or not."""
    return bool(np.isin(_all_grams(form), stops).any())


def _all_grams(form: Form) -> Fingerprints:
    return np.unique(grams(form.words)).view(np.int64)


def learn_stops(forms: Iterable[Form], stories: Iterable[Hashable]) -> Fingerprints:
    """The fingerprints that stand in many stories, sorted. `stories` names the story of each form."""
    seen: dict[int, dict[Hashable, Form]] = defaultdict(dict)
    for form, story in zip(forms, stories, strict=True):
        if form.length >= LEAST_WORDS:
            for fingerprint in form.fingerprints.tolist():
                seen[fingerprint].setdefault(story, form)
    stops = {found: list(own.values()) for found, own in seen.items() if len(own) >= LEAST_STORIES}
    return widened(np.array(sorted(stops), np.int64), stops.values())
