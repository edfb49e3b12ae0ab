"""How the command line shows things: tables and a reading view for people, JSON Lines for programs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from feedmill.errors import FeedmillError, UsageError
from feedmill.model import NOTHING_SAID, Context, Document, Invariant, Summary
from feedmill.showing.jsonlines import JsonLines
from feedmill.showing.reasons import CliReason
from feedmill.showing.rows import Row, found_in, harmless
from feedmill.showing.segmented import Split

if TYPE_CHECKING:
    from feedmill.milling.replaying import Replay


class Output(Protocol):
    """A way to show what commands give. Methods that judge return True when all is well."""

    def documents(self, name: str, data: bytes | BinaryIO, context: Context = NOTHING_SAID) -> bool:
        """A file's documents; `context` is what is said of it beside its bytes."""

    def segmentations(self, name: str, splits: Iterable[Split], *, explain: bool = False) -> bool:
        """A file's stories and furniture; with `explain` also why they begin where they do."""

    def unopened(self, name: str) -> None:
        """A file that cannot be opened; what is wrong with it is said on stderr."""

    def ingested(self, results: Iterator[tuple[Path, Summary]], total: int) -> bool:
        """An ingest as it goes on, and its summary. True when something went to quarantine."""

    def swept(self, rows: Iterable[Row]) -> None:
        """What one sweep left where it is, and its counts."""

    def replayed(self, replay: Replay) -> bool:
        """A replay as it goes on, what it changes, and its counts. True when something went to quarantine."""

    def differences(self, found: Iterator[str]) -> bool:
        """In what two warehouses differ. True when they do."""

    def summary(self, summary: Summary) -> None:
        """What one ingest did."""

    def stories(self, rows: Iterable[Row]) -> None:
        """Stories."""

    def story(self, row: Row) -> None:
        """One story with its versions and its lineage."""

    def ties(self, rows: Iterable[Row]) -> None:
        """What ties a story's versions, and why."""

    def learned(self, row: Row) -> None:
        """What an epoch of stop-fingerprints is, and what it changes."""

    def links(self, rows: Iterable[Row]) -> None:
        """What people decided of stories."""

    def erasures(self, rows: Iterable[Row]) -> None:
        """What was erased."""

    def audited(self, rows: Iterable[Row]) -> None:
        """Who did what that cannot be undone."""

    def sightings(self, rows: Iterable[Row]) -> None:
        """Sightings."""

    def quarantine(self, rows: Iterable[Row]) -> None:
        """Quarantine rows."""

    def quarantined(self, row: Row) -> None:
        """One quarantine row, with what it means and what to do."""

    def retried(self, rows: Iterable[Row]) -> None:
        """Quarantine rows as they are tried again, each with its outcome."""

    def sources(self, rows: Iterable[Row]) -> None:
        """Configured sources."""

    def checks(self, rows: Iterable[Row]) -> bool:
        """Looks at sources, as they are done. True when one failed."""

    def health(self, rows: Iterable[Row]) -> bool:
        """Sources, and what is wrong with them. True when something is."""

    def ledgers(self, rows: Iterable[Row]) -> bool:
        """Balances. True when all balance."""

    def invariants(self, found: Iterable[Invariant]) -> bool:
        """Invariants as they are checked."""

    def maintained(self, steps: Iterable[Row]) -> bool:
        """Steps of the maintenance as they are done. True when all is well."""


def output(*, as_json: bool) -> Output:
    """The way that was asked for, on a stdout that can carry it."""
    if as_json:
        _carry_everything("utf-8")
        return JsonLines()
    from feedmill.showing.people import People

    _carry_everything()
    return People()


def _carry_everything(encoding: str | None = None) -> None:
    """Make stdout write any text: in this encoding (by default its own), escaping what that lacks."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")


def complain(error: FeedmillError) -> None:
    """One line on stderr: the reason code, what is wrong, what to do."""
    sys.stderr.write(f"feedmill: {harmless(str(error))}\n")


def log_to_stderr() -> None:
    """Warnings of feedmill's own log go to stderr, key-value."""
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # as it stands at the call
    )


def decoded_text(data: bytes | BinaryIO, number: int, context: Context = NOTHING_SAID) -> bool:
    """Print a document's decoded text, as it is, in UTF-8. Raises `UsageError` for a number that is not there."""
    text = numbered([one for one in found_in(data, context) if isinstance(one, Document)], number).text
    _carry_everything("utf-8")
    sys.stdout.write(text)
    return True


def numbered(documents: Sequence[Document], number: int) -> Document:
    """The document of this number, counted from 0. Raises `UsageError` for one that is not there."""
    if not 0 <= number < len(documents):
        raise UsageError(CliReason.NO_SUCH_DOCUMENT, f"document {number} of {len(documents)}")
    return documents[number]
