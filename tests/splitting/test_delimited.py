"""Pages whose stories are set apart by print's own means: the same stories as without them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, permutations, zip_longest

import numpy as np
import pytest

from feedmill.model import Story
from feedmill.splitting import split_text
from feedmill.splitting.delimited import delimited
from feedmill.splitting.lines import Line
from tests.splitting.models import calm, some_content
from tests.splitting.spans import assert_each_character_has_one_owner
from tests.splitting.stories import BUDGET, FERRY, FROGS, STORIES, Written

ORDERS = tuple(permutations(STORIES))
ORDER_NAMES = [" ".join(story.place.split()[0].lower() for story in order) for order in ORDERS]
WIRE_WIDTH = 72
COLUMN = 36


@dataclass(frozen=True)
class Laid:
    """A page, and the words that each of its stories has there."""

    text: str
    words: list[list[str]]


Layout = Callable[[Sequence[Written]], Laid]
"""How a page is made of stories in some order."""


def laid(stories: Sequence[Sequence[str]], between: Sequence[str] = (), end: str = "\n") -> Laid:
    """Stories of these paragraphs, with the lines `between` two of them."""
    apart = end + "".join(line + end for line in between)
    text = apart.join(end.join(story) for story in stories) + end
    return Laid(text, [sorted(" ".join(story).split()) for story in stories])


def words_of(text: str, story: Story) -> list[str]:
    return sorted(chain.from_iterable(text[start:end].split() for start, end in story.spans))


def assert_told_apart(page: Laid) -> None:
    """The stories that are found have the words of those that were laid out, and no others."""
    found = split_text(page.text)
    assert_each_character_has_one_owner(page.text, found)
    assert [words_of(page.text, story) for story in found.stories] == page.words


def bare(order: Sequence[Written]) -> Laid:
    return laid([story.paragraphs for story in order])


def separated(*between: str, end: str = "\n") -> Layout:
    """Lines between two stories."""
    return lambda order: laid([story.paragraphs for story in order], between, end)


def headed(head: Callable[[str], str]) -> Layout:
    """Headlines above their stories, a blank line above each."""
    return lambda order: laid([[head(story.headline), *story.paragraphs] for story in order], [""])


def opened(opening: str) -> Layout:
    """Stories that open with this: `{place}` and `{number}` stand for the story's own."""
    return lambda order: laid(
        [_opened(story.paragraphs, opening, story, at) for at, story in enumerate(order, start=1)]
    )


def briefs(opening: str) -> Layout:
    """Stories of one paragraph that open with this."""
    return lambda order: laid(
        [_opened([" ".join(story.paragraphs[:2])], opening, story, at) for at, story in enumerate(order, start=1)]
    )


def _opened(paragraphs: list[str], opening: str, story: Written, number: int) -> list[str]:
    return [opening.format(place=story.place, number=number) + paragraphs[0], *paragraphs[1:]]


def wrapped(*between: str, indent: str = "", apart: str = "\n") -> Layout:
    """Paragraphs with hard line ends, indented, with `apart` between two of them."""
    return lambda order: laid(
        [[apart.join(_filled(own, indent) for own in story.paragraphs)] for story in order], between
    )


def _filled(paragraph: str, indent: str) -> str:
    return textwrap.fill(paragraph, WIRE_WIDTH, initial_indent=indent, break_on_hyphens=False)


LAYOUTS = {
    "bare": bare,
    "a blank line between stories": separated(""),
    "blank lines between stories": separated("", "", ""),
    "a blank line between all paragraphs": separated(end="\n\n"),
    "more blank lines between stories than between paragraphs": separated("", end="\n\n"),
    "asterisks": separated("***"),
    "asterisks apart": separated("", "* * *", ""),
    "a rule": separated("-" * 20),
    "a low rule": separated("_" * 40),
    "the wires' end mark": separated("-30-"),
    "a word for the end": separated("ENDS"),
    "number signs": separated("###"),
    "headlines": headed(str),
    "headlines in capitals": headed(str.upper),
    "headlines in Title Case": headed(str.title),
    "wire datelines": opened("{place}, May 3 (Reuters) - "),
    "agency datelines": opened("{place} (AP) — "),
    "numbers": opened("{number}. "),
    "briefs": briefs(""),
    "numbered briefs": briefs("{number}. "),
    "briefs with bullets": briefs("• "),
    "wraps and indents": wrapped(indent="   "),
    "wraps and blank lines": wrapped("", apart="\n\n"),
    "wraps and more blank lines between stories": wrapped("", "", "", apart="\n\n"),
    "wraps and rules": wrapped("", "***", "", apart="\n\n"),
}  # fmt: skip


