"""What a command is given, understood."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedmill.errors import UsageError
from feedmill.showing.opening import moment_of


@pytest.mark.parametrize(
    ("written", "hour"), [("2026-03-01T12:00Z", 12), ("2026-03-01T12:00+02:00", 10), ("2026-03-01", 0)]
)
def test_a_moment_is_in_utc_where_no_offset_is_named(written: str, hour: int) -> None:
    assert moment_of(written) == datetime(2026, 3, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "yesterday", "2026-13-01", "0001-01-01T00:00+12:00"])
def test_what_is_no_moment_is_wrong_use(written: str) -> None:
    with pytest.raises(UsageError, match="moment_invalid"):
        moment_of(written)
