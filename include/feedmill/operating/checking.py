"""`feedmill check`: every invariant, on a live installation, from independent sides.

The warehouse's rows come through the `Rows` port, the archive's listing and bytes through its own, the folders that
files are moved through as `Folders`; what they say is compared here, as streams: nothing is held in memory that grows
with the installation.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from feedmill.errors import Broken
from feedmill.model import Finding, Holding, Invariant, Original
from feedmill.operating.pairing import paired
from feedmill.operating.reading_back import Closer, ReadBack, read_back
from feedmill.operating.tallying import Tally
from feedmill.ports import Archive, Clock

MOST_SUSPECTS = 500
"""So many objects that no row tells of are looked up once more; of others it is enough that there are more."""

SETTLED = timedelta(seconds=10)
"""An object that is younger than this may have its row written just now: then it is looked up once more."""

STRANDED_AFTER = timedelta(hours=1)
"""How long a file may stand claimed, or a delivery pending: longer than any run takes."""

AT_ONCE = 200
"""Originals that are noted as checked in one transaction."""


class Rows(Protocol):
    """The warehouse's side of the invariants."""

    def originals(self) -> Iterator[Original]:
        """Every original, by name."""

    def deliveries(self) -> Iterator[tuple[str, str]]:
        """Original and id of every delivery, in this order."""

    def without_row(self, kind: str, names: list[str]) -> set[str]:
        """Those of these originals, deliveries or refusals that have no row."""

    def decision_ids(self) -> set[str]:
        """Ids of all that people decided."""

    def epoch_ids(self) -> set[str]:
        """Ids of the epochs that were applied."""

    def erasure_ids(self) -> set[str]:
        """Ids of the erasures that were entered."""

    def drop_tokens(self) -> Iterator[str]:
        """The tokens of what came by drop folders, in their order."""

    def sums(self, *, closely: bool = False) -> Iterator[tuple[str, Finding]]:
        """What the rows say of each other, by the invariant that it belongs to.

        `closely`: with the ledger in whole, and every tie found anew.
        """

    def note_checked(self, names: list[str], stages: str | None) -> None:
        """Note that these originals were read back and are whole."""


class Folders(Protocol):
    """The folders that dropped files are moved through."""

    def claimed(self) -> Iterator[tuple[str, datetime]]:
        """Files that were claimed and are not acknowledged: where each stands, and since when."""

    def acknowledged(self) -> Iterator[tuple[str, str]]:
        """Token and path of each file that was acknowledged, by token."""


class Identified(Protocol):
    """What has a record in the archive."""

    @property
    def id(self) -> str:
        """The id that its record has."""


