"""What was counted of an invariant, and the first few cases that break it: the rest is a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from feedmill.model import Finding, Invariant

SHOWN = 5
"""How many broken cases a line names."""


@dataclass(slots=True)
class Tally:
    """Counts the cases of one invariant as they are looked at."""

    name: str
    counted: int = 0
    broken: list[str] = field(default_factory=list)
    more: int = 0

    def breaks(self, case: str) -> None:
        """A case that breaks it."""
        if len(self.broken) < SHOWN:
            self.broken.append(case)
        else:
            self.more += 1

    def take(self, cases: Iterable[str]) -> None:
        """Cases that break it."""
        for case in cases:
            self.breaks(case)

    def add(self, finding: Finding) -> None:
        """What the rows say of it."""
        self.counted += finding.counted
        self.take(finding.broken)

    @property
    def invariant(self) -> Invariant:
        """What came of it."""
        more = (f"and {self.more} more",) if self.more else ()
        return Invariant(self.name, not self.broken, self.counted, (*self.broken, *more))
