"""Which tests are not traced, and that what they start is not either."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.house.untraced import (
    FAULTS,
    FOR_CHILDREN,
    OFTEN,
    QUALITY,
    children_untraced,
    is_untraced,
    pytest_runtestloop,
)


def an_item(path: Path, *marks: str) -> Any:
    return SimpleNamespace(path=path, get_closest_marker=lambda name: name if name in marks else None)


def test_measuring_tests_and_tools_are_not_traced_and_all_others_are() -> None:
    assert is_untraced(an_item(QUALITY / "test_a_floor.py", "quality"))
    assert is_untraced(an_item(QUALITY / "identity" / "test_a_floor.py"))
    assert is_untraced(an_item(FAULTS / "test_points.py", "slow"))
    assert all(path.is_file() and is_untraced(an_item(path)) for path in OFTEN)
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


def test_coverage_never_waits_for_itself() -> None:
    collector: Any = SimpleNamespace(data_lock=threading.Lock())
    plugin = SimpleNamespace(cov_controller=SimpleNamespace(cov=SimpleNamespace(_collector=collector)))
    config = SimpleNamespace(pluginmanager=SimpleNamespace(getplugin={"_cov": plugin}.get))
    session: Any = SimpleNamespace(config=config)
    next(pytest_runtestloop(session))
    assert [collector.data_lock.acquire(blocking=False) for _ in range(2)] == [True, True]
