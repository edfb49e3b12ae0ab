from __future__ import annotations

from feedmill.reading.pages.placing import ABOVE, AFTER, BELOW, BESIDE, WITHIN, Place
from tests.reading.pages.factories import PARAGRAPHS, layout

LINES = "<p>a</p><h1>A headline</h1><p>By A</p>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "<p>b</p>" * 9


def place(html: str = LINES, *, headline: int = 1, teased: frozenset[int] = frozenset()) -> Place:
    return Place(layout(html), headline, [1, 3, 4, 5, 6], teased)


def test_lines_stand_above_beside_within_after_or_below_the_story() -> None:
    found = place()
    assert [found.zone(at) for at in (0, 2, 4, 7, 15)] == [ABOVE, BESIDE, WITHIN, AFTER, BELOW]
    assert (found.zone(-1), found.zone(99)) == (None, None)
    assert (found.distance(2), found.distance(8)) == (1, 2)


def test_a_teaser_and_a_comment_stand_nowhere() -> None:
    assert place(teased=frozenset((7,))).zone(7) is None
    assert place(LINES.replace("<p>b</p>", '<div class="comment">b</div>')).zone(7) is None


def test_a_name_around_the_headline_too_says_nothing() -> None:
    assert place(f'<div class="comment-open">{LINES}</div>').zone(2) == BESIDE


def test_without_a_story_there_is_no_place() -> None:
    nowhere = Place(layout(LINES), -1, [])
    assert {nowhere.zone(at) for at in range(16)} == {BELOW}
    assert place(headline=-1).zone(0) == BESIDE
