"""`feedmill quarantine`: what could not go on, and what a person does about it."""

from __future__ import annotations

from typing import Annotated

import typer

from feedmill import showing
from feedmill.showing.commanding import Exit, Home, Json, end, opened

quarantine_app = typer.Typer(help="What could not go on, and what to do about it.", invoke_without_command=True)

RowId = Annotated[str, typer.Argument(metavar="ID", help="Id of the row; its first 8 digits will do.")]


@quarantine_app.callback()
def quarantine(context: typer.Context, as_json: Json = False, home: Home = None) -> None:
    """What could not go on: lists the open rows, or retries or dismisses one."""
    if context.invoked_subcommand is None:
        quarantine_list(as_json=as_json, home=home)


@quarantine_app.command("list")
def quarantine_list(
    as_json: Json = False,
    every: Annotated[bool, typer.Option("--all", help="Also what is solved or dismissed.")] = False,
    home: Home = None,
) -> None:
    """List the rows, oldest first."""
    with opened(home) as mill:
        showing.output(as_json=as_json).quarantine(mill.quarantine(state=None if every else "open"))


@quarantine_app.command("retry")
def quarantine_retry(row: RowId, as_json: Json = False, home: Home = None) -> None:
    """Try the original of a row again."""
    with opened(home) as mill:
        summary = mill.retry(row)
        showing.output(as_json=as_json).summary(summary)
    end(Exit.TROUBLE if summary.quarantined else Exit.WELL)


@quarantine_app.command("dismiss")
def quarantine_dismiss(
    row: RowId, note: Annotated[str, typer.Option(help="Why: kept with the row.")], home: Home = None
) -> None:
    """Close a row by hand."""
    with opened(home) as mill:
        mill.dismiss(row, note)
