"""Wire copy in the dialects of some twenty agencies gives what was written down by hand."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import pytest

from feedmill.model import Document, Role
from tests.reading.wiretext.wires import documents, expected, fixtures, wire


def shown(document: Document) -> dict[str, Any]:
    """A document as the files with expectations write it."""
    stated = {name: _plain(value) for name, value in asdict(document.stated).items()}
    headings = [document.text[slice(*block.span)] for block in document.blocks if block.role is Role.HEADING]
    return {
        **stated,
        "format": document.format,
        "shape": str(document.shape),
        "notes": list(document.notes),
        "lines": document.text.split("\n"),
        "headings": headings,
        "byte_start": document.locator.byte_start,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", fixtures())
def test_a_file_gives_the_stories_that_it_holds(name: str) -> None:
    found = [shown(document) for document in documents(wire(name))]
    wanted = expected(name)
    assert len(found) == len(wanted)
    for got, want in zip(found, wanted, strict=True):
        notes, lines = want.pop("notes_with", None), want.pop("lines_with", None)
        assert {key: got[key] for key in want} == want
        assert notes is None or notes in got["notes"]
        assert lines is None or lines in got["lines"]


@pytest.mark.parametrize("name", fixtures())
def test_a_message_that_is_cut_out_is_the_same_document(name: str) -> None:
    data = wire(name)
    places = [document.locator for document in documents(data)]
    for document, place in zip(documents(data), places, strict=True):
        assert place.byte_start is not None
        assert place.byte_end is not None
        (alone,) = documents(data[place.byte_start : place.byte_end])
        assert (alone.text, alone.stated, alone.blocks) == (document.text, document.stated, document.blocks)


@pytest.mark.parametrize("name", fixtures())
def test_the_places_of_messages_are_disjoint_and_in_order(name: str) -> None:
    places = [document.locator for document in documents(wire(name))]
    edges = [edge for place in places for edge in (place.byte_start or 0, place.byte_end or 0)]
    assert edges == sorted(edges)


@pytest.mark.parametrize("name", fixtures())
def test_blocks_cover_the_lines_that_are_shown(name: str) -> None:
    for document in documents(wire(name)):
        lines = [document.text[start:end] for start, end in (block.span for block in document.blocks)]
        assert "\n".join(lines) == document.text
