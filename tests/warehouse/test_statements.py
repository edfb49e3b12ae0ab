"""How much a load asks of the database: as little for many stories as for one, and nothing where nothing can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, event

from feedmill.model import Parse
from feedmill.warehouse import loading
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.inserting import Inserting, Values
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import a_delivery, a_page, a_parse, an_item
from tests.warehouse.decided import NEARLY, ONE, TEASER, worded

RECORDING = 3
"""Statements that record deliveries: their originals, themselves, and whether one of them was refused before."""
LOADING = 13
"""Statements that load new stories: what stands, rows of seven tables, three look-ups of identity, completion."""

RUN = Inserting.run


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements that are executed meanwhile, but for those that begin and lock a transaction."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.strip().startswith(("BEGIN", "SELECT pg_advisory")):
            found.append(statement)

    def insert(own: Inserting, connection: Connection, rows: Sequence[Values]) -> int:
        if connection.dialect.name == "sqlite":  # past the engine
            found.append(own.row)
        return RUN(own, connection, rows)

    event.listen(store.engine, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Inserting, "run", insert)
        yield found
    event.remove(store.engine, "before_cursor_execute", note)


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
    assert len(found) == LOADING, found


def test_recording_a_batch_takes_as_many_as_recording_one(roomy: SqlWarehouse) -> None:
    parses = [a_parse(a_page(worded(f"s{number}x"))) for number in range(25)]
    with counted(roomy.store) as found:
        roomy.record_deliveries([a_delivery(parse, minutes=1) for parse in parses], None)
    assert len(found) == RECORDING, found


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
