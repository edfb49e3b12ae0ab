"""What an answer means for its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from feedmill.errors import Deferred
from feedmill.intake.fetching.answers import Answer
from feedmill.intake.fetching.judging import Look, Verdict, failed, first_state, judged, put_off
from feedmill.intake.fetching.reasons import FetchReason
from feedmill.intake.sources import PageSource
from feedmill.model.fetching import Outcome, SourceState, Validators
from tests.intake.fetching.sources import NOW, RSS, URL, a_feed, an_answer

LOOK = Look("check-1", NOW, 12)
NEW = "https://news.example/new.xml"


def verdict(answer: Answer, state: SourceState | None = None, **said: str) -> Verdict:
    source = a_feed(**said)
    return judged(source, state or first_state(source, NOW), answer, LOOK)


def after(times: int, answer: Answer, **said: str) -> Verdict:
    """What comes of the same answer so many times in a row."""
    found = verdict(answer, None, **said)
    for _ in range(times - 1):
        found = verdict(answer, found.state, **said)
    return found


def test_content_that_is_new_is_kept_with_what_to_ask_next_time() -> None:
    found = verdict(an_answer(RSS, ("etag", '"a"'), ("set-cookie", "b=c"), wire=99))
    assert found.kept is not None
    assert found.headers == (("etag", '"a"'),)
    assert (found.check.outcome, found.check.status, found.check.wire) == (Outcome.CHANGED, 200, 99)
    assert (found.check.id, found.check.at, found.check.milliseconds) == ("check-1", NOW, 12)
    assert found.state.validators == Validators(URL, '"a"', None)
    assert found.state.body == found.kept.original.sha256
    assert found.state.changes == 1


def test_the_same_content_again_is_a_delivery_and_no_change() -> None:
    found = after(2, an_answer())
    assert (found.check.outcome, found.state.changes) == (Outcome.SAME, 1)
    assert found.kept is not None


def test_a_changed_body_under_the_same_etag_is_taken() -> None:
    first = verdict(an_answer(RSS, ("etag", '"a"')))
    found = verdict(an_answer(RSS + b" ", ("etag", '"a"')), first.state)
    assert (found.check.outcome, found.state.changes) == (Outcome.CHANGED, 2)


def test_nothing_changed_is_a_check_and_no_delivery() -> None:
    first = verdict(an_answer(RSS, ("etag", '"a"')))
    found = verdict(an_answer(None, status=304), replace(first.state, failures=3, not_found=2))
    assert (found.check.outcome, found.check.status, found.kept) == (Outcome.UNCHANGED, 304, None)
    assert (found.state.validators, found.state.failures, found.state.not_found) == (first.state.validators, 0, 0)


@pytest.mark.parametrize("status", [301, 308])
def test_an_address_moves_after_three_answers_in_a_row_that_say_so(status: int) -> None:
    moving = an_answer(moved=NEW, url=NEW)
    assert [after(times, moving).state.url for times in (1, 2, 3)] == [URL, URL, NEW]
    assert [after(times, moving).moved for times in (1, 2, 3)] == [False, False, True]
    assert status


def test_an_answer_between_that_does_not_say_so_begins_the_count_again() -> None:
    moving = an_answer(moved=NEW, url=NEW)
    for between in (an_answer(), an_answer(moved="https://news.example/else.xml")):
        found = verdict(moving, verdict(between, after(2, moving).state).state)
        assert (found.state.url, found.state.moved_times) == (URL, 1)


def test_a_source_with_a_secret_does_not_move_to_another_host() -> None:
    away = an_answer(moved="https://other.example/rss.xml")
    assert after(5, away, connection="login").state.url == URL
    assert after(5, an_answer(moved=NEW), connection="login").state.url == NEW
    assert after(3, away).state.url == "https://other.example/rss.xml"


def test_what_is_gone_is_asked_no_more() -> None:
    found = verdict(an_answer(None, status=410))
    assert (found.state.stopped, found.check.reason) == ("gone", "gone")
    assert verdict(an_answer(), found.state).state.stopped is None


def test_what_is_not_there_is_asked_no_more_after_five_times_in_a_row() -> None:
    missing = an_answer(None, status=404)
    assert [after(times, missing).state.stopped for times in (4, 5)] == [None, "not_there"]
    found = verdict(missing, verdict(an_answer(None, status=500), after(4, missing).state).state)
    assert (found.state.not_found, found.state.stopped) == (1, None)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        *((status, "host_refuses") for status in (400, 401, 403, 451)),
        *((status, "host_fails") for status in (500, 502, 599)),
        *((status, "status_unexpected") for status in (101, 204, 206, 999)),
    ],
)
def test_any_other_status_is_a_failure(status: int, reason: str) -> None:
    found = verdict(an_answer(None, status=status))
    assert (found.check.outcome, found.check.reason, found.state.failures) == (Outcome.FAILED, reason, 1)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("value", "minutes"),
    [("7200", 120), ("Sun, 01 Mar 2026 13:00:00 GMT", 60), ("99999999", 1440), ("Sun, 01 Mar 2020 13:00:00 GMT", None)],
)
def test_a_busy_host_is_asked_again_when_it_says(status: int, value: str, minutes: int | None) -> None:
    found = verdict(an_answer(None, ("retry-after", value), status=status))
    assert (found.check.outcome, found.check.reason) == (Outcome.PUT_OFF, "host_busy")
    wait = found.state.due_at - NOW
    assert wait == timedelta(minutes=minutes) if minutes else timedelta(minutes=15) <= wait <= timedelta(minutes=17)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "answer_empty"),
        (b"<!DOCTYPE html><html><body><form>Log in</form></body></html>", "turned_to_html"),
        (b"\xef\xbb\xbf \n<HTML><head><title>404</title></head></HTML>", "turned_to_html"),
        ("<html><body>x</body></html>".encode("utf-16"), "turned_to_html"),
        (b"<!doctype html><html><body>" + b"<p>x</p>" * 20000 + b"</body></html>", "turned_to_html"),
        (b"Warning: on line 3<br />\n" + RSS, None),
        (b"{not even json", None),
        (b"\x00\x01\x02\x03" * 99, None),
        (RSS[:40], None),
    ],
)
def test_a_page_where_a_feed_was_is_not_kept_and_what_is_merely_broken_is(body: bytes, reason: str | None) -> None:
    found = verdict(an_answer(body))
    assert found.check.reason == reason
    assert (found.kept is None) == (reason is not None)


def test_a_page_is_what_a_page_is_expected_to_be() -> None:
    page = PageSource(name="page", kind="page", url=URL)
    found = judged(page, first_state(page, NOW), an_answer(b"<html><body>x</body></html>"), LOOK)
    assert found.check.outcome is Outcome.CHANGED


def test_no_answer_is_a_failure_that_says_why() -> None:
    source = a_feed()
    found = failed(source, first_state(source, NOW), Deferred(FetchReason.TOO_SLOW, "waited 60 s"), LOOK)
    assert (found.check.reason, found.check.detail, found.check.status) == ("too_slow", "waited 60 s", None)
    assert (found.state.failures, found.kept) == (1, None)
    assert found.state.due_at > NOW


def test_what_was_not_asked_is_put_off_and_has_not_failed() -> None:
    until = NOW + timedelta(hours=1)
    found = put_off(first_state(a_feed(), NOW), FetchReason.ROBOTS_FORBID, "no", until, LOOK)
    assert (found.check.outcome, found.state.due_at, found.state.failures) == (Outcome.PUT_OFF, until, 0)
