"""A run that is killed at a named point, once or twice, and run again, ends like one that nobody disturbed."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.faults.places import Place
from tests.faults.points import BY_NAME, FAST, REAL, REFUSING, Point, stepping
from tests.faults.telling import LONG, tell
from tests.faults.trial import BRIDGE, FILES, one_pass
from tests.forking import killed_at

pytestmark = pytest.mark.slow

KILLS = (1, 2) if LONG else (1,)
SOME = FAST if LONG else FAST[::4]


def test_there_are_at_least_25_points_each_with_a_name_of_its_own() -> None:
    for points in (FAST, REAL):
        assert len({point.name for point in points}) == len(points) > 25


def test_an_undisturbed_run_loads_what_was_dropped(folder_place: Place) -> None:
    with folder_place.trial() as trial:
        trial.drop().run()
        assert trial.wrong(full=True) == []
        with trial.mill() as mill:
            ledger = mill.ledger()
    found = {
        name: ledger[name] for name in ("deliveries", "loaded", "known", "quarantined", "version_of", "excerpt_of")
    }
    wanted = {"deliveries": 6, "loaded": 4, "known": 1, "quarantined": 1, "version_of": 1, "excerpt_of": 1}
    assert found == wanted


def test_a_home_that_is_not_as_it_should_be_is_told_from_one_that_is(folder_place: Place) -> None:
    with folder_place.trial() as trial:
        trial.drop().run()
        with trial.mill() as mill, mill.store.write() as connection:
            connection.exec_driver_sql("UPDATE versions SET text = 'changed' WHERE kind = 'excerpt'")
        trial.drop({"late.txt": BRIDGE})
        wrong = " ".join(trial.wrong())
    assert "late.txt stands in the inbox" in wrong
    assert "handed over 1 times, delivered 0 times" in wrong
    assert "text is 'changed'" in wrong


@pytest.mark.parametrize("kills", KILLS)
@pytest.mark.parametrize("point", SOME, ids=str)
def test_killed_at_any_point_it_ends_as_undisturbed(folder_place: Place, point: Point, kills: int) -> None:
    _killed_and_run_on(folder_place, point, kills)


@pytest.mark.faults_long
@pytest.mark.integration
@pytest.mark.parametrize("kills", KILLS)
@pytest.mark.parametrize("point", REAL, ids=str)
def test_killed_at_any_point_on_real_parts_it_ends_as_undisturbed(real_place: Place, point: Point, kills: int) -> None:
    _killed_and_run_on(real_place, point, kills)


@pytest.mark.parametrize("point", BY_NAME if LONG else BY_NAME[::2], ids=str)
def test_killed_while_it_ingests_what_is_named(place: Place, point: Point) -> None:
    with place.trial() as trial:
        trial.name("named.txt", BRIDGE)
        hits = sum(killed_at(point.nth, _at(point, trial.run)) for _ in range(2))
        assert hits, f"{point} was not reached"
        trial.run_on()
        tell("kill at a named point of `feedmill ingest`", place.name, trial.wrong(), hits=hits)


def test_killed_while_it_ingests_what_is_named_and_never_named_again(place: Place) -> None:
    """Somebody else's sweep adopts what was recorded by then."""
    point = BY_NAME[3]
    assert point.name == "after a named file is recorded"
    with place.trial() as trial:
        trial.name("named.txt", BRIDGE)
        assert killed_at(point.nth, _at(point, trial.run))
        with trial.mill() as mill:
            while trial.waits(mill):
                one_pass(mill, "sweeper", [])
        tell("kill of `feedmill ingest`, not run again: adopted by a sweep", place.name, trial.wrong())


@pytest.mark.parametrize("point", REFUSING, ids=str)
def test_killed_while_it_refuses_a_pipe(folder_place: Place, point: Point) -> None:
    with folder_place.trial() as trial:
        os.mkfifo(trial.inbox / "pipe")
        trial.drop(FILES)
        assert killed_at(point.nth, _at(point, trial.run)), f"{point} was not reached"
        trial.run()
        (trial.inbox / "pipe").unlink()
        trial.run_on()
        with trial.mill() as mill:
            (refusal,) = mill.archive.refusals()
            rows = [row["id"] for row in mill.quarantine(state=None) if row["name"] == "pipe"]
        assert rows == [refusal.id]
        said = [one for one in trial.wrong(full=True) if refusal.id not in one]
        tell("kill while a pipe is refused", folder_place.name, said, hits=1)


def _killed_and_run_on(place: Place, point: Point, kills: int) -> None:
    with place.trial() as trial:
        trial.drop(FILES)
        hits = sum(killed_at(point.nth, _at(point, trial.run)) for _ in range(kills))
        assert hits, f"{point} was not reached"
        trial.run_on()
        tell(f"kill at a named point, {'once' if kills == 1 else 'twice'}", place.name, trial.wrong(), hits=hits)


def _at(point: Point, run: Callable[[], Any]) -> Callable[[Callable[[], None]], None]:
    def work(step: Callable[[], None]) -> None:
        with stepping(point, step):
            run()

    return work
