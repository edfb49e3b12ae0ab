"""Whether a story was cut: what is read of its last line, and what is made of it."""

from __future__ import annotations

import numpy as np
import pytest

from feedmill.splitting.cutting import ENDINGS, cut_evidence, cut_of
from feedmill.splitting.lines import Line
from feedmill.splitting.model import trained
from feedmill.splitting.shapes import CUT_LENGTH
from tests.splitting.models import a_model, a_tree, always
from tests.splitting.stories import STORIES

WHOLE = "The council met on Monday and voted for the bridge."
CUT = "The ministers have agreed to meet again next week in the capital, where they will speak of interest rates and"
NAMES = list(cut_evidence([[Line(0, 5, "Word.")]]))


def a_story(*texts: str, level: int = 0) -> list[Line]:
    """A story of these lines; with a level, all of them are headings."""
    return [Line(0, len(text), text, level=level) for text in texts]


def evidence(*stories: list[Line], of: str) -> list[float]:
    """One piece of evidence, a value a story."""
    return [float(value) for value in cut_evidence(stories)[of]]


def test_how_a_story_ends_is_how_its_last_line_ends() -> None:
    stories = [a_story(CUT, WHOLE), a_story(WHOLE, CUT), a_story(f"{WHOLE[:-1]}…"), a_story("By our staff")]
    found = {name: evidence(*stories, of=f"ends {name}") for name in ENDINGS}
    assert [name for name in ENDINGS for own in found[name] if own] == ["full", "ellipsis", "word", "short"]
    assert found["full"] == [1, 0, 0, 0]
    assert found["word"] == [0, 1, 0, 0]


@pytest.mark.parametrize(
    ("last", "dangles"),
    [(CUT, True), (WHOLE, False), ("They met and the", True), ("the", False), ("Sie sagten, dass der", True)],
)
def test_a_word_that_no_sentence_ends_with_dangles(last: str, dangles: bool) -> None:
    assert evidence(a_story(last), of="dangling") == [dangles]


@pytest.mark.parametrize(("last", "sentences"), [("No stop", 0), ("One. “Two!” (Three?) Four…", 4), ("A. " * 9, 5)])
def test_sentences_are_counted_up_to_five(last: str, sentences: int) -> None:
    assert evidence(a_story(last), of="sentences") == [sentences]


def test_a_stop_within_a_number_ends_no_sentence() -> None:
    assert evidence(a_story("The rate is 3.5 percent."), of="sentences") == [1]


def test_lines_are_counted_up_to_four() -> None:
    assert evidence(a_story(WHOLE), a_story(*[WHOLE] * 3), a_story(*[WHOLE] * 9), of="lines") == [1, 3, 4]


def test_a_line_that_begins_small_goes_on_from_elsewhere() -> None:
    assert evidence(a_story("and so it was."), a_story("So it was."), a_story("“so it was.”"), of="small first") == [
        1,
        0,
        0,
    ]


def test_a_story_as_long_as_what_is_cut_in_its_document_is_near_the_usual_length() -> None:
    alike, other = a_story(f"{'a' * (len(CUT) - 1)}."), a_story(WHOLE)
    near, far, own = evidence(alike, other, a_story(CUT), of="to usual")
    assert near == own == 0
    assert far > 0.5


def test_where_nothing_is_cut_there_is_no_usual_length() -> None:
    assert evidence(a_story(WHOLE), a_story("By our staff"), of="to usual") == [9, 9]


def test_the_share_of_broken_ends_is_the_documents() -> None:
    stories = [a_story(WHOLE), a_story(CUT), a_story(WHOLE, CUT), a_story("By our staff")]
    assert evidence(*stories, of="broken in document") == [0.5] * 4
    assert evidence(*stories, of="broken single") == [0, 1, 0, 0]


def test_a_short_line_is_not_broken_however_it_ends() -> None:
    short = CUT[:CUT_LENGTH]
    assert evidence(a_story(f"{short[:60]},"), of="broken in document") == [0]
    assert evidence(a_story(f"{short},"), of="broken in document") == [1]


def test_a_last_line_stands_between_the_least_and_the_most_of_those_that_break_off_alone() -> None:
    stories = [a_story(CUT), a_story(CUT * 2), a_story(f"{CUT}."), a_story(WHOLE), a_story(WHOLE, CUT * 4)]
    above, below = evidence(*stories, of="above least"), evidence(*stories, of="below most")
    assert above[0] == below[1] == 0
    assert [value >= 0 for value in above] == [True, True, True, False, True]
    assert [value >= 0 for value in below] == [True, True, True, True, False]


def test_where_nothing_breaks_off_alone_there_is_no_least_and_no_most() -> None:
    stories = [a_story(WHOLE), a_story(WHOLE, CUT)]
    assert evidence(*stories, of="above least") == evidence(*stories, of="below most") == [-9, -9]


