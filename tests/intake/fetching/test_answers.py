"""What an answer says: when to come back, what to ask with, what is kept of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.intake.fetching.answers import LONGEST_WAIT, Answer, retry_after
from feedmill.model.fetching import Validators

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_validator_that_cannot_be_sent_back_is_not_kept() -> None:
    url = "https://news.example/"
    assert Answer(200, url, (("etag", '"a\x01"'),)).validators is None
    assert Answer(200, url, (("etag", '"\xe9"'),)).validators == Validators(url, '"\xe9"')


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("99999999999999999999", 86400),
        ("Sun, 01 Mar 2026 12:02:00 GMT", 120),
        ("Sunday, 01-Mar-26 12:02:00 GMT", 120),
        ("Sun Mar  1 12:02:00 2026", 120),
        ("Sun, 01 Mar 2026 11:00:00 GMT", None),
        ("Mon, 01 Mar 2027 12:00:00 GMT", 86400),
        ("Sun, 99 Mar 2026 12:00:00 GMT", None),
    ],
)
def test_when_a_host_wants_to_be_asked_again(value: str | None, seconds: int | None) -> None:
    assert retry_after(value, NOW) == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text(max_size=40))
def test_whatever_it_says_it_is_within_a_day_or_nothing(value: str) -> None:
    wait = retry_after(value, NOW)
    assert wait is None or timedelta(0) < wait <= LONGEST_WAIT


def test_headers_that_stand_twice_are_one_list() -> None:
    answer = Answer(200, "http://a.example/", (("cache-control", "no-cache"), ("cache-control", "max-age=0")))
    assert answer.header("cache-control") == "no-cache, max-age=0"
    assert answer.header("etag") is None
    assert answer.validators is None


def test_what_to_ask_with_next_time_is_either_or_both() -> None:
    url = "http://a.example/"
    assert Answer(200, url, (("etag", '"a"'),)).validators == Validators(url, '"a"', None)
    assert Answer(200, url, (("last-modified", "x"),)).validators == Validators(url, None, "x")


def test_of_the_headers_those_that_tell_of_the_content_are_kept() -> None:
    headers = (("content-type", "text/xml"), ("set-cookie", "a=b"), ("server", "x" * 9999))
    assert Answer(200, "http://a.example/", headers).kept == (("content-type", "text/xml"), ("server", "x" * 1000))
