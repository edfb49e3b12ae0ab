"""A document as people read it: stories in colours that take turns, the boundaries between them, furniture dimmed.

Where its text is set in columns, stories stand one after the other, as they are read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import pairwise

from rich.padding import Padding
from rich.text import Text

from feedmill.model import Span
from feedmill.showing.rows import Row
from feedmill.showing.segmented import COLOURS, Segmented, words_around
from feedmill.showing.terminal import one_line, paragraphs

IN_DOUBT = 0.05
"""A gap that is no boundary is explained where it was at least this likely to be one."""

LEAST = 0.1
"""Evidence that brought less, in log-odds, is not worth a word."""

DASHES = ("──", "--")
"""How a rule begins and ends, and how it does where only ASCII can be shown."""

Piece = tuple[Span, Row]


def reading_view(found: Segmented, *, explain: bool, ascii_only: bool = False) -> Iterator[Text | Padding]:
    """What to print, in order: all pieces of the text, before a story's first its boundary and its heading.

    With `explain`: why each boundary stands there, and why none stands at each gap that was in doubt.
    """
    gaps = {gap["behind"]: gap for gap in found.gaps if _is_shown(gap, explain=explain)}
    text, around = found.document.text, words_around(found)
    headed: set[int] = set()
    for (start, end), row in _cut(_pieces(found.rows), gaps):
        if row["type"] == "furniture":
            yield paragraphs(f"    {text[start:end]}  ({row['label']})", style="dim italic")
            continue
        if start in gaps:
            yield _rule(gaps[start], DASHES[ascii_only])
            yield from _explained(gaps[start], *around(gaps[start])) if explain else ()
        if row["ordinal"] not in headed:
            headed.add(row["ordinal"])
            yield _heading(row)
        yield paragraphs(text[start:end].rstrip(), style=_colour(row))


def _is_shown(gap: Row, *, explain: bool) -> bool:
    return gap["boundary"] or (explain and gap["probability"] >= IN_DOUBT)


def _pieces(rows: Iterable[Row]) -> Iterator[Piece]:
    """Every piece in the order of reading: story by story, furniture before the first piece that stands behind it."""
    own: dict[bool, list[Piece]] = {True: [], False: []}
    for row in rows:
        own[row["type"] == "story"] += [((start, end), row) for start, end in row["spans"]]
    return merge(sorted(own[False], key=_place), own[True], key=_place)


def _place(piece: Piece) -> Span:
    return piece[0]


def _cut(pieces: Iterable[Piece], gaps: Mapping[int, Row]) -> Iterator[Piece]:
    """The pieces, cut where a gap that is shown stands within one."""
    places = sorted(gaps)
    for (start, end), row in pieces:
        inside = places[bisect_right(places, start) : bisect_left(places, end)]
        for span in pairwise([start, *inside, end]):
            yield span, row


def _rule(gap: Row, dash: str) -> Text:
    """The line that stands at a gap."""
    said, blank = ("boundary", "\n") if gap["boundary"] else ("no boundary", "")
    return Text(f"{blank}{dash} {said} {_probability(gap['probability'])} {dash}", style="dim")


def _probability(value: float) -> str:
    """Two decimals, and what is not certain never shown as that."""
    return f"{value:.2f}" if value in (0, 1) or 0.005 <= value < 0.995 else "<0.01" if value < 0.5 else ">0.99"


def _explained(gap: Row, before: str, behind: str) -> Iterator[Padding]:
    """What made a gap what it is, and the words on both its sides."""
    weighty = [f"{kind} {value:+.1f}" for kind, value in gap["evidence"].items() if abs(value) >= LEAST]
    for line in (f"why: {', '.join(weighty) or 'nothing stands out'}", f"before: {before}", f"behind: {behind}"):
        yield Padding(one_line(line, style="dim"), (0, 0, 0, 3), expand=False)


def _heading(row: Row) -> Text:
    """What is known of a story; one that is uncertain is marked so that it is seen without colours too."""
    style = f"bold {_colour(row)}"
    cut = ", cut" if row["truncated"] else ""
    known = f"{row['kind']}{cut}, {_probability(row['confidence'])}"
    heading = Text("" if row["ordinal"] else "\n").append_text(one_line(f"story {row['ordinal'] + 1} ({known})", style))
    if row.get("uncertain", False):
        heading.append(" ").append(" ? uncertain ", style="bold reverse")
    return heading.append_text(one_line(f": {row['headline']}" if row["headline"] else "", style))


def _colour(row: Row) -> str:
    return COLOURS[row["ordinal"] % len(COLOURS)]
