"""What earlier files say about a boundary."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Document, Recalled, Shape
from feedmill.ports import Memory
from feedmill.splitting import split
from feedmill.splitting.lines import Line, lines_of
from feedmill.splitting.remembering import BEFORE, LEAST, LEAST_BEFORE, SURE, WORTH, remembered
from tests.splitting.models import a_model, always

FIRE = "A fire destroyed a textile mill in the harbour town of Lowden on Monday, killing three workers."
BANK = "The central bank of Norland raised its interest rate by half a point yesterday to slow inflation."
CUT = "The ministers have agreed to meet again next week in the capital, where they will talk about interest rates and"
DOUBT = 0.5


@dataclass
class FakeMemory:
    """A memory that knows these lines, and keeps what it was asked."""

    known: dict[str, Recalled] = field(default_factory=dict)
    asked: list[tuple[str, list[str]]] = field(default_factory=list)
    epoch: int = 1

    def recall(self, line: str, before: Sequence[str]) -> Recalled | None:
        self.asked.append((line, list(before)))
        return self.known.get(line)


def a_memory(together: int = 0, apart: int = 0, line: str = BANK) -> FakeMemory:
    return FakeMemory({line: Recalled(together, apart)})


def lines(*texts: str) -> list[Line]:
    return lines_of("\n".join(texts))


def moved(memory: Memory | None, gap: float = DOUBT, before: str = FIRE) -> float:
    """The probability of the gap between two lines."""
    (found,) = remembered([gap], lines(before, BANK), memory)
    return found


def log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_without_a_memory_nothing_moves() -> None:
    assert remembered((0.0, 0.3, 1.0), lines(FIRE, BANK, FIRE, BANK), None) == [0.0, 0.3, 1.0]


def test_a_line_never_seen_moves_nothing() -> None:
    memory = FakeMemory()
    assert moved(memory) == DOUBT
    assert memory.asked == [(BANK, [FIRE])]


@pytest.mark.parametrize(("files", "worth"), [(1, WORTH), (2, 2 * WORTH), (9, 2 * WORTH)])
def test_a_line_that_stood_elsewhere_without_what_is_before_it_begins_a_story(files: int, worth: float) -> None:
    assert log_odds(moved(a_memory(apart=files))) == pytest.approx(worth)


@pytest.mark.parametrize(("files", "worth"), [(1, WORTH), (2, 2 * WORTH), (9, 2 * WORTH)])
def test_a_line_that_stood_behind_the_same_lines_goes_on(files: int, worth: float) -> None:
    assert log_odds(moved(a_memory(together=files))) == pytest.approx(-worth)


def test_lines_seen_together_once_go_on_however_often_they_stood_apart() -> None:
    assert moved(a_memory(together=1, apart=9)) < DOUBT


@given(st.floats(0, 1), st.integers(0, 3), st.integers(1, 3))
def test_a_probability_stays_one_and_moves_to_the_side_that_was_seen(gap: float, together: int, apart: int) -> None:
    found = moved(a_memory(together, apart), gap)
    assert 0 <= found <= 1
    if together:
        assert found <= max(gap, 0.001)
    else:
        assert found >= min(gap, 0.999)


def test_what_was_taken_for_impossible_can_be_moved_a_little() -> None:
    assert 0.01 < moved(a_memory(apart=2), 0.0) < 0.1


def test_what_is_nearly_certain_is_never_joined() -> None:
    assert moved(a_memory(together=9), SURE + 0.01) == SURE + 0.01
    assert moved(a_memory(together=9), SURE - 0.01) < 0.1


@pytest.mark.parametrize(
    "before", [CUT, f"{FIRE[:-1]},", f"{FIRE[:-1]}…", f"{FIRE[:-1]} [...]"], ids=["word", "comma", "ellipsis", "mark"]
)
def test_what_is_cut_in_the_middle_of_a_sentence_is_never_joined(before: str) -> None:
    assert moved(a_memory(together=9), before=before) == DOUBT
    assert moved(a_memory(apart=1), before=before) > DOUBT


def test_short_lines_say_nothing() -> None:
    short, long = "It rained." + "m" * (LEAST - 11), "It rained." + "m" * (LEAST - 10)
    memory = FakeMemory({short: Recalled(0, 9), long: Recalled(0, 9)})
    first, second = remembered([DOUBT, DOUBT], lines(FIRE, short, long), memory)
    assert first == DOUBT
    assert second > DOUBT
    assert memory.asked == [(long, [FIRE, short])]


def test_a_line_behind_nothing_but_scraps_is_not_asked_for() -> None:
    memory = a_memory(apart=9)
    assert moved(memory, before="A" * (LEAST_BEFORE - 1)) == DOUBT
    assert memory.asked == []


def test_the_lines_right_before_are_named_the_nearest_last_without_the_scraps() -> None:
    before = [f"{number} {FIRE}" for number in range(BEFORE + 2)]
    memory = FakeMemory()
    remembered([DOUBT] * (len(before) + 1), lines(*before, "Photo", BANK), memory)
    assert memory.asked[-1] == (BANK, before[-(BEFORE - 1) :])


def test_each_gap_has_the_line_behind_it_looked_up() -> None:
    memory = a_memory(apart=1, line=FIRE)
    found = remembered([0.1, 0.2, 0.3], lines(BANK, FIRE, BANK, FIRE), memory)
    assert [gap > given for gap, given in zip(found, [0.1, 0.2, 0.3], strict=True)] == [True, False, True]
    assert found[1] == 0.2


def test_a_page_is_split_where_its_memory_says_and_joined_where_it_says_so() -> None:
    document = Document(0, "text", Shape.PAGE, f"{FIRE}\n{BANK}")
    doubtful = a_model(**dict.fromkeys(("gaps", "blocks", "settled"), always(0.0)))
    assert len(split(document, doubtful, a_memory(apart=1)).stories) == 2
    assert len(split(document, doubtful, a_memory(together=1)).stories) == 1


def test_an_item_is_one_story_whatever_is_remembered() -> None:
    memory = a_memory(apart=9)
    assert len(split(Document(0, "rss20", Shape.ITEM, f"{FIRE}\n{BANK}"), a_model(), memory).stories) == 1
    assert memory.asked == []
