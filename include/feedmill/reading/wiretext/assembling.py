"""Lines with their roles to the text of a document and its blocks; what signs a story off stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from feedmill.model import Block, Part, Role
from feedmill.reading.laying import laid_out
from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.signing_off import signed_off

ENDED = re.compile(r"(?<=\S)\s(?:Enditem|\./\.|\+{2,4})$")
"""What some write behind the last sentence to end a message (Xinhua, Belga, MTI)."""

MOST_MARK = 16


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of what is shown; `level` is a heading's, 0 where none is stated."""

    text: str
    role: Role = Role.TEXT
    level: int = 0


def assembled(lines: Sequence[Shown]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each.

    Those that sign the story off are marked as standing beside it, and so is a dateline with a line of its own (TT).
    """
    lines = _unended(lines)
    texts = [line.text for line in lines]
    text, spans = laid_out(texts)
    own = range(int(_is_dateline(texts)), signed_off(texts))
    parts = [None if at in own else Part.AROUND for at in range(len(lines))]
    blocks = zip(spans, lines, parts, strict=True)
    return text, tuple(Block(span, line.role, line.level, part=part) for span, line, part in blocks)


def _unended(lines: Sequence[Shown]) -> Sequence[Shown]:
    """The lines, an end mark behind the last sentence on a line of its own."""
    found = ENDED.search(lines[-1].text[-MOST_MARK:]) if lines else None
    if found is None or found[0] == lines[-1].text:
        return lines
    last = replace(lines[-1], text=lines[-1].text[: -len(found[0])])
    return [*lines[:-1], last, Shown(found[0].strip())]


def _is_dateline(texts: Sequence[str]) -> bool:
    """Whether the first line is a dateline and nothing more, above others."""
    found = dateline_of(f"{texts[0]} ") if len(texts) > 1 else None
    return found is not None and found.line == texts[0].rstrip(" -.")
