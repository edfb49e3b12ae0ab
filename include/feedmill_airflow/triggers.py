"""The doorbell of a drop folder: it rings when a file waits, and leaves looking and taking to the intake.

A ring carries no names: a ring that is lost or doubled costs a look, never a file. It knows what can be taken only
so far that what never can (a pipe, a link, a folder, a file over the limit) does not ring for ever.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent
from watchfiles import awatch

from feedmill.intake.sweep import MOST_FILES
from feedmill_airflow.waiting import Stamp, claims_left, waiting_files

TICK = 0.5
"""Seconds between two looks while something is known to wait."""
SETTLED = 2.0
"""A file that grew after its ring rings again once it is this long past its quiet period."""
LONGEST = 600.0
"""Seconds between two rings for the same files at most: as often as the intake runs by the clock."""


ARGUMENTS = ("path", "again", "quiet", "poll", "max_bytes", "marker", "made")


@dataclass(slots=True)
class Patience:
    """What has been rung for, and when to ring again if it still waits. Times are monotonic seconds."""

    again: float
    quiet: float
    rung: dict[Stamp, tuple[int, float]] = field(default_factory=dict)
    wait: float = 0.0
    due: float = 0.0

    def reason(self, found: dict[Stamp, tuple[int, float]], *, claims: bool, now: float, clock: float) -> str | None:
        """Why to ring for what was found, or None. Asking counts as ringing.

        `clock` is the wall clock that modification times count in. Of so many files that one sweep does not take all,
        those that come into sight while it takes others are no news: it was rung for.
        """
        crowded = len(found) >= MOST_FILES
        if self._has_news(found, clock - self.quiet - SETTLED) and not (crowded and self.rung):
            self.wait = self.again
            why = "change"
        elif now >= self.due and (found or claims):
            self.wait = min(max(self.wait * 2, self.again), LONGEST)
            why = "again"
        else:
            return None
        self.rung = dict(found)
        self.due = now + self.wait
        return why

    def _has_news(self, found: dict[Stamp, tuple[int, float]], settled: float) -> bool:
        """A file never rung for, or one that has changed since and came to rest before `settled`."""
        self.rung = {stamp: state for stamp, state in self.rung.items() if stamp in found}
        return any(
            stamp not in self.rung or (state != self.rung[stamp] and state[1] <= settled)
            for stamp, state in found.items()
        )


class InboxBell(BaseEventTrigger):
    """Rings at start, at each change, and again after `again` seconds (doubling) while the same files wait.

    Args:
        path: the drop folder.
        again: seconds until a ring that led to nothing is repeated.
        quiet: seconds for which the intake wants a file to be unchanged.
        poll: look each half second instead of asking the kernel (network shares).
        max_bytes: larger files can never be taken and do not ring.
        marker: a file rings once another of its name and this ending stands beside it; empty: without one.
        made: make the folder if it is missing; else wait until it is there.
    """

    def __init__(
        self,
        path: str,
        *,
        again: float = 30.0,
        quiet: float = 0.5,
        poll: bool = False,
        max_bytes: int = sys.maxsize,
        marker: str = "",
        made: bool = True,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Airflow's base class states no types
        self.path = path
        self.again = again
        self.quiet = quiet
        self.poll = poll
        self.max_bytes = max_bytes
        self.marker = marker
        self.made = made

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Where the class stands, and its arguments: what Airflow keeps of a trigger."""
        kwargs = {name: getattr(self, name) for name in ARGUMENTS}
        return f"{type(self).__module__}.{type(self).__qualname__}", kwargs

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Ring for as long as the trigger lives."""
        await self._folder()
        patience = Patience(self.again, self.quiet)
        first = await self._look(patience)
        if first:
            yield _ring("start", first[1])
        async for changes in self._ticks():
            if not (changes or patience.rung or time.monotonic() >= patience.due):
                continue
            rings = await self._look(patience)
            if rings:
                yield _ring(*rings)

    async def _folder(self) -> None:
        """Make the folder, or wait until somebody has: a share may be mounted later."""
        path = Path(self.path)
        if self.made:
            await asyncio.to_thread(path.mkdir, parents=True, exist_ok=True)
        while not await asyncio.to_thread(path.is_dir):  # noqa: ASYNC110 -- nobody tells when a share is mounted
            await asyncio.sleep(self.again)

    def _ticks(self) -> AsyncIterator[set[Any]]:
        """The folder's changes as they come, and an empty set each tick without one."""
        return awatch(
            self.path,
            watch_filter=None,
            debounce=200,
            step=50,
            rust_timeout=int(TICK * 1000),
            yield_on_timeout=True,
            recursive=False,
            force_polling=self.poll,
            poll_delay_ms=int(TICK * 1000),
        )

    async def _look(self, patience: Patience) -> tuple[str, int] | None:
        found = await asyncio.to_thread(waiting_files, Path(self.path), self.max_bytes, self.marker)
        claims = await asyncio.to_thread(claims_left, Path(self.path))
        now = time.monotonic()
        why = patience.reason(found, claims=claims, now=now, clock=time.time())
        if why is None and now >= patience.due:
            patience.due = now + self.again
        return (why, len(found)) if why else None


def _ring(why: str, waiting: int) -> TriggerEvent:
    told = {"why": why, "waiting": waiting, "at": datetime.now(UTC).isoformat(timespec="milliseconds")}
    return TriggerEvent(told)  # type: ignore[no-untyped-call]  # Airflow's class states no types
