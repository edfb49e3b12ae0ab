"""Addresses as they are sent, and those that are none."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.errors import Refused
from feedmill.intake.fetching.targets import Target, target_of


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("http://News.Example", "http://news.example/"),
        ("https://news.example:443/a?b=c#d", "https://news.example/a?b=c"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("http://news.example/ä b?q=ß&r=%20", "http://news.example/%C3%A4%20b?q=%C3%9F&r=%20"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("http://[2001:DB8:0::1]:80/", "http://[2001:db8::1]/"),
        ("http://news.example?a=b", "http://news.example/?a=b"),
        ("http://a_b.example./", "http://a_b.example./"),
    ],
)
def test_an_address_as_it_is_sent(url: str, sent: str) -> None:
    assert target_of(url).url == sent


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example",
        "ftp://news.example/",
        "file:///etc/passwd",
        "http://",
        "http:///path",
        "http://me@news.example/",
        "http://:hush@news.example/",
        "http://news.example:0/",
        "http://news.example:99999/",
        "http://news.example:x/",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://news.example/\r\nX-A: b",
        "http://news.example\\@other.example/",
        "http://new s.example/",
        "http://news.example%00/",
        "http://-.example/",
        "http://" + "a" * 5000,
        "http://\ud800.example/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="address_invalid"):
        target_of(url)


def test_a_password_is_not_told() -> None:
    with pytest.raises(Refused) as caught:
        target_of("http://me:hush@news.example/")
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://news.example/b"),
        ("b?c", "https://news.example/a/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("?c", "https://news.example/a/?c"),
        ("../../../b", "https://news.example/b"),
        ("HTTPS://Other.example", "https://other.example/"),
    ],
)
def test_where_a_redirect_leads(location: str, url: str) -> None:
    assert target_of(location, target_of("https://news.example/a/")).url == url


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.example/", "//"]))
def test_whatever_is_written_is_an_address_that_can_be_sent_or_refused(text: str, before: str) -> None:
    with suppress(Refused):
        found = target_of(before + text, Target("https", "news.example", 443, "/"))
        assert found.scheme in {"http", "https"}
        assert found.url.isascii()
        assert found.url.isprintable()
        assert " " not in found.url
        assert target_of(found.url) == found
