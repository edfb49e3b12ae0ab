"""Stop-fingerprints: furniture that stands in many unrelated stories, learned from all of them together.

Nothing is learned inside a load; a set that was learned is frozen in a numbered epoch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

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


def widened(stops: Fingerprints, holders: Mapping[int, Sequence[Form]]) -> Fingerprints:
    """Stop-fingerprints with all runs of words around them that most of their holders share, sorted.

    Fingerprints are a few of many grams: between them, and before the first and after the last, stands more of the
    same furniture. `holders` are forms in which each fingerprint stands, of different stories.
    """
    found = [stops.tolist()]
    for stop in stops.tolist():
        forms = list(holders.get(stop, ()))[:MOST_LOOKED_AT]
        if forms:
            runs, counts = np.unique(np.concatenate([_all_grams(form) for form in forms]), return_counts=True)
            found.append(runs[counts >= SHARED_BY * len(forms)].tolist())
    return np.unique(np.array([one for some in found for one in some], np.int64))


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
    return widened(np.array(sorted(stops), np.int64), stops)
