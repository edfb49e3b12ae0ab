"""How much of each source the training takes, and how much it counts."""

from __future__ import annotations

PAGES = {
    "reuters": 900, "briefs": 500, "bbc": 600, "releases": 500, "agencies": 500, "web.en": 1700, "web.de": 900,
    "web.es": 100, "web.fr": 120, "okfn.de": 240, "wikinews.fr": 240, "globalvoices.eo": 300, "debian.en": 100,
    "debian.de": 120, "debian.fr": 160, "debian.es": 160, "debian.ru": 160,
}  # fmt: skip
"""Pages made of each source."""

DISGUISE = " in disguise"
DISGUISED = {"web.en": 400, "bbc": 200, "reuters": 200, "releases": 100, "agencies": 100}
"""Pages made of each source in languages that nobody speaks."""

WEIGHT = {"web.en": 1.5, "web.fr": 1.5, "wikinews.fr": 1.5, "weekly.en": 1.0, "weekly.de": 1.0, "weekly.fr": 0.5}
WEEKLY_WEIGHT = 0.3
DISGUISED_WEIGHT = 0.7
PHRASING_WEIGHT = {
    "web.en": 4.0, "web.de": 2.0, "web.es": 2.0, "reuters": 0.7, "briefs": 0.5, "agencies": 0.7, "weekly.en": 1.0,
}  # fmt: skip
"""How much a line of a source counts for what openings and endings are like."""

AT_LENGTH = ("en", "de", "fr")
"""Languages of which stories told at length are known: of others, short ones say nothing of how stories open."""

OUTLETS = ("web.en", "web.de", "web.es", "web.fr", "okfn.de")
"""Sources whose folds are outlets: what is unseen here is unseen as it will be."""

CALIBRATED = (*OUTLETS, "reuters", "bbc", "releases", "agencies")
"""Sources that say how far probabilities can be believed, each fold by a model that has not seen it."""

STRANGE = ("globalvoices.eo", "weekly.pl")
"""Sources whose words are not learned, only how little is then known: so that trees learn what a new language is."""


def weight_of(source: str) -> float:
    """How much a line of a source counts."""
    if source.endswith(DISGUISE):
        return DISGUISED_WEIGHT
    return WEIGHT.get(source, WEEKLY_WEIGHT if source.startswith("weekly.") else 1.0)
