"""Loads the scripts of docker/, which are no package, and makes a set of secrets."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.sources import ROOT


def script(name: str) -> ModuleType:
    """A script of docker/ as a module."""
    spec = importlib.util.spec_from_file_location(f"docker_{name}", ROOT / "docker" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def secrets_folder(tmp_path: Path) -> Path:
    """A folder with every secret, as the script makes them."""
    folder = tmp_path / "secrets"
    script("make_secrets").make(folder)
    return folder


@pytest.fixture
def secrets_made(secrets_folder: Path) -> set[str]:
    """The names of the secrets that the script makes."""
    return {path.name for path in secrets_folder.iterdir()}
