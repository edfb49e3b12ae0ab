"""Words as they are compared, and which of them carry facts."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.identity import words
from feedmill.identity.words import cut, hashes_of, words_of


def facts(text: str) -> list[str]:
    found = words_of(text)
    return [word for word, fact in zip(*found, strict=True) if fact]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t “stop” – now", 'DON\'T "STOP" - NOW'),
        ("1,200.50 dollars", "1200.50 dollars"),
        ("ﬁrst", "first"),
        ("co-operate, they said;", "co operate they said"),
        ("a\u00adb", "a b"),
    ],
)
def test_typography_and_case_are_folded_away(one: str, other: str) -> None:
    assert words_of(one).words == words_of(other).words


def test_numbers_keep_their_decimals_and_lose_their_thousands() -> None:
    assert words_of("1,200.5 at 10:30, 7.").words == ["1200·5", "at", "10·30", "7"]
    assert words_of("281 3/4 and 10 \u00bd").words == ["281", "3·4", "and", "10", "1·2"]


def test_scripts_without_blanks_are_read_character_by_character() -> None:
    assert words_of("東京で G20 会議").words == ["東", "京", "で", "g20", "会", "議"]


def test_numbers_days_and_names_carry_facts() -> None:
    assert facts("The bank said on Monday that Acme paid 5 dollars in may.") == ["monday", "acme", "5", "may"]


def test_the_capital_that_opens_a_sentence_says_nothing_unless_another_follows() -> None:
    assert facts("Shares fell. Union Pacific rose. Trains ran") == ["union", "pacific"]


def test_capitals_say_nothing_where_all_is_shouted() -> None:
    assert facts("SHARES OF ACME FELL ON MONDAY BY 3") == ["monday", "3"]


@pytest.mark.parametrize("text", ["It was said that", "It went on...", "It went on…", "", "They came to the U"])
def test_a_text_without_an_end_is_cut(text: str) -> None:
    assert cut(text)


@pytest.mark.parametrize("text", ["It ended.", "“It ended!”", "終わった。", "Did it? ", "(It ended.)"])
def test_a_text_that_ends_its_sentence_is_not(text: str) -> None:
    assert not cut(text)


def test_hashes_are_the_same_whatever_was_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    own = ["some", "few", "words"]
    before, read = hashes_of(own).tolist(), words_of("Some Few Words")
    monkeypatch.setattr(words, "REMEMBERED", 0)
    assert hashes_of(own).tolist() == before
    assert words_of("Some Few Words never met before").words[:3] == read.words


def test_what_is_too_long_for_a_word_is_read_each_time() -> None:
    long = "x" * (words.LONGEST + 1)
    assert words_of(long) == words_of(long)
    assert hashes_of([long, long]).tolist() == hashes_of([long]).tolist() * 2


@given(st.text(alphabet="abC. \n1,\u6771", max_size=60), st.integers(1, 9))
def test_words_are_the_same_however_much_of_a_text_is_taken_at_a_time(text: str, at_a_time: int) -> None:
    whole = words_of(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words, "STRETCH", at_a_time)
        assert words_of(text) == whole


def test_a_long_text_takes_a_few_times_its_size_in_memory() -> None:
    text = "word " * 200_000
    words_of("word")
    tracemalloc.start()
    try:
        assert len(words_of(text).words) == 200_000
        assert tracemalloc.get_traced_memory()[1] < 10 * len(text)
    finally:
        tracemalloc.stop()


@given(st.text())
def test_any_text_has_as_many_facts_as_words(text: str) -> None:
    found = words_of(text)
    assert len(found.words) == len(found.facts)
    assert all(found.words)
