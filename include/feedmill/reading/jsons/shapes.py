"""Where the stories stand in a JSON value, however deep their list is nested, and what the value is otherwise.

Knows the items of agencies by fields that no others use, and articles by a headline or a text beside other things that
articles have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from feedmill.reading.jsons.loading import Broken, NoValue, Partial
from feedmill.reading.jsons.naming import names_agency_items
from feedmill.reading.jsons.values import member, text_of
from feedmill.reading.jsons.wholes import Record, whole
from feedmill.reading.rows.columns import BODY, Setting, columns_of, firmly, folded

Path = tuple[str | int, ...]
DEPTH = 12
WIDE = 200
"""Objects with more members than this are looked at no further to tell whether they are records."""

PLANNED = frozenset(
    ("event", "events", "planning", "planningitem", "eventitem", "assignment", "coverage", "concept", "conceptitem")
)
NEWS = frozenset(("text", "picture", "photo", "graphic", "video", "audio", "composite"))
"""Kinds of items that are news, whatever is planned beside it."""

LISTS = frozenset(
    ("items", "articles", "entries", "stories", "results", "docs", "documents", "posts", "news", "data", "hits",
     "records", "rows", "list")
)  # fmt: skip
LINKS = ("_links", "_meta")
"""What answers in HAL hold beside what was asked for: where else to go, no news."""

ARTICLES = ("article", "posting", "report", "news", "review", "creativework", "story")
BESIDE = (BODY, "deck", "published", "url", "byline")
SENTENCE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the path to it; or a part of a list that is broken."""

    path: Path
    record: Record | Broken


def is_agency_item(record: Record) -> bool:
    """Whether an object is an item of a news agency, by the names of its fields."""
    return names_agency_items(tuple(map(str, list(record)[:WIDE])))


def is_planned(record: Record) -> bool:
    """Whether an item is an event, a planning or a concept: news to come, or no news. One that says it is news is."""
    said = (text_of(member(record, name)) for name in ("type", "item_class", "class", "_type"))
    kinds = {folded((kind or "").rpartition(":")[2]) for kind in said}
    detailed = member(record, "event_details", "planned_coverage", "planning_date") is not None
    return not kinds.isdisjoint(PLANNED) or (detailed and kinds.isdisjoint(NEWS))


def is_other_thing(record: Record) -> bool:
    """Whether an object says in the words of schema.org that it is another thing than an article."""
    said = record.get("@type")
    kinds = said if isinstance(said, list) else [said]
    return bool(said) and not any(word in folded(str(kind)) for kind in kinds for word in ARTICLES)


def is_record(value: Any, setting: Setting = ()) -> bool:
    """Whether a value is a story's record; `setting` names fields by member."""
    if not isinstance(value, Mapping) or isinstance(value, Partial) or not value:
        return False
    record = whole(value)
    return is_agency_item(record) or _is_article(record, setting)


def _is_article(record: Record, setting: Setting) -> bool:
    """A headline with something else that articles have, or a text of some length."""
    names = list(record)[:WIDE]
    columns = columns_of(names, setting)
    titled = any("headline" in firmly(name, setting) and text_of(record[name]) for name in names)
    beside = sum(1 for field in BESIDE if any(text_of(record[name]) for name in columns.get(field, ())))
    if titled and beside:
        return True
    bodies = (record[name] for name in columns.get(BODY, ()) if BODY in firmly(name, setting))
    return any(_is_prose(value) for value in bodies)


def _is_prose(value: Any) -> bool:
    """Whether a value is a text of at least a sentence."""
    text = text_of(value)
    return text is not None and len(text) >= SENTENCE and (" " in text.strip() or not text.isascii())


