"""Which story a version belongs to."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from feedmill.identity import Member, story_ids
from feedmill.model import Kind
from tests.factories import NOON


def member(name: str, minutes: int, kind: Kind = Kind.FULL) -> Member:
    """A version first seen so many minutes after noon."""
    return Member(name, kind, (NOON + timedelta(minutes=minutes), "o", "", 0, 0))


def test_a_component_is_named_by_its_first_full_version() -> None:
    members = [member("late", 9), member("early", 1), member("cut", 0, Kind.EXCERPT), member("alone", 3)]
    found = story_ids(members, [("late", "early"), ("cut", "late")])
    assert found == {"late": "early", "early": "early", "cut": "early", "alone": "alone"}


def test_excerpts_alone_are_named_by_the_first_of_them() -> None:
    members = [member("b", 2, Kind.EXCERPT), member("a", 3, Kind.EXCERPT)]
    assert story_ids(members, [("a", "b")]) == {"a": "b", "b": "b"}


def test_ties_to_versions_that_no_parse_shows_are_passed_over() -> None:
    assert story_ids([member("a", 0)], [("a", "gone"), ("gone", "b")]) == {"a": "a"}


@given(st.data())
def test_the_order_of_members_and_ties_does_not_matter(data: st.DataObject) -> None:
    names = [f"v{n}" for n in range(7)]
    members = [member(name, n % 3, Kind.EXCERPT if n % 2 else Kind.FULL) for n, name in enumerate(names)]
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names))
    ties = data.draw(st.lists(pair, max_size=8))
    shuffled = story_ids(data.draw(st.permutations(members)), data.draw(st.permutations(ties)))
    assert shuffled == story_ids(members, ties)
