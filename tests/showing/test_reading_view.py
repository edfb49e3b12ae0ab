"""The reading view: what stands where, what is explained, and that it is seen with and without colours."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from feedmill.model import Document, Shape
from feedmill.showing.people import People
from feedmill.showing.segmented import COLOURS, Segmented
from feedmill.splitting.explaining import BLOCKS
from feedmill.splitting.gaps import GROUPS
from tests.showing.splits import a_split

TWO = ("The bridge was closed.\nIt is old.", "A cat was found.\nIt is well.")


def shown(*pages: Segmented, explain: bool = False, colour: bool = False, width: int = 100) -> str:
    """What a terminal is given."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, highlight=False, force_terminal=colour, color_system="256" if colour else None
    )
    People(console).segmentations("page.txt", pages, explain=explain)
    return out.getvalue()


def test_a_rule_with_its_probability_parts_two_stories() -> None:
    assert shown(a_split(*TWO, credit="Photo: Reuters")) == (
        "\nstory 1 (full, 0.97)\nThe bridge was closed.\nIt is old.\n    Photo: Reuters  (credit)\n"
        "\n── boundary 0.97 ──\nstory 2 (full, 0.97)\nA cat was found.\nIt is well.\n"
    )


def test_a_boundary_is_explained_by_its_strongest_evidence_and_the_words_around_it() -> None:
    told = shown(a_split(*TWO), explain=True).split("\n")
    at = told.index("── boundary 0.97 ──")
    assert told[at + 1 : at + 4] == [
        "   why: likeness +4.4, ending +3.1, names -1.2",
        "   before: The bridge was closed. It is old.",
        "   behind: A cat was found. It is well.",
    ]


def test_a_gap_in_doubt_is_explained_within_its_story_and_others_are_not() -> None:
    page = a_split(*TWO, inside={0: 0.049, 2: 0.05})
    told = shown(page, explain=True)
    assert told.count("no boundary") == 1
    assert "A cat was found.\n── no boundary 0.05 ──\n   why: likeness" in told
    assert "no boundary" not in shown(page)


def test_a_story_in_one_piece_is_cut_at_a_gap_in_doubt() -> None:
    page = a_split("One line.\n\nAnother line.\nA third.", inside={1: 0.3})
    whole = {**page.rows[0], "spans": [[0, len(page.document.text)]]}
    gap = {**page.gaps[0], "before": 9, "behind": 11, "probability": 0.3}
    told = shown(Segmented(page.document, (whole,), (gap,)), explain=True)
    assert "One line.\n── no boundary 0.30 ──\n" in told
    assert told.endswith("Another line.\nA third.\n")


def test_evidence_that_brought_next_to_nothing_is_not_named() -> None:
    page = a_split(*TWO)
    weak = tuple(gap | {"evidence": {"names": 0.09, "layout": 0.0}} for gap in page.gaps)
    assert "why: nothing stands out\n" in shown(Segmented(page.document, page.rows, weak), explain=True)


@pytest.mark.parametrize(("probability", "said"), [(0.998, ">0.99"), (0.994, "0.99"), (0.004, "<0.01"), (1.0, "1.00")])
def test_what_is_not_certain_is_not_shown_as_certain(probability: float, said: str) -> None:
    page = a_split(TWO[0])
    row = page.rows[0] | {"confidence": probability}
    assert f"story 1 (full, {said})" in shown(Segmented(page.document, (row,), ()))


def test_an_uncertain_story_is_marked_without_colours_too() -> None:
    told = shown(a_split(*TWO, uncertain=1, headline="Cats"))
    assert "story 2 (full, 0.97)  ? uncertain : Cats" in told
    assert told.count("uncertain") == 1


def test_stories_take_turns_in_colour_and_furniture_is_dimmed() -> None:
    told = shown(a_split(*TWO, credit="Photo: Reuters"), colour=True)
    assert "\x1b[38;5;31mThe bridge was closed.\x1b[0m" in told
    assert "\x1b[38;5;130mA cat was found.\x1b[0m" in told
    assert "\x1b[2;3m    Photo: Reuters  (credit)\x1b[0m" in told


def _luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_is_legible_on_white_and_on_black(colour: str) -> None:
    own = _luminance(colour)
    assert min(1.05 / (own + 0.05), (own + 0.05) / 0.05) >= 4


def test_stories_in_columns_stand_one_after_the_other() -> None:
    text = "The bridge   A cat\nwas closed.  was found.\nPhoto: AP"
    spans = {0: [[0, 10], [19, 30]], 1: [[13, 18], [32, 42]]}
    story = a_split("x").rows[0]
    rows = [story | {"ordinal": number, "spans": own} for number, own in spans.items()]
    rows.append({"type": "furniture", "label": "credit", "spans": [[43, 52]]})
    told = shown(Segmented(Document(0, "text", Shape.PAGE, text), tuple(rows), ()))
    lines = [line for line in told.split("\n") if line]
    assert lines == ["story 1 (full, 0.97)", "The bridge", "was closed.", "story 2 (full, 0.97)", "A cat", "was found.",
                     "    Photo: AP  (credit)"]  # fmt: skip


def test_controls_in_what_is_explained_do_not_reach_the_terminal() -> None:
    hostile = "\x1b[31mA [bold]cat\x07 was found."
    told = shown(a_split(TWO[0], hostile, headline=hostile, credit=hostile), explain=True)
    assert "behind: \\x1b[31mA [bold]cat\\x07 was found." in told
    assert "\x1b" not in told


def test_where_only_ascii_can_be_shown_rules_are_ascii() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    People(Console(file=out, width=80)).segmentations("page.txt", [a_split(*TWO)])
    out.seek(0)
    assert "\n-- boundary 0.97 --\n" in out.read()


def test_an_explanation_that_is_wrapped_stays_indented() -> None:
    told = [line.rstrip() for line in shown(a_split(*TWO), explain=True, width=30).splitlines()]
    at = told.index("   why: likeness +4.4, ending")
    assert told[at + 1] == "   +3.1, names -1.2"


def test_every_kind_of_evidence_is_told_in_the_help() -> None:
    from feedmill.showing.asked import EXPLAIN

    assert [kind for kind in (*GROUPS, BLOCKS) if kind not in EXPLAIN] == []
