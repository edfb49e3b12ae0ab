from __future__ import annotations

import pytest

from feedmill.reading.pages.teasers import is_headline, likeness, teasers_of
from tests.reading.pages.factories import RELATED, layout, related

TITLE, HREF = RELATED[0]


@pytest.mark.parametrize(
    ("href", "like"),
    [
        ("/news/ferry-to-islands-cancelled", 1),
        ("/2024/05/01/ferry-cancelled-for-a-third-day", 2),
        ("https://a.example/article/123456", 2),
        ("/news_view.html?idx=8576", 1),
        ("/news/article/byjx11kv1r", 2),
        ("/coast", 0),
        ("#top", 0),
        ("javascript:void(0)", 0),
        ("mailto:ann@a.example", 0),
        ("https://www.facebook.com/a-b-c-d-e-f", 0),
        ("/topics/ferry-to-the-far-islands-12", 0),
    ],
)
def test_addresses_look_like_those_of_stories_or_not(href: str, like: int) -> None:
    assert likeness(href) == like


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{TITLE}</p>",
        f'<p>Some words of a long sentence that goes on before <a href="{HREF}">a link</a></p>',
        f'<p><a href="{HREF}">Sport</a></p>',
        f'<p><a href="{HREF}">May 1, 2024, 10:00</a></p>',
        f'<p><a href="{HREF}">© 2024 The Norwick Courier</a></p>',
        f'<div class="comments"><p><a href="{HREF}">{TITLE}</a></p></div>',
        '<nav><p><a href="/about/the-company-and-us">About us and the company</a></p></nav>',
        f'<p><a href="{HREF}">{"word " * 60}</a></p>',
        '<p><a href="/a/share-it-now">Share this story with others</a></p>',
    ],
)
def test_what_is_no_headline(html: str) -> None:
    found = layout(html)
    assert not is_headline(found, found.lines[0])


@pytest.mark.parametrize("title", [TITLE, "해안 마을이 오래된 등대를 지키기로 했다"])
def test_what_is_a_headline(title: str) -> None:
    found = layout(f'<li><a href="{HREF}">{title}</a></li>')
    assert is_headline(found, found.lines[0])


def test_a_list_of_headlines_is_a_teaser_each() -> None:
    found = layout(related())
    assert [found.lines[one.headline].text for one in teasers_of(found, frozenset(), -1)] == [
        text for text, _ in RELATED
    ]


def test_a_card_is_one_teaser_with_its_summary() -> None:
    summary = "The harbour office hopes that the storm will end on Friday evening."
    found = layout(
        f'<div class="card"><a href="{HREF}">Picture of a ferry in the storm</a><h3><a href="{HREF}">{TITLE}</a></h3>'
        f'<p>{summary}</p><p>May 1</p></div><div><h3><a href="{RELATED[1][1]}">{RELATED[1][0]}</a></h3></div>'
    )
    first, second = teasers_of(found, frozenset(), -1)
    assert found.lines[first.headline].text == TITLE
    assert [found.lines[at].text for at in first.further] == [summary]
    assert second.further == ()


def test_lines_of_the_main_story_are_no_teasers() -> None:
    found = layout(f'<h3><a href="{HREF}">{TITLE}</a></h3>')
    assert teasers_of(found, frozenset([0]), -1) == []
    assert teasers_of(found, frozenset(), 0) == []


def test_what_holds_most_of_a_page_is_no_box_of_links_whatever_its_name() -> None:
    link = f'<p><a href="{HREF}">해안 마을이 오래된 등대를 지키기로 했다</a></p>'
    found = layout(f'<div id="__next">{"<p>Some words.</p>" * 9}{link}</div>')
    assert is_headline(found, found.lines[-1])
    found = layout(f'{"<p>Some words.</p>" * 9}<div class="next">{link}</div>')
    assert is_headline(found, found.lines[-1])
    found = layout(
        f'{"<p>Some words.</p>" * 9}<div class="next"><p><a href="/a-b/c-d-e">Ships of the old town</a></p></div>'
    )
    assert not is_headline(found, found.lines[-1])


def test_three_long_words_are_a_headline_where_the_language_is_not_english() -> None:
    link = '<p><a href="/news/jaat-lahtivat-ennatys-varhain-4821377">{}</a></p>'
    (line,) = (found := layout(link.format("Jäät lähtivät ennätysvarhain"))).lines
    assert is_headline(found, line)
    (line,) = (found := layout(link.format("Golden Globes Predictions"))).lines
    assert not is_headline(found, line)


LISTED = (
    "Ferry to the islands is cancelled",
    "Harbour master leaves after nine years",
    "Bakers strike for a third day",
)


@pytest.mark.parametrize(
    "card", ['<li><a href="/n/{}.html">{}</a></li>', '<div><h3><a href="/n/{}.html">{}</a></h3><p>More.</p></div>']
)
def test_links_side_by_side_lead_to_stories_whatever_their_addresses_look_like(card: str) -> None:
    cards = [card.format(at, title) for at, title in enumerate(LISTED)]
    found = layout(f"<section>{''.join(cards)}</section>")
    assert [found.lines[one.headline].text for one in teasers_of(found, frozenset(), -1)] == list(LISTED)
    alone = layout(f"<section>{cards[0]}</section>")
    assert not teasers_of(alone, frozenset(), -1)


def test_links_side_by_side_to_sections_or_in_navigation_lead_to_none() -> None:
    for html in (
        "".join(f'<li><a href="/topics/t{at}">{title}</a></li>' for at, title in enumerate(LISTED)),
        "<nav>" + "".join(f'<li><a href="/n/{at}">{title}</a></li>' for at, title in enumerate(LISTED)) + "</nav>",
    ):
        assert not teasers_of(layout(f"<ul>{html}</ul>"), frozenset(), -1)


def test_of_headline_and_summary_in_one_link_the_one_that_ends_no_sentence_is_the_headline() -> None:
    link = f'<a href="{HREF}"><span class="headline">{TITLE}</span><p>It ended so at noon.</p></a>'
    found = layout(f"<div>{link}</div>")
    assert [found.lines[one.headline].text for one in teasers_of(found, frozenset(), -1)] == [TITLE]


def test_a_time_within_the_link_is_no_part_of_the_headline() -> None:
    found = layout(f'<li><a href="{HREF}">{TITLE}<time>30 April</time></a></li>')
    assert [found.lines[one.headline].text for one in teasers_of(found, frozenset(), -1)] == [TITLE]


@pytest.mark.parametrize("path", ["/comments", "/diskuse", "/print.php", "/send.php"])
def test_what_belongs_to_a_story_is_no_other_story(path: str) -> None:
    found = layout(
        f'<p><a href="/2026/11/the-ferry-to-the-islands-101500{path}">Join the discussion of this story</a></p>'
    )
    assert not teasers_of(found, frozenset(), -1)
