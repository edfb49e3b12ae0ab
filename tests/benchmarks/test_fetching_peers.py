"""What `benchmarks.fetching peers` makes of what it sees; the servers and the feeds that it shows to all."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import fetching_loops
from benchmarks.fetching_days import BUSY, CACHED, MOODS, Entry, Host, cached, early, moody, waits
from benchmarks.fetching_doubles import LOOK, NAMES, VARIANTS
from benchmarks.fetching_large import LARGE, SMALL
from benchmarks.fetching_peers import ASTRAY, DECEIVED, HELD, LEFT, SWOLLEN, Table, what_went_wrong
from feedmill.model import Document
from feedmill.reading import read
from tests.intake.fetching.hostile import CASES

WELL, REFUSED = CASES["as it should be"], CASES["a gzip bomb"]


def tried(**said: Any) -> dict[str, Any]:
    return {"back": True, "seconds": 1.0, "grew": 3.0, "taken": False, "reached": []} | said


@pytest.mark.parametrize(
    ("case", "seen", "row"),
    [
        (WELL, tried(taken=True), None),
        (WELL, tried(), LEFT),
        (REFUSED, tried(), None),
        (REFUSED, tried(taken=True), DECEIVED),
        (REFUSED, tried(grew=900.0), SWOLLEN),
        (REFUSED, tried(reached=["10.0.0.1:80"], grew=900.0), ASTRAY),
        (REFUSED, tried(back=False), HELD),
    ],
)
def test_a_case_goes_wrong_in_one_way(case: Any, seen: dict[str, Any], row: str | None) -> None:
    found = what_went_wrong(case, seen)
    assert (found and found[0]) == row


def test_cases_that_only_small_limits_refuse_are_cases_and_no_large_one_hides_another() -> None:
    assert set(CASES) >= SMALL
    assert not set(LARGE) & set(CASES)


def asked(path: str, *headers: str) -> tuple[int, int]:
    """What a host of the day answers: the status, and how large the body is."""
    host = Host(cached)
    host(f"/{path}", "\r\n".join([f"GET /{path} HTTP/1.1", "Host: 127.1.0.1:80", *headers]))
    return host.log[0].status, host.log[0].size


@pytest.mark.parametrize("path", CACHED)
def test_a_feed_comes_whole_unless_its_validator_comes_back(path: str) -> None:
    status, size = asked(path)
    assert (status, size > 5000) == (200, True)
    validator = "if-modified-since: Sat, 28 Feb 2026 10:00:00 GMT" if path == "modified" else 'IF-NONE-MATCH: "0"'
    assert asked(path, validator) == ((200, size) if path == "bare" else (304, 0))


def test_news_waits_until_its_feed_is_asked() -> None:
    assert waits([Entry("news", at, conditional=False, status=200, size=1) for at in (0, 10800, 11820, 22020)]) == [10]


def test_a_host_that_is_left_alone_long_enough_is_not_asked_early() -> None:
    assert early([0, BUSY, BUSY + 60, 3 * BUSY]) == 1


def test_robots_forbid_the_one_host_that_they_stand_on() -> None:
    place = list(MOODS).index("forbidden") + 1
    assert b"Disallow" in moody("robots.txt", 0, f"get /robots.txt\r\nhost: 127.1.0.{place}:80")[1]
    assert moody("robots.txt", 0, "get /robots.txt\r\nhost: 127.1.0.1:80")[0].startswith("404")


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_each_look_at_a_variant_shows_whole_feeds_of_its_stories(variant: Any) -> None:
    shown = set()
    for look in range(len(variant.looks)):
        for path in variant.paths:
            status, body, _ = variant.says(path, look * LOOK, "")
            assert status == "200 OK"
            shown |= {found.text.partition(":")[0] for found in read(body) if isinstance(found, Document)}
    assert len(shown & set(NAMES)) == variant.stories


def test_a_table_has_a_row_for_each_behaviour_and_an_empty_cell_where_nothing_was_measured() -> None:
    table = Table(["feedmill", "plain"])
    table.put("stories", "feedmill", 5)
    table.put("stories", "plain", 20)
    table.put("alerts", "feedmill", 1)
    assert list(table.lines())[:4] == [
        "| | feedmill | plain |",
        "|---|---|---|",
        "| stories | 5 | 20 |",
        "| alerts | 1 |  |",
    ]


@pytest.mark.parametrize(
    ("event", "arguments", "where"),
    [
        ("socket.connect", (None, ("10.0.0.1", 80)), ["10.0.0.1:80"]),
        ("socket.connect", (None, ("127.0.0.1", 22)), ["127.0.0.1:22"]),
        ("open", ("/etc/passwd", "r", 0), ["/etc/passwd"]),
        ("socket.getaddrinfo", ("news.example", 80), []),
    ],
)
def test_what_leads_away_is_refused_before_it_is_reached(
    event: str, arguments: tuple[Any, ...], where: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[str] = []
    monkeypatch.setattr(fetching_loops, "_reached", reached)
    monkeypatch.setattr(fetching_loops, "_allowed", {8080})
    fetching_loops.watch("socket.connect", (None, ("127.1.0.3", 8080)))
    with pytest.raises(OSError, match=r"is not of this benchmark|passwd"):
        fetching_loops.watch(event, arguments)
    assert reached == where
