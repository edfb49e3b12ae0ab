"""What a source says of its documents where they do not say it themselves: the zone of their dates, their language.

Knows what goes before what: what a document states, then what its source says, then what is found in the text. Only a
text that is beyond doubt in another language is stronger than the word of its source.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from feedmill.model import Context, Document
from feedmill.reading.dates import Precision, read_date
from feedmill.reading.drafting import redrafted
from feedmill.reading.languages import SHORT, detect, make_document, make_stated, with_language
from feedmill.reading.stating import without_zone

ZONE, LANGUAGE = "source.time_zone", "source.language"
"""What stands as the field that said so."""

CLOCKED = frozenset((str(Precision.MINUTE), str(Precision.SECOND)))
"""How exact a date is that has a time of day: only that depends on a zone. A day stays the day that was written."""

BEYOND_DOUBT = 0.99
KIN = (("da", "nb", "nn", "no"), ("bs", "hr", "sr"), ("id", "ms"), ("cs", "sk"), ("gl", "pt"))
"""Languages that are taken for each other, however sure it looks: among these the source is right."""


def completed(document: Document, context: Context) -> Document:
    """The document with what its source says, and with the language of its text, where it states none of it."""
    placed = _in_zone(document, context.time_zone) if context.time_zone else document
    return _in_language(placed, context.language) if context.language else with_language(placed)


def _in_zone(document: Document, zone: str) -> Document:
    """The document with the instants of the dates that name no zone as they are in this one."""
    found: dict[str, Any] = {}
    zones: list[tuple[str, str]] = []
    notes = list(document.notes)
    fields = dict(document.stated.fields)
    for name, at in _unzoned(document):
        whole = "embargoed_until" if name == "embargoed" else f"{name}_at"
        found[whole] = at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        if name != "embargoed":
            found[f"{name}_zone"] = zone
            zones.append((f"{name}_zone", ZONE))
        _note(notes, fields.get(whole, name), getattr(document.stated, f"{name}_raw"), zone)
    if not found:
        return document
    stated = redrafted(document.stated, make_stated, **found, fields=(*document.stated.fields, *zones))
    return redrafted(document, make_document, stated=stated, notes=tuple(notes))


def _unzoned(document: Document) -> list[tuple[str, datetime]]:
    """The dates of a document that have a time of day and name no zone: they were taken as UTC."""
    stated = document.stated
    dates = (
        ("published", stated.published_at, stated.published_zone, stated.published_precision),
        ("updated", stated.updated_at, stated.updated_zone, stated.updated_precision),
    )
    found = [(name, at) for name, at, zone, precision in dates if at and zone is None and precision in CLOCKED]
    release = read_date(stated.embargoed_raw or "")
    if release and release.zone is None and str(release.precision) in CLOCKED and release.at == stated.embargoed_until:
        found.append(("embargoed", release.at))
    return found


def _note(notes: list[str], field: str, raw: str, zone: str) -> None:
    """Note whose zone it is, in the place of the note that there was none."""
    before, now = without_zone(field, raw), f"date_zone_of_source: {field} {raw[:80]}, {zone}"
    if before in notes:
        notes[notes.index(before)] = now
    else:
        notes.append(now)


def _in_language(document: Document, language: str) -> Document:
    """The document in the language of its source, unless it states one or its text is plainly in another."""
    if document.stated.language is not None:
        return document
    other = _plainly(document.text, language)
    if other is not None:
        note = f"language_unlike_source: {other}, the source says {language}"
        return with_language(redrafted(document, make_document, notes=(*document.notes, note)))
    fields = (*document.stated.fields, ("language", LANGUAGE))
    stated = redrafted(document.stated, make_stated, language=language, fields=fields)
    return redrafted(document, make_document, stated=stated)


def _plainly(text: str, language: str) -> str | None:
    """The language that a text of some length is in beyond doubt, where that is not this one or its kin."""
    found = detect(text) if len(text) >= SHORT else None
    said = language.partition("-")[0]
    if found is None or found[1] < BEYOND_DOUBT or found[0] == said:
        return None
    return None if any({found[0], said} <= set(kin) for kin in KIN) else found[0]
