"""Views of erasures for people: what was taken away, from which original, why; who did it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from feedmill.showing.rows import Row
from feedmill.showing.terminal import one_line

DIGITS = 12


class ErasuresForPeople:
    """Lines of erasures."""

    _console: Console

    def erasures(self, rows: Iterable[Row]) -> None:
        """A line an erasure: what is left of the original, until when its bytes are kept, why it was done."""
        found = list(rows)
        for row in found:
            left = "nothing is left" if row["whole"] else f"redacted, stories erased: {row['passages']}"
            kept = f", bytes hidden until {row['kept_until']:%Y-%m-%d %H:%M}" if row["kept_until"] else ""
            told = f"{row['id'][:DIGITS]}  {row['erased_at']:%Y-%m-%d %H:%M}  original {row['original'][:DIGITS]}"
            self._console.print(one_line(f"{told}: {left}{kept}: {row['reason']}"), soft_wrap=True)
        if not found:
            self._console.print(Text("Nothing was erased."))

    def audited(self, rows: Iterable[Row]) -> None:
        """A line for each thing that was done and cannot be undone."""
        for row in rows:
            told = f"{row['done_at']:%Y-%m-%d %H:%M}  {row['who']}  {row['what']}  {row['object']}: {row['why']}"
            self._console.print(one_line(told), soft_wrap=True)
