"""Connections and settings: who wins, and that what differs is named and never shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import UsageError
from feedmill.settings import S3Connection, Settings
from feedmill_airflow import connections
from feedmill_airflow.connections import (
    ARCHIVE,
    WAREHOUSE,
    archive_fields,
    settings_in_force,
    source_connection,
    warehouse_fields,
)


@dataclass
class Kept:
    """A connection as Airflow keeps it."""

    conn_type: str
    host: str | None = None
    schema: str | None = None
    login: str | None = None
    password: str | None = None
    port: int | None = None
    extra_dejson: dict[str, Any] = field(default_factory=dict)


def kept(fields: dict[str, Any]) -> Kept:
    told = {name.removeprefix("conn_"): value for name, value in fields.items()}
    return Kept(
        conn_type=told["type"],
        extra_dejson=told.get("extra") or {},
        **{name: told.get(name) for name in ("host", "schema", "login", "password", "port")},
    )


def elsewhere(**changes: Any) -> Kept:
    extra = {"endpoint_url": "https://s3.example.org", "bucket": "news", "region_name": "eu-1"}
    return Kept("aws", login="AKIA", password="connection-secret", extra_dejson=extra | changes)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FEEDMILL_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> dict[str, Kept]:
    """The connections that exist; a test puts in what it needs."""
    standing: dict[str, Kept] = {}
    monkeypatch.setattr(connections, "stored", standing.get)
    return standing


@pytest.mark.usefixtures("home", "stand")
def test_without_connections_the_settings_hold() -> None:
    assert settings_in_force() == Settings()


@pytest.mark.usefixtures("home")
def test_connections_made_from_embedded_settings_change_nothing(stand: dict[str, Kept]) -> None:
    stand[ARCHIVE] = kept(archive_fields(Settings()))
    stand[WAREHOUSE] = kept(warehouse_fields(Settings()))
    assert settings_in_force() == Settings()


@pytest.mark.usefixtures("home")
def test_an_archive_elsewhere_is_taken_from_its_connection(stand: dict[str, Kept]) -> None:
    stand[ARCHIVE] = elsewhere()
    settings = settings_in_force()
    assert (settings.archive_url, settings.archive_bucket, settings.archive_region) == (
        "https://s3.example.org",
        "news",
        "eu-1",
    )
    assert settings.archive_secret_key is not None
    assert settings.archive_secret_key.get_secret_value() == "connection-secret"


@pytest.mark.usefixtures("home")
def test_what_a_connection_overrules_is_named_without_its_value(
    stand: dict[str, Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDMILL_ARCHIVE_SECRET_KEY", "settings-secret")
    monkeypatch.setenv("FEEDMILL_ARCHIVE_URL", "https://s3.example.org")
    stand[ARCHIVE] = elsewhere()
    with capture_logs() as lines:
        settings_in_force()
    assert [line["settings"] for line in lines] == [["archive_secret_key"]]
    assert "secret" not in str(lines).replace("archive_secret_key", "")


@pytest.mark.usefixtures("home")
def test_an_archive_that_settings_and_connection_agree_on_is_not_mentioned(
    stand: dict[str, Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDMILL_ARCHIVE_URL", "https://s3.example.org")
    stand[ARCHIVE] = kept(archive_fields(Settings()))
    with capture_logs() as lines:
        settings_in_force()
    assert lines == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://feed:p%40ss%2Fword@db.example.org:5433/news?sslmode=require",
        "postgresql+psycopg://feed@db.example.org/news",
        "sqlite:////srv/other/warehouse.db",
    ],
)
def test_a_warehouse_goes_into_a_connection_and_comes_out_the_same(url: str, stand: dict[str, Kept]) -> None:
    stand[WAREHOUSE] = kept(warehouse_fields(Settings(warehouse_url=url)))
    found = settings_in_force().warehouse_url
    assert found is not None
    assert found.get_secret_value() == url


def test_a_connection_that_an_s3_source_names_reaches_its_bucket(
    home: Path, stand: dict[str, Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = home / "sources.yaml"
    sources.write_text(
        "sources:\n"
        "- {name: a, kind: s3, prefix: 's3://news/a/', connection: theirs}\n"
        "- {name: b, kind: s3, prefix: 's3://news/b/', connection: set-elsewhere}\n"
    )
    monkeypatch.setenv("FEEDMILL_SOURCES", str(sources))
    monkeypatch.setenv(
        "FEEDMILL_S3_CONNECTIONS", '{"theirs": {"access_key": "old"}, "set-elsewhere": {"region": "eu-2"}}'
    )
    stand["theirs"] = elsewhere()
    found = settings_in_force().s3_connections
    assert (found["theirs"].url, found["theirs"].region) == ("https://s3.example.org", "eu-1")
    assert found["theirs"].access_key
    assert found["theirs"].access_key.get_secret_value() == "AKIA"
    assert found["set-elsewhere"].region == "eu-2"
    sources.write_text("sources: nonsense")
    assert set(settings_in_force().s3_connections) == {"theirs", "set-elsewhere"}


@pytest.mark.usefixtures("home")
def test_what_reaches_a_queue_is_the_connection_of_its_source_or_else_the_archives_own(
    stand: dict[str, Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert source_connection(None) == S3Connection()
    with pytest.raises(UsageError) as caught:
        source_connection("theirs")
    assert caught.value.reason is ArchiveReason.NO_CONNECTION
    monkeypatch.setenv("FEEDMILL_S3_CONNECTIONS", '{"theirs": {"access_key": "old", "region": "eu-2"}}')
    assert source_connection("theirs").region == "eu-2"
    stand["theirs"] = elsewhere(region_name="eu-3")
    assert source_connection("theirs").region == "eu-3"
    stand[ARCHIVE] = elsewhere()
    archive = source_connection(None)
    assert (archive.url, archive.region) == ("https://s3.example.org", "eu-1")
    assert archive.access_key is not None
    assert archive.access_key.get_secret_value() == "AKIA"
