"""How a replay is shown: what is done as it is done, what it changes, and its counts."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from feedmill.model.replaying import Change, Replayed
from feedmill.showing.replaying import in_trouble, summary_row
from feedmill.showing.terminal import one_line

if TYPE_CHECKING:
    from feedmill.milling.replaying import Replay

MOST_SHOWN = 50
"""Rows of the table for people; all of them are counted."""
DIGITS = 12
LONGEST_CELL = 160
COUNTS = ("epochs", "recorded", "unreadable", "erasures", "refused", "decisions", "selected", "stand", "originals",
          "known", "documents", "stories", "new", "same", "version_of", "excerpt_of", "furniture", "rejected",
          "quarantined")  # fmt: skip


class ReplaysForPeople:
    """Tables of replays."""

    _console: Console

    def replayed(self, replay: Replay) -> bool:
        """A progress bar, a table of what changes, and the counts. True when something went to quarantine."""
        started = time.monotonic()
        shown = self._changes(replay)
        summary = summary_row(replay, time.monotonic() - started)
        changed = sum(replay.changed.values())
        if changed > shown:
            self._console.print(Text(f"and {changed - shown} more: feedmill replay --json", "dim"))
        told = "  ".join(f"{name} {summary[name]}" for name in COUNTS if summary.get(name)) or "nothing was to be done"
        changes = "  ".join(f"{what} {count}" for what, count in replay.changed.items())
        kept = f"changes: {changes or 'none'}; nothing was written. " if replay.mode == "diff" else ""
        self._console.print(Text(f"{replay.mode}: {kept}{told}  in {summary['seconds']:.1f} s"), soft_wrap=True)
        if in_trouble(summary):
            self._console.print(Text("Some went to quarantine: see `feedmill quarantine`.", style="yellow"))
        return in_trouble(summary)

    def _changes(self, replay: Replay) -> int:
        """Go through the replay, and print the first changes. Returns how many."""
        table = Table("change", "original", "document", "before", "after")
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._console, transient=True) as progress:
            task = progress.add_task("replay", total=replay.total)
            for step in replay:
                if isinstance(step, Replayed):
                    progress.advance(task)
                elif table.row_count < MOST_SHOWN:
                    table.add_row(*map(one_line, _cells(step)))
        if table.row_count:
            self._console.print(table)
        return table.row_count

    def differences(self, found: Iterator[str]) -> bool:
        """The first differences of two warehouses, a line each, and how many there are. True when there are any."""
        total = 0
        for line in islice(found, MOST_SHOWN):
            total += 1
            self._console.print(one_line(line), soft_wrap=True)
        total += sum(1 for _ in found)
        self._console.print(Text(f"{total} differences" if total else "The two hold the same."))
        return total > 0


def _cells(change: Change) -> tuple[str, ...]:
    original = f"{(change.original or '-')[:DIGITS]} {change.name or ''}"
    document = "-" if change.document is None else str(change.document)
    return change.what, original, document, _cell(change.before), _cell(change.after)


def _cell(value: Any) -> str:
    said = "-" if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return said if len(said) <= LONGEST_CELL else f"{said[:LONGEST_CELL]}..."
