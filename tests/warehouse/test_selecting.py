"""Which originals a replay is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from feedmill.model.replaying import OTHER, Selection
from feedmill.warehouse import selecting
from feedmill.warehouse.selecting import counted, outdated, parts, pending
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import NOON, STAGES
from tests.warehouse.arrivals import load
from tests.warehouse.decided import ARRIVALS

NOW = "reading/t splitting/u normalising/t identity/t"
FOURTH = NOON + timedelta(minutes=3)


def chosen(warehouse: SqlWarehouse, selection: Selection) -> set[int]:
    """The numbers of the arrivals that are selected and not of the present stages."""
    found = {due.original for due in outdated(warehouse.store, selection, NOW)}
    assert counted(warehouse.store, selection, NOW, outdated=True) == len(found)
    return {at for at, (parse, _) in enumerate(ARRIVALS) if parse.original in found}


@pytest.mark.parametrize(
    ("selection", "numbers"),
    [
        (Selection(), {0, 1, 2, 3, 4}),
        (Selection(since=FOURTH), {3, 4}),
        (Selection(until=FOURTH), {0, 1, 2}),
        (Selection(since=FOURTH, source="wire"), {4}),
        (Selection(source="nobody"), set()),
        (Selection(format="rss"), {4}),
        (Selection(originals=(ARRIVALS[2][0].original[:8].upper(), ARRIVALS[0][0].original)), {0, 2}),
        (Selection(parser="splitting/t"), {0, 1, 2, 3, 4}),
        (Selection(parser="splitting/"), set()),
        (Selection(parser="splitting/u"), set()),
        (Selection(parser=OTHER, format="text"), {0, 1, 2, 3}),
    ],
)
def test_what_is_selected(warehouse: SqlWarehouse, selection: Selection, numbers: set[int]) -> None:
    *most, (teaser, delivery) = ARRIVALS
    load(warehouse, [*most, (teaser, replace(delivery, source="wire"))])
    assert chosen(warehouse, selection) == numbers


def test_what_the_present_stages_parsed_is_selected_and_not_outdated(warehouse: SqlWarehouse) -> None:
    load(warehouse, ARRIVALS)
    load(warehouse, [(replace(ARRIVALS[0][0], stages=NOW), ARRIVALS[0][1])])
    assert counted(warehouse.store, Selection(), NOW) == len(ARRIVALS)
    assert chosen(warehouse, Selection()) == {1, 2, 3, 4}
    assert counted(warehouse.store, Selection(), STAGES, outdated=True) == 1


def test_parts_and_pages_are_the_whole(warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    load(warehouse, ARRIVALS)
    monkeypatch.setattr(selecting, "LEAST_IN_PART", 2)
    monkeypatch.setattr(selecting, "PAGE", 2)
    found = parts(warehouse.store, Selection(), NOW)
    assert len(found) <= 3
    within = [chosen(warehouse, Selection(start=part.start, end=part.end)) for part in found]
    assert [len(numbers) for numbers in within] == [part.originals for part in found]
    assert set.union(*within) == chosen(warehouse, Selection())
    assert sum(part.originals for part in found) == len(ARRIVALS)


def test_what_is_pending_comes_in_the_order_of_its_arrival(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "PAGE", 2)
    deliveries = [delivery for _, delivery in ARRIVALS]
    warehouse.record_deliveries([deliveries[3], deliveries[0], deliveries[2]], None)
    warehouse.record_deliveries([deliveries[1]], "batch")
    load(warehouse, [ARRIVALS[4]])
    assert [due.delivery for due in pending(warehouse.store)] == [deliveries[at].id for at in (0, 2, 3)]
    assert selecting.pending_count(warehouse.store) == 3
