"""Where the stories and the furniture of a text stand, and what of the text is left over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from feedmill.model import Segmentation, Span


def spans_of(found: Segmentation) -> Iterator[Span]:
    """The spans of all stories, then those of all furniture."""
    for story in found.stories:
        yield from story.spans
    for furniture in found.furniture:
        yield from furniture.spans


def assert_each_character_has_one_owner(text: str, found: Segmentation) -> None:
    """Each character that is not blank stands in exactly one span; no span begins or ends with a blank."""
    spans = sorted(spans_of(found))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(start < end and not (text[start].isspace() or text[end - 1].isspace()) for start, end in spans)
    assert all(0 <= edge <= len(text) for span in spans for edge in span)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    left_over = "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert not left_over, f"in no span: {left_over[:80]!r}"
