"""An upgrade between two deliveries of one batch: other stages, or a warehouse of an earlier version's making."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, insert, inspect, select

from feedmill import pipeline
from feedmill.warehouse import migrating
from feedmill.warehouse.store import Store
from tests.faults.places import Place
from tests.faults.points import COMMIT, LOADING, Point, stepping
from tests.faults.telling import LONG, tell
from tests.faults.trial import Trial
from tests.forking import killed_at

pytestmark = pytest.mark.slow

RECORDED = ("originals", "batches", "deliveries")
EARLIER = sorted(one.revision for one in ScriptDirectory(str(migrating.MIGRATIONS)).walk_revisions())[:-1]
SOME = EARLIER if LONG else EARLIER[-1:]
LOADED = {
    "the first delivery": Point("after the first delivery", COMMIT, after=True, within=f"{LOADING}.load", nth=3),
    "the second delivery": Point("after the second delivery", COMMIT, after=True, within=f"{LOADING}.load", nth=4),
    "half of a delivery": Point("after the first chunk", COMMIT, after=True, within=f"{LOADING}.load"),
}


@pytest.mark.parametrize("loaded", LOADED)
def test_other_stages_from_the_midst_of_a_batch_on(place: Place, loaded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    point = LOADED[loaded]
    with place.trial() as trial:
        trial.drop()

        def work(step: object) -> None:
            assert callable(step)
            with stepping(point, step):
                trial.run()

        assert killed_at(point.nth, work)
        monkeypatch.setattr(pipeline, "STAGES", f"{pipeline.STAGES} next/2")
        trial.run_on()
        wrong = trial.wrong()
        with trial.mill() as mill, mill.store.read() as connection:
            stages = set(connection.exec_driver_sql("SELECT stages FROM parses").scalars())
        assert len(stages) == 2
        tell(f"other stages after {loaded} of a batch was loaded", place.name, wrong)


@pytest.mark.parametrize("revision", SOME)
def test_a_batch_that_an_earlier_version_recorded(folder_place: Place, revision: str) -> None:
    with folder_place.trial() as trial:
        trial.drop()
        with trial.mill() as mill:
            assert mill.sweep().deliveries == len(trial.dropped)
        _as_recorded_by(revision, trial)
        with trial.mill() as mill:
            mill.migrate()
        trial.run_on()
        tell("tables of an earlier version, a batch open", f"SQLite, revision {revision}", trial.wrong())


def _as_recorded_by(revision: str, trial: Trial) -> None:
    """Put a warehouse of an earlier revision in the place of the trial's, with what the intake had recorded."""
    path = trial.settings.home / "warehouse.db"
    recorded, earlier = Store(f"sqlite:///{path}"), Store(f"sqlite:///{path}.earlier")
    with earlier.write() as connection:
        command.upgrade(migrating._config(connection), revision)
    for name in RECORDED:
        _copied(name, recorded, earlier)
    recorded.close()
    earlier.close()
    for left in path.parent.glob("warehouse.db-*"):
        left.unlink()
    Path(f"{path}.earlier").rename(path)


def _copied(name: str, one: Store, other: Store) -> None:
    columns = {column["name"] for column in inspect(other.engine).get_columns(name)}
    tables = []
    for store in (one, other):
        metadata = MetaData()
        metadata.reflect(store.engine, only=[name])
        tables.append(metadata.tables[name])
    with one.read() as connection:
        rows = [dict(row) for row in connection.execute(select(tables[0])).mappings()]
    with other.write() as connection:
        connection.execute(insert(tables[1]), [{key: row[key] for key in columns} for row in rows])
