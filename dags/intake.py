"""The intake: what waits in folders and under S3 prefixes becomes recorded deliveries, announced batch by batch."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, Param, dag, task

from feedmill.settings import Settings
from feedmill_airflow.assets import FEED_BATCHES, inbox_bell

TRIAGE = """
### What it does
Takes every file that waits in the inbox, in the drop folders and under the S3 prefixes among the sources: archives it,
records the delivery, moves the file to `done/`, and announces the batches that are open, one partition key each. It
runs when the doorbell rings (a file came into a folder, or still waits; a message is in the queue of a prefix), and
every ten minutes in any case. With nothing to do it is *skipped*.

### When it fails
The archive or the warehouse does not answer: the log's last error names which. It is tried again by itself, and
later at every ring. Nothing is lost meanwhile: files stay in the inbox, or claimed in `.claimed/` within it.
Files that can never be taken (pipes, links, too large) are told once, and listed by `feedmill quarantine`; so is a
source that could not be swept (a share that is away, keys that are refused); all others are swept all the same. A
queue that does not ring is told by the triggerer's log (`queue_refused`, `queue_unreachable`).

### Who waits for it
`ingest` gets its batches from here. While this is paused, files wait in the inbox.

### May it be run again?
Always. A file is taken once, however often this runs. Set `again` to announce open batches that were announced a
moment ago too, for instance after `ingest` was paused.
"""


@dag(
    schedule=AssetOrTimeSchedule(
        assets=[inbox_bell(Settings())], timetable=CronTriggerTimetable("*/10 * * * *", timezone="UTC")
    ),
    max_active_runs=1,
    catchup=False,
    doc_md=TRIAGE,
    tags=["feedmill"],
    params={"again": Param(False, type="boolean", title="Again", description="Announce open batches once more")},
)
def intake() -> None:
    """Sweep folders and prefixes, and announce the open batches."""

    @task(
        outlets=[FEED_BATCHES],
        retries=3,
        retry_delay=timedelta(seconds=5),
        retry_exponential_backoff=True,
        show_return_value_in_logs=False,
        max_retry_delay=timedelta(minutes=2),
    )
    def sweep(
        *, outlet_events: Any = None, params: Any = None, dag: Any = None, dag_run: Any = None, ti: Any = None
    ) -> dict[str, Any]:
        """Take what waits. A second try announces again what the first may have announced in vain."""
        from feedmill_airflow import steps

        steps.refuse_unknown(dag_run.conf, dag.params)
        again = params["again"] or ti.try_number > 1
        return steps.sweep_inbox(outlet_events[FEED_BATCHES].add_partitions, again=again)

    sweep()


intake()
