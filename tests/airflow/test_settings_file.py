"""airflow_settings.yaml: free of secrets, and filled from the settings where it is empty."""

from __future__ import annotations

from pathlib import Path

import yaml

from feedmill.settings import CLONE, Settings
from feedmill_airflow.connections import ARCHIVE, WAREHOUSE
from feedmill_airflow.serving.settings_file import read_settings_file

FILE = CLONE / "airflow_settings.yaml"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "airflow_settings.yaml"
    path.write_text(text)
    return path


def test_the_file_of_the_project_holds_no_secret() -> None:
    entries = yaml.safe_load(FILE.read_text())["airflow"]["connections"]
    assert {entry["conn_id"] for entry in entries} == {ARCHIVE, WAREHOUSE}
    assert [entry for entry in entries if entry["conn_login"] or entry["conn_password"] or entry["conn_uri"]] == []


def test_the_connections_are_filled_from_the_settings(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, archive_access_key="id", archive_secret_key="key")
    archive, warehouse = read_settings_file(FILE, settings)["connections"]
    assert (archive["conn_login"], archive["conn_password"]) == ("id", "key")
    assert archive["conn_extra"] == {"region_name": "us-east-1", "bucket": "feedmill"}
    assert (warehouse["conn_type"], warehouse["conn_host"]) == ("sqlite", str(tmp_path / "warehouse.db"))


def test_what_the_file_states_stands(tmp_path: Path) -> None:
    text = """
airflow:
  connections:
    - {conn_id: feedmill_archive, conn_type: aws, conn_extra: {bucket: other}}
    - {conn_id: mine, conn_uri: "http://example.org"}
    - {conn_id: , conn_type: }
  pools: [{pool_name: p, pool_slot: 2}, {pool_name: }]
  variables:
"""
    found = read_settings_file(written(tmp_path, text), Settings(home=tmp_path))
    assert [entry["conn_id"] for entry in found["connections"]] == ["feedmill_archive", "mine"]
    assert found["connections"][0]["conn_extra"]["bucket"] == "other"
    assert found["connections"][1] == {"conn_id": "mine", "conn_uri": "http://example.org"}
    assert found["pools"] == [{"pool_name": "p", "pool_slot": 2}]
    assert found["variables"] == []


def test_an_empty_file_asks_for_nothing(tmp_path: Path) -> None:
    found = read_settings_file(written(tmp_path, ""), Settings(home=tmp_path))
    assert found == {"connections": [], "pools": [], "variables": []}
