"""What is wrong with a source, against its own habit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model.fetching import AlertKind, SourceState
from feedmill.operating.health import History, alerts, longest_silence

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STATE = SourceState("news", "https://news.example/", "https://news.example/", due_at=NOW)
USUAL = [(20, 2)] * 10


def hourly(since: float, count: int = 10) -> list[datetime]:
    """News every hour, the last so many hours ago."""
    return [NOW - timedelta(hours=since + at) for at in range(count)]


def wrong(state: SourceState = STATE, **said: object) -> dict[str, str]:
    history = History(**said)  # type: ignore[arg-type]  # each test says what it needs
    return {str(alert.kind): alert.detail for alert in alerts(state, history, NOW)}


def test_a_source_that_does_as_ever_is_well() -> None:
    assert wrong(news=hourly(1.5), loaded=USUAL) == {}
    assert wrong() == {}


@pytest.mark.parametrize(("failures", "kinds"), [(2, []), (3, ["failing"]), (9, ["failing"])])
def test_some_failures_in_a_row_are_one_alert(failures: int, kinds: list[str]) -> None:
    found = wrong(replace(STATE, failures=failures), news=hourly(99), last_reason="too_slow")
    assert list(found) == kinds
    assert all(f"{failures} checks in a row failed; the last: too_slow" in detail for detail in found.values())


def test_a_source_that_is_asked_no_more_says_why_and_nothing_else() -> None:
    assert wrong(replace(STATE, failures=9, stopped="gone"), news=hourly(99)) == {"stopped": "asked no more: gone"}


def test_silence_is_measured_by_the_longest_that_ever_was() -> None:
    assert wrong(news=hourly(1.9)) == {}
    assert list(wrong(news=hourly(2.1))) == ["quiet"]
    nights = [NOW - timedelta(hours=20), *[NOW - timedelta(hours=30 + at) for at in range(9)]]
    assert wrong(news=nights) == {}
    assert longest_silence(nights) == timedelta(hours=20)


def test_without_a_habit_there_is_no_silence() -> None:
    assert wrong(news=hourly(999, count=5)) == {}
    assert list(wrong(news=hourly(999, count=6))) == ["quiet"]


def test_content_that_changes_and_brings_nothing_new_repeats_itself() -> None:
    found = wrong(news=hourly(5), loaded=[*[(20, 0)] * 6, *USUAL])
    assert list(found) == ["repeating"]
    assert found["repeating"].startswith("its content changed 6 times; nothing new for 5.0 hours")
    assert list(wrong(news=hourly(5), loaded=[*[(20, 0)] * 5, *USUAL])) == ["quiet"]
    assert wrong(news=hourly(1), loaded=[*[(20, 0)] * 9, *USUAL]) == {}


def test_far_fewer_items_twice_in_a_row_are_a_shrinking_source() -> None:
    assert wrong(loaded=[(9, 0), (9, 1), *USUAL]) == {"shrinking": "9 items; usually 20"}
    assert wrong(loaded=[(9, 0), *USUAL]) == {}
    assert wrong(loaded=[(11, 0), (9, 0), *USUAL]) == {}
    assert wrong(loaded=[(0, 0), (0, 0), *[(3, 1)] * 10]) == {}
    assert wrong(loaded=[(0, 0), (0, 0), *[(20, 1)] * 4]) == {}


def test_a_page_in_place_of_a_feed_is_told_at_once() -> None:
    assert list(wrong(last_reason="turned_to_html")) == ["turned_to_html"]
    assert wrong(last_reason="too_slow") == {}


@given(
    st.builds(
        History,
        news=st.lists(st.datetimes(NOW.replace(tzinfo=None) - timedelta(days=99), NOW.replace(tzinfo=None))).map(
            lambda times: sorted((time.replace(tzinfo=UTC) for time in times), reverse=True)
        ),
        loaded=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9))),
        last_reason=st.none() | st.sampled_from(["turned_to_html", "too_slow"]),
    ),
    st.integers(0, 9),
)
def test_of_each_kind_there_is_one_at_most_whatever_happened(history: History, failures: int) -> None:
    found = alerts(replace(STATE, failures=failures), history, NOW)
    assert len({alert.kind for alert in found}) == len(found)
    assert all(alert.detail for alert in found)
    kinds = {alert.kind for alert in found}
    assert not {AlertKind.QUIET, AlertKind.REPEATING} <= kinds
