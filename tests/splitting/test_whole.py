"""How a gap in doubt stands among all gaps of its document."""

from __future__ import annotations

import numpy as np
import pytest

from feedmill.splitting.evidence import Table
from feedmill.splitting.whole import FAR, MOST, among_all
from feedmill.trees import log_odds
from tests.splitting.models import some_content


def of(gaps: list[float], *, lines: list[str] | None = None) -> Table:
    """What is said of each gap."""
    text = "\n".join(lines or ["The mill stood by the river."] * (len(gaps) + 1))
    return among_all(some_content(text), np.array(gaps, np.float32), np.arange(len(gaps)))


def odds(probability: float) -> float:
    return float(log_odds(np.array([probability], np.float32))[0])


def test_others_are_counted_and_never_the_gap_itself() -> None:
    found = of([0.95, 0.6, 0.2, 0.01])
    assert found["others above 0.9"].tolist() == [0, 1, 1, 1]
    assert found["others above 0.5"].tolist() == [1, 1, 2, 2]
    assert found["share above 0.15"].tolist() == [0.5, 0.5, 0.5, 0.75]


def test_more_others_than_a_few_are_as_good_as_many() -> None:
    assert of([0.95] * 20)["others above 0.9"].tolist() == [MOST] * 20


def test_the_likeliest_gap_has_the_lowest_rank() -> None:
    found = of([0.2, 0.9, 0.5, 0.5])
    assert found["rank"].tolist() == [3, 0, 1, 1]
    assert np.argmax(found["to usual"]) == 1


def test_the_likeliest_gap_near_by_is_found_within_its_reach() -> None:
    gaps = [0.9, *[0.05] * 4, 0.3]
    found = of(gaps)
    assert found["most within 4"][-1] == pytest.approx(odds(0.05), abs=1e-4)
    assert found["most within 8"][-1] == pytest.approx(odds(0.9), abs=1e-4)
    assert of([0.5])["most within 4"].tolist() == [FAR]


def test_the_document_s_forms_are_said_of_every_gap() -> None:
    found = of([0.3] * 3, lines=["What does it cost?", "Keller: Nothing at all.", "A subhead", "It was so."])
    assert found["document asks"].tolist() == [0.25] * 3
    assert found["document labelled"].tolist() == [0.25] * 3
    assert found["document short"].tolist() == [0.25] * 3
