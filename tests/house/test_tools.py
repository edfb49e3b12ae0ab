"""The tools that read the whole tree: ruff and mypy find nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.tools


@pytest.mark.parametrize("command", ["ruff check", "ruff format --check --diff", "mypy"])
def test_the_tool_finds_nothing(command: str) -> None:
    tool, *arguments = command.split()
    done = subprocess.run(
        [Path(sys.executable).with_name(tool), *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
