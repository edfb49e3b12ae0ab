"""Every error that feedmill raises on purpose, and what a reason code is.

    FeedmillError
     |- UsageError            the caller asked for something that cannot be (exit code 2)
     |- Refused               an arrival of which no bytes were taken
     |- Deferred              an arrival that is not ready; look again later
     |- Rejected              an original or a document that cannot go on: becomes a quarantine row
     |- Broken                what is stored is not what was stored; the call is not made again by itself
     '- Outage                a part that is needed does not answer; retried (exit code 3)
         |- ArchiveOutage
         '- WarehouseOutage

Each carries a `Reason`. The enums of reasons stand beside the rooms that use them; the docs collect them.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Self

TRANSIENT: Final = True
"""Stands behind a reason whose cause may go by itself."""


class Reason(str, Enum):  # noqa: UP042 -- StrEnum cannot carry the two further texts
    """A reason code: stable in tables and logs, with what it means and what to do.

    Members are written `NAME = "code", "what it means", "what to do"`, and `TRANSIENT` behind these where the cause may
    go by itself: a quarantine row of such a reason is tried again by itself.
    """

    means: str
    todo: str
    transient: bool

    def __new__(cls, code: str, means: str, todo: str, transient: bool = False) -> Self:
        """Make the member equal to its code, and hang the rest on it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.means = means
        member.todo = todo
        member.transient = transient
        return member

    def __str__(self) -> str:
        return str(self.value)


def reason_of(code: str) -> Reason | None:
    """The reason of this code, of the rooms that are loaded; None where none of them knows it (any more)."""
    return next((one for reasons in Reason.__subclasses__() for one in reasons if one == code), None)


class FeedmillError(Exception):
    """The root. `reason` is the code, `detail` says what and where in this one case."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail} -- {self.reason.todo}"


class UsageError(FeedmillError):
    """The caller asked for something that cannot be: a missing path, an unknown id, a bad setting."""


class Refused(FeedmillError):
    """An arrival of which no bytes were taken: a FIFO, a folder, a file over the archive's limit."""


class Deferred(FeedmillError):
    """An arrival that is not ready: still being written, changed while it was read."""


class Rejected(FeedmillError):
    """An original, or one document in it, that cannot go on. The original stays archived."""


class Broken(FeedmillError):
    """Something stored differs from what was stored: a checksum, a size, a schema version."""


class Outage(FeedmillError):
    """A part that is needed does not answer. Nothing was decided; the same call may be made again."""


class ArchiveOutage(Outage):
    """The archive cannot be reached, or refuses for reasons of its own."""


class WarehouseOutage(Outage):
    """The warehouse cannot be reached."""
