"""Fetching: every source of the web is looked at when it is due, and what comes goes the way of everything else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, dag, task

from feedmill_airflow.fetching_tasks import fetch

TRIAGE = """
### What it does
Claims the sources of `include/sources.yaml` that are due, shares them out by host among at most 64 tasks, and looks at
each: one connection a host, robots.txt obeyed, conditional requests. What comes is archived, recorded and announced to
`ingest`. With nothing due it is *skipped*.

### When it fails
A **source** that fails does not fail a task: it is a check that failed, is tried again by itself, less often each time,
and raises one alert when that lasts. `feedmill sources health` shows all of them, the log's warnings name reason and
detail. A task fails when the archive or the warehouse does not answer (the last error names which), and is tried again
by itself; `sources_invalid` names each wrong line of the file of sources.

### Who waits for it
`ingest` gets its batches from here. While this is paused nothing is fetched; feeds hold their items for some hours or
days, and what has left them by then is not fetched any more.

### May it be run again?
Always. A claimed source is looked at once, a cleared task looks at those that were left; after half an hour the
sources of a run that was killed are free again. `fetch_now` looks at named sources at once.
"""


@dag(
    schedule=CronTriggerTimetable("*/2 * * * *", timezone="UTC"),
    max_active_runs=3,
    catchup=False,
    doc_md=TRIAGE,
    tags=["feedmill"],
)
def fetch_feeds() -> None:
    """Look at every source that is due."""

    @task(retries=3, retry_delay=timedelta(seconds=5), retry_exponential_backoff=True, show_return_value_in_logs=False)
    def claim(*, dag: Any = None, dag_run: Any = None) -> list[str]:
        """Claim what is due."""
        from feedmill_airflow import fetching_steps, steps

        steps.refuse_unknown(dag_run.conf, dag.params)
        return fetching_steps.claim_due(run=dag_run.run_id)

    fetch.expand(key=claim())


fetch_feeds()
