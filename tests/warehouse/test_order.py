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

from feedmill.warehouse import appending
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.store import Store
from tests.templates import put_warehouse
from tests.warehouse.arrivals import Arrival, arrivals_of, load, opened, real_stories, result, written_stories

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
    results = []
    for number in range(PERMUTATIONS):
        monkeypatch.setattr(appending, "LONG_WAY", 200 if number % 2 else -1)
        url = fresh(tmp_path, f"{number}.db")
        warehouse = opened(url, tmp_path)
        shuffled = random.Random(number).sample(arrivals, len(arrivals))  # noqa: S311 -- the same each time
        load(warehouse, shuffled)
        results.append(result(warehouse))
        warehouse.store.close()
        (tmp_path / f"{number}.db").unlink()
    (ties, versions), stories = results[0][1:3], {row[2] for row in results[0][2]}
    assert {row[2] for row in ties} >= {"version_of", "excerpt_of"}
    assert 1 < len(stories) < len(versions)
    assert all(one == results[0] for one in results)


def test_loaders_side_by_side_give_what_one_gives(url: str, tmp_path: Path) -> None:
    arrivals = material()
    alone = _alone(arrivals, tmp_path)
    _migrated(url)
    _wait_for([_started(url, tmp_path, arrivals[number::LOADERS]) for number in range(LOADERS)])
    warehouse = opened(url, tmp_path)
    assert result(warehouse) == alone
    warehouse.store.close()


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
    warehouse = opened(url, tmp_path)
    assert result(warehouse) == alone
    warehouse.store.close()


def _alone(arrivals: list[Arrival], folder: Path) -> object:
    warehouse = opened(fresh(folder, "alone.db"), folder)
    load(warehouse, arrivals)
    found = result(warehouse)
    warehouse.store.close()
    return found


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
