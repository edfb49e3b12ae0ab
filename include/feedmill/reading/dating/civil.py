"""A date and time of day as written, and the instant that it is. What cannot be is None, never its neighbour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from feedmill.reading.dating.zones import offset_of

YEARS = range(1800, 2101)
WIDEST = timedelta(hours=14)
LEAP_DAYS = ((6, 30), (12, 31))


class Precision(StrEnum):
    """How exact a date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Civil:
    """What was written, part by part, not yet checked; `clock` is (hour, minute, second or None, microsecond).

    `zone` is the zone as written.
    """

    year: int
    month: int | None = None
    day: int | None = None
    clock: tuple[int, int, int | None, int] | None = None
    zone: str | None = None

    @property
    def precision(self) -> Precision:
        """How exact the writer was."""
        if self.clock is not None:
            return Precision.MINUTE if self.clock[2] is None else Precision.SECOND
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH


def instant(civil: Civil, zone: str | None) -> tuple[datetime, bool] | None:
    """The instant in UTC, and whether a zone settled it (`zone`, or else UTC was taken). None where it cannot be."""
    local = _local(civil)
    if local is None:
        return None
    offset = offset_of(zone, local) if zone else None
    if offset is None:
        at = local.replace(tzinfo=UTC)
    elif abs(offset) > WIDEST:
        return None
    else:
        at = (local - offset).replace(tzinfo=UTC)
    return None if _is_false_leap(civil, at) else (at, offset is not None)


def _local(civil: Civil) -> datetime | None:
    """The local time, a leap second taken as the second after it. None for an impossible one."""
    hour, minute, second, micro = civil.clock or (0, 0, 0, 0)
    day_after = (hour, minute, second or 0, micro) == (24, 0, 0, 0)
    leap = second == 60
    try:
        local = datetime(  # noqa: DTZ001 -- a local time: its zone is applied by the caller
            civil.year,
            1 if civil.month is None else civil.month,
            1 if civil.day is None else civil.day,
            0 if day_after else hour,
            minute,
            59 if leap else second or 0,
            micro,
        )
        if day_after or leap:
            local += timedelta(days=day_after, seconds=leap)
    except (ValueError, OverflowError):
        return None
    return local if civil.year in YEARS else None


def _is_false_leap(civil: Civil, at: datetime) -> bool:
    """Whether a second 60 stands where none was ever put in: only the end of June and of December in UTC have one."""
    if civil.clock is None or civil.clock[2] != 60:
        return False
    before = at - timedelta(seconds=1)
    return (before.month, before.day) not in LEAP_DAYS or (before.hour, before.minute) != (23, 59)
