"""Small builders of the records that tests need."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from feedmill import identity
from feedmill.model import (
    Delivery,
    Document,
    Furniture,
    Kind,
    Label,
    Locator,
    Original,
    Parse,
    ParsedDocument,
    Parts,
    RejectedDocument,
    Shape,
    Sighting,
    Stated,
    Story,
    Way,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=30)
STAGES = "reading/t splitting/t normalising/t identity/t"


def sha256(text: str) -> str:
    """The name of an original with this text."""
    return hashlib.sha256(text.encode()).hexdigest()


def a_story(
    text: str,
    *,
    headline: str | None = None,
    start: int = 0,
    ordinal: int = 0,
    cut: bool = False,
    confidence: float = 0.9,
    uncertain: bool = False,
) -> Story:
    """A story that stands in one span."""
    span = (start, start + len(text))
    kind = Kind.EXCERPT if cut else Kind.FULL
    parts = Parts(body=(span,))
    return Story(ordinal, kind, cut, (span,), parts, confidence, headline, None, None, text, uncertain)


def a_sighting(
    text: str,
    *,
    headline: str | None = None,
    start: int = 0,
    ordinal: int = 0,
    cut: bool = False,
    uncertain: bool = False,
) -> Sighting:
    """A story with its names."""
    story = a_story(text, headline=headline, start=start, ordinal=ordinal, cut=cut, uncertain=uncertain)
    return Sighting(story, identity.identify(story))


def a_page(
    *texts: str, credit: str = "", ordinal: int = 0, headline: str | None = None, uncertain: bool = False
) -> ParsedDocument:
    """A page of stories a line, with a credit as its last line."""
    sightings, at = [], 0
    for number, text in enumerate(texts):
        sightings.append(a_sighting(text, start=at, ordinal=number, headline=headline, uncertain=uncertain))
        at += len(text) + 1
    furniture = (Furniture(Label.CREDIT, ((at, at + len(credit)),)),) if credit else ()
    whole = "\n".join([*texts, *([credit] if credit else [])])
    document = Document(ordinal, "text", Shape.PAGE, whole, Stated(), Locator(None, 0, len(whole.encode())))
    return ParsedDocument(document, tuple(sightings), furniture)


def an_item(
    text: str, *, headline: str | None = None, cut: bool = False, ordinal: int = 0, **said: Any
) -> ParsedDocument:
    """An item with one story, and what its format states of it."""
    stated = Stated(headline=headline, **said)
    document = Document(ordinal, "rss", Shape.ITEM, text, stated, Locator(None, 0, len(text.encode())))
    story = replace(a_story(text, headline=headline, cut=cut), stated=True)
    return ParsedDocument(document, (Sighting(story, identity.identify(story)),), ())


def a_parse(*pages: ParsedDocument, name: str | None = None, failure: RejectedDocument | None = None) -> Parse:
    """A parse of the original that these pages stand in."""
    original = sha256(name or "".join(page.document.text for page in pages))
    return Parse(original, STAGES, pages, (), failure)


def a_delivery(
    parse: Parse, *, minutes: int = 0, name: str = "page.txt", token: str = "t1", way: Way = Way.DROP
) -> Delivery:
    """An arrival of the parse's original, `minutes` after noon."""
    at = NOON + timedelta(minutes=minutes)
    name_of_it = sha256(f"{way}{name}{token}{parse.original}{minutes}")
    return Delivery(name_of_it, way, "inbox", name, name.encode(), Original(parse.original, 10), token, at)
