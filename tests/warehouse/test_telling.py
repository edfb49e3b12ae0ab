"""What is said of an original decides how it is read, whatever is recorded and loaded first."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from feedmill.model import NOTHING_SAID, Context, Delivery, Parse, RejectedDocument
from feedmill.model.replaying import Selection
from feedmill.reading import ReadingReason
from feedmill.warehouse import querying, selecting
from feedmill.warehouse.auditing import Audit
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, STAGES, a_delivery, a_page, a_parse

FIRST, SECOND = Context(time_zone="Europe/Berlin"), Context(language="de", columns=(("Titel", "headline"),))
TEXTS = {
    NOTHING_SAID: "The council decided on Monday to build a bridge.",
    FIRST: "The lake was closed on Sunday after a test.",
    SECOND: "A ferry ran aground in the fog, and nobody was hurt.",
}
NAME = "what arrives"


def parsed(context: Context) -> Parse:
    """What the stages make of the original when they are told this of it."""
    return replace(a_parse(a_page(TEXTS[context]), name=NAME), stages=context.stages(STAGES))


def arrival(minutes: int, context: Context, source: str = "") -> Delivery:
    delivery = a_delivery(parsed(context), minutes=minutes, token=f"t{minutes}")
    return replace(delivery, context=context, source=source or f"source{minutes}")


DELIVERIES = (arrival(0, NOTHING_SAID), arrival(1, FIRST), arrival(2, SECOND))


def take(warehouse: SqlWarehouse, delivery: Delivery) -> None:
    """Load a recorded delivery as the pipeline does."""
    standing = warehouse.standing(delivery.original.sha256)
    if standing.stages == standing.context.stages(STAGES):
        warehouse.complete(delivery.id)
    else:
        assert warehouse.load(parsed(standing.context), delivery.id)


def shown(warehouse: SqlWarehouse) -> list[str]:
    return [story["text"] for story in querying.stories(warehouse.store, now=LATER)]


@pytest.mark.parametrize("order", list(permutations(DELIVERIES)))
def test_the_source_that_first_says_something_is_believed_in_any_order(
    warehouse: SqlWarehouse, other: SqlWarehouse, order: tuple[Delivery, ...]
) -> None:
    for delivery in order:
        warehouse.record_deliveries([delivery], None)
        take(warehouse, delivery)
    other.record_deliveries(DELIVERIES, None)
    for delivery in DELIVERIES:
        take(other, delivery)
    assert shown(warehouse) == shown(other) == [TEXTS[FIRST]]
    assert list(differences(warehouse.store, other.store)) == []


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_source_that_is_believed_can_correct_itself(warehouse: SqlWarehouse, order: tuple[int, ...]) -> None:
    said = (arrival(0, SECOND, "a"), arrival(1, FIRST, "a"), arrival(2, SECOND, "b"), arrival(3, NOTHING_SAID, "a"))
    for delivery in (said[at] for at in order):
        warehouse.record_deliveries([delivery], None)
        take(warehouse, delivery)
    assert shown(warehouse) == [TEXTS[FIRST]]


def test_a_delivery_keeps_what_it_said(warehouse: SqlWarehouse) -> None:
    warehouse.record_deliveries(DELIVERIES, None)
    assert [warehouse.delivery(one.id).context for one in DELIVERIES] == [NOTHING_SAID, FIRST, SECOND]
    assert warehouse.standing(DELIVERIES[0].original.sha256).context == FIRST
    assert warehouse.standing("ab" * 32).context == NOTHING_SAID


def test_what_was_read_by_what_is_said_no_more_is_not_loaded(warehouse: SqlWarehouse) -> None:
    *_, second = DELIVERIES
    warehouse.record_deliveries([second], None)
    read = parsed(warehouse.standing(second.original.sha256).context)
    warehouse.record_deliveries(DELIVERIES, None)
    assert not warehouse.load(read, second.id)
    assert shown(warehouse) == []
    take(warehouse, second)
    assert shown(warehouse) == [TEXTS[FIRST]]


def test_chunks_of_what_was_read_in_vain_leave_no_trace_in_what_shows(
    warehouse: SqlWarehouse, other: SqlWarehouse
) -> None:
    numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    vain = [f"{TEXTS[FIRST]} The {one} gate opens at noon, and the {one} tower is closed." for one in numbers]
    read = replace(a_parse(a_page(*vain), name=NAME), stages=SECOND.stages(STAGES))
    plain, first, second = DELIVERIES
    warehouse.record_deliveries([second], None)
    warehouse.record_deliveries([plain, first], None)
    assert not warehouse.load(read, second.id)
    other.record_deliveries(DELIVERIES, None)
    for one in (warehouse, other):
        for delivery in DELIVERIES:
            take(one, delivery)
    assert shown(warehouse) == [TEXTS[FIRST]]
    assert list(differences(warehouse.store, other.store)) == []


def test_a_parse_that_was_told_something_is_up_to_date(warehouse: SqlWarehouse) -> None:
    warehouse.record_deliveries(DELIVERIES, None)
    take(warehouse, DELIVERIES[0])
    assert selecting.counted(warehouse.store, Selection(), STAGES, outdated=True) == 0
    assert selecting.counted(warehouse.store, Selection(), "reading/u splitting/t", outdated=True) == 1
    assert selecting.counted(warehouse.store, Selection(parser=FIRST.word), STAGES) == 1
    assert warehouse.failed_delivery(DELIVERIES[0].original.sha256, STAGES) is None


def test_a_parse_that_was_told_something_else_is_broken_unless_it_waits_to_be_made_anew(
    warehouse: SqlWarehouse,
) -> None:
    plain, told, _ = DELIVERIES
    warehouse.record_deliveries([plain], None)
    take(warehouse, plain)
    asked = Audit(warehouse.store, LATER)
    assert list(asked.differing(parsed(NOTHING_SAID))) == []
    (case,) = asked.differing(parsed(FIRST))
    assert case.endswith(f"made by nothing, and {FIRST.word} is said of the original")
    warehouse.record_deliveries([told], None)
    assert list(asked.differing(parsed(FIRST))) == []
    assert list(asked.differing(replace(parsed(FIRST), stages=FIRST.stages("others")))) == []


FAILURE = RejectedDocument(str(ReadingReason.NO_STORIES), "why")
PASSING = RejectedDocument(str(ReadingReason.READER_TIMEOUT), "why")


@pytest.mark.parametrize(("failure", "left"), [(FAILURE, []), (PASSING, [TEXTS[NOTHING_SAID]])])
def test_a_failure_that_comes_of_what_is_said_holds_unless_it_may_pass(
    warehouse: SqlWarehouse, failure: RejectedDocument, left: list[str]
) -> None:
    plain, told, _ = DELIVERIES
    warehouse.record_deliveries([plain], None)
    take(warehouse, plain)
    warehouse.record_deliveries([told], None)
    assert warehouse.load(replace(parsed(FIRST), documents=(), failure=failure), told.id)
    assert shown(warehouse) == left
    assert [row["reason"] for row in querying.quarantine(warehouse.store)] == [failure.reason]


def test_a_known_original_is_completed_by_the_parse_that_holds_by_then(warehouse: SqlWarehouse) -> None:
    plain, told, _ = DELIVERIES
    late = arrival(3, NOTHING_SAID)
    warehouse.record_deliveries([plain, late], None)
    take(warehouse, plain)
    warehouse.record_deliveries([told], None)
    take(warehouse, told)
    warehouse.complete(late.id)
    with warehouse.store.read() as connection:
        found = connection.exec_driver_sql("SELECT DISTINCT parse_id FROM deliveries").all()
    assert len(found) == 1
