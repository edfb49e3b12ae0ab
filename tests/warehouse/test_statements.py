"""How much a load asks of the database: as little for many stories as for one, and nothing where nothing can be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from feedmill.model import Parse
from feedmill.warehouse import loading, sending
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import LATER, Store
from tests.factories import a_delivery, a_page, a_parse, an_item
from tests.warehouse.decided import NEARLY, ONE, TEASER, worded

RECORDING = 3
"""Statements that record deliveries: their originals, themselves, and whether one of them was refused before."""
LOADING = 13
"""Statements that load new stories: what stands, rows of seven tables, three look-ups of identity, completion. One of
the look-ups is said for each story on SQLite, which no wire parts from who asks."""

CURSOR = sending._cursor


class Telling:
    """A cursor that keeps what it is told."""

    def __init__(self, cursor: Any, told: list[str]) -> None:
        self._cursor, self._told = cursor, told

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._cursor, name)

        def told(statement: str, *values: Any) -> Any:
            self._told.append(statement)
            return call(statement, *values)

        return told


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements that are executed meanwhile, but for those that begin and lock a transaction."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "_cursor", lambda connection: Telling(CURSOR(connection), found))
        yield found
    event.remove(store.engine, "before_cursor_execute", note)
    found[:] = [one for one in found if not one.strip().startswith(("BEGIN", "SELECT pg_advisory"))]


def load(warehouse: SqlWarehouse, parse: Parse, minutes: int = 0) -> None:
    """Take a parse that nothing is there of."""
    delivery = a_delivery(parse, minutes=minutes)
    warehouse.record_deliveries([delivery], None)
    warehouse.load(parse, delivery.id)


@pytest.fixture
def roomy(store: Store, warehouse: SqlWarehouse) -> SqlWarehouse:
    """A warehouse that loads many stories in one chunk, and has loaded some before."""
    settings = warehouse._settings.model_copy(update={"chunk_stories": 500})
    made = SqlWarehouse(store, settings, warehouse._clock)
    load(made, a_parse(a_page(ONE), name="the first"))
    return made


@pytest.mark.parametrize("stories", [1, 12])
def test_a_file_of_new_stories_takes_few_statements_however_many_it_holds(roomy: SqlWarehouse, stories: int) -> None:
    parse = a_parse(a_page(*(worded(f"s{number}x") for number in range(stories)), credit="Photo: AP"))
    delivery = a_delivery(parse, minutes=1)
    with counted(roomy.store) as found:
        roomy.record_deliveries([delivery], None)
    assert len(found) == RECORDING, found
    with counted(roomy.store) as found:
        roomy.load(parse, delivery.id)
    assert len(found) == LOADING + (stories - 1 if roomy.store.engine.dialect.name == "sqlite" else 0), found


def test_recording_a_batch_takes_as_many_as_recording_one(roomy: SqlWarehouse) -> None:
    parses = [a_parse(a_page(worded(f"s{number}x"))) for number in range(25)]
    with counted(roomy.store) as found:
        roomy.record_deliveries([a_delivery(parse, minutes=1) for parse in parses], None)
    assert len(found) == RECORDING, found


def test_only_what_an_open_batch_holds_is_brought_to_the_disk_later(roomy: SqlWarehouse) -> None:
    later = int(roomy.store.engine.dialect.name == "postgresql")
    for batch, times in ((None, 0), ("open", later)):
        parse = a_parse(a_page(worded(f"{batch}x")), name=f"in {batch}")
        delivery = a_delivery(parse, minutes=1)
        roomy.record_deliveries([delivery], batch)
        with counted(roomy.store) as found:
            roomy.load(parse, delivery.id)
        assert found.count(LATER) == times
    assert roomy.finish("open")
    with counted(roomy.store) as found:
        roomy.complete(delivery.id)
    assert LATER not in found


def arrived() -> list[Parse]:
    """What is plainly a story of its own, and what only looks so."""
    twice = a_page(worded("again"), worded("again"), worded("again").upper())
    named = [an_item(worded(stem), url="https://news.example/one") for stem in ("item", "other")]
    short = [a_page("Qtly div 10 cts vs 10 cts prior.", headline=name) for name in ("ACME", "OTHER", "ACME")]
    pages = [a_page(ONE, worded("term")), twice, a_page(NEARLY), an_item(TEASER, cut=True), *named, *short]
    return [*(a_parse(page, name=f"original {at}") for at, page in enumerate(pages)), a_parse(name="nothing")]


def _none_is_plain(*_: object) -> set[str]:
    return set()


def test_what_stands_with_its_row_is_what_settling_would_have_said(
    roomy: SqlWarehouse, other: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(other, a_parse(a_page(ONE), name="the first"))
    for minutes, parse in enumerate(arrived()):
        load(roomy, parse, minutes)
    monkeypatch.setattr(loading, "_only_versions", _none_is_plain)
    for minutes, parse in enumerate(arrived()):
        load(other, parse, minutes)
    assert list(differences(other.store, roomy.store)) == []


def test_a_wording_that_stood_before_and_was_superseded_has_a_story_when_it_comes_again(roomy: SqlWarehouse) -> None:
    was = a_parse(a_page(worded("first")), name="one")
    load(roomy, was, 1)
    roomy.load(
        replace(was, documents=(a_page(worded("late")),), stages=f"{was.stages} u"), a_delivery(was, minutes=1).id
    )
    load(roomy, a_parse(a_page(worded("first")), name="two"), 2)
    with roomy.store.read() as connection:
        told = set(connection.exec_driver_sql("SELECT text FROM stories").scalars())
    assert told == {ONE, worded("first"), worded("late")}
