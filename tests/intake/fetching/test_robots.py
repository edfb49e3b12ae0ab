"""robots.txt is asked for, believed for a while, and obeyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from feedmill.errors import FeedmillError
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.robots import allowed, asked_robots, delay, host_of
from feedmill.model.fetching import HostState
from tests.intake.fetching.hostile import Case, answer, gave, redirect, reset, serving
from tests.intake.fetching.sources import NOW

pytestmark = pytest.mark.integration

RULES = b"""User-agent: *
Disallow: /

User-agent: feedmill
Crawl-delay: 2.5
Disallow: /private
Allow: /private/feed*.xml
"""


def asked(client: Client, case: Case, known: HostState | None = None) -> HostState:
    with serving({"robots.txt": case}) as server:
        before = known or HostState("")
        found = asked_robots(client, replace(before, host=server.url("").rstrip("/")), NOW)
        return replace(found, host="https://news.example")


def may(state: HostState, path: str) -> bool | None:
    return allowed(state, f"https://news.example{path}")


def test_what_is_meant_for_feedmill_is_obeyed(client: Client) -> None:
    found = asked(client, Case(lambda s: answer(s, RULES), gave()))
    assert [may(found, path) for path in ("/", "/private/a", "/private/feed1.xml")] == [True, False, True]
    assert delay(found) == 2.5
    assert found.robots_until == NOW + timedelta(days=1)


def test_it_is_believed_as_long_as_it_says_within_an_hour_and_a_day(client: Client) -> None:
    for said, hours in (("max-age=60", 1), ("max-age=7200", 2), ("max-age=999999", 24)):
        found = asked(client, Case(lambda s, said=said: answer(s, RULES, f"Cache-Control: {said}"), gave()))  # type: ignore[misc]  # a default that binds
        assert found.robots_until == NOW + timedelta(hours=hours)
    with serving({}) as server:
        known = HostState(server.url("").rstrip("/"), "", 404, NOW + timedelta(seconds=1))
        assert asked_robots(client, known, NOW) is known
        assert server.requests == []


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_where_there_is_none_everything_is_allowed(status: str, client: Client) -> None:
    found = asked(client, Case(lambda s: answer(s, RULES, status=status), gave()))
    assert may(found, "/private") is True


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Slow down"])
def test_a_host_that_fails_to_say_is_not_asked_for_an_hour(status: str, client: Client) -> None:
    found = asked(client, Case(lambda s: answer(s, b"", status=status), gave()))
    assert may(found, "/") is None
    assert found.robots_until == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("case", "reason"), [(Case(reset, ""), "no_connection"), (Case(redirect("http://10.0.0.1/"), ""), "address_inward")]
)
def test_what_was_known_goes_on_to_hold_while_nothing_can_be_had(case: Case, reason: str, client: Client) -> None:
    with pytest.raises(FeedmillError, match=f"{reason}: robots.txt: "):
        asked(client, case)
    known = HostState("", RULES.decode(), 200, NOW)
    assert [may(asked(client, case, known), path) for path in ("/", "/private/a")] == [True, False]


def test_a_page_instead_of_it_forbids_nothing_and_of_a_huge_one_the_beginning_counts(client: Client) -> None:
    page = asked(client, Case(lambda s: answer(s, b"<html>Not found</html>"), gave()))
    assert may(page, "/") is True
    huge = asked(client, Case(lambda s: answer(s, RULES + b"# x\n" * 300_000), gave()))
    assert may(huge, "/private/a") is False
    assert len(huge.robots) == 500 * 1024


def test_a_nul_in_it_does_no_harm(client: Client) -> None:
    assert "\0" not in asked(client, Case(lambda s: answer(s, b"a\0b"), gave())).robots


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://News.example/a", "https://news.example"), ("http://[::1]:81/", "http://[::1]:81")],
)
def test_a_host_is_scheme_name_and_port(url: str, host: str) -> None:
    assert host_of(url) == host
