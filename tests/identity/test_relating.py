"""Ties are decided by the two versions alone."""

from __future__ import annotations

from feedmill.identity import edges, identify
from feedmill.model import Relation
from tests.factories import a_story

LONG = " ".join(f"word{n}" for n in range(45)) + "."


def test_equal_content_is_the_same_from_either_side() -> None:
    one, two = identify(a_story(LONG)), identify(a_story(LONG.upper()))
    (edge,) = edges(one, [two])
    assert edge.relation is Relation.SAME
    assert (edge.a, edge.b) == tuple(sorted((one.version_id, two.version_id)))
    assert edges(two, [one]) == [edge]


def test_a_version_is_not_tied_to_itself_nor_to_another_text() -> None:
    one, other = identify(a_story(LONG)), identify(a_story("Another text."))
    assert edges(one, [one, other]) == []
