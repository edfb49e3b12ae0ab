"""An archive that fails: before and after it stored, in silence, with errors, with other bytes than were sent."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.config import Config

from feedmill.archive import connecting
from feedmill.errors import ArchiveOutage, Deferred
from tests.faults.places import Place
from tests.faults.proxy import Fault, Plan, spoiled
from tests.faults.telling import EQUAL, LONG, tell
from tests.faults.trial import Trial

pytestmark = [pytest.mark.slow, pytest.mark.integration]

ALWAYS = 1_000_000
"""More often than anybody tries."""

REQUESTS = {
    "the PUT of an original": ("PUT", "/originals/"),
    "the PUT of a record": ("PUT", "/deliveries/"),
    "the GET of an original": ("GET", "/originals/"),
}
PUTS = (Fault.SENT_OTHER,)
GETS = (Fault.GOT_OTHER, Fault.GOT_HALF)
BOTH = tuple(fault for fault in Fault if fault not in (*PUTS, *GETS))


def pairs() -> list[tuple[str, Fault]]:
    """Each request with each fault that it can meet."""
    return [
        (request, fault)
        for request, (method, _) in REQUESTS.items()
        for fault in (*BOTH, *(PUTS if method == "PUT" else GETS))
    ]


SOME = pairs() if LONG else [("the PUT of an original", Fault.STORED_CUT), ("the PUT of a record", Fault.STORED_500)]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits 30 s for an answer that never comes."""
    monkeypatch.setattr(connecting, "Config", lambda **named: Config(**(named | {"read_timeout": 1})))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("times", [1, pytest.param(ALWAYS, marks=pytest.mark.faults_long)])
@pytest.mark.parametrize(("asked", "fault"), SOME)
def test_a_request_that_goes_wrong(sqlite_place: Place, asked: str, fault: Fault, times: int) -> None:
    with sqlite_place.trial() as trial:
        trial.drop()
        plan = Plan(*REQUESTS[asked], fault, times)
        met = _run_spoiled(trial, plan)
        trial.run_on()
        healed = _retried(trial)
        assert plan.struck, f"{asked} was not sent"
        outcome = "an outage; run again" if met else "retried at once, or at the next sweep"
        outcome += ", quarantined, retried" if healed else ""
        how = "once" if times == 1 else "every time, for a run"
        fault_said = f"archive: {fault}, {how}"
        tell(fault_said, f"SQLite, SeaweedFS; {asked}", trial.wrong(), hits=plan.struck, outcome=f"{outcome}: {EQUAL}")


def _run_spoiled(trial: Trial, plan: Plan) -> bool:
    """Run against the spoiled endpoint; whether that ended in an outage."""
    assert trial.archive
    with spoiled(trial.archive["archive_url"], plan) as url:
        try:
            trial.run(archive_url=url)
        except (ArchiveOutage, Deferred):
            return True
    return False


def _retried(trial: Trial) -> int:
    """Retry what went to quarantine because of the archive, as its row says."""
    with trial.mill() as mill:
        rows: list[Any] = [row for row in mill.quarantine() if row["stage"] == "archive"]
        for row in rows:
            mill.retry(row["id"])
    return len(rows)
