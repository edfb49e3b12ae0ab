"""Views for people: tables, and the reading view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from feedmill.model import NOTHING_SAID, Context, Document, Invariant, Locator, Source, Summary
from feedmill.showing.erased import ErasuresForPeople
from feedmill.showing.reading_view import reading_view
from feedmill.showing.replayed import ReplaysForPeople
from feedmill.showing.rows import Counted, Row, added_up, document_row, found_in, swept_line
from feedmill.showing.segmented import Segmented, Split, as_found
from feedmill.showing.snippets import first_words
from feedmill.showing.sourced import SourcesForPeople
from feedmill.showing.terminal import one_line, paragraphs
from feedmill.showing.ties import ID_SHOWN, IS, STYLES, told

FIXED = ("id", "reason", "last", "first", "second", "version")
FLEXIBLE = {"headline": 1, "begins": 2, "detail": 3, "delivered as": 2, "why": 2}
"""Columns that share what width is left, in these proportions, and are cut where it is not enough."""

STATUS = {"live": "green", "killed": "bold red", "embargoed": "bold yellow"}

OUTCOMES = {"refused": "yellow", "deferred": "dim", "solved": "green", "open": "bold red", "left": "yellow"}

ROW_LINES = ("id", "state", "reason", "means", "todo", "detail", "stage", "original", "archived_at", "names", "name",
             "member", "byte_start", "byte_end", "attempts", "first_at", "last_at", "next_at", "note")  # fmt: skip

LEDGER_KEYS = ("day", "batch", "source")

COUNTS = ("deliveries", "known", "documents", "stories", "new", "same", "version_of", "excerpt_of", "furniture",
          "rejected", "quarantined")  # fmt: skip


class People(SourcesForPeople, ErasuresForPeople, ReplaysForPeople):
    """The output for people."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, markup=False, emoji=False)

    def documents(self, name: str, data: bytes | BinaryIO, context: Context = NOTHING_SAID) -> bool:
        """A file's documents: what each states, where it stands, how it begins; and the sources that it lists."""
        counted = Counted(found_in(data, context))
        table = _table(f"{name}: documents", "document", "format", "headline", "published", "bytes", "begins")
        for one in counted:
            if isinstance(one, Document):
                row = document_row(one)
                cells = (one.ordinal, one.format, row["headline"], row["published_at"], _place(one.locator))
                table.add_row(*map(_cell, (*cells, first_words(one.text))))
            elif isinstance(one, Source):
                table.add_row(*map(_cell, ("-", "source", one.title, None, None, one.url)))
        self._console.print(table)
        return self._closed(name, counted)

    def segmentations(self, name: str, splits: Iterable[Split], *, explain: bool = False) -> bool:
        """The reading view: each document's text, story by story, furniture dimmed where it stands."""
        counted = Counted(())
        for one in splits:
            counted.take(as_found(one))
            if isinstance(one, Segmented):
                for text in reading_view(one, explain=explain, ascii_only=self._console.options.ascii_only):
                    self._console.print(text)
        return self._closed(name, counted)

    def _closed(self, name: str, counted: Counted) -> bool:
        for one in counted.rejected:
            place = "" if one.locator == Locator() else f" at {_place(one.locator)}"
            self._console.print(one_line(f"{name}: rejected{place}: {one.reason}: {one.detail}", style="red"))
        return not counted.rejected

    def unopened(self, name: str) -> None:
        """Nothing: stderr says it."""

    def ingested(self, results: Iterator[tuple[Path, Summary]], total: int) -> bool:
        """A progress bar while it goes on, then the summary."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._console, transient=True) as progress:
            task = progress.add_task("ingest", total=total)
            summary = added_up(results, lambda *_: progress.advance(task))
        self.summary(summary)
        return summary.quarantined > 0

    def swept(self, rows: Iterable[Row]) -> None:
        """A line for each file that was left, and one with the counts."""
        for row in rows:
            self._console.print(
                one_line(swept_line(row), style=OUTCOMES.get(row.get("outcome", ""), "")), soft_wrap=True
            )

    def summary(self, summary: Summary) -> None:
        """The counts on one line, and what to do when something went to quarantine."""
        counts = asdict(summary)
        shown = "  ".join(f"{name} {counts[name]}" for name in COUNTS)
        self._console.print(Text(f"{shown}  in {summary.seconds:.1f} s"), soft_wrap=True)
        if summary.quarantined:
            self._console.print(Text("Some went to quarantine: see `feedmill quarantine`.", style="yellow"))

    def stories(self, rows: Iterable[Row]) -> None:
        """A line a story."""
        table = _table(None, "id", "kind", "headline", "begins", "words", "versions", "sightings", "sources")
        for row in rows:
            shown = (row["id"][:ID_SHOWN], row["kind"], row["headline"], first_words(row["text"]), row["words"])
            table.add_row(*map(_cell, (*shown, row["versions"], row["sightings"], ", ".join(row["sources"]))))
        self._console.print(table)

    def story(self, row: Row) -> None:
        """The text, what is stated of it, its versions, and every place where it stands."""
        current = next(one for one in row["history"] if one["version"] == row["version"])
        shown = row | {"kind": _kind(current)}
        for name in ("id", "status", "kind", "kicker", "headline", "deck", "published_at", "language", "url"):
            style = STATUS[row["status"]] if name == "status" else ""
            self._console.print(one_line(f"{name:<13}{_plain(shown[name])}", style=style))
        if row["text"] is None:
            self._console.print(Text("\nUnder embargo: no text is shown until its time.\n", style="yellow"))
        else:
            self._console.print(paragraphs(f"\n{row['text']}\n"))
        self._history(row["history"])
        self.sightings(row["lineage"])
        for place in row["lineage"]:
            self._console.print(
                one_line(f"original {place['original']}: {place['archived_at']}", style="dim"), soft_wrap=True
            )

    def _history(self, rows: Iterable[Row]) -> None:
        """A line a version, in the order of their moments."""
        table = _table(None, "version", "moment", "kind", "words", "sightings", "headline", "begins")
        for row in rows:
            begins = "under embargo" if row["text"] is None else first_words(row["text"])
            shown = (row["version"][:ID_SHOWN], row["moment"], _kind(row), row["words"], row["sightings"])
            table.add_row(*map(_cell, (*shown, row["headline"], begins)))
        self._console.print(table)

    def ties(self, rows: Iterable[Row]) -> None:
        """A few lines a tie: what people decided first, then what the machine found."""
        nothing = True
        for row in rows:
            nothing = False
            for line in told(row, self._console.width):
                self._console.print(line)
        if nothing:
            self._console.print(Text("Nothing ties this version to any other."))

    def learned(self, row: Row) -> None:
        """What an epoch is and changes, on a line."""
        if not row["fresh"]:
            told = f"epoch {row['epoch']} holds; nothing new is to be learned"
        else:
            holds = "holds now" if row["applied"] else "would hold with --apply"
            told = (
                f"epoch {row['epoch']} {holds}: {row['stops']} stop-fingerprints, {row['fresh']} of them new, in "
                f"{row['contents']} texts; {row['moved']} versions belong to another story"
            )
        self._console.print(Text(told), soft_wrap=True)

    def links(self, rows: Iterable[Row]) -> None:
        """A line a decision."""
        table = _table(None, "id", "decided", "first", "is", "second", "why", "state")
        for row in rows:
            said = IS[row["relation"]].removeprefix("is ")
            sides = (_standing(row, "a"), said, _standing(row, "b"))
            cells = (row["id"][:ID_SHOWN], row["decided_at"], *sides, row["note"])
            table.add_row(*map(_cell, cells), one_line(row["state"], style=STYLES[row["state"]]))
        self._console.print(table)

    def sightings(self, rows: Iterable[Row]) -> None:
        """A line a sighting."""
        table = _table(
            None, "original", "delivered as", "member", "bytes", "spans", "relation", "cut", "confidence", "story"
        )
        for row in rows:
            spans = " ".join(f"{start}-{end}" for start, end in row["spans"])
            place = _place(Locator(None, row["byte_start"], row["byte_end"]))
            shown = (row["original"][:ID_SHOWN], ", ".join(row["names"]), row["member"], place, spans, row["relation"])
            table.add_row(*map(_cell, (*shown, row["truncated"], f"{row['confidence']:.2f}", row["story"][:ID_SHOWN])))
        self._console.print(table)

    def quarantine(self, rows: Iterable[Row]) -> None:
        """A line a row."""
        table = _table(None, "id", "reason", "delivered as", "detail", "tries", "last", "state")
        for row in rows:
            shown = (row["id"][:ID_SHOWN], row["reason"], row["name"], row["detail"], row["attempts"])
            again = f", again {row['next_at']:%m-%d %H:%M}" if row["next_at"] else ""
            table.add_row(*map(_cell, (*shown, row["last_at"], f"{row['state']}{again}")))
        self._console.print(table)
        self._console.print(
            Text("What to do: feedmill quarantine show ID.  Again: feedmill quarantine retry ID", "dim")
        )

    def quarantined(self, row: Row) -> None:
        """A row line by line: what it means, what to do, where its original stands."""
        for name in ROW_LINES:
            if row.get(name) not in (None, []):
                value = ", ".join(row[name]) if name == "names" else _plain(row[name])
                self._console.print(one_line(f"{name:<13}{value}"), soft_wrap=True)
        if row["state"] == "open" and row["next_at"] is None:
            hint = "It is not tried by itself: feedmill quarantine retry ID, or dismiss ID --note WHY"
            self._console.print(Text(hint, "dim"))

    def retried(self, rows: Iterable[Row]) -> None:
        """A line a row, as it is tried."""
        for row in rows:
            style = OUTCOMES[row["outcome"]]
            told = (
                f"{row['outcome']:<7} {row['id'][:ID_SHOWN]}  {row['reason']}  {row['name']}  tries {row['attempts']}"
            )
            self._console.print(one_line(told, style=style), soft_wrap=True)

    def ledgers(self, rows: Iterable[Row]) -> bool:
        """A line a balance: counts that are 0 in all of them are left out. Below, what does not balance."""
        found = list(rows)
        keys = [name for name in (found[0] if found else ()) if name in LEDGER_KEYS]
        counts = [name for name in (found[0] if found else ()) if name not in (*keys, "unbalanced")]
        shown = [name for name in counts if any(row[name] for row in found) or name in ("arrivals", "deliveries")]
        table = _table(None, *keys, *shown)
        for row in found:
            table.add_row(*(_cell(row[name]) for name in (*keys, *shown)))
        self._console.print(table)
        broken = [(row, case) for row in found for case in row["unbalanced"]]
        for row, case in broken:
            named = " ".join(str(row[key]) for key in keys)
            self._console.print(one_line(f"{named} does not balance: {case}".strip(), style="red"), soft_wrap=True)
        return not broken

    def maintained(self, steps: Iterable[Row]) -> bool:
        """A line a step; below it what a person has to look at."""
        well = True
        for step in steps:
            mark, style = ("done", "green") if step["well"] else ("LOOK", "bold red")
            counts = "  ".join(f"{name} {value}" for name, value in step["counts"].items())
            self._console.print(Text(f"{mark:<6}{step['step']:<11}{counts}", style=style), soft_wrap=True)
            for case in step["cases"]:
                self._console.print(one_line(f"      {case}", style="red"), soft_wrap=True)
            well = well and step["well"]
        return well

    def invariants(self, found: Iterable[Invariant]) -> bool:
        """A line an invariant, as it is checked."""
        holds = True
        for one in found:
            mark, style = ("holds", "green") if one.holds else ("BROKEN", "bold red")
            self._console.print(Text(f"{mark:<8}{one.name:<28}{one.counted:>10} checked", style=style))
            for case in one.broken:
                self._console.print(one_line(f"        {case}", style="red"), soft_wrap=True)
            holds = holds and one.holds
        return holds


def _table(title: str | None, *columns: str) -> Table:
    named = None if title is None else one_line(title, style="italic")
    table = Table(title=named, title_justify="left", box=None, pad_edge=False, expand=True)
    for column in columns:
        if column in FLEXIBLE:
            table.add_column(column, overflow="ellipsis", no_wrap=True, ratio=FLEXIBLE[column], min_width=8)
        else:
            table.add_column(column, overflow="fold", no_wrap=column in FIXED)
    return table


def _cell(value: object) -> Text:
    return one_line(_plain(value))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "-" if value is None else "yes" if value is True else "no" if value is False else str(value)


def _kind(version: Row) -> str:
    """Full or excerpt, and of which version."""
    if version["excerpt_of"]:
        return f"excerpt of {version['excerpt_of'][:ID_SHOWN]}"
    return str(version["kind"])


def _standing(decision: Row, side: str) -> str:
    """The version that stands at a place of a decision; where none does, the original."""
    version = decision[side]
    return version[:ID_SHOWN] if version else f"? {decision[f'{side}_place']['original'][:ID_SHOWN]}"


def _place(locator: Locator) -> str:
    """The member, if any, and the bytes, if known."""
    known = "" if locator.byte_start is None else f"{locator.byte_start}-{locator.byte_end}"
    return f"{locator.member or ''} {known}".strip() or "-"
