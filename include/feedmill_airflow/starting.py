"""A listener: when a part of Airflow starts, its log says which mill it works for, and the scheduler loads the mill.

An Airflow that was started with another home, archive or warehouse than meant is found by this line, before it has
taken a single file. Secrets are not shown. Airflow calls listeners by the names that its specification gives.
"""

from __future__ import annotations

import importlib
import sys

import structlog
from airflow.listeners import hookimpl

from feedmill.settings import Settings


@hookimpl
def on_starting(component: object) -> None:
    """Airflow's hook. Only the long-lived parts (Airflow's word is job) say it; every single task would be too much."""
    if type(component).__name__ == "Job":
        structlog.get_logger("feedmill").info("feedmill is set up", **told(Settings()))
        if "scheduler" in sys.argv:
            # Local workers, and their tasks, are forked from the scheduler: what it has loaded no task loads again.
            importlib.import_module("feedmill.mill")


def told(settings: Settings) -> dict[str, str]:
    """Where this mill's things stand, without what is secret of it."""
    from sqlalchemy.engine import make_url

    url = settings.warehouse_url
    return {
        "home": str(settings.home.absolute()),
        "inbox": str(settings.inbox_folder.absolute()),
        "archive": settings.archive_url or "embedded",
        "warehouse": make_url(url.get_secret_value()).render_as_string() if url else "embedded",
    }
