"""What the tasks of `reprocess` run: divide what is selected, parse it again part by part, tell what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from feedmill.errors import UsageError
from feedmill.model.replaying import Selection
from feedmill_airflow.reasons import AirflowReason
from feedmill_airflow.steps import opened_mill

if TYPE_CHECKING:
    from feedmill.mill import Mill

log = structlog.get_logger("feedmill")

DIFF, APPLY = "diff", "apply"
MODES = (DIFF, APPLY)
SHOWN_CHANGES = 200
"""How many changes a log tells; all of them are counted, and `feedmill replay --json` lists them."""

PartOfRun = dict[str, Any]


def plan(params: Mapping[str, Any], *, run: str) -> list[PartOfRun]:
    """Divide what is selected, and was parsed by other stages, into at most 64 parts. Skips when there is nothing.

    In mode `diff` the warehouse is copied first: the name of the copy is in every part.
    """
    with opened_mill() as mill:
        selection = selected(params)
        parts = mill.parts(selection)
        originals = sum(part.originals for part in parts)
        log.info("what is selected is divided", mode=params["mode"], parts=len(parts), originals=originals)
        if not parts:
            raise AirflowSkipException("everything that is selected is as the present stages make it")
        trial = mill.make_trial(hashlib.sha256(run.encode()).hexdigest()[:12]) if params["mode"] == DIFF else None
    return [{**part._asdict(), "trial": trial} for part in parts]


def replay_part(params: Mapping[str, Any], part: PartOfRun) -> dict[str, Any]:
    """Parse the originals of one part again: in the warehouse, or in its copy. Tried again, it does what is left."""
    selection = replace(selected(params), start=part["start"], end=part["end"])
    with opened_mill() as mill:
        log.info("the part begins", start=part["start"], originals=part["originals"], trial=part["trial"])
        if part["trial"]:
            with mill.on_trial(part["trial"]) as other:
                counts = _applied(other, selection)
        else:
            counts = _applied(mill, selection)
    if counts.get("quarantined"):
        log.warning("something went to quarantine; everything else went on", look="feedmill quarantine", **counts)
    log.info("part parsed again", start=part["start"], **counts)
    return counts


def tell(params: Mapping[str, Any], parts: Sequence[PartOfRun], done: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Tell what came of all parts; in mode `diff`, what would change, and take the copy away.

    Fails while a part is not done; the copy is kept then, so that the part can be cleared.
    """
    counts = list(done)
    if not parts:
        raise AirflowSkipException("nothing was to be done")
    if len(counts) < len(parts):
        missing = len(parts) - len(counts)
        log.error("parts are not done; clear them, then this", parts=len(parts), missing=missing)
        raise AirflowFailException(f"{missing} of {len(parts)} parts are not done")
    summed = _summed(counts) | {"mode": params["mode"], "parts": len(parts)}
    if trial := parts[0]["trial"]:
        with opened_mill() as mill:
            summed |= _changes(mill, trial)
            mill.drop_trial(trial)
    log.info("all parts are through", **summed)
    return summed


def selected(params: Mapping[str, Any]) -> Selection:
    """What the form selects. Raises `UsageError` where it cannot be understood."""
    if params["mode"] not in MODES:
        raise UsageError(AirflowReason.UNKNOWN_PARAMETER, f"mode {params['mode']!r}, not one of {', '.join(MODES)}")
    return Selection(
        since=_moment(params["since"]),
        until=_moment(params["until"]),
        source=params["source"] or None,
        format=params["format"] or None,
        originals=tuple((params["original"] or "").replace(",", " ").split()),
        parser=params["parser"] or None,
    )


def _moment(written: str | None) -> datetime | None:
    """The moment that the form names; the form takes no other than ISO 8601."""
    if not written:
        return None
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _applied(mill: Any, selection: Selection) -> dict[str, int]:
    replay = mill.apply(selection)
    for _ in replay:
        pass
    return dict(replay.counts)


def _changes(mill: Mill, trial: str) -> dict[str, int]:
    """Log the first changes, and count all of them, and those of each kind."""
    found: dict[str, int] = {}
    for number, change in enumerate(mill.changes_of(trial)):
        found[change.what] = found.get(change.what, 0) + 1
        if number < SHOWN_CHANGES:
            log.info("would change", **asdict(change))
    changes = sum(found.values())
    if changes > SHOWN_CHANGES:
        log.info("more would change", more=changes - SHOWN_CHANGES, look="feedmill replay --json")
    return {"changes": changes, **{f"changed_{what}": count for what, count in found.items()}}


def _summed(counts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    total: dict[str, Any] = {}
    for one in counts:
        for name, value in one.items():
            total[name] = total.get(name, 0) + value
    return total
