"""The commands by which a person decides: of what waits in quarantine, and of which stories are one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from feedmill import showing
from feedmill.model import Relation
from feedmill.showing.commanding import Exit, Home, Json, end, opened

links_app = typer.Typer()
quarantine_app = typer.Typer(help="What could not go on, and what to do about it.", invoke_without_command=True)

First = Annotated[str, typer.Argument(metavar="A", help="Id of a story or version; its first 8 digits will do.")]
Second = Annotated[str, typer.Argument(metavar="B", help="Id of another.")]
Note = Annotated[str, typer.Option(help="Why: kept with the decision.")]
RowId = Annotated[str, typer.Argument(metavar="ID", help="Id of the row; its first 8 digits will do.")]


class Linked(StrEnum):
    """What a person may say that one story is to another."""

    EXCERPT_OF = Relation.EXCERPT_OF
    VERSION_OF = Relation.VERSION_OF
    SAME = Relation.SAME


As = Annotated[Linked, typer.Option("--as", help="What A is to B: with excerpt_of, A is the excerpt.")]


@links_app.command()
def link(a: First, b: Second, as_: As, note: Note, as_json: Json = False, home: Home = None) -> None:
    """Decide that two stories are one. It stands over what feedmill finds, also when everything is loaded again."""
    with opened(home) as mill:
        showing.output(as_json=as_json).links([mill.link(a, b, Relation(as_), note)])


@links_app.command()
def unlink(a: First, b: Second, note: Note, as_json: Json = False, home: Home = None) -> None:
    """Decide that two versions (or stories) are not one story. It stands, as that of `link` does."""
    with opened(home) as mill:
        showing.output(as_json=as_json).links([mill.unlink(a, b, note)])


@links_app.command()
def links(as_json: Json = False, home: Home = None) -> None:
    """List what people decided of stories, newest first.

    `to review`: where one of them stood, the originals hold it no more, or both are one text now. `superseded`: a later
    decision of the two stands. `in conflict`: other decisions prevent it.
    """
    with opened(home) as mill:
        showing.output(as_json=as_json).links(mill.links())


@links_app.command()
def learn(
    apply: Annotated[bool, typer.Option("--apply", help="Make it hold; without, only tell what would change.")] = False,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Learn which runs of words many stories share (footers, boilerplate): they tie no stories any more."""
    with opened(home) as mill:
        showing.output(as_json=as_json).learned(mill.learn(apply=apply))


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
