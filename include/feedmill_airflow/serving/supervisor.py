"""The supervisor: one a home, holding the embedded archive and Airflow's four parts for as long as it lives.

It starts parts again when they die, ends everything by session when it is told to stop, and at its own start ends
what a supervisor that was killed has left behind. What the parts do is theirs.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from feedmill.archive import standing
from feedmill.archive.keys import archive_folder
from feedmill.errors import UsageError
from feedmill.mill import Mill
from feedmill.settings import Settings
from feedmill_airflow.reasons import ServingReason
from feedmill_airflow.serving import environment
from feedmill_airflow.serving.api import Api
from feedmill_airflow.serving.metadata import prepare_metadata
from feedmill_airflow.serving.parts import COMMANDS, Parts
from feedmill_airflow.serving.showing import Say

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
START_SECONDS = 600.0
TELL_SECONDS = 30.0
"""How often it is told what a start waits for: Airflow takes half a minute, and on a busy machine minutes."""
RELEASE_SECONDS = 5.0
TICK = 0.2


class Stopped(Exception):
    """Somebody asked the supervisor to stop: a signal, Ctrl-C."""


class Served:
    """A home that is being served: its mill, its API, its parts."""

    def __init__(self, mill: Mill, parts: Parts, password: str, say: Say) -> None:
        self.mill = mill
        self.parts = parts
        self.password = password
        self.api = Api(environment.base_url(mill.settings), environment.ADMIN, password)
        self._say = say

    def tend(self) -> None:
        """One round of looking after the parts, and a short rest."""
        for name in self.parts.tend():
            self._say(f"{name} had ended; it is started again")
        time.sleep(TICK)

    def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Tend the parts until something is so; False when `seconds` were not enough."""
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                return False
            self.tend()
        return True


@contextmanager
def served(settings: Settings, say: Say) -> Iterator[Served]:
    """Everything set up, started and healthy; everything ended on the way out.

    Raises `UsageError` (the port or the home is taken, a part does not come up), and `Stopped` on a signal.
    """
    with _held(settings, say) as (parts, password):
        _refuse_taken_port(settings)
        try:
            with _prepared(settings, parts, say) as mill:
                try:
                    yield _started(Served(mill, parts, password, say), say)
                finally:
                    _stop(parts, say)
        finally:
            left = "nothing is left running" if _archive_ended(settings) else "the archive is still in use"
            say(f"stopped; {left}")


def set_up(settings: Settings, say: Say) -> None:
    """Make everything that serving needs: folders, secrets, archive, warehouse, metadata. Nothing stays running.

    A home that is being served is set up already: its supervisor did it.
    """
    try:
        with _held(settings, say) as (parts, _password), _prepared(settings, parts, say) as mill:
            say(f"{mill.settings.home} is set up")
    except UsageError as error:
        if error.reason is not ServingReason.ALREADY_SERVED:
            raise
        say(f"{settings.home} is being served, and so is set up")


@contextmanager
def _held(settings: Settings, say: Say) -> Iterator[tuple[Parts, str]]:
    """The home for this process alone, its secrets made, left-overs ended: its parts, not started, and the password."""
    home = environment.airflow_home(settings)
    settings.home.mkdir(parents=True, exist_ok=True)
    for folder in (home, home / "logs"):
        folder.mkdir(mode=0o700, exist_ok=True)
    with _alone(settings), _signals():
        hidden = environment.prepare_secrets(settings)
        parts = Parts(home, environment.airflow_environment(settings, hidden))
        left = parts.end_left_overs()
        if left:
            say(f"ended {left} processes that a killed supervisor had left")
            _wait_for_the_port(settings)
        yield parts, hidden[environment.ADMIN_PASSWORD]


@contextmanager
def _prepared(settings: Settings, parts: Parts, say: Say) -> Iterator[Mill]:
    """The archive up, the warehouse and Airflow's metadata at their newest."""
    say("starting the archive")
    fresh = Settings(**{name: getattr(settings, name) for name in settings.model_fields_set})
    with Mill.open(fresh, migrate=True) as mill:
        say(f"the archive answers at {mill.archive.client.meta.endpoint_url}")  # held from here on: no task ends it
        for folder in (fresh.inbox_folder, *fresh.folders_for_forms):
            folder.mkdir(parents=True, exist_ok=True)
        if prepare_metadata(fresh, parts.environment):
            say("prepared Airflow's metadata")
        yield mill


def _started(home: Served, say: Say) -> Served:
    say("starting Airflow: " + ", ".join(COMMANDS))
    for name in COMMANDS:
        home.parts.start(name)
    for _ in range(round(START_SECONDS / TELL_SECONDS)):
        if home.until(home.api.healthy, TELL_SECONDS):
            say("Airflow is healthy")
            return home
        say(f"still waiting for {', '.join(home.api.unwell())}")
    raise UsageError(ServingReason.NOT_HEALTHY, f"waited {START_SECONDS:.0f} s")


def _stop(parts: Parts, say: Say) -> None:
    """End everything; a second signal meanwhile changes nothing, so that nothing is left half ended."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    try:
        say("stopping")
    finally:
        parts.stop()


def _archive_ended(settings: Settings) -> bool:
    """Wait until the embedded archive has followed its last user; False when it has another, a command perhaps."""
    folder = archive_folder(settings.home.resolve())
    end = time.monotonic() + RELEASE_SECONDS
    while (found := standing.read(folder)) and found.runs(folder):
        if time.monotonic() > end:
            return False
        time.sleep(TICK)
    return True


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Hold the home against a second supervisor. The lock goes with the process, however it ends."""
    path = environment.airflow_home(settings) / "supervisor.lock"
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise UsageError(ServingReason.ALREADY_SERVED, f"process {lock.read().strip() or 'unknown'}") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


@contextmanager
def _signals() -> Iterator[None]:
    """While this lasts, a signal to end raises `Stopped` in the main thread."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise Stopped(signal.Signals(number).name)

    before = {number: signal.signal(number, stop) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wait_for_the_port(settings: Settings) -> None:
    """A process that was killed a moment ago may hold the port a little longer."""
    end = time.monotonic() + RELEASE_SECONDS
    while _refusal(settings) and time.monotonic() < end:
        time.sleep(TICK)


def _refuse_taken_port(settings: Settings) -> None:
    """Say so at once when somebody else listens there; Airflow would only say it in a log."""
    if found := _refusal(settings):
        place = f"{settings.ui_host}:{settings.ui_port}: {found.strerror}"
        raise UsageError(ServingReason.PORT_TAKEN, place) from found


def _refusal(settings: Settings) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.ui_host, settings.ui_port))
        except OSError as error:
            return error
    return None
