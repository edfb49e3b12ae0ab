"""The steps of `maintenance` and `quarantine_retry`: each ends in a summary, and fails where a person has to look.

What they do to the installation is the mill's; what Airflow leaves behind is tidied here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from feedmill_airflow import tidying
from feedmill_airflow.connections import settings_in_force
from feedmill_airflow.reasons import AirflowReason
from feedmill_airflow.steps import opened_mill, refusing

if TYPE_CHECKING:
    from feedmill.milling.maintaining import Maintained

log = structlog.get_logger("feedmill")

Counts = dict[str, Any]


def retry(_params: Mapping[str, Any]) -> Counts:
    """Try the quarantine rows again whose time has come. Skips when there are none."""
    with opened_mill() as mill:
        done = mill.retry_what_is_due()
    counts = _ended(done)
    if not counts["tried"]:
        raise AirflowSkipException("no row is due")
    return counts


def check(params: Mapping[str, Any]) -> Counts:
    """Check every invariant; with `full`, every original is read back and parsed again."""
    with opened_mill() as mill:
        return _ended(mill.check_all(full=bool(params.get("full"))))


def learn(params: Mapping[str, Any]) -> Counts:
    """Learn which text many stories share, and make it hold as `learn` or else the settings say."""
    with opened_mill() as mill:
        return _ended(mill.learn_anew(apply=params.get("learn")))


def look_after_sources(_params: Mapping[str, Any]) -> Counts:
    """Name the sources that something is wrong with, and forget old looks that brought nothing."""
    with opened_mill() as mill:
        return _ended(mill.look_after_sources())


def keep_retention(_params: Mapping[str, Any]) -> Counts:
    """Erase what is past the retention of its sources, if the settings say so. Skips where there is nothing."""
    with opened_mill() as mill:
        counts = _ended(mill.keep_retention())
    if not any(counts.values()):
        raise AirflowSkipException("nothing is past its retention")
    return counts


def trim_done(_params: Mapping[str, Any]) -> Counts:
    """Delete old files of done/ that the archive gives back whole."""
    with opened_mill() as mill:
        return _ended(mill.trim_done())


def finish_erasures(_params: Mapping[str, Any]) -> Counts:
    """Delete what was erased and had to be kept until now."""
    with opened_mill() as mill:
        return _ended(mill.finish_erasures())


def trim_logs(_params: Mapping[str, Any]) -> Counts:
    """Delete old logs of tasks."""
    from airflow.configuration import conf

    before = _before()
    folder = Path(conf.get("logging", "base_log_folder"))
    files, size = tidying.trim_logs(folder, before)
    counts = {"deleted": files, "bytes": size}
    log.info("logs trimmed", folder=str(folder), before=before.isoformat(), **counts)
    return counts


def clean_metadata(_params: Mapping[str, Any]) -> Counts:
    """Delete old rows of the embedded Airflow's metadata. Skips where Airflow is another's."""
    before, settings = _before(), settings_in_force()
    path = tidying.metadata_file(settings)
    if path is None:
        log.info("metadata left alone: it is not the embedded Airflow's", todo="run `airflow db clean` where it runs")
        raise AirflowSkipException("not the embedded Airflow")
    was = path.stat().st_size
    with refusing():
        said = tidying.clean_metadata(settings, before)
    counts = {"bytes_before": was, "bytes_after": path.stat().st_size}
    log.info("metadata cleaned", before=before.isoformat(), said=said, **counts)
    return counts


STEPS: dict[str, Callable[[Mapping[str, Any]], Counts]] = {
    "retry": retry,
    "check": check,
    "learn": learn,
    "sources": look_after_sources,
    "retention": keep_retention,
    "done": trim_done,
    "erasures": finish_erasures,
    "logs": trim_logs,
    "metadata": clean_metadata,
}
"""What the tasks of `maintenance` do, by their names."""


def _before() -> datetime:
    """What is older may go. Skips where the settings keep everything."""
    days = settings_in_force().airflow_days
    if not days:
        raise AirflowSkipException("FEEDMILL_AIRFLOW_DAYS is 0: nothing is deleted")
    return datetime.now(UTC) - timedelta(days=days)


def _ended(done: Maintained) -> Counts:
    """Write the summary; where a person has to look, fail for good with the first case."""
    log.info("step done", step=done.step, well=done.well, **done.counts)
    if not done.well:
        reason = AirflowReason.LOOK_NEEDED
        raise AirflowFailException(f"{reason}: {'; '.join(done.cases[:3])} -- {reason.todo}")
    return done.counts
