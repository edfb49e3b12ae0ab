"""What is done once a day to keep an installation well: retries, checks, what is learned, files that may go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog

from feedmill.errors import Broken, FeedmillError, Outage
from feedmill.intake.moved import Moved, MovedFiles, remove
from feedmill.intake.names import shown
from feedmill.intake.taking import take
from feedmill.milling.checking import Checking
from feedmill.milling.expiring import Expiring
from feedmill.model import Original
from feedmill.warehouse import alerting

log = structlog.get_logger("feedmill")

TOLD_EVERY = 1000
"""So many of one kind between two lines of progress."""

CASES = 20
"""So many cases a step names; each has its line in the log as well."""


@dataclass(frozen=True, slots=True)
class Maintained:
    """What a step of the maintenance did: its counts, whether all is well, and else what a person has to look at."""

    step: str
    counts: dict[str, Any]
    well: bool = True
    cases: tuple[str, ...] = ()


@dataclass(slots=True)
class _Noted:
    """What is to be looked at: the first of it by name."""

    cases: list[str] = field(default_factory=list)

    def add(self, case: str, **told: object) -> None:
        if len(self.cases) < CASES:
            self.cases.append(case)
        log.warning("look at this", case=case, **told)


class Maintaining(Checking, Expiring):
    """Keeps an installation well. Each step may be made at any time, and again."""

    def maintain(self) -> Iterator[Maintained]:
        """All steps in turn; one that fails stops no other. Raises `Outage`: what came before is done."""
        steps: dict[str, Callable[[], Maintained]] = {
            "retry": self.retry_what_is_due,
            "check": self.check_all,
            "learn": self.learn_anew,
            "sources": self.look_after_sources,
            "retention": self.keep_retention,
            "done": self.trim_done,
            "erasures": self.finish_erasures,
        }
        for name, step in steps.items():
            try:
                yield step()
            except Outage:
                raise
            except FeedmillError as error:
                log.warning("step failed", step=name, reason=str(error.reason), detail=error.detail)
                yield Maintained(name, {}, well=False, cases=(str(error),))

    def retry_what_is_due(self) -> Maintained:
        """Try the quarantine rows whose time has come. One that is left to a person now is named."""
        outcomes: Counter[str] = Counter()
        noted = _Noted()
        for one in self.retry_due():
            outcomes[one.outcome] += 1
            if one.outcome != "solved" and one.row["next_at"] is None:
                row = one.row["id"][:12]
                told = {"row": row, "reason": one.row["reason"], "look": f"feedmill quarantine show {row}"}
                noted.add(f"row {row}: {one.row['reason']}, tried {one.row['attempts']} times", **told)
        counts = {name: outcomes[name] for name in ("solved", "open", "left")}
        return Maintained("retry", {"tried": outcomes.total(), **counts}, not noted.cases, tuple(noted.cases))

    def check_all(self, *, full: bool = False) -> Maintained:
        """Check the invariants; see `check`."""
        noted = _Noted()
        checked = held = 0
        for one in self.check(full=full, progress=_logged):
            checked += 1
            held += one.holds
            log.info("invariant checked", name=one.name, holds=one.holds, counted=one.counted)
            for case in one.broken:
                noted.add(f"{one.name}: {case}", look="feedmill check")
        counts = {"invariants": checked, "held": held, "broken": checked - held}
        return Maintained("check", counts, not noted.cases, tuple(noted.cases))

    def learn_anew(self, *, apply: bool | None = None) -> Maintained:
        """Learn what many stories share: what it would change is told first. It holds as told, else as is set."""
        would = self.learn(apply=False)
        log.info("learned", **would)
        wanted = self.settings.maintain_learns if apply is None else apply
        learned = self.learn(apply=True) if wanted and would["fresh"] else would
        return Maintained("learn", dict(learned))

    def look_after_sources(self) -> Maintained:
        """Name the sources of the web that something is wrong with, and forget old looks that brought nothing."""
        noted, counts = _Noted(), Counter(dict.fromkeys(("sources", "alerts", "forgotten"), 0))
        for row in self.health():
            counts["sources"] += 1
            for alert in row["alerts"]:
                counts["alerts"] += 1
                told = {"source": row["source"], "kind": alert["kind"], "look": "feedmill sources health"}
                noted.add(f"source {row['source']}: {alert['kind']}: {alert['detail']}", **told)
        if days := self.settings.looks_days:
            counts["forgotten"] = alerting.forget(self._store, self.clock.now() - timedelta(days=days))
        return Maintained("sources", dict(counts), not noted.cases, tuple(noted.cases))

    def keep_retention(self) -> Maintained:
        """Count what is past the retention of its sources; it is erased if the settings say so."""
        if self.settings.retention_erases:
            return Maintained("retention", {"due": 0, "erased": self.expire()})
        due = len(self.expired())
        if due:
            log.info("past retention", originals=due, todo="set FEEDMILL_RETENTION_ERASES=true to have them erased")
        return Maintained("retention", {"due": due, "erased": 0})

    def finish_erasures(self) -> Maintained:
        """Delete what was erased and had to be kept until now; see `erase_due`."""
        return Maintained("erasures", {"finished": self.erase_due()})

    def trim_done(self) -> Maintained:
        """Delete what stands in done/ for longer than `done_days`, and whose original the archive gives back whole.

        A file goes when its token is that of a delivery, and its own bytes and those in the archive are that delivery's
        original. Nothing else does: it stays, and is named.
        """
        counts, noted = Counter(dict.fromkeys(("looked_at", "deleted", "kept", "bytes"), 0)), _Noted()
        before = self.clock.now() - timedelta(days=self.settings.done_days)
        for moved in MovedFiles(self._folders()).done() if self.settings.done_days else ():
            if moved.since >= before:
                break
            counts["looked_at"] += 1
            size, why = self._trimmed(moved)
            counts.update({"kept" if why else "deleted": 1, "bytes": size})
            if why:
                noted.add(f"{shown(bytes(moved.path))}: kept: {why}")
            _logged("files of done/ looked at", counts["looked_at"])
        return Maintained("done", dict(counts), not noted.cases, tuple(noted.cases))

    def _trimmed(self, moved: Moved) -> tuple[int, str | None]:
        """Delete one file; its size, or 0 and why it stays."""
        original = self._warehouse.dropped(moved.source, moved.raw_name, moved.token)
        if original is None:
            return 0, "no delivery of this source, name and token is known"
        try:
            with take(moved.path, limit=self.settings.archive_max_bytes) as taken:
                same, identity = taken.original == original, taken.identity
            why = None if same else "its bytes are not those that were delivered"
            why = why or self._unverified(original)
        except (FeedmillError, OSError) as error:
            if isinstance(error, Outage):
                raise
            return 0, str(error)
        if why is None and (identity is None or not remove(moved, identity)):
            why = "it changed, or cannot be deleted"
        return (0, why) if why else (original.size, None)

    def _unverified(self, original: Original) -> str | None:
        """Why the archive does not give an original back whole; None: it does."""
        try:
            found = self.archive.measure(original.sha256)
        except Broken as error:
            return f"{error.reason}: {error.detail}"
        return None if found == original else f"original_differs: {original.sha256}"


def _logged(what: str, done: int) -> None:
    """A line of progress once in a while."""
    if done and done % TOLD_EVERY == 0:
        log.info("progress", what=what, done=done)
