"""Two sorted streams side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedmill.operating.pairing import paired

NUMBERS = st.sets(st.integers(0, 20)).map(sorted)


@given(NUMBERS, NUMBERS)
def test_each_comes_once_with_its_like_or_alone(left: list[int], right: list[int]) -> None:
    found = list(paired(left, right, int, int))
    assert [one for one, _ in found if one is not None] == left
    assert [other for _, other in found if other is not None] == right
    assert {one for one, other in found if one is not None and other is not None} == set(left) & set(right)
    assert all(one == other for one, other in found if one is not None and other is not None)


def test_streams_may_be_of_different_kinds() -> None:
    found = list(paired(["a", "c"], [("b", 1), ("c", 2)], str, lambda one: one[0]))
    assert found == [("a", None), (None, ("b", 1)), ("c", ("c", 2))]
