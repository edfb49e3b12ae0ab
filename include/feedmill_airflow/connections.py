"""Airflow's connections turned into settings, and settings into connections.

What is embedded is set up by the settings alone, so there they win. What a connection names elsewhere (an endpoint, a
database) is production: there the connection wins, and whatever the settings say otherwise is named, never shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import structlog
from pydantic import SecretStr

from feedmill.errors import UsageError
from feedmill.intake.sources import S3Source, WebSource, read_sources
from feedmill.settings import S3Connection, Settings, WebConnection

ARCHIVE = "feedmill_archive"
WAREHOUSE = "feedmill_warehouse"

_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "sqlite": "sqlite"}


class Stored(Protocol):
    """What is read of an Airflow connection."""

    conn_type: str
    host: str | None
    schema: str | None
    login: str | None
    password: str | None
    port: int | None

    @property
    def extra_dejson(self) -> dict[str, Any]:
        """The connection's `extra`, decoded."""


def settings_in_force() -> Settings:
    """The settings that a task works with: the environment's, overruled by the connections that exist."""
    settings = Settings()
    stated = _archive_stated(stored(ARCHIVE), settings) | _warehouse_stated(stored(WAREHOUSE), settings)
    stated |= _sources_stated(settings) | _web_stated(settings)
    _name_mismatches(settings, stated)
    return settings.model_copy(update=stated)


def stored(conn_id: str) -> Stored | None:
    """The connection of that name as Airflow keeps it, or None."""
    from airflow.sdk import Connection
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        found: Stored = Connection.get(conn_id)
    except AirflowNotFoundException:
        return None
    return found


def source_connection(name: str | None) -> S3Connection:
    """What reaches what is another's: the connection that a source names, or else the archive's own.

    Raises:
        UsageError: there is no such connection.
    """
    settings = Settings()
    if name is not None:
        found = _s3_connection(stored(name)) or settings.s3_connections.get(name)
        if found is None:
            from feedmill.archive.reasons import ArchiveReason

            raise UsageError(ArchiveReason.NO_CONNECTION, name)
        return found
    archive = settings.model_copy(update=_archive_stated(stored(ARCHIVE), settings))
    if archive.archive_url is None:
        return S3Connection()
    keys = {"access_key": archive.archive_access_key, "secret_key": archive.archive_secret_key}
    return S3Connection(url=archive.archive_url, region=archive.archive_region, **keys)


def archive_fields(settings: Settings) -> dict[str, Any]:
    """The archive's connection as `airflow_settings.yaml` writes one, filled from the settings."""
    extra = {"region_name": settings.archive_region, "bucket": settings.archive_bucket}
    if settings.archive_url:
        extra["endpoint_url"] = settings.archive_url
    return {
        "conn_type": "aws",
        "conn_login": _revealed(settings.archive_access_key),
        "conn_password": _revealed(settings.archive_secret_key),
        "conn_extra": extra,
    }


def warehouse_fields(settings: Settings) -> dict[str, Any]:
    """The warehouse's connection as `airflow_settings.yaml` writes one, filled from the settings."""
    from sqlalchemy.engine import make_url

    if settings.warehouse_url is None:
        return {"conn_type": "sqlite", "conn_host": str(_embedded_warehouse(settings))}
    url = make_url(settings.warehouse_url.get_secret_value())
    kind = url.get_backend_name()
    if kind == "sqlite":
        return {"conn_type": "sqlite", "conn_host": url.database}
    return {
        "conn_type": "postgres" if kind == "postgresql" else kind,
        "conn_host": url.host,
        "conn_schema": url.database,
        "conn_login": url.username,
        "conn_password": url.password,
        "conn_port": url.port,
        "conn_extra": dict(url.query),
    }


def _archive_stated(connection: Stored | None, settings: Settings) -> dict[str, Any]:
    """What the connection says of an archive elsewhere; nothing where the archive is the embedded one."""
    if connection is None:
        return {}
    extra = connection.extra_dejson
    endpoint = extra.get("endpoint_url") or settings.archive_url
    if not endpoint:
        return {}
    stated = {
        "archive_url": endpoint,
        "archive_access_key": _secret(connection.login),
        "archive_secret_key": _secret(connection.password),
        "archive_region": extra.get("region_name"),
        "archive_bucket": extra.get("bucket"),
    }
    return {name: value for name, value in stated.items() if value}


def _sources_stated(settings: Settings) -> dict[str, Any]:
    """What reaches the buckets of S3 sources: the settings', overruled by the connections that sources name."""
    found = {name: _s3_connection(stored(name)) for name in sorted(_named(settings, S3Source))}
    known = {name: connection for name, connection in found.items() if connection}
    return {"s3_connections": settings.s3_connections | known} if known else {}


def _named(settings: Settings, kind: type[S3Source | WebSource]) -> set[str]:
    """The connections that sources of a kind name; of a file that cannot be read, none: the sweep says so."""
    try:
        active = read_sources(settings.sources).active()
    except UsageError:
        return set()
    return {source.connection for source in active if isinstance(source, kind) and source.connection}


def _web_stated(settings: Settings) -> dict[str, Any]:
    """The secrets of sources that are fetched: the settings', overruled by the connections that sources name."""
    known = {}
    for name in sorted(_named(settings, WebSource)):
        connection = stored(name)
        if connection is not None and connection.password:
            known[name] = WebConnection(login=connection.login or None, password=SecretStr(connection.password))
    return {"web_connections": settings.web_connections | known} if known else {}


def _s3_connection(connection: Stored | None) -> S3Connection | None:
    if connection is None:
        return None
    extra = connection.extra_dejson
    return S3Connection(
        url=extra.get("endpoint_url"),
        region=extra.get("region_name"),
        access_key=_secret(connection.login),
        secret_key=_secret(connection.password),
    )


def _warehouse_stated(connection: Stored | None, settings: Settings) -> dict[str, Any]:
    if connection is None or not connection.host:
        return {}
    if connection.conn_type == "sqlite" and Path(connection.host) == _embedded_warehouse(settings):
        return {}
    return {"warehouse_url": SecretStr(_database_url(connection))}


def _database_url(connection: Stored) -> str:
    driver = _DRIVERS.get(connection.conn_type, connection.conn_type)
    if driver == "sqlite":
        return f"sqlite:///{connection.host}"
    account = quote(connection.login or "", safe="")
    if connection.password:
        account += ":" + quote(connection.password, safe="")
    port = f":{connection.port}" if connection.port else ""
    query = f"?{urlencode(connection.extra_dejson)}" if connection.extra_dejson else ""
    return f"{driver}://{account}@{connection.host}{port}/{connection.schema or ''}{query}"


def _name_mismatches(settings: Settings, stated: dict[str, Any]) -> None:
    """Say which settings a connection overrules. Only those that were set count, and no value is shown."""
    differing = sorted(
        name for name, value in stated.items() if name in settings.model_fields_set and getattr(settings, name) != value
    )
    if differing:
        structlog.get_logger(__name__).warning("the connection overrules the settings", settings=differing)


def _embedded_warehouse(settings: Settings) -> Path:
    return (settings.home / "warehouse.db").absolute()


def _revealed(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def _secret(text: str | None) -> SecretStr | None:
    return SecretStr(text) if text else None
