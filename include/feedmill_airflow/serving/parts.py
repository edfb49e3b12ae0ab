"""The parts of Airflow as processes: started each in a session of its own, ended to the last member.

Which parts run is written down in the home at each change, so that a start after a crash finds what was left over.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic

from feedmill_airflow.serving.sessions import Session

PROGRAM = (sys.executable, "-m", "airflow")
COMMANDS: dict[str, tuple[str, ...]] = {
    "api-server": ("api-server",),
    "dag-processor": ("dag-processor",),
    "scheduler": ("scheduler", "--skip-serve-logs"),  # its log server would listen on all addresses
    "triggerer": ("triggerer", "--skip-serve-logs"),  # as above
}
"""In the order of starting; they are ended in reverse."""

ASKED = 3
ASKED_SECONDS = 2.0
"""How often a part is asked to end by itself, and how long it then has. More than once, since a scheduler that is
asked at the wrong moment (while Python cleans up behind a weak reference) forgets it."""
LONGEST_PAUSE = 30.0
STEADY = 60.0
"""A part that lived this long starts again without a pause."""


@dataclass(slots=True)
class Part:
    """One part: its process while it lives, and when it may be started again."""

    name: str
    process: subprocess.Popen[bytes]
    session: Session
    since: float
    failures: int = 0
    not_before: float = 0.0

    @property
    def ended(self) -> bool:
        """Whether the part's own process is gone. What it started may live on."""
        return self.process.poll() is not None


@dataclass(slots=True)
class Parts:
    """All parts of one home."""

    folder: Path
    environment: Mapping[str, str]
    running: dict[str, Part] = field(default_factory=dict)

    def start(self, name: str, failures: int = 0) -> None:
        """Start a part; its output goes to a file of its name."""
        with (self.folder / "logs" / f"{name}.out").open("ab") as out:
            process = subprocess.Popen(
                [*PROGRAM, *COMMANDS[name]],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        self.running[name] = Part(name, process, Session.of(process.pid), monotonic(), failures)
        self._write_down()

    def tend(self) -> list[str]:
        """Start again what has ended, after a pause that doubles while it does not stay up. Returns what had ended."""
        found = []
        for part in list(self.running.values()):
            if part.ended and not part.not_before:
                part.session.kill()
                part.failures = 0 if monotonic() - part.since > STEADY else part.failures + 1
                pause = 0.0 if part.failures <= 1 else min(2.0 ** (part.failures - 1), LONGEST_PAUSE)
                part.not_before = monotonic() + pause
                found.append(part.name)
            if part.ended and monotonic() >= part.not_before:
                self.start(part.name, part.failures)
        return found

    def stop(self) -> None:
        """End all parts in reverse order, and whatever they started."""
        for part in reversed(self.running.values()):
            _ask_to_end(part.process)
            part.session.kill()
            part.process.wait()
        self.running.clear()
        self._write_down()

    def end_left_overs(self) -> int:
        """End what a supervisor that was killed has left running. Returns how many processes that were."""
        path = self.folder / "parts.json"
        if not path.exists():
            return 0
        sessions = [Session(**entry) for entry in json.loads(path.read_text()).values()]
        ended = sum(session.kill() for session in reversed(sessions))
        path.unlink()
        return ended

    def _write_down(self) -> None:
        draft = self.folder / "parts.json.new"
        draft.write_text(json.dumps({name: asdict(part.session) for name, part in self.running.items()}, indent=1))
        draft.replace(self.folder / "parts.json")


def _ask_to_end(process: subprocess.Popen[bytes]) -> None:
    for _ in range(ASKED):
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(ASKED_SECONDS)
            return
