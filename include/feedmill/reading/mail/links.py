"""Where the links of a mail lead: what stands behind a counter of clicks, and which addresses say nothing.

Follows none. Mails link through services that count; some write the address that is meant into their own.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from feedmill.reading.urls import canonical

_MEANT = "url u q r to link target dest destination redirect redirecturl redirect_url redirect_uri goto out href l"
MEANT = frozenset(_MEANT.split())
MOST = 4000
DEEPEST = 3
REWRITTEN = re.compile(r"/v3/__(https?:/{1,2}.{4,1000}?)__;", re.IGNORECASE)
"""How one service of checking links writes the address that was meant (urldefense, version 3)."""

TOKEN = re.compile(r"[A-Za-z0-9_=%.~+-]{32,}")
WORDED = re.compile(r"[a-z]{2,}(?:[-_][a-z0-9]{1,}){2,}|(?:[a-z0-9]+[-_]){4,}[a-z0-9]*", re.IGNORECASE)
SPELT = re.compile(r"(?<![^_-])[a-z]{2,}(?![^_-])")
"""A word of an address, between its strokes."""

NETWORK = re.compile(
    r"https?://(?:[a-z]{1,9}\.)?(?:twitter|x|facebook|instagram|youtube|youtu|linkedin|pinterest|reddit|t|tiktok|whatsapp"
    r"|bsky|threads)\.[a-z]{2,4}(?:/(?!pulse/|news/|posts?/|feed/)|$)", re.IGNORECASE)  # fmt: skip


def leads_away(href: str | None) -> bool:
    """Whether a link leads to a page of the web, and to no network."""
    return (
        href is not None and href[:8].lower().startswith(("http://", "https:/")) and NETWORK.match(href[:200]) is None
    )


def address_of(href: str) -> str | None:
    """The address that a link means; None where that is known to its counter of clicks alone."""
    href = href[:MOST]
    for _ in range(DEEPEST):
        inner = _within(href)
        if inner is None:
            break
        href = inner
    return None if _is_counter(href) else canonical(href)


def _within(href: str) -> str | None:
    """The address written into another one."""
    rewritten = REWRITTEN.search(href)
    if rewritten is not None:
        return re.sub(r"^(https?):/(?=[^/])", r"\1://", rewritten[1])
    try:
        query = urlsplit(href).query
        pairs = parse_qsl(query, max_num_fields=40)
    except ValueError:
        return None
    meant = (value for name, value in pairs if name.lower() in MEANT and value.startswith(("http://", "https://")))
    return next(meant, None)


def _is_counter(href: str) -> bool:
    """Whether what an address says is one long token, which tells its counter who was meant to click."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return True
    said = [*parts.path.split("/"), *(value.partition("=")[2] for value in parts.query.split("&"))]
    if not any(_is_token(unquote(one)) for one in said):
        return False
    return not any(WORDED.search(one) and not _is_token(one) for one in parts.path.split("/"))


def _is_token(text: str) -> bool:
    """Whether a part of an address is made for machines: long, letters of both cases and figures mixed."""
    if TOKEN.fullmatch(text) is None or len(SPELT.findall(text)) >= 2:
        return False
    return any(map(str.isdigit, text)) and any(map(str.isupper, text)) and any(map(str.islower, text))
