"""Where a line with a link to a story is cut: its headline is one line, what a list puts before and behind it others.

Before it stand its rank, a time, a day in figures, its section, or a label (`Read also:`); behind it a day or a time.
Nothing is cut from a link of fewer words than a headline has. Knows too where two texts side by side are words apart.
"""

from __future__ import annotations

import re
import unicodedata

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

from feedmill.reading.pages.hints import KINDS, kinds_of
from feedmill.reading.pages.marked import KICKER, MARKED
from feedmill.reading.pages.notices import ALSO_ALONE, ALSO_BEFORE

DURATION = re.compile(r"\d{1,2}(?:[:.]\d\d){1,2}")
DAY = re.compile(
    r"\(?\s?(?:\d{1,2}[:.]\d\d|\d{4}(?:[./-]\s?\d{1,2}){2}|\d{1,2}[./-]\s?\d{1,2}(?:[./-]\s?(?:\d\d){1,2}|\.)?)"
    r"(?:,?\s{1,2}\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?\s?\)?"
)
"""A time or a day in figures, and nothing else."""

COUNTED = re.compile(r"\(\d{1,4}\)")
"""How many comments there are."""

BRACKETS = str.maketrans("（）[]", "()()")
RANK = re.compile(r"(?:#\s?)?\d{1,2}[.)]?")
TAGS = KINDS.index("tags")
SHOUTED = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ]{3,}$")
OPENING = "([{/„“«‹-–—"
LONGEST = 48
WORDS, CHARS = 4, 16
FULL = "\u2e80"
"""From here on a character stands for half a word and more."""

TERSE, TERSE_CHARS = 3, 20
LONGEST_HEADLINE = 200


def is_aside(text: str) -> bool:
    """Whether a text is nothing but a time, a day in figures, or how many comments there are, in brackets or not."""
    bare = text.strip(" \t\r\n|·•").translate(BRACKETS)
    if COUNTED.fullmatch(bare):
        return True
    return len(bare) <= LONGEST and bare[-1:].isdigit() | bare.endswith((")", ".")) and DAY.fullmatch(bare) is not None


def stands_before(text: str, link: Tag) -> bool:
    """Whether a text before a link is no part of its headline: a time alone, or before a headline more than that."""
    bare = text.strip()
    if not bare or len(bare) > LONGEST:
        return False
    if DURATION.fullmatch(bare):
        return True
    return (_is_apart(bare) or is_aside(bare)) and is_long(link.get_text())


def opening_of(link: Tag) -> str:
    """What a link begins with that is no part of its headline, as it is written there; blank where that is nothing."""
    texts = (one for one in link.descendants if isinstance(one, NavigableString) and one.strip())
    first = next((one for one in texts if not isinstance(one, PreformattedString)), None)
    if first is None:
        return ""
    text = first.strip()
    label = ALSO_BEFORE.match(text)
    if label is not None and is_long(text[label.end() :]):
        return label.group().strip()
    if len(text) > LONGEST_HEADLINE or first.parent is link:
        return ""
    rest = link.get_text().strip().removeprefix(text)
    if len(text) <= LONGEST and (_is_apart(text) or is_aside(text) or _is_section(first, link)) and is_long(rest):
        return text
    return text if _are_set_apart(first, link) and _are_lines(text, rest) else ""


def _is_apart(text: str) -> bool:
    """Whether a text is a rank or a label alone."""
    return RANK.fullmatch(text) is not None or ALSO_ALONE.fullmatch(text) is not None


def _is_section(text: NavigableString, link: Tag) -> bool:
    """Whether a text stands in an element of its own, within a link, that is named as a kicker or a category."""
    holder = text.parent
    while holder is not None and holder is not link:
        names = " ".join(str(holder.attrs[key]) for key in MARKED if key in holder.attrs)
        if names and (KICKER.search(names) or TAGS in kinds_of(names)):
            return True
        holder = holder.parent
    return False


def _are_set_apart(first: NavigableString, link: Tag) -> bool:
    """Whether two elements alone in a link, each with a name of its own and no blank between them, are two lines."""
    parts = _two_lines(link)
    return bool(parts) and first.parent is parts[0]


def _two_lines(holder: Tag) -> list[Tag]:
    """The two elements that are all of another one, each with a name of its own; none where it holds anything else."""
    parts = [one for one in holder.contents if isinstance(one, Tag) and one.name == "span" and one.get("class")]
    shown = [one for one in holder.contents if isinstance(one, Tag) or str(one).strip()]
    two = len(parts) == len(shown) == 2
    apart = two and parts[0].get("class") != parts[1].get("class")
    glued = apart and len(holder.contents) == 2
    return parts if glued or (apart and KICKER.search(str(parts[0]["class"]))) else []


def heads_apart(tag: Tag) -> bool:
    """Whether an element is the second of two lines of a heading: what stands before it is a kicker."""
    parts = _two_lines(tag.parent) if tag.parent is not None else []
    if not parts or tag is not parts[1]:
        return False
    return is_long(tag.get_text()) and len(parts[0].get_text()) <= LONGEST


def _are_lines(text: str, rest: str) -> bool:
    """Whether one of two texts is a headline, and no word goes on from one into the other."""
    one_word = " " not in text and rest[:1].islower()
    return len(text) > 2 and bool(rest) and not one_word and (is_long(text) or is_long(rest))


def is_long(text: str) -> bool:
    """Whether a text has the length of a headline."""
    words = text.split()
    wide = not text.isascii() and sum(1 + (char >= FULL) for char in "".join(words)) >= CHARS
    return wide or len(words) >= WORDS or (len(words) >= TERSE and len(text) >= TERSE_CHARS)


def parted(before: str, text: str, *, timed: bool) -> bool:
    """Whether two texts in elements side by side, with no blank between them, are words apart, as a page shows them.

    A time always is; else what begins with a capital, or with a number and words, behind what no word goes on from so.
    """
    if timed and text[0].isalnum():
        return bool(before) and not before[-1].isspace() and before[-1] not in OPENING
    lettered = before[-1:].islower() or (before[-1:].isalpha() and not before[-1:].isupper()) or _is_mark(before[-1:])
    counted = text[0].isdigit() and lettered and (len(text.split()) > 1 or DURATION.fullmatch(text.strip()))
    shouted = text[:1].isupper() and text[1:2].islower() and SHOUTED.search(before) is not None
    return bool(counted) or shouted or (text[0].isupper() and _ends_small(before))


def _ends_small(text: str) -> bool:
    """Whether a text ends in what no word goes on from with a capital."""
    last = text[-1:]
    return last.islower() or last.isdigit() or last in '.!?:”"»)'


def _is_mark(char: str) -> bool:
    """Whether a character is a vowel or a tone upon a letter (`ิ`)."""
    return bool(char) and unicodedata.category(char) == "Mn"
