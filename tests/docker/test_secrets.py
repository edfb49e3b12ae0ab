"""The secrets that compose mounts."""

from __future__ import annotations

import json
import re
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url

from tests.docker.conftest import script
from tests.house.sources import ROOT


def test_a_second_run_leaves_every_secret_as_it_is(secrets_folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in secrets_folder.iterdir()}
    assert script("make_secrets").make(secrets_folder) == []
    assert {path.name: path.read_bytes() for path in secrets_folder.iterdir()} == before


def test_two_installations_share_no_secret(secrets_folder: Path, tmp_path: Path) -> None:
    script("make_secrets").make(tmp_path / "other")
    names = [path.name for path in secrets_folder.iterdir()]
    assert [
        name for name in names if (secrets_folder / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    ] == []


def test_the_folder_is_closed_to_others_and_its_files_are_not(secrets_folder: Path) -> None:
    assert secrets_folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in secrets_folder.iterdir()} == {0o444}


def test_the_urls_carry_the_passwords_of_their_roles(secrets_folder: Path) -> None:
    for kind, role in (("metadata", "airflow"), ("warehouse", "feedmill")):
        url = make_url((secrets_folder / f"{kind}_url").read_text(encoding="utf-8"))
        assert (url.username, url.database, url.host) == (role, role, "postgres")
        assert url.password == (secrets_folder / f"{kind}_password").read_text(encoding="utf-8")


def test_seaweedfs_and_feedmill_are_told_the_same_account(secrets_folder: Path) -> None:
    (identity,) = json.loads((secrets_folder / "archive_keys").read_text(encoding="utf-8"))["identities"]
    assert identity["credentials"] == [
        {
            "accessKey": (secrets_folder / "archive_access_key").read_text(encoding="utf-8"),
            "secretKey": (secrets_folder / "archive_secret_key").read_text(encoding="utf-8"),
        }
    ]


def test_the_fernet_key_is_one(secrets_folder: Path) -> None:
    key = Fernet((secrets_folder / "fernet_key").read_bytes())
    assert key.decrypt(key.encrypt(b"a connection")) == b"a connection"


def test_each_secret_is_described(secrets_made: set[str]) -> None:
    page = (ROOT / "docker" / "secrets" / "README.md").read_text(encoding="utf-8")
    rows = "".join(line.split("|")[1] for line in page.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", rows)) == secrets_made
