"""The tasks of fetching: what is due is claimed and shared out, each share looked at, what comes announced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from pydantic import SecretStr
from structlog.testing import capture_logs

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage
from feedmill.mill import Mill
from feedmill.settings import Settings
from feedmill_airflow import connections, fetching_steps
from tests.mill.fetched import FetchingMill, Site, rss, site

pytestmark = pytest.mark.integration


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as found:
        found.says("a.xml", rss("One"))
        yield found


@pytest.fixture
def mill(news: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FetchingMill:
    """The mill that steps get, with two sources, one of which fails."""
    found = FetchingMill(
        tmp_path, {"name": "a", "url": news.url("a.xml")}, {"name": "b", "url": "http://10.0.0.1/b.xml"}
    )
    monkeypatch.setattr(connections, "stored", lambda _conn_id: None)
    monkeypatch.setattr(Mill, "open", lambda _settings: found)
    monkeypatch.setattr(Mill, "close", lambda _mill: None)
    return found


def test_what_is_due_is_claimed_once_and_fetched_and_announced(mill: FetchingMill) -> None:
    keys = fetching_steps.claim_due(run="run-1")
    with pytest.raises(AirflowSkipException, match="nothing is due"):
        fetching_steps.claim_due(run="run-2")
    announced: list[str] = []
    with capture_logs() as lines:
        (counts,) = [fetching_steps.fetch_share(key, announced.extend) for key in keys]
    told = {"sources": 2, "changed": 1, "failed": 1, "deliveries": 1, "announced": 1}
    assert {name: counts[name] for name in told} == told
    assert counts["sources"] == sum(counts[name] for name in ("changed", "same", "unchanged", "put_off", "failed"))
    assert lines[-1]["event"] == "share fetched"
    assert any(line["event"] == "source failed" and line["retry"] == "feedmill fetch b" for line in lines)
    (key,) = announced
    assert mill.ingest_batch(key, "loader").new == 1
    assert fetching_steps.fetch_share(keys[0], announced.extend)["sources"] == 0


def test_named_sources_are_claimed_whether_they_are_due_or_not(mill: FetchingMill) -> None:
    mill.look("a")
    assert fetching_steps.claim_due(run="run-1", names=" a,\n") == ["run-1 0"]
    with pytest.raises(AirflowFailException, match="unknown_source: nobody"):
        fetching_steps.claim_due(run="run-1", names="a nobody")


def test_an_archive_that_does_not_answer_is_tried_again_and_only_what_was_left_is_looked_at(
    mill: FetchingMill,
) -> None:
    (key,) = fetching_steps.claim_due(run="run-1", names="a")

    def out(_call: str) -> None:
        raise ArchiveOutage(ArchiveReason.UNREACHABLE, "down")

    mill.archive.before = out
    with pytest.raises(AirflowException, match="archive_unreachable"):
        fetching_steps.fetch_share(key, lambda _keys: None)
    mill.archive.before = lambda _call: None
    assert fetching_steps.fetch_share(key, lambda _keys: None)["changed"] == 1


def test_the_secret_of_a_source_is_its_connections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(
        "sources:\n"
        "  - {name: a, kind: feed, url: 'https://a.example/', connection: login}\n"
        "  - {name: b, kind: feed, url: 'https://b.example/', connection: token}\n"
        "  - {name: c, kind: feed, url: 'https://c.example/', connection: none}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("FEEDMILL_SOURCES", str(file))

    class Stored:
        def __init__(self, login: str | None, password: str | None) -> None:
            self.login, self.password = login, password

    there = {"login": Stored("me", "hush"), "token": Stored(None, "hush"), "none": Stored(None, None)}
    monkeypatch.setattr(connections, "stored", there.get)
    found = connections.settings_in_force().web_connections
    assert {name: (one.login, one.password) for name, one in found.items()} == {
        "login": ("me", SecretStr("hush")),
        "token": (None, SecretStr("hush")),
    }
    assert "hush" not in repr(Settings(web_connections=found))
