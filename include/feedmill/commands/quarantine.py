"""`feedmill quarantine`: what could not go on, and what a person does about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from feedmill import showing
from feedmill.errors import FeedmillError, UsageError
from feedmill.model import Summary
from feedmill.showing.commanding import Exit, Home, Json, end, opened
from feedmill.showing.reasons import CliReason
from feedmill.showing.rows import Row

if TYPE_CHECKING:
    from feedmill.mill import Mill

quarantine_app = typer.Typer(help="What could not go on, and what to do about it.", invoke_without_command=True)

RowId = Annotated[str, typer.Argument(metavar="ID", help="Id of the row; its first 8 digits will do.")]
RowIds = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Ids of rows; 8 digits will do.")]
Code = Annotated[str | None, typer.Option("--reason", metavar="CODE", help="Those with this reason code.")]


class State(StrEnum):
    """What a row may be."""

    OPEN = "open"
    SOLVED = "solved"
    DISMISSED = "dismissed"


@quarantine_app.callback()
def quarantine(context: typer.Context, as_json: Json = False, home: Home = None) -> None:
    """What could not go on: lists the open rows, or shows, retries or dismisses some."""
    if context.invoked_subcommand is None:
        quarantine_list(as_json=as_json, home=home)


@quarantine_app.command("list")
def quarantine_list(
    as_json: Json = False,
    every: Annotated[bool, typer.Option("--all", help="Also what is solved or dismissed.")] = False,
    state: Annotated[State | None, typer.Option(help="Those in this state (open unless told).")] = None,
    reason: Code = None,
    home: Home = None,
) -> None:
    """List the rows, oldest first."""
    if every and state:
        raise UsageError(CliReason.OPTIONS_CONFLICT, "--all and --state")
    asked = None if every else str(state or State.OPEN)
    with opened(home) as mill:
        showing.output(as_json=as_json).quarantine(mill.quarantine(state=asked, reason=reason))


@quarantine_app.command("show")
def quarantine_show(row: RowId, as_json: Json = False, home: Home = None) -> None:
    """Show a row: what it means, what to do, where its original stands, under which names it came, how often tried."""
    with opened(home) as mill:
        showing.output(as_json=as_json).quarantined(mill.quarantine_row(row))


@quarantine_app.command("retry")
def quarantine_retry(
    rows: RowIds = None,
    every: Annotated[bool, typer.Option("--all", help="All open rows.")] = False,
    reason: Code = None,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Try rows again, one by one: one that fails again stops no other. What stands is kept until that is through."""
    named = list(rows or ())
    if bool(named) == (every or reason is not None):
        raise UsageError(CliReason.NO_ROWS_NAMED, "IDs, --all or --reason CODE")
    out = showing.output(as_json=as_json)
    with opened(home) as mill:
        found = [mill.quarantine_row(row)["id"] for row in named] if named else mill.open_rows(reason=reason)
        code = _tried(mill, found, out, named=bool(named))
    end(code)


def _tried(mill: Mill, rows: Iterable[str], out: showing.Output, *, named: bool) -> Exit:
    """Try them, show each, then the summary. A row that was named and cannot be tried is wrong use."""
    total = Summary()
    outcomes: set[str] = set()
    kept: list[FeedmillError] = []

    def each() -> Iterator[Row]:
        nonlocal total
        for one in mill.retry_all(rows):
            total += one.summary
            outcomes.add(one.outcome)
            kept.extend([one.error] if one.error and named else [])
            yield {**one.row, "outcome": one.outcome}

    out.retried(each())
    out.summary(total)
    for error in kept:
        showing.complain(error)
    if kept:
        return Exit.MISUSE
    return Exit.TROUBLE if total.quarantined or outcomes - {"solved"} else Exit.WELL


@quarantine_app.command("dismiss")
def quarantine_dismiss(
    row: RowId, note: Annotated[str, typer.Option(help="Why: kept with the row.")], home: Home = None
) -> None:
    """Close a row by hand."""
    with opened(home) as mill:
        mill.dismiss(row, note)
