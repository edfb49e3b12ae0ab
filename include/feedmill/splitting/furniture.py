"""Lines, and ends of lines, that belong to no story: told by their words alone.

Without such evidence a line stays in the story: short lines in a body are mostly subheads.
"""

from __future__ import annotations

from feedmill.model import Label, Span
from feedmill.splitting.furniture_forms import SEPARATOR, TAIL, TAIL_START, WHOLE
from feedmill.splitting.lines import Line

LONGEST = 300
"""Longer lines are prose, whatever they begin with."""

TAIL_REACH = 400


def label_of(line: Line) -> Label | None:
    """What furniture a whole line is, or None. What holds no letter and no digit is furniture too."""
    if line.heading:
        return None
    if len(line.text) <= LONGEST:
        for label, form in WHOLE:
            if form.match(line.text):
                return label
    return None if any(char.isalnum() for char in line.text) and not is_separator(line) else Label.OTHER


def is_separator(line: Line) -> bool:
    """Whether a line is a mark that ends a story, or parts two."""
    return len(line.text) <= LONGEST and SEPARATOR.match(line.text) is not None


def tail_of(line: Line) -> Span | None:
    """The span of furniture at the end of a line of prose: `Continue reading`, `The post ... appeared first on ...`."""
    reach = max(0, len(line.text) - TAIL_REACH)
    for start in TAIL_START.finditer(line.text, reach):
        if TAIL.match(line.text, start.start()):
            return line.start + start.start(), line.end
    return None
