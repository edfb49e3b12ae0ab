"""The maintenance: once a day everything is checked, tried again, learned and tidied."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag, task

TRIAGE = """
### What it does
Nine tasks, one at a time. `retry`: quarantine rows whose reason may have passed are tried again when their time has
come. `check`: every invariant; a part of the originals is read back and hashed each day (with `full` all of them are,
and parsed again). `learn`: which text many stories share, and what that changes. `sources`: names the alerts that are
open, and forgets old looks that brought nothing. `retention`: counts originals that are past the retention of every
source that delivered them, and erases them if FEEDMILL_RETENTION_ERASES is set. `done`: files in `done/` that are
older than FEEDMILL_DONE_DAYS are deleted, if the archive gives their originals back whole. `erasures`: what was erased
and had to be kept until now goes. `logs` and `metadata`: what Airflow keeps of its runs for longer than
FEEDMILL_AIRFLOW_DAYS is deleted.

### When it fails
`look_needed`: a person has to look; each warning in the log names one case. `check`: an invariant is broken, the case
names the row or object (docs/operating.md says what to do about each). `retry`: a row was tried as often as it may,
`feedmill quarantine show ID` tells why it fails. `done`: a file does not match its delivery, or the archive lost its
original; it was kept. `not_cleaned`: Airflow's metadata was locked; the next run does it.
An archive or warehouse that does not answer is tried again by itself.

### Who waits for it
Nobody; without it `done/`, the logs and Airflow's metadata grow, and damage is found later.

### May it be run again?
Always, and each task by itself. One that fails stops no other.
"""


@dag(
    schedule=CronTriggerTimetable("15 3 * * *", timezone="UTC"),
    max_active_runs=1,
    max_active_tasks=1,
    catchup=False,
    doc_md=TRIAGE,
    tags=["feedmill"],
    params={
        "full": Param(False, type="boolean", title="Full", description="Read every original back and parse it again"),
        "learn": Param(
            None, type=["null", "boolean"], title="Learn", description="Make what is learned hold; empty: as is set"
        ),
    },
)
def maintenance() -> None:
    """Check everything, try again what may go on now, learn, and tidy up."""

    @task(retries=2, retry_delay=timedelta(minutes=1), retry_exponential_backoff=True, show_return_value_in_logs=False)
    def step(name: str, *, params: Any = None, dag: Any = None, dag_run: Any = None) -> dict[str, Any]:
        """Do one step."""
        from feedmill_airflow import maintaining, steps

        steps.refuse_unknown(dag_run.conf, dag.params)
        return maintaining.STEPS[name](params)

    for name in ("retry", "check", "learn", "sources", "retention", "done", "erasures", "logs", "metadata"):
        step.override(task_id=name)(name)


maintenance()
