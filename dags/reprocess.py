"""By hand: originals that an earlier version parsed are parsed again, from the archive alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, task

TRIAGE = """
### What it does
Parses again what an earlier version of a stage parsed; sources are not touched. Mode `diff` tries it on a copy of the
warehouse, and the log of `tell` says what would change; `apply` does it: the new parse takes the place of the old one.

### When it fails
An archive or warehouse that does not answer is tried again. `unknown_original`: no original begins with this. `tell`
fails while a part is not done: clear the failed `replay` with what comes after it. What cannot be read any more keeps
its stories, and is a row of `feedmill quarantine`. Room for a copy is needed on the warehouse's disk for `diff`.

### Who waits for it
The person who triggered it. Loading and reading go on meanwhile.

### May it be run again?
Always: what is parsed by the present stages is left as it is. A copy that was left is taken away a day later.
"""

RETRIES: dict[str, Any] = {
    "retry_delay": timedelta(seconds=5),
    "retry_exponential_backoff": True,
    "show_return_value_in_logs": False,
}
TEXT: dict[str, Any] = {"type": ["null", "string"], "maxLength": 10_000}
MOMENT: dict[str, Any] = {"type": ["null", "string"], "format": "date-time"}


@dag(
    schedule=None,
    max_active_runs=1,
    catchup=False,
    doc_md=TRIAGE,
    tags=["feedmill"],
    params={
        "mode": Param("diff", enum=["diff", "apply"], title="Mode", description="Tell what would change, or do it"),
        "since": Param(None, **MOMENT, title="Received since"),
        "until": Param(None, **MOMENT, title="Received before"),
        "source": Param(None, **TEXT, title="Source"),
        "format": Param(None, **TEXT, title="Format", description="As `feedmill read` says it"),
        "original": Param(None, **TEXT, title="Originals", description="SHA-256, or 8 digits of each or more"),
        "parser": Param(None, **TEXT, title="Parsed by", description="A stage's version, as splitting/3; or other"),
    },
)
def reprocess() -> None:
    """Divide what is selected, parse it part by part, tell what came of it."""

    @task(retries=3, **RETRIES)
    def plan(*, params: Any = None, dag: Any = None, dag_run: Any = None) -> list[dict[str, Any]]:
        """Divide what is selected."""
        from feedmill_airflow import replaying_steps, steps

        steps.refuse_unknown(dag_run.conf, dag.params)
        return replaying_steps.plan(params, run=dag_run.run_id)

    @task(retries=3, max_active_tis_per_dagrun=4, **RETRIES)
    def replay(part: dict[str, Any], *, params: Any = None) -> dict[str, Any]:
        """Parse one part again."""
        from feedmill_airflow import replaying_steps

        return replaying_steps.replay_part(params, part)

    @task(retries=3, trigger_rule="all_done", **RETRIES)
    def tell(parts: Any, done: Any, *, params: Any = None) -> dict[str, Any]:
        """Tell what came of it."""
        from feedmill_airflow import replaying_steps

        return replaying_steps.tell(params, list(parts or ()), [one for one in done or () if one])

    tell(parts := plan(), replay.expand(part=parts))


reprocess()
