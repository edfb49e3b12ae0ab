"""airflow_settings.yaml: in the Astro CLI's schema, and free of secrets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.house.sources import ROOT

SCHEMA = json.loads(Path(__file__).with_name("astro_settings.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def settings() -> dict[str, Any]:
    """The file as YAML reads it."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "airflow_settings.yaml").read_text(encoding="utf-8"))
    return found


def test_the_file_is_what_the_astro_cli_reads(settings: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(settings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"connections": []},
        {"airflow": {"connections": [{"conn_type": "aws"}]}},
        {"airflow": {"connections": [{"conn_id": "a", "host": "b"}]}},
        {"airflow": {"pools": [{"pool_name": "a", "pool_slot": "many"}]}},
        {"airflow": {"variables": [{"variable_name": "a", "variable_value": 1}]}},
    ],
)
def test_the_schema_refuses_what_the_astro_cli_would_not_understand(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(wrong)


def test_the_connections_that_feedmill_looks_for_are_there(settings: dict[str, Any]) -> None:
    named = {connection["conn_id"] for connection in settings["airflow"]["connections"]}
    assert {"feedmill_archive", "feedmill_warehouse"} <= named


def test_no_secret_stands_in_it(settings: dict[str, Any]) -> None:
    for connection in settings["airflow"]["connections"]:
        assert not connection.get("conn_password"), connection["conn_id"]
        assert not connection.get("conn_uri"), connection["conn_id"]
