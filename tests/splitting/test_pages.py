from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Block, Document, Kind, Label, Part, Role, Shape, Stated
from feedmill.splitting import split
from feedmill.splitting.pages import is_undecided

MAIN, TEASER, AROUND = Part.MAIN, Part.TEASER, Part.AROUND
Row = tuple[str, Part | None, Role, int, int | None]


def heading(text: str, part: Part, level: int = 0, group: int | None = None) -> Row:
    return text, part, Role.HEADING, level, group


def line(text: str, part: Part | None = AROUND, group: int | None = None) -> Row:
    return text, part, Role.TEXT, 0, group


def a_page(*rows: Row, stated: Stated | None = None, notes: tuple[str, ...] = ()) -> Document:
    blocks: list[Block] = []
    at = 0
    for text, part, role, level, group in rows:
        blocks.append(Block((at, at + len(text)), role, level, part=part, group=group))
        at += len(text) + 1
    text = "\n".join(row[0] for row in rows)
    return Document(0, "html", Shape.PAGE, text, stated or Stated(), blocks=tuple(blocks), notes=notes)


PAGE = a_page(
    line("Home"),
    heading("COAST", MAIN),
    heading("Lighthouse stays", MAIN, 1),
    heading("A dispute of six years ends", MAIN),
    line("By Ann Berg"),
    line("The council voted on Tuesday.", MAIN),
    line("The lighthouse in 1920. (Photo: Bo Dahl)"),
    heading("What comes next", MAIN, 2),
    line("The ministry will study it.", MAIN),
    heading("Ferry cancelled for a third day", TEASER, 3, 0),
    line("Storms keep it in the harbour.", TEASER, 0),
    heading("Fishermen go to court", TEASER, 0, 1),
    line("© 2024 The Norwick Courier"),
)


def test_the_main_story_is_whole_with_headline_kicker_and_deck() -> None:
    story = split(PAGE).stories[0]
    assert (story.kind, story.truncated, story.stated) == (Kind.FULL, False, True)
    assert (story.kicker, story.headline, story.deck) == ("COAST", "Lighthouse stays", "A dispute of six years ends")
    assert story.text == "The council voted on Tuesday.\nWhat comes next\nThe ministry will study it."


def test_each_teaser_is_an_excerpt_of_its_own() -> None:
    _, first, second = split(PAGE).stories
    assert (first.headline, first.text) == ("Ferry cancelled for a third day", "Storms keep it in the harbour.")
    assert (second.headline, second.text) == ("Fishermen go to court", "")
    assert all(one.kind is Kind.EXCERPT and one.truncated and not one.stated for one in (first, second))


def test_what_is_around_and_within_is_furniture_with_its_label() -> None:
    labels = {PAGE.text[slice(*one.spans[0])]: one.label for one in split(PAGE).furniture}
    assert labels == {
        "Home": Label.NAVIGATION,
        "By Ann Berg": Label.BYLINE,
        "The lighthouse in 1920. (Photo: Bo Dahl)": Label.CAPTION,
        "© 2024 The Norwick Courier": Label.COPYRIGHT,
    }


def test_links_around_are_related_or_navigation_and_marks_are_other() -> None:
    page = a_page(
        line("Text", MAIN), line("A" * 50), line("Two words of a menu with links"), line("***"), line("x " * 9)
    )
    linked = [replace(block, links=1.0) if at in (1, 2) else block for at, block in enumerate(page.blocks)]
    found = [one.label for one in split(replace(page, blocks=tuple(linked))).furniture]
    assert found == [Label.RELATED, Label.NAVIGATION, Label.OTHER, Label.OTHER]


def test_words_before_captions_and_credits_tell_them() -> None:
    page = a_page(
        line("Text", MAIN),
        line("Image copyright Getty Images"),
        line("Image caption The pier"),
        line("Bild: Bo Dahl/X"),
    )
    labels = [one.label for one in split(page).furniture]
    assert labels == [Label.CREDIT, Label.CAPTION, Label.CREDIT]


def test_a_front_gives_teasers_and_no_story() -> None:
    found = split(a_page(heading("One", TEASER, 2, 0), heading("Two", TEASER, 2, 1)))
    assert [(one.headline, one.kind) for one in found.stories] == [("One", Kind.EXCERPT), ("Two", Kind.EXCERPT)]


def test_the_stated_headline_stands_in_where_none_is_printed() -> None:
    story = split(a_page(line("Text.", MAIN), stated=Stated(headline="Stated"))).stories[0]
    assert story.headline == "Stated"
    assert story.parts.headline == ()


def test_a_short_story_that_is_gated_or_broken_off_is_an_excerpt() -> None:
    gated = split(a_page(line("Text.", MAIN), notes=("gated: not free",))).stories[0]
    broken = split(a_page(line("The council voted to keep the lighthouse ...", MAIN))).stories[0]
    long = split(a_page(line("Text. " * 400, MAIN), notes=("gated: not free",))).stories[0]
    headed = split(a_page(heading("Head", MAIN, 1))).stories[0]
    assert [one.kind for one in (gated, broken, long, headed)] == [
        Kind.EXCERPT,
        Kind.EXCERPT,
        Kind.FULL,
        Kind.EXCERPT,
    ]


def test_a_teaser_without_a_heading_is_headed_by_its_first_line() -> None:
    assert split(a_page(line("One", TEASER, 0), line("Two", TEASER, 0))).stories[0].headline == "One"


def test_lines_outside_all_blocks_are_furniture() -> None:
    page = a_page(line("Text.", MAIN))
    assert len(split(replace(page, text="Text.\nMore")).furniture) == 1


def an_item(*rows: Row) -> Document:
    return replace(a_page(*rows), shape=Shape.ITEM)


def test_what_an_item_says_stands_beside_its_story_is_furniture() -> None:
    found = split(
        an_item(
            line("The council voted on Tuesday to keep the lighthouse.", None),
            line("The lighthouse, seen from the harbour"),
            line("The ministry will study the decision.", None),
        )
    )
    (story,) = found.stories
    assert story.text == "The council voted on Tuesday to keep the lighthouse.\nThe ministry will study the decision."
    assert [one.label for one in found.furniture] == [Label.CAPTION]


def test_an_item_with_nothing_but_captions_has_no_story() -> None:
    found = split(an_item(line("The lighthouse, seen from the harbour")))
    assert (found.stories, len(found.furniture)) == ((), 1)


def test_only_pages_that_say_nothing_of_their_parts_are_undecided() -> None:
    undecided = [a_page(line("One", None)), a_page(line("One", MAIN)), an_item(line("One", None))]
    assert [is_undecided(one) for one in undecided] == [True, False, False]


PARTS = st.sampled_from([MAIN, TEASER, AROUND, None])
ROWS = st.tuples(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    PARTS,
    st.sampled_from(Role),
    st.integers(0, 3),
    st.integers(0, 2),
)


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_every_character_that_is_not_blank_is_in_one_place(rows: list[Row]) -> None:
    page = a_page(*rows, ("end", MAIN, Role.TEXT, 0, None))
    found = split(page)
    spans = [span for one in found.stories for span in one.spans] + [s for one in found.furniture for s in one.spans]
    places = [at for start, end in spans for at in range(start, end)]
    told = {at for at in places if not page.text[at].isspace()}
    assert len([at for at in places if not page.text[at].isspace()]) == len(told)
    assert told == {at for at, char in enumerate(page.text) if not char.isspace()}
