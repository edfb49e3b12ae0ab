"""Tags that do not match, matched: so that what is broken within one item of a file ends with that item.

A parser that is lenient closes whatever is open for each end tag that does not fit, and loses all behind it. Here an
end tag closes the nearest element of its name and what is open within, or nothing where there is none; an item that
begins within another of its kind ends it. What is nested too deep to be parsed is left out with its item.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

DEEPEST = 200
"""Parsers stop at 256 levels; a file's own wrapping needs a few of them."""

MARK = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|!\[CDATA\[.*?(?:\]\]>|\Z)|\?[A-Za-z_].*?(?:\?>|\Z)"
    r"|(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*+)(?=[\s/>])(?P<rest>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>)",
    re.DOTALL,
)
END = re.compile(r"</([A-Za-z_][\w.:-]*+)")
HIDING = (("<!--", "-->"), ("<![CDATA[", "]]>"))
CUT_TAG = re.compile(
    r"<(?:(?P<name>[A-Za-z_][\w.:-]*+)(?P<said>(?:\s++[\w.:-]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+)|/)[^<>]*+\Z"
)


EMPTY = frozenset(
    ("doc-id", "urgency", "date.issue", "date.release", "date.expire", "doc-scope", "series", "ed-msg", "du-key",
     "doc.copyright", "doc.rights", "keyword", "fixture", "evloc", "pubdata", "revision-history", "from-src",
     "tobject.property", "meta", "media-metadata")
)  # fmt: skip
"""Elements that the DTD of NITF declares empty: in SGML these have no end tag."""


@dataclass(frozen=True, slots=True)
class Balanced:
    """A text whose tags match, and how many items it has.

    `spoilt` are the numbers of those that were left out, `cut` of those that the end of the text cuts off: items are
    numbered in the order of their beginnings.
    """

    text: str
    items: int
    spoilt: frozenset[int] = frozenset()
    cut: frozenset[int] = frozenset()


def balanced(xml: str, names: tuple[str, ...], *, nested: bool = False) -> Balanced:
    """The same with tags that match. Items are the elements with one of the `names`, which may be `nested` or not.

    Where anything is changed, a `<` that begins no tag is written as a reference: none is made of what is put together.
    """
    found = _matched(xml, names, nested=nested, stray="<")
    return found if found.text == xml else _matched(xml, names, nested=nested, stray="&lt;")


def _matched(xml: str, names: tuple[str, ...], *, nested: bool, stray: str) -> Balanced:
    """The same, each `<` that begins no tag written so."""
    state = _Balance(names, nested=nested)
    xml = _hiding_nothing(xml)
    at = 0
    last = _last_item(xml, names)
    unended = EMPTY.difference(name.lower() for name in END.findall(xml))
    for mark in MARK.finditer(xml):
        state.text(xml[at : mark.start()].replace("<", stray))
        at = mark.end()
        if mark["name"] is None:
            state.text(mark[0])
        elif mark["end"]:
            state.closes(mark["name"], inside=at <= last)
        else:
            lone = mark["name"].lower() in unended and not mark["rest"].endswith("/")
            tag = f"{mark[0][:-1]}/>" if lone else mark[0]
            state.opens(mark["name"], tag, empty=lone or mark["rest"].endswith("/"))
    state.ends(xml[at:], stray)
    cut = frozenset(number for _, number, _ in state.begun)
    state.close_to(0)
    return Balanced("".join(state.parts), state.items, frozenset(state.spoilt), cut)


def _hiding_nothing(xml: str) -> str:
    """The text without the beginnings of comments and sections that never end: they would hide all that follows."""
    for begin, end in HIDING:
        at = xml.find(begin, xml.rfind(end) + 1)
        if at >= 0:
            xml = xml[:at] + xml[at:].replace(begin, "")
    return xml


def _last_item(xml: str, names: tuple[str, ...]) -> int:
    """Where the last item begins; 0 without any."""
    return max((xml.rfind(f"{before}{name}") for name in names for before in ("<", ":")), default=0)


@dataclass(slots=True)
class _Balance:
    """What is open while the tags of a text go by."""

    names: tuple[str, ...]
    nested: bool = False
    parts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    begun: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each open item its level, its number, and how many parts stand before its content."""

    items: int = 0
    spoilt: set[int] = field(default_factory=set)

    def text(self, text: str) -> None:
        """Text, or a comment or section, stands here."""
        if text and not self._left_out():
            self.parts.append(text)

    def opens(self, name: str, tag: str, *, empty: bool) -> None:
        """An element begins; one that is too deep leaves out the item that it stands in."""
        item = name.rpartition(":")[2] in self.names
        if item and self.begun and not self.nested:
            self.close_to(self.begun[0][0])
        if len(self.open) >= DEEPEST and self.begun and not self._left_out():
            _, number, before = self.begun[-1]
            self.spoilt.add(number)
            del self.parts[before:]
        if item or not self._left_out():
            self.parts.append(tag)
        if item:
            number, self.items = self.items, self.items + 1
            if self._left_out():
                self.spoilt.add(number)
            if not empty:
                self.begun.append((len(self.open), number, len(self.parts)))
        if not empty:
            self.open.append(name)
            self.counted[name] += 1

    def closes(self, name: str, *, inside: bool) -> None:
        """An end tag: of the nearest element that it fits; none, where that would end all with items still to come."""
        if not self.counted[name] or (inside and self.counted[name] == 1 and self.open[0] == name):
            return
        level = len(self.open) - 1
        while self.open[level] != name:
            level -= 1
        self.close_to(level)

    def ends(self, rest: str, stray: str) -> None:
        """The text ends: with words, or within a tag, whose whole attributes are kept."""
        cut = CUT_TAG.search(rest)
        self.text((rest[: cut.start()] if cut else rest).replace("<", stray))
        if cut and cut["name"]:
            self.opens(cut["name"], f"<{cut['name']}{cut['said']}>", empty=False)

    def close_to(self, level: int) -> None:
        """End all elements down to a level."""
        while len(self.open) > level:
            name = self.open.pop()
            self.counted[name] -= 1
            ends = bool(self.begun) and self.begun[-1][0] == len(self.open)
            if not self._left_out() or ends:
                self.parts.append(f"</{name}>")
            if ends:
                self.begun.pop()

    def _left_out(self) -> bool:
        """Whether what goes by belongs to an item that is left out."""
        return bool(self.begun) and self.begun[-1][1] in self.spoilt
