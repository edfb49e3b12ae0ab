"""The main job, shown: a real newspaper page is dropped, Airflow loads it, and what came of it is printed.

Knows the order of the show. How things are printed stands in `showing`.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from feedmill.errors import UsageError
from feedmill.settings import CLONE, Settings
from feedmill_airflow.reasons import ServingReason
from feedmill_airflow.serving import showing
from feedmill_airflow.serving.api import FINAL
from feedmill_airflow.serving.showing import Say
from feedmill_airflow.serving.supervisor import Served

PAGE = CLONE / "tests" / "data" / "newspaper-page.txt"
LOAD_SECONDS = 120.0
STATES = {"success": "done"}


def show_main_job(home: Served, settings: Settings, console: Console, say: Say) -> None:
    """Drop the page, wait for the run that the drop starts, print the stories. Raises `UsageError` if none comes."""
    since = datetime.now(UTC)
    handed_over = time.monotonic()
    drop(PAGE, settings.inbox_folder)
    say(f"dropped {PAGE.name} into {settings.inbox_folder}")
    run = _awaited(home, since, say)
    say(f"loaded {time.monotonic() - handed_over:.1f} s after the drop")
    original = hashlib.sha256(PAGE.read_bytes()).hexdigest()
    console.print(showing.table(showing.rows_of(home.mill, original)))
    console.print(f"The original in the archive: [bold]{home.mill.original_url(original)}[/]", soft_wrap=True)
    summary = list(home.api.summaries("ingest", run["dag_run_id"], "load", attempt=_tries(home, run)))[-1]
    console.print(f"The run's summary: {showing.line(summary)}", soft_wrap=True)
    if summary.get("known"):
        console.print("This page had been delivered before: one more delivery, and the same stories.")


def drop(file: Path, inbox: Path) -> Path:
    """Hand a copy over by rename, so that nobody ever sees half of it."""
    inbox.mkdir(parents=True, exist_ok=True)
    part = inbox / f".{file.name}.part"
    shutil.copyfile(file, part)
    return part.rename(inbox / file.name)


def _awaited(home: Served, since: datetime, say: Say) -> dict[str, Any]:
    """The `ingest` run that came of what was dropped `since`, once it has ended well."""
    told: set[str] = set()
    found: list[dict[str, Any]] = []

    def ended() -> bool:
        for dag in ("intake", "ingest"):
            for run in home.api.runs(dag, run_after_gte=since.isoformat()):
                _tell_once(f"a run of {dag} is {STATES.get(run['state'], run['state'])}", told, say)
                if dag == "ingest" and run["state"] in FINAL:
                    found.append(run)
        return bool(found)

    if not home.until(ended, LOAD_SECONDS) or found[0]["state"] != "success":
        raise UsageError(ServingReason.RUN_FAILED, f"ingest, waited up to {LOAD_SECONDS:.0f} s")
    return found[0]


def _tell_once(news: str, told: set[str], say: Say) -> None:
    if news not in told:
        told.add(news)
        say(news)


def _tries(home: Served, run: dict[str, Any]) -> int:
    path = f"/dags/ingest/dagRuns/{run['dag_run_id']}/taskInstances/load"
    return int(home.api.get(path)["try_number"])
