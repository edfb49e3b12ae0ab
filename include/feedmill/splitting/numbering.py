"""The numbers that a document's stories begin with: `1. `, `(2) `, `3: `."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = re.compile(r"(?:\((\d{1,2})\)|(\d{1,2})[.):]) +(?=\S)")


def number_of(text: str) -> int | None:
    """The number that a line begins with."""
    found = NUMBER.match(text)
    return int(found[1] or found[2]) if found else None


def behind_number(text: str) -> int:
    """Where a line goes on behind the number that it begins with, in characters; 0 where it has none."""
    found = NUMBER.match(text)
    return found.end() if found else 0


def are_numbered(texts: Sequence[str]) -> bool:
    """Whether all of some texts are numbered, from 1 on."""
    return all(number_of(text) == at for at, text in enumerate(texts, 1))
