"""A record of an export as a document: what its labels state, its body, and around it what is neither."""

from __future__ import annotations

import re

from feedmill.model import Block, Document, Locator, Part, RejectedDocument, Stated
from feedmill.reading.drafting import drafted, redrafted
from feedmill.reading.exports.records import SOURCE, Record, day_in, is_day
from feedmill.reading.jsons.bodies import MARKUP, kept
from feedmill.reading.jsons.documents import document_of
from feedmill.reading.laying import laid_out
from feedmill.reading.rows.columns import BODY, Columns, Setting, columns_of
from feedmill.reading.stating import one_line
from feedmill.reading.wiretext.unwrapping import paragraphs

make_document, make_block, make_stated = drafted(Document), drafted(Block), drafted(Stated)
NAME = "export"
TEXT, DAY = "(text)", ", day"
"""The column of a body, and what the name of one ends with that holds the day out of another value."""

LONGER = 6
"""So many characters stand between the name of a publication and its day."""

LISTS = ("keywords", "subjects")
PARTED = re.compile(r"\s*[;|]\s*")
COMMAS = re.compile(r"\s*[,，、]\s*")
SHARE = re.compile(r"\s*\(\d{1,3}%\)")
BY = re.compile(r"(?:by|von|par|por|di|door|av|af)(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)
NOTHING = frozenset(("none", "none available", "not available", "no author", "n/a", "-", "--", "unknown", "null"))
BEFORE_DAY = re.compile(r"(?:[\s,;]+(?:vom|du|del|dal|of|from|am))?[\s,;:.–—(|/-]*$")
APART = re.compile(r"\s*[;|\[/,(]|\.\s")
QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
LANGUAGE_END = re.compile(r"\s*[;,(/]|\s+-")

Row = dict[str, str | list[str]]


def export_document(
    record: Record, locator: Locator, notes: tuple[str, ...], known: Setting
) -> Document | RejectedDocument:
    """The document of a record; a place with its reason for one that holds neither a headline nor a text.

    `known` is what the source of the file says of labels.
    """
    setting = (*record.setting, (TEXT, BODY), *known)
    row = _row(record, setting)
    day = _taken_day(row, columns_of(row, setting))
    if day is not None:
        setting = (*setting, (day, "published"))
    columns = columns_of(row, setting)
    read = document_of(row, NAME, locator, columns=columns, notes=notes)
    if isinstance(read, RejectedDocument):
        return read
    left = _unstated(record, read, columns)
    return _surrounded(_with_authors(read, row, columns), [*record.above, *left], list(record.below))


def _row(record: Record, setting: Setting) -> Row:
    """The record as a row of a table."""
    held: dict[str, list[str | list[str]]] = {}
    for label, value in record.values:
        told = _told(value, tuple(columns_of((label,), setting)))
        if told:
            held.setdefault(label, []).append(told)
    row: Row = {label: told[0] if len(told) == 1 else _flat(told) for label, told in held.items()}
    text = "\n".join(record.body)
    row[TEXT] = text if MARKUP.search(text) else "\n\n".join(paragraphs(record.body))
    return row


def _told(value: str, fields: tuple[str, ...]) -> str | list[str]:
    """A value as its field has it: lists parted, a byline without the word before it; nothing where it says nothing."""
    text = _unlisted(value.strip())
    if text.casefold().rstrip(".") in NOTHING:
        return ""
    if fields and fields[0] in LISTS:
        return _parted(text)
    if "byline" in fields and text:
        names = [BY.sub("", one, count=1) for one in _people(text)]
        return names if len(names) > 1 else names[0]
    if "language" in fields:
        return LANGUAGE_END.split(text, maxsplit=1)[0].capitalize() if len(text) > 5 else text
    return text.rstrip("/ ") if "published" in fields else text


def _unlisted(text: str) -> str:
    """A value that a program wrote as a list of texts in brackets, without these."""
    if not (text.startswith(("['", '["')) and text.endswith(("']", '"]'))):
        return "" if text == "[]" else text
    return "; ".join(one or other for one, other in QUOTED.findall(text))


def _parted(text: str) -> list[str]:
    """The words of a list, parted by what is the strongest mark in it: lines are, where there is nothing else."""
    marked = PARTED.search(text) is not None or SHARE.search(text) is not None
    pieces = PARTED.split(" ".join(text.split())) if marked else text.split("\n")
    pieces = COMMAS.split(pieces[0]) if len(pieces) == 1 and not SHARE.search(text) else pieces
    return [told for one in pieces if (told := SHARE.sub("", one).strip())]


def _people(text: str) -> list[str]:
    """The names in a byline that has each with the surname first; else the byline."""
    names = [one.strip() for one in re.split(r"[;\n]", text) if one.strip()]
    turned = len(names) > 1 and all(name.count(",") == 1 and len(name.split()) <= 5 for name in names)
    return names if turned else [" ".join(text.split())]


def _flat(values: list[str | list[str]]) -> list[str]:
    return [one for value in values for one in (value if isinstance(value, list) else [value])]


def _taken_day(row: Row, columns: Columns) -> str | None:
    """Where no label states the day, the column of the one that stands behind the name of the publication."""
    if any(is_day(value) for label in columns.get("published", ()) if isinstance(value := row[label], str)):
        return None
    for label in columns.get("agency", ()):
        value = row[label]
        found = day_in(value) if isinstance(value, str) else None
        if found is not None and isinstance(value, str):
            row[label] = BEFORE_DAY.sub("", APART.split(value[: found.start()])[0]) or value
            row[f"{label}{DAY}"] = found[0]
            return f"{label}{DAY}"
    return None


def _unstated(record: Record, read: Document, columns: Columns) -> list[str]:
    """The lines under labels of which nothing is stated."""
    stated = read.stated
    said = {source.removesuffix(DAY) for _, source in stated.fields}
    said |= {label for name in LISTS if getattr(stated, name) for label in columns.get(name, ())}
    said |= {label for label, value in record.values if label in columns.get("time", ()) and _in_date(value, stated)}
    if not any(line.strip() for line in record.body):
        said |= {label for label in columns.get("deck", ()) if stated.deck is None}
    told = set(filter(None, (stated.headline, stated.url_raw)))
    values = [(label, one_line(value)) for label, value in record.values]
    left = [(label, value) for label, value in values if label not in said or _says_more(label, value, stated)]
    return [value if label == SOURCE else f"{label}: {value}" for label, value in left if value and value not in told]


def _says_more(label: str, value: str, stated: Stated) -> bool:
    """Whether a value that states publication and day says more than these."""
    return (f"{label}{DAY}" in dict(stated.fields).values()) and len(value) > LONGER + len(
        f"{stated.agency}{stated.published_raw}"
    )


def _in_date(value: str, stated: Stated) -> bool:
    """Whether a time of day became a part of the date."""
    return value.strip() in (stated.published_raw or "")


def _with_authors(read: Document, row: Row, columns: Columns) -> Document:
    """The document, with semicolons between the names of a byline that are turned."""
    named = next((row[label] for label in columns.get("byline", ()) if isinstance(row.get(label), list)), None)
    if not isinstance(named, list) or not read.stated.byline or not any("," in name for name in named):
        return read
    byline = "; ".join(dict.fromkeys(map(one_line, named)))
    return redrafted(read, make_document, stated=redrafted(read.stated, make_stated, byline=byline))


def _surrounded(read: Document, above: list[str], below: list[str]) -> Document:
    """The document with lines around what it holds."""
    top, bottom = ([kept(one_line(line)) for line in lines if line.strip()] for lines in (above, below))
    if not top and not bottom:
        return read
    text, spans = laid_out([*top, read.text, *bottom])
    first = spans[len(top)][0]
    own = [redrafted(one, make_block, span=(one.span[0] + first, one.span[1] + first)) for one in read.blocks]
    before = [Block(span, part=Part.AROUND) for span in spans[: len(top)]]
    behind = [Block(span, part=Part.AROUND) for span in spans[len(top) + 1 :]]
    return redrafted(read, make_document, text=text, blocks=(*before, *own, *behind))
