"""JSON-LD, however it is broken: the objects of a page that describe a story.

Knows schema.org's names of articles. Reads lists, `@graph` and references by `@id`; never follows an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

Thing = dict[str, Any]

_ARTICLES = """
article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle reviewnewsarticle
askpublicnewsarticle advertisercontentarticle satiricalarticle report blogposting liveblogposting socialmediaposting
scholarlyarticle medicalscholarlyarticle techarticle discussionforumposting blog review recipe howto qapage
"""
ARTICLES = frozenset(_ARTICLES.split())
PAGES = frozenset(("webpage", "itempage", "aboutpage", "medicalwebpage", "faqpage", "videoobject", "audioobject"))
WAYS = ("@graph", "mainEntity", "mainEntityOfPage", "article", "itemReviewed")
WRAPPER = re.compile(r"^\s{0,99}(?:<!--|//\s{0,9}<!\[CDATA\[|<!\[CDATA\[|/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/)")
TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
MOST_THINGS = 2_000


def things_of(scripts: Sequence[str]) -> list[Thing]:
    """All objects that the scripts hold, outer ones first, lists and graphs opened."""
    found: list[Thing] = []
    waiting: list[object] = [value for script in scripts for value in values_of(script)]
    waiting.reverse()
    while waiting and len(found) < MOST_THINGS:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            found.append(value)
            waiting.extend(value[way] for way in reversed(WAYS) if isinstance(value.get(way), (dict, list)))
    return found


def values_of(script: str) -> Iterator[object]:
    """The JSON values of a script, as far as they can be read: comments and commas that JSON has not are forgiven."""
    text = WRAPPER.sub("", script).strip()
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, TRAILING_COMMA.sub("", text)):
        at = 0
        read = False
        try:
            while (start := _start(attempt, at)) >= 0:
                value, at = decoder.raw_decode(attempt, start)
                read = True
                yield value
        except (ValueError, RecursionError):
            pass
        if read:
            return


def _start(text: str, at: int) -> int:
    """Where the next object or list begins, or -1."""
    starts = [place for place in (text.find("{", at), text.find("[", at)) if place >= 0]
    return min(starts, default=-1)


def types_of(thing: Thing) -> set[str]:
    """The types of an object, without their namespace, in lower case."""
    types = thing.get("@type", ())
    names = types if isinstance(types, list) else [types]
    return {name.rpartition("/")[2].rpartition(":")[2].lower() for name in names if isinstance(name, str)}


def articles_of(things: Sequence[Thing]) -> list[Thing]:
    """The objects that describe a story; where there are none, those that describe the page."""
    articles = [thing for thing in things if types_of(thing) & ARTICLES]
    return articles or [thing for thing in things if types_of(thing) & PAGES]


def named(things: Sequence[Thing]) -> dict[str, Thing]:
    """The objects by their `@id`; of two with one id, the one that says more."""
    known: dict[str, Thing] = {}
    for thing in things:
        name = thing.get("@id")
        if isinstance(name, str) and len(thing) > len(known.get(name, ())):
            known[name] = thing
    return known


def texts(value: object, known: dict[str, Thing], key: str = "name") -> list[str]:
    """A value as texts: a text, an object's `key`, what an `@id` refers to, or a list of these."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        thing = known.get(str(one.get("@id")), one) if isinstance(one, dict) and key not in one else one
        text = thing.get(key) if isinstance(thing, dict) else thing
        found.extend(part for part in (text if isinstance(text, list) else [text]) if isinstance(part, str))
    return found