def test_briefs_are_counted_without_the_story_itself() -> None:
    stories = [a_story(WHOLE), a_story(WHOLE), a_story(CUT), a_story(WHOLE, WHOLE)]
    assert evidence(*stories, of="other briefs") == [1, 1, 2, 2]
    assert evidence(*stories, of="single among all") == [0.75] * 4
    assert evidence(*stories, of="to briefs")[:2] == [0, 0]
    assert evidence(a_story(WHOLE), a_story(CUT), of="to briefs") == [9, 9]


def test_the_last_sentence_begins_behind_the_stop_before_it() -> None:
    first, second = evidence(a_story("One. Two three."), a_story("Two three."), of="last sentence")
    assert first == second == pytest.approx(np.log1p(10))


@pytest.mark.parametrize(("last", "closed"), [("“So it was.”", True), (WHOLE, False)])
def test_a_quotation_mark_may_stand_last(last: str, closed: bool) -> None:
    assert evidence(a_story(last), of="closed quote") == [closed]


def test_of_an_endless_line_only_the_end_is_read_but_its_length_is_known() -> None:
    line = "One. " * 100_000 + CUT
    assert evidence(a_story(line), of="ends word") == [1]
    assert evidence(a_story(line), of="length") == [pytest.approx(np.log1p(len(line)), rel=1e-4)]


def test_the_model_says_which_stories_are_cut() -> None:
    model = a_model(cut=a_tree((NAMES.index("ends word"), 0.5), leaves=(-1.0, 1.0)))
    assert cut_of([a_story(WHOLE), a_story(CUT), a_story(CUT, WHOLE * 2), a_story(WHOLE, CUT)], model) == [
        False, True, False, True
    ]  # fmt: skip


def test_a_story_without_a_body_is_cut_whatever_the_model_says() -> None:
    assert cut_of([a_story("Rates rise", level=1)], a_model(cut=always(-9.0))) == [True]
    assert cut_of([a_story("Rates rise", "Mill burns", level=1)], a_model(cut=always(-9.0))) == [False]


@pytest.mark.parametrize(
    "last",
    [
        "He spoke of exports and of rates on Monday. Reuter...",
        "“We will meet again,” he said. (AFP)",
        "All of the results of the race are to be found from Monday on at https://example.org/results/2024/race.html",
        "Whoever wishes to help with the repairs to the old bridge and the mill is asked to write to help@example.org",
        "I found this old fridge at a market, and it now stands in my kitchen, where I look at it each day. #Kitchen",
        "There was cake for everyone who came to the opening of the new library hall last night, and music as well 🎉",
    ],
)
def test_a_sign_behind_the_last_sentence_shows_that_the_story_is_whole(last: str) -> None:
    assert cut_of([a_story(last), a_story(CUT)], a_model(cut=always(9.0))) == [False, True]


@pytest.mark.parametrize("last", ["See https://example.org/a…", "Reuters", CUT + " of #Kitchen wares"])
def test_what_a_sentence_may_hold_shows_nothing(last: str) -> None:
    assert cut_of([a_story(WHOLE, last)], a_model(cut=always(9.0))) == [True]


@pytest.mark.parametrize("tally", ["… [+1834 chars]", "... [1200 chars]", "... (212 more words)", "…[17 characters]"])
def test_what_says_how_much_is_missing_shows_a_cut(tally: str) -> None:
    assert cut_of([a_story(WHOLE + tally)], a_model(cut=always(-9.0))) == [True]


@pytest.mark.parametrize("last", [f"{CUT} Dr.", f"{CUT} Frau Prof.", f"{CUT} others (z.B.", f"{CUT} ca."])
def test_an_abbreviation_that_something_follows_shows_a_cut(last: str) -> None:
    assert cut_of([a_story(WHOLE, last)], a_model(cut=always(-9.0))) == [True]


def test_other_abbreviations_show_nothing() -> None:
    for last in (f"{CUT} sons of Acme Inc.", f"{CUT} the U.S.", "Dr."):
        assert cut_of([a_story(WHOLE, last)], a_model(cut=always(-9.0))) == [False]


def test_short_lines_behind_the_only_paragraph_do_not_hide_that_it_breaks_off() -> None:
    model = a_model(cut=a_tree((NAMES.index("ends word"), 0.5), leaves=(-1.0, 1.0)))
    assert cut_of([a_story(CUT, "Filed under:"), a_story(CUT, "Mill burns", "See more.")], model) == [True, True]
    assert cut_of([a_story(CUT, WHOLE * 2), a_story(WHOLE, CUT, "See more."), a_story(CUT, *["No."] * 3)], model) == [
        False, False, False
    ]  # fmt: skip


def test_the_model_that_ships_knows_teasers_from_stories() -> None:
    teasers = [a_story(story.paragraphs[0] + " " + story.paragraphs[1][:90].rsplit(" ", 1)[0]) for story in STORIES]
    wholes = [a_story(*story.paragraphs) for story in STORIES]
    assert cut_of([*wholes, *teasers], trained()) == [False] * 3 + [True] * 3
