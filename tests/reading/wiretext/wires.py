"""Wire copy for the tests: files with what they must give, and small messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from feedmill.model import Document, RejectedDocument
from feedmill.reading import read

FOLDER = Path(__file__).parents[2] / "data" / "wiretext"


def fixtures() -> list[str]:
    """The names of the files."""
    return sorted(path.stem for path in FOLDER.glob("*.wire"))


def wire(name: str) -> bytes:
    """The bytes of a file."""
    return (FOLDER / f"{name}.wire").read_bytes()


def expected(name: str) -> list[dict[str, Any]]:
    """What the documents of a file state and show."""
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["documents"]
    return found


def documents(data: bytes) -> list[Document]:
    """The documents that are read from bytes; nothing may be rejected."""
    found = list(read(data))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def only(data: bytes) -> Document:
    """The one document."""
    (document,) = documents(data)
    return document


def rejected(data: bytes) -> list[RejectedDocument]:
    """The places that gave no document."""
    return [one for one in read(data) if isinstance(one, RejectedDocument)]


def iptc(
    text: str, *, header: str = "abc0001 4 pl 10 dpa", keywords: str = "Hafen/", post: str = "121030 NOV 09"
) -> bytes:
    """A message of IPTC 7901."""
    return f"\x01{header}\r\n{keywords}\r\n\x02{text}\r\n\x03{post}\r\n\x04".encode("latin-1")


def anpa(
    text: str, *, header: str = "r a\x13\x11 BC-Harbor     03-14 0100", stamp: str = "AP-WF-03-14-21 2209GMT"
) -> bytes:
    """A message of ANPA 1312."""
    return f"\x16\x16\x01a0001\x1f-----\r\n{header}\r\n\x02{text}\r\n\x03{stamp}<\r\n\x04".encode("latin-1")
