"""Quarantine rows whose reason may have passed are tried again when their time has come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, dag, task

TRIAGE = """
### What it does
Every ten minutes, tries the quarantine rows again that are due: those whose reason may pass (docs/operating.md marks
them), first after FEEDMILL_RETRY_SECONDS, then after twice that, and so on. With nothing due it is *skipped*.

### When it fails
`look_needed`: a row was tried FEEDMILL_RETRY_ATTEMPTS times and is left to a person now. The warnings in the log name
it; `feedmill quarantine show ID` tells what it means and what to do. An archive or warehouse that does not answer is
tried again by itself.

### Who waits for it
Whoever waits for the stories in these rows. While this is paused, `maintenance` tries what is due once a day.

### May it be run again?
Always. What is not due is not tried; `feedmill quarantine retry ID` tries a row at any time.
"""


@dag(
    schedule=CronTriggerTimetable("5-59/10 * * * *", timezone="UTC"),
    max_active_runs=1,
    catchup=False,
    doc_md=TRIAGE,
    tags=["feedmill"],
)
def quarantine_retry() -> None:
    """Try again what is due."""

    @task(retries=2, retry_delay=timedelta(seconds=30), show_return_value_in_logs=False)
    def retry(*, params: Any = None, dag: Any = None, dag_run: Any = None) -> dict[str, Any]:
        """Try the rows whose time has come."""
        from feedmill_airflow import maintaining, steps

        steps.refuse_unknown(dag_run.conf, dag.params)
        return maintaining.retry(params)

    retry()


quarantine_retry()
