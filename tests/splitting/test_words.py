"""The words of some lines: what is one token, what kind it is, which words are names, where sentences begin and end."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting import words as module
from feedmill.splitting.tokens import TOKEN
from feedmill.splitting.words import Bools, Mark, Words, joined, read


def those(text: str, which: Bools) -> list[str]:
    """The tokens of a line that are marked."""
    return [token for token, marked in zip(TOKEN.findall(text), which.tolist(), strict=True) if marked]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The bank's rate rose.", ["The", "bank's", "rate", "rose", "."]),
        ("the so-called U.S. plan", ["the", "so-called", "U.S", ".", "plan"]),
        ("l'Europe et qu’elle aujourd'hui", ["l'", "Europe", "et", "qu’", "elle", "aujourd'hui"]),
        ("10,000 at 9:30 or 4.5%", ["10,000", "at", "9:30", "or", "4.5", "%"]),
        ("wait... now…", ["wait", "...", "now", "…"]),
        ("銀行は rate を", ["銀", "行", "は", "rate", "を"]),
        ("“So,” she said", ["“", "So", ",", "”", "she", "said"]),
        ("a_b _", ["a", "b"]),
    ],
)
def test_a_line_falls_into_words_numbers_and_marks(text: str, tokens: list[str]) -> None:
    assert TOKEN.findall(text) == tokens
    assert len(read([text]).marks) == len(tokens)


@pytest.mark.parametrize(
    ("token", "marks"),
    [
        ("bridge", Mark.WORD | Mark.LOWER),
        ("Bridge", Mark.WORD | Mark.CAPITAL),
        ("NATO", Mark.WORD | Mark.CAPITAL | Mark.CAPITALS),
        ("B", Mark.WORD | Mark.CAPITAL | Mark.ABBREVIATED),
        ("U.S", Mark.WORD | Mark.CAPITAL | Mark.CAPITALS | Mark.ABBREVIATED),
        ("the", Mark.WORD | Mark.LOWER | Mark.FUNCTION),
        ("sagte", Mark.WORD | Mark.LOWER | Mark.SAYING),
        ("Monday", Mark.WORD | Mark.CAPITAL | Mark.TIMING),
        ("Mr", Mark.WORD | Mark.CAPITAL | Mark.TITLE | Mark.ABBREVIATED),
        ("Corp", Mark.WORD | Mark.CAPITAL | Mark.ABBREVIATED),
        ("銀", Mark.WORD),
        ("42", Mark.NUMBER),
        ("²", Mark.NUMBER),
        (".", Mark.STOP),
        ("...", Mark.STOP),
        ("؟", Mark.STOP),
        ("、", Mark.COMMA),
        (":", Mark.COLON),
        ("–", Mark.DASH),
        ("[", Mark.BRACKET),
        ("„", Mark.QUOTE),
        ("@", 0),
    ],
)
def test_a_token_carries_the_marks_of_its_kind(token: str, marks: int) -> None:
    assert read([token]).marks.tolist() == [marks]


def test_words_of_one_stem_are_one_term_and_their_own_words() -> None:
    one, other = read(["governor"]), read(["Governors’"])
    assert one.term == other.term[:1]
    assert one.low != other.low[:1]


def test_capitals_and_a_genitive_do_not_make_another_word() -> None:
    assert read(["Bank’s"]).low == read(["bank"]).low
    assert read(["BANK'S"]).term == read(["bank"]).term


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("министра", "министром", True),
        ("президент", "президентами", True),
        ("закон", "запрет", False),
        ("υπουργός", "υπουργού", True),
        ("minister", "minimal", False),
    ],
)
def test_words_of_greek_and_cyrillic_are_one_term_in_all_their_forms(one: str, other: str, same: bool) -> None:
    first, second = read([one]), read([other])
    assert (first.term == second.term).all() == same
    assert first.low != second.low


@pytest.mark.parametrize(
    ("text", "count"),
    [("हिन्दी समाचार पत्र", 3), ("বাংলাদেশের সংবাদ", 2), ("שָׁלוֹם עוֹלָם", 2), ("الكِتَاب", 1), ("cafe\u0301s", 1)],
)
def test_a_word_of_letters_with_signs_is_one_word(text: str, count: int) -> None:
    assert len(read([text]).marks) == count


def test_a_number_is_its_own_term_and_one_of_its_length_as_a_word() -> None:
    some = read(["1984 2001 77 123456 7,000"])
    assert len(set(some.term.tolist())) == 5
    assert some.low[0] == some.low[1] == some.low[3]
    assert some.low[0] != some.low[2]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Berlin", "Lowden", True),
        ("NATO", "USA", True),
        ("NATO", "Lowden", False),
        ("walking", "talking", True),
        ("walking", "walked", False),
        ("the", "a", False),
        ("The", "the", False),
        ("...", ".", True),
        ("!", ".", False),
        ("12", "99", True),
        ("12", "999", False),
    ],
)
def test_the_shape_of_a_word_is_what_is_left_without_its_topic(one: str, other: str, alike: bool) -> None:
    assert (read([one]).shape.tolist() == read([other]).shape.tolist()) is alike


def test_each_token_is_on_its_line_and_a_line_may_have_none() -> None:
    found = read(["One two.", "_", "Three"])
    assert found.lines == 3
    assert found.line.tolist() == [0, 0, 0, 2]
    assert (found.starts.tolist(), found.ends.tolist()) == ([0, 3, 3], [3, 3, 4])
    assert found.first.tolist() == [True, False, False, True]
    assert found.count(found.has(Mark.WORD)).tolist() == [2, 0, 1]


def test_nothing_has_no_words() -> None:
    assert read([]).lines == len(read([]).marks) == 0


SENTENCES = "He met Mr. Brandt. “It rose,” Brandt said. (The U.S. did not.) Prices of J. Keller fell! 5 rose"


def test_a_sentence_begins_behind_a_stop_or_behind_the_quote_that_follows_one() -> None:
    found = those(SENTENCES, read([SENTENCES]).opening)
    assert [token for token in found if token not in "“("] == ["He", "It", "The", ")", "Prices", "5"]


def test_the_stop_of_an_abbreviation_or_an_initial_ends_no_sentence() -> None:
    found = read([SENTENCES])
    at = np.flatnonzero(found.stop)
    assert [TOKEN.findall(SENTENCES)[place - 1] for place in at] == ["Brandt", "said", "not", "fell"]


def test_an_abbreviation_at_the_end_of_a_line_does_not_touch_the_next_one() -> None:
    assert those("... and it rose", read(["Plan B", "... and it rose"]).stop[2:]) == ["..."]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The town of Lowden is small.", ["Lowden"]),
        ("Maria Keller lives there.", ["Maria", "Keller"]),
        ("Prices rose.", []),
        ("NATO met.", ["NATO"]),
        ("Lowden burned. Nobody in Lowden was hurt.", ["Lowden", "Lowden"]),
        ("It rained on Monday and The Hague was wet.", ["Hague"]),
        ("“Prices rose,” he said.", []),
    ],
)
def test_a_name_has_a_capital_that_its_place_does_not_explain(text: str, names: list[str]) -> None:
    assert those(text, read([text]).named) == names


def test_what_opens_a_line_is_a_name_where_another_line_shows_it() -> None:
    found = read(["Lowden burned.", "Nobody in Lowden was hurt."])
    assert found.named.tolist()[0] is True


def test_a_name_of_two_words_introduces_and_one_of_one_word_is_bare() -> None:
    text = "The mayor Maria Keller met Brandt of NATO near New York City."
    found = read([text])
    assert those(text, found.introduced) == ["Keller", "City"]
    assert those(text, found.bare) == ["Brandt", "NATO"]


def test_a_name_does_not_run_on_into_the_next_line() -> None:
    found = read(["It was said by Keller", "Brandt Mill burned in Keller."])
    assert found.introduced.tolist().count(True) == 1
    assert bool(found.bare[4])


def test_of_a_very_long_line_the_middle_is_not_read() -> None:
    text = "first " + "word " * 2000 + "last"
    found = read([text])
    assert len(found.line) < 1100
    assert [found.low[0], found.low[-1]] == [*read(["first last"]).low]


TEXTS = st.lists(st.text(st.sampled_from("Ab c.“”'’-12 銀Mr_…"), max_size=25), min_size=1, max_size=6)


@given(TEXTS, st.data())
def test_the_words_of_some_of_the_lines_are_those_of_reading_them_alone(texts: list[str], data: st.DataObject) -> None:
    which = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    kept = read(texts).kept(np.array(which, np.bool_))
    alone = read([text for text, keep in zip(texts, which, strict=True) if keep])
    assert kept.lines == alone.lines
    for name in ("starts", "ends", "line", "marks", "term", "low", "shape", "first", "opening", "stop"):
        assert getattr(kept, name).tolist() == getattr(alone, name).tolist(), name


def test_what_was_known_of_names_stays_known_when_only_some_lines_are_kept() -> None:
    texts = ["Lowden burned.", "Nobody in Lowden was hurt."]
    only_first = np.array([True, False])
    assert read(texts).kept(only_first).named[0]
    assert not read(texts[:1]).named[0]


def runs(texts: list[str], length: int, mute: int = 0) -> list[tuple[int, str]]:
    """Line and first token of each run, slowly."""
    found: list[tuple[int, str]] = []
    for line, text in enumerate(texts):
        tokens = TOKEN.findall(text)
        marks = read([text]).marks.tolist()
        whole = [bool(mark & (Mark.WORD | Mark.NUMBER)) and not mark & mute for mark in marks]
        found += [(line, tokens[at]) for at in range(len(tokens) - length + 1) if all(whole[at : at + length])]
    return found


@given(
    st.lists(st.lists(st.sampled_from(["bridge", "The", "said", "12", ",", "Lowden"]), max_size=7).map(" ".join)),
    st.integers(1, 4),
    st.sampled_from([0, Mark.FUNCTION | Mark.SAYING]),
)
def test_words_in_a_row_are_on_one_line_with_no_mark_and_nothing_mute_between(
    texts: list[str], length: int, mute: int
) -> None:
    found = read(texts)
    which, _ = joined(found, length, mute=mute)
    tokens = [token for text in texts for token in TOKEN.findall(text)]
    assert [(found.line[at], tokens[at]) for at in np.flatnonzero(which)] == runs(texts, length, mute)


def test_the_same_words_in_a_row_have_one_hash_and_others_another() -> None:
    which, key = joined(read(["the new bridge is", "new Bridge", "bridge new", "new mill"]), 2)
    assert key[1] == key[4]
    assert len(set(key[which].tolist())) == which.sum() - 1


@pytest.fixture
def fresh_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known of any token."""
    monkeypatch.setattr(module, "_current", [module._Lexicon()])


@pytest.mark.usefixtures("fresh_lexicon")
def test_more_distinct_words_than_there_is_room_for_at_first_are_all_known() -> None:
    texts = [f"word{'abcdefghij'[at % 10] * (at // 10 + 1)}" for at in range(5000)]
    assert len(set(read(texts).low.tolist())) == 5000
    assert read(texts).low.tolist() == read(texts).low.tolist()


@pytest.mark.usefixtures("fresh_lexicon")
def test_what_is_known_of_tokens_is_forgotten_before_it_grows_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KNOWN_TOKENS", 3)
    before = read(["one two three four"])
    assert len(module._current[0]) == 4
    after = read(["four"])
    assert len(module._current[0]) == 1
    assert after.low == before.low[3:]


@pytest.mark.usefixtures("fresh_lexicon")
def test_threads_that_meet_new_words_together_read_the_same() -> None:
    texts = [f"w{at % 700} x{at}" for at in range(3000)]
    found: list[Words] = []
    threads = [threading.Thread(target=lambda: found.append(read(texts))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.low.tobytes() for one in [*found, read(texts)]}) == 1
