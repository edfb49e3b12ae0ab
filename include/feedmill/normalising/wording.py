"""The normal form of wording: NFC, one kind of line end and of blank, nothing that cannot be seen.

Quotes, dashes and letters stay as the writer set them (Unicode NFC is canonical: it changes no meaning).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from feedmill.model import Story

STAGE = "normalising/1"
"""The version of this stage: wording normalised by another version may differ."""

LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]")
"""Soft hyphen, zero-width space, word joiner, BOM, controls. Joiners stay: scripts and emoji need them."""
BLANK = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x1f]+")


def normalise(story: Story) -> Story:
    """The story with its wording in normal form; normalising it again changes nothing."""
    return replace(
        story,
        headline=_line(story.headline),
        kicker=_line(story.kicker),
        deck=_line(story.deck),
        text=normalise_text(story.text),
    )


def normalise_text(text: str) -> str:
    """The normal form of a text: its lines without blanks around them, none empty, joined by LF."""
    seen = UNSEEN.sub("", LINE_ENDS.sub("\n", text))
    lines = (BLANK.sub(" ", line).strip() for line in unicodedata.normalize("NFC", seen).split("\n"))
    return "\n".join(line for line in lines if line)


def _line(text: str | None) -> str | None:
    """The normal form of what stands on one line; None where nothing is left."""
    return normalise_text(text).replace("\n", " ") or None if text else None
