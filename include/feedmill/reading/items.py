"""What a feed item states about itself, beside its text. What it does not state is None."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from feedmill.model import Stated
from feedmill.reading.dates import When, read_date

Entry = Mapping[str, Any]
BLANKS = re.compile(r"\s+")
UNKEEPABLE = re.compile("[\\x00\\ud800-\\udfff]")


def stated_by(entry: Entry, feed: Any, title: str | None) -> tuple[Stated, tuple[str, ...]]:
    """The statements of an item, and notes on its dates.

    Language, rights and (in Atom) authors come down from the feed.
    """
    published, published_raw, more = _date(entry, "published")
    updated, updated_raw, further = _date(entry, "updated")
    stated = Stated(
        headline=title,
        byline=_byline(entry, feed),
        published_at=published.at if published else None,
        published_raw=published_raw,
        updated_at=updated.at if updated else None,
        updated_raw=updated_raw,
        language=_language(entry, feed),
        url=_url(entry),
        guid=_line(entry, "id"),
        keywords=_keywords(entry),
        rights=_line(entry, "rights") or _line(feed.feed, "rights"),
    )
    return stated, more + further


def _printable(text: str) -> str:
    """The text on one line, without the NULs and half surrogate pairs that a character reference can bring in."""
    return BLANKS.sub(" ", UNKEEPABLE.sub("\ufffd", text)).strip()


def _own(entry: Entry, key: str) -> Any:
    """A key's own value: feedparser answers some keys with the value of another."""
    return dict.get(entry, key) if isinstance(entry, dict) else entry.get(key)


def _line(entry: Entry, key: str) -> str | None:
    """A value as one line, or None."""
    value = _own(entry, key)
    return _printable(value) or None if isinstance(value, str) else None


def _date(entry: Entry, key: str) -> tuple[When | None, str | None, tuple[str, ...]]:
    """A date, what was written, and a note where no zone was, or where it cannot be read."""
    raw = _line(entry, key)
    if raw is None:
        return None, None, ()
    when = read_date(raw, _own(entry, f"{key}_parsed"))
    if when is None:
        return None, raw, (f"date_unreadable: {key} {raw[:80]}",)
    return when, raw, () if when.zoned else (f"date_without_zone: {key} {raw[:80]}, taken as UTC",)


def _byline(entry: Entry, feed: Any) -> str | None:
    """Who wrote it; an Atom entry without an author has the feed's (RFC 4287, 4.1.2)."""
    names = _authors(entry)
    if not names and str(feed.version).startswith("atom"):
        names = _authors(feed.feed)
    return ", ".join(names) or None


def _authors(entry: Entry) -> list[str]:
    """The names of the authors, each once; an address where nothing else is stated."""
    people = _own(entry, "authors") or []
    names = [person.get("name") or person.get("email") or "" for person in people]
    named = [_printable(name) for name in names]
    return [name for name in dict.fromkeys(named) if name] or [name for name in (_line(entry, "author"),) if name]


def _language(entry: Entry, feed: Any) -> str | None:
    """The language of the text, else of the item, else of the feed, as a tag (BCP 47) as written."""
    pieces = [*(entry.get("content") or ()), _own(entry, "summary_detail"), _own(entry, "title_detail")]
    for piece in pieces:
        if piece and piece.get("language"):
            return _printable(str(piece["language"]))
    return _line(entry, "language") or _line(feed.feed, "language")


def _url(entry: Entry) -> str | None:
    """The item's address, when it is absolute and of the web."""
    link = UNKEEPABLE.sub("", _own(entry, "link") or "").strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def _keywords(entry: Entry) -> tuple[str, ...]:
    """The categories, by label or term, each once, in their order."""
    tags = _own(entry, "tags") or []
    words = (_printable(tag.get("label") or tag.get("term") or "") for tag in tags)
    return tuple(dict.fromkeys(word for word in words if word))
