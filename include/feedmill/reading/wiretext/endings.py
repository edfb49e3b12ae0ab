"""What signs behind the last sentence of a paragraph: an agency, initials, an end mark, the credit of a picture.

What has a line of its own is told elsewhere. A sentence is no sign: it ends in a stop, outside of brackets.
"""

from __future__ import annotations

import re

from feedmill.reading.agencies import is_agency
from feedmill.reading.wiretext.datelines import is_wire
from feedmill.reading.wiretext.sign_forms import END, MARKS, SLASHED
from feedmill.reading.wiretext.signals import is_more
from feedmill.reading.wiretext.signing_off import signs_behind

LONGEST = 160
MARK = 24
ENDED = re.compile(
    r"(?<=\S)\s(?=(?:Enditem|\./\.|\+{2,4}|(?i:\(ends?\)))$)|(?<=[.!?])\s?(?=\./\.(?:\s?[A-Z]{2,4}(?:/[A-Z]{2,4}){0,3})?$)"
)
"""Where an end mark stands that some write even behind no sentence (Xinhua, Belga, MTI)."""

BEHIND = re.compile(
    r"(?<=[.!?…»«”“\"'’‘)\]])(?<![\s(][A-Z]\.)[ \t\u00a0]{1,8}(?=\S)|(?<=[。！？」』”])\s{0,8}(?=[^\s」』”])"
    r"|(?<=[.!?])(?=\(©?\s?[A-Z]{2,8}\)\.?$)"
)
"""Where a sentence may have ended."""

HELD = re.compile(
    r"(?:[(\[（](?P<inner>[^()\[\]（）]{1,100})[)\]）]|/(?P<stroked>[^/]{1,20})/)(?:\s(?P<behind>\S.{1,20}))?"
)
"""Brackets or strokes, and the initials that may stand behind them."""

GROUPS = re.compile(r"(?:[(\[（［【][^()\[\]（）［］【】]{1,60}[)\]）］】]\s?){2,4}")
GROUP = re.compile(r"[(\[（［【]([^()\[\]（）［］【】]{1,60})[)\]）］】]")
"""Several brackets in a row, and each of them: an end mark and an agency."""

BRACKETED = re.compile(r"(?:[A-Z]{2,4}/){1,4}")
"""Initials with strokes, in brackets (Belga)."""

RELEASED = re.compile(r"(?P<agency>[^\W\d_a-z]{2,10})/\([^()]{3,140}\)")
"""An agency, and in brackets who wrote and released (Agerpres)."""

PICTURE = (
    r"(?:photo(?:graph)?s?|pictures?|images?|pic|illustration|graphics?|fotos?|bild(?:er)?|grafik|foto's|beeld|arkivfoto"
    r"|crédit photo|imagen|kuva|fot\.|фото|写真|摄影|사진)"
)
CREDITED = re.compile(
    rf"(?:\w{{2,12}}\s)?{PICTURE}(?:(?:\s?[:：/]|\s(?:by|credit|courtesy|provided by|handout|von|par|di|de)\b)|$)",
    re.IGNORECASE,
)
NAMED = r"[A-ZÀ-Þ][\w.’'-]{0,20}(?: (?:[A-ZÀ-Þ]|d[aeiu]|v[ao]n|bin)[\w.’'-]{0,20}){0,3}"
STROKED = re.compile(rf"{NAMED}(?:\s?/\s?{NAMED}){{1,2}}")
"""Who took a picture, and for which agency: `REUTERS/Ann Wade`, `Ann Wade / TT`."""

AGENCY_LAST = re.compile(
    rf"(?P<agency>[^\W\d_][^\W\d_-]{{1,15}})(?:(?:\s[A-Z]{{2,4}}){{0,3}}|\s(?i:{PICTURE})(?:\s{NAMED})?)", re.UNICODE
)
"""An agency, the initials of its people, or the one who took a picture: `PTI AVI NP`, `BELGA PHOTO ANN WADE`."""


def ending_of(paragraph: str) -> int | None:
    """Where what signs begins, behind the last sentence of a paragraph; None where nothing does."""
    ended = ENDED.search(paragraph, max(0, len(paragraph) - MARK))
    if ended is not None:
        return ended.end()
    if paragraph.endswith((".", '"', "”")) and not paragraph.endswith((").", "].")):
        return None  # most paragraphs end with a sentence
    found = (match.end() for match in BEHIND.finditer(paragraph, max(0, len(paragraph) - LONGEST)))
    return next((at for at in found if _signs(paragraph[at:].strip())), None)


def _signs(text: str) -> bool:
    """Whether the text behind a sentence signs."""
    if GROUPS.fullmatch(text.rstrip(".")):
        return all(_is_signature(inner.strip()) for inner in GROUP.findall(text))
    held = HELD.fullmatch(text.rstrip(".,"))
    if held is not None:
        initialled = not held["behind"] or SLASHED.fullmatch(held["behind"]) is not None
        inner = (held["inner"] or held["stroked"]).strip(" ©-=")
        return (initialled and _is_signature(inner)) or signs_behind(text)
    return _is_credit(text) or _is_agency(text) or _is_released(text) or signs_behind(text)


def _is_signature(inner: str) -> bool:
    """Whether brackets hold an agency, an end mark, or a credit."""
    if inner.endswith((".", "!", "?")):
        return False
    if BRACKETED.fullmatch(inner):
        return True
    return (
        is_wire(inner.partition("/")[0].strip())
        or is_more(inner)
        or END.fullmatch(inner) is not None
        or _is_credit(inner)
    )


def _is_credit(text: str) -> bool:
    """Whether a text credits a picture by its form."""
    stroked = STROKED.fullmatch(text)
    named = (
        stroked is not None
        and " " in text
        and any(one.isupper() or is_agency(one) for one in map(str.strip, text.split("/")))
    )
    return named or CREDITED.match(text) is not None


def _is_agency(text: str) -> bool:
    """Whether a text is an agency, with those who wrote for it."""
    signed = AGENCY_LAST.fullmatch(text.strip(MARKS))
    return signed is not None and is_wire(signed["agency"])


def _is_released(text: str) -> bool:
    """Whether a text is an agency with those who wrote and released in brackets."""
    found = RELEASED.fullmatch(text)
    return found is not None and is_wire(found["agency"])
