"""The environment that Airflow's parts run in: every option that feedmill sets, and why.

Secrets stand in the home's secrets file and travel by environment alone. Nothing of an Airflow that the caller may
have set up elsewhere is let through: two homes never meet.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

from dotenv import dotenv_values

from feedmill.archive.keys import ensure_secrets, write_private
from feedmill.settings import CLONE, SECRETS_FILE, Settings

ADMIN = "admin"
LOCK_SECONDS = 30
"""How long a part waits for another that writes to the metadata: SQLite's own 5 are short on a busy machine."""
LOOPBACK = "127.0.0.1,localhost,::1"

FERNET_KEY = "FEEDMILL_AIRFLOW_FERNET_KEY"
API_SECRET = "FEEDMILL_AIRFLOW_API_SECRET"  # noqa: S105 -- the name of a setting, not its value
JWT_SECRET = "FEEDMILL_AIRFLOW_JWT_SECRET"  # noqa: S105 -- as above
ADMIN_PASSWORD = "FEEDMILL_AIRFLOW_ADMIN_PASSWORD"  # noqa: S105 -- as above

GENERATORS: dict[str, Callable[[], str]] = {
    FERNET_KEY: lambda: urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    API_SECRET: lambda: secrets.token_urlsafe(32),
    JWT_SECRET: lambda: secrets.token_urlsafe(64),
    ADMIN_PASSWORD: lambda: secrets.token_urlsafe(12),
}

TUNED = {
    # An idle scheduler looks ten times a second: a drop is loaded in half the time, for 14 % of a core.
    "SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.1",
    # What a killed part left behind is found within seconds, not minutes.
    "SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "10",
    "SCHEDULER__SCHEDULER_HEALTH_CHECK_THRESHOLD": "10",
    "SCHEDULER__JOB_HEARTBEAT_SEC": "2",
    "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "30",
    "TRIGGERER__JOB_HEARTBEAT_SEC": "2",
    "TRIGGERER__TRIGGERER_HEALTH_CHECK_THRESHOLD": "6",
    "DAG_PROCESSOR__REFRESH_INTERVAL": "10",
    # A worker that misses the end of its task (a sibling was forked meanwhile) looks again after 1 s, not 5.
    "WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
}


def airflow_home(settings: Settings) -> Path:
    """Where Airflow keeps its own state in the home."""
    return settings.home.absolute() / "airflow"


def passwords_file(settings: Settings) -> Path:
    """The file that holds the login of the UI, readable by its owner alone."""
    return airflow_home(settings) / "passwords.json"


def base_url(settings: Settings) -> str:
    """Where the UI and the API answer."""
    return f"http://{settings.ui_host}:{settings.ui_port}"


def prepare_secrets(settings: Settings) -> dict[str, str]:
    """Generate what is missing of the home's secrets, and return Airflow's own by name."""
    ensure_secrets(settings.home.absolute(), GENERATORS)
    stored = dotenv_values(settings.home / SECRETS_FILE, interpolate=False)
    found = {name: stored.get(name) or "" for name in GENERATORS}
    airflow_home(settings).mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(passwords_file(settings), json.dumps({ADMIN: found[ADMIN_PASSWORD]}))
    return found


def airflow_environment(
    settings: Settings, hidden: Mapping[str, str], outer: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """The whole environment of a part. `hidden` are Airflow's own secrets; `outer` is what is inherited."""
    inherited = {name: value for name, value in outer.items() if not name.startswith("AIRFLOW")}
    options = _options(settings, hidden) | (TUNED if settings.tuned else {})
    return (
        inherited
        | {f"AIRFLOW__{name}": value for name, value in options.items()}
        | {
            "AIRFLOW_HOME": str(airflow_home(settings)),
            "FEEDMILL_HOME": str(settings.home.absolute()),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{outer.get('PATH', os.defpath)}",
            "PYTHONUNBUFFERED": "1",
            "NO_PROXY": _extended(outer.get("NO_PROXY")),
            "no_proxy": _extended(outer.get("no_proxy")),
        }
    )


def _options(settings: Settings, hidden: Mapping[str, str]) -> dict[str, str]:
    home = airflow_home(settings)
    return {
        "CORE__DAGS_FOLDER": str(CLONE / "dags"),
        "CORE__PLUGINS_FOLDER": str(CLONE / "plugins"),
        "CORE__EXECUTOR": "LocalExecutor",
        "CORE__PARALLELISM": "4",
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "CORE__FERNET_KEY": hidden[FERNET_KEY],
        "CORE__EXECUTION_API_SERVER_URL": f"{base_url(settings)}/execution/",
        "CORE__SIMPLE_AUTH_MANAGER_USERS": f"{ADMIN}:admin",
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords_file(settings)),
        "API__BASE_URL": base_url(settings),
        "API__HOST": settings.ui_host,
        "API__PORT": str(settings.ui_port),
        "API__SECRET_KEY": hidden[API_SECRET],
        "API_AUTH__JWT_SECRET": hidden[JWT_SECRET],
        "DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}?timeout={LOCK_SECONDS}",
        "LOGGING__BASE_LOG_FOLDER": str(home / "logs" / "tasks"),
        "USAGE_DATA_COLLECTION__ENABLED": "False",
    }


def _extended(no_proxy: str | None) -> str:
    return f"{no_proxy},{LOOPBACK}" if no_proxy else LOOPBACK
