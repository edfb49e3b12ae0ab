#!/usr/bin/env python3
"""Writes the secrets that compose.yaml mounts, each once: what is there stays. Needs nothing but Python itself.

Which secret is for whom stands in docker/secrets/README.md. No secret is ever printed.
"""

from __future__ import annotations

import base64
import json
import secrets
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "secrets"


def make(folder: Path) -> list[str]:
    """Write every secret that is missing, and return their names. The folder is closed to others (mode 700)."""
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    made = [name for name in PLAIN if _once(folder / name, secrets.token_hex(24))]
    made += [name for name, compose in COMPOSED.items() if _once(folder / name, compose(folder))]
    return made


def _once(path: Path, value: str) -> bool:
    """Write the file unless it is there. Readable by all, since the containers' users differ; the folder guards it."""
    if path.exists():
        return False
    path.write_text(value, encoding="utf-8")
    path.chmod(0o444)
    return True


def _read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8").strip()


def _metadata_url(folder: Path) -> str:
    return f"postgresql+psycopg://airflow:{_read(folder, 'metadata_password')}@postgres:5432/airflow"


def _warehouse_url(folder: Path) -> str:
    return f"postgresql+psycopg://feedmill:{_read(folder, 'warehouse_password')}@postgres:5432/feedmill"


def _archive_keys(folder: Path) -> str:
    """The accounts of SeaweedFS: one, which reads, writes and lists."""
    keys = {"accessKey": _read(folder, "archive_access_key"), "secretKey": _read(folder, "archive_secret_key")}
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    return json.dumps({"identities": [{"name": "feedmill", "credentials": [keys], "actions": actions}]})


def _ui_passwords(_: Path) -> str:
    return json.dumps({"admin": secrets.token_urlsafe(18)})


def _fernet_key(_: Path) -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


PLAIN = (
    "postgres_password",
    "metadata_password",
    "warehouse_password",
    "archive_access_key",
    "archive_secret_key",
    "api_secret_key",
    "jwt_secret",
)
COMPOSED = {
    "metadata_url": _metadata_url,
    "warehouse_url": _warehouse_url,
    "archive_keys": _archive_keys,
    "ui_passwords": _ui_passwords,
    "fernet_key": _fernet_key,
}


if __name__ == "__main__":
    new = make(FOLDER)
    sys.stdout.write(f"written to {FOLDER.name}/: {', '.join(new) or 'nothing, every secret is there'}\n")
