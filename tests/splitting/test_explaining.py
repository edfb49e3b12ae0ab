"""Why a boundary stands where it does: gaps, their probabilities, and what moved them."""

from __future__ import annotations

import numpy as np
import pytest

from feedmill.model import Document, Shape
from feedmill.splitting import judging
from feedmill.splitting.explaining import BLOCKS, BROKEN, HEADLINES, MARKS, Gap, explain
from feedmill.splitting.gaps import GROUPS
from feedmill.splitting.judging import judge
from feedmill.splitting.lines import lines_of
from feedmill.splitting.model import Model
from tests.splitting.layouts import LEFT, RIGHT, side_by_side
from tests.splitting.models import a_model, always, gap_features, gap_tree
from tests.splitting.stories import STORIES

KICKED = "The mill burned down.\nIt rained on Monday.\nCOURT RULING: It ended.\nThey met again."
USUAL = np.zeros(3 * len(gap_features()), np.float32)


def kicked(blocks: float = 0.0) -> Model:
    """A model to which a kicker is worth five, where usually there is none, and the blocks so much."""
    return a_model(
        gaps=gap_tree("opening: kicker", 0.5, below=-1.0, above=4.0),
        **dict.fromkeys(("blocks", "settled"), always(blocks)),
        usual=USUAL,
    )


def explained(text: str, model: Model | None = None, *, evidence: bool = True) -> tuple[Gap, ...]:
    return explain(Document(0, "text", Shape.PAGE, text), model, evidence=evidence)


def test_each_gap_is_named_by_the_end_of_what_is_before_it_and_the_beginning_of_what_is_behind() -> None:
    text = "  The mill burned.\n\n***\n It rained. \nThey met."
    found = explained(text, a_model(gaps=always(-9.0), usual=USUAL))
    assert [text[: gap.before] for gap in found] == ["  The mill burned.", "  The mill burned.\n\n***\n It rained."]
    assert [text[gap.behind :] for gap in found] == ["It rained. \nThey met.", "They met."]


@pytest.mark.parametrize("text", ["", "***", "One line alone.", "One line.\n***"])
def test_without_two_lines_of_content_there_is_nothing_to_explain(text: str) -> None:
    assert explained(text, a_model(usual=USUAL)) == ()


def test_a_gap_in_columns_stands_between_the_pieces_that_are_read_one_behind_the_other() -> None:
    text = "\n".join(side_by_side(LEFT, RIGHT))
    (gap,) = explained(text, a_model(gaps=always(-9.0), usual=USUAL))
    assert text[: gap.before].endswith(LEFT[-1])
    assert text[gap.behind :].startswith(RIGHT[0])


def test_what_made_a_boundary_is_told_by_kind_the_strongest_first() -> None:
    gap = explained(KICKED, kicked())[1]
    assert gap.evidence[0] == ("opening", 5.0)
    assert dict(gap.evidence) == {
        **dict.fromkeys((*GROUPS, HEADLINES, BROKEN, MARKS), 0.0), "opening": 5.0, BLOCKS: pytest.approx(-4.0, abs=0.1)
    }  # fmt: skip
    assert [abs(worth) for _, worth in gap.evidence] == sorted((abs(worth) for _, worth in gap.evidence), reverse=True)


def test_what_the_blocks_added_is_told_beside_what_the_gap_itself_says() -> None:
    (before, _, behind), evidence = explained(KICKED, kicked(blocks=3.0)), dict
    assert evidence(before.evidence)[BLOCKS] == pytest.approx(4.0, abs=0.1)
    assert evidence(before.evidence)["opening"] == 0.0
    assert before.evidence == behind.evidence


def test_evidence_that_is_as_usual_brought_nothing() -> None:
    usual = USUAL.copy()
    usual[gap_features().index("opening: kicker")] = 1.0
    model = a_model(gaps=gap_tree("opening: kicker", 0.5, below=-1.0, above=4.0), usual=usual)
    before, kicker, behind = (dict(gap.evidence)["opening"] for gap in explained(KICKED, model))
    assert (before, kicker, behind) == (-5.0, 0.0, -5.0)


def test_evidence_is_left_out_where_it_is_not_wanted_and_the_probabilities_are_the_same() -> None:
    with_it, without = explained(KICKED, kicked()), explained(KICKED, kicked(), evidence=False)
    assert [gap.evidence for gap in without] == [()] * 3
    assert [gap.probability for gap in without] == [gap.probability for gap in with_it]


@pytest.mark.parametrize("window", [2, 3, 100])
def test_a_long_document_is_explained_gap_by_gap_as_it_is_judged(window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "WINDOW", window)
    monkeypatch.setattr(judging, "AROUND", 1)
    text = f"{KICKED}\n***\n{KICKED}\n***\n{KICKED}"
    found = explained(text, kicked(), evidence=False)
    lines = lines_of(text)
    judged = judge(lines, kicked())
    assert [gap.probability for gap in found] == pytest.approx(judged.gaps)
    assert [gap.behind for gap in found] == [line.start for line in judged.content[1:]]
    assert [gap.before for gap in found] == [line.end for line in judged.content[:-1]]


def test_the_model_that_ships_explains_where_stories_begin() -> None:
    text = "\n".join("\n".join(story.paragraphs) for story in STORIES)
    gaps = explained(text)
    begins = [text.index(story.paragraphs[0]) for story in STORIES[1:]]
    assert [gap.behind for gap in gaps if gap.probability > 0.5] == begins
    told = [dict(gap.evidence) for gap in gaps if gap.behind in begins]
    assert all(set(evidence) == {*GROUPS, BLOCKS, HEADLINES, BROKEN, MARKS} for evidence in told)
    assert all(evidence["cohesion"] > 0 for evidence in told)
