"""What a wire file's documents state and show, as plain values that stand beside the file as its golden output."""

from __future__ import annotations

from typing import Any

from feedmill.model import Document, RejectedDocument
from feedmill.reading import read

STATED = (
    "guid",
    "doc_id",
    "version",
    "status",
    "kind",
    "headline",
    "kicker",
    "deck",
    "byline",
    "agency",
    "dateline",
    "published_at",
    "updated_at",
    "embargoed_until",
    "urgency",
    "slugline",
    "take_key",
    "keywords",
    "subjects",
    "ednote",
    "rights",
    "media",
)
"""What wire formats state. Authors, places and languages that are found in other statements have tests of their own."""


def told(data: bytes) -> list[dict[str, Any]]:
    """The documents and rejected places of a file, in their order."""
    return [_document(one) if isinstance(one, Document) else _rejected(one) for one in read(data)]


def _document(one: Document) -> dict[str, Any]:
    """A document: what it states, and its lines with what the format says of them."""
    values = {name: _plain(getattr(one.stated, name)) for name in STATED}
    lines = [
        " ".join(filter(None, (block.role.value, str(block.level or ""), block.part or "")))
        + ": "
        + one.text[slice(*block.span)]
        for block in one.blocks
    ]
    where = [one.locator.byte_start, one.locator.byte_end]
    codes = sorted({note.partition(":")[0] for note in one.notes})
    return (
        {"format": one.format}
        | {name: value for name, value in values.items() if value}
        | {
            "lines": lines,
            "bytes": where,
            "notes": codes,
        }
    )


def _rejected(one: object) -> dict[str, Any]:
    """A place without a document."""
    assert isinstance(one, RejectedDocument)
    return {"rejected": one.reason, "detail": one.detail, "bytes": [one.locator.byte_start, one.locator.byte_end]}


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str) else value.isoformat()
