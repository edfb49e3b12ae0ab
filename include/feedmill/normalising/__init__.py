"""A story's wording in one normal form. Spans, and what is said, stay as they are."""

from __future__ import annotations

from feedmill.normalising.wording import STAGE, normalise, normalise_text

__all__ = ["STAGE", "normalise", "normalise_text"]
