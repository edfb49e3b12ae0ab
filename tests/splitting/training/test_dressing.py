"""Layouts: every word of a page stays, and the truth stays with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Role
from feedmill.splitting.training import dressing
from feedmill.splitting.training.dressing import DRESS, LAYOUTS, RULES, SHARES, Made, bare, dressed
from feedmill.splitting.training.examples import own_lines, truth_of
from feedmill.splitting.training.making import FURNITURE, MORE_VARIANTS, VARIANTS, MadePage, pages_of
from tests.splitting.training.pages import CREDIT, a_page, dice_of, written_stock

PAGES = pages_of(written_stock(), 24, 11, (*VARIANTS, *MORE_VARIANTS), wide=True)
X = FURNITURE
layouts = pytest.mark.parametrize("layout", LAYOUTS)


def in_layout(layout: str, page: MadePage, seed: int = 1) -> Made:
    return DRESS[layout](page, dice_of(seed))


def words(text: str) -> list[str]:
    """The words and numbers of a text, in capitals."""
    return re.findall(r"\w+", text.upper())


def numbered_page() -> MadePage:
    """A page that says in each line which story it belongs to."""
    told = ((X, "Subscribe storyless"), (0, "Alpha story0 " * 12), (0, "Beta story0 " * 15), (X, "Storyless again"),
            (1, "Gamma story1 " * 14), (2, "Delta story2 " * 10), (2, "Epsilon story2 " * 16))  # fmt: skip
    return a_page(*((story, text.strip() + ".") for story, text in told))


@layouts
def test_the_same_dice_give_the_same_layout(layout: str) -> None:
    assert [in_layout(layout, page) for page in PAGES] == [in_layout(layout, page) for page in PAGES]


@layouts
def test_every_word_of_the_page_stays_in_its_order(layout: str) -> None:
    for page in PAGES:
        shown = words(in_layout(layout, page).document.text)
        rules = {word for rule in RULES for word in words(rule)} if layout == "ruled" else set()
        marks = {str(number) for number in range(1, 20)} if layout == "numbered" else set()
        kept = iter(shown)
        assert all(word in kept for word in words(" ".join(line.text for line in page.lines)))
        extra = len(shown) - len(words(" ".join(line.text for line in page.lines)))
        assert extra == 0 or rules or marks


@layouts
def test_each_line_stands_at_the_offset_that_the_truth_says(layout: str) -> None:
    for page in PAGES:
        made = in_layout(layout, page)
        pieces = pieces_of(made)
        lines = iter(page.lines)
        for story, text in pieces:
            if text.strip() in RULES:
                assert (layout, story) == ("ruled", FURNITURE)
                continue
            line = next(lines)
            assert story == line.story
            own = words(line.text)
            assert words(text)[-len(own) :] == own
        assert next(lines, None) is None


def pieces_of(made: Made) -> Iterator[tuple[int, str]]:
    """The text from each offset of the truth to the next, with its story."""
    starts = sorted(made.stories)
    for start, end in zip(starts, [*starts[1:], len(made.document.text)], strict=True):
        assert not made.document.text[start].isspace()
        yield made.stories[start], made.document.text[start:end]


@layouts
@pytest.mark.parametrize("seed", range(8))
def test_the_lines_that_splitting_sees_get_the_story_that_they_say(layout: str, seed: int) -> None:
    made = in_layout(layout, numbered_page(), seed)
    lines = own_lines(made)
    for line, story in zip(lines, truth_of(made, lines), strict=True):
        said = re.search(r"story(\d)", line.text.lower())
        assert story == (int(said[1]) if said else FURNITURE), line.text


def test_a_bare_page_has_a_line_a_line() -> None:
    assert bare(a_page((0, "One."), (X, CREDIT), (1, "Two."))).document.text == f"One.\n{CREDIT}\nTwo.\n"


def test_blank_lines_stand_between_any_two_lines_or_between_stories_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    page = a_page((0, "One."), (0, "Still one."), (1, "Two."), (X, CREDIT), (2, "Three."))
    assert in_layout("spaced", page).document.text == f"One.\n\nStill one.\n\nTwo.\n\n{CREDIT}\n\nThree.\n\n"
    monkeypatch.setattr(dressing, "NOISE", 0)
    assert in_layout("parted", page).document.text == f"One.\nStill one.\n\nTwo.\n\n{CREDIT}\nThree.\n"


def test_rules_stand_between_stories_and_are_furniture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dressing, "NOISE", 0)
    made = in_layout("ruled", a_page((0, "One."), (0, "Still one."), (1, "Two."), (X, CREDIT)))
    one, still, rule, two, credit = made.document.text.splitlines()
    assert (one, still, two, credit) == ("One.", "Still one.", "Two.", CREDIT)
    assert rule in RULES
    assert list(made.stories.values()) == [0, 0, FURNITURE, 1, FURNITURE]


def test_some_marks_are_missing_and_some_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dressing, "NOISE", 2)
    made = in_layout("parted", a_page((0, "One."), (0, "Still one."), (1, "Two.")))
    assert made.document.text == "One.\n\nStill one.\nTwo.\n\n"


@pytest.mark.parametrize("seed", range(20))
def test_wrapped_lines_keep_within_a_width_and_no_word_is_broken(seed: int) -> None:
    page = numbered_page()
    text = in_layout("wrapped", page, seed).document.text
    assert 50 < max(len(line.strip()) for line in text.splitlines()) <= 78
    assert text.split() == [word for line in page.lines for word in line.text.split()]


def test_paragraphs_of_wrapped_text_are_parted_by_blank_lines_or_indented() -> None:
    texts = [in_layout("wrapped", numbered_page(), seed).document.text for seed in range(20)]
    parted = [text for text in texts if "\n\n" in text]
    indented = [text for text in texts if "\n    " in text]
    assert 0 < len(parted) < 20
    assert len(parted) + len(indented) == 20
    assert not any(text.endswith(" ") for text in texts)


def test_structure_has_a_block_a_line_with_its_span() -> None:
    page = a_page((0, "A heading without a stop"), (0, "A sentence that ends."), (X, CREDIT), (1, "Another one."))
    for seed in range(20):
        made = in_layout("structured", page, seed)
        spans = [made.document.text[slice(*block.span)] for block in made.document.blocks]
        assert spans == [line.text for line in page.lines]
        roles = [block.role for block in made.document.blocks]
        assert roles[1] is roles[3] is Role.TEXT
        assert roles[2] is not Role.HEADING


def test_headlines_are_headings_and_articles_hold_their_story_or_nothing_does() -> None:
    page = MadePage("headlines", "invented", "en")
    page.add("A headline", 0, headline=True)
    page.add("A sentence that ends.", 0)
    page.add(CREDIT, FURNITURE)
    found = set()
    for seed in range(20):
        head, text, credit = in_layout("structured", page, seed).document.blocks
        assert (head.role, head.level, credit.article) == (Role.HEADING, 2, None)
        found.add((head.article, text.article))
    assert found == {(0, 0), (None, None)}


def test_numbers_and_bullets_stand_before_the_first_line_of_each_story() -> None:
    page = a_page((X, CREDIT), (0, "One."), (0, "Still one."), (1, "Two."))
    texts = {in_layout("numbered", page, seed).document.text for seed in range(60)}
    assert texts == {
        f"{CREDIT}\n{mark.format(1)}One.\nStill one.\n{mark.format(2)}Two.\n"
        for mark in ("{}. ", "{}) ", "({}) ", "• ", "- ")
    }


def test_capitals_are_capitals_everywhere() -> None:
    text = in_layout("capitals", a_page((0, "One."), (X, CREDIT))).document.text
    assert text == f"One.\n{CREDIT}\n".upper()


@given(st.integers(0, 1000))
def test_a_layout_by_chance_is_one_of_them_and_the_same_for_the_same_dice(seed: int) -> None:
    made = dressed(PAGES[0], dice_of(seed))
    assert made.layout in LAYOUTS
    assert made == dressed(PAGES[0], dice_of(seed))
    assert made.page is PAGES[0]


def test_layouts_come_as_often_as_they_should() -> None:
    dice = dice_of(1)
    found = [dressed(PAGES[1], dice).layout for _ in range(600)]
    shares = {layout: 600 * share / sum(SHARES) for layout, share in zip(LAYOUTS, SHARES, strict=True)}
    assert set(found) == set(LAYOUTS) == set(DRESS)
    assert all(abs(found.count(layout) - share) < 4 * share**0.5 + 4 for layout, share in shares.items())
