"""Fingerprints: what two texts that share a run of words share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.identity.winnowing import GRAM, ZONES, Fingerprints, fingerprints, grams, masked
from feedmill.identity.words import Hashes

WORDS = np.arange(1000, 3000, dtype=np.uint32)
NOTHING = np.empty(0, np.int64)


def shared(one: Hashes, other: Hashes) -> int:
    return len(np.intersect1d(fingerprints(one), fingerprints(other)))


def test_a_text_shorter_than_a_gram_has_none() -> None:
    assert len(fingerprints(WORDS[: GRAM - 1])) == 0
    assert len(grams(WORDS[:0])) == 0


def test_a_text_of_one_gram_has_one() -> None:
    assert fingerprints(WORDS[:GRAM]).tolist() == grams(WORDS[:GRAM]).view(np.int64).tolist()


@given(st.integers(8, 600), st.integers(0, 40))
def test_whatever_begins_like_a_text_is_found_by_it(length: int, before: int) -> None:
    run_in = np.arange(before, dtype=np.uint32)
    assert shared(np.concatenate((run_in, WORDS[:length])), WORDS) >= (length >= 16 or before == 0)


@given(st.integers(200, 900), st.lists(st.integers(0, 900), max_size=60))
def test_a_run_of_28_words_is_found_anywhere(start: int, before: list[int]) -> None:
    other = np.concatenate((np.array(before, np.uint32), WORDS[start : start + 28]))
    assert shared(other, WORDS) >= 1


def test_fingerprints_are_few_and_sorted() -> None:
    found = fingerprints(WORDS[:300])
    assert len(found) <= 60
    assert found.tolist() == sorted(set(found.tolist()))


@given(st.integers(0, 250), st.integers(0, 2**32))
def test_they_are_the_least_grams_of_all_windows(length: int, seed: int) -> None:
    words = np.random.default_rng(seed).integers(0, 50, length, dtype=np.uint32)
    found = grams(words).tolist()
    least = set()
    for start, stop, window in ZONES:
        zone = found[start : stop + window - 1]
        least |= {min(zone[at : at + window]) for at in range(max(1, len(zone) - window + 1)) if zone}
    assert (
        fingerprints(words).view(np.uint64).tolist()
        == np.sort(np.array([*least], np.uint64).view(np.int64)).view(np.uint64).tolist()
    )


@pytest.mark.parametrize("stops", [NOTHING, fingerprints(WORDS[:300])[:1]])
def test_nothing_is_masked_by_less_than_two_stop_fingerprints(stops: Fingerprints) -> None:
    assert masked(WORDS[:300], stops).all()


def test_what_stop_fingerprints_cover_is_masked_and_nothing_else() -> None:
    footer = np.arange(50, dtype=np.uint32)
    kept = masked(np.concatenate((WORDS[:200], footer)), fingerprints(footer))
    assert kept[:200].all()
    assert kept[200:].sum() < 20
