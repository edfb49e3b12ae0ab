"""What can be said of a source, and what comes of hostile ones: docs/sources.schema.json for editors, and tables.

`python -m docs.generate` calls it. Everything is taken from the models that read the file, and from the tests.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

SCHEMA = Path(__file__).with_name("sources.schema.json")

Row = tuple[str, str, str]


def pages() -> dict[Path, str]:
    """The schema, by its path."""
    from feedmill.intake.sources import Sources

    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Sources.model_json_schema()
    return {SCHEMA: json.dumps(schema, indent=2) + "\n"}


def tables() -> Iterator[tuple[str, str, list[Row]]]:
    """For what all sources share, for what is fetched, and for each kind: a heading, a sentence, its own fields."""
    from feedmill.intake.sources import FolderSource, S3Source, WebSource
    from feedmill.intake.sources.kinds import SourceBase

    for heading, model, below in (
        ("Every source", SourceBase, None),
        ("Feeds, sitemaps, pages", WebSource, SourceBase),
        ("Folders", FolderSource, SourceBase),
        ("S3 prefixes", S3Source, SourceBase),
    ):
        yield heading, _sentence(model), list(_rows(model, set(below.model_fields) if below else set()))


def misbehaving() -> Iterator[Row]:
    """Every way in which a source of the tests misbehaves: what comes of a look, what is archived and loaded."""
    from tests.intake.fetching.hostile_content import CONTENT
    from tests.intake.fetching.hostile_sources import WAYS

    for name, way in WAYS.items():
        content = CONTENT.get(name)
        if content is None:
            yield name, f"`{way.outcome}`", "nothing" if way.body is None else "as it came"
            continue
        loaded = {0: "nothing", 1: "1 story"}.get(content.stories, f"{content.stories} stories")
        loaded += f"; `{content.note.partition(':')[0]}`" if content.note else ""
        loaded += f"; in quarantine: `{content.reason}`" if content.reason else ""
        yield name, f"`{way.outcome}`", f"as it came; loaded: {loaded}"


def _rows(model: type[BaseModel], known: set[str]) -> Iterator[Row]:
    for name, field in model.model_fields.items():
        if name not in known and name != "kind":
            default = "needed" if field.is_required() else _plain(field.get_default(call_default_factory=True))
            yield f"`{name}`", default, " ".join((field.description or "").split())


def _plain(value: Any) -> str:
    from datetime import timedelta

    from feedmill.intake.sources.spans import written

    if value in (None, (), {}):
        return "unset"
    if isinstance(value, timedelta):
        return f"`{written(value)}`"
    return f"`{value.value if isinstance(value, Enum) else str(value).lower()}`"


def _sentence(model: type[BaseModel]) -> str:
    return inspect.cleandoc(model.__doc__ or "").split("\n")[0]
