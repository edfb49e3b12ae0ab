"""Feeds and sitemaps that a site names: in the head of a page, and in its robots.txt."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from urllib.parse import urljoin

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from protego import Protego

warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)

TYPES = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/feed+json": "feed",
    "application/rdf+xml": "feed",
    "text/xml": "feed",
}
"""What a page calls a feed (RSS Autodiscovery, and what is seen beside it)."""

LONGEST_HEAD = 512 * 1024
MOST = 50


@dataclass(frozen=True, slots=True)
class Discovered:
    """A feed or sitemap that was named somewhere."""

    kind: str
    url: str
    title: str | None = None


def named_feeds(page: str, base: str) -> list[Discovered]:
    """The feeds that a page names, in its order; `base` is its own address."""
    soup = BeautifulSoup(page[:LONGEST_HEAD], "lxml")
    stated = next(iter(soup.find_all("base", href=True, limit=1)), None)
    base = urljoin(base, str(stated["href"])) if stated else base
    found: dict[str, Discovered] = {}
    for link in soup.find_all("link", href=True, limit=1000):
        kind = TYPES.get(str(link.get("type", "")).partition(";")[0].strip().lower())
        if kind and "alternate" in _words(link.get("rel")):
            url = urljoin(base, str(link["href"]).strip())
            found.setdefault(url, Discovered(kind, url, str(link.get("title", "")).strip() or None))
    return list(found.values())[:MOST]


def named_sitemaps(robots: str) -> list[Discovered]:
    """The sitemaps that a robots.txt names."""
    found = dict.fromkeys(str(url).strip() for url in Protego.parse(robots).sitemaps)
    return [Discovered("sitemap", url) for url in found if url][:MOST]


def _words(value: object) -> list[str]:
    words = value if isinstance(value, list) else str(value or "").split()
    return [str(word).lower() for word in words]
