"""Addresses in their canonical form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.urls import canonical

PIECES = st.sampled_from([
    "http://", "HTTPS://", "//", "/", "?", "#", "#!", "&", "=", "@", ":", ":80", ":443", "[::1]", "%41", "%2f",
    "utm_source=x",     "a.example", "MÜNCHEN.example", "。", "１", "\u2100", "\ud800", "\t", " ", "id=1", "amp;", ";",
    "..", "\\", "xn--", "ß", ".",
])  # fmt: skip
ADDRESSES = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40).map("http://".__add__))


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://news.example/story?id=7", "https://news.example/story?id=7"),
        (" HTTPS://News.Example:443/Story\n", "https://news.example/Story"),
        ("http://news.example:80", "http://news.example"),
        ("http://news.example:8080/", "http://news.example:8080/"),
        ("http://news.example:/a", "http://news.example/a"),
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("https://news.example/a#comments", "https://news.example/a"),
        ("https://news.example/#!/story/7", "https://news.example/#!/story/7"),
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("https://news.example/long\n/path", "https://news.example/long/path"),
        ("http://[2001:DB8:0::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://münchen.example/bürger", "https://xn--mnchen-3ya.example/bürger"),
        ("https://MÜNCHEN.example/", "https://xn--mnchen-3ya.example/"),
        ("https://xn--mnchen-3ya.example/", "https://xn--mnchen-3ya.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://日本。example/", "https://xn--wgv71a.example/"),
        ("https://n%65ws.example/", "https://news.example/"),
        ("https://news.example/a\x00\ud800", "https://news.example/a"),
    ],
)
def test_an_address_has_one_form(raw: str, address: str) -> None:
    assert canonical(raw) == address


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?utm_source=rss&utm_medium=feed", ""),
        ("?b=2&UTM_CAMPAIGN=x&a=1", "?b=2&a=1"),
        ("?fbclid=1&id=7&gclid=2&dclid=3&msclkid=4", "?id=7"),
        ("?mc_cid=1&mc_eid=2&igshid=3", ""),
        ("?at_medium=RSS&at_campaign=KARANGA&ns_mchannel=rss", ""),
        ("?cmpid=x&xtor=RSS-1&wt_mc=nl&wt_zmc=x&CMP=twt", ""),
        ("?id=1&amp;utm_source=x&amp;page=2", "?id=1&amp;page=2"),
        ("?%75tm_source=x", ""),
        ("?partner=rss&emc=rss&partner=ours", "?partner=ours"),
        ("?source=archive&ref=front", "?source=archive&ref=front"),
        ("?a=&b&&c=1", "?a=&b&c=1"),
        ("?", ""),
    ],
)
def test_what_only_tracks_goes_and_all_else_keeps_its_order(query: str, kept: str) -> None:
    assert canonical(f"https://news.example/story{query}") == f"https://news.example/story{kept}"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "story.html",
        "/story",
        "//news.example/story",
        "mailto:desk@news.example",
        "ftp://news.example/",
        "javascript:alert(1)",
        "http://",
        "http:///story",
        "http://news.example:99999/",
        "http://news.example:port/",
        "http://[::1/",
        "http://[nine]/",
        "http://a%2Fb/",
        "http://a%20b/",
        "http://\u2100.example/",
        "tag:news.example,2024:1",
    ],
)
def test_what_is_not_an_absolute_address_of_the_web_is_none(raw: str) -> None:
    assert canonical(raw) is None


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("story.html?utm_source=x", "https://news.example/a/story.html"),
        ("/story", "https://news.example/story"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example/", "http://other.example/"),
        ("../c", "https://news.example/c"),
        ("mailto:desk@news.example", None),
    ],
)
def test_a_relative_address_is_resolved_against_its_base(raw: str, address: str | None) -> None:
    assert canonical(raw, base="https://news.example/a/index.html") == address


@given(ADDRESSES)
def test_a_canonical_address_is_its_own_canonical_form(raw: str) -> None:
    once = canonical(raw)
    assert once is None or canonical(once) == once


@given(
    st.from_regex(
        r"(?:[a-z0-9.-]{1,12}\.)?example(?:\.[a-z]{2,6})?/[A-Za-z0-9/_.~!$&'()*+,;=:@%?#-]{0,20}", fullmatch=True
    )
)
def test_an_address_that_is_canonical_already_takes_no_other_way_than_others(rest: str) -> None:
    for base in (None, "https://news.example/a/b"):
        assert canonical(f"https://{rest}", base=base) == canonical(f"HTTPS://{rest}", base=base)
