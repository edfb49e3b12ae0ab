"""The commands that tell whether all is well, and keep it so."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from feedmill import showing
from feedmill.showing.commanding import Exit, Home, Json, end, opened
from feedmill.showing.progress import Progress

operating_app = typer.Typer()


class By(StrEnum):
    """What a balance may be told by."""

    DAY = "day"
    BATCH = "batch"
    SOURCE = "source"


@operating_app.command()
def ledger(
    by: Annotated[By | None, typer.Option(help="A balance for each; without, one over everything.")] = None,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Show the balance: what came in against what became of it."""
    with opened(home) as mill:
        balances = showing.output(as_json=as_json).ledgers(mill.ledgers(str(by) if by else None))
    end(Exit.WELL if balances else Exit.TROUBLE)


@operating_app.command()
def check(
    as_json: Json = False,
    full: Annotated[bool, typer.Option("--full", help="Read every original back, hash it and parse it again.")] = False,
    home: Home = None,
) -> None:
    """Check the invariants: nothing lost, nothing doubled, everything traceable.

    Rows, the archive's listing and the folders are compared in whole; of originals, those are read back and hashed that
    never were, or longest ago.
    """
    with opened(home) as mill:
        holds = showing.output(as_json=as_json).invariants(mill.check(full=full, progress=Progress()))
    end(Exit.WELL if holds else Exit.TROUBLE)


@operating_app.command()
def maintain(as_json: Json = False, home: Home = None) -> None:
    """Do what has to be done once a day: due retries, a check, what is learned, old files of done/.

    Where Airflow runs, its DAG `maintenance` does this, and tidies up after Airflow.
    """
    with opened(home) as mill:
        well = showing.output(as_json=as_json).maintained(asdict(step) for step in mill.maintain())
    end(Exit.WELL if well else Exit.TROUBLE)
