"""Lines to the text of a document."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.laying import laid_out


@given(st.lists(st.text(max_size=8), max_size=6))
def test_each_line_stands_where_its_span_says(lines: list[str]) -> None:
    text, spans = laid_out(lines)
    assert [text[start:end] for start, end in spans] == lines
    assert all(after == end + 1 for (_, end), (after, _) in pairwise(spans))
    assert len(text) == (spans[-1][1] if spans else 0)
