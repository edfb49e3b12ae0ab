"""A folder of data that holds what a test puts there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.splitting.training.data import Data


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Data:
    """An empty folder of data, as the setting names it."""
    monkeypatch.setenv("FEEDMILL_DATA", str(tmp_path))
    return Data(tmp_path)
