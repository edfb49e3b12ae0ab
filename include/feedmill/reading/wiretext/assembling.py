"""Lines with their roles to the text of a document and its blocks; what signs a story off stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from feedmill.model import Block, Part, Role
from feedmill.reading.laying import laid_out
from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.endings import ending_of
from feedmill.reading.wiretext.signing_off import signed_off
from feedmill.reading.wiretext.stamps import read_footer

CLIPPED = re.compile(
    r"[(\[]\W{0,3}(?:(?:editors|eds)\W{1,3})?(?:(?:begin|end|start)s?\s(?:of\s)?)?(?:the\s)?"
    r"(?:optional\s(?:add|trim|material|cut|ending|part)|story (?:can|may) (?:end|be cut) )[^()\[\]]{0,100}[)\]]",
    re.IGNORECASE,
)
"""A line within a body that tells editors where it may be cut: `(STORY CAN END HERE. OPTIONAL MATERIAL FOLLOWS.)`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of what is shown; `level` is a heading's, 0 where none is stated."""

    text: str
    role: Role = Role.TEXT
    level: int = 0


def assembled(lines: Sequence[Shown]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each.

    Those that sign the story off are marked as standing beside it, and so are a dateline with a line of its own (TT),
    the day and time above it (Ritzau), and what tells editors where to cut.
    """
    end = signed_off([line.text for line in lines])
    lines = _unended(lines, end)
    texts = [line.text for line in lines]
    text, spans = laid_out(texts)
    own = range(_above(texts), end)
    parts = [None if at in own and not _clips(line) else Part.AROUND for at, line in enumerate(texts)]
    blocks = zip(spans, lines, parts, strict=True)
    return text, tuple(Block(span, line.role, line.level, part=part) for span, line, part in blocks)


def _unended(lines: Sequence[Shown], end: int) -> Sequence[Shown]:
    """The lines, an end mark behind the last sentence on a line of its own; `end` of them are the story's."""
    told = lines[end - 1].text if lines else ""
    cut = ending_of(told)
    if cut is None:
        return lines
    last = replace(lines[end - 1], text=told[:cut].rstrip())
    return [*lines[: end - 1], last, Shown(told[cut:].strip()), *lines[end:]]


def _above(texts: Sequence[str]) -> int:
    """How many lines stand above the body: a day with its time, a dateline that is nothing more."""
    stamped = int(len(texts) > 2 and texts[0][:1].isdigit() and read_footer(texts[0]) is not None)
    found = dateline_of(f"{texts[stamped]} ") if len(texts) > stamped + 1 else None
    return stamped + int(found is not None and found.line == texts[stamped].rstrip(" -."))


def _clips(line: str) -> bool:
    """Whether a line tells editors where the story may be cut."""
    return line[:1] in ("(", "[") and CLIPPED.fullmatch(line) is not None
