"""What is said of an original: the same thing said twice is the same, and comes through JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import NOTHING_SAID, Context
from feedmill.model.context import taken_apart

WORDS = st.none() | st.text(min_size=1, max_size=5)
CONTEXTS = st.builds(
    Context, WORDS, WORDS, WORDS, st.dictionaries(st.text(), st.text()).map(lambda one: (*one.items(),))
)
VERSIONS = "reading/1 splitting/2"


@given(CONTEXTS)
def test_what_is_said_comes_through_json_and_has_the_same_word(context: Context) -> None:
    again = Context.of(json.loads(json.dumps(context.said)))
    assert (again.said, again.word, bool(again)) == (context.said, context.word, bool(context))
    assert taken_apart(context.stages(VERSIONS)) == (context.word, VERSIONS)


def test_where_nothing_is_said_a_parse_is_made_by_the_stages_alone() -> None:
    assert (NOTHING_SAID.said, NOTHING_SAID.word, NOTHING_SAID.stages(VERSIONS)) == ({}, "", VERSIONS)
    assert Context.of(None) == Context.of({}) == NOTHING_SAID


def test_every_difference_makes_another_word() -> None:
    said = [Context("utf-8"), Context(language="utf-8"), Context(time_zone="utf-8"), Context(columns=(("a", "b"),))]
    assert len({one.word for one in [*said, Context("utf-8", "de"), Context(columns=(("b", "a"),))]}) == 6


def test_the_order_of_columns_says_nothing() -> None:
    columns = (("a", "text"), ("b", "deck"))
    assert Context(columns=columns).word == Context(columns=columns[::-1]).word


@pytest.mark.parametrize("said", [{"colour": "red"}, {"columns": "a"}, "words"])
def test_what_no_context_says_is_none(said: object) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError)):
        Context.of(said)  # type: ignore[arg-type]  # what an archive may hold
