"""The evidence at each gap between two lines, and the first judgement."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.splitting.content import Content, Surroundings
from feedmill.splitting.gaps import GROUPS, gap_evidence, probabilities
from feedmill.splitting.lines import Line
from tests.splitting.models import a_model, a_phrasing, a_tree, gap_features, gap_tree, some_content, worths

FIRE = "A fire destroyed the mill of Maria Keller in Lowden.\nKeller said the mill was old.\nThe mill was insured."
BANK = "The bank of Norland raised its rate.\nIts governor Olav Brandt said the rate was low.\nBrandt will resign."
PIECES = (
    "The mill burned.",
    "Keller said the mill",
    "“It rained,” said Brandt of Norland.",
    "1,000 men",
    "銀行は上げた。",
    "***",
    "• One more thing:",
    "LOWDEN — A long way home, " + "and so on " * 12,
)


def evidence(name: str, text: str = f"{FIRE}\n{BANK}", content: Content | None = None) -> list[float]:
    """One piece of evidence, gap by gap."""
    return [float(value) for value in gap_evidence(content or some_content(text))[name]]


def laid_out(*lines: Line) -> Content:
    return some_content("", lines=list(lines))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=9))
def test_all_evidence_has_one_real_number_a_gap(pieces: list[str]) -> None:
    found = gap_evidence(some_content("\n".join(pieces)))
    assert {len(values) for values in found.values()} == {len(pieces) - 1}
    assert [name for name, values in found.items() if not np.isfinite(values).all()] == []
    assert list(found) == gap_features()


def test_every_name_of_evidence_stands_under_its_group_and_the_groups_stand_in_order() -> None:
    groups = [name.split(": ")[0] for name in gap_features()]
    assert tuple(dict.fromkeys(groups)) == GROUPS
    assert groups == sorted(groups, key=GROUPS.index)


def test_at_the_seam_of_two_stories_no_terms_cross() -> None:
    found = evidence("cohesion: across 3")
    assert [at for at, across in enumerate(found) if across == min(found)] == [2]
    assert evidence("cohesion: right taken up 3")[2] == evidence("cohesion: left taken up 3")[2] == 0
    assert evidence("cohesion: dip 3")[2] > 0


def test_the_right_side_is_likelier_in_its_own_story_than_behind_another() -> None:
    found = evidence("likeness: right 8")
    assert found[2] < 0 < found[0]


def test_a_term_that_does_not_come_again_counts_by_what_missing_it_says() -> None:
    model = a_model(worths=worths({"mill": 3.0}, default=2.0, missed=0.5))
    content = some_content("mill bridge\nmill tower", model)
    assert evidence("likeness: right 3", content=content) == [3.0 - 0.5]
    assert evidence("likeness: left 3", content=content) == [3.0 - 0.5]
    assert evidence("likeness: right mean", content=content) == [(3.0 - 0.5) / 2]


NAMES = st.lists(st.sets(st.sampled_from(["Lowden", "Keller", "Brandt"])), min_size=2, max_size=9)


@given(NAMES)
def test_ties_past_the_right_line_reach_the_second_to_fourth_line_behind_the_gap(named: list[set[str]]) -> None:
    links = [
        (max(last for last in range(line) if name in named[last]), line)
        for line, names in enumerate(named)
        for name in names
        if any(name in before for before in named[:line])
    ]
    past = [sum(last <= gap < line - 1 <= gap + 3 for last, line in links) for gap in range(len(named) - 1)]
    text = "\n".join(" and ".join(["so", *sorted(names)]) for names in named)
    assert evidence("names: past the right", text) == past


def test_a_name_told_in_full_for_the_first_time_speaks_for_a_new_story() -> None:
    text = "It rained in Lowden.\nThe mayor Maria Keller left.\nShe is Maria Keller.\nSo said Brandt."
    assert evidence("names: right introduced", text) == [1, 0, 0]
    assert evidence("names: right introduced again", text) == [0, 1, 0]
    assert evidence("names: right unknown surname", text) == [0, 0, 1]
    assert evidence("names: right new", text) == [2, 0, 1]


def test_the_same_words_in_a_row_on_both_sides_are_seen() -> None:
    text = "They built the new stone bridge.\nIt rained.\nThen the new stone bridge fell."
    assert evidence("wording: right phrases", text) == [0, 1]
    assert evidence("wording: right pairs", text) == [0, 1]


def test_phrasing_is_told_of_both_sides_and_of_the_line_behind_the_right_one() -> None:
    model = a_model(opening=a_phrasing(bias=2.0), closing=a_phrasing(bias=-1.0))
    content = some_content("One mill.\nTwo mills.\nThree mills.", model)
    told = {
        name: evidence(f"phrasing: {name}", content=content) for name in ("right opens", "next opens", "left closes")
    }
    assert told == {"right opens": [2, 2], "next opens": [2, -3], "left closes": [-1, -1]}


def test_how_the_left_side_ends_and_the_right_side_begins_is_told() -> None:
    text = "Rates rise\nKYIV (AP) — “Talks began…\nCOURT RULING: It ended."
    assert evidence("ending: left short", text) == [1, 0]
    assert evidence("ending: left ellipsis", text) == [0, 1]
    assert evidence("ending: left unclosed", text) == [0, 1]
    assert evidence("opening: dateline", text) == [1, 0]
    assert evidence("opening: kicker", text) == [0, 1]


def test_a_line_cut_as_the_others_are_is_told_from_one_cut_elsewhere() -> None:
    cut, longer, whole = "word " * 29 + "word", "word " * 89 + "word", "It rained."
    text = f"{cut}\n{cut}\n{whole}\n{longer}\n{cut}"
    assert evidence("habit: left cut as usual", text) == [1, 1, 0, 0]
    assert evidence("habit: right cut as usual", text) == [1, 0, 0, 1]
    assert evidence("habit: cut lines", text) == pytest.approx([0.8] * 4)


def test_furniture_between_two_lines_is_told_of_the_gap_that_it_stood_in() -> None:
    def around(count: int) -> Surroundings:
        values = np.arange(count, dtype=np.float32)
        return Surroundings(values * np.float32(0.1), values * 2, values * np.float32(0.25), values == 2)

    content = some_content("One.\nTwo.\nThree.", around=around)
    assert evidence("furniture: between", content=content) == [2, 3]
    assert evidence("furniture: between surely", content=content) == [0.25, 0.5]
    assert evidence("furniture: left", content=content) == pytest.approx([0, 0.1])
    assert evidence("furniture: right", content=content) == pytest.approx([0.1, 0.2])
    assert evidence("layout: separated", content=content) == [0, 1]


def test_what_the_layout_says_is_told() -> None:
    content = laid_out(
        Line(0, 4, "One.", level=2, article=1),
        Line(9, 13, "Two.", blanks=1, indent=4, article=1),
        Line(20, 24, "Three.", blanks=3, item=True, article=2),
        Line(30, 34, "Four.", blanks=1),
        Line(40, 44, "Five.", blanks=1),
    )
    layout = {name.removeprefix("layout: "): values.tolist() for name, values in gap_evidence(content).items()}
    assert layout["blanks"] == [0, 2, 0, 0]
    assert layout["blanks share"] == [1, 1, 1, 1]
    assert layout["left heading"] == [2, 0, 0, 0]
    assert layout["other article"] == [0, 1, 1, 0]
    assert layout["same article"] == [1, 0, 0, 0]
    assert layout["indent"] == [4, -4, 0, 0]
    assert layout["right item"] == [0, 1, 0, 0]


@pytest.mark.parametrize("text", ["", "Alone."])
def test_fewer_than_two_lines_have_no_gap(text: str) -> None:
    assert probabilities(some_content(text), a_model()).tolist() == []


def test_a_gap_is_judged_by_its_evidence() -> None:
    seam = gap_tree("cohesion: across 3", 0.01, below=4.0, above=-4.0)
    found = probabilities(some_content(f"{FIRE}\n{BANK}"), a_model(gaps=seam)).tolist()
    assert [round(gap) for gap in found] == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(("beside", "found"), [(1, [0, 0, 1]), (2, [1, 0, 0])])
def test_a_gap_is_judged_by_the_evidence_of_the_gaps_beside_it_too(beside: int, found: list[int]) -> None:
    count, at = len(gap_features()), gap_features().index("opening: kicker")
    trees = a_tree((beside * count + at, 0.5), leaves=(-4.0, 4.0))
    content = some_content("One mill.\nTwo mills.\nCOURT RULING: It ended.\nThree mills.")
    assert [round(gap) for gap in probabilities(content, a_model(gaps=trees)).tolist()] == found
