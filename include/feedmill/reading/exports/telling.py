"""Which layout of export a text has, if any: told by its head alone, and strictly: prose stays prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from feedmill.reading.exports.catalogued import catalogued_records, tells_catalogued
from feedmill.reading.exports.europresse import europresse_records, tells_europresse
from feedmill.reading.exports.factiva import coded_records, tells_coded
from feedmill.reading.exports.labelled import labelled_records, tells_labelled
from feedmill.reading.exports.nexis import counted_records, tells_counted
from feedmill.reading.exports.nexis_ended import ended_records, tells_ended
from feedmill.reading.exports.records import Record
from feedmill.reading.exports.tagged import tagged_records, tells_tagged
from feedmill.reading.exports.uncoded import tells_uncoded, uncoded_records
from feedmill.reading.rows.columns import Setting

Tells = Callable[[Sequence[str], Setting], bool]
Layout = Callable[[Sequence[str], Setting], Iterator[Record]]

HEAD = 64 * 1024
LAYOUTS: tuple[tuple[Tells, Layout], ...] = (
    (tells_tagged, tagged_records),
    (tells_coded, coded_records),
    (tells_uncoded, uncoded_records),
    (tells_counted, counted_records),
    (tells_ended, ended_records),
    (tells_europresse, europresse_records),
    (tells_labelled, labelled_records),
    (tells_catalogued, catalogued_records),
)
"""The layouts, those that are surest first."""


def layout_of(head: Sequence[str], known: Setting = ()) -> Layout | None:
    """The layout that the first lines of a text show; None where they show none."""
    return next((layout for tells, layout in LAYOUTS if tells(head, known)), None)


def head_lines(lines: Sequence[str]) -> list[str]:
    """The first lines, as many as are looked at."""
    size = 0
    for at, line in enumerate(lines):
        size += len(line) + 1
        if size > HEAD:
            return list(lines[:at])
    return list(lines)


def is_export(text: str, known: Setting = ()) -> bool:
    """Whether a text is an export of records. `known` is what its source says of labels."""
    head = text[: HEAD + 4].lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return layout_of(head_lines(head.split("\n")), known) is not None
