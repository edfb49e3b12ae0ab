"""The commonest faults of XML, mended: bare ampersands, entities of HTML that nobody declared, control characters.

What is mended says what it was meant to say. Sections of CDATA hold markup of another layer and keep their ampersands.
"""

from __future__ import annotations

import re
from html import escape, unescape

BARE = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)?")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
OPENING = "<![CDATA["
CLOSING = "]]>"


def mended(xml: str) -> str:
    """The XML, so that its ampersands and characters are well-formed. Its tags are left as they are."""
    kept: list[str] = []
    at = 0
    while (begin := xml.find(OPENING, at)) >= 0:
        end = xml.find(CLOSING, begin)
        if end < 0:
            break
        kept += (_mended(xml[at:begin]), xml[begin:end])
        at = end
    kept.append(_mended(xml[at:]))
    return FORBIDDEN.sub("", "".join(kept))


def _mended(xml: str) -> str:
    """XML without CDATA, its ampersands mended."""
    return BARE.sub(_plain, xml)


def _plain(found: re.Match[str]) -> str:
    """An ampersand as XML has it: the character that HTML's entity stands for, or the ampersand itself."""
    meant = unescape(found[0])
    return f"&amp;{found[1] or ''}" if meant == found[0] else escape(meant)
