"""`python -m feedmill_airflow.serving setup | up | demo | exec COMMAND...`: what `make` calls.

setup make all that serving needs, and end
up    set up and serve until Ctrl-C or SIGTERM
demo  the same, show the main job, and stop
exec  run a command in the environment of Airflow's parts, for instance `exec airflow dags list`
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from pydantic import ValidationError
from rich.console import Console

from feedmill.errors import FeedmillError, Outage
from feedmill.settings import Settings, wrong_settings
from feedmill_airflow.serving import environment, showing

WRONG_USE = 2
OUTAGE = 3
INTERRUPTED = 130
PIPED_WIDTH = 120
DEAF = (OSError, SystemExit)
"""What printing raises when nobody can read it any more: rich ends the process at a broken pipe."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code: 0 well, 2 wrong use, 3 a part does not answer."""
    command, *rest = (sys.argv[1:] if arguments is None else list(arguments)) or ["help"]
    try:
        return _run(command, rest, Settings())
    except ValidationError as error:
        sys.stderr.write(f"setting_invalid: {wrong_settings(error)} -- correct the variable named\n")
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(command: str, rest: Sequence[str], settings: Settings) -> int:
    if command == "exec" and rest:
        hidden = environment.prepare_secrets(settings)
        os.execvpe(rest[0], list(rest), environment.airflow_environment(settings, hidden))  # noqa: S606 -- asked for
    if command not in {"setup", "up", "demo"}:
        Console(stderr=True).print(__doc__)
        return WRONG_USE
    try:
        return _serve(settings, command)
    except FeedmillError as error:
        Console(stderr=True).print(str(error), style="bold red", markup=False, soft_wrap=True)
        return OUTAGE if isinstance(error, Outage) else WRONG_USE


def _serve(settings: Settings, command: str) -> int:
    from feedmill_airflow.serving.demo import show_main_job
    from feedmill_airflow.serving.supervisor import Stopped, served, set_up

    console = Console() if sys.stdout.isatty() else Console(width=PIPED_WIDTH)
    say = _speaker(console)
    logging.getLogger().setLevel(logging.WARNING)
    try:
        if command == "setup":
            set_up(settings, say)
            return 0
        with served(settings, say) as home:
            if command == "demo":
                show_main_job(home, settings, console, say)
                say("`make up` serves it at the address below, until Ctrl-C")
            with suppress(*DEAF):
                console.print(showing.way_in(settings, home.password), markup=False, soft_wrap=True)
            while command == "up":
                home.tend()
    except Stopped:
        return 0
    return 0


def _speaker(console: Console) -> showing.Say:
    """Progress lines, each with the seconds since the start."""
    begun = time.monotonic()

    def say(news: str) -> None:
        with suppress(*DEAF):
            console.print(f"{time.monotonic() - begun:6.1f} s  {news}", markup=False, highlight=False, soft_wrap=True)

    return say


if __name__ == "__main__":
    sys.exit(main())
