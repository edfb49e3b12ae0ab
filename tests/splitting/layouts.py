"""Plain text as it is laid out in print: in columns side by side, wrapped at a width."""

from __future__ import annotations

import re

LEFT = ("The council met", "on Monday and", "voted for the", "bridge that is", "to be built in",
        "the spring of", "next year, the", "mayor said.")  # fmt: skip
RIGHT = ("A fire burned a", "mill in Lowden", "on Tuesday. The", "police said it", "began at night",
         "and nobody was", "hurt, but the", "mill is gone.")  # fmt: skip


def side_by_side(*columns: tuple[str, ...], width: int = 20) -> list[str]:
    """Columns of the same number of lines, each `width` characters wide."""
    return ["".join(piece.ljust(width) for piece in row).rstrip() for row in zip(*columns, strict=True)]


def wrapped(text: str, width: int = 60, indent: str = "") -> list[str]:
    """The lines of a paragraph wrapped at a width, the first one indented."""
    lines = re.findall(rf".{{1,{width}}}(?:\s|$)", text)
    return [indent * (not at) + line.rstrip() for at, line in enumerate(lines)]
