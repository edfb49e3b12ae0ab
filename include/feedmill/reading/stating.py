"""Collects what a format states about a document, field by field; the first statement of a field stands.

Every reader says through this what it found and in which field, so that one rule holds for all: one line a value,
nothing that cannot be kept, dates to UTC with their precision and zone, addresses canonical, notes for what was odd.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from feedmill.model import Stated
from feedmill.reading.bylines import authors_of, persons_in
from feedmill.reading.datelines import place_of
from feedmill.reading.dates import When, read_date
from feedmill.reading.drafting import drafted
from feedmill.reading.languages import tag
from feedmill.reading.urls import canonical

KNOWN = 4096
taken_apart = lru_cache(maxsize=KNOWN)(authors_of)  # a file's stories have the same few bylines
known_persons = lru_cache(maxsize=KNOWN)(persons_in)
tag_of = lru_cache(maxsize=KNOWN)(tag)  # and languages
known_place = lru_cache(maxsize=KNOWN)(place_of)
known_date = lru_cache(maxsize=KNOWN)(read_date)  # and one story states a date more than once
make_stated = drafted(Stated)
BLANKS = re.compile(r"\s+")
UNKEEPABLE = re.compile("[\\x00\\ud800-\\udfff]")
LISTS = frozenset(("authors", "keywords", "subjects", "media"))


def one_line(value: str) -> str:
    """The value on one line, without NULs and half surrogate pairs."""
    if value.isprintable() and "  " not in value:
        return value.strip()
    return BLANKS.sub(" ", UNKEEPABLE.sub("\ufffd", value)).strip()


def without_zone(field: str, line: str) -> str:
    """The note on a date that names no zone that is known."""
    return f"date_without_zone: {field} {line[:80]}, taken as UTC"


class Statements:
    """What is known so far. `notes` are in the form `code: detail`."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._fields: dict[str, str] = {}
        self.notes: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def get(self, name: str) -> Any:
        """What was stated for a field, or None."""
        return self._values.get(name)

    def say(self, name: str, value: str | None, field: str) -> None:
        """State a field of `Stated` as the format's `field` has it; nothing where that is blank.

        A language becomes a tag; one that nobody knows is noted and not stated.
        """
        if not value or (name in self._values and name != "language"):
            return
        line = value.strip() if value.isprintable() and "  " not in value else one_line(value)
        if line and name == "language":
            line = self._tag(line, field)
        if line and name not in self._values:
            self._values[name] = line
            self._fields[name] = field

    def _tag(self, line: str, field: str) -> str:
        """The tag of a stated language; blank, with a note, where it is none."""
        stated = tag_of(line)
        if stated is None:
            self.notes.append(f"language_unreadable: {field} {line[:80]}")
        return stated or ""

    def add(self, name: str, values: Iterable[str | None], field: str) -> None:
        """Add to one of the lists (`authors`, `keywords`, `subjects`, `media`); each value once, in order."""
        lines = [line for value in values if value and (line := one_line(value))]
        if lines:
            before = self._values.get(name, ())
            self._values[name] = tuple(dict.fromkeys((*before, *lines) if before else lines))
            self._fields.setdefault(name, field)

    def settle(self, name: str, values: Iterable[str]) -> None:
        """State all that a list holds, which may be nothing: then nothing is taken for it from another field."""
        self._values.setdefault(name, tuple(dict.fromkeys(filter(None, map(one_line, values)))))

    def date(
        self, name: str, raw: str | None, field: str, *, zone: str | None = None, when: When | None = None
    ) -> None:
        """State a date: `name` is `published`, `updated` or `embargoed`. `zone` holds where `raw` names none.

        `when` is what a reader made of a notation of its own format alone. What cannot be read as a possible date is
        kept raw, with a note; a readable one that is stated later wins.
        """
        at = "embargoed_until" if name == "embargoed" else f"{name}_at"
        if not raw or at in self._values:
            return
        line = one_line(raw)
        if not line:
            return
        when = when or known_date(line, zone=zone)
        if when is None:
            self._values.setdefault(f"{name}_raw", line)
            self.notes.append(f"date_unreadable: {field} {line[:80]}")
            return
        self._values[at] = when.at
        self._values[f"{name}_raw"] = line
        self._fields[at] = field
        if name != "embargoed":
            self._values[f"{name}_precision"] = str(when.precision)
            self._values[f"{name}_zone"] = when.zone
        if not when.zoned:
            self.notes.append(without_zone(field, line))

    def url(self, raw: str | None, field: str, *, base: str | None = None) -> None:
        """State the address: absolute, of the web, canonical; what was written is kept beside it."""
        address = canonical(raw, base=base) if raw else None
        if address and "url" not in self._values:
            self._values |= {"url": address, "url_raw": one_line(raw or "")}
            self._fields["url"] = field

    def done(self) -> Stated:
        """All of it, with the persons, places and agencies of byline and dateline where they were not stated.

        Several persons who are stated as one author are several; an agency is none.
        """
        if self._values.get("authors"):
            self._part_authors()
        self._take_apart("byline", taken_apart, ("authors", "agency"))
        self._take_apart("dateline", known_place, ("place", "agency"))
        return make_stated(**self._values, fields=tuple(self._fields.items()))

    def _part_authors(self) -> None:
        """The persons in each author that is stated; where these are agencies alone, the byline may name persons."""
        persons = tuple(dict.fromkeys(one for name in self._values["authors"] for one in known_persons(name)))
        if persons:
            self._values["authors"] = persons
        else:
            del self._values["authors"]
            self._fields.pop("authors", None)

    def _take_apart(self, whole: str, parts_of: Callable[[str], Iterable[Any]], names: Iterable[str]) -> None:
        """State the parts of a field, each from the field of the format that stated the whole."""
        if whole not in self._values:
            return
        for name, part in zip(names, parts_of(self._values[whole]), strict=True):
            if part and name not in self._values:
                self._values[name] = part
                self._fields[name] = self._fields[whole]
