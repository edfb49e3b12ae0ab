"""References in XML: those that it does not know resolved as HTML has them, and none to what no XML holds."""

from __future__ import annotations

import re
from html import escape
from html.entities import html5

ODD_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#(?:9|1[03]|3[2-9]|[4-9]\d|1[016-9]\d|[2-9]\d\d|[1-9]\d{3}));)")
REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    r"|&(?:(#[xX][0-9A-Fa-f]{1,8}|#[0-9]{1,9}|[A-Za-z][\w.:-]{0,60});)?",
    re.DOTALL,
)
NUMBER = re.compile(r"&#([xX][0-9A-Fa-f]{1,8}|[0-9]{1,9});?")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))


def is_odd(xml: str) -> bool:
    """Whether there is an `&` that is no reference as XML knows it."""
    return "&" in xml and ODD_REFERENCE.search(xml) is not None


def resolved(xml: str, characters: dict[str, str]) -> tuple[str, list[str]]:
    """The text with only references that XML knows, and the names of those that `characters` do not declare."""
    if not is_odd(xml):
        return xml, []
    named: dict[str, None] = {}

    def meant(match: re.Match[str]) -> str:
        """What a reference stands for, in XML of its own."""
        name = match[1]
        if not match[0].startswith("&") or name in PREDEFINED:
            return match[0]
        if name is None:
            named["&"] = None
            return "&amp;"
        if name.startswith("#"):
            char = _character(name)
            named.update({name: None} if char == "\ufffd" else {})
            return char
        if name in characters:
            return _character(characters[name])
        named[name] = None
        known = html5.get(f"{name};")
        return escape(known, quote=False) if known else f"&amp;{name};"

    return REFERENCE.sub(meant, xml), list(named)[:8]


def _character(number: str) -> str:
    """A character by its number; those of Windows-1252 as HTML takes them, what no XML holds as U+FFFD."""
    code = int(f"0{number[1:]}", base=0) if number[1] in "xX" else int(number[1:])
    if 0x80 <= code < 0xA0:
        return bytes((code,)).decode("cp1252", errors="replace")
    if code > 0x10FFFF or CONTROL.match(chr(code)):
        return "\ufffd"
    return f"&#{code};"


def possible(reference: re.Match[str]) -> str:
    """A reference by number, where XML may hold that character; a lenient parser would put any into the tree."""
    return "\ufffd" if _character(f"#{reference[1]}") == "\ufffd" else reference[0]
