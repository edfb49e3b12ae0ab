"""What is read of lines before anything is judged: what their terms are worth, and how many of them are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.evidence import Reading, Worths, column, read_lines, table_of
from feedmill.splitting.lines import Line
from feedmill.splitting.words import read
from tests.splitting.models import BUCKETS, bucket_of, worths

KNOWN = worths({"fog": 0.0})


def lines(*texts: str) -> list[Line]:
    return [Line(at * 100, at * 100 + len(text), text) for at, text in enumerate(texts)]


def knowing(*words: str) -> Worths:
    """Worths that were learned of these words alone."""
    table = worths(known=False)
    table.known[[bucket_of(word) for word in words]] = True
    return table


def kept(texts: list[str], which: list[bool]) -> tuple[Reading, Reading]:
    """The reading of all these lines with only some kept, and the reading of these alone."""
    own = [line for line, keep in zip(lines(*texts), which, strict=True) if keep]
    return read_lines(lines(*texts), KNOWN).kept(np.array(which, np.bool_), KNOWN), read_lines(own, KNOWN)


def test_a_term_has_the_worth_of_its_bucket() -> None:
    shared, missed, known = worths({"bridge": 5.0}, missed=0.25).of(read(["bridge mill"]))
    assert shared.tolist() == [5.0, 2.0]
    assert missed.tolist() == [0.25, 0.25]
    assert known.tolist() == [True, True]


@pytest.mark.parametrize("word", ["the", "said", "Monday", ",", "“"])
def test_what_has_no_topic_is_worth_nothing(word: str) -> None:
    shared, missed, _ = worths().of(read([word]))
    assert (shared.tolist(), missed.tolist()) == ([0.0], [0.0])


@pytest.mark.parametrize("word", ["bridge", "Lowden", "1984", "銀"])
def test_words_with_a_topic_names_and_numbers_have_a_worth(word: str) -> None:
    assert worths().of(read([word]))[0].tolist() == [2.0]


def test_lines_are_tied_by_the_terms_that_they_share_and_that_are_worth_something() -> None:
    reading = read_lines(lines("The bridge in the fog", "A mill in the fog", "Bridge fell"), KNOWN)
    assert len(reading) == 3
    assert reading.terms.reached(40).back.tolist() == [[0.0, 0.0, 2.0]]
    assert reading.terms.total().tolist() == [2.0, 2.0, 4.0]


def test_what_a_term_says_when_it_is_missed_goes_with_each_distinct_term_of_a_line() -> None:
    table = worths()
    table.missed[bucket_of("mill")] = 9.0
    reading = read_lines(lines("mill bridge mill", "bridge mill"), table)
    found = {(int(line), float(missed)) for line, missed in zip(reading.terms.line, reading.missed, strict=True)}
    assert found == {(0, 9.0), (0, 0.5), (1, 9.0), (1, 0.5)}
    assert len(reading.missed) == len(reading.terms.line) == 4


def test_the_known_share_is_that_of_the_terms_that_were_learned_of() -> None:
    reading = read_lines(lines("bridge mill the of", "bridge", "mill tower", "the of"), knowing("bridge"))
    assert reading.known.tolist() == [0.5, 1.0, 0.0, 0.0]


def test_all_lines_kept_are_the_same_reading() -> None:
    reading = read_lines(lines("One bridge", "Two mills"), KNOWN)
    assert reading.kept(np.ones(2, np.bool_), KNOWN) is reading


TEXTS = st.lists(
    st.lists(st.sampled_from(["bridge", "Lowden", "the", "fog", "1984", "rose.", "“It", "U.S."])).map(" ".join),
    min_size=1,
    max_size=6,
)


@given(TEXTS, st.data())
def test_lines_that_are_kept_are_tied_as_if_they_had_been_read_alone(texts: list[str], data: st.DataObject) -> None:
    texts = [text or "-" for text in texts]
    which = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    found, alone = kept(texts, which)
    assert list(found.lines) == list(alone.lines)
    assert found.missed.tolist() == alone.missed.tolist()
    assert found.known.tolist() == alone.known.tolist()
    assert found.shapes.length.tolist() == alone.shapes.length.tolist()
    for name in ("lines", "line", "weight", "last", "next", "word", "order"):
        assert np.array_equal(getattr(found.terms, name), getattr(alone.terms, name)), name


def test_no_line_kept_leaves_nothing() -> None:
    found, alone = kept(["One bridge", "Two mills"], [False, False])
    assert len(found) == len(alone) == 0


def test_a_table_has_its_columns_side_by_side_in_order() -> None:
    table = table_of({"one": column([1, 2]), "two": column(np.array([True, False]))})
    assert table.tolist() == [[1, 1], [2, 0]]
    assert table.dtype == np.float32


def test_buckets_are_taken_from_the_low_bits_of_a_term() -> None:
    numbered = np.arange(4, dtype=np.float32)
    found = Worths(numbered, numbered, numbered >= 0).of(read(["bridge"]))[0]
    assert found.tolist() == [bucket_of("bridge") % 4]
    assert BUCKETS % 4 == 0
