"""The words on which a tie rests, read back."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from feedmill.identity.comparing import compare
from feedmill.identity.forms import form_of
from feedmill.identity.matching import SHOWN, matching
from feedmill.identity.winnowing import grams
from feedmill.identity.words import hashes_of
from tests.factories import a_story

NONE = np.empty(0, np.int64)
WORDS = [f"word{n}" for n in range(90)]


def matched(part: str, whole: str) -> tuple[str, str]:
    """What of two texts matches, by their own likeness."""
    found = compare(form_of(a_story(part)), form_of(a_story(whole)))
    assert found is not None
    return matching(part, whole, asdict(found), NONE)


def test_the_words_are_those_of_the_region_in_either_text() -> None:
    part = " ".join(["Here", "and", "now", *WORDS[10:40]])
    whole = " ".join([*WORDS, "and", "no", "more"])
    assert matched(part, whole) == (" ".join(WORDS[10:40]), " ".join(WORDS[10:40]))


def test_words_that_only_one_has_show_within_the_region() -> None:
    part, whole = " ".join(WORDS[:30]), " ".join([*WORDS[:20], "for", "once", *WORDS[20:]])
    assert matched(part, whole) == (part, " ".join([*WORDS[:20], "for", "once", *WORDS[20:30]]))


def test_long_regions_are_cut() -> None:
    assert matched(" ".join(WORDS[:60]), " ".join(WORDS)) == (" ".join(WORDS[:SHOWN]) + " ...",) * 2


def test_equal_texts_match_as_a_whole_and_numbers_are_written_as_usual() -> None:
    assert matching("Some 1,200.5 Words!", "some 1200.5 words", {}, NONE) == ("some 1200.5 words",) * 2


def test_what_stop_fingerprints_cover_is_not_counted() -> None:
    footer = [f"footer{n}" for n in range(40)]
    stops = np.unique(grams(hashes_of(footer)).view(np.int64))
    part, whole = " ".join([*footer, *WORDS[:30]]), " ".join([*footer, *WORDS])
    evidence = {"starts": 0, "begins": 0, "ends": 0, "density": 1.0, "region": 1.0}
    assert matching(part, whole, evidence, stops) == (" ".join(WORDS[:30]),) * 2
