"""Documents whose format says what their blocks are: headings, articles, lists, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from feedmill.model import Block, Document, Label, Role, Segmentation, Shape
from feedmill.splitting import split
from tests.splitting.spans import assert_each_character_has_one_owner
from tests.splitting.stories import BUDGET, FERRY, FROGS, STORIES, Written

Piece = tuple[str, Block]
"""A line, and what is said of it; where it stands is not known yet."""

MENU = ("World", "Business", "Sport and weather", "Ten ways to cook a potato")
ELSEWHERE = (
    "Harbour master resigns over dredging contract",
    "Why the price of herring has doubled in a year",
    "In pictures: The lighthouses of the north",
)


def heading(text: str, level: int = 1, article: int | None = None) -> Piece:
    return text, Block((0, 0), Role.HEADING, level, article)


def paragraphs(texts: Sequence[str], article: int | None = None) -> list[Piece]:
    return [(text, Block((0, 0), article=article)) for text in texts]


def links(texts: Sequence[str], article: int | None = None) -> list[Piece]:
    return [(text, Block((0, 0), Role.ITEM, article=article, links=1.0)) for text in texts]


def a_page(*pieces: Piece) -> Document:
    """A page of these lines, a block each."""
    blocks: list[Block] = []
    at = 0
    for text, block in pieces:
        blocks.append(replace(block, span=(at, at + len(text))))
        at += len(text) + 1
    return Document(0, "html", Shape.PAGE, "\n".join(text for text, _ in pieces), blocks=tuple(blocks))


def articles(stories: Sequence[Written], *, heads: bool = True) -> list[Piece]:
    """Stories in an article each."""
    pieces: list[Piece] = []
    for number, story in enumerate(stories):
        head = [heading(story.headline, 2, number)] if heads else []
        pieces += [*head, *paragraphs(story.paragraphs, number)]
    return pieces


def flattened(document: Document) -> Document:
    """The same text without a word about its structure."""
    return replace(document, format="text", blocks=())


def found_in(document: Document) -> Segmentation:
    found = split(document)
    assert_each_character_has_one_owner(document.text, found)
    return found


def shown(found: Segmentation) -> list[tuple[str | None, str]]:
    return [(story.headline, story.text) for story in found.stories]


def written(*stories: Written, heads: bool = True) -> list[tuple[str | None, str]]:
    return [(story.headline if heads else None, "\n".join(story.paragraphs)) for story in stories]


def lines_of_furniture(document: Document, found: Segmentation) -> list[tuple[Label, str]]:
    return [(own.label, document.text[slice(*own.spans[0])]) for own in found.furniture]


@pytest.mark.parametrize("order", list(permutations(STORIES)))
@pytest.mark.parametrize("heads", [True, False])
def test_articles_are_stories(order: Sequence[Written], heads: bool) -> None:
    found = found_in(a_page(*articles(order, heads=heads)))
    assert shown(found) == written(*order, heads=heads)


def test_articles_make_boundaries_surer() -> None:
    page = a_page(*articles(STORIES))
    stated, unstated = found_in(page), found_in(flattened(page))
    assert min(story.confidence for story in stated.stories) > min(story.confidence for story in unstated.stories)


@pytest.mark.parametrize("level", [1, 2])
def test_headings_head_their_stories(level: int) -> None:
    order = (FERRY, FROGS, BUDGET)
    pieces = [[heading(story.headline, level), *paragraphs(story.paragraphs)] for story in order]
    assert shown(found_in(a_page(*pieces[0], *pieces[1], *pieces[2]))) == written(*order)


def test_a_heading_is_a_headline_however_it_ends() -> None:
    (story,) = found_in(a_page(heading("Will frogs return? They will."), *paragraphs(FROGS.paragraphs))).stories
    assert story.headline == "Will frogs return? They will."


def test_headings_above_one_another_are_kicker_headline_and_deck() -> None:
    deck = "The golden-eyed frog had last been seen in 1972."
    heads = (heading("SCIENCE", 3), heading(FROGS.headline, 1), heading(deck, 2))
    (story,) = found_in(a_page(*heads, *paragraphs(FROGS.paragraphs))).stories
    assert (story.kicker, story.headline, story.deck) == ("SCIENCE", FROGS.headline, deck)
    assert story.text == "\n".join(FROGS.paragraphs)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.place)
@pytest.mark.parametrize("article", [0, None])
def test_a_stated_subhead_stays_in_its_story(story: Written, article: int | None) -> None:
    first, rest = paragraphs(story.paragraphs[:3], article), paragraphs(story.paragraphs[3:], article)
    page = a_page(heading(story.headline, 1, article), *first, heading("What comes next", 2, article), *rest)
    (found,) = found_in(page).stories
    assert found.headline == story.headline
    assert found.text.splitlines() == [*story.paragraphs[:3], "What comes next", *story.paragraphs[3:]]


def test_a_list_within_a_story_is_no_furniture() -> None:
    items = [(text, Block((0, 0), Role.ITEM)) for text in FERRY.paragraphs[3:]]
    page = a_page(heading(FERRY.headline), *paragraphs(FERRY.paragraphs[:3]), *items)
    assert shown(found_in(page)) == written(FERRY)


def test_lists_of_links_around_stories_are_navigation() -> None:
    page = a_page(*links(MENU), *articles(STORIES), *links(MENU))
    found = found_in(page)
    assert shown(found) == written(*STORIES)
    assert lines_of_furniture(page, found) == [(Label.NAVIGATION, text) for text in MENU * 2]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.place)
def test_links_to_other_stories_in_the_middle_of_one_are_furniture_that_parts_nothing(story: Written) -> None:
    first, rest = paragraphs(story.paragraphs[:3], 0), paragraphs(story.paragraphs[3:], 0)
    page = a_page(heading(story.headline, 1, 0), *first, *links(ELSEWHERE, 0), *rest)
    found = found_in(page)
    assert shown(found) == written(story)
    assert [text for _, text in lines_of_furniture(page, found)] == list(ELSEWHERE)


def test_headlines_are_furniture_because_they_are_links() -> None:
    page = a_page(*articles([FERRY]), *links(ELSEWHERE))
    assert len(found_in(page).furniture) == len(ELSEWHERE)
    assert len(found_in(flattened(page)).furniture) < len(ELSEWHERE)


@pytest.mark.parametrize("order", list(permutations(STORIES)))
def test_a_flattened_page_has_the_stories_of_the_page_itself(order: Sequence[Written]) -> None:
    page = a_page(*articles(order, heads=False))
    assert shown(found_in(flattened(page))) == shown(found_in(page))
    assert [own.spans for own in found_in(flattened(page)).stories] == [own.spans for own in found_in(page).stories]


def test_blocks_that_hold_no_line_say_nothing() -> None:
    text = "\n".join(FERRY.paragraphs)
    blank = replace(
        a_page(*paragraphs(FERRY.paragraphs)), text=f"{text}\n\n\n", blocks=(Block((len(text), len(text) + 3)),)
    )
    assert shown(found_in(blank)) == written(FERRY, heads=False)
