"""Attributes as SGML and old HTML have them, put in quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Document
from feedmill.reading import read
from feedmill.reading.wire.quoting import quoted


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<a href=http://a.example/b>x</a>", '<a href="http://a.example/b">x</a>'),
        ("<a href=http://a.example/>x</a>", '<a href="http://a.example/">x</a>'),
        ("<td nowrap>x</td>", '<td nowrap="nowrap">x</td>'),
        ("<hr noshade/>", '<hr noshade="noshade"/>'),
        ("<img src='a.jpg' width=100% />", "<img src='a.jpg' width=\"100%\"/>"),
        ('<p class="a" class="b">', '<p class="a">'),
        ("<a b = c>", '<a b="c">'),
    ],
)
def test_attributes_are_put_in_quotes(xml: str, expected: str) -> None:
    assert quoted(xml) == expected


@pytest.mark.parametrize(
    "xml", ["<p>", "<p class='x' id=\"y\"/>", "<x = 3>", "<!-- <a b=c> -->", "<![CDATA[<a b=c>]]>", "a <b, c=d> e"]
)
def test_what_is_well_or_no_tag_stays(xml: str) -> None:
    assert quoted(xml) == xml


@given(st.text(alphabet="<>ab =\"'/-!c", max_size=60))
def test_the_tags_of_any_text_are_mended_once(text: str) -> None:
    done = quoted(text)
    assert quoted(done) == done


@pytest.mark.parametrize(
    "within",
    [
        "<table border=0><tr><td>1</td></tr></table>",
        "<p>See <a href=http://a.example/b>this</a> now.</p>",
        "<hr noshade/>",
    ],
)
def test_what_stands_behind_such_a_tag_is_read(within: str) -> None:
    body = f"<p>R&amp;D opens.</p>{within}<p>It is &lt;small&gt;.</p><p>Mail <a@b.example> now.</p>"
    (found,) = read(f"<nitf><body><body.content>{body}</body.content></body></nitf>".encode())
    assert isinstance(found, Document)
    assert found.text.startswith("R&D opens.\n")
    assert found.text.endswith("It is <small>.\nMail <a@b.example> now.")
    assert any(note.startswith("not_well_formed: attributes") for note in found.notes)
