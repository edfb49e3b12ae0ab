"""What the tasks of fetching run: claim the sources that are due, look at those of one share, announce what came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from airflow.sdk.exceptions import AirflowSkipException

from feedmill_airflow.steps import opened_mill

log = structlog.get_logger("feedmill")


def claim_due(*, run: str, names: str = "") -> list[str]:
    """Claim the sources that are due for this run; with names, separated by blanks or commas, those. At most 64 keys.

    Skips when there is nothing to fetch.
    """
    wanted = names.replace(",", " ").split()
    with opened_mill() as mill:
        log.info("looking for what is due", named=len(wanted))
        keys = mill.plan_fetch(run, wanted)
    log.info("shared out", shares=len(keys))
    if not keys:
        raise AirflowSkipException("nothing is due")
    return keys


def fetch_share(key: str, announce: Callable[[list[str]], None]) -> dict[str, Any]:
    """Look at the sources of one share, record what comes, and `announce` the batches of it.

    Tried again, it looks at those alone that were not looked at yet.
    """
    with opened_mill() as mill:
        log.info("the share begins", share=key)
        done = mill.fetch_batch(key)
        if done.keys:
            announce(list(done.keys))
            mill.announced(done.keys)
    counts = {name: getattr(done, name) for name in done.__slots__ if name != "keys"} | {"announced": len(done.keys)}
    if done.failed:
        log.warning("sources failed; all others went on", failed=done.failed, look="feedmill sources health")
    log.info("share fetched", share=key, **counts)
    return counts
