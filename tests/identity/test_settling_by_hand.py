"""What a person's links and partings do to stories, where the machine's ties say otherwise."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.identity import Bond, Settled, settle
from feedmill.model import Kind, Relation
from tests.identity.test_settling import EXCERPT, NAMES, SAME, VERSION, _member, excerpt, full, stories, tied, unlinked


def said(part: int, whole: int, relation: Relation) -> Bond:
    """A person's link."""
    return Bond(part, whole, relation, (9.0,), by_hand=True)


def test_a_story_said_to_be_an_excerpt_goes_with_all_its_versions_however_long() -> None:
    members = (full(1, length=900), full(2, length=900), full(3), excerpt(4))
    found = settle(members, [tied(1, 2), tied(4, 1, EXCERPT), said(1, 3, EXCERPT)])
    assert found == {
        1: Settled("v1", parent=3), 2: Settled("v1", parent=3), 3: Settled("v1"), 4: Settled("v1", parent=1),
    }  # fmt: skip


def test_what_is_an_excerpt_of_its_own_excerpt_ends_somewhere() -> None:
    members = (full(1, length=40), full(2), full(3))
    bonds = [said(2, 1, EXCERPT), tied(1, 2, EXCERPT), said(3, 2, EXCERPT), said(1, 3, EXCERPT)]
    assert set(stories(*members, bonds=bonds).values()) == {"v1"}


def test_a_brief_of_a_brief_is_not_hung_where_what_it_was_taken_from_hangs() -> None:
    members = (full(1, length=30), full(2, length=90), full(3, length=400))
    bonds = [tied(1, 2, EXCERPT, 2.0), tied(2, 3, EXCERPT, 1.0), unlinked(1, 3)]
    assert stories(*members, bonds=bonds) == {1: "v1", 2: "v1", 3: "v3"}


def test_an_excerpt_is_not_given_to_a_brief_of_the_story_that_it_was_taken_from() -> None:
    members = (full(1, length=90), full(2), excerpt(3))
    bonds = [tied(1, 2, EXCERPT), tied(3, 1, EXCERPT), unlinked(3, 2)]
    assert settle(members, bonds)[3] == Settled("v3")


def test_an_excerpt_does_not_follow_another_into_the_story_that_it_was_taken_from() -> None:
    members = (full(1), full(2), excerpt(3), excerpt(4), excerpt(5))
    bonds = [tied(3, 1, EXCERPT), tied(4, 3), unlinked(4, 1)]
    assert stories(*members, bonds=bonds)[4] == "v4"
    bonds += [tied(5, 2, EXCERPT), tied(4, 5, VERSION, 0.5)]
    assert stories(*members, bonds=bonds)[4] == "v2"


def test_two_excerpts_that_were_taken_apart_are_not_given_to_one_story() -> None:
    members = (full(1), excerpt(2), excerpt(3))
    bonds = [tied(2, 1, EXCERPT, 0.9), tied(3, 1, EXCERPT, 0.8), unlinked(2, 3)]
    assert stories(*members, bonds=bonds) == {1: "v1", 2: "v1", 3: "v3"}


def test_two_excerpts_that_were_taken_apart_do_not_follow_into_one_story() -> None:
    members = (full(1), excerpt(2), excerpt(3), excerpt(4))
    bonds = [tied(2, 1, EXCERPT), tied(3, 2), tied(4, 2), unlinked(3, 4)]
    assert stories(*members, bonds=bonds) == {1: "v1", 2: "v1", 3: "v1", 4: "v4"}


@settings(max_examples=300)
@given(st.data())
def test_no_two_that_were_taken_apart_are_one_story_in_any_order(data: st.DataObject) -> None:
    members = [
        _member(name, data.draw(st.sampled_from(Kind)), name % 3, data.draw(st.sampled_from((20, 60, 300))))
        for name in NAMES
    ]
    pair = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda names: names[0] != names[1])
    relation = st.sampled_from((SAME, VERSION, EXCERPT))
    bond = st.builds(
        lambda names, relation, weight: Bond(names[0], names[1], relation, (weight,), by_hand=weight == 9.0),
        pair, relation, st.sampled_from((0.0, 1.0, 2.0, 9.0)),
    )  # fmt: skip
    parted = data.draw(st.lists(pair, max_size=4))
    bonds = [*data.draw(st.lists(bond, max_size=16)), *(unlinked(*names) for names in parted)]
    found = settle(members, bonds)
    assert found == settle(data.draw(st.permutations(members)), data.draw(st.permutations(bonds)))
    assert [names for names in parted if found[names[0]].story_id == found[names[1]].story_id] == []
    for one in found.values():
        assert one.parent is None or found[one.parent].story_id == one.story_id
