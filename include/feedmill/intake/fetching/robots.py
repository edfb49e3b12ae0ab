"""robots.txt: fetched, believed for a while, obeyed (RFC 9309).

What cannot be had because the host fails counts as a no; what is not there counts as a yes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from protego import Protego

from feedmill.errors import Deferred, Refused
from feedmill.intake.fetching.answers import Answer, Asked
from feedmill.intake.fetching.cadence import stated
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.limits import Limits
from feedmill.intake.fetching.targets import Target, target_of
from feedmill.model.fetching import HostState

TOKEN = "feedmill"  # noqa: S105 -- the name that robots.txt knows feedmill by
LIMITS = Limits(whole=20.0, body=500 * 1024, hops=5)
"""At least 500 KiB have to be read (RFC 9309, 2.5); of what is longer, the rest is left out."""

LONGEST = timedelta(days=1)
SHORTEST = timedelta(hours=1)
LONGEST_DELAY = 86400.0


def host_of(url: str) -> str:
    """The host of an address, as `HostState` names it."""
    return host_name(target_of(url))


def group_of(url: str) -> str:
    """The host of a source's address; nothing where it cannot be asked, which the look at it says."""
    try:
        return host_of(url)
    except Refused:
        return ""


def host_name(target: Target) -> str:
    """As `host_of`, of a target."""
    return f"{target.scheme}://{target.place}"


def asked_robots(client: Client, known: HostState, now: datetime) -> HostState:
    """The host's robots.txt: as it is known while that is believed, else as the host answers now.

    Where it cannot be had, what was known goes on to hold. Raises what kept it from being had where nothing was known:
    a host that cannot be reached is asked for nothing.
    """
    if known.robots_until is not None and now < known.robots_until:
        return known
    try:
        answer = client.get(Asked(f"{known.host}/robots.txt", accept="text/plain, */*"), limits=LIMITS, cut=True)
    except (Deferred, Refused) as error:
        if known.robots_until is None:
            raise type(error)(error.reason, f"robots.txt: {error.detail}") from error
        return replace(known, robots_until=now + SHORTEST)
    try:
        return _answered(known, answer, now)
    finally:
        answer.close()


def allowed(known: HostState, url: str) -> bool | None:
    """Whether the address may be fetched; None where the host failed to say."""
    status = known.robots_status
    if status is None or status == 429 or status >= 500:
        return None
    return _rules(known.robots).can_fetch(url, TOKEN) if known.robots else True


def delay(known: HostState) -> float:
    """How many seconds the host wants between two requests."""
    stated_delay = _rules(known.robots).crawl_delay(TOKEN) if known.robots else None
    return min(max(0.0, float(stated_delay or 0)), LONGEST_DELAY)


def _answered(known: HostState, answer: Answer, now: datetime) -> HostState:
    status = answer.status
    if status == 429 or status >= 500:
        return _unknown(known, status, now)
    text = answer.taken.file.read().decode("utf-8", "replace").replace("\0", "") if answer.taken else ""
    fresh = timedelta(seconds=min(stated(answer, b"", now).fresh, LONGEST.total_seconds()))
    until = now + (max(SHORTEST, fresh) if fresh else LONGEST)
    return replace(known, robots=text, robots_status=status, robots_until=until)


def _unknown(known: HostState, status: int, now: datetime) -> HostState:
    """What was known goes on to hold; where nothing was, nothing is allowed."""
    until = now + SHORTEST
    if known.robots_until is not None and allowed(known, f"{known.host}/") is not None:
        return replace(known, robots_until=until)
    return replace(known, robots="", robots_status=status, robots_until=until)


@lru_cache(maxsize=256)
def _rules(text: str) -> Protego:
    return Protego.parse(text)
