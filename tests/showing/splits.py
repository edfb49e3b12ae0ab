"""Split pages to show, built by hand: no model is asked."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from feedmill.model import Document, Shape
from feedmill.showing.segmented import Segmented

EVIDENCE = {"likeness": 4.43, "ending": 3.1, "names": -1.24, "layout": 0.0}


def a_split(
    *stories: str,
    credit: str = "",
    inside: Mapping[int, float] | None = None,
    uncertain: int | None = None,
    headline: str | None = None,
    ordinal: int = 0,
) -> Segmented:
    """A page of stories with a line a paragraph, and a credit below the first one.

    Boundaries have a probability of 0.97; `inside` gives those of gaps within stories by their number on the page.
    """
    lines = [(line, number) for number, story in enumerate(stories) for line in story.split("\n")]
    if credit:
        lines.insert(stories[0].count("\n") + 1, (credit, -1))
    starts = [0]
    for line, _ in lines:
        starts.append(starts[-1] + len(line) + 1)
    placed = [((at, at + len(line)), number) for at, (line, number) in zip(starts, lines, strict=False)]
    rows = [_story(number, placed, uncertain=number == uncertain, headline=headline) for number in range(len(stories))]
    aside = {"type": "furniture", "document": ordinal, "label": "credit"}
    rows += [aside | {"spans": [span]} for span, number in placed if number < 0]
    content = [(span, number) for span, number in placed if number >= 0]
    text = "\n".join(line for line, _ in lines)
    return Segmented(Document(ordinal, "text", Shape.PAGE, text), tuple(rows), _gaps(content, inside or {}, ordinal))


def _story(number: int, placed: list[Any], *, uncertain: bool, headline: str | None) -> dict[str, Any]:
    spans: list[list[int]] = []
    for (start, end), _ in (one for one in placed if one[1] == number):
        if spans and spans[-1][1] + 1 == start:
            spans[-1][1] = end
        else:
            spans.append([start, end])
    story = {"type": "story", "ordinal": number, "kind": "full", "truncated": False, "confidence": 0.97}
    return story | {"spans": spans, "headline": headline} | ({"uncertain": True} if uncertain else {})


def _gaps(content: list[Any], inside: Mapping[int, float], ordinal: int) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "type": "gap", "document": ordinal, "before": before[1], "behind": behind[0], "boundary": one != other,
            "probability": 0.97 if one != other else inside.get(number, 0.01), "evidence": EVIDENCE,
        }
        for number, ((before, one), (behind, other)) in enumerate(pairwise(content))
    )  # fmt: skip
