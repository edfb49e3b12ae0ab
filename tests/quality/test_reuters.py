"""The labels of Reuters pairs fit the texts that they speak of, and quote none of them."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from tests.quality.reuters import DATED, LABELS, STRATA, drawn, half, has_data, pairs, sent_at, weight, wires

MISSING = f"NOT MEASURED: no {DATED}; set FEEDMILL_DATA to the folder that holds news/"
needs_texts = [pytest.mark.quality, pytest.mark.skipif(not has_data(), reason=MISSING)]

KEYS = ("a", "b", "hours", "label", "excerpt", "stratum", "note")
QUOTED = 5
"""As many words in a row that a text has too would be a quotation."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + QUOTED]) for at in range(len(found) - QUOTED + 1)}


def test_a_line_holds_numbers_and_labels_and_a_few_words() -> None:
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert tuple(row) == KEYS
        assert len(words(row["note"])) <= 20


def test_there_are_enough_pairs_of_either_kind_in_either_half() -> None:
    assert len({(pair.a, pair.b) for pair in pairs()}) == len(pairs())
    assert sum(pair.hours <= 48 for pair in pairs()) >= 300
    assert sum(pair.hours >= 72 for pair in pairs()) >= 60
    halves = Counter((half(pair.a, pair.b), pair.related) for pair in pairs() if pair.hours <= 48)
    assert min(halves.values()) >= 70
    assert len(halves) == 4


def test_a_half_is_the_same_for_a_pair_in_either_order() -> None:
    assert all(half(pair.a, pair.b) == half(pair.b, pair.a) for pair in pairs())


def test_the_pairs_of_a_stratum_stand_for_all_of_it() -> None:
    assert set(drawn()) == set(STRATA)
    assert all(weight(pair) >= 1 for pair in pairs())
    assert round(sum(map(weight, pairs()))) == sum(STRATA.values())


@pytest.mark.parametrize(
    ("date", "sent"),
    [
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01+00:00"),
        (" 3-MAR-1987  09:15:05.40", "1987-03-03T09:15:05+00:00"),
        ("31-MAR-1987 605:12:19.12", "1987-03-31T05:12:19+00:00"),
    ],
)
def test_dates_with_stray_characters_are_read(date: str, sent: str) -> None:
    assert sent_at(date).isoformat() == sent


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="today"):
        sent_at("today")


class TestWithTheTexts:
    pytestmark = needs_texts

    def test_every_number_is_that_of_a_text_and_the_first_was_sent_first(self) -> None:
        texts = wires()
        for pair in pairs():
            hours = (texts[pair.b].sent - texts[pair.a].sent).total_seconds() / 3600
            assert pair.hours == pytest.approx(hours, abs=0.01)

    def test_no_note_quotes_a_text(self) -> None:
        texts = wires()
        for pair in pairs():
            for number in (pair.a, pair.b):
                assert runs(pair.note).isdisjoint(runs(f"{texts[number].title}\n{texts[number].body}")), pair

    def test_same_is_said_of_equal_words_alone(self) -> None:
        texts = wires()
        for pair in pairs():
            if pair.label == "same":
                assert words(texts[pair.a].body) == words(texts[pair.b].body), pair

    def test_an_excerpt_is_at_most_half_as_long(self) -> None:
        texts = wires()
        for pair in pairs():
            assert (pair.label == "excerpt_of") == (pair.excerpt is not None)
            if pair.excerpt is not None:
                lengths = {"a": len(texts[pair.a].body.split()), "b": len(texts[pair.b].body.split())}
                assert 2 * lengths[pair.excerpt] <= sum(lengths.values()) - lengths[pair.excerpt], pair
