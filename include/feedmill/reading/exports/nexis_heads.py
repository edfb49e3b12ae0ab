"""What stands above the labels of a document of Nexis: publication, day and headline, told by their order alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedmill.reading.exports.records import day_in, is_day, is_rights

PAGE = re.compile(r"\s*(?:Page|Seite) \d+ (?:of|von) \d+\s*")
CENTRED = 8

Values = list[tuple[str, str]]


def headed(head: Sequence[str], *, above: bool = False) -> tuple[Values, list[str]]:
    """What the lines above the labels state by their order: publication, day, headline; and those that state nothing.

    The publication is right above the day; what stands right below this is the edition. The headline follows, or
    stands `above` them all.
    """
    filled = [at for at, line in enumerate(head) if line.strip() and not PAGE.fullmatch(line[:40])]
    days = [at for at in filled if is_day(head[at])] or [at for at in filled if _led(head[at])]
    if not days:
        return _titled(head, filled)
    day = days[-1] if above else days[0]
    rights = [at for at in filled if is_rights(head[at])]
    names = [at for at in filled if at < day and at not in rights]
    title = _run_above(names[:-1]) if above else _run(_flush(head, day, filled, rights))
    date, edition = _parted(head[day])
    values = [("Date", date)] + ([("Publication", head[names[-1]].strip())] if names else [])
    values += [("Copyright", _joined(head, rights))] if rights else []
    values += [("Headline", _joined(head, title))] if title else []
    used = {day, *rights, *title, *names[-1:]}
    left = [head[at] for at in filled if at not in used]
    return values, [edition, *left] if edition else left


def _led(line: str) -> bool:
    """Whether a line begins with a day, and an edition follows it."""
    found = day_in(line)
    return found is not None and not line[: found.start()].strip()


def _parted(line: str) -> tuple[str, str]:
    """The day of a line, and the edition that stands behind it."""
    found = None if is_day(line) else day_in(line)
    return (line.strip(), "") if found is None else (found[0], line[found.end() :].strip(" ,"))


def _flush(head: Sequence[str], day: int, filled: list[int], rights: list[int]) -> list[int]:
    """The lines below the day and its edition that are not set in the middle."""
    edge = next((at for at in range(day, len(head)) if not head[at].strip()), len(head))
    return [at for at in filled if at > edge and at not in rights and not is_centred(head[at])]


def _joined(head: Sequence[str], places: list[int]) -> str:
    return " ".join(head[at].strip() for at in places)


def _titled(head: Sequence[str], filled: list[int]) -> tuple[Values, list[str]]:
    """Without a day: the last lines that stand together are the headline."""
    title = _run_above(filled)
    values = [("Headline", _joined(head, title))] if title else []
    return values, [head[at] for at in filled if at not in title]


def _run(places: list[int]) -> list[int]:
    """The first of the lines, and those that follow it without a blank line."""
    return places[: next((n for n, at in enumerate(places) if at != places[0] + n), len(places))]


def _run_above(places: list[int]) -> list[int]:
    """The last of the lines, and those that stand right above it."""
    last = len(places) - 1
    first = next((n for n in range(last, -1, -1) if places[n] != places[last] - (last - n)), -1)
    return places[first + 1 :]


def is_centred(line: str) -> bool:
    """Whether a line is set in the middle."""
    return line[:CENTRED].isspace()
