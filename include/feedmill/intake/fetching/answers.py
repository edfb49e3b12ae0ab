"""What is asked and what came back, and when a host that is busy wants to be asked again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from feedmill.intake.taking import Taken
from feedmill.model.fetching import Validators

LONGEST_WAIT = timedelta(days=1)
KEPT = frozenset(
    {"content-type", "content-encoding", "content-language", "content-location", "content-disposition", "last-modified"}
    | {"etag", "date", "age", "cache-control", "expires", "link", "server", "via", "x-robots-tag", "retry-after"}
)
"""Headers that are worth keeping with a delivery."""

LONGEST_HEADER = 1000
CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `headers` and `authorization` go to the host of `url` and to no other; the latter is never shown."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    authorization: str | None = field(default=None, repr=False)
    validators: Validators | None = None
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered: at `url`, after redirects; `taken` is its body where the status is 200.

    `moved` is where the address has moved to for good (301, 308), None where it has not. `wire` counts the body's
    bytes as they came.
    """

    status: int
    url: str
    headers: tuple[tuple[str, str], ...]
    taken: Taken | None = None
    moved: str | None = None
    wire: int = 0
    version: str = "HTTP/1.1"

    def header(self, name: str) -> str | None:
        """A header's value; where it stands more than once, all of them in a list."""
        found = [value for key, value in self.headers if key == name]
        return ", ".join(found) if found else None

    @property
    def validators(self) -> Validators | None:
        """What to ask with the next time: nothing that could not be sent back as it came."""
        etag, last_modified = (_sendable(self.header(name)) for name in ("etag", "last-modified"))
        return Validators(self.url, etag, last_modified) if etag or last_modified else None

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The headers that are kept with a delivery."""
        return tuple((key, value[:LONGEST_HEADER]) for key, value in self.headers if key in KEPT)

    def close(self) -> None:
        """Give up the body."""
        if self.taken is not None:
            self.taken.close()


def _sendable(value: str | None) -> str | None:
    return None if value is None or CONTROLS.search(value) else value


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long to wait, by a Retry-After header in seconds or as a date (RFC 9110, 10.2.3); at most a day.

    None where there is none, it is past, or it says nothing that can be understood.
    """
    if value is None:
        return None
    written = value.strip()
    if written.isascii() and written.isdigit():
        wait = timedelta(seconds=min(int(written[:10]), LONGEST_WAIT.total_seconds()))
    else:
        wait = (http_date(written) or now) - now
    return min(wait, LONGEST_WAIT) if wait > timedelta(0) else None


def http_date(value: str | None) -> datetime | None:
    """The instant that a header states; None where it states none."""
    if value is None:
        return None
    try:
        found = parsedate_to_datetime(value.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
