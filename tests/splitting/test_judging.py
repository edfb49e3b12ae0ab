"""From lines to content, furniture and a probability a gap; long documents window by window."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedmill.model import Label
from feedmill.splitting import judging
from feedmill.splitting.judging import Judged, judge, sort_out
from feedmill.splitting.lines import Line, lines_of
from feedmill.splitting.model import Model
from tests.splitting.models import a_model, always, furniture_tree, gap_tree

FORMED = a_model(
    furniture=furniture_tree("form", 0.5, below=-5.0, above=2.0),
    gaps=gap_tree("opening: kicker", 0.5, below=-9.0, above=3.0),
    **dict.fromkeys(("blocks", "settled"), always(3.0)),
)
"""Takes lines of a known form for furniture, and a kicker for the beginning of a story."""

PIECES = (
    "It rained.",
    "COURT RULING: It ended.",
    "The mill burned down.",
    "Photo: Reuters",
    "***",
    "He left. Read more",
)


def judged(text: str, model: Model = FORMED) -> Judged:
    return judge(lines_of(text), model)


def windowed(monkeypatch: pytest.MonkeyPatch, window: int, around: int) -> None:
    monkeypatch.setattr(judging, "WINDOW", window)
    monkeypatch.setattr(judging, "AROUND", around)


def test_content_comes_with_a_probability_a_gap_and_furniture_with_its_label() -> None:
    found = judged("The mill burned down.\nPhoto: Reuters\nCOURT RULING: It ended.\nIt rained.")
    assert [line.text for line in found.content] == ["The mill burned down.", "COURT RULING: It ended.", "It rained."]
    assert [round(gap) for gap in found.gaps] == [1, 0]
    assert [(one.label, one.spans) for one in found.furniture] == [(Label.CREDIT, ((22, 36),))]


def test_probabilities_are_plain_numbers() -> None:
    assert {type(gap) for gap in judged("One mill.\nTwo mills.").gaps} == {float}


@pytest.mark.parametrize(
    ("text", "content"), [("", 0), ("Photo: Reuters", 0), ("It rained.", 1), ("***\nIt rained.", 1)]
)
def test_fewer_than_two_lines_of_content_have_no_gap(text: str, content: int) -> None:
    found = judged(text)
    assert (len(found.content), found.gaps) == (content, ())
    assert len(found.furniture) == len(lines_of(text)) - content


def test_furniture_at_the_end_of_a_line_is_taken_off() -> None:
    found = judged("He left. Read more\nIt rained.")
    assert [(line.text, line.end) for line in found.content] == [("He left.", 8), ("It rained.", 29)]
    assert [(one.label, one.spans) for one in found.furniture] == [(Label.RELATED, ((9, 18),))]


def test_furniture_at_the_end_of_a_line_in_columns_is_taken_off_its_pieces() -> None:
    line = Line(0, 48, "He left. Read more", pieces=((0, 8), (40, 49)))
    found = judge([line], FORMED)
    assert found.content[0].spans == ((0, 8),)
    assert found.furniture[0].spans == ((40, 49),)


def test_what_stood_before_a_line_of_content_is_kept() -> None:
    found = sort_out(lines_of("Photo: Reuters\n***\nIt rained.\nHe left.\nPhoto: AP\nThey met.\n***"), FORMED)
    assert [line.text for line in found.lines] == ["It rained.", "He left.", "They met."]
    assert found.kept.tolist() == [False, False, True, True, False, True, False]
    assert found.around.before.tolist() == [2, 0, 1]
    assert found.around.separated.tolist() == [True, False, False]
    assert [round(float(stray)) for stray in found.around.before_stray] == [1, 0, 1]
    assert [round(float(stray)) for stray in found.around.stray] == [0, 0, 0]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.integers(1, 8), st.integers(1, 4))
def test_a_document_judged_window_by_window_is_judged_as_one_in_one(
    pieces: list[str], window: int, around: int
) -> None:
    text = "\n".join(pieces)
    whole = judged(text)
    with pytest.MonkeyPatch.context() as patch:
        windowed(patch, window, around)
        parts = judged(text)
    assert (parts.content, parts.furniture) == (whole.content, whole.furniture)
    assert len(parts.gaps) == max(0, len(whole.content) - 1)
    assert [round(gap) for gap in parts.gaps] == [round(gap) for gap in whole.gaps]


@pytest.mark.parametrize("lines", [6, 7, 11, 12, 13])
def test_each_line_is_looked_at_with_those_around_it_and_judged_once(
    lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    windowed(monkeypatch, 6, 2)
    text = "\n".join(f"Mill {number} burned down." for number in range(lines))
    found = list(sort_out(lines_of(text), FORMED).windows(FORMED))
    own = [content.reading.lines[part] for content, part in found]
    assert [line.text for lines in own for line in lines] == text.splitlines()
    assert max(len(content) for content, _ in found) <= 6 + 2 * 2
