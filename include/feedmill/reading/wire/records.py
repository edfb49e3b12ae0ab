"""XML of agencies and press services whose elements are the fields of a story, in the words of no standard.

An element is a story where its children say a headline, a text of a sentence or more, and one more thing that stories
have, by the names that columns of tables have for them. Markup within the text is read as HTML, escaped or not. A date
and the time of day in the element beside it are one; where the names are not English, the day stands before the month.
Source of the rules: the queue files of Ritzau, the Jimi files of CP, and those of Europa Press and press services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading.jsons.documents import document_of
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.columns import BODY, Columns, Setting, columns_of, firmly
from feedmill.reading.wire.elements import Element, every, inner, name_of, plain_name, text_of
from feedmill.reading.wire.ranges import ranges_of
from feedmill.reading.wire.shown import read_shown
from feedmill.reading.wire.telling import DIALECTS
from feedmill.reading.wire.xml import Tree, read_xml

NAME = "xml_records"
BESIDE = ("published", "updated", "guid", "doc_id", "byline", "agency", "deck", "kicker")
SENTENCE = 20
_MARKUP = "p div br b i u em strong span a h1 h2 h3 h4 h5 h6 ul ol li table P DIV BR B I A UL LI TABLE"
HTML = tuple(_MARKUP.split())
_HEADS = "head header kopf kopfdaten meta metadata metadaten entete encabezado cabecera testata"
HEADS = frozenset(_HEADS.split())
"""Elements that hold what is said of a story beside its text."""

HOURS = ("hora", "time", "sendtime", "uhrzeit", "zeit", "heure", "ora", "tid", "kello")
ZONES = ("timezone", "zone", "tz")
LANGUAGES = {"1": "en", "2": "fr"}
"""CP numbers its languages."""

NEVER = "0001-01-01"
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
COMPACT, CLOCK = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)"), re.compile(r"(\d\d)(\d\d)(\d\d)?")
"""A day, and a time of day, without anything between their figures."""

MONTH_FIRST = re.compile(r"date|time|publish|creat|updat", re.IGNORECASE)


def read_records(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The stories of a file. Raises `Rejected` as `read_xml`, and unknown_format where it has none."""
    tree = read_xml(piece)
    setting = (*DIALECTS, *piece.context.columns)
    names = tuple({name_of(one): None for one in _records(tree.root, setting)})
    if not names:
        reason = ReadingReason.UNKNOWN_FORMAT if tree.whole else ReadingReason.NOT_WELL_FORMED
        raise Rejected(reason, f"XML with the root {name_of(tree.root)}, without a whole story in it")
    yield from _documents(piece, tree if tree.whole else read_xml(piece, names), names, setting)


def _documents(
    piece: Piece, tree: Tree, names: tuple[str, ...], setting: Setting
) -> Iterator[Document | RejectedDocument]:
    """A document for each element with the name of a record, with its place."""
    records = [one for one in inner(tree.root, *names) if not any(name_of(up) in names for up in one.iterancestors())]
    places = ranges_of(piece, names, len(records), whole=tree.whole)
    for number, (element, locator) in enumerate(zip(records, places, strict=True)):
        if not tree.whole and number not in tree.cut and not _is_record(element, setting):
            yield RejectedDocument(str(ReadingReason.NOT_WELL_FORMED), "tags of its fields do not match", locator)
            continue
        columns, notes = columns_of(_names(element), setting), (*piece.decoded.notes, *tree.noted(number))
        yield document_of(_record(element, columns), NAME, locator, columns=columns, notes=notes, agency=True)


def _records(root: Element, setting: Setting) -> Iterator[Element]:
    """The outermost elements that are records, in their order."""
    stack = [root]
    while stack:
        one = stack.pop()
        if _is_record(one, setting):
            yield one
        else:
            stack += reversed(every(one))


def _is_record(element: Element, setting: Setting) -> bool:
    """Whether an element's children are the fields of a story."""
    said = [(one, firmly(name_of(one), setting)) for one in _fields(element)]
    if not {"headline", BODY}.issubset(field for _, fields in said for field in fields):
        return False
    held = {field for one, fields in said for field in fields if field != BODY and text_of(one)}
    prose = any(BODY in fields and len(text_of(one)) >= SENTENCE and " " in text_of(one) for one, fields in said)
    beside = columns_of(_names(element), setting)
    return prose and "headline" in held and any(field in beside for field in BESIDE)


