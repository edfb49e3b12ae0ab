"""Stop-fingerprints are learned from what stands in many stories."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import numpy as np

from feedmill.identity.forms import Form, form_of
from feedmill.identity.stops import LEAST_STORIES, LEAST_WORDS, learn_stops, widened
from tests.factories import a_story

FOOTER = " ".join(f"footer{number}" for number in range(40))


def stories(count: int, words: int = LEAST_WORDS) -> list[Form]:
    return [form_of(a_story(" ".join(f"w{n}x{at}" for at in range(words)) + " " + FOOTER)) for n in range(count)]


def test_furniture_of_many_stories_is_learned_whole() -> None:
    forms = stories(LEAST_STORIES)
    stops = learn_stops(forms, range(len(forms)))
    bare = forms[0].without(stops)
    assert bare.length == LEAST_WORDS
    assert stops.tolist() == sorted(stops.tolist())


def test_what_stands_in_many_versions_of_one_story_is_no_furniture() -> None:
    forms = stories(LEAST_STORIES)
    assert len(learn_stops(forms, [0] * len(forms))) == 0


def test_what_stands_in_few_stories_is_none_and_short_texts_do_not_count() -> None:
    assert len(learn_stops(stories(LEAST_STORIES - 1), range(LEAST_STORIES - 1))) == 0
    short = stories(LEAST_STORIES, LEAST_WORDS - 60)
    assert len(learn_stops(short, range(len(short)))) == 0


def test_a_stop_without_holders_stays_as_it_is() -> None:
    assert widened(np.array([7], np.int64), []).tolist() == [7]


class Forms(list[Form]):
    """Forms of which it can be told whether they are still held."""


def test_no_more_than_the_holders_of_one_stop_are_held_at_a_time() -> None:
    given: list[weakref.ref[Forms]] = []

    def told() -> Forms:
        given.append(weakref.ref(found := Forms(stories(2))))
        return found

    def holders() -> Iterator[Forms]:
        for _ in range(4):
            yield told()
            assert sum(one() is not None for one in given) <= 1

    widened(np.array([7], np.int64), holders())
    assert len(given) == 4
