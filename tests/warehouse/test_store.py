"""What a database's errors mean, and which URLs name a database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from feedmill.errors import Broken, FeedmillError, UsageError
from feedmill.warehouse.store import Store


def refusal(store: Store, statement: str, **parameters: object) -> FeedmillError:
    with pytest.raises(FeedmillError) as caught, store.write() as connection:
        connection.execute(text(statement), parameters)
    return caught.value


@pytest.mark.parametrize(
    "statement", ["SELECT * FROM nowhere", "SELECT colour FROM stories", "INSERT INTO versions (colour) VALUES (1)"]
)
def test_a_missing_table_or_column_means_not_migrated(store: Store, statement: str) -> None:
    error = refusal(store, statement)
    assert (type(error), str(error.reason)) == (Broken, "warehouse_not_migrated")


def test_a_refused_statement_is_broken_without_statement_and_parameters(store: Store) -> None:
    taken = "INSERT INTO alembic_version VALUES (:one), (:one)"
    error = refusal(store, taken, one="hush")
    assert (type(error), str(error.reason)) == (Broken, "warehouse_refused")
    assert "IntegrityError" in error.detail or "UniqueViolation" in error.detail
    assert "hush" not in str(error)
    assert "INSERT" not in str(error)
    assert "SQL parameters hidden" in str(error.__cause__)


def test_a_statement_that_is_none_is_not_tried_again(store: Store) -> None:
    assert str(refusal(store, "SELECT FROM WHERE").reason) == "warehouse_refused"


def test_a_file_that_is_no_database_is_broken(tmp_path: Path) -> None:
    (tmp_path / "page.db").write_bytes(b"some news\n" * 200)
    store = Store(f"sqlite:///{tmp_path}/page.db")
    error = refusal(store, "SELECT 1")
    assert str(error.reason) == "warehouse_refused"
    assert error.detail.endswith("DatabaseError: file is not a database")
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "hush",
        "",
        "postgresql://feed:hush@host:port/warehouse",
        "postgresql+nosuch://feed:hush@host/warehouse",
        "postgresql+pg8000://feed:hush@host/warehouse",
        "mysql://feed:hush@host/warehouse",
        "sqlite://feed:hush@host/warehouse",
    ],
)
def test_a_url_that_names_no_usable_database_is_a_bad_setting(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        Store(url)
    assert str(caught.value.reason) == "warehouse_url_invalid"
    assert "hush" not in str(caught.value)


def test_postgresql_without_a_driver_is_spoken_to_by_psycopg_and_shown_without_passwords() -> None:
    store = Store("postgresql://feed:hush@host/warehouse?password=hush&sslmode=require")
    assert store.engine.dialect.driver == "psycopg"
    assert store.shown_url == "postgresql+psycopg://feed:***@host/warehouse"
    assert store.url.query["sslmode"] == "require"
    store.close()


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    count = text("SELECT count(*) FROM alembic_version")
    with store.read() as reading:
        assert reading.execute(count).scalar() == 1
        with store.write() as writing:
            writing.execute(text("INSERT INTO alembic_version VALUES ('another')"))
        assert reading.execute(count).scalar() == 1
    with store.read() as reading:
        assert reading.execute(count).scalar() == 2
