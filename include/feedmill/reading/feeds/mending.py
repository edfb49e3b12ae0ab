"""The commonest faults of XML, mended: bare ampersands, entities of HTML that nobody declared, control characters.

What is mended says what it was meant to say. Sections of CDATA hold markup of another layer and keep their ampersands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from feedmill.reading.wire.balancing import MARK

BARE = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)?")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PREFIXED = re.compile(
    r"</?([A-Za-z_][\w.-]{0,40}):[A-Za-z_]|\s([A-Za-z_][\w.-]{0,40}):[\w.-]{1,60}\s{0,9}=\s{0,9}[\"']"
)
DECLARED = re.compile(r"\sxmlns:([\w.-]{1,40})\s{0,9}=")
ROOT = re.compile(r"<!--.*?(?:-->|\Z)|<([A-Za-z_][\w.:-]*+)([^<>]*+)", re.DOTALL)
MOST_PREFIXES = 100
WITH_VALUES = re.compile(r"<[A-Za-z_][\w.:-]*+(?:\s++[\w.:-]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))++\s*+/?>")
SAID = re.compile(r"(?:\s++[\w.:-]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+\s*+/?")
ATTRIBUTE = re.compile(r"(?<!\S)([A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?)\s{0,9}=\s{0,9}(\"[^\"<]*+\"|'[^'<]*+')")
NUMBER = re.compile(r"&#(?:[xX]0{0,99}([0-9a-fA-F]{1,6})|0{0,99}([0-9]{1,7}));")
OPENING = "<![CDATA["
CLOSING = "]]>"


def possible(xml: str) -> tuple[str, int]:
    """The XML with U+FFFD for each reference to a character that no XML holds, such as NUL; and how many there were."""
    count = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal count
        code = int(found[1], 16) if found[1] else int(found[2])
        if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and not FORBIDDEN.match(chr(code)):
            return found[0]
        count += 1
        return "\ufffd"

    return NUMBER.sub(kept, xml), count


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


def without_strays(xml: str) -> str:
    """The XML with references for each `<` that begins no tag or stands in a value, and for each stray `]]>`.

    What stands in a tag beside attributes goes.
    """
    xml = WITH_VALUES.sub(lambda tag: "<" + tag[0][1:].replace("<", "&lt;"), xml)
    parts: list[str] = []
    at = 0
    for mark in MARK.finditer(xml):
        parts += (_without_stray(xml[at : mark.start()]), _plain_tag(mark))
        at = mark.end()
    return "".join((*parts, xml[at:].replace(CLOSING, "]]&gt;")))


def _plain_tag(mark: re.Match[str]) -> str:
    """A tag with its name and attributes alone; or a comment or section."""
    said = mark["rest"]
    if not said or SAID.fullmatch(said):
        return mark[0]
    if mark["end"]:
        return f"</{mark['name']}>"
    stated: dict[str, str] = {}
    for name, value in ATTRIBUTE.findall(said):
        stated.setdefault(name, value)
    told = "".join(f" {name}={value}" for name, value in stated.items())
    return f"<{mark['name']}{told}{'/' if said.endswith('/') else ''}>"


def _without_stray(text: str) -> str:
    """Text between tags."""
    return text.replace("<", "&lt;").replace(CLOSING, "]]&gt;")


def bound(xml: str, namespaces: Mapping[str, str]) -> str:
    """The XML with the prefixes declared that it uses but does not declare, by the names that `namespaces` has."""
    root = next((found for found in ROOT.finditer(xml) if found[1]), None)
    if root is None:
        return xml
    used = dict.fromkeys(prefix or other for prefix, other in PREFIXED.findall(xml))
    free = [one for one in used if one not in ("xml", "xmlns", *DECLARED.findall(root[2]))]
    if len(free) > MOST_PREFIXES:
        return xml
    known = {prefix: uri for uri, prefix in namespaces.items()}
    names = "".join(f' xmlns:{prefix}="{known.get(prefix, f"urn:{prefix}")}"' for prefix in free)
    return f"{xml[: root.end(1)]}{names}{xml[root.end(1) :]}"
