"""`feedmill replay`: originals go through the mill again, from the archive alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from feedmill import showing
from feedmill.errors import UsageError
from feedmill.model.replaying import Selection
from feedmill.showing.commanding import Exit, Home, Jobs, Json, end, opened
from feedmill.showing.opening import moment_of
from feedmill.showing.reasons import CliReason

if TYPE_CHECKING:
    from feedmill.mill import Mill
    from feedmill.milling.replaying import Replay

replay_app = typer.Typer()

ApplyIt = Annotated[
    bool, typer.Option("--apply", help="Do it: the new parse takes the place of the old one, which stays as history.")
]
Rebuild = Annotated[
    bool,
    typer.Option("--rebuild", help="Enter all that the archive holds and the warehouse lacks, as after it was lost."),
]
Compare = Annotated[
    str | None,
    typer.Option("--compare", metavar="URL", help="Compare the warehouse with the one at this address, row by row."),
]
Moment = Annotated[str | None, typer.Option(metavar="MOMENT", help="Originals received then or later (ISO 8601, UTC).")]
Before = Annotated[str | None, typer.Option(metavar="MOMENT", help="Originals received before it.")]
Source = Annotated[str | None, typer.Option(help="Originals that this source delivered.")]
Format = Annotated[
    str | None, typer.Option(help="Originals with a document of this format, as `feedmill read` says it.")
]
Named = Annotated[
    list[str] | None, typer.Option("--original", metavar="SHA", help="This original; its first 8 digits will do.")
]
Parser = Annotated[
    str | None,
    typer.Option(metavar="VERSION", help="Originals parsed by this version of a stage, as `splitting/3`; or `other`."),
]


@replay_app.command()
def replay(  # noqa: PLR0913, PLR0917 -- its parameters are the command's options
    apply: ApplyIt = False,
    rebuild: Rebuild = False,
    compare: Compare = None,
    since: Moment = None,
    until: Before = None,
    source: Source = None,
    format: Format = None,  # noqa: A002 -- the option's name
    original: Named = None,
    parser: Parser = None,
    jobs: Jobs = 1,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Parse originals again that an earlier version parsed; sources are never touched.

    Without --apply: tell what would change (stories that stand otherwise, texts, kinds, relations, furniture, what is
    stated), tried on a copy of the warehouse. Nothing is written.
    """
    first, last = (moment_of(one) if one else None for one in (since, until))
    selection = Selection(first, last, source, format, tuple(original or ()), parser)
    if apply + rebuild + (compare is not None) > 1 or ((rebuild or compare) and selection != Selection()):
        raise UsageError(CliReason.OPTIONS_CONFLICT, "of --apply, --rebuild and --compare one; they select nothing")
    out = showing.output(as_json=as_json)
    with opened(home) as mill:
        if compare:
            trouble = out.differences(mill.differences(compare))
        else:
            trouble = out.replayed(_replay(mill, selection, jobs, apply=apply, rebuild=rebuild))
    end(Exit.TROUBLE if trouble else Exit.WELL)


def _replay(mill: Mill, selection: Selection, jobs: int, *, apply: bool, rebuild: bool) -> Replay:
    if rebuild:
        return mill.rebuild(jobs=jobs)
    return mill.apply(selection, jobs=jobs) if apply else mill.try_out(selection, jobs=jobs)
