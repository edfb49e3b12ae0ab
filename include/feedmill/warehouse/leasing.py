"""How long others wait for a run that says nothing more of what it holds.

Clocks jump and differ. What a run wrote down at a moment that is still far ahead was told by a clock that has gone
back since: it is waited for no longer than for what was told just now.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, not_, or_


def told_lately(instant: ColumnElement[Any], now: datetime, span: timedelta) -> ColumnElement[bool]:
    """Whether this was told less than a span ago, or less than one ahead. NULL where it was never told."""
    return (instant > now - span) & (instant <= now + span)


def free(until: ColumnElement[Any], now: datetime, span: timedelta) -> ColumnElement[bool]:
    """Whether nobody holds a lease: there is none, it has ended, or it would last longer than any that is given now.

    Args:
        until: the column that says until when a lease lasts.
        now: the time by the clock of whoever asks.
        span: how long a lease lasts; clocks that differ by no more than that agree on who holds it.
    """
    return or_(until.is_(None), not_(until.between(now, now + 2 * span)))
