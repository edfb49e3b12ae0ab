"""Tags that do not match, matched: what is broken in one item stays there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.wire.balancing import DEEPEST, balanced


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<r><i>1</i><i>2</i></r>", "<r><i>1</i><i>2</i></r>"),
        ("<r><i><b>1</i><i>2</i></r>", "<r><i><b>1</b></i><i>2</i></r>"),
        ("<r><i>1</b></i><i>2</i></r>", "<r><i>1</i><i>2</i></r>"),
        ("<r><i><p>1</p><i>2</i></r>", "<r><i><p>1</p></i><i>2</i></r>"),
        ("<r><i>1</i></r><i>2</i></r>", "<r><i>1</i><i>2</i></r>"),
        ("<r><i>1</i><i><p>2", "<r><i>1</i><i><p>2</p></i></r>"),
        ("<r><i><!-- <b> --><![CDATA[</i>]]></i></r>", "<r><i><!-- <b> --><![CDATA[</i>]]></i></r>"),
        ("<r><i>1<!-- x</i><i>2</i></r>", "<r><i>1 x</i><i>2</i></r>"),
        ("<r><i a='1' b='2", "<r><i a='1'></i></r>"),
        ("<r><i><URGENCY a='4'>1</i></r>", "<r><i><URGENCY a='4'/>1</i></r>"),
        ("<r><i><urgency>4</urgency><b>1</i></r>", "<r><i><urgency>4</urgency><b>1</b></i></r>"),
        ("<r><i><</b>x</i></r>", "<r><i>&lt;x</i></r>"),
        ("<r><i><x</b></i></r>", "<r><i>&lt;x</i></r>"),
    ],
)
def test_an_item_ends_where_it_must(xml: str, expected: str) -> None:
    assert balanced(xml, ("i",)).text == expected


def test_items_that_may_nest_are_left_within_each_other() -> None:
    assert balanced("<r><i>1<i>2</i></i><b></r>", ("i",), nested=True).text == "<r><i>1<i>2</i></i><b></b></r>"


def test_an_item_that_the_end_cuts_off_is_told() -> None:
    found = balanced("<r><n:i>1</n:i><n:i><p>2", ("i",))
    assert (found.items, found.cut) == (2, frozenset((1,)))


def test_an_item_that_is_too_deep_is_left_out_alone() -> None:
    deep = "<b>" * DEEPEST + "x" + "</b>" * DEEPEST
    found = balanced(f"<r><i>1</i><i>{deep}</i><i>3</i></r>", ("i",))
    assert found.text == "<r><i>1</i><i></i><i>3</i></r>"
    assert (found.items, found.spoilt) == (3, frozenset((1,)))


@given(st.lists(st.sampled_from(["<r>", "</r>", "<i>", "</i>", "<b>", "</b>", "x", "<", "<!--", "<i/>"]), max_size=30))
def test_tags_match_whatever_comes_and_matching_again_changes_nothing(parts: list[str]) -> None:
    once = balanced("".join(parts), ("i",)).text
    assert balanced(once, ("i",)).text == once
