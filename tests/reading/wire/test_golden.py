"""Files in the dialects of agencies, of invented stories, and what has to come out of them."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from feedmill.model import Document, Locator, Shape, Source
from feedmill.reading import read
from feedmill.reading.piece import Piece
from tests.reading.wire.golden import told

FILES = sorted((Path(__file__).parents[2] / "data" / "wire").glob("*.xml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_in_an_agency_s_dialect_gives_what_stands_beside_it(path: Path) -> None:
    assert told(path.read_bytes()) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_files_in_many_dialects() -> None:
    assert len(FILES) >= 25


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_document_is_one_story_with_a_block_for_each_line(path: Path) -> None:
    for one in read(path.read_bytes()):
        if isinstance(one, Document):
            assert one.shape is Shape.ITEM
            assert [one.text[slice(*block.span)] for block in one.blocks] == one.text.split("\n")
            assert all(line.strip() for line in one.text.split("\n"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_bytes_that_a_document_names_are_its_element(path: Path) -> None:
    data = path.read_bytes()
    for one in read(data):
        where = one.locator if not hasattr(one, "url") else None
        if where is not None and where.byte_start is not None:
            cut = data[where.byte_start : where.byte_end]
            assert cut.startswith(b"<")
            assert cut.rstrip().endswith(b">") or "truncated" in path.stem


@pytest.mark.parametrize(("encoding", "bom"), [("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", b"")])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_in_utf_16_gives_the_same_documents_and_names_their_bytes(path: Path, encoding: str, bom: bytes) -> None:
    data = path.read_bytes()
    decoded = Piece.of(data).decoded
    wide = bom + decoded.text.encode(encoding)
    for one, other in zip(read(data), read(wide), strict=True):
        assert not isinstance(one, Source)
        assert not isinstance(other, Source)
        assert _cut(wide, other.locator).decode(encoding) == _cut(data, one.locator).decode(decoded.encoding)
        if isinstance(one, Document):
            assert isinstance(other, Document)
            assert (one.text, one.stated, one.blocks) == (other.text, other.stated, other.blocks)


def _cut(data: bytes, place: Locator) -> bytes:
    """The bytes at a place; none where it has none."""
    return data[place.byte_start : place.byte_end] if place.byte_start is not None else b""
