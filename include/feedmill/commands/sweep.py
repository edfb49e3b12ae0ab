"""`feedmill sweep`: what `intake` and `ingest` do in Airflow, once and by hand, or from cron."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from feedmill import showing
from feedmill.model import Summary
from feedmill.showing.commanding import Exit, Home, Json, end, opened
from feedmill.showing.rows import Row

if TYPE_CHECKING:
    from feedmill.intake.reports import NotTaken, Swept

sweep_app = typer.Typer()


@sweep_app.command()
def sweep(as_json: Json = False, home: Home = None) -> None:
    """Take what waits in the inbox and under all other folders and S3 prefixes, and load it.

    Files that are taken are moved to the done folder, objects stay as they are. May run beside Airflow and beside
    itself: every file is taken once. Exit code 1 when something went to quarantine, or a source could not be swept;
    what was refused before and still stands there is counted alone.
    """
    out = showing.output(as_json=as_json)
    total, trouble = Summary(), False
    with opened(home) as mill:
        for swept, summary in mill.sweep_through():
            out.swept(_rows(swept))
            total += summary
            trouble = trouble or bool(swept.refused)
    out.summary(total)
    end(Exit.TROUBLE if trouble or total.quarantined else Exit.WELL)


def _rows(swept: Swept) -> Iterator[Row]:
    """A row for each file that was left (of very many, the first), and one with the counts of the sweep.

    Of those `refused`, the ones `standing` there from before are told no more.
    """
    yield from (_left(one, "refused") for one in swept.refused)
    yield from (_left(one, "deferred") for one in swept.deferred)
    yield {
        "type": "sweep",
        "found": swept.found,
        "deliveries": swept.deliveries,
        "archived": swept.archived,
        "known": swept.known,
        "refused": len(swept.refused) + swept.more_refused + swept.standing,
        "standing": swept.standing,
        "deferred": len(swept.deferred) + swept.more_deferred,
        "batches": len(swept.keys),
        "seconds": swept.seconds,
    }


def _left(one: NotTaken, outcome: str) -> Row:
    told = {"source": one.source, "name": one.name, "reason": str(one.reason), "detail": one.detail}
    return {"type": "left", "outcome": outcome, **told, "todo": one.reason.todo}
