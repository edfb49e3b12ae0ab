"""What stands at an address is found: a feed, those that a page names, the sitemaps of its host."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest

from feedmill.errors import Refused
from feedmill.intake.fetching.client import Client
from feedmill.intake.sources.discovering import Discovered
from tests.intake.fetching.hostile import Case, gave, redirect
from tests.mill.fetched import FetchingMill, Site, rss, site

pytestmark = pytest.mark.integration

PAGE = b"""<html><head><title>News</title>
<link rel="alternate" type="application/rss+xml" title="All" href="/a.xml">
<link rel="alternate" type="application/rss+xml" href="/a.xml">
<link rel="Alternate" type="application/atom+xml; charset=utf-8" href="https://other.example/atom">
<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="text/css" href="/s.css">
</head><body>x</body></html>"""


class OpenMill(FetchingMill):
    """A mill whose clients may reach this machine."""

    def client(self, networks: object = ()) -> Client:
        return super().client((ip_network("127.0.0.0/8"),))


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as found:
        yield found


def test_a_feed_and_a_sitemap_are_what_they_are(news: Site, tmp_path: Path) -> None:
    mill = OpenMill(tmp_path)
    news.says("a.xml", rss("One"))
    news.says("map.xml", b"<urlset><url><loc>https://news.example/1</loc></url></urlset>")
    news.cases["old"] = Case(redirect("/a.xml", "301 Moved"), gave())
    assert mill.discover(news.url("a.xml")) == [Discovered("feed", news.url("a.xml"))]
    assert mill.discover(news.url("map.xml")) == [Discovered("sitemap", news.url("map.xml"))]
    assert mill.discover(news.url("old")) == [Discovered("feed", news.url("a.xml"))]


def test_a_page_names_feeds_and_its_host_sitemaps(news: Site, tmp_path: Path) -> None:
    mill = OpenMill(tmp_path)
    news.says("page", PAGE)
    assert mill.discover(news.url("page")) == [
        Discovered("feed", news.url("a.xml"), "All"),
        Discovered("feed", "https://other.example/atom"),
    ]
    news.says("page", b"<html><body>nothing</body></html>")
    assert mill.discover(news.url("page")) == []
    news.says("robots.txt", b"User-agent: *\nSitemap: https://news.example/map.xml\n")
    assert mill.discover(news.url("page")) == [Discovered("sitemap", "https://news.example/map.xml")]
    news.says("page", b"\x00\x01" * 99)
    assert mill.discover(news.url("page")) == [Discovered("sitemap", "https://news.example/map.xml")]
    news.says("page", status="404 Not Found")
    with pytest.raises(Refused, match="status_unexpected: 404"):
        mill.discover(news.url("page"))


def test_a_try_obeys_robots_txt_and_tells_what_would_come_of_it(news: Site, tmp_path: Path) -> None:
    agreed_source = {"name": "b", "url": news.url("a.xml"), "robots": False}
    mill = OpenMill(tmp_path, {"name": "a", "url": news.url("a.xml")}, agreed_source)
    news.says("a.xml", rss("One"))
    news.says("robots.txt", b"User-agent: *\nDisallow: /\n")
    refused, agreed = mill.try_source("a"), mill.try_source("b")
    assert (refused.check.reason, refused.content) == ("robots_forbid", None)
    assert (agreed.check.reason, agreed.content) == (None, rss("One"))
    news.says("a.xml", b"<html><body>login</body></html>")
    assert (mill.try_source("b").check.reason, mill.try_source("b").content) == ("turned_to_html", None)
