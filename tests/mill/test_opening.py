"""Opening a mill: what it makes ready, and what it leaves to people."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedmill.errors import Broken
from feedmill.mill import Mill
from feedmill.settings import Settings


def test_an_empty_home_is_made_ready_and_its_secrets_are_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Mill.open(Settings(home=home)) as mill:
        assert list(mill.stories()) == []
        assert mill.settings.archive_secret_key is not None
        assert mill.settings.archive_secret_key.get_secret_value() not in repr(mill.settings)
    assert (home / "secrets.env").stat().st_mode & 0o777 == 0o600


def test_a_warehouse_elsewhere_is_migrated_only_when_asked(tmp_path: Path) -> None:
    settings = Settings.model_validate({"home": tmp_path, "warehouse_url": f"sqlite:///{tmp_path}/elsewhere.db"})
    with pytest.raises(Broken, match="warehouse_not_migrated"):
        Mill.open(settings)
    with Mill.open(settings, migrate=True):
        pass
    with Mill.open(settings) as mill:
        assert list(mill.quarantine()) == []
