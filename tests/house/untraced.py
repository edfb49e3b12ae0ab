"""A pytest plugin: coverage stands still where tracing each line costs much and tells nothing.

The tests of tests/quality read masses of files in loops that other tests cover, and those marked `tools` read the
whole tree; attacks are measured by what they cost. What they start is not traced either. Nothing here decides which
lines have to be covered: that is coverage_floors.py.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[1]
QUALITY = TESTS / "quality"
ATTACKS = TESTS / "reading" / "packed" / "test_attacks.py"
FOR_CHILDREN = "COVERAGE_PROCESS_CONFIG"
"""The variable by which coverage asks the processes that are started to measure themselves."""


def is_untraced(item: pytest.Item) -> bool:
    """Whether coverage stands still while a test runs."""
    return item.get_closest_marker("tools") is not None or QUALITY in item.path.parents or item.path == ATTACKS


@contextmanager
def children_untraced() -> Iterator[None]:
    """Processes started meanwhile do not measure themselves."""
    asked = os.environ.pop(FOR_CHILDREN, None)
    try:
        yield
    finally:
        if asked is not None:
            os.environ[FOR_CHILDREN] = asked


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Stand still from the first fixture of an untraced test to the last."""
    controller: Any = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is None or not is_untraced(item):
        return (yield)
    controller.pause()
    try:
        with children_untraced():
            return (yield)
    finally:
        controller.resume()


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_setupnodes() -> Generator[None, object, object]:
    """A worker is measured by pytest-cov; asked by the variable too, it would be traced twice."""
    os.environ.pop(FOR_CHILDREN, None)
    return (yield)