def _silent(_what: str, _done: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How closely is looked: which originals are read back, whether they are parsed again, by which stages.

    `progress` is called with what is done and how much of it.
    """

    originals: Iterable[Original] = ()
    closer: Closer | None = None
    stages: str | None = None
    progress: Callable[[str, int], None] = _silent


@dataclass(slots=True)
class _Side:
    """Objects without a row: candidates for what is lost or foreign."""

    held: list[Holding] = field(default_factory=list)
    more: int = 0

    def add(self, one: Holding) -> None:
        if len(self.held) < MOST_SUSPECTS:
            self.held.append(one)
        else:
            self.more += 1


class Checking:
    """One run of all checks."""

    def __init__(self, rows: Rows, archive: Archive, clock: Clock, folders: Folders | None = None) -> None:
        self._rows = rows
        self._archive = archive
        self._clock = clock
        self._folders = folders

    def check(self, depth: Depth | None = None) -> Iterator[Invariant]:
        """Check each invariant in turn.

        What arrives meanwhile is archived first: so the rows are read before the archive that has to hold them, and
        what has no row is looked up once more.
        """
        depth = depth or Depth()
        foreign = Tally("nothing_foreign")
        yield self._archived(foreign, depth)
        yield self._recorded(foreign, depth)
        foreign.take(f"{one.key}: nothing of feedmill's" for one in self._archive.holdings() if one.kind is None)
        yield foreign.invariant
        yield from self._sums(depth)
        yield from self._read_back(depth)

    def _archived(self, foreign: Tally, depth: Depth) -> Invariant:
        """Every original stands in the archive, as large as it was."""
        found, suspects = Tally("archive_first"), _Side()
        held = self._of_kind("original", foreign)
        for row, held_one in paired(self._rows.originals(), held, lambda one: one.sha256, lambda one: one.name):
            found.counted += row is not None
            if row is None and held_one:
                suspects.add(held_one)
            elif row and held_one is None:
                found.breaks(f"original {row.sha256}: not in the archive")
            elif row and held_one and row.size != held_one.size:
                found.breaks(f"original {row.sha256}: {held_one.size} bytes in the archive, {row.size} recorded")
            depth.progress("originals listed", found.counted)
        foreign.take(f"{one.key}: no delivery of it is known" for one in self._lacking("original", suspects))
        return found.invariant

    def _recorded(self, foreign: Tally, depth: Depth) -> Invariant:
        """Every delivery, decision, epoch and erasure has its record, and every record its row.

        So has every refusal that is archived, and every file that was acknowledged.
        """
        found, suspects = Tally("nothing_lost"), _Side()
        held = self._of_kind("delivery", foreign)
        pairs = paired(self._rows.deliveries(), held, tuple, lambda one: (one.original, one.name))
        for row, held_one in pairs:
            found.counted += row is not None
            if row is None and held_one:
                suspects.add(held_one)
            elif row and held_one is None:
                found.breaks(f"delivery {row[1]}: in the warehouse, no record in the archive")
            depth.progress("deliveries listed", found.counted)
        lost = self._lacking("delivery", suspects)
        found.take(f"delivery {one.name} of {one.original}: archived, not in the warehouse" for one in lost)
        found.more += suspects.more
        self._refused(found, foreign)
        found.add(_compared("decision", self._rows.decision_ids, self._archive.decisions()))
        found.add(_compared("epoch", self._rows.epoch_ids, self._archive.epochs()))
        found.add(_compared("erasure", self._rows.erasure_ids, self._archive.erasures()))
        if self._folders:
            found.add(self._acknowledged(self._folders))
        return found.invariant

    def _refused(self, found: Tally, foreign: Tally) -> None:
        """Every refusal that is archived has its row in quarantine."""
        suspects = _Side()
        held = self._of_kind("refusal", foreign)
        while some := list(islice(held, AT_ONCE)):
            found.counted += len(some)
            lacking = self._rows.without_row("refusal", [one.name for one in some])
            for one in some:
                if one.name in lacking:
                    suspects.add(one)
        lost = self._lacking("refusal", suspects)
        found.take(f"quarantine {one.name}: its refusal is archived, not in the warehouse" for one in lost)
        found.more += suspects.more

    def _of_kind(self, kind: str, foreign: Tally) -> Iterator[Holding]:
        for one in self._archive.holdings(kind):
            foreign.counted += 1
            if one.kind == kind:
                yield one
            else:
                foreign.breaks(f"{one.key}: nothing of feedmill's")

    def _lacking(self, kind: str, suspects: _Side) -> list[Holding]:
        """Those that have no row now that all of them have had the time to get one."""
        ages = [self._clock.now() - one.stored_at for one in suspects.held if one.stored_at]
        if ages and (youngest := min(ages)) < SETTLED:
            time.sleep(max(0.0, min(SETTLED, SETTLED - youngest).total_seconds()))
        lacking = self._rows.without_row(kind, [one.name for one in suspects.held])
        return [one for one in suspects.held if one.name in lacking]

    def _acknowledged(self, folders: Folders) -> Finding:
        """Files in done/ of which no delivery is known: a file is moved there when its delivery is recorded."""
        counted = 0
        broken: list[str] = []
        done = folders.acknowledged()
        for token, file in paired(self._rows.drop_tokens(), done, lambda one: one, lambda one: one[0]):
            counted += file is not None
            if token is None and file and len(broken) < MOST_SUSPECTS:
                broken.append(f"{file[1]}: acknowledged, its delivery is not in the warehouse")
        return Finding(counted, tuple(broken))

    def _sums(self, depth: Depth) -> Iterator[Invariant]:
        """What the rows say of each other, an invariant at a time."""
        tallies: dict[str, Tally] = {}
        for done, (name, finding) in enumerate(self._rows.sums(closely=depth.closer is not None)):
            tallies.setdefault(name, Tally(name)).add(finding)
            depth.progress("sums checked", done + 1)
        if self._folders:
            late = self._clock.now() - STRANDED_AFTER
            waiting = list(self._folders.claimed())
            cases = tuple(f"{path}: claimed since {since}, not acknowledged" for path, since in waiting if since < late)
            tallies.setdefault("nothing_stranded", Tally("nothing_stranded")).add(Finding(len(waiting), cases))
        yield from (tally.invariant for tally in tallies.values())

    def _read_back(self, depth: Depth) -> Iterator[Invariant]:
        """The bytes of the chosen originals are those that were stored; parsed again, they give the rows that stand."""
        whole, rebuilt = Tally("archive_intact"), Tally("rebuilt_from_the_archive")
        noted: dict[bool, list[str]] = {True: [], False: []}
        for one in read_back(depth.originals, self._archive, depth.closer):
            tally = rebuilt if one.parsed else whole
            whole.counted += 1
            rebuilt.counted += one.parsed
            tally.take(f"original {one.original.sha256}: {case}" for case in one.broken)
            depth.progress("originals read back", whole.counted)
            self._note(one, noted, depth)
        for parsed, names in noted.items():
            self._rows.note_checked(names, depth.stages if parsed else None)
        yield whole.invariant
        if depth.closer:
            yield rebuilt.invariant

    def _note(self, one: ReadBack, noted: dict[bool, list[str]], depth: Depth) -> None:
        if one.broken:
            return
        names = noted[one.parsed]
        names.append(one.original.sha256)
        if len(names) >= AT_ONCE:
            self._rows.note_checked(names, depth.stages if one.parsed else None)
            names.clear()


def _compared(kind: str, ids: Callable[[], set[str]], records: Iterator[Identified]) -> Finding:
    """How the warehouse's few differ from the archive's records, which are read. The rows are read on either side."""
    before = ids()
    archived, broken = _ids_of(records)
    after = ids()
    broken += [f"{kind} {name}: archived, not in the warehouse" for name in sorted(archived - after)]
    broken += [f"{kind} {name}: in the warehouse, no record in the archive" for name in sorted(before - archived)]
    return Finding(len(before | archived), tuple(broken))


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
