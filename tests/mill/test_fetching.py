"""Sources are fetched when they are due, what comes is loaded, and none holds up another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from feedmill.archive import records
from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, UsageError
from tests.intake.fetching.hostile import CASES, Case, gave, redirect
from tests.mill.fetched import FetchingMill, Site, rss, site

pytestmark = pytest.mark.integration

HOUR = 3600


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as found:
        found.says("a.xml", rss("One", "Two"), 'ETag: "a1"')
        found.says("b.xml", rss("Three"))
        yield found


def test_what_a_source_brings_is_archived_and_loaded_and_its_check_tells_what_it_was(
    news: Site, tmp_path: Path
) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")})
    ((check, summary),) = mill.look()
    assert (check.source, check.status, summary.new) == ("a", 200, 2)
    assert mill.rows("SELECT outcome, status, items, new_stories FROM source_checks") == [("changed", 200, 2, 2)]
    (record,) = mill.archive.records()
    assert (record.way, record.source, record.name, record.token) == ("fetch", "a", news.url("a.xml"), check.id)
    assert ("etag", '"a1"') in record.headers
    assert mill.archive.read_original(record.original.sha256) == rss("One", "Two")
    assert {story["headline"] for story in mill.stories()} == {"One", "Two"}


def test_a_source_is_looked_at_when_it_is_due_and_not_before(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "cadence": "1h"})
    assert mill.outcomes() == {"a": "changed"}
    assert mill.outcomes() == {}
    mill.clock.move(1.2 * HOUR)
    assert mill.outcomes() == {"a": "same"}
    assert mill.outcomes("a") == {"a": "same"}
    assert 'If-None-Match: "a1"' in news.server.requests[-1]
    assert [len(list(mill.archive.originals())), len(list(mill.archive.records()))] == [1, 3]


def test_nothing_changed_is_a_check_and_no_delivery(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")})
    mill.look()
    news.says("a.xml", b"", status="304 Not Modified")
    assert mill.outcomes("a") == {"a": "unchanged"}
    assert len(list(mill.archive.records())) == 1


def test_old_looks_that_brought_nothing_are_forgotten_but_for_the_last(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")})
    mill.look()
    news.says("a.xml", b"", status="304 Not Modified")
    for _ in range(3):
        mill.clock.move(HOUR)
        assert mill.outcomes("a") == {"a": "unchanged"}
    assert mill.look_after_sources().counts == {"sources": 1, "alerts": 0, "forgotten": 0}
    mill.clock.move(91 * 24 * HOUR)
    assert mill.look_after_sources().counts["forgotten"] == 2
    assert mill.rows("SELECT outcome FROM source_checks ORDER BY at") == [("changed",), ("unchanged",)]


def test_a_source_that_is_wrong_is_named_by_the_maintenance(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("gone.xml")})
    news.says("gone.xml", status="410 Gone")
    mill.look()
    done = mill.look_after_sources()
    assert (done.well, done.counts["alerts"]) == (False, 1)
    assert "source a: stopped" in done.cases[0]


def test_another_address_in_the_file_starts_afresh(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("gone.xml")})
    news.says("gone.xml", status="410 Gone")
    assert mill.outcomes() == {"a": "gone"}
    mill.clock.move(99 * HOUR)
    assert mill.outcomes() == {}
    mill.configure({"name": "a", "url": news.url("a.xml")})
    assert mill.outcomes() == {"a": "changed"}
    assert mill.rows("SELECT stopped, url FROM source_states") == [(None, news.url("a.xml"))]


def test_an_address_that_moved_for_good_is_asked_directly_after_three_times(news: Site, tmp_path: Path) -> None:
    news.cases["old.xml"] = Case(redirect("/a.xml", "301 Moved Permanently"), gave())
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("old.xml")})
    for _ in range(4):
        mill.look("a")
    assert news.asked() == ["/old.xml", "/a.xml"] * 3 + ["/a.xml"]


def test_no_misbehaving_source_keeps_the_others_from_their_news(news: Site, tmp_path: Path) -> None:
    bad = ["slow body", "a gzip bomb", "redirects in a circle", "a redirect to metadata", "a reset in the headers"]
    news.cases.update({name: CASES[name] for name in bad})
    sources = [{"name": f"bad-{at}", "url": news.url(name)} for at, name in enumerate(bad)]
    with site() as other:
        other.says("b.xml", rss("Three"))
        good = [{"name": "a", "url": news.url("a.xml")}, {"name": "b", "url": other.url("b.xml")}]
        mill = FetchingMill(tmp_path, *sources, *good)
        found = mill.outcomes()
    assert found == {
        "a": "changed",
        "b": "changed",
        "bad-0": "too_slow",
        "bad-1": "answer_bomb",
        "bad-2": "redirect_loop",
        "bad-3": "address_inward",
        "bad-4": "no_connection",
    }
    assert len(list(mill.stories())) == 3
    assert mill.rows("SELECT count(*) FROM source_states WHERE lease IS NOT NULL") == [(0,)]


def test_robots_txt_is_asked_once_and_obeyed_unless_the_source_says_otherwise(news: Site, tmp_path: Path) -> None:
    news.says("robots.txt", b"User-agent: *\nDisallow: /a.xml\n")
    sources = [{"name": "a", "url": news.url("a.xml")}, {"name": "b", "url": news.url("b.xml")}]
    agreed = {"name": "c", "url": news.url("a.xml"), "robots": False}
    mill = FetchingMill(tmp_path, *sources, agreed)
    assert mill.outcomes() == {"a": "robots_forbid", "b": "changed", "c": "changed"}
    mill.look("a", "b")
    assert [head.split(" ")[1] for head in news.server.requests].count("/robots.txt") == 1


def test_a_host_that_wants_long_pauses_has_its_sources_put_off(news: Site, tmp_path: Path) -> None:
    news.says("robots.txt", b"User-agent: feedmill\nCrawl-delay: 600\n")
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")}, {"name": "b", "url": news.url("b.xml")})
    assert mill.outcomes() == {"a": "changed", "b": "host_paced"}
    mill.clock.move(601)
    assert mill.outcomes() == {"b": "changed"}


def test_a_secret_is_sent_and_stands_nowhere(news: Site, tmp_path: Path) -> None:
    login = {"login": {"login": "me", "password": "hush"}, "token": {"password": "hush"}}
    sources = [{"name": name, "url": news.url("a.xml"), "connection": name} for name in ("login", "none", "token")]
    mill = FetchingMill(tmp_path, *sources, web_connections=login)
    assert mill.outcomes() == {"login": "changed", "none": "connection_missing", "token": "changed"}
    heads = [head for head in news.server.requests if "a.xml" in head]
    assert ["Authorization: Basic bWU6aHVzaA==" in heads[0], "Authorization: Bearer hush" in heads[1]] == [True, True]
    assert "hush" not in repr(mill.settings)
    assert not any("Authorization" in head for head in news.server.requests if "robots" in head)
    assert not any(b"hush" in data for data in mill.archive.objects.values())


@pytest.mark.parametrize("token", ["hush\n", "hu\r\nX-A: sh", "hush\u20ac", ""])
def test_a_token_that_cannot_be_sent_is_not_told(news: Site, tmp_path: Path, token: str) -> None:
    source = {"name": "a", "url": news.url("a.xml"), "connection": "token"}
    mill = FetchingMill(tmp_path, source, web_connections={"token": {"password": token}})
    with capture_logs() as lines:
        ((check, _),) = mill.look()
    assert (check.reason, check.detail) == ("connection_invalid", "token")
    assert "hu" not in str(lines)
    assert news.asked() == []


def test_an_outage_of_the_archive_loses_nothing(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")})

    def out(_call: str) -> None:
        raise ArchiveOutage(ArchiveReason.UNREACHABLE, "down")

    mill.archive.before = out
    with pytest.raises(ArchiveOutage):
        mill.look()
    mill.archive.before = lambda _call: None
    assert mill.rows("SELECT body, etag, failures FROM source_states") == [(None, None, 0)]
    mill.clock.move(HOUR)
    assert mill.outcomes() == {"a": "changed"}
    assert len(list(mill.stories())) == 2


def test_what_is_due_is_shared_out_by_host_and_fetched_once_whoever_asks(news: Site, tmp_path: Path) -> None:
    with site() as other:
        other.says("b.xml", rss("Three"))
        sources = [{"name": f"a{at}", "url": news.url(f"a{at}.xml")} for at in range(3)]
        mill = FetchingMill(tmp_path, *sources, {"name": "b", "url": other.url("b.xml")}, batch_files=2)
        for at in range(3):
            news.says(f"a{at}.xml", rss(f"Story {at}"))
        keys = mill.plan_fetch("run-1")
        assert keys == ["run-1 0", "run-1 1"]
        assert mill.plan_fetch("run-2") == []
        rounds = [mill.fetch_batch(key) for key in keys]
        assert [(one.sources, one.changed, one.deliveries) for one in rounds] == [(3, 3, 3), (1, 1, 1)]
        assert mill.fetch_batch(keys[0]).sources == 0
    announced = [key for one in rounds for key in one.keys]
    assert len(announced) == 3
    assert sum(mill.ingest_batch(key, "loader").new for key in announced) == 4
    assert mill.rows("SELECT count(*) FROM source_checks WHERE new_stories = 1") == [(4,)]


def test_a_host_that_a_run_is_asking_is_asked_by_no_other_but_by_name(news: Site, tmp_path: Path) -> None:
    first, second = ({"name": name, "url": news.url(f"{name}.xml")} for name in "ab")
    mill = FetchingMill(tmp_path, first)
    assert mill.plan_fetch("run-1") == ["run-1 0"]
    mill.configure(first, second)
    assert mill.plan_fetch("run-2") == []
    assert mill.plan_fetch("by-hand", ["b"]) == ["by-hand 0"]
    assert mill.fetch_batch("run-1 0").changed == 1
    assert mill.fetch_batch("by-hand 0").changed == 1


def test_5000_sources_are_claimed_for_64_tasks_in_a_few_statements(tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, *({"name": f"s{at}", "url": f"https://h{at}.example/"} for at in range(5000)))
    asked: list[str] = []
    event.listen(mill.store.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert len(mill.plan_fetch("run-1")) == 64
    assert mill.plan_fetch("run-2") == []
    assert mill.rows("SELECT count(*), count(DISTINCT lease) FROM source_states") == [(5000, 64)]
    assert len(asked) < 150


def test_a_run_that_was_killed_loses_its_sources_after_half_an_hour(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")})
    assert mill.plan_fetch("killed") == ["killed 0"]
    mill.clock.move(0.4 * HOUR)
    assert mill.plan_fetch("next") == []
    mill.clock.move(0.2 * HOUR)
    assert mill.plan_fetch("next") == ["next 0"]


def test_a_name_that_is_none_or_not_fetched_is_wrong_use(tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "drop", "kind": "s3", "prefix": "s3://bucket/in/"})
    mill.file.write_text("sources: [{name: drop, kind: folder, folder: drop}]", encoding="utf-8")
    with pytest.raises(UsageError, match="unknown_source"):
        mill.look("nobody")
    with pytest.raises(UsageError, match="not_fetched"):
        mill.look("drop")
    assert mill.look() == []


def test_what_was_fetched_can_be_told_from_its_record_alone(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")})
    mill.look()
    (record,) = mill.archive.records()
    key = records.record_key(record)
    assert records.from_bytes(mill.archive.objects[key], key) == record


def test_an_alert_is_raised_once_and_clears_by_itself(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "cadence": "10m", "slowest": "30m"})
    mill.look()
    news.says("a.xml", status="500 Oops")
    for _ in range(5):
        mill.clock.move(0.6 * HOUR)
        assert mill.outcomes() == {"a": "host_fails"}
    (row,) = mill.health()
    assert [(alert["kind"], alert["detail"]) for alert in row["alerts"]] == [
        ("failing", "5 checks in a row failed; the last: host_fails")
    ]
    news.says("a.xml", rss("Three"))
    mill.clock.move(0.6 * HOUR)
    assert mill.outcomes() == {"a": "changed"}
    assert [row["alerts"] for row in mill.health()] == [[]]
    assert mill.rows("SELECT kind, cleared_at IS NOT NULL FROM source_alerts") == [("failing", 1)]


def test_a_source_that_falls_silent_is_told_within_a_look_after_it_was_silent_too_long(
    news: Site, tmp_path: Path
) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "cadence": "30m", "slowest": "1h"})
    for at in range(7):
        news.says("a.xml", rss(f"Story {at}"))
        mill.look("a")
        mill.clock.move(HOUR)
    opened = []
    for _ in range(4):
        mill.look("a")
        opened.append([alert["kind"] for row in mill.health() for alert in row["alerts"]])
        mill.clock.move(0.5 * HOUR)
    assert opened == [[], [], [], ["quiet"]]
    news.says("a.xml", rss("News again"))
    mill.look("a")
    assert [row["alerts"] for row in mill.health()] == [[]]
