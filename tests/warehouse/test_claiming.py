"""Claims of objects: whose they are, what is taken, and where a listing goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedmill.model import Listed
from feedmill.warehouse.claiming import SqlClaims
from feedmill.warehouse.store import Store
from tests.fakes import FakeClock

ONE = Listed("s3://news/in/1", 3, "e1", "e1 t1")
TWO = Listed("s3://news/in/2", 3, "e2", "e2 t1")
SECONDS = 60.0


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def claims(store: Store, clock: FakeClock) -> SqlClaims:
    return SqlClaims(store, clock, SECONDS)


def test_what_is_claimed_is_nobody_elses_until_its_time_is_up(claims: SqlClaims, clock: FakeClock) -> None:
    first = claims.claim("s", [ONE, TWO], "a")
    assert first == [(ONE, clock.now()), (TWO, clock.now())]
    assert claims.claim("s", [ONE, TWO], "b") == []
    assert claims.untaken("s", [ONE, TWO]) == []
    assert claims.untaken("other", [ONE]) == [ONE]
    clock.move(SECONDS + 1)
    assert claims.untaken("s", [ONE, TWO]) == [ONE, TWO]
    assert claims.claim("s", [ONE, TWO], "b") == first


def test_what_was_claimed_by_a_clock_that_has_gone_back_is_free(claims: SqlClaims, clock: FakeClock) -> None:
    claims.claim("s", [ONE], "a")
    clock.move(-SECONDS - 1)
    assert claims.untaken("s", [ONE]) == [ONE]


def test_what_is_completed_is_not_taken_again_and_what_is_released_is(claims: SqlClaims, clock: FakeClock) -> None:
    claims.claim("s", [ONE, TWO], "a")
    claims.complete("s", [ONE])
    claims.release("s", [TWO])
    assert claims.untaken("s", [ONE, TWO]) == [TWO]
    clock.move(SECONDS + 1)
    assert [one for one, _ in claims.claim("s", [ONE, TWO], "b")] == [TWO]


def test_another_state_of_an_object_is_another_claim(claims: SqlClaims) -> None:
    claims.claim("s", [ONE], "a")
    claims.complete("s", [ONE])
    changed = replace(ONE, etag="e9", token="e9 t9")
    assert claims.untaken("s", [ONE, changed]) == [changed]


def test_a_listing_goes_on_after_all_that_is_taken_and_before_what_is_not(claims: SqlClaims) -> None:
    assert claims.after("s", "s3://news/in/") is None
    claims.claim("s", [ONE, TWO], "a")
    claims.complete("s", [TWO])
    assert claims.after("s", "s3://news/in/") is None
    claims.complete("s", [ONE])
    assert claims.after("s", "s3://news/in/") == TWO.address
    assert claims.after("s", "s3://news/out/") is None
    assert claims.after("other", "s3://news/in/") is None


def test_names_are_ordered_as_the_server_orders_them(claims: SqlClaims) -> None:
    keys = ["s3://news/in/Z", "s3://news/in/a", "s3://news/in/é", "s3://news/in/\uff5e", "s3://news/in/\U0001f600"]
    listed = [Listed(key, 1, "e", "t") for key in keys]
    claims.claim("s", listed, "a")
    claims.complete("s", listed)
    assert claims.after("s", "s3://news/in/") == keys[-1]
