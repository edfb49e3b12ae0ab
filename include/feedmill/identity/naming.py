"""The names of a wording: `content_id` (what identity looks at) and `version_id` (what a reader sees).

And the names that documents state: addresses and ids, as numbers that a table can hold.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from feedmill.identity.forms import form_of
from feedmill.identity.packing import packed
from feedmill.model import Stated, Story, Version

STAGE = "identity/2"

GLOBAL_ID = re.compile(r"(?:urn|tag|uuid|https?):|[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
"""Ids that are meant to be unique in the world: URNs, tag URIs (RFC 4151), addresses, UUIDs."""
LEAST_ID = 20
"""Characters from which any other id is taken for one: shorter ones are numbers that each source counts anew."""


def identify(story: Story) -> Version:
    """The version that a normalised story is, with its names and its form."""
    form = form_of(story)
    return Version(
        version_id=_version_id(story),
        content_id=form.content_id,
        kind=story.kind,
        truncated=story.truncated,
        headline=story.headline,
        kicker=story.kicker,
        deck=story.deck,
        text=story.text,
        form=packed(form),
    )


def identifiers(stated: Stated) -> frozenset[int]:
    """The identities that a document states, as signed 64-bit hashes: its address, and ids that are no mere counts."""
    return frozenset(_number(scheme, value) for scheme, value in _names(stated))


def _names(stated: Stated) -> Iterator[tuple[str, str]]:
    if stated.url:
        yield "url", stated.url
    for value in (stated.guid, stated.doc_id):
        if value and (GLOBAL_ID.match(value) or len(value) >= LEAST_ID):
            yield "id", value


def _number(scheme: str, value: str) -> int:
    digest = hashlib.sha256(f"{scheme} {value}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "little", signed=True)


def _version_id(story: Story) -> str:
    return _digest([story.headline, story.kicker, story.deck, story.text, story.truncated, str(story.kind)])


def _digest(seen: list[str | bool | None]) -> str:
    return hashlib.sha256(json.dumps(seen, ensure_ascii=True).encode()).hexdigest()
