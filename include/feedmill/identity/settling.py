"""Which story each content belongs to, from ties and canonical order alone: the same in whatever order things came.

Full contents form stories over `same` and `version_of`. An excerpt is attached to exactly one parent and never joins
two stories; excerpts without a parent form stories among themselves. A story is named by its first full version in
canonical order, else by its first excerpt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from feedmill.model import Kind, Relation

Place = tuple[datetime, str, str, int, int]
"""Canonical order: (first_received_at, original, member, ordinal of the document, ordinal in it)."""

JOINING = frozenset({Relation.SAME, Relation.VERSION_OF})


@dataclass(frozen=True, slots=True)
class Member:
    """A content, with its first version and that version's place in canonical order. `length` is in words."""

    content: int
    kind: Kind
    length: int
    version_id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie that holds now: `part` is the excerpt in `excerpt_of`. `weight` ranks parents, the greatest one is taken.

    `by_hand`: a person said so. `apart`: a person said that the two are not one story; it is no tie then, but keeps
    others from joining them.
    """

    part: int
    whole: int
    relation: Relation
    weight: tuple[float, ...] = ()
    apart: bool = False
    by_hand: bool = False


def rank(bond: Bond, whole: tuple[Place, str], part: str) -> tuple[tuple[float, ...], Place, str, str]:
    """The order in which ties are followed: the weightiest first, of equals the one whose whole was seen first.

    `whole` is the place and the first version of the whole, `part` the first version of the part.
    """
    return tuple(-share for share in bond.weight), *whole, part


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a content belongs: its story's id, and of an excerpt the content that it is an excerpt of, if known."""

    story_id: str
    parent: int | None = None


def settle(members: Iterable[Member], bonds: Iterable[Bond]) -> dict[int, Settled]:
    """The story of each member, by content. Bonds to contents that are no members are passed over."""
    ground = _Ground({member.content: member for member in members}, list(bonds))
    return ground.settled()


class _Groups:
    """Disjoint sets, of which some are kept apart."""

    def __init__(self, names: Iterable[int], apart: Iterable[tuple[int, int]]) -> None:
        self._up = {name: name for name in names}
        self._foes: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._foes[one].add(other)
            self._foes[other].add(one)

    def root(self, name: int) -> int:
        while self._up[name] != name:
            self._up[name] = self._up[self._up[name]]
            name = self._up[name]
        return name

    def join(self, one: int, other: int) -> None:
        a, b = self.root(one), self.root(other)
        if a == b or any(self.root(foe) == b for foe in self._foes[a]):
            return
        self._up[a] = b
        self._foes[b] |= self._foes.pop(a)

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for name in self._up:
            found[self.root(name)].append(name)
        return found


class _Trees:
    """Groups hung below others, as briefs are below reports: never below themselves, nor where a foe hangs."""

    def __init__(self, members: dict[int, list[int]], foes: dict[int, set[int]]) -> None:
        self._up: dict[int, int] = {}
        self._foes = foes
        self._held = {root: set(names) for root, names in members.items()}

    def hang(self, part: int, whole: int) -> bool:
        """Hang a group below another, unless it may not be."""
        while whole in self._up:
            whole = self._up[whole]
        mine, others = self._held[part], self._held[whole]
        if part == whole or any(not self._foes[name].isdisjoint(others) for name in mine if name in self._foes):
            return False
        self._up[part] = whole
        others |= mine
        return True


