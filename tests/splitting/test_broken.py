"""Lines that break off in mid-sentence."""

from __future__ import annotations

import numpy as np
import pytest

from feedmill.splitting.broken import BREAKS, DANGLES, parted_where_broken
from feedmill.splitting.lines import lines_of
from feedmill.trees import log_odds

CUT = (
    "The ferry that links the two islands will not sail before Thursday, its owner said on Monday, since a part of the "
    "engine has to be made anew, and whoever has a ticket gets"
)
WHOLE = (
    "The council voted by nine to four to close the swimming pool for good, although 2,300 people had signed a "
    "petition against it, and to sell the ground on which it stands."
)


def raised(*texts: str, gap: float = 0.3) -> list[float]:
    """How much each gap was raised, in log-odds."""
    given = np.full(len(texts) - 1, gap, np.float32)
    moved = parted_where_broken(lines_of("\n".join(texts)), given)
    return [round(float(value), 2) for value in log_odds(moved) - log_odds(given)]


@pytest.mark.parametrize("last", ["the", "from", "because", "which"])
def test_no_sentence_ends_with_such_a_word_so_that_another_story_begins(last: str) -> None:
    assert raised(f"{CUT} {last}", WHOLE, WHOLE) == [DANGLES, 0]


def test_any_other_word_at_the_end_of_a_long_line_says_less() -> None:
    assert raised(f"{CUT} money", WHOLE, WHOLE) == [BREAKS, 0]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (CUT + " the", "money back, or another ticket for any day until the end of May."),
        (CUT + " the", "- a list of all sailings"),
        (CUT + " the", "(Reuters)"),
        ("A short line that breaks off in the", WHOLE),
        (CUT + " money; and", WHOLE),
        (CUT + " 5000", WHOLE),
        (CUT + " money.”", WHOLE),
    ],
    ids=["goes on", "a list", "a note", "short", "an item of a list", "a number", "a whole sentence"],
)
def test_this_is_no_sign(above: str, below: str) -> None:
    assert raised(above, below, WHOLE) == [0, 0]


def test_a_text_without_full_stops_says_nothing_by_ending_without_one() -> None:
    bare = [WHOLE.rstrip("."), CUT + " money", WHOLE.rstrip(".")]
    assert raised(*bare) == [0, 0]
    assert raised(*bare, WHOLE, WHOLE, WHOLE) == [BREAKS, BREAKS, BREAKS, 0, 0]


def test_a_script_without_capitals_is_left_alone() -> None:
    arabic = "قال رئيس البلدية إن المسبح سيغلق أبوابه في نهاية الشهر وإن الأرض ستباع " * 3 + "إلى"
    assert raised(arabic, arabic, arabic) == [0, 0]
