"""A replay, and the differences of two warehouses, as plain rows."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from feedmill.model.replaying import Change
from feedmill.showing.rows import Row, outcome

if TYPE_CHECKING:
    from feedmill.milling.replaying import Replay


def rows_of(replay: Replay) -> Iterator[Row]:
    """A replay as rows: of a trial each change, else each original that was loaded; then the counts."""
    started = time.monotonic()
    for step in replay:
        if isinstance(step, Change):
            yield {"type": "change", **asdict(step)}
        elif replay.mode != "diff":
            counts = {"documents": step.summary.documents, "rejected": step.summary.quarantined}
            told = {"original": step.original, "name": step.name, "outcome": outcome(step.summary)}
            yield {"type": "replayed", **told, **counts}
    yield summary_row(replay, time.monotonic() - started)


def summary_row(replay: Replay, seconds: float) -> Row:
    """The counts of a replay that is through."""
    changes = {"changes": dict(replay.changed)} if replay.mode == "diff" else {}
    return {"type": "summary", "mode": replay.mode, **replay.counts, **changes, "seconds": round(seconds, 3)}


def in_trouble(summary: Row) -> bool:
    """Whether something went to quarantine, or could not be restored. What a trial met was on the copy alone."""
    return summary["mode"] != "diff" and bool(summary.get("quarantined") or summary.get("unreadable"))


def difference_rows(found: Iterable[str]) -> Iterator[Row]:
    """Differences of two warehouses as rows, then how many there are."""
    total = 0
    for line in found:
        total += 1
        name, _, detail = line.partition(": ")
        yield {"type": "difference", "row": name, "detail": detail}
    yield {"type": "summary", "mode": "compare", "differences": total}
