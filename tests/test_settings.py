"""Settings from the environment and from the home's secrets."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from feedmill.settings import SECRETS_FILE, Settings, default_home, wrong_settings


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "ARCHIVE_URL", "UI_PORT", "MANUAL_FOLDERS"):
        monkeypatch.setenv(f"FEEDMILL_{name}", "")
    settings = Settings()
    assert settings.home == default_home()
    assert (settings.archive_url, settings.ui_port, settings.manual_folders) == (None, 8080, ())


def test_an_empty_secret_is_one_that_is_not_set(tmp_path: Path) -> None:
    (tmp_path / SECRETS_FILE).write_text("FEEDMILL_WAREHOUSE_URL=\nFEEDMILL_ARCHIVE_ACCESS_KEY=abc\n")
    settings = Settings(home=tmp_path)
    assert settings.warehouse_url is None
    assert settings.archive_access_key is not None


def test_an_empty_variable_does_not_hide_the_secret_of_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / SECRETS_FILE).write_text("FEEDMILL_ARCHIVE_ACCESS_KEY=abc\n")
    monkeypatch.setenv("FEEDMILL_ARCHIVE_ACCESS_KEY", "")
    monkeypatch.setenv("FEEDMILL_HOME", str(tmp_path))
    found = Settings().archive_access_key
    assert found is not None
    assert found.get_secret_value() == "abc"


def test_a_proxy_has_neither_name_nor_password_and_neither_is_told() -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(fetch_proxy="http://me:hush@proxy.example:3128")
    assert "FEEDMILL_FETCH_PROXY" in wrong_settings(refused.value)
    assert "hush" not in wrong_settings(refused.value)
    assert Settings(fetch_proxy="http://[fd00::1]:3128/").fetch_proxy == "http://[fd00::1]:3128/"
