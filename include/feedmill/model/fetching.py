"""What is known of a source that is fetched, what came of looking at it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What came of one look at a source."""

    CHANGED = "changed"
    """Content came that is not the last content: a delivery."""
    SAME = "same"
    """The last content came again: a delivery of a known original."""
    UNCHANGED = "unchanged"
    """The host says that nothing changed (304): no delivery."""
    PUT_OFF = "put_off"
    """The host is to be asked later: it said so, or its robots.txt does."""
    FAILED = "failed"
    """Nothing usable came."""


class AlertKind(StrEnum):
    """What can be wrong with a source for longer than one check."""

    FAILING = "failing"
    """Several checks in a row failed."""
    QUIET = "quiet"
    """Nothing new came for much longer than it ever took."""
    SHRINKING = "shrinking"
    """It holds far fewer items than it used to."""
    REPEATING = "repeating"
    """It changes again and again, and nothing in it is new."""
    TURNED_TO_HTML = "turned_to_html"
    """Where a feed was, there is a web page."""
    STOPPED = "stopped"
    """It is not asked any more: it is gone."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What an answer said of its state, as it was written there, and the address that said so."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of a source between two checks. Times are UTC, spans in seconds.

    `configured` is the address in the file of sources, `url` the one in force: it follows a host that says often enough
    that it has moved for good (`moved_to`, `moved_times` until then). `body` is the SHA-256 of the last content,
    `rhythm` the mean time between two changes, `changes` how many were seen. `failures` and `not_found` count checks in
    a row. `stopped` is the reason for which it is asked no more.
    """

    source: str
    configured: str
    url: str
    due_at: datetime
    validators: Validators | None = None
    body: str | None = None
    checked_at: datetime | None = None
    changed_at: datetime | None = None
    changes: int = 0
    rhythm: float | None = None
    failures: int = 0
    not_found: int = 0
    moved_to: str | None = None
    moved_times: int = 0
    stopped: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One look at a source. `id` is the token of the delivery that it made, if any; `wire` counts bytes of the body.

    `reason` and `detail` say why nothing usable came. `items` is None until what came is loaded.
    """

    id: str
    source: str
    at: datetime
    outcome: Outcome
    url: str
    status: int | None = None
    reason: str | None = None
    detail: str | None = None
    wire: int = 0
    milliseconds: int = 0
    delivery: str | None = None


@dataclass(frozen=True, slots=True)
class HostState:
    """What is known of a host (`https://news.example`): its robots.txt as text, until when that is believed.

    `robots_status` is what it was answered with; None where nothing was. `asked_at` is when the host was last asked.
    """

    host: str
    robots: str = ""
    robots_status: int | None = None
    robots_until: datetime | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that is wrong with a source: of each kind at most one is open."""

    source: str
    kind: AlertKind
    detail: str
