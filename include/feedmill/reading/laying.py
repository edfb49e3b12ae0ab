"""Lines to the text of a document: one under the other, and where each then stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from feedmill.model import Span


def laid_out(lines: Sequence[str]) -> tuple[str, list[Span]]:
    """The lines as one text, and the span of each in it."""
    ends = accumulate(lines, lambda at, line: at + len(line) + 1, initial=0)
    return "\n".join(lines), [(at, at + len(line)) for at, line in zip(ends, lines, strict=False)]
