"""JSON of any kind: its shape is told when it is loaded, and each story in it is a document with its own bytes.

A file may hold one item, a list, an answer of an interface around one, or several values in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.jsons.documents import document_of
from feedmill.reading.jsons.feed import documents_of_feed, is_json_feed
from feedmill.reading.jsons.loading import Broken, Loaded, load
from feedmill.reading.jsons.positions import Positions
from feedmill.reading.jsons.shapes import (
    Found,
    described,
    is_agency_item,
    is_empty_answer,
    is_other_thing,
    is_planned,
    records_of,
)
from feedmill.reading.jsons.wholes import whole
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.columns import Setting, columns_of

Read = Document | RejectedDocument


def read_json(piece: Piece) -> Iterator[Read]:
    """The stories in a piece of JSON. Raises `Rejected`: not_well_formed, truncated, too_complex, no_stories."""
    if not piece.whole and piece.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        from feedmill.reading.rows.json_lines import read_json_lines

        yield from read_json_lines(piece)
        return
    positions = Positions(piece)
    nothing: list[Any] = []
    given = 0
    for loaded in load(positions.text):
        odd = loaded.notes if isinstance(loaded, Loaded) else ()
        found = _found(loaded, positions, (*piece.decoded.notes, *odd))
        first = next(found, None)
        if first is not None:
            given += 1
            yield first
            yield from found
        elif isinstance(loaded, Loaded) and not is_empty_answer(loaded.value):
            nothing.append(loaded.value)
    if nothing and not given:
        raise Rejected(ReadingReason.NO_STORIES, described(nothing[0])[:300])


def _found(loaded: Loaded | Broken, positions: Positions, notes: tuple[str, ...]) -> Iterator[Read]:
    """What one value gives. Raises `Rejected` for a broken one without a story in what is left of it."""
    if isinstance(loaded, Loaded) and loaded.whole is not None:
        read = list(_documents(loaded, positions, notes))
        if not any(isinstance(one, Document) for one in read):
            raise Rejected(loaded.whole.reason, loaded.whole.detail)
        yield from read
    else:
        yield from _documents(loaded, positions, notes)


def _documents(loaded: Loaded | Broken, positions: Positions, notes: tuple[str, ...]) -> Iterator[Read]:
    """What one value of the text gives."""
    if isinstance(loaded, Broken):
        yield _rejected(loaded, positions)
        return
    if is_json_feed(loaded.value):
        yield from documents_of_feed(loaded.value, lambda path: positions.of(loaded.start, path), notes)
    else:
        setting = positions.piece.context.columns
        for found in records_of(loaded.value, setting):
            yield read_record(found, _place(found, loaded, positions), notes, setting=setting)
    yield from (_rejected(broken, positions) for broken in loaded.broken)


def _rejected(broken: Broken, positions: Positions) -> RejectedDocument:
    return RejectedDocument(str(broken.reason), broken.detail, positions.between(broken.start, broken.end))


def _place(found: Found, loaded: Loaded, positions: Positions) -> Locator:
    """Where a record stands."""
    if isinstance(found.record, Broken):
        return positions.between(found.record.start, found.record.end)
    if not found.path:
        return positions.between(loaded.start, loaded.end)
    return positions.of(loaded.start, found.path)


def read_record(
    found: Found, locator: Locator, notes: tuple[str, ...], kind: str = "json", *, setting: Setting = ()
) -> Read:
    """A record as a document; what is broken, planned or says nothing is a place with its reason."""
    if isinstance(found.record, Broken):
        return RejectedDocument(str(found.record.reason), found.record.detail, locator)
    record = whole(found.record)
    agency = is_agency_item(record)
    if is_other_thing(record) or (agency and is_planned(record)):
        named = str(record.get("@type") or record.get("type") or "planning")[:40]
        return RejectedDocument(str(ReadingReason.NO_STORY), f"an item of the type {named}", locator)
    kind, columns = "ninjs" if agency else kind, columns_of(record, setting)
    return document_of(record, kind, locator, columns=columns, notes=notes, agency=agency)
