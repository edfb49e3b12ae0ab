"""The commands of legal removal: take away for good, list what was, delete what a retention kept."""

from __future__ import annotations

from typing import Annotated

import typer

from feedmill import showing
from feedmill.showing.commanding import Home, Json, opened

erasing_app = typer.Typer()

Story = Annotated[
    str | None, typer.Option(help="Id of a story or version; its first 8 digits will do. In all its wordings.")
]
Original = Annotated[
    str | None, typer.Option(metavar="SHA", help="SHA-256 of an original, 8 digits or more. With all in it.")
]
Reason = Annotated[str, typer.Option(help="Why: kept with the tombstone and in the audit. Quote nothing.")]
Whole = Annotated[
    bool, typer.Option("--whole", help="Originals that cannot be redacted go with the other stories in them.")
]


@erasing_app.command()
def erase(
    reason: Reason,
    story: Story = None,
    original: Original = None,
    whole: Whole = False,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Take a story, or an original, away for good: from the warehouse, the archive and done/. It does not come back.

    An original that holds other stories too is redacted: they stay, word for word. Where that is not sure, nothing is
    erased unless --whole is given.
    """
    with opened(home) as mill:
        rows = mill.erase(story=story, original=original, reason=reason, whole=whole)
        showing.output(as_json=as_json).erasures(rows)


@erasing_app.command()
def erasures(
    audit: Annotated[bool, typer.Option("--audit", help="Who erased what, when and why.")] = False,
    due: Annotated[bool, typer.Option("--due", help="First delete bytes whose retention is over.")] = False,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """List what was erased, the latest first; interrupted erasures are ended before."""
    with opened(home) as mill:
        mill.restore_erasures()
        if due:
            mill.erase_due()
        out = showing.output(as_json=as_json)
        if audit:
            out.audited(mill.audited())
        else:
            out.erasures(mill.erasures())
