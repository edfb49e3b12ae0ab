"""Runs that are killed at random times, alone and four at a time: run on, they end like one that nobody disturbed."""

from __future__ import annotations

import random
import time
from functools import partial

import pytest

from tests.faults.places import Place
from tests.faults.telling import LONG, tell
from tests.faults.trial import Trial
from tests.forking import ended, killed, started

pytestmark = pytest.mark.slow

KILLS = 100 if LONG else 8
ROUNDS = 10 if LONG else 1
"""On each of three places."""

KILLS_A_HOME = 4
SIDE_BY_SIDE = 4


@pytest.mark.timeout(14_400)
def test_kills_at_random_times(place: Place) -> None:
    chance = random.Random(5)  # noqa: S311 -- the same each time
    struck, seconds = 0, place.seconds
    while struck < KILLS:
        with place.trial() as trial:
            trial.drop()
            hits = 0
            while hits < KILLS_A_HOME:
                child = started(trial.run)
                time.sleep(chance.uniform(0, seconds))
                if not killed(child):
                    break
                hits += 1
            trial.run_on()
            struck += hits
            tell("SIGKILL at a random time", place.name, trial.wrong(), hits=hits)


@pytest.mark.timeout(14_400)
def test_four_run_side_by_side(place: Place) -> None:
    for _ in range(ROUNDS):
        with place.trial() as trial:
            trial.drop()
            well = [ended(one) for one in _side_by_side(trial)]
            assert all(well)
            tell("four runs on one inbox at once", place.name, trial.wrong(), hits=SIDE_BY_SIDE)


@pytest.mark.timeout(14_400)
def test_two_of_four_that_run_side_by_side_are_killed(place: Place) -> None:
    chance, seconds = random.Random(6), place.seconds  # noqa: S311 -- the same each time
    for _ in range(ROUNDS):
        with place.trial() as trial:
            trial.drop()
            runs = _side_by_side(trial)
            time.sleep(chance.uniform(0, seconds))
            hits = sum(killed(one) for one in runs[:2])
            well = [ended(one) for one in runs[2:]]
            assert all(well)
            trial.run_on()
            tell("two of four runs on one inbox killed", place.name, trial.wrong(), hits=hits)


@pytest.mark.timeout(14_400)
def test_all_of_four_that_run_side_by_side_are_killed_again_and_again(place: Place) -> None:
    chance, seconds = random.Random(7), place.seconds  # noqa: S311 -- the same each time
    for _ in range(ROUNDS):
        with place.trial() as trial:
            trial.drop()
            hits = 0
            for _ in range(2):
                runs = _side_by_side(trial)
                time.sleep(chance.uniform(0, seconds))
                hits += sum([killed(one) for one in runs])
            trial.run_on()
            tell("four runs on one inbox killed, twice", place.name, trial.wrong(), hits=hits)


def _side_by_side(trial: Trial) -> list[int]:
    return [started(partial(trial.run_on, f"run {number}")) for number in range(SIDE_BY_SIDE)]
