"""Lines that say by a label what they are: `Title: ...`, `LENGTH: 96 words`, `【标题】...`, `**Date:** ...`.

What a label says is told by the names known for columns; a layout may know more for its own labels.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from feedmill.reading.exports.records import is_byline
from feedmill.reading.rows.columns import BODY, SOFT, Setting, columns_of, folded

LABELLED = re.compile(
    r"[ \t]{0,3}+(?:[-•*][ \t]{1,3}+)?(?:[【［\[](?P<boxed>[^\W\d_][^】］\]:：\n]{0,30})[】］\]][ \t]?[:：]?"
    r"|(?:\*\*)?(?P<plain>[^\W\d_][^:：*\n]{0,48}?)(?:\*\*)?[ \t\u3000]{0,14}[:：](?!//)(?:\*\*)?)"
    r"[ \t\u3000]*+(?P<value>.*)",
    re.DOTALL,
)
MOST_WORDS = 6
COLON = re.compile(r"[:：】］\]]")
LOOKED_AT, LONGEST_NAMES = 90, 60
"""A label and its colon stand within so many characters."""

_PEOPLE = """
contact contacts media_contact press_contact contact_name phone telephone tel fax mobile cell email e-mail kontakt
telefon handy ansprechpartner pressekontakt téléphone contacto teléfono contatto contato to re cc an à a para кому
"""
PEOPLE = frozenset(map(folded, _PEOPLE.split()))
"""Labels of those who send something, of memos and of press releases: what has them is no record of a database."""


class Label(NamedTuple):
    """A label as written, what stands behind it, the fields that it says; `known` too where it is known to say none."""

    name: str
    value: str
    fields: tuple[str, ...]
    known: bool


def label_of(line: str, setting: Setting = ()) -> Label | None:
    """The label that a line begins with, known or not; None where it begins with none."""
    found = LABELLED.match(line) if COLON.search(line, 0, LOOKED_AT) else None
    if found is None:
        return None
    name = (found["boxed"] or found["plain"] or "").strip()
    if not name or len(name.split()) > MOST_WORDS or name.endswith((".", ",", ";", "!", "?")):
        return None
    fields, known = _said(name, setting)
    return Label(name, found["value"].strip(), fields, known)


@lru_cache(maxsize=4096)
def _said(name: str, setting: Setting) -> tuple[tuple[str, ...], bool]:
    """The fields that a label says, and whether it is known at all."""
    fields = tuple(columns_of((name,), setting))
    return fields, bool(fields) or any(name == one for one, _ in setting)


def begins_text(label: Label) -> bool:
    """Whether a label says that the text follows, and not which article this is, or who wrote it (`Text: Ann Wade`)."""
    if label.fields[:1] != (BODY,) or folded(label.name) in SOFT:
        return False
    return not label.value.isdigit() and not (len(label.value) < LONGEST_NAMES and is_byline(label.value))


def is_peoples(name: str) -> bool:
    """Whether a label belongs to a memo or to those who may be asked about a press release."""
    return folded(name) in PEOPLE