def _names(element: Element) -> list[str]:
    """The names of an element's fields, each once: its children and attributes."""
    attributes = [str(name).rpartition("}")[2] for name, _ in element.items()]
    return list(dict.fromkeys([*(name_of(one) for one in _fields(element)), *attributes]))


def _fields(element: Element) -> list[Element]:
    """The elements that are the fields of one: its children, those within a head in its place where there is one text.

    Of several texts each may be a story of its own, which has the head in common with the others.
    """
    own = every(element)
    heads = [one for one in own if plain_name(one.tag) in HEADS and len(one)]
    if not heads:
        return own
    held = [one for one in own if _holds_both(one)]
    texts = [one for one in own if BODY in firmly(name_of(one)) and one not in held]
    if len(texts) + len(held) != 1:
        return own
    opened = [*heads, *held]
    return [field for one in own for field in (every(one) if one in opened else [one])]


def _holds_both(element: Element) -> bool:
    """Whether an element holds a headline and a text, and nothing beside them that would make a story of it."""
    said = {field for one in every(element) for field in firmly(name_of(one))}
    return {"headline", BODY} <= said and said.isdisjoint(BESIDE[:4])


def _record(element: Element, columns: Columns) -> dict[str, Any]:
    """The fields of an element; what stands there more than once is a list."""
    stated = ((str(name).rpartition("}")[2], value) for name, value in element.items())
    found: dict[str, Any] = {name: value for name, value in stated if (name, value) != ("id", "root")}
    texts = columns.get(BODY, ())
    children: dict[str, list[Any]] = {}
    for one in _fields(element):
        value = _markup(one) if name_of(one) in texts else _value(one)
        children.setdefault(name_of(one), []).append(value)
    found |= {name: values[0] if len(values) == 1 else [*filter(None, values)] for name, values in children.items()}
    return found | _mended(found, columns)


def _value(element: Element) -> Any:
    """The text of an element; of one that lists others, theirs."""
    return [text for one in every(element) if (text := text_of(one))] if len(element) else element.text


def _markup(element: Element) -> str | None:
    """What stands within an element, as HTML; where it has no markup of HTML's names, what its elements show."""
    if not len(element):
        return element.text
    if next(inner(element, *HTML), None) is None:
        return "".join(f"<p>{escape(line.text, quote=False)}</p>" for line in read_shown(element).lines)
    inside = (etree.tostring(one, encoding="unicode") for one in every(element))
    return escape(element.text or "", quote=False) + "".join(inside)


def _mended(record: dict[str, Any], columns: Columns) -> dict[str, Any]:
    """Fields that say in a way of their own what others say plainly: dates, languages, places."""
    mended: dict[str, Any] = {}
    hour = next((value for name, value in record.items() if name.lower() in HOURS and isinstance(value, str)), "")
    zone = next((value for name, value in record.items() if name.lower() in ZONES and isinstance(value, str)), "")
    for name in (name for field in ("published", "updated", "embargoed") for name in columns.get(field, ())):
        said = record[name].strip() if isinstance(record.get(name), str) else ""
        day = DAY.fullmatch(said)
        if day and ("." in said or not MONTH_FIRST.search(name)):
            said = f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
        if hour and (compact := COMPACT.fullmatch(said)):
            said = "-".join(compact.groups())
        if hour and len(said) == len(NEVER):
            clock = CLOCK.fullmatch(hour.strip())
            said = f"{said}T{':'.join(filter(None, clock.groups())) if clock else hour.strip()} {zone}".strip()
        mended[name] = None if said.startswith(NEVER) else said
    for name in columns.get("language", ()):
        mended[name] = LANGUAGES.get(str(record.get(name)).strip(), record.get(name))
    for name in columns.get("place", ()):
        mended[name] = record[name].partition(";")[0] if isinstance(record.get(name), str) else record.get(name)
    for name in columns.get("keywords", ()):
        said = record.get(name)
        mended[name] = said.split("/") if isinstance(said, str) and not {",", ";"} & set(said) else said
    return mended
