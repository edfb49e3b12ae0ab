"""Lines that belong to no story: real ones by outlet, credits made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.training import scraps
from feedmill.splitting.training.articles import FOLDS, number_of
from feedmill.splitting.training.measuring import is_made_credit
from feedmill.splitting.training.scraps import AGENCIES, FIRST_NAMES, Scraps, credit
from feedmill.splitting.training.webpages import WebPage
from tests.splitting.training.data import Data
from tests.splitting.training.pages import dice_of

LEARNED, APART = "outlet 1", "outlet 5"
"""Outlets that are learned from and kept apart, by their numbers."""


def a_web_page(outlet: str, *lines: str, language: str = "en") -> WebPage:
    return WebPage(f"tr/{outlet}", outlet, language, (), lines, trusted=True)


@pytest.fixture
def pages(data: Data, monkeypatch: pytest.MonkeyPatch) -> list[WebPage]:
    """Web pages that a test fills in; nothing is kept from one test to the next."""
    found: list[WebPage] = []
    data.rows("news/furniture-lines.jsonl.gz", {"text": "A  line of its own"}, {"text": "ещё новости"}, {"text": " "})
    monkeypatch.setattr(scraps, "web_pages", lambda: tuple(found))
    monkeypatch.setattr(scraps, "lines_for_training", scraps.lines_for_training.__wrapped__)
    monkeypatch.setattr(scraps, "lines_held_out", scraps.lines_held_out.__wrapped__)
    return found


def test_the_outlets_of_these_tests_are_on_their_sides() -> None:
    assert (a_web_page(LEARNED).held_out, a_web_page(APART).held_out) == (False, True)


def test_lines_are_learned_by_the_fold_of_their_outlet(pages: list[WebPage]) -> None:
    pages += [a_web_page(LEARNED, "Related stories", "Share"), a_web_page(APART, "Share", "Apart")]
    fold = number_of(f"scraps of {LEARNED}") % FOLDS
    own = number_of("A line of its own") % FOLDS
    assert scraps.lines_for_training("en") == (("A line of its own", own), ("Related stories", fold), ("Share", fold))


def test_a_line_of_two_outlets_counts_for_the_first(pages: list[WebPage]) -> None:
    others = [outlet for outlet in map("outlet {}".format, range(20)) if not a_web_page(outlet).held_out]
    pages += [a_web_page(outlet, "Share", language="de") for outlet in others]
    assert scraps.lines_for_training("de") == (("Share", number_of(f"scraps of {others[0]}") % FOLDS),)


def test_what_is_kept_apart_is_what_no_other_outlet_has_in_any_language(pages: list[WebPage]) -> None:
    pages += [a_web_page(APART, "Share", "Apart", "Teilen", "A line of its own"), a_web_page(LEARNED, "Share")]
    pages += [a_web_page(LEARNED, "Teilen", language="de"), a_web_page(APART, "Getrennt", language="de")]
    assert scraps.lines_held_out("en") == ("Apart",)
    assert scraps.lines_held_out("de") == ("Getrennt",)


def test_a_language_without_pages_of_its_own_takes_english_lines(pages: list[WebPage]) -> None:
    pages += [a_web_page(LEARNED, "Share"), a_web_page(LEARNED, "Teilen", language="de"), a_web_page(APART, "Apart")]
    assert [line for line, _ in scraps.lines_for_training("eo")] == ["Share"]
    assert scraps.lines_held_out("ru") == ("Apart",)


@given(st.integers(), st.booleans())
def test_a_credit_names_an_agency_or_a_person_or_says_what_it_is(seed: int, unseen: bool) -> None:
    made = credit(dice_of(seed), unseen=unseen)
    assert made == made.strip() != ""
    assert "{" not in made
    assert made == credit(dice_of(seed), unseen=unseen)


def test_credits_for_training_are_made_of_names_agencies_and_forms_in_capitals_and_brackets_too() -> None:
    dice = dice_of(1)
    made = [credit(dice, unseen=False) for _ in range(600)]
    assert len(set(made)) > 450
    assert sum(any(agency in line for agency in AGENCIES) for line in made) > 300
    assert sum(any(name in line for name in FIRST_NAMES) for line in made) > 200
    assert 30 < sum(line.startswith(("(", "[")) and line.endswith((")", "]")) for line in made) < 150
    assert "File photo" in made
    assert any("photo/" in line.lower() for line in made)
    assert sum(line.isupper() for line in made) > 10


def test_credits_for_measuring_follow_patterns_of_their_own() -> None:
    dice = dice_of(1)
    learned = {credit(dice, unseen=False) for _ in range(3000)}
    measured = {credit(dice, unseen=True) for _ in range(3000)}
    assert all(map(is_made_credit, measured))
    assert len(learned & measured) < 0.02 * len(measured)


@pytest.mark.parametrize(("inside", "credits_of_1000"), [(True, 500), (False, 150)])
def test_inside_a_story_stand_more_credits_than_between_two(inside: bool, credits_of_1000: int) -> None:
    own, dice = Scraps(("Related stories",), unseen=True), dice_of(1)
    found = [own.line(dice, inside=inside) for _ in range(1000)]
    assert found.count("Related stories") == pytest.approx(1000 - credits_of_1000, abs=60)
    assert all(line == "Related stories" or is_made_credit(line) for line in found)


def test_without_real_lines_there_are_credits() -> None:
    own, dice = Scraps((), unseen=True), dice_of(1)
    assert all(is_made_credit(own.line(dice, inside=False)) for _ in range(50))
