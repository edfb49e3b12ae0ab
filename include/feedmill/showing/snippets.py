"""How a text begins, and the words around a place in it, on one line."""

from __future__ import annotations

import sys

WIDTH = 60


def first_words(text: str) -> str:
    """How a text begins."""
    return words_behind(text, 0)


def words_behind(text: str, at: int, end: int = sys.maxsize) -> str:
    """The words from an offset on, at most to `end`."""
    line = " ".join(text[at : min(end, at + 2 * WIDTH)].split())
    return line if len(line) <= WIDTH else line[:WIDTH].rsplit(" ", 1)[0] + " ..."


def words_before(text: str, at: int, start: int = 0) -> str:
    """The words up to an offset, at most from `start`."""
    line = " ".join(text[max(start, at - 2 * WIDTH) : at].split())
    return line if len(line) <= WIDTH else "... " + line[-WIDTH:].split(" ", 1)[-1]
