"""Digests sent as HTML: each of their stories with its headline, text and address, and nothing of what is around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Part, Shape
from feedmill.reading.mail.digests import digest_of
from feedmill.reading.mail.layout import rows_of
from tests.reading.mail.newsletters import (
    DEPOT,
    DOYLE,
    ESSAY,
    FOOT,
    GERMAN,
    HERONS,
    JAPANESE,
    STORIES,
    Told,
    divided,
    each,
    letter,
    stories_of,
)

ROW = '<tr><td><h2><a href="{u}">{h}</a></h2></td></tr><tr><td><p>{t}</p></td></tr>'
MARKUP = {
    "headings side by side": each('<h2><a href="{u}">{h}</a></h2><p>{t}</p>'),
    "with buttons and a greeting": "<p>Good morning, and welcome.</p>"
    + each('<h3><a href="{u}?utm_source=nl">{h}</a></h3><p>{t}</p><p><a href="{u}">Read more</a></p>')
    + '<p>Marsh Post Ltd, 12 Quay Road, Marsh MA3 4TT, United Kingdom</p><p>You can <a href="x">unsubscribe</a>.</p>',
    "rows of one table": f"<table><tr><td><h1>Marsh Post</h1></td></tr>{each(ROW)}</table>{FOOT}",
    "tables of their own": each('<table><tr><td><p>NEWS</p><h2><a href="{u}">{h}</a></h2>{t}</td></tr></table>') + FOOT,
    "bold links": each('<p><b><a href="{u}">{h}</a></b><br>{t}</p>') + FOOT,
    "links in cells, with lines between": each(
        '<table><tr><td><a href="{u}">{h}</a></td></tr><tr><td>3 min</td></tr><tr><td>{t}</td></tr></table>'
    ),
    "the outlet behind each": each(
        '<div><div><a href="{u}">{h}</a> <span>— www.marshpost.example</span></div><div>{t}</div></div>'
    ),
    "whole cards linked": each('<div><a href="{u}"><h2>{h}</h2><p>{t}</p></a></div>') + FOOT,
    "the link at the end of the text": each('<table><tr><td><h2><a href="{u}">{h}</a></h2>{t} [<a href="{u}">more</a>]')
    + FOOT,
    "bold lines above buttons": each(
        '<table><tr><td><p><strong>{h}</strong></p></td></tr><tr><td>{t}</td></tr><tr><td><a href="{u}">Go on</a>'
        "</td></tr></table>"
    )
    + FOOT,
    "links rewritten by a filter": each(
        '<h2><a href="https://eur01.safelinks.example/?url={q}&amp;data=05%7C02">{h}</a></h2><p>{t}</p>'
    ),
    "links rewritten with marks": each(
        '<h2><a href="https://defense.example/v3/__{u}__;!!AbC">{h}</a></h2><p>{t}</p>'
    ),
    "headlines within the line": "<ul>"
    + each('<li><strong><a href="{u}">{h}</a></strong>: {t}</li>')
    + f"</ul>{FOOT}",
    "large letters": each('<div><font size="4"><a href="{u}">{h}</a></font></div><div>{t}</div>')
    + "<div>--<br>Marsh Post, 12 Quay Road</div>",
    "large letters by style": each('<p style="font-size:24px"><a href="{u}">{h}</a></p><p>{t}</p>') + FOOT,
    "days above and a farewell below": "<table><tr><td>Hi there,</td></tr>"
    + each('<tr><td>18.11.2026</td></tr><tr><td><a href="{u}"><b>{h}</b></a></td></tr><tr><td>{t}</td></tr>'
           '<tr><td><a href="{u}">READ THE STORY</a></td></tr>')
    + f"<tr><td>That is all for today. See you!</td></tr><tr><td>Ann Berg, editor</td></tr></table>{FOOT}",
    "links to older stories below each": each(
        '<div><h2><a href="{u}">{h}</a></h2><p>{t}</p><ul><li><a href="{u}/2">What we said then</a></li></ul></div>'
    ),
    "contents above": '<ul><li><a href="#1">Council sells the old tram depot</a></li></ul>' + each(ROW) + FOOT,
}  # fmt: skip


@pytest.mark.parametrize("markup", MARKUP.values(), ids=list(MARKUP))
def test_each_story_of_a_digest_has_its_headline_text_and_address(markup: str) -> None:
    assert stories_of(letter(markup)) == list(STORIES)


@pytest.mark.parametrize(
    ("stories", "more", "end"),
    [(GERMAN, "Weiterlesen »", "Bachbote GmbH, Mühlweg 2<br><a href='x'>Newsletter abbestellen</a>"),
     (JAPANESE, "続きを読む", "配信停止は<a href='x'>こちら</a>")],
)  # fmt: skip
def test_digests_in_other_languages(stories: tuple[Told, ...], more: str, end: str) -> None:
    rows = each(f"<tr><td><h2><a href='{{u}}'>{{h}}</a></h2>{{t}}<br><a href='{{u}}'>{more}</a></td></tr>", stories)
    assert stories_of(letter(f"<table>{rows}<tr><td>{end}</td></tr></table>")) == list(stories)


def test_what_stands_around_the_stories_is_a_page_with_what_the_mail_states() -> None:
    (around, parts), *items = divided(letter(f"<p>Dear readers,</p>{MARKUP['tables of their own']}"))
    assert (around.shape, around.stated.headline, around.stated.guid) == (
        Shape.PAGE, "Wednesday briefing", "one@example.org",
    )  # fmt: skip
    assert not parts.stories
    assert around.text.startswith("Dear readers,\nYou are receiving this email")
    assert {block.part for block in around.blocks} == {Part.AROUND}
    stated = items[0][0].stated
    assert [one.shape for one, _ in items] == [Shape.ITEM] * 3
    assert (stated.byline, stated.published_at, stated.guid) == (None, None, None)
    assert dict(stated.fields) == {"headline": "heading", "url": "link", "language": "text"}


def test_a_label_above_a_headline_and_a_button_below_stand_beside_the_story() -> None:
    html = each('<div><p>LOCAL NEWS</p><h2><a href="{u}">{h}</a></h2><p>{t}</p><a href="{u}">Read more</a></div>')
    document, parts = divided(letter(html))[0]
    beside = [document.text[slice(*span)] for piece in parts.furniture for span in piece.spans]
    assert sorted(beside) == ["LOCAL NEWS", "Read more"]


def test_names_of_sections_are_around_the_stories() -> None:
    html = f"<h2>TOWN</h2>{each(MARKUP_H3, (DEPOT,))}<h2>NATURE</h2>{each(MARKUP_H3, (HERONS,))}"
    (around, _), *items = divided(letter(html))
    assert (around.text, len(items)) == ("TOWN\nNATURE", 2)


MARKUP_H3 = '<h3><a href="{u}">{h}</a></h3><p>{t}</p>'


def test_stories_side_by_side_in_two_columns_are_two() -> None:
    cell = '<td><h3><a href="{u}">{h}</a></h3>{t}</td>'
    assert stories_of(letter(f"<table><tr>{each(cell)}</tr></table>")) == list(STORIES)


def test_an_advertisement_among_the_stories_is_none() -> None:
    offer = "<div><p>Sponsored</p><h2><a href='https://shop.example/new-bikes-now'>Bikes on sale this week</a></h2>"
    cards = '<div><h2><a href="{u}">{h}</a></h2><p>{t}</p></div>'
    html = f"{each(cards, (DEPOT,))}{offer}<p>Come to our shop and save up to forty per cent on all bikes.</p></div>"
    assert stories_of(letter(html + each(cards, (HERONS, DOYLE)))) == list(STORIES)


def test_subheads_within_the_stories_of_a_digest_stay_in_them() -> None:
    more = "<h3>What happens next</h3><p>The case goes back to the committee on Thursday.</p>"
    found = stories_of(letter(each('<h2><a href="{u}">{h}</a></h2><p>{t}</p>' + more)))
    text = "\nWhat happens next\nThe case goes back to the committee on Thursday."
    assert found == [one._replace(text=one.text + text) for one in STORIES]


def test_a_long_letter_above_the_stories_is_a_story_of_its_own() -> None:
    letter_text = "".join(f"<p>{one}</p>" for one in (*ESSAY, *ESSAY))
    first, *others = stories_of(letter(f"<h1>From the editor</h1>{letter_text}{each(MARKUP_H3)}"))
    assert (first.headline, first.text.split("\n")) == ("From the editor", [*ESSAY, *ESSAY])
    assert others == list(STORIES)


def test_boxes_below_headings_that_are_not_linked_are_stories_without_an_address() -> None:
    html = f"<h1>The Marsh Post</h1>{each('<section><h2>{h}</h2><p>{t}</p></section>')}{FOOT}"
    assert stories_of(letter(html)) == [one._replace(url=None) for one in STORIES]


@pytest.mark.parametrize(
    ("html", "subject", "sender"),
    [("<h1>The Marsh Post</h1>", "Your daily digest", "The Marsh Post"), ("", "Depot, nests and Doyle", "Ada Berg")],
    ids=["below the sender's name", "announced by the subject"],
)
def test_headings_that_are_not_linked_are_stories_where_the_mail_says_so(html: str, subject: str, sender: str) -> None:
    found = stories_of(letter(html + each("<h2>{h}</h2><p>{t}</p>") + FOOT, subject, sender))
    assert found == [one._replace(url=None) for one in STORIES]


def test_a_digest_may_be_named_after_its_first_story() -> None:
    html = each(
        "<table><tr><td><h2>{h}</h2></td></tr><tr><td>{t}</td></tr><tr><td><a href='{u}'>Go on</a></td></tr></table>"
    )
    assert stories_of(letter(html, DEPOT.headline)) == list(STORIES)


PIECES = st.sampled_from(
    ("<table><tr><td>", "</td></tr></table>", "<div>", "</div>", "<hr>", "<h2>The ferry</h2>", "<p>Sponsored</p>",
     '<h2><a href="https://a.example/one-two-three">One is here</a></h2>', "<p>short</p>", "<b>Bold words here</b><br>",
     '<h2><a href="https://a.example/four-five-six">Another one</a></h2>', f"<p>{ESSAY[0]}</p>", "<p>--</p>",
     '<b><a href="https://a.example/seven-eight">Run in</a></b>: ' + ESSAY[1] + "<br>",
     f'<p>{ESSAY[2]} <a href="https://a.example/x">more</a></p>', '<p>You can <a href="x">unsubscribe</a></p>')
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
def test_nothing_of_a_digest_is_lost_or_doubled(pieces: list[str]) -> None:
    rows = rows_of("".join(pieces))
    digest = digest_of(rows, "The ferry")
    if digest is not None:
        held = [row.text for item in digest.items for row, _ in item.lines] + [row.text for row in digest.around]
        assert sorted("".join(held).replace(" ", "")) == sorted("".join(row.text for row in rows).replace(" ", ""))


def test_an_address_that_only_its_counter_knows_is_not_stated() -> None:
    link = "https://u1.ct.mailer.example/ls/click?upn=u001.AbC9dEf2GhI3jKl4MnO5pQr6StU7vWx8Yz"
    found = stories_of(letter(each(f'<h2><a href="{link}{{h[1]}}">{{h}}</a></h2><p>{{t}}</p>')))
    assert found == [one._replace(url=None) for one in STORIES]


def _essay(tag: str, title: str = "<h1>The early ferry</h1>", wrap: str = "{}") -> str:
    """One story with subheads."""
    heads = ("", f"<{tag}>How to be punctual</{tag}>", f"<{tag}>Longer than the pier</{tag}>")
    parts = "".join(wrap.format(f"{head}<p>{text}</p>") for head, text in zip(heads, ESSAY, strict=True))
    return f"{title}{parts}{FOOT}"


@pytest.mark.parametrize(
    "html",
    [_essay("h2"), _essay("h3", '<h1><a href="https://holm.example/p/the-early-ferry">The early ferry</a></h1>'),
     _essay("h2", wrap="{}<p><a href='https://src.example/1'>Source</a></p>"),
     _essay("strong"), _essay("h2", wrap="<section>{}</section>"), _essay("h2", ""),
     _essay("h3", "<h2><a href='https://holm.example/2026/early-ferry'>The early ferry</a></h2><p>Ian Rae</p>"),
     _essay("h2") + "<h3>More</h3><ul><li><a href='https://h.example/p/on-dentists'>On Tuesday dentists</a></li></ul>"],
)  # fmt: skip
def test_one_story_with_subheads_is_no_digest(html: str) -> None:
    assert digest_of(rows_of(html), "The early ferry") is None


def test_plain_text_that_a_list_adds_is_around_the_stories() -> None:
    header = "List-Id: <x.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n"
    parts = f"--xx\nContent-Type: text/html\n\n{each(ROW)}\n--xx\nContent-Type: text/plain\n\nThe list\n--xx--\n"
    data = letter(parts).replace(
        b"List-Id: <x.example>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n", header.encode()
    )
    (around, _), *items = divided(data)
    assert (around.text, len(items)) == ("The list", 3)
