"""A clock that jumps back and forth by hours while files are taken and loaded, also while runs are killed."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.places import Place
from tests.faults.telling import LONG, tell
from tests.forking import killed, started

pytestmark = pytest.mark.slow

SPAN = 3600.0
"""Seconds."""

ROUNDS = 10 if LONG else 1
KILLS = 2


class JumpingClock:
    """Tells a time up to `SPAN` beside the machine's, another one at each look."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 -- the same each time

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._chance.choice((-SPAN, -1, 0, 1, SPAN)))


@pytest.mark.timeout(3_600)
def test_a_clock_that_jumps(place: Place) -> None:
    for number in range(ROUNDS):
        with place.trial(clock=JumpingClock(number)) as trial:
            trial.drop().run_on()
            tell("a clock that jumps by up to an hour", place.name, trial.wrong())


@pytest.mark.timeout(3_600)
def test_a_clock_that_jumps_while_runs_are_killed(place: Place) -> None:
    chance = random.Random(8)  # noqa: S311 -- the same each time
    struck, seconds = 0, place.seconds
    while struck < KILLS * ROUNDS:
        with place.trial(clock=JumpingClock(struck)) as trial:
            trial.drop()
            hits = 0
            for _ in range(KILLS):
                child = started(trial.run)
                time.sleep(chance.uniform(0, seconds))
                hits += killed(child)
            trial.run_on()
            struck += hits
            tell("a clock that jumps by up to an hour, and kills", place.name, trial.wrong(), hits=hits)
