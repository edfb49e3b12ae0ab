from __future__ import annotations

import pytest

from feedmill.reading.pages.titled import without_site
from tests.reading.pages.factories import HEADLINE, story
from tests.reading.pages.test_stating import linked, meta, stated


@pytest.mark.parametrize("name", ["kicker", "dachzeile", "entry-title__toptitle", "overline", "subtitle"])
def test_a_kicker_that_the_heading_holds_is_stated_apart(name: str) -> None:
    body = story(headline=f'<span class="{name}">Coast</span><span>: </span>{HEADLINE}')
    found = stated(meta("og:title", f"Coast: {HEADLINE}"), title=f"Coast: {HEADLINE}", body=body)
    assert (found.headline, found.kicker) == (HEADLINE, "Coast")


def test_a_heading_that_the_claims_end_with_is_the_headline() -> None:
    assert stated(linked(headline=f"Coast: {HEADLINE}"), title=f"Coast: {HEADLINE} | Courier").headline == HEADLINE


def test_places_where_a_word_may_break_are_no_part_of_it() -> None:
    assert stated(body=story(headline=HEADLINE.replace("house", "\u00adhouse"))).headline == HEADLINE


def test_a_heading_that_ends_in_a_colon_goes_on() -> None:
    body = story(headline="Harbour town votes:").replace("</h1>", "</h1><h1>to keep its old lighthouse</h1>")
    assert stated(title="Harbour town votes: to keep its old lighthouse", body=body).headline == (
        "Harbour town votes: to keep its old lighthouse"
    )


@pytest.mark.parametrize("title", ["Courier: A vote", "A vote | Courier", "Courier - A vote", "A vote"])
def test_a_title_loses_the_sites_name(title: str) -> None:
    assert without_site(title, ["courier"], "") == "A vote"
    assert without_site(title, [], "courierexample") == "A vote"


def test_a_kicker_and_a_stroke_before_the_words_of_json_ld_are_no_part_of_the_headline() -> None:
    body = story(headline=f'<span class="k1">Coast</span><span> | </span>{HEADLINE}')
    found = stated(linked(headline=HEADLINE), title=f"Coast | {HEADLINE}", body=body)
    assert (found.headline, found.kicker) == (HEADLINE, "Coast")


def test_a_title_of_a_hundred_thousand_strokes_is_told_at_once() -> None:
    title = "A - " * 30_000
    assert without_site(title, ["courier"], "courierexample") == title
