"""`feedmill check`: every invariant, on a live installation, from independent sides.

The warehouse's rows come through the `Rows` port, the archive's through its own; what both say is compared here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from feedmill.errors import Broken
from feedmill.model import Finding, Invariant, Parse
from feedmill.ports import Archive

SHOWN = 5
"""How many broken cases a line names."""


class Rows(Protocol):
    """The warehouse's side of the invariants."""

    def originals(self) -> dict[str, int]:
        """Size in bytes of each original, by SHA-256."""

    def delivery_ids(self) -> set[str]:
        """Ids of all recorded deliveries."""

    def decision_ids(self) -> set[str]:
        """Ids of all that people decided."""

    def epoch_ids(self) -> set[str]:
        """Ids of the epochs that were applied."""

    def unbalanced(self) -> Finding:
        """Arrivals, deliveries, documents and sightings against what became of them."""

    def uncovered(self) -> Finding:
        """Documents whose characters are not those of their stories and furniture, or are shared by two."""

    def misplaced(self) -> Finding:
        """Versions whose story is not the one that canonical order says."""

    def unstated(self) -> Finding:
        """Dates without the field that said so."""

    def stranded(self) -> Finding:
        """Deliveries that nobody works on."""

    def differing(self, parse: Parse) -> Iterable[str]:
        """How the rows of an original differ from what its bytes give now."""


class Identified(Protocol):
    """What has a record in the archive."""

    @property
    def id(self) -> str:
        """The id that its record has."""


Reparse = Callable[[str, bytes], Parse]


def check(rows: Rows, archive: Archive, reparse: Reparse | None = None) -> Iterator[Invariant]:
    """Check each invariant in turn. With `reparse`, every original is read back, hashed and parsed again.

    What arrives meanwhile is archived first: so the rows are read before the archive that has to hold them.
    """
    known = rows.originals()
    yield _archived(known, {original.sha256: original.size for original in archive.originals()})
    yield _recorded(rows, archive)
    yield _found("every_character_once", rows.uncovered())
    yield _found("ledger_balances", rows.unbalanced())
    yield _found("order_does_not_matter", rows.misplaced())
    yield _found("honest_fields", rows.unstated())
    yield _found("nothing_stranded", rows.stranded())
    if reparse is not None:
        yield _rebuilt(known, rows, archive, reparse)


def _archived(known: dict[str, int], held: dict[str, int]) -> Invariant:
    broken = [f"{sha256}: not in the archive" for sha256 in known if sha256 not in held]
    broken += [
        f"{sha256}: {held[sha256]} bytes in the archive, {size} recorded"
        for sha256, size in known.items()
        if held.get(sha256, size) != size
    ]
    return _invariant("archive_first", len(known), broken)


def _recorded(rows: Rows, archive: Archive) -> Invariant:
    deliveries, missing = _compared("", rows.delivery_ids, archive.records())
    decisions, lost = _compared("decision ", rows.decision_ids, archive.decisions())
    learned, unlearned = _compared("epoch ", rows.epoch_ids, archive.epochs())
    return _invariant("nothing_lost", deliveries + decisions + learned, [*missing, *lost, *unlearned])


def _compared(kind: str, ids: Callable[[], set[str]], records: Iterator[Identified]) -> tuple[int, list[str]]:
    """How many there are, and how the warehouse's differ from the archive's. The rows are read on either side of it."""
    before = ids()
    archived, broken = _ids_of(records)
    after = ids()
    broken += [f"{kind}{name}: archived, not in the warehouse" for name in sorted(archived - after)]
    broken += [f"{kind}{name}: in the warehouse, no record in the archive" for name in sorted(before - archived)]
    return len(before | archived), broken


def _ids_of(records: Iterator[Identified]) -> tuple[set[str], list[str]]:
    """Ids of what the archive's records tell of, and what is wrong with the records that do not."""
    found: set[str] = set()
    broken: list[str] = []
    while True:
        try:
            found.add(next(records).id)
        except StopIteration:
            return found, broken
        except Broken as error:
            broken.append(f"{error.reason}: {error.detail}")


def _rebuilt(known: dict[str, int], rows: Rows, archive: Archive, reparse: Reparse) -> Invariant:
    broken = [
        f"{sha256}: {difference}"
        for sha256 in sorted(known)
        for difference in _differences(sha256, rows, archive, reparse)
    ]
    return _invariant("rebuilt_from_the_archive", len(known), broken)


def _differences(sha256: str, rows: Rows, archive: Archive, reparse: Reparse) -> list[str]:
    try:
        data = archive.read_original(sha256)
    except Broken as error:
        return [error.detail]
    return list(rows.differing(reparse(sha256, data)))


def _found(name: str, finding: Finding) -> Invariant:
    return _invariant(name, finding.counted, finding.broken)


def _invariant(name: str, counted: int, broken: Iterable[str]) -> Invariant:
    cases = tuple(broken)
    return Invariant(name, not cases, counted, cases[:SHOWN])
