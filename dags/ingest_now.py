"""By hand: a text, a file or an S3 object goes through the whole mill at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, task

from feedmill_airflow.forms import KINDS, LONGEST_TEXT, SOURCE_PATTERN

TRIAGE = """
### What it does
Takes what the form names (a pasted text, a path, or an S3 object: exactly one of them), archives it as a delivery of
the source you choose, and loads its stories.

### When it fails
`receive` refuses a form that is not right, and its last error says what to change: `not_exactly_one`, `missing`,
`path_not_allowed` (see FEEDMILL_MANUAL_FOLDERS), `s3_object_missing`, `s3_address_invalid`, `unknown_parameter`.
Nothing was taken then: trigger anew. An archive or warehouse that does not answer is tried again by itself. What
cannot be read goes to quarantine (`feedmill quarantine`) and does not fail the run.

### Who waits for it
The person who triggered it.

### May it be run again?
Clearing a run changes nothing that is loaded: it is the same delivery. Triggering anew is another delivery of the
same original; its stories are known then, not doubled.
"""

RETRY_DELAY = timedelta(seconds=5)


@dag(
    schedule=None,
    catchup=False,
    doc_md=TRIAGE,
    tags=["feedmill"],
    params={
        "text": Param(
            None,
            type=["null", "string"],
            format="multiline",
            maxLength=LONGEST_TEXT,
            title="Text",
            description="Paste it here",
        ),
        "path": Param(None, type=["null", "string"], title="or a path", description="Within the allowed folders"),
        "s3_uri": Param(None, type=["null", "string"], title="or an S3 URI", description="s3://bucket/key"),
        "source": Param("manual", type="string", pattern=SOURCE_PATTERN, title="Source", description="Whose it is"),
        "kind": Param("auto", enum=list(KINDS), title="Kind", description="Expected; the log tells if it is another"),
    },
)
def ingest_now() -> None:
    """Receive what the form names, then load it."""

    @task(retries=3, retry_delay=RETRY_DELAY, retry_exponential_backoff=True, show_return_value_in_logs=False)
    def receive(*, params: Any = None, dag: Any = None, dag_run: Any = None) -> str:
        """Check the form, archive what it names, record the delivery."""
        from feedmill_airflow import steps

        steps.refuse_unknown(dag_run.conf, dag.params)
        return steps.receive_form(params, run=dag_run.run_id)

    @task(retries=3, retry_delay=RETRY_DELAY, retry_exponential_backoff=True, show_return_value_in_logs=False)
    def load(delivery: str) -> dict[str, Any]:
        """Load the delivery's stories."""
        from feedmill_airflow import steps

        return steps.load_delivery(delivery)

    load(receive())  # type: ignore[arg-type]  # Airflow hands over the result, once there is one


ingest_now()
