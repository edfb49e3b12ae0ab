"""Which story each version belongs to, from the edges and the canonical order alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from feedmill.model import Kind

Place = tuple[datetime, str, str, int, int]
"""Canonical order: (first_received_at, original, member, ordinal of the document, ordinal in it)."""


@dataclass(frozen=True, slots=True)
class Member:
    """A version with its first place in canonical order."""

    version_id: str
    kind: Kind
    place: Place


def story_ids(members: Iterable[Member], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The story id of each member: that of the first full version of its component, else of its first excerpt.

    `ties` are the `same` and `version_of` edges among the members; others are passed over.
    """
    by_id = {member.version_id: member for member in members}
    roots = {name: name for name in by_id}
    for a, b in ties:
        if a in by_id and b in by_id:
            roots[_root(roots, a)] = _root(roots, b)
    components: dict[str, list[Member]] = {}
    for member in by_id.values():
        components.setdefault(_root(roots, member.version_id), []).append(member)
    return {member.version_id: _first(component) for component in components.values() for member in component}


def _root(roots: dict[str, str], name: str) -> str:
    while roots[name] != name:
        roots[name] = roots[roots[name]]
        name = roots[name]
    return name


def _first(component: list[Member]) -> str:
    return min(component, key=_rank).version_id


def _rank(member: Member) -> tuple[bool, Place, str]:
    return member.kind is not Kind.FULL, member.place, member.version_id
