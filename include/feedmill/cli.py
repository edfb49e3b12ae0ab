"""The command line. Parses arguments, asks the mill or the pure stages, and shows what comes back.

Exit codes: 0 all well; 1 something went to quarantine or an invariant is broken; 2 wrong use; 3 a part that is needed
does not answer. With --json: JSON Lines on stdout, logs on stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from feedmill import showing
from feedmill.commands.erasing import erasing_app
from feedmill.commands.links import links_app
from feedmill.commands.operating import operating_app
from feedmill.commands.quarantine import quarantine_app
from feedmill.commands.replay import replay_app
from feedmill.commands.sources import fetch_app, sources_app
from feedmill.commands.sweep import sweep_app
from feedmill.errors import FeedmillError, Outage, UsageError
from feedmill.model import Summary
from feedmill.showing.asked import AS_OF, DOCUMENT, EXPLAIN, PLOT, SOURCE, WHY, Asked, only_one, sighting_of
from feedmill.showing.commanding import Exit, Home, Jobs, Json, end, opened
from feedmill.showing.opening import moment_of, settings_of, stream_of, write_bytes
from feedmill.showing.reasons import CliReason
from feedmill.showing.said import Charset, Language, TimeZone, said

if TYPE_CHECKING:
    from feedmill.pipeline import Options

HELP = """Raw news files in; split, deduplicated stories out, each traceable to its bytes.

\b
  feedmill split page.txt        what stories a file holds, without storing anything
  feedmill ingest page.txt       archive it, split it, load its stories
  feedmill sweep                 the same with all that waits in the inbox and other folders and buckets
  feedmill stories               what the warehouse holds
  feedmill story 3f2a9c41        one story, down to the bytes it came from; with --why, what makes it one
  feedmill check                 is everything as it should be?
  feedmill ledger                what came in against what became of it
  feedmill maintain              what has to be done once a day: retries, a check, tidying

State stands in FEEDMILL_HOME (default: var/ in the clone). Embedded parts start when needed and end with the command.
Exit codes: 0 all well; 1 something went to quarantine, or an invariant is broken; 2 wrong use; 3 a part that is needed
(archive, warehouse) does not answer.
"""

app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(links_app)
app.add_typer(operating_app)
app.add_typer(erasing_app)
app.add_typer(quarantine_app, name="quarantine")
app.add_typer(replay_app)
app.add_typer(sweep_app)
app.add_typer(fetch_app)
app.add_typer(sources_app, name="sources")

Files = Annotated[list[str], typer.Argument(help="Files to read; `-` is standard input.")]


@app.command()
def read(
    files: Files,
    as_json: Json = False,
    charset: Charset = None,
    time_zone: TimeZone = None,
    language: Language = None,
) -> None:
    """Show the documents of files as they stand there: metadata, text, place."""
    context = said(charset, time_zone, language)
    out = showing.output(as_json=as_json)
    end(max([_each(name, out, lambda name, data: out.documents(name, data, context)) for name in files]))


@app.command()
def split(  # noqa: PLR0913, PLR0917 -- an argument for each option of the command
    files: Files,
    as_json: Json = False,
    text: Annotated[bool, typer.Option("--text", help="Print the decoded text that spans count in.")] = False,
    document: Annotated[int | None, typer.Option(help=DOCUMENT)] = None,
    explain: Annotated[bool, typer.Option("--explain", help=EXPLAIN)] = False,
    plot: Annotated[Path | None, typer.Option(metavar="FILE.svg", help=PLOT)] = None,
    charset: Charset = None,
    time_zone: TimeZone = None,
    language: Language = None,
) -> None:
    """Show the stories and furniture of files, without storing anything.

    Stories take turns in colour; between them stands the probability that one begins there. Furniture is dimmed.
    """
    context = said(charset, time_zone, language)
    asked = Asked(as_json, text, document, explain, plot, None if text else _options(), context)
    asked.check(files)
    out = showing.output(as_json=as_json and not text)
    end(max([_each(name, out, lambda name, data: asked.show(name, data, out)) for name in files]))


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders. They are never altered.")],
    jobs: Jobs = 1,
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Archive files, split them and load their stories; files of a folder one by one."""
    out = showing.output(as_json=as_json)
    found = [path for path in paths if _there(path, out)]
    quarantined = _ingest(found, out, home, jobs)
    end(Exit.MISUSE if len(found) < len(paths) else Exit.TROUBLE if quarantined else Exit.WELL)


