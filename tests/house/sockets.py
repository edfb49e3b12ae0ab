"""A pytest plugin: the unit suite has no sockets; tests with real parts reach this machine, and nothing beyond it."""

from __future__ import annotations

import pytest

REAL_PARTS = ("integration", "airflow", "browser")
LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Allow loopback to each test that is marked to need real parts."""
    for item in items:
        if any(item.get_closest_marker(mark) for mark in REAL_PARTS):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
