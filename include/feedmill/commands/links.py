"""The commands by which a person decides which stories are one, and what no longer ties any."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from feedmill import showing
from feedmill.model import Relation
from feedmill.showing.commanding import Home, Json, opened

links_app = typer.Typer()

First = Annotated[str, typer.Argument(metavar="A", help="Id of a story or version; its first 8 digits will do.")]
Second = Annotated[str, typer.Argument(metavar="B", help="Id of another.")]
Note = Annotated[str, typer.Option(help="Why: kept with the decision.")]


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
