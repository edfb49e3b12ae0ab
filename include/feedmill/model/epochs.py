"""States of what is learned from the corpus: frozen, numbered, archived. Loading never changes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Epoch:
    """Stop-fingerprints that hold together: sorted signed 64-bit numbers, learned from so many `contents`."""

    number: int
    learned_at: datetime
    contents: int
    stops: tuple[int, ...]

    @property
    def id(self) -> str:
        """Its number, as six digits."""
        return f"{self.number:06}"
