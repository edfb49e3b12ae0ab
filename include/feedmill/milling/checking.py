"""Every invariant is checked: the rows, the archive and the folders are put side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import structlog

from feedmill import pipeline
from feedmill.errors import UsageError, reason_of
from feedmill.intake.moved import MovedFiles
from feedmill.intake.places import Folder
from feedmill.milling.sweeping import Sweeping
from feedmill.model import Invariant, Parse
from feedmill.operating.checking import Checking as Checks
from feedmill.operating.checking import Depth
from feedmill.operating.reading_back import Closer
from feedmill.warehouse.auditing import Audit

log = structlog.get_logger("feedmill")

Progress = Callable[[str, int], None]
"""Called with what is done, and how much of it."""


def _silent(_what: str, _done: int) -> None:
    """Tells nobody."""


class Checking(Sweeping):
    """Checks the installation that it stands on. Changes nothing but what was checked when."""

    def check(self, *, full: bool = False, progress: Progress = _silent) -> Iterator[Invariant]:
        """Check the invariants, one by one.

        The rows and the listing of the archive are compared as a whole. Of originals, those are read back and hashed
        that never were, or not for `check_days`: at most `check_originals`. `full` reads back every original, parses
        it again and compares the rows.
        """
        audit = Audit(self._store, self.clock.now())
        if full:
            closer = Closer(self._reparsed, audit.differing, self.settings.reader_max_bytes)
            depth = Depth(audit.originals(), closer, pipeline.STAGES, progress)
        else:
            stale = self.clock.now() - timedelta(days=self.settings.check_days)
            depth = Depth(audit.unchecked(stale, self.settings.check_originals), progress=progress)
        yield from Checks(audit, self.archive, self.clock, MovedFiles(self._folders())).check(depth)

    def _folders(self) -> Iterator[Folder]:
        """The inbox and the folders among the sources; where their file is wrong, those before it."""
        try:
            yield from (place for place in self.places() if isinstance(place, Folder))
        except UsageError as error:
            log.warning("sources left out", reason=str(error.reason), detail=error.detail)

    def _reparsed(self, sha256: str, data: bytes) -> Parse | None:
        """What the stages of now make of these bytes; None where a reader was ended, which tells nothing."""
        context = self._warehouse.standing(sha256).context
        parse = pipeline.parse_bytes(data, sha256, self._options, context)
        ended = (reason_of(one.reason) for one in (*parse.rejected, *([parse.failure] if parse.failure else [])))
        return None if any(reason and reason.transient for reason in ended) else parse
