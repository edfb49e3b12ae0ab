"""Lines with their roles to the text of a document and its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedmill.model import Block, Role
from feedmill.reading.laying import laid_out


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of what is shown; `level` is a heading's, 0 where none is stated."""

    text: str
    role: Role = Role.TEXT
    level: int = 0


def assembled(lines: Sequence[Shown]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each."""
    text, spans = laid_out([line.text for line in lines])
    return text, tuple(Block(span, line.role, line.level) for span, line in zip(spans, lines, strict=True))
