"""Order does not matter: any permutation, any number of loaders, any kill in between gives one result.

`make order` runs the permutations on real stories, hundreds of them.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
from sqlalchemy import func, select

from feedmill.warehouse import appending
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import edges
from tests.templates import put_warehouse
from tests.warehouse.arrivals import Arrival, arrivals_of, load, opened, real_stories, written_stories

PERMUTATIONS = int(os.environ.get("FEEDMILL_PERMUTATIONS", "6"))
LOADERS = 8 if PERMUTATIONS > 10 else 3
DATA = Path(os.environ.get("FEEDMILL_DATA", "../shared/data"))


def material() -> list[Arrival]:
    """A few written stories; on a long run, more and real ones."""
    if PERMUTATIONS <= 10:
        return arrivals_of(written_stories()[:4])
    assert DATA.is_dir(), f"NOT RUN: no {DATA}; set FEEDMILL_DATA to the folder that holds news/"
    return arrivals_of(real_stories(DATA, 12))


def fresh(folder: Path, name: str) -> str:
    """The address of an empty warehouse on SQLite."""
    put_warehouse(folder / name)
    return f"sqlite:///{folder}/{name}"


@pytest.mark.timeout(14_400)
def test_any_permutation_by_either_way_of_settling_gives_one_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrivals = material()
    first = _alone(arrivals, tmp_path)
    for number in range(PERMUTATIONS):
        monkeypatch.setattr(appending, "LONG_WAY", 200 if number % 2 else -1)
        url = fresh(tmp_path, f"{number}.db")
        warehouse = opened(url, tmp_path)
        shuffled = random.Random(number).sample(arrivals, len(arrivals))  # noqa: S311 -- the same each time
        load(warehouse, shuffled)
        assert list(differences(first.store, warehouse.store)) == []
        warehouse.store.close()
        (tmp_path / f"{number}.db").unlink()
    with first.store.read() as connection:
        relations = set(connection.execute(select(edges.c.relation)).scalars())
        found = schema.versions.c
        counted = select(func.count(found.story_id.distinct()), func.count(found.version_id))
        stories, versions = connection.execute(counted).one()
    assert relations >= {"version_of", "excerpt_of"}
    assert 1 < stories < versions
    first.store.close()


def test_loaders_side_by_side_give_what_one_gives(url: str, tmp_path: Path) -> None:
    arrivals = material()
    alone = _alone(arrivals, tmp_path)
    _migrated(url)
    _wait_for([_started(url, tmp_path, arrivals[number::LOADERS]) for number in range(LOADERS)])
    _same(alone, opened(url, tmp_path))


def test_loaders_that_are_killed_and_begun_again_give_what_one_gives(url: str, tmp_path: Path) -> None:
    arrivals = material()
    alone = _alone(arrivals, tmp_path)
    _migrated(url)
    chance = random.Random(11)  # noqa: S311 -- the same each time
    for _ in range(3):
        loaders = [_started(url, tmp_path, chance.sample(arrivals, len(arrivals))) for _ in range(2)]
        time.sleep(chance.uniform(1.0, 3.0))
        for loader in loaders:
            if loader.pid and loader.is_alive():
                os.kill(loader.pid, signal.SIGKILL)
            loader.join()
    _wait_for([_started(url, tmp_path, arrivals)])
    _same(alone, opened(url, tmp_path))


def _alone(arrivals: list[Arrival], folder: Path) -> SqlWarehouse:
    """What one loader makes of them, one after the other."""
    warehouse = opened(fresh(folder, "alone.db"), folder)
    load(warehouse, arrivals)
    return warehouse


def _same(one: SqlWarehouse, other: SqlWarehouse) -> None:
    assert list(differences(one.store, other.store)) == []
    one.store.close()
    other.store.close()


def _migrated(url: str) -> None:
    store = Store(url)
    migrate(store)
    store.close()


def _started(url: str, folder: Path, arrivals: list[Arrival]) -> SpawnProcess:
    loader = multiprocessing.get_context("spawn").Process(target=_load, args=(url, folder, arrivals))
    loader.start()
    return loader


def _load(url: str, folder: Path, arrivals: list[Arrival]) -> None:
    warehouse = opened(url, folder)
    load(warehouse, arrivals)
    warehouse.store.close()


def _wait_for(loaders: list[SpawnProcess]) -> None:
    for loader in loaders:
        loader.join()
        assert loader.exitcode == 0
