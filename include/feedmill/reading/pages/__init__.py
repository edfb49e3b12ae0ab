"""HTML pages: their whole visible text, and which of it is the main story, a teaser, or around them.

Readings above words (ruby) are left out, as what is hidden is. The byline is who the head or the page says wrote it:
a person before an agency, an agency before an outlet, the site's own name last.
"""

from __future__ import annotations

from feedmill.reading.pages.reading import read_page

__all__ = ["read_page"]
