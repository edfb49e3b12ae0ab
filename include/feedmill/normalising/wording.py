"""The normal form of wording: NFC, one kind of line end and of blank, no wraps, nothing that cannot be seen.

Quotes, dashes and letters stay as the writer set them (Unicode NFC is canonical: it changes no meaning); ligatures of
typesetters, which are no letters of any language, are taken apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from feedmill.model import Story
from feedmill.normalising.wraps import unwrapped

STAGE = "normalising/2"
"""The version of this stage: wording normalised by another version may differ."""

LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]"
)
"""Soft hyphen, zero-width space, word joiner, BOM, marks of direction, controls, what is no character. Joiners and
selectors of variants stay: scripts and emoji need them."""
HALVES = re.compile("[\ud800-\udfff]")
LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
})  # fmt: skip
WIDE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x1f"
BLANKS = re.compile(f"[{WIDE}][ {WIDE}]*| [ {WIDE}]+")
"""Blanks that are not one plain blank already: most are, and in a long text each that is found takes memory."""


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
    """The normal form of a text: its paragraphs without blanks around them, none empty, joined by LF."""
    seen = HALVES.sub("\ufffd", UNSEEN.sub("", LINE_ENDS.sub("\n", text))).translate(LIGATURES)
    lines = (BLANKS.sub(" ", line).strip() for line in unicodedata.normalize("NFC", seen).split("\n"))
    return "\n".join(unwrapped(list(lines)))


def _line(text: str | None) -> str | None:
    """The normal form of what stands on one line; None where nothing is left."""
    return normalise_text(text).replace("\n", " ") or None if text else None
