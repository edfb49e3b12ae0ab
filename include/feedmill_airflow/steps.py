"""What the tasks run. Each step opens the mill, does one thing, and ends its log with a summary that adds up.

Knows Airflow's ways of ending a task: done, skipped, failed for good, to be tried again. How a file becomes stories
is the mill's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import structlog
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from feedmill.errors import Broken, Deferred, FeedmillError, Outage, Refused, UsageError
from feedmill.model import Delivery, Summary
from feedmill_airflow import forms
from feedmill_airflow.connections import settings_in_force
from feedmill_airflow.reasons import AirflowReason

if TYPE_CHECKING:
    from feedmill.intake.reports import NotTaken, Swept
    from feedmill.mill import Mill

log = structlog.get_logger("feedmill")

UNCOUNTED = frozenset({"look_again", "more_refused", "more_deferred"})

SHOWN_LEFT = 50
"""How many files that were left a log tells, of each kind: each refused one has its row in quarantine."""

SHOWN_KEYS = 3
"""How many batch keys a log line names; all of them stand in the warehouse."""


def refuse_unknown(conf: Mapping[str, Any] | None, declared: Mapping[str, Any]) -> None:
    """Fail for good when the run was given a parameter that its DAG does not declare."""
    with refusing():
        forms.refuse_unknown(conf, declared)


def sweep_inbox(announce: Callable[[list[str]], None], *, again: bool) -> dict[str, Any]:
    """Archive and record what waits in folders and under prefixes, then `announce` the keys of the open batches.

    With `again`, open batches that were announced a moment ago are announced as well. Skips when there is nothing.
    """
    with opened_mill() as mill:
        log.info("the sweep begins", inbox=str(mill.settings.inbox_folder), again=again)
        swept = mill.sweep(again=again)
        keys = list(swept.keys)
        if keys:
            announce(keys)
            mill.announced(keys)
    counts = _counts(swept) | _told_left(swept) | {"announced": len(keys)}
    if swept.look_again == 0.0:
        log.info("more files wait; the next run takes them")
    log.info("inbox swept", **counts, keys=keys[:SHOWN_KEYS])
    if not keys:
        raise AirflowSkipException("nothing to announce")
    return counts


def load_batch(key: str | None, *, run: str) -> dict[str, Any]:
    """Load the deliveries of one batch that are still pending, under a lease held in the name of the run.

    A batch that is loaded already is skipped; one that another run holds is tried again later.
    """
    with opened_mill() as mill:
        if not key:
            raise UsageError(AirflowReason.NO_PARTITION_KEY, f"run {run!r} has no partition key")
        log.info("the batch begins", batch=key)
        summary = mill.ingest_batch(key, owner=run)
    counts = _told(summary, "batch loaded", batch=key)
    if summary.deliveries == 0:
        raise AirflowSkipException(f"batch {key} is loaded already")
    return counts


def receive_form(params: Mapping[str, Any], *, run: str) -> str:
    """Check the form, archive what it names and record the delivery. Returns the delivery's id.

    The run is the arrival's token: the same run tried again is the same delivery.
    """
    with opened_mill() as mill:
        form = forms.filled(params)
        log.info("the form is complete", source=form.source, kind=form.kind)
        delivery = forms.received(form, mill, token=run)
        _compare_kind(form.kind, delivery, mill)
    original = delivery.original
    told = {"name": delivery.name, "source": delivery.source, "original": original.sha256, "bytes": original.size}
    log.info("delivery received", delivery=delivery.id, **told)
    return delivery.id


def load_delivery(delivery: str) -> dict[str, Any]:
    """Load one delivery that is recorded. Loading it again changes nothing."""
    with opened_mill() as mill:
        log.info("the delivery begins", delivery=delivery)
        summary = mill.ingest_delivery(delivery)
    return _told(summary, "delivery loaded", delivery=delivery)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn the mill's errors into Airflow's: an outage is tried again, what a person must change fails at once."""
    try:
        yield
    except (Outage, Deferred) as error:
        _complain("this try failed; the task is tried again by itself", error)
        raise AirflowException(str(error)) from error
    except (UsageError, Refused) as error:
        _complain("refused; nothing was changed", error)
        raise AirflowFailException(str(error)) from error
    except Broken as error:
        _complain("what is stored is broken; nothing goes on by itself", error)
        raise AirflowFailException(str(error)) from error


@contextmanager
def opened_mill() -> Iterator[Mill]:
    """A mill on the settings and connections in force. Its errors become Airflow's: see `refusing`."""
    from feedmill.mill import Mill

    logging.getLogger("alembic").setLevel(logging.WARNING)  # that the tables are as they were is no news in a log
    with refusing(), Mill.open(settings_in_force()) as mill:
        yield mill


def _compare_kind(kind: str, delivery: Delivery, mill: Mill) -> None:
    """Say it when the bytes are something else than the form expects. They are loaded as what they are."""
    if kind == "auto" or delivery.original.size > mill.settings.reader_max_bytes:
        return
    other = forms.other_kind(kind, mill.archive.read_original(delivery.original.sha256))
    if other:
        log.warning("not the kind that was expected; it is loaded as what it is", expected=kind, found=other)


def _told(summary: Summary, event: str, **names: str) -> dict[str, Any]:
    """Write the summary as the last line, and before it what to do about documents that went to quarantine."""
    counts = _counts(summary)
    if summary.quarantined or summary.rejected:
        log.warning(
            "something went to quarantine; everything else went on",
            quarantined=summary.quarantined,
            rejected=summary.rejected,
            look="feedmill quarantine",
            retry="feedmill quarantine retry ID",
            **names,
        )
    log.info(event, **names, **counts)
    return counts


def _told_left(swept: Swept) -> dict[str, int]:
    """Tell the first of the files that a sweep left, and return how many there are in all."""
    for left in swept.refused[:SHOWN_LEFT]:
        told = {"source": left.source, "name": left.name, **_why(left)}
        log.warning("refused; no bytes were taken", **told, look="feedmill quarantine")
    for left in swept.deferred[:SHOWN_LEFT]:
        log.info("left for a later sweep", source=left.source, name=left.name, **_why(left))
    return {
        "refused": len(swept.refused) + swept.more_refused + swept.standing,
        "deferred": len(swept.deferred) + swept.more_deferred,
    }


def _counts(summary: Any) -> dict[str, Any]:
    """The counts of a summary, and its seconds."""
    return {
        name: value
        for name, value in asdict(summary).items()
        if isinstance(value, int | float) and name not in UNCOUNTED
    }


def _why(left: FeedmillError | NotTaken) -> dict[str, str]:
    return {"reason": str(left.reason), "detail": left.detail, "todo": left.reason.todo}


def _complain(event: str, error: FeedmillError) -> None:
    log.error(event, **_why(error))
