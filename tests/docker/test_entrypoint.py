"""What a container does before its command: secrets from files into settings, and nothing of them shown."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.house.sources import ROOT

ENTRYPOINT = ROOT / "docker" / "entrypoint.sh"


def entered(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command through the entrypoint, with this environment alone."""
    known = {"PATH": "/usr/bin:/bin", **environment}
    return subprocess.run([ENTRYPOINT, *command], env=known, check=False, capture_output=True, text=True)


def test_a_setting_is_what_its_file_holds(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://a:b$c'd@host/x\n", encoding="utf-8")
    done = entered("sh", "-c", "env", FEEDMILL_WAREHOUSE_URL_FILE=str(tmp_path / "url"))
    assert "FEEDMILL_WAREHOUSE_URL=postgresql://a:b$c'd@host/x" in done.stdout.splitlines()
    assert "FEEDMILL_WAREHOUSE_URL_FILE" not in done.stdout


def test_a_missing_secret_is_named_in_one_line(tmp_path: Path) -> None:
    done = entered("true", FEEDMILL_ARCHIVE_SECRET_KEY_FILE=str(tmp_path / "none"))
    assert done.returncode == 2
    assert done.stderr == f"entrypoint: FEEDMILL_ARCHIVE_SECRET_KEY_FILE names {tmp_path}/none, which cannot be read\n"


def test_an_empty_secret_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "key").touch()
    done = entered("true", FEEDMILL_ARCHIVE_SECRET_KEY_FILE=str(tmp_path / "key"))
    assert done.returncode == 2
    assert "which is empty" in done.stderr


def test_the_passwords_of_the_ui_become_a_private_copy(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_text('{"admin": "made-up"}', encoding="utf-8")
    asked = 'echo "$AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"'
    done = entered("sh", "-c", asked, UI_PASSWORDS=str(given), TMPDIR=str(tmp_path))
    copy = Path(done.stdout.strip())
    assert copy.read_bytes() == given.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600


def test_the_command_takes_the_place_of_the_entrypoint() -> None:
    assert entered("sh", "-c", "exit 7").returncode == 7


def test_other_settings_that_end_in_file_are_left_alone() -> None:
    done = entered("sh", "-c", "env", AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE="/somewhere")
    assert "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE=/somewhere" in done.stdout.splitlines()
