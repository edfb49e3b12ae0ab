"""The two names of a wording: `content_id` (what identity looks at) and `version_id` (what a reader sees)."""

from __future__ import annotations

import hashlib
import json
import unicodedata

from feedmill.model import Story, Version

STAGE = "identity/1"

HEADLINE_COUNTS_BELOW = 40
"""Words of body below which a headline tells two stories apart: the bodies of dividend notices, results and weather
are templates, and the headline alone names the company, the match or the town."""

_FOLDED = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
})  # fmt: skip


def identify(story: Story) -> Version:
    """The version that a normalised story is, with both names."""
    return Version(
        version_id=_version_id(story),
        content_id=_content_id(story),
        kind=story.kind,
        truncated=story.truncated,
        headline=story.headline,
        kicker=story.kicker,
        deck=story.deck,
        text=story.text,
    )


def comparison_form(text: str) -> str:
    """The text as identity compares it: words alone, typography and case folded, joined by single blanks."""
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold().translate(_FOLDED)
    kept = (character if _counts(character) else " " for character in folded.replace("'", ""))
    return " ".join("".join(kept).split())


def _counts(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith(("M", "S"))


def _content_id(story: Story) -> str:
    body = comparison_form(story.text)
    short = len(body.split()) < HEADLINE_COUNTS_BELOW
    headline = comparison_form(story.headline or "") if short else None
    return _digest([body, headline, story.truncated, str(story.kind)])


def _version_id(story: Story) -> str:
    return _digest([story.headline, story.kicker, story.deck, story.text, story.truncated, str(story.kind)])


def _digest(seen: list[str | bool | None]) -> str:
    return hashlib.sha256(json.dumps(seen, ensure_ascii=True).encode()).hexdigest()
