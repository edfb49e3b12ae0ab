"""Arrivals of which no bytes are taken: archived first, so that none of them is ever lost; then a row in quarantine."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from feedmill.milling.deciding import readable
from feedmill.milling.loading import Loading
from feedmill.model import Failure, Refusal
from feedmill.warehouse import refusing

HANDS = 4
"""So many records are written at a time."""


class Refusing(Loading):
    """Says of arrivals that they were refused."""

    def restore_refusals(self) -> int:
        """Enter the archive's refusals that the warehouse lacks, as after a rebuild. Returns how many these were."""
        lacking = self.archive.refusals(refusing.known(self._store))
        return refusing.restore(self._store, readable(lacking))

    def _refuse(self, failures: Iterable[Failure]) -> None:
        """Write rows for arrivals of which no bytes were taken; one that is refused again has its record."""
        found = list(failures)
        new = refusing.lacking(self._store, {one.id for one in found})
        now = self.clock.now()
        records = [Refusal(one, now) for one in {each.id: each for each in found if each.id in new}.values()]
        if records:
            archive = self.archive
            with ThreadPoolExecutor(HANDS) as hands:
                list(hands.map(archive.put_refusal, records))
        self._warehouse.refuse(found)
