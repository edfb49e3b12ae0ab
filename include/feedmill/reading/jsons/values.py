"""Values of JSON and of tables as texts: a name in an object, the first of a list, a number as it is written.

Never invents: what is no text and holds none is None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from feedmill.reading.dates import Precision
from feedmill.reading.rows.columns import folded
from feedmill.reading.stating import known_date

DEPTH = 5
"""How deep a text is looked for in objects within objects."""

WITHIN = """
    main basic paragraph original rendered value name by byline title text label full_text $text #text _text
    __text $t $date $oid $number_long content term keyword literal headline ednote plain html default en
    description href url uri code qcode iso id
"""
KEYS = {folded(key): rank for rank, key in enumerate(WITHIN.split())}
"""In which member of an object its text stands, the best first."""

PARTED = re.compile(r"[;|\n]|,(?!\d)")
LISTED = re.compile(r"""\[\s*(?:"|'|\])""")
MANY = 1000
DAY = re.compile(r"\s?(\d{4}-\d\d-\d\d)\s?")
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?")
LONGEST_DATE = 60


def text_of(value: Any, depth: int = DEPTH) -> str | None:
    """The text that a value is or holds, or None."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _figures(value)
    if depth <= 0:
        return None
    inner = value[:MANY] if isinstance(value, list) else _members(value) if isinstance(value, Mapping) else ()
    return next((text for one in inner if (text := text_of(one, depth - 1))), None)


def _figures(value: float) -> str | None:
    """A number as people write it: whole ones without a fraction; what is no number is None."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**40 else None
    if not math.isfinite(value):
        return None
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _members(value: Mapping[str, Any]) -> Iterator[Any]:
    """The members of an object that may hold its text, the best first."""
    known = [(rank, key) for key in list(value)[:MANY] if (rank := KEYS.get(folded(str(key)))) is not None]
    return (value[key] for _, key in sorted(known))


def texts_of(value: Any) -> list[str]:
    """All texts of a list; of an object that holds objects alone, those of its members; else the one text, if any."""
    if isinstance(value, Mapping) and value and all(isinstance(one, Mapping | list) for one in value.values()):
        value = list(value.values())
    if not isinstance(value, list):
        value = [value]
    flat = [part for one in value[:MANY] for part in (one if isinstance(one, list) else [one])]
    return [text for one in flat if (text := text_of(one))]


def words_of(value: Any) -> list[str]:
    """Keywords: the texts of a list; of one text, what stands between its commas, semicolons, bars or line ends."""
    if not isinstance(value, str):
        return texts_of(value)
    if LISTED.match(value) and value.rstrip().endswith("]"):
        return [word.strip(" '\"") for word in value.strip("[] \n").split(",")]
    return [word for part in PARTED.split(value) if (word := part.strip())]


def dates_in(values: Iterable[tuple[str, Any]], times: Iterable[tuple[str, Any]] = ()) -> Iterator[tuple[str, str]]:
    """Dates, each with its name: before a day alone stands what of the others says the time of that day.

    `times` are fields of their own for it.
    """
    clock = next((text for _, value in times if (text := text_of(value)) and CLOCK.fullmatch(text)), None)
    told = [(name, text_of(value)) for name, value in values if not isinstance(value, list)]
    held = [(name, text) for name, text in told if text and len(text) <= LONGEST_DATE]
    for name, text in held:
        day = DAY.fullmatch(text)
        yield from ((other, time) for other, time in held if day and time.startswith(f"{day[1]}T"))
        if clock and _is_day(text) and known_date(f"{text} {clock}"):
            yield name, f"{text} {clock}"
        yield name, text


def _is_day(text: str) -> bool:
    when = known_date(text)
    return when is not None and when.precision is Precision.DAY


def member(value: Any, *names: str) -> Any:
    """The member of an object under the first of these names that it has; None where it has none, or is no object."""
    if not isinstance(value, Mapping):
        return None
    name = _chosen(tuple(value)[:MANY], names)
    return None if name is None else value[name]


@lru_cache(maxsize=1024)
def _chosen(held: tuple[Any, ...], names: tuple[str, ...]) -> Any:
    """Which of the names that an object has is the first of those looked for: a file's objects have the same few."""
    wanted = {folded(name): rank for rank, name in enumerate(names)}
    found = [(wanted[key], name) for name in held if (key := folded(str(name))) in wanted]
    return min(found)[1] if found else None