class _Ground:
    """The members and bonds of one settlement, taken apart by kind."""

    def __init__(self, members: dict[int, Member], bonds: list[Bond]) -> None:
        self._members = members
        known = [bond for bond in bonds if bond.part in members and bond.whole in members]
        self._apart = {pair for bond in known if bond.apart for pair in _both(bond)}
        self._foes: dict[int, set[int]] = defaultdict(set)
        for one, other in self._apart:
            self._foes[one].add(other)
        self._bonds = sorted(
            (bond for bond in known if not bond.apart and (bond.part, bond.whole) not in self._apart),
            key=self._order,
        )

    def settled(self) -> dict[int, Settled]:
        """Fulls first, then what is attached to them, then excerpts alone."""
        fulls = [name for name, member in self._members.items() if member.kind is Kind.FULL]
        joining = [bond for bond in self._bonds if bond.relation in JOINING and self._full(bond.part, bond.whole)]
        groups = self._grouped(fulls, joining)
        parents = self._briefs(groups)
        story_of = {name: self._top(name, groups, parents) for name in fulls}
        excerpts = self._excerpts(story_of)
        parents |= excerpts
        story_of |= {name: story_of[parent] for name, parent in excerpts.items()}
        orphans = self._grouped([name for name in self._members if name not in story_of], self._bonds)
        for group in sorted(orphans.members().values(), key=lambda group: min(map(self._rank, group))):
            story_of |= dict.fromkeys(group, self._followed(group, story_of, parents))
        return self._named(story_of, parents)

    def _order(self, bond: Bond) -> tuple[tuple[float, ...], Place, str, str]:
        whole = self._members[bond.whole]
        return rank(bond, (whole.place, whole.version_id), self._name(bond.part))

    def _name(self, content: int) -> str:
        return self._members[content].version_id

    def _full(self, *names: int) -> bool:
        return all(self._members[name].kind is Kind.FULL for name in names)

    def _grouped(self, names: list[int], bonds: Iterable[Bond]) -> _Groups:
        mine = set(names)
        groups = _Groups(names, (pair for pair in self._apart if mine.issuperset(pair)))
        for bond in bonds:
            if bond.part in mine and bond.whole in mine:
                groups.join(bond.part, bond.whole)
        return groups

    def _briefs(self, groups: _Groups) -> dict[int, int]:
        """Parents of full contents: where every version of a story begins one other story, it is a brief of it."""
        wholes: dict[int, dict[int, dict[int, Bond]]] = defaultdict(lambda: defaultdict(dict))
        for bond in self._bonds:
            if bond.relation is Relation.EXCERPT_OF and self._full(bond.part, bond.whole):
                part, whole = groups.root(bond.part), groups.root(bond.whole)
                if part != whole:
                    wholes[part][whole].setdefault(bond.part, bond)
        members = groups.members()
        size = {root: self._size(names) for root, names in members.items()}
        trees = _Trees(members, self._foes)
        parents: dict[int, int] = {}
        for part, candidates in wholes.items():
            for whole, bonds in candidates.items():
                said = next((bond for bond in bonds.values() if bond.by_hand), None)
                brief = len(bonds) == len(members[part]) and size[part] < size[whole]
                if (said or brief) and trees.hang(part, whole):
                    parents |= {name: bonds.get(name, said or bonds[name]).whole for name in members[part]}
                    break
        return parents

    def _size(self, names: list[int]) -> tuple[int, str]:
        """How much a story holds; no two are equal, so that no brief is a brief of its own brief."""
        return max((self._members[name].length, self._name(name)) for name in names)

    def _excerpts(self, story_of: dict[int, int]) -> dict[int, int]:
        """The parent of each excerpt that is tied to a full content."""
        held: dict[int, set[int]] = defaultdict(set)
        for name, story in story_of.items():
            held[story].add(name)
        forwards: list[tuple[int, int]] = []
        backwards: list[tuple[int, int]] = []
        for bond in self._bonds:
            for excerpt, whole in _both(bond):
                if not self._full(excerpt) and self._full(whole):
                    against = bond.relation is Relation.EXCERPT_OF and whole == bond.part
                    (backwards if against else forwards).append((excerpt, whole))
        parents: dict[int, int] = {}
        for excerpt, whole in (*forwards, *backwards):
            mine = held[story_of[whole]]
            if excerpt not in parents and self._foes[excerpt].isdisjoint(mine):
                parents[excerpt] = whole
                mine.add(excerpt)
        return parents

    def _top(self, name: int, groups: _Groups, parents: dict[int, int]) -> int:
        """The group that a full content belongs to in the end: its own, or that of what it is a brief of."""
        while (parent := parents.get(name)) is not None:
            name = parent
        return groups.root(name)

    def _followed(self, group: list[int], story_of: dict[int, int], parents: dict[int, int]) -> int:
        """Excerpts without a parent go where the excerpt that they are most like went, or stay among themselves."""
        mine = set(group)
        barred = {story_of[foe] for name in group for foe in self._foes[name] if foe in story_of}
        for bond in self._bonds:
            for excerpt, other in _both(bond):
                if excerpt in mine and other in parents and not self._full(other) and story_of[other] not in barred:
                    return story_of[other]
        return -1 - min(group)

    def _named(self, story_of: dict[int, int], parents: dict[int, int]) -> dict[int, Settled]:
        stories: dict[int, list[int]] = defaultdict(list)
        for name, story in story_of.items():
            stories[story].append(name)
        named = {story: min(names, key=self._rank) for story, names in stories.items()}
        return {name: Settled(self._name(named[story]), parents.get(name)) for name, story in story_of.items()}

    def _rank(self, name: int) -> tuple[bool, Place, str]:
        member = self._members[name]
        return member.kind is not Kind.FULL, member.place, member.version_id


def _both(bond: Bond) -> Iterator[tuple[int, int]]:
    yield bond.part, bond.whole
    yield bond.whole, bond.part
