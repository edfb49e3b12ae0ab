"""What ties a story's versions, in words that a person understands."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from rich.console import Console

from feedmill.showing.jsonlines import JsonLines
from feedmill.showing.people import People

A, B, C = "a" * 64, "b" * 64, "c" * 64
EVIDENCE = {
    "words": 40, "ratio": 0.31, "jaccard": 0.3, "covered": 0.95, "region": 0.95, "density": 0.9, "starts": 0,
    "begins": 0, "ends": 0, "agreement": 1.0, "differing": 0, "headlines": None, "echoed": 0.5, "named": 0.4,
    "preference": [1.0],
}  # fmt: skip
TIE: dict[str, Any] = {
    "relation": "excerpt_of", "a": A, "b": B, "a_story": B, "b_story": B, "condition": None, "holds": True,
    "evidence": EVIDENCE, "matched": {"a": "the mayor said", "b": "the new mayor said"}, "rule": "deciding/2",
    "decision": None,
}  # fmt: skip
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BY_HAND: dict[str, Any] = TIE | {
    "relation": None, "evidence": None, "matched": None, "rule": "by hand",
    "decision": {"id": C, "verb": "unlink", "decided_at": NOON, "note": "two [fires] \x1b", "state": "stands"},
}  # fmt: skip
KILL: dict[str, Any] = TIE | {
    "relation": "kill", "a_story": A, "condition": "unsure", "matched": None, "rule": "as stated",
    "evidence": {"document": C, "moment": NOON, "version": "2"},
}  # fmt: skip
LINK: dict[str, Any] = {
    "id": C, "decided_at": NOON, "verb": "link", "relation": "version_of", "a": A, "a_story": A, "b": B, "b_story": A,
    "note": "one fire", "state": "stands", "a_place": {"original": "e" * 64}, "b_place": {"original": "f" * 64},
}  # fmt: skip


def shown(show: Callable[[People], Any], width: int = 200, *, colour: bool = False) -> str:
    """What a view prints."""
    out = io.StringIO()
    system: Literal["standard"] | None = "standard" if colour else None
    show(People(Console(file=out, width=width, force_terminal=colour, color_system=system, highlight=False)))
    return out.getvalue()


def tie(**changed: Any) -> str:
    """A tie as it is shown."""
    return shown(lambda people: people.ties([TIE | changed]))


def test_a_tie_says_what_it_is_and_what_it_rests_on() -> None:
    assert tie() == (
        "aaaaaaaaaaaa is an excerpt of bbbbbbbbbbbb\n"
        "    95% of the 40 words of the first stand in the second, in this order\n"
        "    both begin with them; there, 90% of the words of the second are the first's\n"
        "    the first is 31% as long; no number, date or name differs\n"
        "    beyond that, the second says 50% of the words of the first again\n"
        "    aaaaaaaaaaaa: the mayor said\n"
        "    bbbbbbbbbbbb: the new mayor said\n"
    )


def test_scores_that_say_something_are_told() -> None:
    evidence = EVIDENCE | {
        "covered": 0.8, "region": 0.6, "starts": 4, "differing": 2, "agreement": 0.9, "headlines": 0.75,
    }  # fmt: skip
    text = tie(relation="version_of", evidence=evidence)
    for part in (
        "is a version of",
        "in this order (60% in one stretch)",
        "they begin at word 5 of the first, and at word 1 of the second",
        "numbers, dates and names: 2 differ, 90% agree; the headlines share 75% of the words",
    ):
        assert part in text
    assert "beyond that" not in text


def test_equal_texts_have_no_scores() -> None:
    text = tie(relation="same", evidence={"preference": [1.0]})
    assert "is the same as bbbbbbbbbbbb\n    equal word for word, but for typography, case and punctuation\n" in text


@pytest.mark.parametrize(("condition", "words"), [("near", "within two days"), ("stated", "state one identity")])
def test_the_condition_of_a_tie_is_told_and_whether_it_is_met(condition: str, words: str) -> None:
    for holds, verb in ((True, "    holds, as the two "), (False, "    does not hold now; it would if the two ")):
        text = tie(condition=condition, holds=holds)
        assert verb in text
        assert words in text


def test_a_tie_to_another_story_names_it() -> None:
    text = tie(relation="within", a_story=C)
    assert text.startswith("aaaaaaaaaaaa (of story cccccccccccc) stands whole within bbbbbbbbbbbb\n")


def test_long_matches_are_cut_to_two_lines_and_what_differs_stands_out() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    matched = {"a": words, "b": words.replace("word3 ", "changed ")}
    text = shown(lambda people: people.ties([TIE | {"matched": matched}]), width=80)
    assert len(text[text.index("    bbbbbbbbbbbb:") :].split("\n")) == 3
    assert text.count(" ...\n") == 2
    coloured = shown(lambda people: people.ties([TIE | {"matched": matched}]), width=80, colour=True)
    assert "\x1b[1;33mchanged\x1b[0m" in coloured
    assert "\x1b[1;33mword4" not in coloured


def test_a_decision_is_told_with_its_note_and_what_came_of_it() -> None:
    text = shown(lambda people: people.ties([BY_HAND]))
    assert text == (
        "aaaaaaaaaaaa is not one story with bbbbbbbbbbbb\n    by hand, 2026-03-01 12:00, stands: two [fires] \\x1b\n"
    )
    text = shown(lambda people: people.ties([BY_HAND | {"a": None, "a_story": None}]))
    assert text.startswith("what no longer stands anywhere is not")


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ("words", "it carries that story"),
        ("identity", "that story was the last to hold the identity that the message states"),
        ("unsure", "which is meant cannot be told: the id or address in it was given to several, and all are killed"),
    ],
)
def test_a_kill_says_how_it_is_told_which_story_it_means(condition: str, meant: str) -> None:
    assert shown(lambda people: people.ties([KILL | {"condition": condition}])) == (
        f"aaaaaaaaaaaa takes back bbbbbbbbbbbb\n    {meant}\n"
        "    stated 2026-03-01 12:00, document cccccccccccc; stands\n"
    )


def test_a_kill_that_was_lifted_is_told_as_such() -> None:
    text = shown(lambda people: people.ties([KILL | {"holds": False}]))
    assert "; a later message says that the story may be used\n" in text


def test_a_version_without_ties_is_said_to_have_none() -> None:
    assert shown(lambda people: people.ties([])) == "Nothing ties this version to any other.\n"


def test_of_embargoed_words_nothing_is_told() -> None:
    assert "mayor" not in tie(matched=None)


def test_decisions_stand_on_a_line_each_and_those_to_review_name_the_original() -> None:
    gone = LINK | {"relation": None, "verb": "unlink", "b": None, "b_story": None, "state": "to review"}
    text = shown(lambda people: people.links([LINK, gone]))
    first, second = text.splitlines()[1:]
    for part in ("c" * 12, "2026-03-01 12:00", "a" * 12, "a version of", "b" * 12, "one fire", "stands"):
        assert part in first
    for part in ("not one story with", "? ffffffffffff", "to review"):
        assert part in second


def test_programs_get_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    JsonLines().ties([TIE])
    JsonLines().links([LINK])
    JsonLines().ties([KILL])
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert third["evidence"]["moment"] == "2026-03-01T12:00:00+00:00"
    assert (first["evidence"]["words"], second["decided_at"]) == (40, "2026-03-01T12:00:00+00:00")
