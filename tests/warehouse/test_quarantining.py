"""Quarantine rows on both databases: when one is tried again, how often, and that a failure takes no stories away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.intake.reasons import IntakeReason
from feedmill.model import Failure, RejectedDocument
from feedmill.reading import ReadingReason
from feedmill.warehouse import loading, quarantining, querying
from feedmill.warehouse.quarantining import Patience
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import LATER, NOON, a_delivery, a_page, a_parse

UNREADABLE = str(IntakeReason.UNREADABLE)
PATIENCE = Patience(timedelta(minutes=5), timedelta(minutes=15), 4)
LOST = RejectedDocument(str(ArchiveReason.ORIGINAL_MISSING), "gone", stage="archive")
LATE = RejectedDocument(str(ReadingReason.READER_TIMEOUT), "30 s")
WELLS = a_page("The council of Wells voted on Monday to close its library.")
ELY = a_page("The mayor of Ely said on Tuesday that the bridge would open.", ordinal=1)


def fail(store: Store, reason: str, minutes: int = 0) -> dict[str, Any]:
    """The row of a refusal that is noted so many minutes after noon."""
    failure = Failure("intake", reason, "a test", source="inbox", name="a.txt")
    with store.write() as connection:
        quarantining.note_failures(connection, [failure], NOON + timedelta(minutes=minutes), PATIENCE)
    return querying.quarantine_row(store, failure.id)


def load(warehouse: SqlWarehouse, parse: Any, **said: Any) -> None:
    delivery = a_delivery(parse, **said)
    warehouse.record_deliveries([delivery], None)
    loading.load(warehouse.store, parse, delivery.id, chunk=3, now=NOON, patience=PATIENCE)


def states(store: Store) -> dict[str, tuple[str, int]]:
    return {row["reason"]: (row["state"], row["attempts"]) for row in querying.quarantine(store, state=None)}


def test_each_wait_is_twice_the_one_before_up_to_a_longest_one_and_then_a_person_has_to(store: Store) -> None:
    waits = [fail(store, UNREADABLE, minutes)["next_at"] for minutes in range(4)]
    due = [None if at is None else at - NOON - timedelta(minutes=n) for n, at in enumerate(waits)]
    assert due == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=15), None]


def test_a_reason_that_does_not_pass_is_left_to_a_person(store: Store) -> None:
    assert fail(store, str(IntakeReason.TOO_LARGE))["next_at"] is None
    assert fail(store, "no_such_code_any_more")["next_at"] is None


def test_what_is_due_is_what_is_open_and_whose_time_has_come(store: Store) -> None:
    row = fail(store, UNREADABLE)
    assert quarantining.waiting(store, due=NOON + timedelta(minutes=4)) == []
    assert quarantining.waiting(store, due=NOON + timedelta(minutes=5)) == [row["id"]]
    assert quarantining.waiting(store, reason=UNREADABLE) == [row["id"]]
    assert quarantining.waiting(store, reason="unmovable") == []
    quarantining.leave(store, row["id"])
    assert quarantining.waiting(store, due=LATER) == []
    assert quarantining.waiting(store) == [row["id"]]


def test_a_dismissed_row_stays_dismissed_and_is_not_tried(store: Store) -> None:
    dismissal = quarantining.dismissal(store, fail(store, UNREADABLE)["id"], "known", LATER)
    assert [quarantining.dismiss(store, [dismissal]) for _ in range(2)] == [1, 0]
    row = fail(store, UNREADABLE, 1)
    assert (row["state"], row["note"], row["attempts"], row["next_at"]) == ("dismissed", "known", 2, None)


def test_a_failure_takes_the_place_of_no_stories(warehouse: SqlWarehouse) -> None:
    parse = a_parse(WELLS)
    load(warehouse, parse)
    before = list(querying.stories(warehouse.store, now=LATER))
    failed = replace(parse, documents=(), stages="another", failure=LOST)
    load(warehouse, failed, token="t2")
    assert len(before) == 1
    assert list(querying.stories(warehouse.store, now=LATER)) == before
    assert states(warehouse.store) == {"original_missing": ("open", 1)}
    assert querying.ledger(warehouse.store)["pending"] == 0
    load(warehouse, parse, token="t2")
    assert states(warehouse.store) == {"original_missing": ("solved", 1)}


def test_another_reason_takes_the_place_of_the_one_before(warehouse: SqlWarehouse) -> None:
    parse = a_parse(name="x", failure=LATE)
    load(warehouse, parse)
    load(warehouse, replace(parse, failure=LOST))
    assert states(warehouse.store) == {"reader_timeout": ("solved", 1), "original_missing": ("open", 1)}


def test_a_part_that_is_read_at_last_is_added_to_what_stands(warehouse: SqlWarehouse) -> None:
    cut = replace(a_parse(WELLS, name="x"), rejected=(LATE,))
    load(warehouse, cut)
    assert states(warehouse.store) == {"reader_timeout": ("open", 1)}
    assert warehouse.failed_delivery(cut.original, cut.stages) is None
    delivery = warehouse.failed_delivery(cut.original, cut.stages, anyway=True)
    assert delivery == a_delivery(cut).id
    whole = replace(a_parse(WELLS, ELY, name="x"), original=cut.original)
    load(warehouse, whole)
    ledger = querying.ledger(warehouse.store)
    assert (ledger["documents"], ledger["rejected"], ledger["sightings"], ledger["new"]) == (2, 0, 2, 2)
    assert states(warehouse.store) == {"reader_timeout": ("solved", 1)}
    load(warehouse, cut)
    assert querying.ledger(warehouse.store) == ledger


def test_other_stages_may_read_more(warehouse: SqlWarehouse) -> None:
    parse = replace(a_parse(WELLS), rejected=(RejectedDocument("damaged", "a member"),))
    load(warehouse, parse)
    assert warehouse.failed_delivery(parse.original, parse.stages) is None
    assert warehouse.failed_delivery(parse.original, "later stages") == a_delivery(parse).id


@pytest.mark.parametrize("start", ["0123456789", "short"])
def test_an_id_that_no_row_has_is_wrong_use(store: Store, start: str) -> None:
    with pytest.raises(Exception, match="unknown_quarantine_row"):
        querying.quarantine_row(store, start)
