"""HTML pages: their whole visible text, and which of it is the main story, a teaser, or around them."""

from __future__ import annotations

from feedmill.reading.pages.reading import read_page

__all__ = ["read_page"]
