"""A form comes back from its bytes as it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.identity import packed, unpacked
from feedmill.identity.forms import Form, form_of
from tests.factories import a_story


def equal(one: Form, other: Form) -> bool:
    """Whether two forms are alike in everything."""
    arrays = [np.array_equal(getattr(one, name), getattr(other, name)) for name in ("words", "facts", "headline")]
    plain = [getattr(one, name) == getattr(other, name) for name in ("norm_id", "kind", "cut", "length", "content_id")]
    return all(arrays) and all(plain)


@given(st.text(max_size=60), st.text(max_size=20), st.booleans())
def test_a_form_comes_back_from_its_bytes(text: str, headline: str, cut: bool) -> None:
    form = form_of(a_story(text, headline=headline, cut=cut))
    assert equal(unpacked(packed(form)), form)


@pytest.mark.parametrize("words", [0, 1, 7, 8, 9, 300])
def test_a_form_takes_four_bytes_and_a_bit_a_word(words: int) -> None:
    form = form_of(a_story(" ".join(f"w{n}" for n in range(words)) + "."))
    assert len(packed(form)) == len(packed(form_of(a_story("")))) + 4 * words + (words + 7) // 8
