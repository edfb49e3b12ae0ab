"""Pages made of known stories: the same for the same seed, each line with its story."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.training.articles import clean
from feedmill.splitting.training.making import (
    DIGEST,
    FURNITURE,
    KICKERS,
    MORE_VARIANTS,
    OTHER_KICKERS,
    VARIANTS,
    MadeLine,
    MadePage,
    pages_of,
)
from tests.splitting.training.pages import a_page, a_stock, an_article, dice_of, written_stock

EVERY = tuple(dict.fromkeys((*VARIANTS, *MORE_VARIANTS)))
STOCK = written_stock()
QUIET = written_stock(furniture=False)


def sentences(number: int, count: int) -> tuple[str, ...]:
    return tuple(
        f"Sentence {at} of story {number} says more than eighty characters, so that a page without quotes may drop it."
        for at in range(count)
    )


LONG = a_stock(
    *(an_article(f"a{n}", *sentences(n, 45), title=f"Title {n}") for n in range(8)), scraps=("Related stories",)
)


def stories_of(page: MadePage) -> dict[int, list[MadeLine]]:
    """The lines of each story."""
    numbers = dict.fromkeys(line.story for line in page.lines if line.story != FURNITURE)
    return {number: [line for line in page.lines if line.story == number] for number in numbers}


def made(variant: str, count: int = 30, seed: int = 1, *, wide: bool = False) -> list[MadePage]:
    """Pages of one variant, of the stories written for the project."""
    return pages_of(STOCK, count, seed, (variant,), wide=wide)


@pytest.mark.parametrize("wide", [False, True])
def test_pages_are_the_same_for_the_same_seed_and_others_for_another(wide: bool) -> None:
    pages = pages_of(STOCK, 20, 7, EVERY, wide=wide)
    assert pages == pages_of(STOCK, 20, 7, EVERY, wide=wide)
    assert pages != pages_of(STOCK, 20, 8, EVERY, wide=wide)


def test_more_pages_begin_with_the_same_ones() -> None:
    assert pages_of(STOCK, 20, 7, EVERY)[:5] == pages_of(STOCK, 5, 7, EVERY)


def test_variants_take_turns() -> None:
    assert [page.variant for page in pages_of(LONG, 7, 1, ("single", "long", "briefs"))] == [
        "single", "long", "briefs", "single", "long", "briefs", "single",
    ]  # fmt: skip


@given(st.integers(0, 10_000), st.booleans())
def test_stories_stand_one_after_the_other_numbered_as_they_come(seed: int, wide: bool) -> None:
    for page in pages_of(STOCK, len(EVERY), seed, EVERY, wide=wide):
        runs = [story for story, _ in groupby(line.story for line in page.lines if line.story != FURNITURE)]
        assert runs == list(range(len(runs)))
        assert page.cut <= set(runs)
        assert all(line.text == clean(line.text) != "" for line in page.lines)


@given(st.integers(0, 10_000))
def test_what_belongs_to_no_story_is_furniture_and_every_story_is_of_one_article(seed: int) -> None:
    texts = {one.id: clean(" ".join((*one.paragraphs, one.title or ""))) for one in STOCK.articles}
    for page in pages_of(STOCK, len(EVERY), seed, EVERY):
        for lines in stories_of(page).values():
            ends = [line.text.rstrip(" .…")[-60:] for line in lines]
            assert any(all(end in text for end in ends) for text in texts.values()), ends
        strays = [line.text for line in page.lines if line.story == FURNITURE]
        assert not any(stray in text for stray in strays for text in texts.values())


def test_a_page_takes_no_story_twice() -> None:
    for page in pages_of(LONG, 40, 3, ("full", "briefs", "sametopic", "mixed")):
        firsts = [re.findall(r"story \d+", lines[0].text)[-1] for lines in stories_of(page).values()]
        if len(firsts) <= len(LONG.articles):
            assert len(firsts) == len(set(firsts))


def test_a_page_of_more_stories_than_there_are_takes_some_again() -> None:
    pages = pages_of(a_stock(an_article("a", *sentences(0, 9))), 3, 1, ("full",))
    assert all(len(stories_of(page)) > 1 for page in pages)


def test_a_single_page_has_one_story_and_a_page_of_full_ones_has_some() -> None:
    assert {len(stories_of(page)) for page in made("single")} == {1}
    assert {len(stories_of(page)) for page in made("full")} == {2, 3, 4, 5, 6}


def test_briefs_have_one_or_two_paragraphs_and_at_most_one_full_story_among_them() -> None:
    for page in made("briefs"):
        longer = [lines for lines in stories_of(page).values() if len(lines) > 2]
        assert len(longer) <= 1


def test_stories_that_stand_alone_end_where_their_writers_ended_a_paragraph() -> None:
    ends = {paragraph for one in STOCK.articles for paragraph in one.paragraphs}
    for page in made("full"):
        assert page.cut == set()
        assert all(line.text in ends for line in page.lines if line.story != FURNITURE)


def test_a_teaser_is_one_line_and_cut_where_the_article_goes_on() -> None:
    ends = tuple(" ".join(one.paragraphs)[-40:] for one in STOCK.articles)
    pages = made("mixed", 60)
    for page in pages:
        for number, lines in stories_of(page).items():
            assert number not in page.cut or (len(lines) == 1 and not lines[0].text.endswith(ends))
    assert sum(len(page.cut) for page in pages) > 60


def test_a_teaser_of_all_there_is_is_not_cut() -> None:
    short = a_stock(*(an_article(f"a{n}", f"Story {n} is told in one short sentence.") for n in range(8)))
    for page in pages_of(short, 20, 1, ("mixed",)):
        assert page.cut == set()


def test_headlines_stand_above_their_stories() -> None:
    titles = {one.title for one in STOCK.articles}
    for page in made("headlines"):
        for lines in stories_of(page).values():
            assert [line.headline for line in lines[1:]] == [False] * (len(lines) - 1)
            assert not lines[0].headline or lines[0].text in titles
        assert stories_of(page)[0][0].headline


def test_wide_headlines_come_in_capitals_in_title_case_and_below_kickers() -> None:
    shown = [line.text for page in made("headlines", 60, wide=True) for line in page.lines if line.headline]
    titles = {one.title for one in STOCK.articles if one.title}
    assert {text for text in shown if text in KICKERS}
    assert {text for text in shown if text in {title.upper() for title in titles}}
    assert {text for text in shown if text in {title.title() for title in titles} - titles}


def test_an_article_without_a_title_has_no_headline() -> None:
    stock = a_stock(an_article("a", *sentences(0, 9)), an_article("b", *sentences(1, 9), title="One title"))
    heads = [line.text for page in pages_of(stock, 20, 1, ("headlines",)) for line in page.lines if line.headline]
    assert set(heads) == {"One title"}


def test_of_a_page_of_quotes_the_first_line_and_the_quotes_are_left() -> None:
    told = '"I saw it burn", said a man who lives across the street and who has known the mill since he was a boy.'
    stock = a_stock(*(an_article(f"a{n}", *(sentences(n, 1)), *([told, sentences(n, 2)[1]] * 8)) for n in range(6)))
    pages = pages_of(stock, 20, 1, ("quotes",))
    full = [lines for page in pages for lines in stories_of(page).values() if len(lines) > 1]
    quotes = sum(line.text == told for lines in full for line in lines)
    dropped = sum(line.text != told for lines in full for line in lines[1:])
    assert all(lines[0].text.startswith("Sentence 0") for lines in full)
    assert dropped < 0.7 * quotes


def test_a_long_page_is_one_story_of_forty_paragraphs_or_more() -> None:
    for page in pages_of(LONG, 10, 1, ("long",)):
        (lines,) = stories_of(page).values()
        assert len(lines) >= 40


def test_variants_that_the_articles_do_not_allow_are_left_out() -> None:
    plain = a_stock(*(an_article(f"a{n}", *sentences(n, 6)) for n in range(6)))
    assert {page.variant for page in pages_of(plain, 6, 1, ("headlines", "long", "single"))} == {"single"}


def test_full_stories_are_of_long_articles_where_there_are_enough() -> None:
    short = [an_article(f"s{n}", *sentences(n, 2)) for n in range(5)]
    some = [an_article(f"m{n}", *sentences(n + 10, 5)) for n in range(5)]
    many = [an_article(f"l{n}", *sentences(n + 20, 8)) for n in range(30)]
    assert a_stock(*short).full == list(range(5))
    assert a_stock(*short, *some).full == list(range(5, 10))
    assert a_stock(*short, *some, *many).full == list(range(10, 40))


def test_an_articles_own_furniture_stands_behind_its_paragraph_or_not_at_all() -> None:
    scraps = ((0, "Sign up for more"), (2, "Photo of the mill"))
    stock = a_stock(an_article("a", *sentences(0, 9), scraps=scraps))
    shown = 0
    for page in pages_of(stock, 30, 1, ("single",)):
        texts = [line.text for line in page.lines]
        for place, scrap in scraps:
            if scrap in texts:
                shown += 1
                assert texts[texts.index(scrap) - 1] == sentences(0, 9)[place]
                assert page.lines[texts.index(scrap)].story == FURNITURE
    assert 0 < shown < 60


def test_wide_stories_break_off_now_and_then_and_are_cut_then() -> None:
    whole = {paragraph for one in STOCK.articles for paragraph in one.paragraphs}
    pages = made("single", 120, wide=True)
    broken = [page for page in pages if page.cut]
    assert 3 < len(broken) < 40
    assert all(stories_of(page)[0][-1].text not in whole for page in broken)
    assert all(stories_of(page)[0][-1].text in whole for page in pages if not page.cut)


def test_a_short_last_paragraph_does_not_break_off() -> None:
    stock = a_stock(*(an_article(f"a{n}", *(f"Short line {at} of {n}." for at in range(9))) for n in range(3)))
    assert all(not page.cut for page in pages_of(stock, 60, 1, ("single",), wide=True))


def test_kickers_for_measuring_are_others_than_those_for_training() -> None:
    assert not set(KICKERS) & set(OTHER_KICKERS)
    unseen = written_stock(furniture=False, unseen=True)
    for stock, own, others in ((QUIET, KICKERS, OTHER_KICKERS), (unseen, OTHER_KICKERS, KICKERS)):
        texts = [line.text for page in pages_of(stock, 60, 1, ("mixed",)) for line in page.lines]
        assert any(text.startswith(f"{kicker}: ") for text in texts for kicker in own)
        assert not any(text.startswith(f"{kicker}: ") for text in texts for kicker in others)


def test_stories_on_one_subject_are_nearest_neighbours() -> None:
    stock = a_stock(*(an_article(f"a{n}", *sentences(n, 9)) for n in range(20)))
    dice = dice_of(1)
    for page in pages_of(stock, 20, dice.randint(0, 99), ("sametopic",)):
        numbers = {int(re.findall(r"story (\d+)", lines[0].text)[-1]) for lines in stories_of(page).values()}
        assert any({(first + step) % 20 for step in range(8)} >= numbers for first in numbers)


def test_a_blank_line_is_not_added() -> None:
    page = a_page()
    page.add(" \u2028 ", 0)
    page.add(" two\twords ", 0, headline=True)
    assert page.lines == [MadeLine("two words", 0, headline=True)]


def test_a_digest_holds_many_short_stories_and_needs_many_articles() -> None:
    many = a_stock(*(an_article(f"a{n}", *sentences(n, 3)) for n in range(2 * DIGEST[1])))
    for page in pages_of(many, 12, 3, ("digest",)):
        assert DIGEST[0] <= len(stories_of(page)) <= DIGEST[1]
        assert all(len(own) <= 2 for own in stories_of(page).values())
    assert {page.variant for page in pages_of(STOCK, 4, 3, ("digest", "single"))} == {"single"}
