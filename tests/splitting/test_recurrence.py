"""Words that stand again: as if every word had been looked up in every other line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.recurrence import NEVER, Recurrence, recurrence, spread

LINES = 7
WORDS = st.lists(st.tuples(st.integers(0, LINES - 1), st.integers(0, 5)), max_size=25).map(sorted)
"""Tokens in the order of their lines: on which line, which word. Some lines have none."""

REACHES = st.sampled_from([1, 2, 3, 40])


@dataclass(frozen=True)
class Link:
    """A distinct word of a line, with the nearest lines before and behind that have it too."""

    line: int
    key: int
    last: int
    next: int


def weight_of(key: int) -> float:
    return 1.0 + key / 4


def linked(tokens: list[tuple[int, int]], lines: int = LINES) -> Recurrence:
    line = np.array([at for at, _ in tokens], np.int64)
    key = np.array([word for _, word in tokens], np.int64)
    return recurrence(line, key, np.array([weight_of(word) for _, word in tokens], np.float32), lines)


def looked_up(tokens: list[tuple[int, int]]) -> list[Link]:
    """The links, word by word and then line by line, each found by looking through all tokens."""
    links = []
    for key, line in sorted({(word, at) for at, word in tokens}):
        before = [at for at, word in tokens if word == key and at < line]
        behind = [at for at, word in tokens if word == key and at > line]
        links.append(Link(line, key, max(before, default=NEVER), min(behind, default=-NEVER)))
    return links


@given(WORDS)
def test_each_distinct_word_of_a_line_knows_where_it_stood_last_and_stands_next(tokens: list[tuple[int, int]]) -> None:
    found, slow = linked(tokens), looked_up(tokens)
    assert found.line.tolist() == [link.line for link in slow]
    assert found.last.tolist() == [link.last for link in slow]
    assert found.next.tolist() == [link.next for link in slow]
    assert found.distance.tolist() == [link.line - link.last for link in slow]
    assert found.weight.tolist() == [weight_of(link.key) for link in slow]


@given(WORDS)
def test_words_are_numbered_and_led_back_to_where_they_first_stand_on_their_line(tokens: list[tuple[int, int]]) -> None:
    found, slow = linked(tokens), looked_up(tokens)
    keys = sorted({word for _, word in tokens})
    assert found.word.tolist() == [keys.index(link.key) for link in slow]
    assert found.order.tolist() == [tokens.index((link.line, link.key)) for link in slow]


@given(WORDS, REACHES, REACHES)
def test_what_was_taken_up_is_the_weight_of_words_that_stood_within_reach(
    tokens: list[tuple[int, int]], other: int, reach: int
) -> None:
    found, slow = linked(tokens), looked_up(tokens)
    back, forward, total = [0.0] * LINES, [0.0] * LINES, [0.0] * LINES
    for link in slow:
        total[link.line] += weight_of(link.key)
        back[link.line] += weight_of(link.key) * (link.line - link.last <= reach)
        forward[link.line] += weight_of(link.key) * (link.next - link.line <= reach)
    assert found.total().tolist() == total
    reached = found.reached(other, reach)
    assert reached.back[1].tolist() == back
    assert reached.forward[1].tolist() == forward


@given(WORDS, REACHES, REACHES, st.sampled_from([1, 4]))
def test_what_crosses_a_gap_is_the_weight_of_links_over_it_within_reach(
    tokens: list[tuple[int, int]], other: int, reach: int, power: int
) -> None:
    crossing = [
        sum(
            weight_of(link.key) ** power
            for link in looked_up(tokens)
            if link.last <= gap < link.line and link.line - link.last <= reach
        )
        for gap in range(LINES - 1)
    ]
    found = linked(tokens).reached(other, reach, power=power).crossing
    assert found[1].tolist() == pytest.approx(crossing, rel=1e-5)


@given(st.lists(st.tuples(st.integers(0, LINES - 1), st.integers(0, LINES - 1), st.integers(-4, 4)), max_size=15))
def test_values_are_spread_over_the_gaps_of_their_ranges(ranges: list[tuple[int, int, int]]) -> None:
    start, end, values = (np.array([one[at] for one in ranges], np.int64) for at in range(3))
    found = spread(start, end, values.astype(np.float32), LINES)
    assert found.tolist() == [sum(value for a, b, value in ranges if a <= gap < b) for gap in range(LINES - 1)]


def test_a_sum_may_be_taken_at_other_lines() -> None:
    found = linked([(0, 1), (1, 1), (1, 2)])
    assert found.summed(np.ones(3, np.bool_)).tolist()[:2] == [1, 2]
    assert found.summed(np.ones(3, np.bool_), np.array([0, 0, 4])).tolist()[:5] == [2, 0, 0, 0, 1]


@pytest.mark.parametrize("lines", [1, 3])
def test_lines_without_words_are_tied_to_nothing(lines: int) -> None:
    found = linked([], lines)
    assert found.total().tolist() == [0] * lines
    assert found.reached(3).crossing.tolist() == [[0] * (lines - 1)]
