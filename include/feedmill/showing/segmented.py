"""Documents split for showing: the rows of their stories and furniture, and those of the gaps between their lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from feedmill.model import Document, RejectedDocument, Source
from feedmill.showing.rows import Found, Row, segments
from feedmill.showing.snippets import words_before, words_behind

if TYPE_CHECKING:
    from feedmill.pipeline import Options
    from feedmill.splitting.explaining import Gap

COLOURS = ("#0087af", "#af5f00", "#875f87", "#5f8700")
"""Stories take turns in these. Each is legible on white and on black, and differs from the next to every eye."""

DIGITS = 6


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document with the rows of its stories and furniture, and of its gaps where they were asked for."""

    document: Document
    rows: tuple[Row, ...]
    gaps: tuple[Row, ...]


Split = Segmented | Source | RejectedDocument


def segmented(
    found: Iterable[Found], *, gaps: bool, evidence: bool = True, options: Options | None = None
) -> Iterator[Split]:
    """What reading found, its documents split as `options` say, one at a time; with their `gaps` if wanted.

    Without `evidence` the gaps have their probabilities alone, which is many times quicker.
    """
    for one in found:
        if isinstance(one, Document):
            rows = segments(one, options)
            yield Segmented(one, tuple(rows), gap_rows(one, rows, evidence=evidence) if gaps else ())
        else:
            yield one


def as_found(split: Split) -> Found:
    """What reading found there."""
    return split.document if isinstance(split, Segmented) else split


def gap_rows(document: Document, rows: Iterable[Row], *, evidence: bool = True) -> tuple[Row, ...]:
    """A row for each gap between two lines of content; none where the format says what is what: nothing is decided.

    `boundary` says whether the two lines stand in different stories of `rows`.
    """
    from feedmill.splitting.pages import is_undecided

    if not is_undecided(document):
        return ()
    from feedmill.splitting.explaining import explain

    piece_at = _pieces(rows)
    return tuple(
        _gap_row(gap, document, boundary=piece_at(gap.before - 1).story != piece_at(gap.behind).story)
        for gap in explain(document, evidence=evidence)
    )


def words_around(found: Segmented) -> Callable[[Row], tuple[str, str]]:
    """Tells the words right before and behind a gap; of stories alone, and where there are columns, of its own."""
    text = found.document.text
    piece_at = _pieces(found.rows)

    def around(gap: Row) -> tuple[str, str]:
        start, end = piece_at(gap["before"] - 1).start, piece_at(gap["behind"]).end
        return words_before(text, gap["before"], start), words_behind(text, gap["behind"], end)

    return around


class _Piece(NamedTuple):
    """A piece of a story, in the order of the text."""

    start: int
    end: int
    story: int


def _pieces(rows: Iterable[Row]) -> Callable[[int], _Piece]:
    """Tells which piece of a story an offset within a story belongs to."""
    stories = [row for row in rows if row["type"] == "story"]
    pieces = sorted(_Piece(start, end, row["ordinal"]) for row in stories for start, end in row["spans"])
    starts = [piece.start for piece in pieces]
    return lambda at: pieces[bisect_right(starts, at) - 1]


def _gap_row(gap: Gap, document: Document, *, boundary: bool) -> Row:
    return {
        "type": "gap",
        "document": document.ordinal,
        "before": gap.before,
        "behind": gap.behind,
        "probability": round(gap.probability, DIGITS),
        "boundary": boundary,
        "evidence": dict(gap.evidence),
    }
