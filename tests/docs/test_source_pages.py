"""The schema of sources for editors is current, and says the same as the models do."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from docs import source_pages
from feedmill.errors import UsageError
from feedmill.intake.sources import parse_sources
from tests.house.sources import ROOT

SCHEMA = json.loads(source_pages.SCHEMA.read_text(encoding="utf-8"))
NEWS = {"name": "news", "kind": "feed", "url": "https://news.example/rss.xml"}


def test_the_schema_is_current() -> None:
    ((path, current),) = source_pages.pages().items()
    assert path.read_text(encoding="utf-8") == current, "run `make docs`"


def test_the_file_that_ships_is_what_the_schema_wants() -> None:
    said = yaml.safe_load((ROOT / "include" / "sources.yaml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(said)


@pytest.mark.parametrize("fields", [{}, {"cadence": "5m"}, {"follow": "excerpts"}, {"headers": {"X-A": "b"}}])
def test_what_is_right_is_right_for_both(fields: dict[str, Any]) -> None:
    said = {"sources": [NEWS | fields]}
    jsonschema.Draft202012Validator(SCHEMA).validate(said)
    assert parse_sources(json.dumps(said), "sources.yaml").sources


@pytest.mark.parametrize(
    "fields", [{"cadence": "5 minutes"}, {"follow": "maybe"}, {"kind": "radio"}, {"name": "A B"}, {"cadense": "5m"}]
)
def test_what_is_wrong_is_wrong_for_both(fields: dict[str, Any]) -> None:
    said = {"sources": [NEWS | fields]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(said)
    with pytest.raises(UsageError):
        parse_sources(json.dumps(said), "sources.yaml")


def test_every_field_says_what_it_is() -> None:
    assert [name for _, _, rows in source_pages.tables() for name, _, said in rows if not said] == []
