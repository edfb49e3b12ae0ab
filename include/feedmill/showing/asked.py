"""What `feedmill split` was asked for, and what that comes to for one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from feedmill.errors import UsageError
from feedmill.model import NOTHING_SAID, Context, Document, RejectedDocument
from feedmill.showing import Output, decoded_text, numbered
from feedmill.showing.reasons import CliReason
from feedmill.showing.rows import Found, Row, found_in
from feedmill.showing.segmented import Segmented, Split, segmented

if TYPE_CHECKING:
    from feedmill.pipeline import Options

EXPLAIN = """Say what made each boundary, and each other gap that was in doubt (a probability of 0.05 or more): kinds of
evidence, the strongest first, with the log-odds that each brought. +0.7 doubles the odds of a boundary, -0.7 halves
them; they add up only roughly. phrasing: worded like a first or last paragraph; cohesion, likeness: terms that both
sides share; names; wording: words in a row on both sides; size: lengths; ending, opening: how the lines end and begin;
habit: what is usual in this file; furniture; layout; blocks: whole stretches of text on both sides. With --json: a row
for every gap."""
DOCUMENT = "Which document of the file, from 0: with --text (default: 0) or --plot (default: all)."
PLOT = "Also draw the probabilities along the text, as SVG. Takes one FILE; what stands in FILE.svg is overwritten."
AS_OF = "As they were known at this moment, as 2026-03-01T12:00Z; in UTC where no offset is named."
WHY = "Show each tie of the story: what it rests on, which words matched, what people decided."
SOURCE = "Print, as they are, the bytes of the original that the story was read from."

MOST_PANELS = 20
"""More documents do not fit one plot."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says, and `options`: how to split.

    `document` counts from 0; None is the first one where the `text` is asked for, else all. `context` is what is said
    of the files.
    """

    as_json: bool = False
    text: bool = False
    document: int | None = None
    explain: bool = False
    plot: Path | None = None
    options: Options | None = None
    context: Context = NOTHING_SAID

    def check(self, files: Sequence[str]) -> None:
        """Raises `UsageError` where options contradict each other, or a plot cannot be of these files."""
        if self.text and (self.explain or self.plot):
            raise UsageError(CliReason.OPTIONS_CONFLICT, "--text with --explain or --plot")
        if self.plot and len(files) != 1:
            raise UsageError(CliReason.ONE_FILE_A_PLOT, f"{len(files)} files")
        if self.plot and _same(self.plot, Path(files[0])):
            raise UsageError(CliReason.ONE_FILE_A_PLOT, f"{self.plot} is the file to be read")

    def show(self, name: str, data: bytes | BinaryIO, out: Output) -> bool:
        """Show one file. True when all is well; raises `UsageError` for what cannot be shown of it."""
        if self.text:
            return decoded_text(data, self.document or 0, self.context)
        found = found_in(data, self.context)
        if self.plot:
            return self._plotted(name, list(found), self.plot, out)
        return out.segmentations(name, self._split(found), explain=self.explain)

    def _split(self, found: Iterable[Found]) -> Iterator[Split]:
        """The documents, split; only JSON without --explain does without their gaps."""
        gaps = self.explain or self.plot is not None or not self.as_json
        return segmented(found, gaps=gaps, evidence=self.explain, options=self.options)

    def _plotted(self, name: str, found: Sequence[Found], path: Path, out: Output) -> bool:
        """Show the file and plot it. What cannot be plotted is refused before anything is split or shown."""
        wanted = {id(page) for page in _pages(found, self.document)}
        splits = list(self._split(found))
        well = out.segmentations(name, splits, explain=self.explain)
        pages = [one for one in splits if isinstance(one, Segmented) and id(one.document) in wanted]
        if pages:
            _plot(name, pages, path)
        return well


def only_one(**options: bool) -> None:
    """Raises `UsageError` where more than one of these options was given."""
    given = [f"--{name}" for name, asked in options.items() if asked]
    if len(given) > 1:
        raise UsageError(CliReason.OPTIONS_CONFLICT, " with ".join(given))


def sighting_of(story: Row, number: int) -> Row:
    """One of the places where a story stands, counted from 1.

    Raises `UsageError` for one that is not there, or whose document is under embargo.
    """
    lineage: list[Row] = story["lineage"]
    if number > len(lineage):
        raise UsageError(CliReason.NO_SUCH_SIGHTING, f"sighting {number} of {len(lineage)}")
    if lineage[number - 1]["embargoed"]:
        raise UsageError(CliReason.EMBARGOED, f"sighting {number}")
    return lineage[number - 1]


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _pages(found: Sequence[Found], number: int | None) -> list[Document]:
    """The documents to plot: those in which splitting decides. None of a file that was rejected."""
    documents = [one for one in found if isinstance(one, Document)]
    if not documents and any(isinstance(one, RejectedDocument) for one in found):
        return []
    if number is not None:
        documents = [numbered(documents, number)]
    from feedmill.splitting.pages import is_undecided

    pages = [one for one in documents if is_undecided(one)]
    if not pages:
        raise UsageError(CliReason.NOTHING_TO_PLOT, f"no page among {len(documents)} documents")
    if len(pages) > MOST_PANELS:
        raise UsageError(CliReason.TOO_MUCH_TO_PLOT, f"{len(pages)} documents, at most {MOST_PANELS} fit")
    return pages


def _plot(name: str, pages: Sequence[Segmented], path: Path) -> None:
    from feedmill.showing.plotting import plot

    svg = plot("standard input" if name == "-" else name, pages)
    try:
        path.write_text(svg, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(CliReason.UNWRITABLE, f"{path}: {error.strerror}") from None
