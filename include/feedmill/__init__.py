"""feedmill: raw news files in, stories that can be traced to their bytes out.

    import feedmill

    for document in feedmill.read(data):          # bytes -> documents, sources, rejected places
        ...
    segmentation = feedmill.split(text)           # text -> stories and furniture, with spans
    story = feedmill.normalise(segmentation.stories[0])
    with feedmill.Mill.open(feedmill.Settings()) as mill:
        ...                                       # archive, warehouse and all that goes between them

Importing this imports nothing else: each name is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedmill.mill import Mill
    from feedmill.model import Document, Furniture, RejectedDocument, Segmentation, Source, Story, Summary
    from feedmill.normalising import normalise
    from feedmill.reading import read
    from feedmill.settings import Settings
    from feedmill.splitting import split_text as split

_PLACES = {
    "Document": ("feedmill.model", "Document"),
    "Furniture": ("feedmill.model", "Furniture"),
    "Mill": ("feedmill.mill", "Mill"),
    "RejectedDocument": ("feedmill.model", "RejectedDocument"),
    "Segmentation": ("feedmill.model", "Segmentation"),
    "Settings": ("feedmill.settings", "Settings"),
    "Source": ("feedmill.model", "Source"),
    "Story": ("feedmill.model", "Story"),
    "Summary": ("feedmill.model", "Summary"),
    "normalise": ("feedmill.normalising", "normalise"),
    "read": ("feedmill.reading", "read"),
    "split": ("feedmill.splitting", "split_text"),
}

__all__ = [
    "Document",
    "Furniture",
    "Mill",
    "RejectedDocument",
    "Segmentation",
    "Settings",
    "Source",
    "Story",
    "Summary",
    "normalise",
    "read",
    "split",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(importlib.import_module(module), attribute)
