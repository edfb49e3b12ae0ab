"""What people decide of stories and of what waits, and what is learned: archived first, so that a rebuild obeys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TypeVar

import structlog

from feedmill.errors import Broken
from feedmill.milling.asking import Asking, Row
from feedmill.model import Relation, Verb
from feedmill.warehouse import deciding, learning, quarantining

log = structlog.get_logger("feedmill")

Record = TypeVar("Record")


class Deciding(Asking):
    """Takes decisions, archives them, and enters them in the warehouse."""

    def link(self, a: str, b: str, relation: Relation, note: str) -> Row:
        """Decide that story or version `a` is this to `b`, by their ids; with `excerpt_of`, `a` is the excerpt.

        Archived first. It stands over the machine's ties, also when the originals are loaded again. Gives the row of
        `links`. Raises `UsageError`.
        """
        return self._decide((Verb.LINK, relation, note), a, b)

    def unlink(self, a: str, b: str, note: str) -> Row:
        """Decide that `a` and `b` are not one story: no tie joins them again. As `link`."""
        return self._decide((Verb.UNLINK, None, note), a, b)

    def _decide(self, said: tuple[Verb, Relation | None, str], a: str, b: str) -> Row:
        """What an earlier call archived, and did not live to enter, is entered first: it is the same decision then."""
        self.restore_decisions()
        decision = deciding.proposed(self._store, said, a, b, now=self.clock.now())
        self.archive.put_decision(decision)
        deciding.enter(self._store, [decision])
        return next(row for row in self.links() if row["id"] == decision.id)

    def restore_decisions(self) -> int:
        """Enter the archive's decisions that the warehouse lacks, as after a rebuild. Returns how many these were.

        Records that are none are left to `check`, which names them.
        """
        lacking = list(readable(self.archive.decisions(deciding.known(self._store))))
        return deciding.enter(self._store, lacking) if lacking else 0

    def learn(self, *, apply: bool) -> Row:
        """Derive the next epoch of stop-fingerprints and make it hold; without `apply`, tell what it would change.

        An epoch is archived before it holds. What an earlier call archived, and did not live to apply, is applied.
        """
        self.restore_epochs()
        epoch = learning.derived(self._store, self.clock.now())
        if epoch is None:
            return asdict(learning.stands(self._store))
        return asdict(learning.hold(self._store, self.archive.put_epoch(epoch) if apply else epoch, apply=apply))

    def restore_epochs(self) -> int:
        """Make the archive's epochs hold that the warehouse lacks, as before a rebuild. Returns how many these were."""
        known = learning.known(self._store)
        return sum(
            learning.hold(self._store, epoch).applied for epoch in self.archive.epochs() if epoch.id not in known
        )

    def dismiss(self, row: str, note: str) -> None:
        """Close a quarantine row by a person's decision. Archived first: it stands after a rebuild too."""
        dismissal = quarantining.dismissal(self._store, row, note, self.clock.now())
        self.archive.put_dismissal(dismissal)
        quarantining.dismiss(self._store, [dismissal])

    def restore_dismissals(self) -> int:
        """Close the rows that people dismissed, as after a rebuild. Returns how many were not closed yet."""
        return quarantining.dismiss(self._store, readable(self.archive.dismissals()))


def readable(records: Iterator[Record]) -> Iterator[Record]:
    """The records that can be read."""
    while True:
        try:
            yield next(records)
        except StopIteration:
            return
        except Broken as error:
            log.warning("decision not restored", reason=str(error.reason), detail=error.detail)
