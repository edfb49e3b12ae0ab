"""The task that both DAGs that fetch map over the shares of a round."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import task

from feedmill_airflow.assets import FEED_BATCHES

POOL = "feedmill_fetching"
"""How many shares are looked at side by side: its slots stand in airflow_settings.yaml."""


@task(
    outlets=[FEED_BATCHES],
    pool=POOL,
    retries=3,
    retry_delay=timedelta(seconds=5),
    retry_exponential_backoff=True,
    show_return_value_in_logs=False,
)
def fetch(key: str, *, outlet_events: Any = None) -> dict[str, Any]:
    """Look at the sources of one share, and announce what came."""
    from feedmill_airflow import fetching_steps

    return fetching_steps.fetch_share(key, outlet_events[FEED_BATCHES].add_partitions)
