"""What commands show, as plain rows: documents, stories and furniture of one file."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from feedmill.errors import Rejected
from feedmill.model import NOTHING_SAID, Context, Document, RejectedDocument, Shape, Source, Summary

if TYPE_CHECKING:
    from feedmill.pipeline import Options

Row = dict[str, Any]
Found = Document | Source | RejectedDocument

PARTS = ("headline", "kicker", "deck")
UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories that may steer a terminal, break a line or cannot be encoded."""

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows: they make text look like another one."""


def harmless(text: str, *, kept: str = "") -> str:
    """The text with control characters escaped, but for those in `kept`; CR LF counts as LF."""
    return "".join(c if c in kept or not _unsafe(c) else _escape(c) for c in text.replace("\r\n", "\n"))


def _unsafe(character: str) -> bool:
    return character in TURNING or unicodedata.category(character) in UNSAFE


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode()


def found_in(data: bytes | BinaryIO, context: Context = NOTHING_SAID) -> Iterator[Found]:
    """Everything that reading finds, as it finds it; where an original cannot be read (on), one rejected place.

    It is read in a process with limits. `context` is what is said of the original beside its bytes.
    """
    from feedmill.reading import read_apart

    try:
        yield from read_apart(data, context=context)
    except Rejected as error:
        yield RejectedDocument(str(error.reason), error.detail)


class Counted:
    """Counts what passes through it."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = found
        self.documents = 0
        self.rejected: list[RejectedDocument] = []

    def __iter__(self) -> Iterator[Found]:
        for one in self._found:
            self.take(one)
            yield one

    def take(self, one: Found) -> None:
        """Count one."""
        if isinstance(one, RejectedDocument):
            self.rejected.append(one)
        else:
            self.documents += 1


def segments(document: Document, options: Options | None = None) -> list[Row]:
    """A document's stories, then its furniture; without `options`, split as where nothing is set."""
    from feedmill import pipeline

    parsed = pipeline.parse_document(document, options or pipeline.Options())
    stated = {key: value for key, value in asdict(document.stated).items() if document.shape is Shape.ITEM}
    stories = [_story_row(asdict(sighting.story), stated, document) for sighting in parsed.sightings]
    furniture = [{"type": "furniture", "document": document.ordinal, **asdict(piece)} for piece in parsed.furniture]
    return [*stories, *furniture]


def _story_row(story: Row, stated: Row, document: Document) -> Row:
    own = {key: story[key] if story[key] is not None else stated.get(key) for key in PARTS}
    return {"type": "story", "document": document.ordinal, **stated, **story, **own}


def document_row(document: Document) -> Row:
    """A document as it stands in its file."""
    row = {"type": "document", "ordinal": document.ordinal, "format": document.format, "shape": document.shape}
    return row | asdict(document.stated) | {
        "text": document.text, "notes": document.notes, "locator": asdict(document.locator)
    }  # fmt: skip


def end_row(name: str, counted: Counted) -> Row:
    """The line that closes a file."""
    documents, rejected = counted.documents, len(counted.rejected)
    outcome = "accepted" if not rejected else "partly" if documents else "rejected"
    return {"type": "end", "file": name, "outcome": outcome, "documents": documents, "rejected": rejected}


def other_row(one: Source | RejectedDocument) -> Row:
    """A source that a list names, or a rejected place."""
    return {"type": "source" if isinstance(one, Source) else "rejected", **asdict(one)}


def outcome(summary: Summary) -> str:
    """How a file ended: accepted, partly or rejected."""
    return "accepted" if not summary.quarantined else "partly" if summary.documents else "rejected"


def added_up(results: Iterable[tuple[Path, Summary]], tell: Callable[[Path, Summary], object]) -> Summary:
    """Tell each file's result as it comes; returns all together, `seconds` by the clock and not by process."""
    started, total = time.monotonic(), Summary()
    for path, one in results:
        total += one
        tell(path, one)
    return replace(total, seconds=round(time.monotonic() - started, 3))


def swept_line(row: Row) -> str:
    """One row of a sweep for people: a file that was left, or the counts of the sweep."""
    if row["type"] == "left":
        return f"{row['outcome']:<9} {row['reason']}  {row['source']}: {row['name']}  {row['detail']}"
    counts = "  ".join(f"{name} {value}" for name, value in row.items() if name not in {"type", "seconds"})
    return f"swept: {counts}  in {row['seconds']:.1f} s"
