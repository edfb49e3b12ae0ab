"""A memory of whole files: what stood together, what stood apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Recalled
from feedmill.splitting.training.recollection import AROUND, LEAST, RememberedFiles


def told(number: int) -> str:
    """A line that is long enough to be remembered."""
    return f"Sentence {number:03} of a file is long enough to be remembered."


def memory(*files: list[str]) -> RememberedFiles:
    found = RememberedFiles()
    for lines in files:
        found.learn(lines)
    return found


def numbers(*files: list[int]) -> RememberedFiles:
    return memory(*([told(number) for number in own] for own in files))


def test_nothing_is_recalled_of_a_line_never_seen() -> None:
    assert RememberedFiles().recall(told(1), [told(0)]) is None
    assert numbers([0, 1]).recall(told(2), [told(1)]) is None


def test_a_line_behind_the_same_line_stood_together_behind_another_apart() -> None:
    found = numbers([0, 1], [2, 1], [3, 1])
    assert found.recall(told(1), [told(0)]) == Recalled(together=1, apart=2)
    assert found.recall(told(1), [told(2), told(3)]) == Recalled(together=2, apart=1)
    assert found.recall(told(1), [told(9)]) == Recalled(together=0, apart=3)
    assert found.recall(told(1), []) == Recalled(together=0, apart=3)


def test_any_of_the_last_lines_before_it_counts_and_none_from_farther_up() -> None:
    found = numbers(list(range(20)))
    assert found.recall(told(19), [told(19 - AROUND)]) == Recalled(1, 0)
    assert found.recall(told(19), [told(19 - AROUND - 1)]) == Recalled(0, 1)


def test_a_block_that_is_repeated_is_counted_once() -> None:
    assert numbers([0, 1], [0, 1], [0, 1]).recall(told(1), [told(0)]) == Recalled(1, 0)


def test_the_first_line_of_a_file_stood_behind_nothing_and_says_nothing() -> None:
    assert numbers([1, 2]).recall(told(1), [told(0)]) is None


def test_short_lines_are_neither_remembered_nor_counted_as_before() -> None:
    short = "Photo: Reuters".ljust(LEAST - 1, ".")
    assert memory([told(0), short]).recall(short, [told(0)]) is None
    assert memory([short, told(1)]).recall(told(1), [short]) is None
    assert memory([told(0), short, told(1)]).recall(told(1), [told(0)]) == Recalled(1, 0)


def test_a_line_is_known_by_how_it_begins_in_capitals_or_not() -> None:
    found = memory([told(0), told(1) + " And it goes on."])
    assert found.recall(told(1).upper(), [told(0).upper()]) == Recalled(1, 0)


def test_a_memory_says_which_state_it_is_of() -> None:
    assert (RememberedFiles().epoch, RememberedFiles(7).epoch) == (1, 7)


@given(
    st.lists(st.lists(st.integers(0, 12), max_size=12), max_size=6), st.integers(0, 12), st.lists(st.integers(0, 12))
)
def test_together_and_apart_are_all_the_contexts_and_learning_twice_changes_nothing(
    files: list[list[int]], line: int, before: list[int]
) -> None:
    once, twice = numbers(*files), numbers(*files, *files)
    recalled = once.recall(told(line), list(map(told, before)))
    assert recalled == twice.recall(told(line), list(map(told, before)))
    stood = {
        frozenset(own[max(0, at - AROUND) : at]) for own in files for at, one in enumerate(own) if one == line and at
    }
    together = sum(bool(one & set(before)) for one in stood)
    assert recalled == (Recalled(together, len(stood) - together) if stood else None)
