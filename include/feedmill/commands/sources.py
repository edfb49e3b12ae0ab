"""`feedmill sources` and `feedmill fetch`: where deliveries come from, and looking there now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from feedmill import showing
from feedmill.errors import UsageError
from feedmill.model import Summary
from feedmill.showing.commanding import Exit, Home, Json, end, opened
from feedmill.showing.opening import settings_of
from feedmill.showing.rows import Row, found_in

if TYPE_CHECKING:
    from feedmill.intake.sources import AnySource, Sources
    from feedmill.intake.sources.discovering import Discovered
    from feedmill.model.fetching import Check

sources_app = typer.Typer(help="Where deliveries come from, beside the inbox.", no_args_is_help=True)
fetch_app = typer.Typer()

Named = Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Names; without, all that are due.")]


@fetch_app.command()
def fetch(names: Named = None, as_json: Json = False, home: Home = None) -> None:
    """Look at sources of the web, and load what they bring; named ones at once, without names those that are due.

    Exit code 1 when a source failed, or something went to quarantine.
    """
    out = showing.output(as_json=as_json)
    total: list[Summary] = []
    with opened(home) as mill:
        trouble = out.checks(_looked(mill.fetch(names or ()), total))
    summary = sum(total, Summary())
    out.summary(summary)
    end(Exit.TROUBLE if trouble or summary.quarantined else Exit.WELL)


@sources_app.command("list")
def sources_list(as_json: Json = False, home: Home = None) -> None:
    """List the configured sources; whatever is wrong with their file is named by line."""
    showing.output(as_json=as_json).sources(map(_source_row, _sources(home).sources))


@sources_app.command("health")
def sources_health(as_json: Json = False, home: Home = None) -> None:
    """Show the sources that are fetched, and what is wrong with them. Exit code 1 when something is."""
    with opened(home) as mill:
        wrong = showing.output(as_json=as_json).health(mill.health())
    end(Exit.TROUBLE if wrong else Exit.WELL)


@sources_app.command("import")
def sources_import(
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")],
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Add the feeds of an OPML file to the file of sources; those that are there stay as they are."""
    from feedmill.intake.sources import SourceReason
    from feedmill.intake.sources.discovering import Discovered
    from feedmill.model import Source
    from feedmill.showing.opening import stream_of
    from feedmill.showing.reasons import CliReason

    try:
        with stream_of(str(file)) as stream:
            listed = [one for one in found_in(stream) if isinstance(one, Source)]
    except OSError as error:
        raise UsageError(CliReason.NO_SUCH_FILE, f"{file}: {error.strerror}") from None
    if not listed:
        raise UsageError(SourceReason.NO_SOURCES_LISTED, str(file))
    _added([Discovered("feed", one.url, one.title) for one in listed], as_json=as_json, home=home)


@sources_app.command("export")
def sources_export(home: Home = None) -> None:
    """Print the feeds among the sources as OPML."""
    from feedmill.intake.sources.opml import to_opml

    typer.echo(to_opml(_sources(home).sources), nl=False)


@sources_app.command("test")
def sources_test(
    wanted: Annotated[str, typer.Argument(metavar="URL", help="An address, or the name of a source.")],
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Look at an address or a source without storing anything: what it answers, and the documents in it."""
    out = showing.output(as_json=as_json)
    with opened(home) as mill:
        tried = mill.try_source(wanted)
    trouble = out.checks(_looked([(tried.check, Summary())], []))
    well = tried.content is not None and out.documents(tried.check.url, tried.content, tried.context)
    end(Exit.WELL if well and not trouble else Exit.TROUBLE)


@sources_app.command("add")
def sources_add(
    url: Annotated[str, typer.Argument(help="Of a feed, a sitemap, or a page that names some.")],
    as_json: Json = False,
    home: Home = None,
) -> None:
    """Add what stands at an address to the file of sources: a feed, or those that a page names, or its sitemaps."""
    from feedmill.intake.sources import SourceReason

    with opened(home) as mill:
        found = mill.discover(url)
    if not found:
        raise UsageError(SourceReason.NOTHING_FOUND, url)
    _added(found, as_json=as_json, home=home)


def _added(found: list[Discovered], *, as_json: bool, home: Path | None) -> None:
    """Add those that are not there yet, and show them. Raises `UsageError` when all are."""
    from feedmill.intake.sources import SourceReason
    from feedmill.intake.sources.editing import add_sources

    known = _sources(home)
    there = {_address(source) for source in known.sources}
    names = {source.name for source in known.sources}
    fresh = [one for one in found if one.url not in there]
    entries = list(filter(_right, _entries(fresh, names)))
    if not fresh:
        raise UsageError(SourceReason.SOURCE_KNOWN, ", ".join(one.url for one in found)[:300])
    add_sources(settings_of(home).sources, entries)
    added = {entry["name"] for entry in entries}
    rows = (_source_row(source) for source in _sources(home).sources if source.name in added)
    showing.output(as_json=as_json).sources(rows)
    end(Exit.WELL if len(entries) == len(fresh) else Exit.TROUBLE)


def _right(entry: dict[str, str]) -> bool:
    """Whether a source can be so; where not, it is complained of, and the others are added."""
    from feedmill.intake.sources import parse_sources

    try:
        parse_sources(json.dumps({"sources": [entry]}), entry["url"])
    except UsageError as error:
        showing.complain(error)
        return False
    return True


def _entries(found: Iterable[Discovered], taken: set[str]) -> Iterator[dict[str, str]]:
    """The fields of new sources, each with a name that no other has."""
    from feedmill.intake.sources.editing import new_name
    from feedmill.intake.sources.kinds import TAKEN_NAMES

    names = taken | TAKEN_NAMES
    for one in found:
        name = new_name(one.title or urlsplit(one.url).hostname or "", names)
        names.add(name)
        yield {"name": name, "kind": one.kind, "url": one.url}


def _sources(home: Path | None) -> Sources:
    from feedmill.intake.sources import read_sources

    return read_sources(settings_of(home).sources)


def _source_row(source: AnySource) -> Row:
    said = source.model_dump(mode="json", exclude_none=True)
    return {"type": "source", **said, "address": _address(source)}


def _address(source: AnySource) -> str:
    return next(str(getattr(source, name)) for name in ("url", "folder", "prefix") if hasattr(source, name))


def _looked(found: Iterable[tuple[Check, Summary]], total: list[Summary]) -> Iterator[Row]:
    """A row for each check; what was loaded is collected in `total`."""
    for check, summary in found:
        total.append(summary)
        loaded = {name: getattr(summary, name) for name in ("documents", "new", "quarantined")}
        said = asdict(check)
        wire = said.pop("wire")
        yield {"type": "check", **said, "bytes": wire, **loaded}
