"""Text to stories and furniture, with the spans of both.

Knows how news is written and printed. Refuses to know formats, files, and what a story means.
"""

from __future__ import annotations

from feedmill.splitting.segmenting import STAGE, split, split_text

__all__ = ["STAGE", "split", "split_text"]
