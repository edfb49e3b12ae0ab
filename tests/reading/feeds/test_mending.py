"""Faults of XML, mended."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.feeds.mending import mended


@pytest.mark.parametrize(
    ("xml", "meant"),
    [
        ("Fish & chips &amp; peas", "Fish &amp; chips &amp; peas"),
        ("?a=1&b=2", "?a=1&amp;b=2"),
        ("&eacute;&hellip;&bogus;&#38;&#x26;", "é…&amp;bogus;&#38;&#x26;"),
        ("&&lt;&AMP;", "&amp;&lt;&amp;"),
        ("<![CDATA[a & b]]> & <![CDATA[c &", "<![CDATA[a & b]]> &amp; <![CDATA[c &amp;"),
        ("a\x0bb\x00c", "abc"),
    ],
)
def test_faults_are_mended_and_nothing_else(xml: str, meant: str) -> None:
    assert mended(xml) == meant


@given(st.text(st.characters(codec="utf-8", exclude_characters="<>")))
def test_any_text_is_well_formed_then(text: str) -> None:
    expat.ParserCreate("utf-8").Parse(f"<a>{mended(text)}</a>".encode(), True)


@given(st.text(st.sampled_from("&;#x3amp<![CDATA]]> lt")))
def test_mending_twice_is_mending_once(xml: str) -> None:
    assert mended(mended(xml)) == mended(xml)
