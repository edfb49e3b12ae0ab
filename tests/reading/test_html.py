"""Fragments of HTML to lines."""

from __future__ import annotations

import pytest

from feedmill.errors import Rejected
from feedmill.model import Part, Role
from feedmill.reading import html
from feedmill.reading.html import blocks_of, read_html, read_plain
from feedmill.reading.reasons import ReadingReason


def texts(fragment: str) -> list[str]:
    return [line.text for line in read_html(fragment).lines]


@pytest.mark.parametrize(
    ("fragment", "lines"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("One<br>Two<br/>Three", ["One", "Two", "Three"]),
        ("<ul><li>One<li>Two</ul>after", ["One", "Two", "after"]),
        ("before<blockquote>Quoted</blockquote>after", ["before", "Quoted", "after"]),
        ("<p>One <b>bold</b>\n  word</p>", ["One bold word"]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", ["a b", "c"]),
        ("<pre>one\n two\n</pre>", ["one", "two"]),
        ("AT&amp;T &amp;amp; &lt;b&gt;", ["AT&T &amp; <b>"]),
        ("caf&eacute;&nbsp;x", ["café\u00a0x"]),
        ("<p>seen</p><script>var x = 'no'</script><style>p {}</style><!-- no -->", ["seen"]),
        ("<p hidden>no</p><p style='color: red; display : none'>no</p><p style='color: red'>seen</p>", ["seen"]),
        ("<img src=x alt=no><iframe>no</iframe>", []),
        ("3 < 4 and 5 > 4", ["3 < 4 and 5 > 4"]),
        ("<p>never closed <i>at all", ["never closed at all"]),
        ("<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>は<ruby>白<rt>しろ</ruby>い", ["灯台は白い"]),
    ],
)
def test_what_a_reader_sees_stands_on_lines(fragment: str, lines: list[str]) -> None:
    assert texts(fragment) == lines


def test_headings_are_marked() -> None:
    roles = [(line.text, line.role) for line in read_html("<h2>Head</h2><p>Body</p>").lines]
    assert roles == [("Head", Role.HEADING), ("Body", Role.TEXT)]


def test_items_of_lists_are_marked_even_behind_a_heading_among_them() -> None:
    lines = read_html("<p>Body</p><ul><li>One<li><h3>Head</h3><p>Two</p></ul><p>More</p>").lines
    roles = [Role.TEXT, Role.ITEM, Role.HEADING, Role.ITEM, Role.TEXT]
    assert [line.role for line in lines] == roles


def test_a_caption_stands_around_the_story() -> None:
    lines = read_html("<p>One</p><figure><img><figcaption>A <b>mill</b></figcaption></figure><p>Two</p>").lines
    assert [(line.text, line.part) for line in lines] == [("One", None), ("A mill", Part.AROUND), ("Two", None)]
    assert [block.part for block in blocks_of(lines, [(0, 3), (4, 10), (11, 14)])] == [None, Part.AROUND, None]


def test_captions_alone_are_the_text() -> None:
    lines = read_html("<figcaption>A mill</figcaption>").lines
    assert [block.part for block in blocks_of(lines, [(0, 6)])] == [None]


def test_plain_text_parts_at_blank_lines_only() -> None:
    assert [line.text for line in read_plain("one\r\ntwo\r\n \r\nthree\n\n\n").lines] == ["one two", "three"]
    assert texts("one\ntwo\n\nthree") == ["one two", "three"]


@pytest.mark.parametrize(
    "fragment",
    [
        "<div>" * 300 + "x" + "</div>" * 300,
        "<b>x</b>" * 30_000,
        "<p " + "a=b " * 90_000 + ">x</p>",
        "<p>" + "x" * (html.MAX_CHARS + 1),
    ],
)
def test_what_is_not_safe_to_parse_is_refused_before(fragment: str) -> None:
    with pytest.raises(Rejected) as caught:
        read_html(fragment)
    assert caught.value.reason is ReadingReason.TOO_COMPLEX


def test_a_parser_that_gives_up_in_silence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "CLOSING", "</div>")
    with pytest.raises(Rejected) as caught:
        read_html("<p>One</p><p>Two</p>")
    assert caught.value.reason is ReadingReason.TOO_COMPLEX


def test_paragraphs_that_are_never_closed_are_not_deep() -> None:
    assert len(texts("<p>x" * 1000)) == 1000


@pytest.mark.parametrize("opener", ["<!-- more", "<script>var x", "<style>p {", "<textarea>"])
def test_what_hides_the_end_of_a_text_is_told(opener: str) -> None:
    fragment = read_html(f"<p>seen</p>{opener} <p>not seen</p>")
    assert (fragment.lines[0].text, fragment.unclosed) == ("seen", True)
    assert not read_html("<p>seen</p><!-- no -->").unclosed


def test_lines_within_pre_may_hold_tags() -> None:
    assert texts("<pre>one <b>two\nthree</b> four</pre>five") == ["one two", "three four", "five"]


@pytest.mark.parametrize("end", [">x</p>", "", " <b>x</b>"])
def test_a_tag_of_very_many_attributes_is_refused_even_if_it_never_ends(end: str) -> None:
    with pytest.raises(Rejected, match="in one tag"):
        read_html(f"<p {' '.join(f'a{number}' for number in range(3_000))}{end}")


def test_a_long_value_of_one_attribute_is_not_many() -> None:
    assert [line.text for line in read_html(f'<p data-x="{"a = b " * 3_000}">x</p>').lines] == ["x"]
