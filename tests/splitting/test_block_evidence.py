"""The second judgement: the blocks on both sides of a gap, as if each had been compared word by word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.splitting import blocks
from feedmill.splitting.blocks import DOUBT, FAR, block_evidence, judged_again, round_of
from feedmill.splitting.content import Content
from feedmill.splitting.crossings import REACH
from feedmill.splitting.evidence import Table
from feedmill.splitting.lines import Line
from feedmill.splitting.manner import told_alike
from feedmill.splitting.model import Curve
from feedmill.splitting.whole import among_all
from feedmill.splitting.words import Floats
from feedmill.trees import log_odds
from tests.splitting.models import a_model, a_phrasing, a_tree, always, some_content, worths

WORTH = {"bridge": 1.0, "mill": 2.5, "tower": 4.0, "Lowden": 5.0, "Keller": 1.0}
MODEL = a_model(worths=worths(WORTH))
NAMES = {"Lowden", "Keller"}
LIMIT = 0.5


@dataclass(frozen=True)
class Block:
    """The lines on both sides of a gap, up to the next likely boundaries."""

    left: list[set[str]]
    right: list[set[str]]

    def shared(self) -> set[str]:
        return set().union(*self.left) & set().union(*self.right)

    def opening(self) -> set[str]:
        return self.shared() & self.right[0]

    def closing(self) -> set[str]:
        return self.shared() & self.left[-1]


def content_of(lines: list[set[str]]) -> Content:
    texts = [" ".join(["so", *sorted(words)]) for words in lines]
    return some_content("", MODEL, lines=[Line(at * 99, at * 99 + len(text), text) for at, text in enumerate(texts)])


def block_at(lines: list[set[str]], gaps: list[float], at: int) -> Block:
    """Both blocks of a gap, found by walking away from it."""
    start, end = at, at + 2
    while start > 0 and gaps[start - 1] <= LIMIT and at + 1 - start < REACH:
        start -= 1
    while end < len(lines) and gaps[end - 1] <= LIMIT and end - at - 1 < REACH:
        end += 1
    return Block(lines[start : at + 1], lines[at + 1 : end])


def worth(words: set[str]) -> float:
    return sum(WORTH[word] for word in words)


def size(lines: list[set[str]]) -> float:
    return sum(worth(words) + 0.5 for words in lines)


def expected(block: Block) -> dict[str, float]:
    """What the evidence should say of two blocks."""
    shared, opening, rest = block.shared(), block.opening(), block.right[1:]
    lead, count = block.left[0], (len(block.left) * len(block.right)) ** 0.5
    return {
        "left lines": min(len(block.left), 4),
        "right lines": min(len(block.right), 4),
        "shared": worth(shared) / min(size(block.left), size(block.right)),
        "rare": len(shared & {"tower", "Lowden"}) / count,
        "rather rare": len(shared & {"mill", "tower", "Lowden"}) / count,
        "rare in all": len(shared & {"tower", "Lowden"}),
        "names in all": len(shared & NAMES),
        "names": len(shared & NAMES) / (1 + min(_names(block.left), _names(block.right))),
        "opening shares": worth(opening) / size(block.right[:1]),
        "closing shares": worth(block.closing()) / size(block.left[-1:]),
        "rest shares": (worth(shared) - worth(opening)) / (size(rest) + 1),
        "rest names": len((shared - opening) & NAMES),
        "rest goes on with the lead": sum(worth(words & lead) for words in rest) / max(len(rest), 1),
        "rest goes on with the lead's names": sum(len(words & lead & NAMES) for words in rest) / max(len(rest), 1),
        "opening goes on with the lead's names": len(block.right[0] & lead & NAMES),
    }


def _names(lines: list[set[str]]) -> int:
    return sum(len(words & NAMES) for words in lines)


def compared(lines: list[set[str]], gaps: list[float]) -> None:
    """Hold the evidence of all doubtful gaps against blocks compared word by word."""
    at = [number for number, gap in enumerate(gaps) if gap > DOUBT]
    table = block_evidence(content_of(lines), np.array(gaps, np.float32), np.array(at, np.int64))
    for row, gap in enumerate(at):
        wanted = expected(block_at(lines, gaps, gap))
        found = {name: float(table[f"{name} ({LIMIT})"][row]) for name in wanted}
        assert found == pytest.approx(wanted, rel=1e-4, abs=1e-5)


WORDS = st.sets(st.sampled_from(sorted(WORTH)), max_size=3)
DOCUMENTS = st.lists(st.tuples(WORDS, st.sampled_from([0.0, 0.1, 0.3, 0.6, 0.9])), min_size=2, max_size=10)


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS)
def test_blocks_share_what_a_comparison_word_by_word_finds(document: list[tuple[set[str], float]]) -> None:
    gaps = [0.3, *(gap for _, gap in document[2:])]
    compared([words for words, _ in document], gaps)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from([0.1, 0.4, 0.9])), min_size=37, max_size=50))
def test_more_gaps_than_are_taken_at_once_are_compared_all_the_same(document: list[tuple[set[str], float]]) -> None:
    compared([words for words, _ in document], [gap for _, gap in document[1:]])


def test_a_block_reaches_no_farther_than_forty_lines() -> None:
    far = [{"tower"}, *[set[str]() for _ in range(2 * REACH)], {"tower"}]
    compared(far, [0.1] * (len(far) - 1))
    near = [{"tower"}, *[set[str]() for _ in range(REACH)], {"tower"}]
    table = block_evidence(content_of(near), np.full(REACH + 1, 0.1, np.float32), np.array([REACH - 1, REACH]))
    assert table["rare in all (0.5)"].tolist() == [1, 0]


def lines_and(gaps: list[float]) -> Table:
    """The evidence of all gaps of some lines that share nothing."""
    content = content_of([set() for _ in range(len(gaps) + 1)])
    return block_evidence(content, np.array(gaps, np.float32), np.arange(len(gaps)))


def test_all_evidence_has_one_number_a_gap_that_is_asked_for() -> None:
    table = block_evidence(content_of([{"mill"}] * 5), np.full(4, 0.3, np.float32), np.array([1, 3]))
    assert {values.shape for values in table.values()} == {(2,)}
    assert [name for name, values in table.items() if not np.isfinite(values).all()] == []


def test_no_two_pieces_of_evidence_have_one_name() -> None:
    content, given, at = content_of([{"mill"}] * 3), np.full(2, 0.3, np.float32), np.arange(2)
    left, right = blocks._bounds(given, at, LIMIT)
    both = (*blocks._blocks(content, at, left, right), *blocks._phrased(content, at, left, right))
    both = (*both, *told_alike(content.reading.words, at, left, right))
    every = (*blocks._near(content, given, at), *blocks._usual(content, given, at), *among_all(content, given, at))
    names = [*every, *both, *both]
    assert len(block_evidence(content, given, at)) == len(names)


def test_the_judgements_around_a_gap_are_told() -> None:
    gaps = [0.9, 0.2, 0.6, 0.1]
    table, odds = lines_and(gaps), log_odds(np.array(gaps, np.float32)).tolist()
    assert table["first"].tolist() == pytest.approx(odds)
    assert table["one before"].tolist() == pytest.approx([FAR, *odds[:3]])
    assert table["two behind"].tolist() == pytest.approx([*odds[2:], FAR, FAR])
    assert table["most around"].tolist() == pytest.approx([odds[2], odds[0], odds[0], odds[0]])
    assert table["most elsewhere"].tolist() == pytest.approx([0.6, 0.9, 0.9, 0.9])
    assert table["expected elsewhere"].tolist() == pytest.approx([0.9, 1.6, 1.2, 1.7])
    assert table["boundaries a line"].tolist() == pytest.approx([2 / 5] * 4)


def test_a_gap_alone_has_nothing_elsewhere() -> None:
    table = lines_and([0.9])
    assert table["most elsewhere"].tolist() == [0]
    assert table["expected elsewhere"].tolist() == [0]


def test_the_form_of_a_gap_is_held_against_the_likely_boundaries_elsewhere() -> None:
    lines = [Line(at * 99, at * 99 + 10, "It rained.", blanks=int(at == 3)) for at in range(8)]
    given = np.array([0.9, 0, 0.8, 0, 0, 0, 0.3], np.float32)
    table = block_evidence(some_content("", MODEL, lines=lines), given, np.array([0, 2, 6]))
    assert table["own blanks"].tolist() == [0, 1, 0]
    base = 0.3 / 7
    assert table["usual blanks"].tolist() == pytest.approx(
        [(0.8 + base) / 1.1, base / 1.2, (0.8 + base) / 2.0], rel=1e-4
    )


def test_blocks_are_phrased_by_their_first_and_last_lines() -> None:
    model = a_model(opening=a_phrasing(bias=2.0), closing=a_phrasing(bias=-1.0))
    table = block_evidence(some_content("One.\nTwo.\nThree.", model), np.full(2, 0.3, np.float32), np.arange(2))
    assert table["right opens (0.5)"].tolist() == [2, 2]
    assert table["right closes (0.5)"].tolist() == [-1, -1]
    assert table["opens most within (0.5)"].tolist() == [2, FAR]


FIRST = np.array([0.001, DOUBT, 0.3, 0.99], np.float32)


def some_lines() -> Content:
    return content_of([{"mill"}] * 5)


def test_only_gaps_in_doubt_are_judged_again() -> None:
    found = round_of(some_lines(), FIRST, always(2.0)).tolist()
    assert found == pytest.approx([0.001, DOUBT, 0.8808, 0.8808], abs=1e-4)


def test_nothing_in_doubt_is_left_as_it_was() -> None:
    certain = np.full(4, 0.01, np.float32)
    assert judged_again(some_lines(), certain, a_model(blocks=always(5.0))).tolist() == certain.tolist()


def test_the_last_judgement_is_calibrated_and_the_others_are_not() -> None:
    doubled = Curve(np.array([-10, 10], np.float32), np.array([-20, 20], np.float32))
    found = judged_again(some_lines(), FIRST, a_model(settled=always(1.0), calibration=doubled)).tolist()
    assert found == pytest.approx([0.001, DOUBT, 0.8808, 0.8808], abs=2e-3)


def test_what_the_first_round_takes_out_of_doubt_is_not_judged_again() -> None:
    found = judged_again(some_lines(), FIRST, a_model(blocks=always(-9.0), settled=always(9.0)))
    assert max(found.tolist()) < DOUBT + 1e-6


def test_the_second_round_sees_the_blocks_as_the_first_left_them() -> None:
    asked = list(block_evidence(some_lines(), FIRST, np.array([2])))
    parts_others = a_tree((asked.index("most elsewhere"), 0.9), leaves=(-3.0, 3.0))
    first: Floats = np.array([0.3, 0.3, 0.3, 0.3], np.float32)
    found = judged_again(some_lines(), first, a_model(blocks=always(3.0), settled=parts_others))
    assert found.round().tolist() == [1, 1, 1, 1]
