"""Small questions to an element of an agency's XML: by local names, whatever the namespace."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

Element = etree._Element  # noqa: SLF001 -- lxml has no public name for the type of an element
Fields = dict[str, list[Element]]
"""Elements under their names."""


@lru_cache(maxsize=4096)
def local_name(tag: str) -> str:
    """A tag without its namespace, as written."""
    return tag.rpartition("}")[2]


@lru_cache(maxsize=4096)
def plain_name(tag: str) -> str:
    """A tag without its namespace, in small letters."""
    return local_name(tag).lower()


def name_of(element: Element) -> str:
    """The element's name without its namespace."""
    return local_name(element.tag)


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
    for one in element if element is not None else ():
        found.setdefault(local_name(one.tag), []).append(one)
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


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children with one of the names, in their order."""
    return iter(()) if element is None else element.iterchildren(*_anywhere(names))


def child(element: Element | None, *path: str) -> Element | None:
    """The first child along a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local_name(one.tag) == name), None)
    return element


def inner(element: Element | None, *names: str) -> Iterator[Element]:
    """An element and all within it with one of the names, in document order."""
    return iter(()) if element is None else element.iter(*_anywhere(names))


def text_of(element: Element | None, between: str = "") -> str:
    """All text of an element on one line; `between` sets apart what stands in elements within."""
    if element is None:
        return ""
    text = element.text or "" if not len(element) else between.join(map(str, element.itertext()))
    return " ".join(text.split())


def parts_of(element: Element | None) -> str:
    """All text of an element on one line, that of elements within set apart by blanks, though not from a comma."""
    return text_of(element, " ").replace(" ,", ",")


def text_at(element: Element | None, *path: str) -> str:
    """The text at the end of a path."""
    return parts_of(child(element, *path))


def attribute(element: Element | None, name: str) -> str:
    """An attribute's value, or an empty text."""
    return (element.get(name) or "").strip() if element is not None else ""


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
            own = next(children(parent, *self.names), None)
            self.known[parent] = own if own is not None else self.of(parent)
        return self.known[parent]
