"""A pytest plugin: coverage stands still where tracing each line costs much and tells nothing.

The tests of tests/quality read masses of files in loops that other tests cover, those of `OFTEN` do the same often or
with much, and those marked `tools` read the whole tree; attacks are measured by what they cost. What they start is not
traced either. Nothing here decides which lines have to be covered: that is coverage_floors.py.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[1]
QUALITY = TESTS / "quality"
OFTEN = frozenset(
    TESTS / name
    for name in (
        "identity/test_settling.py",
        "identity/test_settling_by_hand.py",
        "reading/packed/test_attacks.py",
        "splitting/test_bad_input.py",
        "splitting/test_invariants.py",
        "warehouse/test_decisions_last.py",
        "warehouse/test_order.py",
    )
)
FAULTS = TESTS / "faults"
FOR_CHILDREN = "COVERAGE_PROCESS_CONFIG"
"""The variable by which coverage asks the processes that are started to measure themselves."""


def is_untraced(item: pytest.Item) -> bool:
    """Whether coverage stands still while a test runs."""
    masses = item.path in OFTEN or not {QUALITY, FAULTS}.isdisjoint(item.path.parents)
    return masses or item.get_closest_marker("tools") is not None


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


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Let a thread enter the lock of coverage's data twice.

    What is collected as garbage while it is held may run traced code, which then waits for itself for ever.
    """
    cov: Any = getattr(session.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if cov is not None:
        cov.cov._collector.data_lock = threading.RLock()
    return (yield)


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_setupnodes() -> Generator[None, object, object]:
    """A worker is measured by pytest-cov; asked by the variable too, it would be traced twice."""
    os.environ.pop(FOR_CHILDREN, None)
    return (yield)
