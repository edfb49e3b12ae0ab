"""What commands have in common: exit codes, the options of each, a mill that is opened for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedmill import showing
from feedmill.errors import UsageError
from feedmill.showing.opening import settings_of
from feedmill.showing.reasons import CliReason

if TYPE_CHECKING:
    from feedmill.mill import Mill

Json = Annotated[bool, typer.Option("--json", help="JSON Lines on stdout, one object a line.")]
Home = Annotated[
    Path | None, typer.Option("--home", envvar="FEEDMILL_HOME", help="Folder of all embedded state.", file_okay=False)
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that share the work.")]


class Exit(IntEnum):
    """What the exit codes mean."""

    WELL = 0
    TROUBLE = 1
    MISUSE = 2
    OUTAGE = 3


def end(code: Exit) -> None:
    """End the command; with any code but 0 at once."""
    if code:
        raise typer.Exit(int(code))


@contextmanager
def opened(home: Path | None, *, migrate: bool = False) -> Iterator[Mill]:
    """A mill on the settings of the environment, with a home of one's own if named. Raises `UsageError`."""
    from feedmill.mill import Mill

    showing.log_to_stderr()
    try:
        found = Mill.open(settings_of(home), migrate=migrate)
    except OSError as error:
        raise UsageError(CliReason.HOME_UNUSABLE, str(error)) from None
    with found as mill:
        yield mill
