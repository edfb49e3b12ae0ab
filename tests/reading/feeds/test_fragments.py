"""Fragments of HTML in feeds: the same lines as `read_html` shows, and what feeds are known for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.reading.feeds.fragments import Fragments
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
    expected = outcome(shown_by_soup, fragment)
    assert outcome(ONE.read, fragment) == expected
    assert outcome(read_html, fragment) == expected


def test_marks_of_cdata_that_were_escaped_hide_nothing() -> None:
    assert lines("<![CDATA[<p>All of it</p>]]>") == ["All of it"]


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("a <! b <i>c</i>", ["a <! b c"]),
        ("<p>a<object><param name=x>in its place</object></p>", ["ain its place"]),
        ("<p>a</p><iframe src='x'>in its place</iframe>", ["a", "in its place"]),
        ("<p>an iframe is a frame</p>", ["an iframe is a frame"]),
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
