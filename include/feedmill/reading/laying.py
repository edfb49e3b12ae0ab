"""Lines to the text of a document: one under the other, and where each then stands."""

from __future__ import annotations

from collections.abc import Sequence

from feedmill.model import Span


def laid_out(lines: Sequence[str]) -> tuple[str, list[Span]]:
    """The lines as one text, and the span of each in it."""
    spans: list[Span] = []
    at = 0
    for line in lines:
        end = at + len(line)
        spans.append((at, end))
        at = end + 1
    return "\n".join(lines), spans
