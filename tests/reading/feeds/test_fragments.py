"""Fragments of HTML in feeds: the same lines as `read_html` shows, and what feeds are known for."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.reading.feeds.fragments import Fragments, with_text
from feedmill.reading.html import Fragment, read_html
from feedmill.reading.reasons import ReadingReason
from tests.reading.soup import shown_by_soup

BITS = """
<p>|</p>|<div>|</div>|text |more &amp; |&nbsp;|&#128;|&#0;|<br>|<br/>|<pre>|</pre>|a\nb\n\nc|<b>|</b>|<h2>|</h2>|<li>
<ul>|</ul>|<table>|<tr>|<td>|</td>|</table>|<script>x</script>|<script>|<style>p{}</style>|<!-- c -->|<!--|<?php x?>|<?x
<span hidden>|</span>|<div style='display:none'>|<a href='x'>|</a>|&copy|&bogus;|< 5|<title>t</title>|</body>|</html>
<svg><text>q</text></svg>|<textarea>k</textarea>|<body>|<head>|\r\n|<o:p>|</o:p>|<noscript>n</noscript>|<p|"|'>|é
<P CLASS=a>|<select><option>a<option>b</select>|<plaintext>|<xmp>|<img src=x hidden>|<!DOCTYPE html>|<form>|</form>
<dl><dt>a<dd>b
""".strip().replace("\n<", "|<")
ONE = Fragments()


def lines(fragment: str) -> list[str]:
    return [line.text for line in ONE.read(fragment).lines]


def outcome(read: Callable[[str], Fragment], fragment: str) -> Fragment | str:
    try:
        return read(fragment)
    except Rejected as error:
        return str(error)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(BITS.split("|")), max_size=12).map("".join))
def test_a_fragment_shows_what_a_tree_of_it_shows(fragment: str) -> None:
    assert outcome(read_html, fragment) == outcome(shown_by_soup, fragment)
    assert outcome(ONE.read, fragment) == outcome(shown_by_soup, with_text(fragment))


def test_marks_of_cdata_that_were_escaped_hide_nothing() -> None:
    assert lines("<![CDATA[<p>All of it</p>]]>") == ["All of it"]


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("a <! b <i>c</i>", ["a <! b c"]),
        ("<p>a<object><param name=x>in its place</object></p>", ["ain its place"]),
        ("<p>a</p><iframe src='x'>in its place</iframe>", ["a", "in its place"]),
        ("<p>an iframe is a frame</p>", ["an iframe is a frame"]),
        ("If 3 < 5 and a<b, engineers said. The rest.", ["If 3 < 5 and a<b, engineers said. The rest."]),
        ("<p>a<b, c</p><p>(x<y) and x<y. Then <i>z</i></p>", ["a<b, c", "(x<y) and x<y. Then z"]),
        ("<p>If x<y and y is <b>large</b>, z</p>", ["If x<y and y is large, z"]),
        ("If x<y and y is 7", ["If x<y and y is 7"]),
        ("a <b and c <d and so on", ["a <b and c <d and so on"]),
        (
            "Write to <ann@mail.example>, see <https://a.example/>",
            ["Write to <ann@mail.example>, see <https://a.example/>"],
        ),
        ("The council met. <a href='https://a.example/", ["The council met."]),
        ('The council met. <a href="https://a.example/" clas', ["The council met."]),
        ("The council met. <img", ["The council met."]),
        ("The council met. <stro", ["The council met."]),
        ("The council met.</p", ["The council met."]),
        ("The council met. <p class", ["The council met."]),
        ("The council met x <y", ["The council met x <y"]),
        ("<p>a <o:p>b</o:p><br\\> <p <i>c</i>", ["a b", "c"]),
    ],
)
def test_what_a_reader_of_feeds_sees_is_shown(fragment: str, shown: list[str]) -> None:
    assert lines(fragment) == shown


def test_what_the_parser_cannot_take_is_refused_and_the_next_is_read() -> None:
    with pytest.raises(Rejected) as caught:
        ONE.read("<div>" * 300 + "x")
    assert caught.value.reason is ReadingReason.TOO_COMPLEX
    assert lines("<p>next</p>") == ["next"]


def test_what_the_parser_gives_up_on_in_silence_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("feedmill.reading.html.CLOSING", "</div>")
        with pytest.raises(Rejected) as caught:
            ONE.read("<p>x</p>")
    assert (caught.value.reason, "gave up" in caught.value.detail) == (ReadingReason.TOO_COMPLEX, True)
    assert lines("<p>next</p>") == ["next"]


@pytest.mark.parametrize("part", ["<a ", "<a,", "<", "<ab", "a<b c", "<a. ", '<a "', "<a='", "</a", "<h"])
def test_no_fragment_takes_long(part: str) -> None:
    started = time.process_time()
    with_text(part * (400_000 // len(part)))
    assert time.process_time() - started < 1
