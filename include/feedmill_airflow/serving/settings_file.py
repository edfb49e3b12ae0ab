"""`airflow_settings.yaml` (the Astro CLI's schema) applied to Airflow's metadata, in the one process that runs this.

The file holds no secrets: what it leaves empty of feedmill's own connections is filled from the settings.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from feedmill.settings import Settings
from feedmill_airflow.connections import ARCHIVE, WAREHOUSE, archive_fields, warehouse_fields

FILLED = {ARCHIVE: archive_fields, WAREHOUSE: warehouse_fields}


def read_settings_file(path: Path, settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """The file's connections (filled), pools and variables; the empty entries of Astro's template left out."""
    airflow = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("airflow") or {}
    return {
        "connections": [_filled(entry, settings) for entry in _entries(airflow, "connections", "conn_id")],
        "pools": _entries(airflow, "pools", "pool_name"),
        "variables": _entries(airflow, "variables", "variable_name"),
    }


def apply_settings(wanted: dict[str, list[dict[str, Any]]]) -> None:
    """Make Airflow's metadata say what the file says, in one transaction. What else stands there stays."""
    from airflow.models import Pool
    from airflow.models.variable import Variable
    from airflow.utils.session import create_session

    with create_session() as session:
        for entry in wanted["connections"]:
            _put_connection(entry, session)
        for entry in wanted["pools"]:
            Pool.create_or_update_pool(
                entry["pool_name"],
                slots=int(entry["pool_slot"]),
                description=entry.get("pool_description") or "",
                include_deferred=False,
                session=session,
            )
        for entry in wanted["variables"]:
            Variable.set(entry["variable_name"], _text(entry["variable_value"]), session=session)


def _put_connection(entry: dict[str, Any], session: Any) -> None:
    from airflow.models import Connection
    from sqlalchemy import select

    standing = session.scalar(select(Connection).where(Connection.conn_id == entry["conn_id"]))
    if standing is not None:
        session.delete(standing)
        session.flush()
    session.add(_connection(entry))


def _connection(entry: dict[str, Any]) -> Any:
    from airflow.models import Connection

    if entry.get("conn_uri"):
        return Connection(conn_id=entry["conn_id"], uri=entry["conn_uri"])
    extra = entry.get("conn_extra")
    return Connection(
        conn_id=entry["conn_id"],
        conn_type=entry["conn_type"],
        host=entry.get("conn_host"),
        schema=entry.get("conn_schema"),
        login=entry.get("conn_login"),
        password=entry.get("conn_password"),
        port=entry.get("conn_port"),
        extra=_text(extra) if extra else None,
    )


def _filled(entry: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """What the file states stands; what it leaves empty comes from the settings."""
    fill = FILLED.get(entry["conn_id"])
    if fill is None or entry.get("conn_uri"):
        return entry
    stated = {name: value for name, value in entry.items() if value not in (None, "", {})}
    filled = fill(settings)
    extra = (filled.get("conn_extra") or {}) | (stated.get("conn_extra") or {})
    return filled | stated | {"conn_extra": extra}


def _entries(airflow: dict[str, Any], kind: str, key: str) -> list[dict[str, Any]]:
    return [entry for entry in airflow.get(kind) or [] if entry and entry.get(key)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
