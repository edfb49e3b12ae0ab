"""From items to ties and stories by the rules that the loader has: candidates by fingerprints, then a decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from feedmill.identity.deciding import Tie, preference, tie
from feedmill.identity.forms import Form
from feedmill.identity.settling import Bond, Member, settle
from feedmill.identity.stops import learn_stops
from feedmill.identity.winnowing import LEAST_SHARED_FINGERPRINTS
from feedmill.model import Condition, Relation

MOST = 64
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NEAR = timedelta(hours=48)
MERGING = (Relation.SAME, Relation.VERSION_OF)


@dataclass(frozen=True, slots=True)
class Matched:
    """The ties that hold between items (by number), the story of each item, and the parent of each excerpt."""

    ties: dict[tuple[int, int], Tie]
    stories: list[int]
    parents: dict[int, int]


def candidates(forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough fingerprints, each once, the lesser number first; of each item the best."""
    places: dict[int, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        for fingerprint in form.fingerprints.tolist():
            places[fingerprint].append(number)
    sizes = [len(form.fingerprints) for form in forms]
    by_norm: dict[str, list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for number, form in enumerate(forms):
        shared = Counter[int]()
        for fingerprint in form.fingerprints.tolist():
            shared.update(places[fingerprint])
        del shared[number]
        enough = [
            (-count, other)
            for other, count in shared.items()
            if count >= max(1.0, LEAST_SHARED_FINGERPRINTS * min(sizes[number], sizes[other]))
        ]
        for _, other in sorted(enough)[:MOST]:
            found.add((min(number, other), max(number, other)))
        found.update((other, number) for other in by_norm[form.norm_id][-MOST:])
        by_norm[form.norm_id].append(number)
    yield from sorted(found)


def comparable(one: Form, other: Form) -> bool:
    """Whether two share enough fingerprints to be compared, whatever else is there."""
    a, b = one.fingerprints.tolist(), other.fingerprints.tolist()
    return len(set(a) & set(b)) >= max(1.0, LEAST_SHARED_FINGERPRINTS * min(len(a), len(b)))


def matched(forms: Sequence[Form], published: Sequence[datetime | None]) -> Matched:
    """The ties between items and the stories that they make."""
    ties = {}
    for a, b in candidates(forms):
        found = tie(forms[a], forms[b])
        if found is not None and holds(found, published[a], published[b]):
            ties[a, b] = found
    return settled(forms, ties)


def without_furniture(forms: Sequence[Form], found: Matched) -> list[Form]:
    """The forms without the furniture that is learned from what was found."""
    stops = learn_stops(forms, found.stories)
    return [form.without(stops) for form in forms]


def holds(found: Tie, a: datetime | None, b: datetime | None) -> bool:
    """Whether a tie holds between two that were published then; nothing states one identity here."""
    if found.condition is None:
        return True
    return found.condition is Condition.NEAR and (a is None or b is None or abs(a - b) <= NEAR)


def settled(forms: Sequence[Form], ties: dict[tuple[int, int], Tie]) -> Matched:
    """The stories of items that came in the order of their numbers."""
    members = [_member(number, form) for number, form in enumerate(forms)]
    found = settle(members, (_bond(forms, pair, tie) for pair, tie in ties.items()))
    parents = {number: own.parent for number, own in found.items() if own.parent is not None}
    return Matched(ties, [int(found[number].story_id) for number in range(len(forms))], parents)


def _member(number: int, form: Form) -> Member:
    return Member(number, form.kind, form.length, f"{number:08}", (NOON, "", "", 0, number))


def _bond(forms: Sequence[Form], pair: tuple[int, int], found: Tie) -> Bond:
    part, whole = pair if found.part is forms[pair[0]] else (pair[1], pair[0])
    return Bond(part, whole, found.relation, preference(found))
