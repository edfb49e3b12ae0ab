"""Which story a content belongs to."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.identity import Bond, Member, Settled, settle
from feedmill.model import Kind, Relation
from tests.factories import NOON

SAME, VERSION, EXCERPT = Relation.SAME, Relation.VERSION_OF, Relation.EXCERPT_OF


def full(content: int, *, minutes: int | None = None, length: int = 300) -> Member:
    """A full content first seen so many minutes after noon (as many as its number unless told)."""
    return _member(content, Kind.FULL, minutes, length)


def excerpt(content: int, *, minutes: int | None = None, length: int = 60) -> Member:
    """An excerpt first seen so many minutes after noon."""
    return _member(content, Kind.EXCERPT, minutes, length)


def _member(content: int, kind: Kind, minutes: int | None, length: int) -> Member:
    at = NOON + timedelta(minutes=content if minutes is None else minutes)
    return Member(content, kind, length, f"v{content}", (at, "o", "", 0, 0))


def tied(part: int, whole: int, relation: Relation = VERSION, *weight: float) -> Bond:
    """A tie that holds."""
    return Bond(part, whole, relation, weight or (1.0,))


def unlinked(one: int, other: int) -> Bond:
    """A person's word that two are not one story."""
    return Bond(one, other, VERSION, apart=True)


def stories(*members: Member, bonds: list[Bond]) -> dict[int, str]:
    """The story of each member."""
    return {name: found.story_id for name, found in settle(members, bonds).items()}


def test_a_story_is_named_by_its_first_full_version() -> None:
    members = (full(9), full(1), excerpt(0), full(3))
    found = stories(*members, bonds=[tied(9, 1), tied(0, 9, EXCERPT)])
    assert found == {9: "v1", 1: "v1", 0: "v1", 3: "v3"}


def test_excerpts_alone_are_named_by_the_first_of_them() -> None:
    assert stories(excerpt(2), excerpt(3), bonds=[tied(3, 2)]) == {2: "v2", 3: "v2"}


def test_ties_to_contents_that_no_parse_shows_are_passed_over() -> None:
    assert stories(full(1), bonds=[tied(1, 8), tied(8, 9)]) == {1: "v1"}


def test_an_excerpt_joins_no_two_stories_and_has_the_parent_that_most_speaks_for() -> None:
    members = (full(1), full(2), excerpt(3))
    found = settle(members, [tied(3, 1, EXCERPT, 1.0, 0.8), tied(3, 2, EXCERPT, 1.0, 0.9)])
    assert found == {1: Settled("v1"), 2: Settled("v2"), 3: Settled("v2", parent=2)}


def test_of_equal_parents_the_one_seen_first_is_taken() -> None:
    members = (full(1, minutes=9), full(2, minutes=3), excerpt(3))
    assert settle(members, [tied(3, 1, EXCERPT), tied(3, 2, EXCERPT)])[3].parent == 2


def test_an_excerpt_without_a_parent_goes_where_one_like_it_went() -> None:
    members = (full(1), excerpt(2), excerpt(3), excerpt(4))
    found = stories(*members, bonds=[tied(2, 1, EXCERPT), tied(3, 2), tied(4, 3)])
    assert set(found.values()) == {"v1"}


def test_a_full_text_cut_by_mistake_belongs_to_the_text_that_it_equals() -> None:
    found = settle((full(1), full(2), excerpt(3)), [tied(3, 1, EXCERPT, 1.0, 0.9), tied(3, 2, SAME, 2.0)])
    assert found[3] == Settled("v2", parent=2)


def test_a_brief_that_an_excerpt_begins_with_is_its_parent_only_where_nothing_better_is() -> None:
    brief, report, cut = full(1, length=40), full(2), excerpt(3, length=120)
    backwards = tied(1, 3, EXCERPT, 9.0)
    assert settle((brief, cut), [backwards])[3].parent == 1
    assert settle((brief, report, cut), [backwards, tied(3, 2, EXCERPT)])[3].parent == 2


