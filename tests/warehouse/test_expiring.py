"""Which originals are past what their sources keep: on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from feedmill.model import Erasure
from feedmill.warehouse import erasing
from feedmill.warehouse.expiring import expired
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import NOON, a_delivery, a_page, a_parse

DAY = timedelta(days=1)


def test_an_original_may_go_when_each_of_its_deliveries_is_too_old(warehouse: SqlWarehouse) -> None:
    arrived = {
        "only a": [("a", 0)],
        "a, long ago and lately": [("a", 0), ("a", 5)],
        "a and b": [("a", 0), ("b", 1)],
        "a and one that keeps": [("a", 0), ("c", 0)],
        "erased": [("a", 0)],
    }
    named = {}
    for text, deliveries in arrived.items():
        parse = a_parse(a_page(text))
        named[text] = parse.original
        for at, (source, day) in enumerate(deliveries):
            delivery = replace(a_delivery(parse, token=str(at)), source=source, received_at=NOON + day * DAY)
            warehouse.record_deliveries([delivery], None)
    gone = Erasure(named["erased"], (), (), None, NOON, "by order")
    erasing.enter(warehouse.store, gone, None, kept_until=None, now=NOON)
    store = warehouse.store
    assert expired(store, {}) == []
    assert expired(store, {"a": NOON}) == []
    assert expired(store, {"a": NOON + 4 * DAY}) == [named["only a"]]
    both = {"a": NOON + 4 * DAY, "b": NOON + 2 * DAY}
    assert expired(store, both) == [named["only a"], named["a and b"]]
    assert len(expired(store, both | {"a": NOON + 6 * DAY})) == 3
