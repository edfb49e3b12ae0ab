"""What a view is: its name, what it shows, and a SELECT that means the same on SQLite and PostgreSQL."""

from __future__ import annotations

import re
from dataclasses import dataclass

DAY = re.compile(r"day_of\(([\w.]+)\)")
"""How a SELECT writes the day (UTC, as YYYY-MM-DD) of an instant: for this alone the two have no common form."""

DAYS = {"sqlite": r"substr(\1, 1, 10)", "postgresql": r"to_char(\1 AT TIME ZONE 'UTC', 'YYYY-MM-DD')"}


@dataclass(frozen=True, slots=True)
class View:
    """A view's name, what it shows, and its SELECT."""

    name: str
    shows: str
    select: str

    def on(self, dialect: str) -> str:
        """The SELECT as a database of this name has it."""
        return DAY.sub(DAYS[dialect], self.select)
