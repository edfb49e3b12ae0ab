"""A record as a document: an item of an agency, a row of a table, an article in JSON.

Knows which field says what by the name of its column alone. What is read from the columns is stated with their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from feedmill.errors import Rejected
from feedmill.model import Block, Document, Locator, RejectedDocument, Role, Shape, Stated
from feedmill.reading.agencies import is_agency
from feedmill.reading.html import Line, blocks_of, read_html
from feedmill.reading.jsons.agencies import (
    doc_ids,
    headlines_of,
    keywords_in,
    media_of,
    names_of,
    notes_of,
    state_defaults,
    state_signals,
    status_of,
    subjects_of,
)
from feedmill.reading.jsons.bodies import MARKUP, Body, body_of, byline_in, kept, placed, size_of, unescaped
from feedmill.reading.jsons.loading import NoValue, Repeated
from feedmill.reading.jsons.values import dates_in, member, text_of, texts_of, words_of
from feedmill.reading.jsons.wholes import Record
from feedmill.reading.laying import laid_out
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.columns import BODY, Columns, columns_of, zone_in
from feedmill.reading.stating import Statements, one_line
from feedmill.reading.wire.stories import correction_of, state_dateline

BOXES = ("infobox_html",)
"""What agencies send beside the text and print with it."""

PLAIN = ("kicker", "credit", "dateline", "place", "agency", "kind", "version", "urgency", "take_key")
DATES = ("published", "updated", "embargoed")
NO_TEXT = frozenset(("", "nan", "none", "null", "nil", "n/a", "na", "undefined", "\\n"))
"""What careless writers put where nothing is."""

LONGEST_NOTHING = 16
ODD_PARTS = 100_000


def document_of(
    record: Record,
    kind: str,
    locator: Locator,
    *,
    columns: Columns | None = None,
    notes: tuple[str, ...] = (),
    defaults: Mapping[str, str] | None = None,
    agency: bool = False,
) -> Document | RejectedDocument:
    """A record as a document of the format `kind`, or why it is none.

    `defaults` hold where it states nothing itself; `agency` when it is an item of one, for which its standard's hold.
    """
    columns = columns_of(record) if columns is None else columns
    item = _Item(record, columns, agency)
    try:
        lines = item.lines()
    except Rejected as error:
        return RejectedDocument(str(error.reason), error.detail, locator)
    if not lines:
        return RejectedDocument(str(ReadingReason.NOTHING_STATED), _shown(record), locator)
    stated, more = item.stated(defaults or {})
    text, blocks = joined(lines)
    return Document(0, kind, Shape.ITEM, text, stated, locator, blocks, (*notes, *_oddities(record), *more))


def joined(lines: list[Line]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each."""
    text, spans = laid_out([line.text for line in lines])
    return text, blocks_of(lines, spans)


def _shown(record: Record) -> str:
    """What a record that gives nothing does have, for people."""
    names = [str(name) for name in list(record)[:6]]
    return f"a record with {', '.join(names)}"[:200] if names else "a record without anything in it"


def _oddities(record: Record) -> tuple[str, ...]:
    """Keys that stand twice in an object, and values that are none."""
    if not isinstance(record, Repeated) and all(isinstance(value, str) for value in record.values()):
        return ()
    found: dict[str, None] = {}
    stack: list[Any] = [record]
    for _ in range(ODD_PARTS):
        if not stack:
            break
        one = stack.pop()
        if isinstance(one, str):
            continue
        if isinstance(one, Repeated):
            found |= dict.fromkeys(f"json_repeated_key: {kept(key)[:80]}, the last value holds" for key in one.repeated)
        elif isinstance(one, NoValue):
            found[f"json_no_value: {one.said}"] = None
        stack += one.values() if isinstance(one, Mapping) else one if isinstance(one, list) else ()
    return tuple(found)[:20]


