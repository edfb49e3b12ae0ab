"""Text that may go to a terminal: nothing in it is markup, or reaches the terminal as a control."""

from __future__ import annotations

from rich.text import Text

from feedmill.showing.rows import harmless


def paragraphs(text: str, style: str = "") -> Text:
    """Text of several lines."""
    return Text(harmless(text, kept="\n\t"), style=style)


def one_line(text: str, style: str = "") -> Text:
    """Text on one line."""
    return Text(harmless(text), style=style)