def _there(path: Path, out: showing.Output) -> bool:
    """Whether the path leads to anything, a dangling link too; if not, it is complained of."""
    try:
        path.lstat()
    except OSError as error:
        _unopened(str(path), error, out)
        return False
    return True


def _ingest(paths: list[Path], out: showing.Output, home: Path | None, jobs: int) -> bool:
    if not paths:
        out.summary(Summary())
        return False
    with opened(home) as mill:
        return out.ingested(mill.ingest(paths, jobs=jobs), mill.count(paths))


@app.command()
def stories(
    as_json: Json = False,
    limit: Annotated[int | None, typer.Option(help="At most so many (table: 50 unless told).")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="MOMENT", help=AS_OF)] = None,
    home: Home = None,
) -> None:
    """List the live stories, newest first."""
    moment = moment_of(as_of) if as_of else None
    with opened(home) as mill:
        rows = mill.stories(limit=limit if limit or as_json else 50, as_of=moment)
        showing.output(as_json=as_json).stories(rows)


@app.command()
def story(
    story_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a story or version; its first 8 digits will do.")
    ],
    as_json: Json = False,
    source: Annotated[bool, typer.Option("--source", help=SOURCE)] = False,
    sighting: Annotated[int, typer.Option(min=1, help="With --source: which of its places, from 1.")] = 1,
    why: Annotated[bool, typer.Option("--why", help=WHY)] = False,
    home: Home = None,
) -> None:
    """Show one story with its versions and its lineage: every place where it stands, down to the archived bytes."""
    only_one(source=source, why=why)
    with opened(home) as mill:
        if why:
            showing.output(as_json=as_json).ties(mill.why(story_id))
            return
        row = mill.story(story_id)
        if source:
            write_bytes(mill.source_bytes(sighting_of(row, sighting)))
        else:
            showing.output(as_json=as_json).story(row)


@app.command()
def sightings(as_json: Json = False, home: Home = None) -> None:
    """List every place where a story stands in an original, in canonical order."""
    with opened(home) as mill:
        showing.output(as_json=as_json).sightings(mill.sightings())


@app.command()
def migrate(home: Home = None) -> None:
    """Bring the warehouse to the tables of this version. Back it up first."""
    with opened(home, migrate=True):
        pass


def main() -> None:
    """Run the command line; every failure that feedmill knows is one line on stderr and an exit code."""
    try:
        _run()
    except Outage as error:
        showing.complain(error)
        raise SystemExit(Exit.OUTAGE) from None
    except FeedmillError as error:
        showing.complain(error)
        raise SystemExit(Exit.MISUSE if isinstance(error, UsageError) else Exit.TROUBLE) from None


def _run() -> None:
    """Run the application and flush what it printed. A reader who has gone away has seen enough: exit code 0.

    Typer and rich turn a closed pipe into an exit code of 1; what it came from tells it from other failures.
    """
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit) as ended:
        if not isinstance(ended, BrokenPipeError) and not isinstance(ended.__context__, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(Exit.WELL) from None


def _unopened(name: str, error: OSError, out: showing.Output) -> None:
    showing.complain(UsageError(CliReason.NO_SUCH_FILE, f"{name}: {error.strerror}"))
    out.unopened(name)


def _each(name: str, out: showing.Output, show: Callable[[str, BinaryIO], bool]) -> Exit:
    """Show one file; a file that cannot be opened or shown is complained of, and the others go on."""
    try:
        stream = stream_of(name)
    except OSError as error:
        _unopened(name, error, out)
        return Exit.MISUSE
    showing.log_to_stderr()
    with stream:
        try:
            return Exit.WELL if show(name, stream) else Exit.TROUBLE
        except FeedmillError as error:
            showing.complain(error)
            return Exit.MISUSE


def _options() -> Options:
    """How stories are split where nothing is stored, as the settings say."""
    from feedmill.pipeline import Options

    return Options(uncertain_below=settings_of(None).uncertain_below)
