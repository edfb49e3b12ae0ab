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
