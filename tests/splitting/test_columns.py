"""Text set in columns: what is read as columns, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feedmill.model import Span
from feedmill.splitting.columns import LEAST_LINES, LONGEST, in_columns
from tests.splitting.layouts import LEFT, RIGHT, side_by_side

THIRD = tuple(word * 2 for word in ("rates ", "rise ", "again ", "banks ", "said ", "money ", "dear ", "now "))


def spans_of(lines: list[str]) -> list[Span]:
    spans, at = [], 0
    for line in lines:
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def read(lines: list[str]) -> list[str] | None:
    """The pieces in the order of reading; None where the text is in no columns."""
    text = "\n".join(lines)
    pieces = in_columns(text, spans_of(lines))
    return None if pieces is None else [text[start:end].strip() for start, end, _ in pieces]


def blanks(lines: list[str]) -> list[int]:
    pieces = in_columns("\n".join(lines), spans_of(lines))
    assert pieces is not None
    return [above for _, _, above in pieces]


def test_the_left_column_is_read_before_the_right_one() -> None:
    assert read(side_by_side(LEFT, RIGHT)) == [*LEFT, *RIGHT]


def test_three_columns_are_read_from_left_to_right() -> None:
    found = read(side_by_side(LEFT, RIGHT, THIRD))
    assert found == [*LEFT, *RIGHT, *(word.strip() for word in THIRD)]


def test_columns_may_stand_a_tab_apart() -> None:
    assert read([f"{left}\t\t{right}" for left, right in zip(LEFT, RIGHT, strict=True)]) == [*LEFT, *RIGHT]


def test_a_headline_across_both_columns_parts_what_is_above_from_what_is_below() -> None:
    above, below = side_by_side(LEFT, RIGHT), side_by_side(RIGHT, LEFT)
    found = read([*above, "Bridge to be built and mill is gone", *below])
    assert found == [*LEFT, *RIGHT, "Bridge to be built and mill is gone", *RIGHT, *LEFT]


def test_what_stands_below_a_line_across_is_apart_from_it() -> None:
    lines = [*side_by_side(LEFT, RIGHT), "Bridge to be built and mill is gone", *side_by_side(RIGHT, LEFT)]
    assert blanks(lines) == [0] * 16 + [1] + ([1] + [0] * 7) * 2


def test_blank_pieces_are_left_out_and_counted_for_the_next_one_in_their_column() -> None:
    left = ("The council met", "", "", *LEFT[3:])
    lines = side_by_side(left, RIGHT)
    assert read(lines) == [LEFT[0], *LEFT[3:], *RIGHT]
    assert blanks(lines) == [0, 2, 0, 0, 0, 0, *[0] * 8]


def test_a_single_blank_in_the_gutter_is_no_place_to_cut() -> None:
    lines = side_by_side(LEFT, RIGHT)
    across = "The council of aw ay"
    assert across[17] == " "
    found = read([*lines, across, *lines])
    assert found is not None
    assert across in found


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(side_by_side(LEFT, RIGHT)[: LEAST_LINES - 1], id="too few lines"),
        pytest.param([*LEFT, *RIGHT], id="prose"),
        pytest.param([*side_by_side(LEFT, RIGHT), *(LEFT + RIGHT)], id="mostly prose"),
        pytest.param([*side_by_side(LEFT, RIGHT), "a" * (LONGEST + 1)], id="a line of more than a page's width"),
        pytest.param([f"{'a' * (at * 5)}   {'b' * (50 - at * 5)}" for at in range(1, 10)], id="gaps at no one place"),
        pytest.param([f"    {line}   " for line in LEFT], id="indented all over"),
        pytest.param([], id="nothing"),
    ],
)
def test_what_is_not_set_in_columns_is_left_alone(lines: list[str]) -> None:
    assert read(lines) is None


ANY_LINE = st.text("ab \t", min_size=1, max_size=45).map(str.rstrip)


@given(st.lists(st.tuples(st.integers(0, 16), ANY_LINE), max_size=5))
def test_each_character_stands_in_exactly_one_piece(others: list[tuple[int, str]]) -> None:
    lines = side_by_side(LEFT, RIGHT) * 2
    for at, other in others:
        lines.insert(at, other)
    text = "\n".join(lines)
    pieces = in_columns(text, spans_of(lines))
    assume(pieces is not None)
    times = [0] * len(text)
    for start, end, _ in pieces or ():
        assert text[start:end].strip()
        assert "\n" not in text[start:end]
        for at in range(start, end):
            times[at] += 1
    assert all(count == 1 for char, count in zip(text, times, strict=True) if not char.isspace())
    assert max(times) == 1
