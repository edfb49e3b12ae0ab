"""A real Airflow, all four parts in a home of its own, as long as a module that asks for it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedmill.settings import CLONE
from tests.airflow.server import Server
from tests.airflow.sqs import Sqs, queue
from tests.mill.fetched import Site, rss, site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a real Airflow talk to it on loopback."""
    for item in items:
        if item.get_closest_marker("airflow"):
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="module")
def news() -> Iterator[Site]:
    """A site with two feeds that can be fetched and one that cannot."""
    import pytest_socket

    pytest_socket.enable_socket()
    with site() as found:
        found.says("a.xml", rss("One", "Two"))
        found.says("b.xml", status="500 Oops")
        found.says("c.xml", rss("Three"))
        yield found


@pytest.fixture(scope="module")
def sqs() -> Iterator[Sqs]:
    """A queue for the notices of a bucket."""
    import pytest_socket

    pytest_socket.enable_socket()
    with queue() as found:
        yield found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, news: Site, sqs: Sqs) -> Iterator[Server]:
    """The running server, its sources the site's and a prefix with a queue; a page was dropped before it started.

    It is started once: that takes longer than most of what is tried on it. A test that stops it starts it again.
    """
    home: Path = tmp_path_factory.mktemp("airflow-home")
    sources = [{"name": name, "kind": "feed", "url": news.url(f"{name}.xml"), "networks": ["here"]} for name in "abc"]
    sources.append({"name": "bucket", "kind": "s3", "prefix": "s3://feedmill/drop/", "queue": sqs.url})
    said = {"networks": {"here": ["127.0.0.0/8"]}, "sources": sources}
    (home / "sources.yaml").write_text(json.dumps(said), encoding="utf-8")
    running = Server(home)
    running.environment["FEEDMILL_SOURCES"] = str(home / "sources.yaml")
    running.environment |= {"AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": "very-secret"}
    running.drop("page.txt", (CLONE / "tests" / "data" / "newspaper-page.txt").read_text(encoding="utf-8"))
    try:
        running.start()
        yield running
    finally:
        running.stop()
