"""A real Airflow, all four parts in a home of its own, as long as a module that asks for it takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.airflow.server import Server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a real Airflow talk to it on loopback."""
    for item in items:
        if item.get_closest_marker("airflow"):
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The running server. A test that stops it starts it again."""
    import pytest_socket

    pytest_socket.enable_socket()
    running = Server(tmp_path_factory.mktemp("airflow-home"))
    try:
        running.start()
        yield running
    finally:
        running.stop()
