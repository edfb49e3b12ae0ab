"""A story's SGML to its fields: the text within each tag, in order, without a DTD.

A tag is what looks like one: `<`, a name, no other `<` before `>`. Closing tags may be missing. Entities are those of
HTML, and the typesetting ones of the old wires; control characters that are written as entities are dropped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(r"<\s?(/?)\s?([A-Za-z0-9][\w.-]{0,30})((?:\s[^<>]{0,500})?)>")
ATTRIBUTE = re.compile(r"([\w-]{1,40})\s{0,4}=\s{0,4}(?:\"([^\"]{0,300})\"|'([^']{0,300})'|([^\s\"'>]{1,300}))")
TYPESET = {
    "LR": "", "UR": "", "QL": "", "QC": "", "QR": "", "UL": "", "MD": " \u2014 ", "HT": " ", "TL": "", "UUML": "Ü",
    "HYPH": "-", "BLANK": " ", "SECT": "§", "PARA": "¶", "RSQUO": "’", "LSQUO": "‘", "EOL": "\n",
}  # fmt: skip
DEEPEST = 16
NAMED = re.compile(r"&([A-Z]{2,6});")
GONE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Field:
    """The text that stands directly within a tag; `path` are the names of the tags around it, `tags` their numbers."""

    path: tuple[str, ...]
    text: str
    tags: tuple[int, ...]

    @property
    def name(self) -> str:
        """The tag itself."""
        return self.path[-1] if self.path else ""


def fields_of(story: str) -> list[Field]:
    """The runs of text in a story, in their order, by the tags that hold them."""
    return [field for field in _runs(_uncommented(story)) if field.text.strip()]


def _uncommented(story: str) -> str:
    """The story without comments; one that has no end is text."""
    kept: list[str] = []
    at = 0
    while (start := story.find("<!--", at)) >= 0 and (end := story.find("-->", start)) >= 0:
        kept.append(story[at:start])
        at = end + 3
    return "".join([*kept, story[at:]])


def _runs(story: str) -> Iterator[Field]:
    """Text between tags."""
    at = 0
    held: tuple[str, ...] = ()
    tags: tuple[int, ...] = ()
    for number, match in enumerate(TAG.finditer(story)):
        yield Field(held, unescaped(story[at : match.start()]), tags)
        at, name = match.end(), match[2].upper()
        if not match[1]:
            held, tags = (*held, name)[:DEEPEST], (*tags, number)[:DEEPEST]
        elif name in held:
            depth = len(held) - 1 - held[::-1].index(name)
            held, tags = held[:depth], tags[:depth]
    yield Field(held, unescaped(story[at:]), tags)


def attributes_of(story: str) -> dict[str, str]:
    """The attributes of the tag that a story begins with, their names in upper case."""
    opening = TAG.match(story)
    found = ATTRIBUTE.findall(opening[3]) if opening else []
    return {name.upper(): html.unescape(one or two or three) for name, one, two, three in found}


def unescaped(text: str) -> str:
    """The text with its entities as characters."""
    if "&" in text:
        text = html.unescape(NAMED.sub(lambda match: TYPESET.get(match[1], match[0]), text))
    return GONE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