@pytest.mark.parametrize("order", ORDERS, ids=ORDER_NAMES)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_stories_are_the_same_however_they_are_set_apart(layout: Layout, order: Sequence[Written]) -> None:
    assert_told_apart(layout(order))


@pytest.mark.parametrize("order", list(permutations(STORIES, 2)), ids=lambda order: order[0].place)
def test_two_stories_in_columns_side_by_side_are_the_same_as_one_below_the_other(order: Sequence[Written]) -> None:
    left, right = (_column(story.paragraphs) for story in order)
    rows = [f"{one:<{COLUMN + 4}}{other}".rstrip() for one, other in zip_longest(left, right, fillvalue="")]
    assert_told_apart(Laid("\n".join(rows), bare(order).words))


def _column(paragraphs: Sequence[str]) -> list[str]:
    return "\n\n".join(textwrap.fill(own, COLUMN, break_on_hyphens=False) for own in paragraphs).split("\n")


@pytest.mark.parametrize("head", [str, str.upper, str.title])
def test_a_headline_below_a_blank_line_heads_the_story_below_it(head: Callable[[str], str]) -> None:
    stories = split_text(headed(head)(STORIES).text).stories
    assert [story.headline for story in stories] == [head(story.headline) for story in STORIES]
    assert [story.text for story in stories] == ["\n".join(story.paragraphs) for story in STORIES]


def test_a_wrapped_story_reads_as_if_it_were_not() -> None:
    found = split_text(wrapped("", apart="\n\n")((FERRY, BUDGET, FROGS)).text)
    assert [story.text for story in found.stories] == ["\n".join(story.paragraphs) for story in STORIES]


MARKS = ("***", "* * *", "###", "-30-", "ENDS", "- ends -", "-" * 40, "=" * 120, "___", "─" * 30, "+++")


def marked(
    stories: Sequence[Written], mark: str, head: Callable[[Written], list[str]], fill: Callable[[str], str] = str
) -> str:
    """Stories with a mark between each two, blank lines around it."""
    parts = ["\n\n".join([*head(story), *map(fill, story.paragraphs)]) for story in stories]
    return f"\n\n{mark}\n\n".join(parts) + "\n"


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("form", [str, str.upper, lambda text: text + "!"], ids=["headlines", "capitals", "exclaimed"])
@pytest.mark.parametrize("count", [2, 3])
def test_marks_part_stories_and_each_has_the_headline_below_its_mark(
    mark: str, form: Callable[[str], str], count: int
) -> None:
    heads = [form(" ".join(story.headline.split()[:6])) for story in STORIES]
    text = marked(STORIES[:count], mark, lambda story: [heads[STORIES.index(story)]])
    found = split_text(text).stories
    assert [story.headline for story in found] == heads[:count]
    assert [story.text for story in found] == ["\n".join(story.paragraphs) for story in STORIES[:count]]


@pytest.mark.parametrize("mark", ["***", "ENDS"])
def test_a_text_all_in_capitals_is_unwrapped_and_parted_like_another(mark: str) -> None:
    text = marked(STORIES, mark, lambda story: [story.headline], lambda own: _filled(own, "")).upper()
    found = split_text(text).stories
    assert [story.headline for story in found] == [story.headline.upper() for story in STORIES]
    assert [story.text for story in found] == ["\n".join(story.paragraphs).upper() for story in STORIES]


@pytest.mark.parametrize("rule", ["-" * 50, "=" * 30, "*" * 20])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_headline_between_two_rules_heads_the_story_below_them(rule: str, gap: str) -> None:
    text = "\n\n".join(
        gap.join([rule, story.headline, rule]) + gap + "\n\n".join(story.paragraphs) for story in STORIES
    )
    assert [story.headline for story in split_text(text).stories] == [story.headline for story in STORIES]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.place)
