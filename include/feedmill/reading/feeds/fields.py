"""Fields of a feed's items that are not closed, closed where the next begins: the item's other fields stay its own.

Parsers take all that follows for a part of such a field. Tags that only HTML has are seen to as well: a line break has
no end there.
"""

from __future__ import annotations

import re
from collections import Counter

ITEMS = ("item", "entry")
BOUNDS = frozenset((*ITEMS, "channel", "feed", "rss", "rdf", "image", "textinput"))
_FIELDS = """
    title link description summary content encoded subtitle guid id pubdate published updated issued modified created
    date author creator contributor managingeditor webmaster generator language copyright rights category keywords
    subject comments docs ttl lastbuilddate publisher origlink source
"""
FIELDS = frozenset(_FIELDS.split())
VOID = frozenset(("br", "hr", "img", "wbr", "input", "col", "area", "embed"))
MARK = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?P<end>/?)(?P<name>(?:[A-Za-z_][\w.-]*+:)?+(?P<local>[A-Za-z]\w*+))(?=[\s/>])"
    r"(?P<said>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>",
    re.DOTALL,
)
UNENDED = re.compile(
    rf"<(/?(?:[A-Za-z_][\w.-]{{0,40}}:)?(?:{'|'.join((*FIELDS, *BOUNDS))}))(?:\s[^<>\"']{{0,99}})?(?=<)", re.IGNORECASE
)


def closed(xml: str) -> str:
    """The XML with each field closed, and each of its tags that has no end."""
    xml = UNENDED.sub(r"<\1>", xml)
    marks = [mark for mark in MARK.finditer(xml) if mark["name"]]
    void = VOID.difference(mark["local"].lower() for mark in marks if mark["end"])
    added: list[tuple[int, str]] = []
    segment: list[re.Match[str]] = []
    items = 0
    is_open = False
    for mark in marks:
        local = mark["local"].lower()
        if local in void and not mark["said"].endswith("/"):
            added.append((mark.end() - 1, "/"))
        elif local in FIELDS:
            segment.append(mark)
        elif local in BOUNDS:
            if local in ITEMS:
                added += _begun(segment, mark, items) if mark["end"] and not is_open else ()
                is_open = not mark["end"] and not mark["said"].endswith("/")
                items += 1
            added += _ends(segment, mark.start())
            segment.clear()
    added += _ends(segment, len(xml))
    return _with(xml, sorted(added))


def _begun(fields: list[re.Match[str]], end: re.Match[str], items: int) -> list[tuple[int, str]]:
    """Where an item that ends has to begin that does not: with its title, which no feed's own is where none was before.

    `places.items_in` has the same rule.
    """
    titles = [field.start() for field in fields if field["name"] == "title" and not field["end"]]
    return [(titles[-1], f"<{end['name']}>")] if len(titles) > (0 if items else 1) else []


def _ends(fields: list[re.Match[str]], end: int) -> list[tuple[int, str]]:
    """Where fields between two bounds have to end that do not, and the tags that end them."""
    ends: Counter[str] = Counter()
    added: list[tuple[int, str]] = []
    following = end
    for mark in reversed(fields):
        name = mark["name"]
        if mark["end"]:
            ends[name] += 1
        elif ends[name]:
            ends[name] -= 1
        elif not mark["said"].endswith("/"):
            added.append((following, f"</{name}>"))
        following = mark.start()
    return added


def _with(xml: str, added: list[tuple[int, str]]) -> str:
    """The XML with what is added at its places."""
    parts: list[str] = []
    last = 0
    for at, tag in added:
        parts += (xml[last:at], tag)
        last = at
    return "".join((*parts, xml[last:]))