@dataclass(slots=True)
class _Item:
    """A record under way to a document."""

    record: Record
    columns: Columns
    agency: bool = False
    told: Statements = field(default_factory=Statements)
    body: Body | None = None
    used: str | None = None
    signed: str | None = None
    held: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, columns in self.columns.items():
            told = [(column, self.record.get(column)) for column in columns]
            self.held[name] = [(column, value) for column, value in told if not _is_nothing(value)]

    def values(self, name: str) -> Sequence[tuple[str, Any]]:
        """The columns that say a field and hold something, the most trusted first."""
        return self.held.get(name, ())

    def first(self, name: str) -> tuple[str, str] | None:
        """The first column that says a field, and its text."""
        for column, value in self.values(name):
            text = text_of(value)
            if text and not _is_nothing(text):
                return column, text
        return None

    def lines(self) -> list[Line]:
        """The lines of the body; without one, of the summary; without that, the headline. Raises `Rejected`."""
        for name in (BODY, "deck"):
            found = self.fullest(name)
            body = body_of(found[1], found[0]) if found else None
            if found and body and body.fragment.lines:
                self.body, self.used = body, found[0]
                if not self.agency and not any(is_agency(text_of(said) or "") for _, said in self.values("agency")):
                    return body.fragment.lines
                boxes = [body_of(self.record[box], box) for box in BOXES if self.record.get(box)]
                lines, self.signed = placed(body.fragment.lines)
                return [*lines, *(line for box in boxes for line in box.fragment.lines)]
        headline = self.headline() or self.instead()
        return [Line(headline[1], Role.HEADING)] if headline else []

    def instead(self) -> tuple[str, str] | None:
        """What an item that takes another back says, where it has neither headline nor text: its note, slug or id."""
        status = next((status_of(text_of(value)) for _, value in self.values("status")), None)
        if not self.agency or status not in ("canceled", "withheld"):
            return None
        found = (self.first(name) for name in ("ednote", "slugline", "guid"))
        return next(((column, line) for column, text in filter(None, found) if (line := _one_line(text))), None)

    def fullest(self, name: str) -> tuple[str, Any] | None:
        """The most trusted column of a text; a later one where that is but a small part of it."""
        held = self.values(name)
        if len(held) < 2:
            return held[0] if held else None
        sized = [(column, value, size) for column, value in held if (size := size_of(value))]
        if not sized:
            return None
        largest = max(size for _, _, size in sized)
        return next((column, value) for column, value, size in sized if 2 * size > largest)

    def headline(self) -> tuple[str, str] | None:
        """The headline on one line, and the column that says it."""
        for column, value in self.values("headline"):
            said = headlines_of(value).get("headline")
            line = _one_line(said) if said and column != self.used and not _is_nothing(said) else ""
            if line:
                return column, line
        return None

    def stated(self, defaults: Mapping[str, str]) -> tuple[Stated, list[str]]:
        """All that the record states, and notes."""
        if self.agency:
            state_signals(self.record, self.told)
            note = next((note for _, value in self.values("ednote") for note in notes_of(value)), None)
            self.told.say("kind", correction_of((self.headline() or ("", ""))[1], note), "headline or ednote")
        self.say_lines()
        self.say_people()
        self.say_ids()
        self.say_lists()
        for name in DATES:
            for column, said in dates_in(self.values(name), self.values("time") if name == "published" else ()):
                self.told.date(name, said, column, zone=zone_in(column))
        for name, value in defaults.items():
            self.told.say(name, value, f"feed.{name}")
        if self.agency:
            if self.body and "dateline" not in self.told:
                begun = (line.text for line in self.body.fragment.lines if line.role is Role.TEXT)
                state_dateline(begun, self.told)
            state_defaults(self.record, self.told)
        return self.told.done(), [*(self.body.notes if self.body else ()), *self.told.notes]

    def say_lines(self) -> None:
        """Headline, kicker, deck and what else is one line."""
        headline = self.headline()
        if headline:
            self.told.say("headline", headline[1], headline[0])
        for column, value in self.values("headline"):
            said = headlines_of(value)
            self.told.say("kicker", said.get("kicker"), column)
            self.told.say("deck", said.get("deck"), column)
        for column, value in self.values("deck"):
            roles = headlines_of(value)
            text = roles.get("deck") or roles.get("headline")
            if text and column != self.used and (not headline or _one_line(text) != headline[1]):
                self.told.say("deck", _one_line(text), column)
        for name in PLAIN:
            found = self.first(name) if name in self.held else None
            if found:
                self.told.say(name, _one_line(found[1]).rstrip(" -–—"), found[0])
        for column, value in self.values("slugline"):
            self.told.say("slugline", "-".join(texts_of(value)), column)
        for column, value in self.values("language"):
            self.told.say("language", text_of(value), column)

    def say_people(self) -> None:
        """The byline as written, and the names in it that stand alone."""
        for column, value in self.values("byline"):
            line, names = names_of(value)
            self.told.say("byline", _one_line(line or ""), column)
            self.told.add("authors", map(_one_line, names), column)
        if self.used and "byline" not in self.told:
            self.told.say("byline", _one_line(byline_in(self.record[self.used]) or ""), f"{self.used} byline")
            self.told.say("byline", self.signed, "line")

    def say_ids(self) -> None:
        """Address, ids, and whether it may be published."""
        for link in _listed(self.record.get("links")):
            self.told.url(text_of(link) if member(link, "rel") == "canonical" else None, "links")
        for column, value in self.values("url"):
            self.told.url(text_of(value), column)
        guid = self.first("guid")
        if guid:
            self.told.say("guid", guid[1], guid[0])
        for column, value in self.values("doc_id"):
            said = next((one for one in doc_ids(value) if one != self.told.get("guid")), None)
            self.told.say("doc_id", said, column)
        for column, value in self.values("status"):
            self.told.say("status", status_of(text_of(value)), column)

    def say_lists(self) -> None:
        """What there may be several of."""
        for column, value in self.values("keywords"):
            self.told.add("keywords", words_of(value), column)
        headline = self.headline()
        for column, value in self.values("subjects"):
            if headline and column == headline[0]:
                continue  # `Rubrik` is a headline in Swedish, and a section in German
            self.told.add("subjects", subjects_of(value), column)
            self.told.add("keywords", keywords_in(value), column)
        for column, value in self.values("media"):
            self.told.add("media", media_of({column: value} if column == "renditions" else value), column)
        for column, value in self.values("ednote"):
            self.told.say("ednote", _one_line(" / ".join(notes_of(value))), column)
        rights = [(column, text) for column, value in self.values("rights") for text in texts_of(value)]
        if rights:
            self.told.say("rights", " ".join(dict.fromkeys(_one_line(text) for _, text in rights)), rights[0][0])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_nothing(value: Any) -> bool:
    """Whether a value only says that there is none."""
    if isinstance(value, str):
        return len(value) <= LONGEST_NOTHING and value.strip().casefold() in NO_TEXT
    return value is None or value in ([], {}) or isinstance(value, NoValue)


def _one_line(text: str) -> str:
    """A text on one line, without its markup."""
    if "<" not in text or not MARKUP.search(text):
        return one_line(kept(unescaped(text)))
    try:
        return one_line(" ".join(line.text for line in read_html(kept(text)).lines))
    except Rejected:
        return one_line(kept(text))
