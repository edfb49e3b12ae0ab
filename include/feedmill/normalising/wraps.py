"""Lines that only end because a width did: joined again, where the text itself proves that it was wrapped.

The proof: whoever wraps at a width breaks a line only where the next word no longer fits. So at every line end, either
the first word of the next line would have gone beyond the longest line, or a sentence or the paragraph (a blank line)
ends there; and sentences run on, so that many lines begin with a small letter. Verses, lists and tables break lines
where more would have fit, and stay as they are; so do scripts without small letters.
"""

from __future__ import annotations

from itertools import pairwise

NARROWEST, WIDEST = 50, 90
LEAST_BREAKS = 5
LEAST_SHARE = 0.6
LEAST_SMALL = 1 / 3
STOPS = (".", "!", "?", "”", '"', "»", ":", ")", "…")


def unwrapped(lines: list[str]) -> list[str]:
    """The paragraphs of wrapped lines, or the lines where nothing proves that they were wrapped; none blank."""
    while (joined := _joined(lines)) is not None or "" in lines:
        lines = [line for line in lines if line] if joined is None else joined
    return lines


def _joined(lines: list[str]) -> list[str] | None:
    """The paragraphs, or None where there is no proof."""
    width = max(map(len, lines), default=0)
    if not NARROWEST <= width <= WIDEST or len(lines) <= LEAST_BREAKS:
        return None
    full = [_is_full(line, after, width) for line, after in pairwise(lines)]
    if not _is_proof(lines, full):
        return None
    paragraphs = lines[:1]
    for broken, line in zip(full, lines[1:], strict=True):
        if broken:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fit."""
    return bool(line and after) and len(line) + 1 + len(after.partition(" ")[0]) > width


def _is_proof(lines: list[str], full: list[bool]) -> bool:
    """Whether the lines end as those of wrapped text do, `full` saying where no more would have fit."""
    ends = [broken for broken, (line, after) in zip(full, pairwise(lines), strict=True) if line and after]
    small = sum(1 for broken, after in zip(full, lines[1:], strict=True) if broken and after[0].islower())
    if sum(full) < max(LEAST_BREAKS, LEAST_SHARE * len(ends)) or small < LEAST_SMALL * sum(full):
        return False
    early = (line for broken, line, after in zip(full, lines, lines[1:], strict=False) if not broken and after)
    return all(not line or line.endswith(STOPS) for line in early)
