"""Feeds made of items, and what reading makes of them."""

from __future__ import annotations

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document
from feedmill.reading import read
from feedmill.reading.reasons import ReadingReason

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}
NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def rss(*items: str, head: str = "", declaration: str = '<?xml version="1.0"?>', base: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    based = f' xml:base="{base}"' if base else ""
    return f'{declaration}<rss version="2.0" {NAMES}><channel{based}><title>F</title>{head}{inner}</channel></rss>'


def atom(*entries: str, head: str = "") -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{head}{inner}</feed>'


def documents(text: str | bytes) -> list[Document]:
    found = list(read(text if isinstance(text, bytes) else text.encode()))
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


def only(text: str | bytes) -> Document:
    (document,) = documents(text)
    return document


def reason_of(text: str | bytes) -> ReadingReason:
    with pytest.raises(Rejected) as caught:
        list(read(text if isinstance(text, bytes) else text.encode()))
    assert isinstance(caught.value.reason, ReadingReason)
    return caught.value.reason
