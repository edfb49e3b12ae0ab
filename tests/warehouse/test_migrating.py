"""The migrations make the tables that the schema says."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from feedmill.errors import Broken, WarehouseOutage
from feedmill.warehouse import querying
from feedmill.warehouse.migrating import MIGRATIONS, _config, head, migrate, require_head, revision
from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import metadata
from feedmill.warehouse.views import VIEWS
from tests.factories import LATER

LOADED = (
    "INSERT INTO originals VALUES ('o', 3, '2026-03-01 12:00:00.000000')",
    """INSERT INTO parses (parse_id, original, stages, documents, rejected, sightings, furniture, current, completed_at)
       VALUES ('p', 'o', 'stages', 1, 0, 1, 0, true, '2026-03-01 12:00:00.000000')""",
    """INSERT INTO documents (document_id, parse_id, original, ordinal, format, shape, stated, notes, characters)
       VALUES ('d', 'p', 'o', 0, 'text', 'page', '{}', '[]', 3)""",
    """INSERT INTO versions (version_id, content_id, story_id, kind, truncated, text, words)
       VALUES ('v', 'c', 'v', 'full', false, 'One', 1)""",
    """INSERT INTO sightings
           (sighting_id, document_id, ordinal, version_id, truncated, confidence, spans, parts, characters)
       VALUES ('s', 'd', 0, 'v', false, 0.5, '[[0, 3]]', '{}', 3)""",
)
"""One story, in the columns of the first tables."""


def first_tables(store: Store) -> None:
    """A warehouse as revision 0001 has it: a story in it, and a view over the table that changes."""
    with store.write() as connection:
        command.upgrade(_config(connection), "0001")
        for statement in (*LOADED, "CREATE VIEW standing_sightings AS SELECT * FROM sightings"):
            connection.exec_driver_sql(statement)


def test_the_first_tables_keep_their_rows_and_none_gets_uncertain(url: str) -> None:
    store = Store(url)
    first_tables(store)
    migrate(store)
    require_head(store)
    (sighting,) = querying.sightings(store)
    (story,) = querying.stories(store, now=LATER)
    assert (sighting["confidence"], sighting["spans"], sighting["uncertain"]) == (0.5, [[0, 3]], False)
    assert (story["id"], story["text"], story["uncertain"]) == ("v", "One", False)
    store.close()


@pytest.mark.parametrize(("shape", "url_of_the_story"), [("item", "https://news.example/1"), ("page", None)])
def test_what_an_item_of_the_first_tables_states_stays_stated_of_its_story(
    url: str, shape: str, url_of_the_story: str | None
) -> None:
    store = Store(url)
    first_tables(store)
    with store.write() as connection:
        connection.exec_driver_sql(f"UPDATE documents SET shape = '{shape}', url = 'https://news.example/1'")
    migrate(store)
    (story,) = querying.stories(store, now=LATER)
    assert story["url"] == url_of_the_story
    store.close()


def test_the_head_is_the_migration_that_no_other_stands_on() -> None:
    assert head() == ScriptDirectory(str(MIGRATIONS)).get_current_head()


def test_migrations_and_schema_say_the_same(store: Store) -> None:
    with store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
        assert set(inspect(connection).get_view_names()) == {view.name for view in VIEWS}


def test_migrating_twice_is_migrating_once(store: Store) -> None:
    migrate(store)
    assert revision(store) == head()
    require_head(store)


def test_an_empty_database_is_named_as_such(url: str) -> None:
    store = Store(url)
    with pytest.raises(Broken, match=r"warehouse_not_migrated: .*revision none, needed"):
        require_head(store)
    store.close()


def test_the_tables_of_a_later_version_are_named_as_such(store: Store) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for call in (migrate, require_head):
        with pytest.raises(Broken, match=r"warehouse_not_migrated: .*revision 9999"):
            call(store)


def test_two_revisions_at_once_are_named(store: Store) -> None:
    with store.write() as connection:
        connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    with pytest.raises(Broken, match=r"warehouse_not_migrated: .*9999 at once"):
        revision(store)


def test_every_table_and_column_is_described() -> None:
    for table in metadata.tables.values():
        assert table.comment, table.name
        assert all(column.comment for column in table.columns), table.name


@pytest.mark.integration
def test_a_server_that_is_not_there_is_an_outage_without_its_password() -> None:
    store = Store("postgresql+psycopg://feed:hush@127.0.0.1:9/warehouse")
    with pytest.raises(WarehouseOutage, match="warehouse_unreachable") as caught, store.read() as connection:
        connection.execute(text("SELECT 1"))
    assert "hush" not in str(caught.value)
    store.close()
