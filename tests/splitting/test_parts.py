"""A story's lines as a record: headings, kicker, deck, body, and where each stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Block, Kind, Role, Stated, Story
from feedmill.splitting.lines import Line, lines_of
from feedmill.splitting.parts import MAX_HEADINGS, headings_in, looks_like_heading, story_of
from tests.splitting.layouts import LEFT, RIGHT, side_by_side

BODY = (
    "The central bank of Norland raised its interest rate by half a point yesterday to slow inflation.",
    "Inflation in Norland reached nine percent in March, the highest rate in thirty years.",
)
LONG = "The town must now pay for a new mill, as well as for the care of those who were hurt in the fire, a judge said."


def line(text: str, level: int = 0) -> Line:
    return Line(0, len(text), text, level=level)


def a_story(*texts: str, levels: tuple[int, ...] = (), cut: bool = False) -> Story:
    """A story of these lines; the first ones are headings of these levels."""
    text = "\n".join(texts)
    blocks, at = [], 0
    for number, own in enumerate(texts):
        level = levels[number] if number < len(levels) else 0
        blocks.append(Block((at, at + len(own)), Role.HEADING if level else Role.TEXT, level))
        at += len(own) + 1
    return story_of(3, lines_of(text, blocks if levels else ()), text, cut=cut, confidence=0.75)


def test_a_story_of_text_alone_has_no_headline_kicker_or_deck() -> None:
    story = a_story(*BODY)
    assert (story.headline, story.kicker, story.deck, story.text) == (None, None, None, "\n".join(BODY))
    assert (story.parts.headline, story.parts.kicker, story.parts.deck) == ((), (), ())
    assert story.parts.body == ((0, 97), (98, 183))


def test_paragraphs_with_nothing_but_blanks_between_are_one_span() -> None:
    text = "One is here.\n \n\n Two is here.\nA credit\nThree is here."
    one, two, _, three = lines_of(text)
    assert story_of(0, [one, two, three], text, cut=False, confidence=1.0).spans == ((0, 29), (39, 53))


def test_a_story_keeps_its_number_and_what_was_judged_of_it() -> None:
    story = a_story(*BODY, cut=True)
    assert (story.ordinal, story.confidence, story.truncated, story.kind) == (3, 0.75, True, Kind.EXCERPT)
    assert a_story(*BODY).kind is Kind.FULL


def test_a_line_that_looks_like_a_heading_above_text_is_the_headline() -> None:
    story = a_story("Norland raises rates again", *BODY)
    assert (story.headline, story.text) == ("Norland raises rates again", "\n".join(BODY))
    assert story.spans == ((0, 210),)
    assert story.parts.headline == ((0, 26),)


def test_of_several_headings_the_first_is_the_headline_and_the_others_the_deck() -> None:
    story = a_story("Norland raises rates", "Half a point more", "Governor warns of worse", *BODY)
    assert (story.headline, story.deck) == ("Norland raises rates", "Half a point more Governor warns of worse")


def test_capitals_above_a_headline_are_the_kicker() -> None:
    story = a_story("WORLD ECONOMY", "Norland raises rates", "Half a point more", *BODY)
    assert (story.kicker, story.headline, story.deck) == ("WORLD ECONOMY", "Norland raises rates", "Half a point more")


def test_capitals_above_capitals_are_a_headline() -> None:
    story = a_story("NORLAND RAISES RATES", "HALF A POINT MORE", *BODY)
    assert (story.kicker, story.headline, story.deck) == (None, "NORLAND RAISES RATES", "HALF A POINT MORE")


def test_capitals_alone_are_a_headline() -> None:
    assert a_story("RATES RISE IN NORLAND", *BODY).headline == "RATES RISE IN NORLAND"


def test_stated_headings_are_headings_whatever_they_look_like() -> None:
    story = a_story("It is over.", "the bank said so,", *BODY, levels=(1, 2))
    assert (story.headline, story.deck, story.text) == ("It is over.", "the bank said so,", "\n".join(BODY))


def test_a_stated_heading_is_the_only_one_even_where_the_next_line_looks_like_one() -> None:
    story = a_story("Norland raises rates", "Half a point more", *BODY, levels=(1,))
    assert (story.headline, story.deck) == ("Norland raises rates", None)
    assert story.text.startswith("Half a point more")


def test_more_stated_headings_than_a_story_has_are_its_body() -> None:
    heads = [f"Heading {number}" for number in range(MAX_HEADINGS + 2)]
    story = a_story(*heads, *BODY, levels=(1,) * len(heads))
    assert (story.headline, story.deck) == ("Heading 0", "Heading 1 Heading 2")
    assert story.text.splitlines()[:2] == ["Heading 3", "Heading 4"]


@pytest.mark.parametrize(("count", "headings"), [(1, 1), (2, 1), (3, 2), (4, 3), (9, 3)])
def test_of_headings_alone_the_last_is_the_body_unless_it_is_the_only_one(count: int, headings: int) -> None:
    assert headings_in([line("Rates rise", level=1)] * count) == headings


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("Rates rise", "Mill burns"), id="nothing but what looks like headings"),
        pytest.param(("Rates rise", "Mill burns", "Bank acts", "Town meets", BODY[0]), id="too many of them"),
        pytest.param(("Norland raises its rates again", "It did."), id="text shorter than the heading"),
        pytest.param((BODY[0], "Rates rise"), id="below the text"),
        pytest.param(("Rates rise",), id="alone"),
        pytest.param((), id="nothing"),
    ],
)
def test_what_only_looks_like_headings_is_body_where_no_text_follows(texts: tuple[str, ...]) -> None:
    assert headings_in([line(text) for text in texts]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Rates rise",
        "“Rates will rise”",
        "Will rates rise?",
        "2024 in pictures",
        "RATES RISE",
        "„Zinsen steigen“ in Norland",
    ],
)
def test_short_lines_that_end_without_a_stop_look_like_headings(text: str) -> None:
    assert looks_like_heading(line(text))


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("The bank raised its rate.", "it ends a sentence"),
        ("rates rise", "it begins small"),
        ("“rates will rise”", "it begins small behind a quote"),
        ("Rates rise " * 12, "it is long"),
        ("A b c d e f g h i j k l m n o p q r s", "it has many words"),
        ("Will the bank of Norland raise its rate again and when?", "it asks at length"),
        ("The bank raised,", "it goes on"),
        ("These are the terms:", "it goes on"),
        ("The bank raised…", "it goes on"),
        ("COURT RULING: Rates rise", "it begins with a kicker"),
        ("", "it is nothing"),
    ],
)
def test_other_lines_do_not(text: str, because: str) -> None:
    assert not looks_like_heading(line(text)), because


def test_a_kicker_at_the_head_of_the_body_is_told_apart() -> None:
    story = a_story(f"COURT RULING: {LONG}", *BODY)
    assert (story.kicker, story.deck) == ("COURT RULING", None)
    assert story.text.splitlines() == [LONG, *BODY]
    assert story.parts.kicker == ((0, 12),)
    assert story.parts.body[0] == (14, 14 + len(LONG))


def test_a_quoted_kicker_keeps_its_quotes() -> None:
    assert a_story(f"‘GREAT LOSS’: {LONG}").kicker == "‘GREAT LOSS’"


def test_a_deck_that_runs_into_the_body_ends_before_the_article_of_a_sentence() -> None:
    deck = "Five months of talks end with a deal, ministers said"
    story = a_story(f"COURT RULING: {deck} {LONG}")
    assert (story.kicker, story.deck, story.text) == ("COURT RULING", deck, LONG)
    assert story.parts.deck == ((14, 14 + len(deck)),)


def test_where_a_deck_stands_above_what_follows_the_kicker_is_body() -> None:
    deck = "Five months of talks end with a deal, ministers said"
    story = a_story("Town must pay", "A judge has ruled", f"COURT RULING: {deck} {LONG}")
    assert (story.headline, story.kicker, story.deck) == ("Town must pay", "COURT RULING", "A judge has ruled")
    assert story.text == f"{deck} {LONG}"


@pytest.mark.parametrize(
    ("line_of_body", "because"),
    [
        (
            f"COURT RULING: Five months of talks end with a deal, ministers said {LONG[:60]}",
            "too little is left for a body",
        ),
        (f"COURT RULING: Town must pay {LONG}", "it is too short for a deck"),
        (f"COURT RULING: Doctors say that they have enough of vitamin A {LONG[4:]}", "the letter names something"),
        (f"COURT RULING: Doctors say so. They have all said {LONG}", "a sentence ends within it"),
        (f"COURT RULING: {'Five months of talks end with a deal, ' * 14} ministers said {LONG}", "it is too long"),
        (f"COURT RULING: Five months of talks end with a deal. {LONG}", "it ends with a stop, as a body does"),
    ],
)
def test_without_an_honest_end_there_is_no_deck(line_of_body: str, because: str) -> None:
    story = a_story(line_of_body)
    assert (story.kicker, story.deck) == ("COURT RULING", None), because
    assert f"COURT RULING: {story.text}" == line_of_body


def test_a_kicker_above_is_not_looked_for_again_in_the_body() -> None:
    story = a_story("WORLD", "Town must pay", f"COURT RULING: {LONG}", levels=(1, 1))
    assert (story.kicker, story.text) == ("WORLD", f"COURT RULING: {LONG}")


def test_a_short_line_with_a_colon_has_no_kicker() -> None:
    assert a_story("NOTE: see below.").kicker is None


def test_a_wrapped_paragraph_reads_as_one_line() -> None:
    text = "The bank raised\n   its rate,\r\nthe governor said."
    whole = Line(0, len(text), " ".join(text.split()))
    story = story_of(0, [whole], text, cut=False, confidence=1.0)
    assert story.text == "The bank raised its rate, the governor said."


def test_a_paragraph_in_a_column_is_read_in_its_pieces() -> None:
    text = "\n".join(side_by_side(LEFT, RIGHT))
    left, right = lines_of(text)
    stories = [story_of(0, [own], text, cut=False, confidence=1.0) for own in (left, right)]
    assert [story.text for story in stories] == [" ".join(LEFT), " ".join(RIGHT)]
    assert all(story.spans == own.spans == story.parts.body for story, own in zip(stories, (left, right), strict=True))


TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*BODY, "Rates rise", "WORLD", f"COURT RULING: Five of them came to an end {LONG}", "he said"]),
        st.text("aA .:", min_size=1, max_size=200).filter(str.strip),
    ),
    min_size=1,
    max_size=6,
)


@given(TEXTS)
def test_the_parts_hold_all_of_a_story_once_but_for_the_colon_behind_a_kicker(texts: list[str]) -> None:
    text = "\n".join(texts)
    story = story_of(0, lines_of(text), text, cut=False, confidence=1.0)
    times = [0] * len(text)
    for start, end in (*story.parts.headline, *story.parts.kicker, *story.parts.deck, *story.parts.body):
        for at in range(start, end):
            times[at] += 1
    assert max(times) == 1
    left_over = "".join(char for char, count in zip(text, times, strict=True) if not count)
    assert left_over.split() == ([":"] if story.kicker and ":" in left_over else [])
    assert "".join(text[start:end] for start, end in story.spans).split() == text.split()


STATED = Stated(headline="Norland raises rates", kicker="Money", deck="The third time this year")


@pytest.mark.parametrize(
    ("above", "levels", "headline", "kicker", "deck"),
    [
        (("Norland raises rates.",), (), "Norland raises rates.", None, None),
        (("MONEY", "Norland Raises Rates", "The third time this year"), (), "Norland Raises Rates", "MONEY",
         "The third time this year"),
        (("Rates go up again",), (1,), "Rates go up again", None, None),
        (("Prices fall at last",), (2,), None, None, None),
        (("Oper shr 41 cts vs 38 cts",), (), None, None, None),
        (("Valdora", "Norland raises rates"), (), None, None, None),
    ],
    ids=["its words", "all three", "a heading of the first level", "another heading", "a short line", "below text"],
)  # fmt: skip
def test_where_a_headline_is_stated_no_other_is_told_by_its_form(
    above: tuple[str, ...], levels: tuple[int, ...], headline: str | None, kicker: str | None, deck: str | None
) -> None:
    text = "\n".join((*above, *BODY))
    blocks = [Block((0, len(above[0])), Role.HEADING, levels[0]), Block((len(above[0]), len(text)))] if levels else ()
    found = story_of(0, lines_of(text, blocks), text, cut=False, confidence=1.0, stated=STATED)
    assert (found.headline, found.kicker, found.deck) == (headline, kicker, deck)
    told = [one for one in (kicker, headline, deck) if one]
    assert found.text == "\n".join((*above[len(told) :], *BODY))


def test_where_no_headline_is_stated_a_first_line_may_be_one() -> None:
    text = "\n".join(("Norland raises rates again", *BODY))
    found = story_of(0, lines_of(text), text, cut=False, confidence=1.0, stated=Stated(deck="The third time this year"))
    assert found.headline == "Norland raises rates again"


@pytest.mark.parametrize(("level", "deck"), [(0, None), (2, BODY[0])])
def test_a_first_paragraph_that_the_format_has_as_abstract_too_is_the_body_s(level: int, deck: str | None) -> None:
    text = "\n".join(BODY)
    first = Block((0, len(BODY[0])), Role.HEADING if level else Role.TEXT, level)
    blocks = [first, Block((len(BODY[0]), len(text)))]
    stated = Stated(headline="Rates", deck=BODY[0])
    found = story_of(0, lines_of(text, blocks), text, cut=False, confidence=1.0, stated=stated)
    assert (found.deck, found.text) == (deck, text if deck is None else "\n".join(BODY[1:]))
