"""By hand: named sources are looked at now, whether they are due or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, task

from feedmill_airflow.fetching_tasks import fetch

TRIAGE = """
### What it does
Looks at the sources that the form names, whether they are due or not, also at one that is asked no more because it was
gone; without a name, at all that are due. What comes is announced to `ingest`.

### When it fails
`claim` refuses what is not right, and its last error says what to change: `unknown_source`, `not_fetched` (a folder or
an S3 prefix), `sources_invalid`, `unknown_parameter`. A source that fails does not fail a task: the log's warnings name
reason and detail, `feedmill sources health` shows it. An archive or warehouse that does not answer is tried again.

### Who waits for it
The person who triggered it.

### May it be run again?
Always. What a source brings a second time is another delivery of the same original; its stories are known then.
"""


@dag(
    schedule=None,
    catchup=False,
    doc_md=TRIAGE,
    tags=["feedmill"],
    params={
        "sources": Param(
            "",
            type="string",
            maxLength=100_000,
            title="Sources",
            description="Names, separated by blanks; empty: all that are due",
        ),
    },
)
def fetch_now() -> None:
    """Look at named sources now."""

    @task(retries=3, retry_delay=timedelta(seconds=5), retry_exponential_backoff=True, show_return_value_in_logs=False)
    def claim(*, params: Any = None, dag: Any = None, dag_run: Any = None) -> list[str]:
        """Claim the sources that are named."""
        from feedmill_airflow import fetching_steps, steps

        steps.refuse_unknown(dag_run.conf, dag.params)
        return fetching_steps.claim_due(run=dag_run.run_id, names=params["sources"])

    fetch.expand(key=claim())


fetch_now()
