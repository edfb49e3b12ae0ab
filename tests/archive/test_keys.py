"""The embedded archive's keys."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from feedmill.archive.keys import ensure_secrets, write_private
from feedmill.archive.server import keys_of
from feedmill.settings import Settings


def test_keys_are_generated_once_into_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    ensure_secrets(home)
    text = (home / "secrets.env").read_text()
    ensure_secrets(home)
    assert (home / "secrets.env").read_text() == text
    assert (home / "secrets.env").stat().st_mode & 0o777 == 0o600
    assert (home / "archive").stat().st_mode & 0o777 == 0o700


def test_settings_read_the_generated_keys(tmp_path: Path) -> None:
    ensure_secrets(tmp_path)
    access_key, secret_key = keys_of(Settings(home=tmp_path))
    assert len(access_key) == 20
    assert len(secret_key) > 40
    assert secret_key not in repr(Settings(home=tmp_path))


def test_two_homes_have_different_keys(tmp_path: Path) -> None:
    assert keys_of(Settings(home=tmp_path / "a")) != keys_of(Settings(home=tmp_path / "b"))


def test_keys_that_are_set_are_used_and_none_generated(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, archive_access_key="mine", archive_secret_key="secret")
    assert keys_of(settings) == ("mine", "secret")
    assert not (tmp_path / "secrets.env").exists()


@pytest.mark.parametrize("before", ["A=1", "A=1\n", "# a note\nexport FEEDMILL_ARCHIVE_ACCESS_KEY=mine\n"])
def test_lines_that_stand_in_the_file_are_kept(tmp_path: Path, before: str) -> None:
    (tmp_path / "secrets.env").write_text(before)
    ensure_secrets(tmp_path)
    text = (tmp_path / "secrets.env").read_text()
    assert text.startswith(before.rstrip("\n") + "\n")
    assert text.count("FEEDMILL_ARCHIVE_ACCESS_KEY=") == text.count("FEEDMILL_ARCHIVE_SECRET_KEY=") == 1


def test_an_empty_key_counts_as_missing(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").write_text("FEEDMILL_ARCHIVE_ACCESS_KEY=\n")
    assert keys_of(Settings(home=tmp_path))[0]


def test_many_at_once_agree_on_the_keys(tmp_path: Path) -> None:
    found: list[tuple[str, str]] = []
    threads = [threading.Thread(target=lambda: found.append(keys_of(Settings(home=tmp_path)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_private_file_is_replaced_and_no_draft_is_left(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("open to all")
    (tmp_path / "a").chmod(0o644)
    write_private(tmp_path / "a", "closed")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