@pytest.mark.parametrize("mark", ["***", "* * *", "-" * 40, "___"])
@pytest.mark.parametrize("places", [(3,), (2, 4), (1, 3, 5)], ids=len)
@pytest.mark.parametrize("headed", [True, False], ids=["headline", "bare"])
def test_scenes_of_one_story_are_no_stories(story: Written, mark: str, places: Sequence[int], headed: bool) -> None:
    lines = [[mark, own] if at in places else [own] for at, own in enumerate(story.paragraphs)]
    text = "\n\n".join([*([story.headline] if headed else []), *chain.from_iterable(lines)])
    assert len(split_text(text).stories) == 1


@pytest.mark.parametrize("rule", ["-" * 40, "=" * 40, "***"])
def test_rules_around_a_header_a_box_and_a_footer_part_nothing(rule: str) -> None:
    half = len(FERRY.paragraphs) // 2
    header = [rule, "THE NORWICK COURIER", rule, FERRY.headline]
    box = [rule, "Key facts\nBuilt: 1987\nLength: 40 metres", rule]
    footer = [rule, "Norwick Courier, 4 Quay Street, Norwick"]
    text = "\n\n".join([*header, *FERRY.paragraphs[:half], *box, *FERRY.paragraphs[half:], *footer])
    found = split_text(text).stories
    assert sum(any(own in story.text for own in FERRY.paragraphs) for story in found) == 1


@pytest.mark.parametrize("rule", ["=", "-"])
def test_a_headline_underlined_by_a_rule_heads_the_story_below_it(rule: str) -> None:
    text = "\n\n".join(
        f"{story.headline}\n{rule * len(story.headline)}\n\n" + "\n\n".join(story.paragraphs) for story in STORIES
    )
    assert [story.headline for story in split_text(text).stories] == [story.headline for story in STORIES]


@pytest.mark.parametrize("mark", ["***", "-" * 40])
def test_a_greeting_above_the_first_mark_and_a_footer_below_the_last_are_none_of_the_stories(mark: str) -> None:
    text = f"Good morning. Here is what matters today.\n\n{mark}\n\n" + marked(
        STORIES, mark, lambda story: [story.headline]
    )
    text += f"\n{mark}\n\nNorwick Courier, 4 Quay Street, Norwick\n"
    found = [story for story in split_text(text).stories if story.headline]
    assert [story.headline for story in found] == [story.headline for story in STORIES]
    assert [story.text.startswith(own.paragraphs[0]) for story, own in zip(found, STORIES, strict=True)] == [True] * 3


def test_stories_parted_by_an_end_mark_may_have_rules_within() -> None:
    def ruled(story: Written) -> list[str]:
        return [*story.paragraphs[:3], "* * *", *story.paragraphs[3:], "ENDS"]

    text = "\n\n".join("\n\n".join([story.headline, *ruled(story)]) for story in STORIES)
    found = split_text(text).stories
    assert [story.headline for story in found] == [story.headline for story in STORIES]


@pytest.mark.parametrize(
    "line", ["Toll på bron höjs från maj", "PLENARY VOTES ON TARIFFS", "Menu of the week wins prize"]
)
def test_a_headline_right_behind_a_mark_is_no_furniture(line: str) -> None:
    text = marked(STORIES, "***", lambda story: [line if story is BUDGET else story.headline])
    found = split_text(text)
    assert [story.headline for story in found.stories] == [FERRY.headline, line, FROGS.headline]
    assert len(found.furniture) == 2


def test_a_quotation_set_apart_by_marks_is_no_headline() -> None:
    text = "\n\n".join(
        [FERRY.headline, *FERRY.paragraphs[:3], "***", "“We do not yet know why”", "***", *FERRY.paragraphs[3:]]
    )
    assert len(split_text(text).stories) == 1


def test_where_the_format_says_what_is_a_heading_marks_say_nothing_more() -> None:
    lines = [Line(0, len(text), text, level=text == "A title") for text in ("A title", *BUDGET.paragraphs)]
    marks = np.array([0, 0, 2, 0, 2, 0, 0][: len(lines)], np.int64)
    content = some_content("", lines=lines, around=lambda count: replace(calm(count), marks=marks))
    gaps = np.full(len(lines) - 1, 0.5, np.float32)
    assert delimited(content, gaps) is gaps


def test_no_delimiter_makes_stories_out_of_one() -> None:
    for story in STORIES:
        (alone,) = split_text(laid([story.paragraphs], end="\n\n").text).stories
        assert alone.text == "\n".join(story.paragraphs)
