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


class JumpingClock:
    """Tells a time up to `SPAN` beside the machine's, another one at each look."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 -- the same each time

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._chance.choice((-SPAN, -1, 0, 1, SPAN)))


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("kills", [0, 2])
def test_a_clock_that_jumps(place: Place, kills: int) -> None:
    for number in range(ROUNDS):
        with place.trial(clock=JumpingClock(number)) as trial:
            trial.drop()
            hits = 0
            for _ in range(kills):
                child = started(trial.run)
                time.sleep(0.3)
                hits += killed(child)
            trial.run_on()
            fault = f"a clock that jumps by up to an hour{', and kills' if kills else ''}"
            tell(fault, place.name, trial.wrong(), hits=hits if kills else 1)
