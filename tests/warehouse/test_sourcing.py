"""What is known of sources and hosts, claims of what is due, alerts that open and clear: on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from feedmill.model import Summary
from feedmill.model.fetching import Alert, AlertKind, Check, HostState, Outcome, SourceState, Validators
from feedmill.warehouse import alerting, sourcing
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import NOON, a_delivery, a_page, a_parse

A = SourceState("a", "https://a.example/", "https://a.example/", due_at=NOON)
FULL = replace(
    A,
    validators=Validators("https://a.example/x", 'W/"\xe9"', "Sun, 01 Mar 2026 12:00:00 GMT"),
    body="ab" * 32,
    checked_at=NOON,
    changed_at=NOON,
    changes=3,
    rhythm=1800.5,
    failures=1,
    not_found=2,
    moved_to="https://b.example/",
    moved_times=1,
    stopped="gone",
)
MINUTE = timedelta(minutes=1)


def a_check(at: int = 0, **said: object) -> Check:
    known = Check(f"check-{at}", "a", NOON + at * MINUTE, Outcome.CHANGED, "https://a.example/")
    return replace(known, **said)  # type: ignore[arg-type]  # each test says what it needs


def test_a_state_is_read_as_it_was_written(store: Store) -> None:
    sourcing.enter(store, [A])
    assert sourcing.states(store, ["a", "b"]) == [A]
    sourcing.note(store, [(FULL, a_check())], [])
    assert sourcing.states(store, ["a"]) == [FULL]
    sourcing.enter(store, [A])
    assert sourcing.states(store, ["a"]) == [FULL]
    other = replace(A, configured="https://c.example/", url="https://c.example/")
    sourcing.enter(store, [other])
    assert sourcing.states(store, ["a"]) == [other]


def test_what_is_due_is_free_and_failing_ones_come_last(store: Store) -> None:
    late, early = replace(A, source="late", due_at=NOON + MINUTE), replace(A, source="early", failures=1)
    stopped, ahead = replace(A, source="stopped", stopped="gone"), replace(A, source="ahead", due_at=NOON + 9 * MINUTE)
    sourcing.enter(store, [late, early, stopped, ahead])
    names = ["late", "early", "stopped", "ahead"]
    now = NOON + 2 * MINUTE
    assert [state.source for state in sourcing.due(store, names, MINUTE, now)] == ["late", "early"]
    assert [state.source for state in sourcing.due(store, ["early"], MINUTE, now)] == ["early"]
    assert sourcing.lease(store, {"late": "run 0", "early": "run 1"}, MINUTE, now) == {"late", "early"}
    assert sourcing.lease(store, {"late": "other 0"}, MINUTE, now) == set()
    assert sourcing.due(store, names, MINUTE, now) == []
    assert [state.source for state in sourcing.leased(store, "run 0")] == ["late"]
    sourcing.note(store, [(replace(late, due_at=now), a_check())], [])
    assert [state.source for state in sourcing.due(store, names, MINUTE, now)] == ["late"]
    assert len(sourcing.due(store, names, MINUTE, now + 2 * MINUTE)) == 2


def test_a_host_that_one_run_asks_is_left_to_it(store: Store) -> None:
    def host_of(url: str) -> str:
        return url.split("/")[2]

    there = [
        replace(A, source=name, url=f"https://{host}/{name}") for name, host in (("a", "x"), ("b", "x"), ("c", "y"))
    ]
    sourcing.enter(store, there)
    assert sourcing.lease(store, {"a": "run 0"}, MINUTE, NOON, host_of) == {"a"}
    assert sourcing.lease(store, {"b": "other 0", "c": "other 0"}, MINUTE, NOON, host_of) == {"c"}
    assert sourcing.lease(store, {"a": "run 0", "b": "run 0"}, MINUTE, NOON, host_of) == {"a", "b"}
    assert sourcing.lease(store, {"b": "killed 0"}, MINUTE, NOON + 2 * MINUTE, host_of) == {"b"}
    assert sourcing.lease(store, {"a": "by hand 0"}, MINUTE, NOON + 2 * MINUTE) == {"a"}


def test_a_check_learns_what_was_in_what_it_brought(store: Store, warehouse: SqlWarehouse) -> None:
    parse = a_parse(a_page("The council met on Monday."))
    delivery = a_delivery(parse)
    sourcing.enter(store, [A])
    sourcing.note(store, [(A, a_check(delivery=delivery.id))], [])
    assert (alerting.news(store, "a"), alerting.loaded(store, "a")) == ([], [])
    warehouse.record_deliveries([delivery], None)
    warehouse.load(parse, delivery.id)
    assert sourcing.note_loaded(store, delivery.id, Summary(new=1)) == "a"
    assert (alerting.news(store, "a"), alerting.loaded(store, "a")) == ([NOON], [(1, 1)])
    assert sourcing.note_loaded(store, delivery.id, Summary()) == "a"
    assert alerting.loaded(store, "a") == [(1, 1)]
    assert sourcing.note_loaded(store, "another", Summary()) is None


def test_hosts_are_known_by_name(store: Store) -> None:
    known = HostState("https://a.example", "User-agent: *", 200, NOON, NOON)
    sourcing.note(store, [], [HostState("https://a.example")])
    sourcing.note(store, [], [known])
    assert sourcing.host_states(store, ["https://b.example", "https://a.example"]) == {
        "https://a.example": known,
        "https://b.example": HostState("https://b.example"),
    }


def test_an_alert_opens_once_and_clears_when_it_is_over(store: Store) -> None:
    quiet, failing = Alert("a", AlertKind.QUIET, "5 hours"), Alert("a", AlertKind.FAILING, "3 in a row")
    assert alerting.settle(store, "a", [quiet, failing], NOON) == ([quiet, failing], [])
    assert alerting.settle(store, "a", [replace(quiet, detail="6 hours")], NOON + MINUTE) == ([], ["failing"])
    assert alerting.settle(store, "b", [], NOON) == ([], [])
    sourcing.enter(store, [A])
    sourcing.note(store, [(A, a_check(reason="too_slow", detail="60 s", outcome=Outcome.FAILED))], [])
    (row,) = alerting.health(store)
    assert row["alerts"] == [{"kind": "quiet", "opened_at": NOON, "detail": "6 hours"}]
    assert (row["source"], row["outcome"], row["reason"], row["detail"]) == ("a", "failed", "too_slow", "60 s")
    assert alerting.last_reason(store, "a") == "too_slow"
    assert alerting.settle(store, "a", [], NOON + 2 * MINUTE) == ([], ["quiet"])
    again = alerting.settle(store, "a", [quiet], NOON + 3 * MINUTE)
    assert again == ([quiet], [])
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT count(*), count(cleared_at) FROM source_alerts").one()
    assert tuple(rows) == (3, 2)
