"""Small messages for the tests."""

from __future__ import annotations

import os
from pathlib import Path

from feedmill.model import Document, RejectedDocument
from feedmill.reading import read

DATA = Path(os.environ.get("FEEDMILL_DATA", Path(__file__).parents[4] / "shared" / "data"))
MAILS = DATA / "fixtures" / "email"
HEADER = """From: Ada Berg <ada@example.org>
To: desk@example.org
Subject: Harbour opens
Date: Mon, 2 Mar 2020 10:00:00 +0100
Message-ID: <one@example.org>
"""


def mail(body: str, more: str = "", *, header: str = HEADER) -> bytes:
    """A message with the usual header, `more` fields, and a body."""
    return f"{header}{more}\n{body}".encode()


def multipart(kind: str, *parts: str, more: str = "") -> bytes:
    """A message of several parts, each with its own header."""
    body = "".join(f"--xx\n{part}\n" for part in parts)
    return mail(f"preamble\n{body}--xx--\nepilogue\n", f"MIME-Version: 1.0\n{more}Content-Type: {kind}; boundary=xx\n")


def part(text: str, kind: str = "text/plain", more: str = "") -> str:
    """One part."""
    return f"Content-Type: {kind}\n{more}\n{text}"


def documents(data: bytes) -> list[Document]:
    """The documents that are read; nothing may be rejected."""
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
