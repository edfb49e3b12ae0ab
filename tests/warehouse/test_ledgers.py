"""The ledger on both databases: it balances in whole, by day, by batch and by source, and all sums agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import text

from feedmill.model import Failure, RejectedDocument
from feedmill.warehouse import quarantining, querying
from feedmill.warehouse.ledgers import COUNTS, unbalanced
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import NOON, a_delivery, a_page, a_parse

ONE = a_page("The council of Wells voted on Monday to close its library.", "The mayor of Ely opened the bridge today.")
OTHER = a_page("Rain fell on the whole of the county for the ninth day in a row.")
REST = replace(a_parse(OTHER), rejected=(RejectedDocument("damaged", "a member"),))
BROKEN = a_parse(name="x", failure=RejectedDocument("binary", "NUL bytes"))


def arrive(warehouse: SqlWarehouse) -> None:
    """Two days: one original twice, one in part, one not at all, one pending, one refused."""
    day = 24 * 60
    deliveries = [
        (a_parse(ONE), a_delivery(a_parse(ONE), minutes=5)),
        (a_parse(ONE), replace(a_delivery(a_parse(ONE), minutes=day, token="again"), source="desk")),
        (REST, a_delivery(REST, minutes=day)),
        (BROKEN, a_delivery(BROKEN, minutes=day)),
    ]
    warehouse.record_deliveries([one for _, one in deliveries[:1]], "b1")
    warehouse.record_deliveries([one for _, one in deliveries[1:]], "b2")
    warehouse.record_deliveries([a_delivery(a_parse(name="later"), minutes=day)], "b2")
    for parse, delivery in deliveries:
        warehouse.load(parse, delivery.id)
    refused = Failure("intake", "too_large", "a test", source="inbox", name="huge")
    with warehouse.store.write() as connection:
        quarantining.note_failures(connection, [refused], NOON)


def test_it_balances_in_whole_and_by_every_key(warehouse: SqlWarehouse) -> None:
    arrive(warehouse)
    whole = querying.ledger(warehouse.store)
    assert whole == {
        "arrivals": 6, "deliveries": 5, "refused": 1, "pending": 1, "loaded": 1, "partly_loaded": 1, "known": 1,
        "quarantined": 1, "erased": 0, "documents": 2, "rejected": 1, "sightings": 3, "new": 3, "same": 0,
        "version_of": 0, "excerpt_of": 0,
    }  # fmt: skip
    for by in ("day", "batch", "source"):
        rows = list(querying.ledgers(warehouse.store, by))
        assert {name: sum(row[name] for row in rows) for name in COUNTS} == whole
        assert [case for row in rows for case in unbalanced(row)] == []


def test_each_key_has_its_own_balance(warehouse: SqlWarehouse) -> None:
    arrive(warehouse)
    of = {by: {row[by]: row for row in querying.ledgers(warehouse.store, by)} for by in ("day", "batch", "source")}
    assert list(of["day"]) == ["2026-03-01", "2026-03-02"]
    assert list(of["batch"]) == ["b1", "b2", None]
    assert (of["day"]["2026-03-01"]["sightings"], of["day"]["2026-03-01"]["refused"]) == (2, 1)
    assert (of["batch"]["b2"]["pending"], of["batch"]["b2"]["known"], of["batch"]["b2"]["new"]) == (1, 1, 1)
    assert (of["source"]["desk"]["known"], of["source"]["desk"]["sightings"]) == (1, 0)


def test_the_day_is_that_of_utc(warehouse: SqlWarehouse) -> None:
    late = replace(a_delivery(a_parse(ONE)), received_at=datetime(2026, 3, 1, 23, 59, 59, 999999, tzinfo=UTC))
    warehouse.record_deliveries([late], None)
    if warehouse.store.engine.dialect.name == "postgresql":
        with warehouse.store.write() as connection:
            connection.execute(text("SET TIME ZONE 'Asia/Tokyo'"))
            assert connection.execute(text("SELECT day FROM ledger_by_day")).scalar() == "2026-03-01"
    assert [row["day"] for row in querying.ledgers(warehouse.store, "day")] == ["2026-03-01"]


def test_a_count_that_was_tampered_with_does_not_balance(warehouse: SqlWarehouse) -> None:
    arrive(warehouse)
    with warehouse.store.write() as connection:
        connection.execute(text("UPDATE parses SET sightings = sightings + 1 WHERE sightings = 2"))
    (case,) = unbalanced(querying.ledger(warehouse.store))
    assert case == "4 sightings, 3 accounted for (new + same + version_of + excerpt_of)"
