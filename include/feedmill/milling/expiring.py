"""Retention: what sources delivered goes when it is older than they want to keep, as any original is erased.

An original that several sources delivered goes when the last delivery of each is too old.
"""

from __future__ import annotations

import getpass

import structlog

from feedmill.milling.erasing import Erasing
from feedmill.milling.following import Following
from feedmill.model import Erasure
from feedmill.warehouse import erasing
from feedmill.warehouse.erasing import Audited
from feedmill.warehouse.expiring import expired

log = structlog.get_logger("feedmill")

REASON = "the retention of its sources is over"


class Expiring(Erasing, Following):
    """Finds what is past its retention, and takes it away."""

    def expired(self) -> list[str]:
        """The originals that are past the retention of every source that delivered them, the oldest first."""
        now = self.clock.now()
        kept = {source.name: source.retention for source in self.sources().sources if source.retention}
        return expired(self._store, {name: now - span for name, span in kept.items()})

    def expire(self) -> int:
        """Erase them, for good. Returns how many these were; interrupted, the next call goes on."""
        self.restore_erasures()
        found = self.expired()
        for original in found:
            erasure = Erasure(original, (), (), None, self.clock.now(), REASON)
            self.archive.put_erasure(erasure)
            self._obey(erasure, Audited(getpass.getuser(), f"original {original}"))
        if found:
            erasing.sweep_out(self._store)
        return len(found)
