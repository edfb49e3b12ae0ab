"""How long things take, as a person writes it: `45s`, `15m`, `2h`, `30d`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

WRITTEN = r"^[1-9][0-9]{0,6}[smhd]$"
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _read(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and re.fullmatch(WRITTEN, value):
        return timedelta(**{UNITS[value[-1]]: int(value[:-1])})
    message = "write a number and one of s, m, h, d: 45s, 15m, 2h, 30d"
    raise ValueError(message)


def written(span: timedelta) -> str:
    """The span in its largest whole unit."""
    seconds = int(span.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


Span = Annotated[
    timedelta,
    BeforeValidator(_read),
    PlainSerializer(written, return_type=str),
    WithJsonSchema({"type": "string", "pattern": WRITTEN}),
]
"""A length of time in a file of sources."""
