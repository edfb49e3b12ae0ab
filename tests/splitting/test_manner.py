"""Whether two stretches are told alike, by their function words alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.evidence import Table
from feedmill.splitting.manner import told_alike
from feedmill.splitting.words import read

MINE = "I saw my mill and I took my tower with me"
THEIRS = "They said that those towers were the ones which had been there"


def at_gap(lines: list[str], at: int) -> Table:
    """All lines before a gap beside all behind it."""
    return told_alike(read(lines), np.array([at]), np.array([0]), np.array([len(lines)]))


def test_the_same_function_words_speak_for_one_story_and_others_against_it() -> None:
    alike, other = (at_gap([MINE] * 3 + [right] * 3 + [THEIRS, MINE], 2) for right in (MINE, THEIRS))
    for name in alike:
        assert float(alike[name][0]) > float(other[name][0])


def test_what_lines_are_about_says_nothing() -> None:
    found = at_gap(["Mill tower bridge"] * 3 + ["Lowden Keller harbour"] * 3, 2)
    assert [float(values[0]) for values in found.values()] == [0, 0]


@given(st.lists(st.sampled_from([MINE, THEIRS, "Mill", "and so"]), min_size=2, max_size=9))
def test_both_sides_are_taken_alike(lines: list[str]) -> None:
    found, turned = at_gap(lines, 0), at_gap(lines[::-1], len(lines) - 2)
    for name, values in found.items():
        assert float(values[0]) == pytest.approx(float(turned[name][0]), abs=1e-3)
        assert np.isfinite(values).all()
