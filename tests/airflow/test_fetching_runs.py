"""Fetching on a running Airflow: what a form names is fetched, announced, and loaded by `ingest`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.airflow.server import Server, eventually
from tests.mill.fetched import Site, rss, site

pytestmark = pytest.mark.airflow


@pytest.fixture(scope="module")
def news() -> Iterator[Site]:
    import pytest_socket

    pytest_socket.enable_socket()
    with site() as found:
        found.says("a.xml", rss("One", "Two"))
        found.says("b.xml", status="500 Oops")
        yield found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, news: Site) -> Iterator[Server]:
    """A running server with two sources, one of which fails; fetched every minute at most."""
    home: Path = tmp_path_factory.mktemp("airflow-home")
    sources = [{"name": name, "kind": "feed", "url": news.url(f"{name}.xml"), "networks": ["here"]} for name in "ab"]
    said = {"networks": {"here": ["127.0.0.0/8"]}, "sources": sources}
    (home / "sources.yaml").write_text(json.dumps(said), encoding="utf-8")
    running = Server(home)
    running.environment["FEEDMILL_SOURCES"] = str(home / "sources.yaml")
    running.start()
    try:
        yield running
    finally:
        running.stop()


def test_what_a_form_names_is_fetched_and_loaded_and_a_source_that_fails_fails_no_task(
    server: Server, news: Site
) -> None:
    run = server.api.post("/dags/fetch_now/dagRuns", {"logical_date": None, "conf": {"sources": "a b"}})["dag_run_id"]
    assert server.api.wait("fetch_now", run) == "success"
    assert eventually(lambda: server.loaded(news.url("a.xml")))
    assert server.rows("SELECT headline FROM documents ORDER BY headline") == [("One",), ("Two",)]
    checks = server.rows("SELECT source, outcome, reason, new_stories FROM source_checks ORDER BY at, source")
    assert {check[:3] for check in checks} == {("a", "changed", None), ("b", "failed", "host_fails")} | {
        check[:3] for check in checks if check[1] == "same"
    }
    assert server.rows("SELECT count(*) FROM batches WHERE announced_at IS NULL") == [(0,)]


def test_a_source_that_is_not_there_fails_the_run_at_once(server: Server) -> None:
    run = server.api.post("/dags/fetch_now/dagRuns", {"logical_date": None, "conf": {"sources": "nobody"}})
    assert server.api.wait("fetch_now", run["dag_run_id"]) == "failed"
