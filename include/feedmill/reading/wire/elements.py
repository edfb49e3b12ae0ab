"""Small questions to an element of an agency's XML: by local names, whatever the namespace.

Children are taken all at once: lxml has made a list of them before an iterator would begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from operator import itemgetter
from typing import cast

from lxml import etree

from feedmill.reading.stating import Statements

Element = etree._Element  # noqa: SLF001 -- lxml has no public name for the type of an element
Fields = dict[str, list[Element]]
"""Elements under their names."""

every: Callable[[Element], list[Element]] = itemgetter(slice(None))
"""The children of an element, in their order."""


class _Names(dict[str, str]):
    """Tags without their namespaces; as many are kept as honest files have."""

    def __missing__(self, tag: str) -> str:
        if len(self) >= MOST_NAMES:
            self.clear()
        name = self[tag] = tag.rpartition("}")[2]
        return name


MOST_NAMES = 4096
NAMES = _Names()
"""Under each tag its name without a namespace, as written."""

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BREAKS = ("br", "p")
"""Elements that part words without a blank."""

_FORMATTING = "a abbr acronym b big cite em i inline q s small span strong sub sup tt u"
FORMATTING = frozenset(_FORMATTING.split())
"""Elements that part nothing: a letter of a word may stand in them."""

MARK = "\x1f"
"""Stands where an element parts words; it is blank, and no XML holds it."""

NEEDLESS = re.compile(rf"(?<!{MARK}){MARK}++(?=[,.;:!?)\]\u201d])|(?<=[(\[]){MARK}++")
"""Such marks before or behind what stands without a blank."""


LISTED, LISTED_ALONE = re.compile("[;|]"), re.compile(r"[;|]|,(?!\d)")
"""What parts keywords."""


def local_name(tag: str) -> str:
    """A tag without its namespace, as written."""
    return NAMES[tag]


@lru_cache(maxsize=4096)
def plain_name(tag: str) -> str:
    """A tag without its namespace, in small letters."""
    return local_name(tag).lower()


def name_of(element: Element) -> str:
    """The element's name without its namespace."""
    return NAMES[element.tag]


def first(fields: Fields, name: str) -> Element | None:
    """The first element with a name."""
    found = fields.get(name)
    return found[0] if found else None


@lru_cache(maxsize=1024)
def _anywhere(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names as lxml takes them, in any namespace or none."""
    return tuple(f"{{*}}{name}" for name in names)


def by_name(element: Element | None) -> Fields:
    """The children of an element under their names, in their order: one walk for many questions."""
    found: Fields = {}
    for one in every(element) if element is not None else ():
        name = NAMES[one.tag]
        if name in found:
            found[name].append(one)
        else:
            found[name] = [one]
    return found


class Known:
    """The children of elements under their names, each element walked once."""

    def __init__(self) -> None:
        self.known: dict[Element, Fields] = {}

    def of(self, element: Element) -> Fields:
        """The children of an element, as `by_name`."""
        if element not in self.known:
            self.known[element] = by_name(element)
        return self.known[element]


def children(element: Element | None, *names: str) -> list[Element]:
    """The children with one of the names, in their order."""
    return [] if element is None else [one for one in every(element) if NAMES[one.tag] in names]


def child(element: Element | None, *path: str) -> Element | None:
    """The first child along a path of names."""
    for name in path:
        if element is None:
            return None
        for one in every(element):
            if NAMES[one.tag] == name:
                element = one
                break
        else:
            return None
    return element


def inner(element: Element | None, *names: str) -> Iterator[Element]:
    """An element and all within it with one of the names, in document order."""
    return iter(()) if element is None else element.iter(*_anywhere(names))


def in_small_letters(root: Element) -> None:
    """Put the names of all elements and attributes in small letters, as the formats that are XML have them.

    A name that XML does not allow, which broken markup may hold (`hedlineG:a:b`), says nothing and stays as it is.
    """
    for one in root.iter():
        with suppress(ValueError):
            one.tag = one.tag.lower()
        for name, value in list(one.items()):
            if not name.islower():
                with suppress(ValueError):
                    one.set(name.lower(), value)
                    del one.attrib[name]


def text_of(element: Element | None) -> str:
    """All text of an element on one line; a break sets apart what stands around it."""
    if element is None:
        return ""
    if len(element):
        broken = next(inner(element, *BREAKS), None) is not None
        texts = _texts(element, lambda name: name in BREAKS) if broken else map(str, element.itertext())
        return " ".join("".join(texts).split())
    text = element.text
    return " ".join(text.split()) if text else ""


def _texts(element: Element, parts: Callable[[str], bool]) -> Iterator[str]:
    """The texts within an element, a mark on both sides of each element whose name `parts` it from its neighbours."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        mark = MARK if one is not element and parts(NAMES[one.tag]) else ""
        if event == "start":
            yield f"{mark}{one.text or ''}"
        elif one is not element:
            yield f"{mark}{one.tail or ''}"


def say_text(said: Statements, field: str, fields: Fields, name: str) -> None:
    """State a field as the first element with a name has it; nothing where there is none."""
    found = fields.get(name)
    if found:
        said.say(field, text_of(found[0]), name)


def parts_of(element: Element | None) -> str:
    """All text of an element on one line, that of elements within set apart by blanks, though not from a stop."""
    if element is None:
        return ""
    if not len(element):
        return text_of(element)
    text = "".join(_texts(element, lambda name: name not in FORMATTING))
    return " ".join(NEEDLESS.sub("", text).split()).replace(" ,", ",")


def text_at(element: Element | None, *path: str) -> str:
    """The text at the end of a path."""
    return parts_of(child(element, *path))


def keywords_of(texts: Iterable[str]) -> Iterator[str]:
    """Keywords: what semicolons or bars part in each text; commas too, where they all stand in one text."""
    said = list(texts)
    parted = LISTED_ALONE if len(said) == 1 else LISTED
    return (word for text in said for word in parted.split(text))


def attribute(element: Element | None, name: str) -> str:
    """An attribute's value, or an empty text."""
    value = element.get(name) if element is not None else None
    return value.strip() if value else ""


def attributes(element: Element) -> dict[str, str]:
    """All attributes of an element: for more than two questions."""
    return dict(cast("list[tuple[str, str]]", element.items()))


def in_language(ones: Sequence[Element], language: str) -> list[Element]:
    """Of elements that say one thing in several languages, those in the item's, else in the first's; else all."""
    stated = {(one.get(LANG) or "")[:2].lower() for one in ones} if len(ones) > 1 else ()
    if len(stated) < 2:
        return list(ones)
    own = language[:2].lower() if language[:2].lower() in stated else (ones[0].get(LANG) or "")[:2].lower()
    return [one for one in ones if (one.get(LANG) or own)[:2].lower() == own]


class Around:
    """The nearest element with one of the names beside an element or beside what is around it; found once a parent."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.known: dict[Element, Element | None] = {}

    def of(self, element: Element) -> Element | None:
        """What stands around an element."""
        parent = element.getparent()
        if parent is None:
            return None
        if parent not in self.known:
            own = next(iter(children(parent, *self.names)), None)
            self.known[parent] = own if own is not None else self.of(parent)
        return self.known[parent]
