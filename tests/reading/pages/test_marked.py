from __future__ import annotations

import pytest

from feedmill.reading.pages.marked import of_item
from tests.reading.pages.factories import layout


@pytest.mark.parametrize(
    ("html", "key"),
    [
        ('<span itemprop="author">A</span>', "itemprop=author"),
        ('<a rel="nofollow author" href="/a">A</a>', "rel=author"),
        ('<time datetime="2024-01-01">x</time>', "time"),
        ('<p class="article-byline">By A</p>', "author"),
        ('<div id="author">A</div>', "author"),
        ('<span class="published-date">x</span>', "date"),
        ('<a href="/authors/ann-berg/">Ann Berg</a>', "author link"),
        ('<a href="/muhabir/elif-ak">Elif Ak</a>', "author link"),
        ('<a href="/user/annberg">annberg</a>', "user link"),
        ('<span data-testid="article-date" class="overline">x</span>', "date"),
        ('<p id="footer-lastmod">x</p>', "changed"),
        ('<h1><span class="article__kicker">Harbour</span> Vote</h1>', "kicker"),
    ],
)
def test_elements_are_taken_for_what_they_are_named(html: str, key: str) -> None:
    assert [mark.key for mark in layout(html).marks] == [key]


@pytest.mark.parametrize(
    "html", ["<p>By Ann Berg</p>", '<p class="x">May 1, 2024</p>', '<div class="author-box">x</div>']
)
def test_what_an_element_says_names_it_nothing(html: str) -> None:
    assert layout(html).marks == []


def test_microdata_is_read_from_content_first_and_never_when_long() -> None:
    marks = layout(
        f'<b itemprop="datePublished" content="2024-01-01">yesterday</b><b itemprop="datePublished">{"x" * 200}</b>'
    ).marks
    assert list(of_item(marks, "datepublished")) == ["2024-01-01"]


@pytest.mark.parametrize("name", ["firma", "signatura", "article-signature", "egilea", "penulis", "szerzo"])
def test_elements_are_named_in_other_languages_too(name: str) -> None:
    assert [mark.key for mark in layout(f'<p class="{name}">Ann Berg</p>').marks] == ["author"]
    assert layout(f'<p class="{name}-box">Ann Berg</p>').marks == []


def test_the_foot_s_signature_and_a_firm_name_nobody() -> None:
    assert layout('<div class="footer-signature">x</div><div class="firmennews">x</div>').marks == []


def test_blocks_within_an_element_are_lines_apart() -> None:
    (mark,) = layout('<div class="byline"><div>Ann Berg</div><div>Courier</div> <b>today</b></div>').marks
    assert mark.text == "Ann Berg | | Courier | today"
    (mark,) = layout('<div class="byline"><b>Ann</b> <i>Berg</i></div>').marks
    assert mark.text == "Ann Berg"


def test_a_time_in_the_title_of_an_abbreviation_is_what_it_holds() -> None:
    marks = layout('<p><abbr itemprop="datePublished" title="2026-03-05T22:14:00Z">22:14</abbr></p>').marks
    assert list(of_item(marks, "datepublished")) == ["2026-03-05T22:14:00Z"]


def test_where_an_author_works_is_no_author() -> None:
    assert layout('<p><span class="author-location">Norwick</span></p>').marks == []
