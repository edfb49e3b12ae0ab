from __future__ import annotations

import pytest

from feedmill.reading.pages.teasers import teasers_of
from tests.reading.pages.factories import RELATED, layout, story, texts

TITLE, HREF = RELATED[0]


@pytest.mark.parametrize(
    ("html", "before"),
    [
        (f'<a href="{HREF}"><em>3</em> {TITLE}</a>', "3"),
        (f'<a href="{HREF}"><time>14:02</time><span>{TITLE}</span></a>', "14:02"),
        (f'<span>01.05.2024</span> <a href="{HREF}">{TITLE}</a>', "01.05.2024"),
        (f'<b>Read also:</b> <a href="{HREF}">{TITLE}</a>', "Read also:"),
        (f'<a href="{HREF}"><strong>READ ALSO: {TITLE}</strong></a>', "READ ALSO:"),
        (f'<span>Lire aussi</span><a href="{HREF}">{TITLE}</a>', "Lire aussi"),
        (f'<a href="{HREF}"><span class="kicker">Coast</span> {TITLE}</a>', "Coast"),
        (f'<a href="{HREF}"><span class="a1">Coast</span><span class="b2">{TITLE}</span></a>', "Coast"),
    ],
)
def test_what_stands_before_a_headline_in_its_list_is_a_line_of_its_own(html: str, before: str) -> None:
    found = layout(f"<li>{html}</li>")
    assert [line.text for line in found.lines] == [before, TITLE]
    assert [one.headline for one in teasers_of(found, frozenset(), -1)] == [1]


@pytest.mark.parametrize("behind", ["<small>(2. 3. 2024)</small>", "<i>04-02-2026</i>", "<span>（2/18）</span>"])
def test_a_day_behind_a_headline_is_a_line_of_its_own(behind: str) -> None:
    assert texts(f'<li><a href="{HREF}">{TITLE}</a> {behind}</li>')[0] == TITLE


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/12">12</a>',
        '<a href="/a">3 boats</a>',
        'Source: <a href="/a">Norwick Courier</a>',
        '12 <a href="/a">boats</a> left',
        '<a href="/a"><span class="drop">T</span><span class="rest">he council of Norwick voted</span></a>',
        'The <a href="/a">council of Norwick on Tuesday voted</a> to keep it',
    ],
)
def test_nothing_is_cut_from_fewer_words_or_from_a_sentence(html: str) -> None:
    assert len(texts(f"<p>{html}</p>")) == 1


def test_a_label_makes_a_teaser_of_a_link_whatever_its_address() -> None:
    found = layout('<p><b>Czytaj też:</b> <a href="/x">Wilki podeszły pod szkołę w Lutowiskach</a></p>')
    assert [one.headline for one in teasers_of(found, frozenset(), -1)] == [1]
    alone = layout('<p><a href="/x">Wilki podeszły pod szkołę w Lutowiskach</a></p>')
    assert teasers_of(alone, frozenset(), -1) == []


def test_a_figure_behind_a_letter_without_case_is_apart() -> None:
    assert texts("<p><span>ท้องถิ่น</span><span>5 มี.ค. 2569</span></p>") == ["ท้องถิ่น 5 มี.ค. 2569"]


def test_a_labelled_link_in_a_story_is_no_part_of_it() -> None:
    label = f'<p>Read also: <a href="/x">{TITLE}</a></p>'
    assert texts(story(inside=label))[-2:] == ["Read also:", TITLE]


def test_what_is_hidden_in_a_link_is_not_cut_from_it() -> None:
    assert texts(f'<li><a href="{HREF}"><span hidden>3</span><span>{TITLE}</span></a></li>') == [TITLE]


@pytest.mark.parametrize(
    "behind",
    ["<time>Nov 14</time>", '<span class="time">2 hours ago</span>', "<small>By Ann Berg</small>", "<span>(46)</span>"],
)
def test_a_day_a_name_and_a_count_behind_a_headline_are_no_part_of_it(behind: str) -> None:
    found = layout(f'<li><a href="{HREF}">{TITLE}</a> {behind}</li>')
    assert [found.lines[one.headline].text for one in teasers_of(found, frozenset(), -1)] == [TITLE]


@pytest.mark.parametrize(
    "label", ["<span>Previous Article</span>", "Lire aussi | Article réservé à nos abonnés ", "<b>READ: </b>"]
)
def test_labels_of_other_stories_are_cut_from_their_headlines(label: str) -> None:
    found = layout(f'<div>{label}<a href="{HREF}">{TITLE}</a></div>')
    assert [found.lines[one.headline].text for one in teasers_of(found, frozenset(), -1)] == [TITLE]


def test_a_rank_before_a_short_headline_of_wide_letters_is_none_of_it() -> None:
    assert texts(f'<li><em>1</em><a href="{HREF}">国务院印发新规定</a></li>') == ["1", "国务院印发新规定"]