def records_of(value: Any, setting: Setting = ()) -> Iterator[Found]:
    """The records in a value, in the order of the text, none within another; `setting` as for `is_record`."""
    stack: list[tuple[Any, Path]] = [(value, ())]
    while stack:
        held, path = stack.pop()
        one = _with_its_text(held)
        if isinstance(one, Broken):
            yield Found(path, one)
        elif isinstance(one, Mapping):
            if _stands_alone(one, setting):
                packed = _packed(one, setting)
                stack += [(packed, (*path, "associations"))] if packed else []
                yield from () if packed else (Found(path, one),)
            elif len(path) < DEPTH:
                inside = ((str(key), inner) for key, inner in reversed(list(one.items())) if key not in LINKS)
                stack += [(inner, (*path, key)) for key, inner in inside if _nests(inner)]
        elif isinstance(one, list) and any(_stands_alone(inner, setting) for inner in one):
            yield from _listed(one, path)
        elif isinstance(one, list) and len(path) < DEPTH:
            stack += [(inner, (*path, at)) for at, inner in reversed(list(enumerate(one))) if _nests(inner)]


def _stands_alone(value: Any, setting: Setting) -> bool:
    """Whether a value is a story's record, and not the head of a list of some."""
    return is_record(value, setting) and not _holds_list(value, setting)


def _packed(record: Record, setting: Setting) -> Any:
    """What a package that has no text of its own holds of whole stories; None where it only names them, or is none."""
    held = record.get("associations")
    if folded(text_of(record.get("type")) or "") != "composite" or not held or _bodies(record, setting):
        return None
    inner = list(held.values()) if isinstance(held, Mapping) else held
    whole_ones = (one for one in inner if isinstance(one, Mapping) and is_agency_item(one))
    return held if any(_bodies(one, setting) or "bodies" in one for one in whole_ones) else None


def _with_its_text(value: Any) -> Any:
    """The answer of the AP Media API for one item, its text (which clients put beside it) taken into the item."""
    data, text = member(value, "data"), member(value, "nitf")
    item = member(data, "item")
    if not isinstance(item, Mapping) or not isinstance(text, Mapping) or not isinstance(data, Mapping):
        return value
    return {**{key: one for key, one in value.items() if one is not text}, "data": {**data, "item": {**item, **text}}}


def _listed(one: list[Any], path: Path) -> Iterator[Found]:
    """Every element of a list of records; what is none of them is told where it stands."""
    for at, inner in enumerate(one):
        if isinstance(inner, Mapping | Broken):
            yield Found((*path, at), inner)


def _nests(value: Any) -> bool:
    """Whether a value may hold a record."""
    return isinstance(value, Broken) or (isinstance(value, dict | list) and bool(value))


def _holds_list(record: Record, setting: Setting) -> bool:
    """Whether what looks like a record is the head of a list of records: a feed, an answer of an interface."""
    if is_agency_item(record) or any(text_of(record[name]) for name in _bodies(record, setting)):
        return False
    named = [record[name] for name in list(record)[:WIDE] if folded(str(name)) in LISTS]
    return any(isinstance(inner, list) and _are_articles(inner, setting) for inner in named)


def _are_articles(inner: list[Any], setting: Setting) -> bool:
    return sum(1 for one in inner if isinstance(one, Mapping) and _is_article(one, setting)) > len(inner) / 2


def _bodies(record: Record, setting: Setting) -> list[str]:
    """The members of a record that hold a text of its own."""
    return [name for name in columns_of(list(record)[:WIDE], setting).get(BODY, ()) if isinstance(record[name], str)]


def is_empty_answer(value: Any) -> bool:
    """Whether a value is a list of nothing, or an object around one: an answer without results."""
    if isinstance(value, list):
        return not value
    if not isinstance(value, Mapping):
        return False
    lists = [inner for inner in value.values() if isinstance(inner, list)]
    inner = [one for one in value.values() if isinstance(one, Mapping)]
    return (bool(lists) and not any(lists)) or any(is_empty_answer(one) for one in inner[:1])


def described(value: Any) -> str:
    """What a value is, for people."""
    if isinstance(value, Mapping):
        names = ", ".join(repr(str(key)[:40]) for key in list(value)[:6])
        return f"a JSON object with the keys {names}" if names else "an empty JSON object"
    if isinstance(value, list):
        inner = "lists" if value and isinstance(value[0], list) else described(value[0]) if value else ""
        return f"a JSON list of {len(value)}, the first of them {inner}" if value else "an empty JSON list"
    plain = {str: "a string", bool: "true or false", int: "a number", float: "a number", NoValue: "no value"}
    return plain.get(type(value), "null")
