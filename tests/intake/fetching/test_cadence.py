"""When a source is looked at next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.intake.fetching.answers import Answer
from feedmill.intake.fetching.cadence import SPREAD, Stated, next_look, next_try, noticed, stated
from feedmill.intake.fetching.judging import first_state
from feedmill.intake.sources import FeedSource
from feedmill.model.fetching import SourceState
from tests.intake.fetching.sources import NOW, a_feed

MINUTE = 60.0


def minutes(due: datetime) -> float:
    """How far off it is, without what it is spread by, in minutes."""
    return (due - NOW).total_seconds() / MINUTE / (1 + SPREAD / 2)


def says(*headers: tuple[str, str], head: bytes = b"") -> Stated:
    return stated(Answer(200, "https://news.example/", headers), head, NOW)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ((), 0),
        ((("cache-control", "max-age=600"),), 600),
        ((("cache-control", "public, Max-Age = 600"), ("age", "100")), 500),
        ((("cache-control", "max-age=600"), ("age", "999")), 0),
        ((("cache-control", "s-maxage=600"),), 0),
        ((("cache-control", "no-cache, max-age=600"),), 0),
        ((("cache-control", "no-store"),), 0),
        ((("cache-control", "max-age=x"),), 0),
        ((("expires", "Sun, 01 Mar 2026 12:10:00 GMT"), ("date", "Sun, 01 Mar 2026 12:00:00 GMT")), 600),
        ((("expires", "Sun, 01 Mar 2026 12:10:00 GMT"), ("cache-control", "max-age=60")), 60),
        ((("expires", "0"),), 0),
        ((("expires", "Sun, 01 Mar 2020 12:10:00 GMT"),), 0),
    ],
)
def test_how_long_an_answer_is_fresh(headers: tuple[tuple[str, str], ...], seconds: float) -> None:
    assert says(*headers).fresh == seconds


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        (b"<rss><channel><ttl> 60 </ttl>", 3600),
        (b"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 900),
        (b"<syn:updatePeriod> daily </syn:updatePeriod>", 86400),
        (b"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3600),
        (b"<ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
        (b"<ttl>soon</ttl>", None),
        (b"<ttl>0</ttl>", None),
    ],
)
def test_what_a_feed_says_of_its_period(head: bytes, seconds: float | None) -> None:
    assert says(head=head).period == seconds


def test_without_a_word_the_cadence_holds() -> None:
    source = a_feed(cadence="15m")
    assert 14 < minutes(next_look(source, first_state(source, NOW), Stated(), NOW)) < 16


def test_what_is_said_makes_it_longer_never_shorter_and_never_beyond_its_limit() -> None:
    source = a_feed(cadence="15m", slowest="4h")
    state = first_state(source, NOW)
    assert 57 < minutes(next_look(source, state, Stated(3600), NOW)) < 63
    assert 57 < minutes(next_look(source, state, Stated(period=3600), NOW)) < 63
    assert 14 < minutes(next_look(source, state, Stated(5, 5), NOW)) < 16
    assert 228 < minutes(next_look(source, state, Stated(10**9), NOW)) < 252


def with_rhythm(source: FeedSource, gap: timedelta) -> tuple[SourceState, datetime]:
    """The state of a source that changed so often, just after a change; and the time."""
    state, now = first_state(source, NOW), NOW
    for _ in range(5):
        now += gap
        state = noticed(state, now)
    return state, now


def test_how_often_it_changes_outranks_what_it_says_of_itself() -> None:
    source = a_feed(cadence="5m")
    state, changed = with_rhythm(source, timedelta(minutes=30))
    assert state.rhythm == 1800
    for since, wait in ((0, 5), (4, 8), (20, 10), (600, 200)):
        now = changed + timedelta(minutes=since)
        due = next_look(source, state, Stated(period=7 * 86400), now)
        assert timedelta(minutes=wait) <= due - now <= timedelta(minutes=wait) * (1 + SPREAD)


def test_a_burst_of_a_slow_source_is_followed_at_its_cadence_from_the_first_look_that_sees_it() -> None:
    source = a_feed(cadence="15m")
    state, now = with_rhythm(source, timedelta(hours=6))
    now += timedelta(hours=4)
    assert next_look(source, state, Stated(), now) - now > timedelta(hours=2)
    for _ in range(8):
        state = noticed(state, now)
        due = next_look(source, state, Stated(), now)
        assert due - now <= timedelta(minutes=15) * (1 + SPREAD)
        now = due
    assert state.rhythm is not None
    assert state.rhythm < 3600


def test_news_of_a_source_with_a_habit_waits_for_little_more_than_a_third_of_it() -> None:
    source = a_feed(cadence="15m")
    state, changed = with_rhythm(source, timedelta(hours=3))
    looks = [changed]
    while looks[-1] < changed + timedelta(hours=3):
        looks.append(next_look(source, state, Stated(), looks[-1]))
    assert max(later - sooner for sooner, later in pairwise(looks)) <= timedelta(hours=1) * (1 + SPREAD)
    assert len(looks) <= 6


def test_failures_make_it_twice_as_late_each_time_up_to_its_limit() -> None:
    source = a_feed(cadence="15m", slowest="4h")
    state = first_state(source, NOW)
    for failures, times in ((1, 1), (2, 2), (3, 4), (9, 16), (500, 16)):
        wait = next_try(source, replace(state, failures=failures), NOW) - NOW
        assert times * timedelta(minutes=15) <= wait <= times * timedelta(minutes=15) * (1 + SPREAD)


def test_sources_of_one_cadence_are_spread_and_each_always_the_same() -> None:
    sources = [a_feed(name=f"news-{at}") for at in range(50)]
    dues = [next_look(source, first_state(source, NOW), Stated(), NOW) for source in sources]
    assert len(set(dues)) == 50
    assert dues == [next_look(source, first_state(source, NOW), Stated(), NOW) for source in sources]


@given(
    st.floats(0, 1e12),
    st.none() | st.floats(0.1, 1e12),
    st.integers(0, 50),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- hypothesis adds the zone
)
def test_whatever_is_said_the_next_look_is_within_limits(
    fresh: float, period: float | None, failures: int, now: datetime
) -> None:
    source = a_feed(cadence="10m", slowest="2h")
    state = replace(first_state(source, now), failures=failures + 1)
    for due in (next_look(source, state, Stated(fresh, period), now), next_try(source, state, now)):
        assert timedelta(minutes=10) <= due - now <= timedelta(hours=2) * (1 + SPREAD)