def test_a_brief_belongs_to_the_report_that_it_begins() -> None:
    found = settle((full(1, length=40), full(2), full(3)), [tied(1, 2, EXCERPT), tied(2, 3)])
    assert found == {1: Settled("v1", parent=2), 2: Settled("v1"), 3: Settled("v1")}


def test_a_brief_of_two_reports_joins_them_not() -> None:
    members = (full(1, length=40), full(2), full(3))
    found = stories(*members, bonds=[tied(1, 2, EXCERPT, 2.0), tied(1, 3, EXCERPT, 1.0)])
    assert found == {1: "v1", 2: "v1", 3: "v3"}


def test_a_story_of_which_one_version_alone_is_a_brief_stays_a_story() -> None:
    members = (full(1, length=40), full(2, length=70), full(3))
    assert stories(*members, bonds=[tied(1, 2), tied(1, 3, EXCERPT)]) == {1: "v1", 2: "v1", 3: "v3"}


def test_briefs_of_briefs_end_at_the_longest_report() -> None:
    members = (full(3, length=30), full(2, length=90), full(1, length=400), excerpt(4, length=20))
    found = settle(members, [tied(3, 2, EXCERPT), tied(2, 1, EXCERPT), tied(4, 3, EXCERPT)])
    assert {name: one.story_id for name, one in found.items()} == {1: "v1", 2: "v1", 3: "v1", 4: "v1"}
    assert found[4].parent == 3


def test_what_a_person_took_apart_no_chain_joins_again() -> None:
    members = (full(1), full(2), full(3))
    bonds = [tied(1, 2, VERSION, 1.0, 0.9), tied(2, 3, VERSION, 1.0, 0.8), tied(1, 3, VERSION, 1.0, 0.7)]
    assert stories(*members, bonds=[*bonds, unlinked(1, 3)]) == {1: "v1", 2: "v1", 3: "v3"}


def test_an_unlinked_excerpt_is_given_to_no_version_of_that_story() -> None:
    members = (full(1), full(2), full(3), excerpt(4))
    bonds = [tied(1, 2), tied(4, 1, EXCERPT, 3.0), tied(4, 2, EXCERPT, 2.0), tied(4, 3, EXCERPT, 1.0)]
    assert settle(members, [*bonds, unlinked(4, 1)])[4] == Settled("v3", parent=3)


def test_an_unlinked_brief_stays_a_story() -> None:
    members = (full(1, length=40), full(2), full(3))
    bonds = [tied(1, 2, EXCERPT), tied(2, 3), unlinked(1, 3)]
    assert stories(*members, bonds=bonds) == {1: "v1", 2: "v2", 3: "v2"}


def test_a_persons_link_outweighs_every_tie() -> None:
    members = (full(1), full(2), excerpt(3))
    found = settle(members, [tied(3, 1, EXCERPT, 2.0, 1.0, 1.0), tied(3, 2, EXCERPT, 9.0)])
    assert found[3].parent == 2


NAMES = list(range(9))


@settings(max_examples=300)
@given(st.data())
def test_the_order_of_members_and_ties_does_not_matter(data: st.DataObject) -> None:
    members = [
        _member(name, data.draw(st.sampled_from(Kind)), name % 3, data.draw(st.sampled_from((20, 60, 60, 300))))
        for name in NAMES
    ]
    pair = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda names: names[0] != names[1])
    bond = st.builds(
        lambda names, relation, weight, apart: Bond(names[0], names[1], relation, (weight,), apart and weight > 2),
        pair, st.sampled_from((SAME, VERSION, EXCERPT)), st.sampled_from((0.0, 1.0, 2.0, 3.0)), st.booleans(),
    )  # fmt: skip
    bonds = data.draw(st.lists(bond, max_size=14))
    found = settle(members, bonds)
    assert found == settle(data.draw(st.permutations(members)), data.draw(st.permutations(bonds)))
    assert found.keys() == set(NAMES)
    for one in found.values():
        assert one.parent is None or found[one.parent].story_id == one.story_id
