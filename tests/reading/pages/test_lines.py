from __future__ import annotations

import pytest

from tests.reading.pages.factories import PARAGRAPHS, layout, texts


def test_a_paragraph_an_item_a_heading_and_a_row_are_a_line_each() -> None:
    html = "<h2>Head</h2><p>One\n  two.</p><ul><li>a</li><li>b</li></ul><table><tr><td>x</td><td>y</td></tr></table>"
    assert texts(html) == ["Head", "One two.", "a", "b", "x y"]


def test_a_table_that_lays_out_a_page_is_read_cell_by_cell() -> None:
    assert texts("<table><tr><td><p>Menu</p></td><td>First<br>Second</td></tr></table>") == ["Menu", "First", "Second"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>",
        '<p style="display: none">x</p>',
        "<noscript>x</noscript>",
        "<script>x</script>",
        "<style>x</style>",
        "<template>x</template>",
        "<!-- x -->",
        "<dialog>x</dialog>",
        "<select><option>x</option></select>",
        "<svg><text>x</text></svg>",
    ],
)
def test_what_nobody_sees_is_dropped(hidden: str) -> None:
    assert texts(f"<p>a</p>{hidden}<p>b</p>") == ["a", "b"]


def test_a_page_that_hides_its_body_until_scripts_run_is_shown() -> None:
    assert texts('<html><body style="visibility:hidden"><p>a</p></body></html>') == ["a"]


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<time>1 May 2024</time><time>10:30</time>", "1 May 2024 10:30"),
        (
            "<span>Published</span><time>1 May</time><span>updated</span><time>2 May</time>",
            "Published 1 May updated 2 May",
        ),
        ("<span><time>1 May</time></span><span><time>2 May</time></span>", "1 May 2 May"),
        ("<span>(</span><time>1 May</time><span>)</span>", "(1 May)"),
        ("<time>10</time><time>:30</time>", "10:30"),
        ("<span>news</span><span>paper</span>", "newspaper"),
        ("<a>Ann Berg</a><span>4 comments</span>", "Ann Berg 4 comments"),
        ("<span>co</span><span>2</span>", "co2"),
        ("<time>1 May</time><span></span>, <span>noon</span>", "1 May, noon"),
    ],
)
def test_times_side_by_side_are_words_apart(html: str, line: str) -> None:
    assert texts(f"<p>{html}</p>") == [line]


def test_how_words_are_read_stands_above_the_line_and_not_in_it() -> None:
    base = "<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>を<ruby>残<rt>のこ</ruby>す"
    assert texts(f"<h1>{base}</h1><p>{base}。</p>") == ["灯台を残す", "灯台を残す。"]


def test_entities_are_decoded_once() -> None:
    assert texts("<p>&amp;lt; &eacute; &#8211;</p>") == ["&lt; é –"]


def test_spans_side_by_side_that_begin_a_new_word_are_parted() -> None:
    assert texts("<div><span>Politics</span><span>Vote is over</span></div>") == ["Politics Vote is over"]
    assert texts("<p><span>T</span><span>he vote</span></p>") == ["The vote"]
    assert texts("<p><b>W</b>ord</p>") == ["Word"]


def test_lines_of_preformatted_text_stay_lines() -> None:
    assert texts("<pre>a\n b</pre>") == ["a", "b"]


def test_links_are_counted_with_their_first_target() -> None:
    (line,) = layout('<p><a href="/a">one two</a> and <a href="/b">x</a></p>').lines
    assert (line.href, line.links, line.lead, line.linked) == ("/a", 2, 7, 8)


def test_strong_and_slanted_text_is_counted() -> None:
    (line,) = layout("<p><b>abc</b> <i>de</i> f</p>").lines
    assert (line.strong, line.slanted) == (3, 2)


def test_a_card_within_one_link_links_all_its_lines() -> None:
    lines = layout('<a href="/x"><h3>Head</h3><p>Text</p></a>').lines
    assert [(line.href, line.level) for line in lines] == [("/x", 3), ("/x", 0)]


def test_elements_know_their_lines_and_articles() -> None:
    found = layout("<article><p>a</p></article><article><p>b</p><p>c</p></article>")
    articles = [element for element in found.elements if element.tag == "article"]
    assert [(element.first, element.last, element.article) for element in articles] == [(0, 1, 0), (1, 3, 1)]


def test_a_time_stands_beside_its_line() -> None:
    (line,) = layout('<p>Posted <time datetime="2024-05-01">on Wednesday</time></p>').lines
    assert line.stamp == "2024-05-01"


def test_no_line_holds_what_ends_one() -> None:
    assert texts("<p>a\x85b\u2028c\u00a0d</p>") == ["a b c d"]


def test_links_in_a_row_that_are_worded_like_headlines_are_a_line_each() -> None:
    link = '<a href="/{}">{}</a>'
    first, second = link.format(1, "Ferry cancelled for a third day"), link.format(2, "Bridge opens to cyclists first")
    assert texts(f"<div>{first}{second}</div>") == ["Ferry cancelled for a third day", "Bridge opens to cyclists first"]
    assert texts(f"<div>{link.format(1, 'News')} {link.format(2, 'Sport')}</div>") == ["News Sport"]
    assert texts(f"<p>As told: {first} {second}</p>") != ["As told: Ferry cancelled for a third day"]


def test_a_story_that_only_noscript_holds_is_shown() -> None:
    story = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert texts(f"<p>Loading</p><noscript>{story}</noscript>") == ["Loading", *PARAGRAPHS]
    assert texts(f"{story}<noscript><p>Please enable scripts</p></noscript>") == list(PARAGRAPHS)


def test_the_time_of_a_ticker_is_a_line_before_its_headline() -> None:
    html = '<ul><li><span>15:10</span> <a href="/1">Bridge opens to cyclists first</a></li></ul>'
    assert texts(html) == ["15:10", "Bridge opens to cyclists first"]
    assert texts('<p>At 15:10 <a href="/1">the bridge</a> opened.</p>') == ["At 15:10 the bridge opened."]


def test_words_in_capitals_and_durations_are_apart_from_what_they_touch() -> None:
    assert texts("<p><span>LATEST NEWS</span><b>Bridge opens</b></p>") == ["LATEST NEWS Bridge opens"]
    assert texts("<p><span>Bridge opens</span><span>0:58</span></p>") == ["Bridge opens 0:58"]
    assert texts("<p><b>D</b><span>Er</span></p>") == ["DEr"]


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ('<span class="top">Coast</span><span class="head">The lighthouse is open again</span>',
         ["Coast", "The lighthouse is open again"]),
        ('<span class="x__overline">Coast</span> <span class="x__text">The lighthouse is open again</span>',
         ["Coast", "The lighthouse is open again"]),
        ('<span class="head">The lighthouse is</span> <span class="more">open again</span>',
         ["The lighthouse is open again"]),
        ('<span class="a">The lighthouse is open again</span><span class="b"> today</span>',
         ["The lighthouse is open again today"]),
    ],
)  # fmt: skip
def test_two_elements_that_are_all_of_a_heading_are_kicker_and_headline(heading: str, lines: list[str]) -> None:
    assert texts(f"<h1>{heading}</h1>") == lines
