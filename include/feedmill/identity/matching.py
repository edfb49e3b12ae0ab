"""The words on which a tie rests, read back from the texts of its two sides. Shows; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from feedmill.identity.forms import COMPARED
from feedmill.identity.winnowing import Fingerprints, masked
from feedmill.identity.words import DECIMAL, hashes_of, words_of

SHOWN = 40
"""Words of each side that are given, at most."""


def matching(part: str, whole: str, evidence: Mapping[str, float], stops: Fingerprints) -> tuple[str, str]:
    """How the region that two texts share begins in the part and in the whole, folded as it was compared.

    `evidence` are the fields of a `Likeness`; equal texts have none, and share all. `stops` are those of its epoch.
    """
    a, b = _compared(part, stops), _compared(whole, stops)
    start, end = _number(evidence, "starts"), len(a) - _number(evidence, "ends")
    begin = _number(evidence, "begins")
    wide = float(evidence.get("density", 0.0))
    stop = begin + round(float(evidence["region"]) * len(a) / wide) if wide else len(b)
    return _shown(a[start:end]), _shown(b[begin:stop])


def _compared(text: str, stops: Fingerprints) -> list[str]:
    """The words of a text that are compared: without those that stop-fingerprints cover."""
    words = words_of(text).words[:COMPARED]
    kept = masked(hashes_of(words), stops)
    return [word for word, here in zip(words, kept, strict=True) if here]


def _number(evidence: Mapping[str, float], name: str) -> int:
    return int(evidence.get(name, 0))


def _shown(words: list[str]) -> str:
    return " ".join(words[:SHOWN]).replace(DECIMAL, ".") + (" ..." if len(words) > SHOWN else "")
