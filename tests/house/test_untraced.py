"""Which tests are not traced, and that what they start is not either."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.house.untraced import FOR_CHILDREN, QUALITY, children_untraced, is_untraced


def an_item(path: Path, *marks: str) -> Any:
    return SimpleNamespace(path=path, get_closest_marker=lambda name: name if name in marks else None)


def test_measuring_tests_and_tools_are_not_traced_and_all_others_are() -> None:
    assert is_untraced(an_item(QUALITY / "test_a_floor.py", "quality"))
    assert is_untraced(an_item(QUALITY / "identity" / "test_a_floor.py"))
    assert is_untraced(an_item(QUALITY.parent / "house" / "test_tools.py", "tools"))
    assert not is_untraced(an_item(QUALITY.parent / "splitting" / "test_lines.py"))
    assert not is_untraced(an_item(QUALITY.parent / "splitting" / "training" / "test_training.py", "quality"))


@pytest.mark.parametrize("asked", [None, "as pytest-cov asks"])
def test_processes_are_not_asked_to_measure_themselves_meanwhile(
    asked: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(FOR_CHILDREN, raising=False)
    if asked is not None:
        monkeypatch.setenv(FOR_CHILDREN, asked)
    with children_untraced():
        assert FOR_CHILDREN not in os.environ
    assert os.environ.get(FOR_CHILDREN) == asked
