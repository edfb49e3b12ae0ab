"""JSON Lines on stdout: one object a line, unescaped, without a limit on rows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from feedmill.model import NOTHING_SAID, Context, Document, Invariant, Summary
from feedmill.showing.replaying import difference_rows, in_trouble, rows_of
from feedmill.showing.rows import Counted, Row, added_up, document_row, end_row, found_in, other_row, outcome
from feedmill.showing.segmented import Segmented, Split, as_found

if TYPE_CHECKING:
    from feedmill.milling.replaying import Replay


class JsonLines:
    """The output for programs."""

    def documents(self, name: str, data: bytes | BinaryIO, context: Context = NOTHING_SAID) -> bool:
        """A file's documents as they are found, then its end line."""
        counted = Counted(found_in(data, context))
        for one in counted:
            _print_json(document_row(one) if isinstance(one, Document) else other_row(one))
        end = end_row(name, counted)
        _print_json(end)
        return not end["rejected"]

    def segmentations(self, name: str, splits: Iterable[Split], *, explain: bool = False) -> bool:
        """A file's stories, furniture and (with `explain`) gaps, document by document, then its end line."""
        counted = Counted(())
        for one in splits:
            counted.take(as_found(one))
            for row in _rows(one, explain=explain):
                _print_json(row)
        end = end_row(name, counted)
        _print_json(end)
        return not end["rejected"]

    def unopened(self, name: str) -> None:
        """The end line of a file of which nothing was read."""
        _print_json({"type": "end", "file": name, "outcome": "rejected", "documents": 0, "rejected": 1})

    def ingested(self, results: Iterator[tuple[Path, Summary]], _total: int) -> bool:
        """An end line for each file, then the summary."""
        summary = added_up(results, _end_of_file)
        self.summary(summary)
        return summary.quarantined > 0

    def summary(self, summary: Summary) -> None:
        """The summary's counts."""
        _print_json({"type": "summary", **asdict(summary)})

    def stories(self, rows: Iterable[Row]) -> None:
        """A line a story."""
        for row in rows:
            _print_json(row)

    sightings = stories
    quarantine = stories
    retried = stories
    swept = stories
    ties = stories
    links = stories
    erasures = stories
    audited = stories

    sources = stories

    def checks(self, rows: Iterable[Row]) -> bool:
        """A line a check."""
        failed = False
        for row in rows:
            _print_json(row)
            failed = failed or row["outcome"] == "failed"
        return failed

    def health(self, rows: Iterable[Row]) -> bool:
        """A line a source."""
        wrong = False
        for row in rows:
            _print_json({"type": "source", **row})
            wrong = wrong or bool(row["alerts"])
        return wrong

    def learned(self, row: Row) -> None:
        """What an epoch is and changes."""
        _print_json({"type": "epoch", **row})

    def replayed(self, replay: Replay) -> bool:
        """A line a change, or an original, then the counts."""
        row: Row = {}
        for row in rows_of(replay):
            _print_json(row)
        return in_trouble(row)

    def differences(self, found: Iterator[str]) -> bool:
        """A line a difference, then how many there are."""
        row: Row = {}
        for row in difference_rows(found):
            _print_json(row)
        return bool(row["differences"])

    def story(self, row: Row) -> None:
        """The story, its lineage in it."""
        _print_json(row)

    quarantined = story

    def ledgers(self, rows: Iterable[Row]) -> bool:
        """A line a balance."""
        balances = True
        for row in rows:
            _print_json({"type": "ledger", **row})
            balances = balances and not row["unbalanced"]
        return balances

    def maintained(self, steps: Iterable[Row]) -> bool:
        """A line a step, its counts in it."""
        well = True
        for step in steps:
            counts = step.pop("counts")
            _print_json({"type": "maintenance", **step, **counts})
            well = well and step["well"]
        return well

    def invariants(self, found: Iterable[Invariant]) -> bool:
        """A line an invariant."""
        holds = True
        for one in found:
            _print_json(asdict(one))
            holds = holds and one.holds
        return holds


def _rows(split: Split, *, explain: bool) -> Iterable[Row]:
    if not isinstance(split, Segmented):
        return [other_row(split)]
    return [*split.rows, *split.gaps] if explain else split.rows


def _end_of_file(path: Path, summary: Summary) -> None:
    counts = {"documents": summary.documents, "rejected": summary.quarantined}
    _print_json({"type": "end", "file": str(path), "outcome": outcome(summary), **counts})


def _print_json(row: Row) -> None:
    line = json.dumps(row, ensure_ascii=False, default=_plain)
    sys.stdout.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
    sys.stdout.flush()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(type(value).__name__)
