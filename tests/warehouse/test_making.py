"""What is counted of texts when rows are made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.warehouse import making


@given(st.text(alphabet="ab \n\x1c\u00a0\u2003", max_size=40), st.integers(1, 7))
def test_a_long_text_is_counted_in_parts_as_it_is_in_whole(text: str, part: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(making, "PART", part)
        assert making.words(text) == len(text.split())
        assert making.nonblank(text) == sum(not character.isspace() for character in text)
