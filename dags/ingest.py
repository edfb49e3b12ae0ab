"""The ingest: one run loads one announced batch."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import PartitionedAssetTimetable, dag, task

from feedmill_airflow.assets import FEED_BATCHES

TRIAGE = """
### What it does
Loads one batch of deliveries into the warehouse: reads each original from the archive, splits it into stories, finds
what they are to the stories that stand there. The batch is the run's partition key. A batch that is loaded already is
*skipped*.

### When it fails
A part does not answer (the log's last error names it): it is tried again by itself, five times with growing pauses,
and after that announced anew by `intake`. A file or document that cannot be read does **not** fail the run: it goes
to quarantine, the log warns, and `feedmill quarantine` shows the row with its reason and how to retry.
`no_partition_key`: the run was started by hand. Trigger `intake` instead; for one file or text, `ingest_now`.

### Who waits for it
Readers of the warehouse's views `stories` and `story_history`. They see a delivery when all of it is loaded.

### May it be run again?
Always, and cleared at any time. What is loaded stays as it is; two runs of one batch do not meet (one holds its lease).
"""


@dag(
    schedule=PartitionedAssetTimetable(assets=FEED_BATCHES),
    max_active_runs=4,
    catchup=False,
    doc_md=TRIAGE,
    tags=["feedmill"],
)
def ingest() -> None:
    """Load the batch that the run's partition key names."""

    @task(
        retries=5,
        retry_delay=timedelta(seconds=5),
        retry_exponential_backoff=True,
        show_return_value_in_logs=False,
        max_retry_delay=timedelta(minutes=5),
    )
    def load(*, dag: Any = None, dag_run: Any = None) -> dict[str, Any]:
        """Load what of the batch is still pending."""
        from feedmill_airflow import steps

        steps.refuse_unknown(dag_run.conf, dag.params)
        return steps.load_batch(dag_run.partition_key, run=dag_run.run_id)

    load()


ingest()
