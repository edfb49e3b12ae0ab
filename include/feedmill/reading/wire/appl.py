"""AP's own XML (APPL): a publication states what NewsML states, and holds NITF. What it says comes before the NITF."""

from __future__ import annotations

from feedmill.reading.stating import Statements
from feedmill.reading.wire.elements import (
    Element,
    Fields,
    attribute,
    by_name,
    child,
    children,
    first,
    inner,
    keywords_of,
    name_of,
    text_of,
)
from feedmill.reading.wire.stories import correction_of, joined_bylines, status_of

PUBLICATION = "Publication"
LINES = (
    ("HeadLine", "headline"),
    ("OriginalHeadLine", "headline"),
    ("OverLine", "kicker"),
    ("ExtendedHeadLine", "deck"),
    ("BodySubHeader", "deck"),
    ("DateLine", "dateline"),
    ("CreditLine", "credit"),
    ("CopyrightLine", "rights"),
    ("SlugLine", "slugline"),
)
OTHERS = frozenset(("EDITEDBY", "CAPTIONWRITER"))
"""Whom a byline names that did not write the story."""

KILLS, CORRECTIONS = frozenset(("Kill", "Elimination")), frozenset(("Correction", "Corrective"))
HELD = frozenset(("Advance", "HoldForRelease"))
"""Kinds of items that wait for the date of their release; all others were released when that was set."""


def state_publication(publication: Element, said: Statements) -> None:
    """State what a publication says beside the NITF in it; nothing of any other element."""
    if name_of(publication) != PUBLICATION:
        return
    top = by_name(publication)
    known, managed = by_name(first(top, "Identification")), by_name(first(top, "PublicationManagement"))
    for field in ("guid", "doc_id"):
        said.say(field, text_of(first(known, "ItemId")), "ItemId")
    said.say("version", text_of(first(known, "RecordSequenceNumber")), "RecordSequenceNumber")
    said.say("urgency", text_of(first(known, "Priority")), "Priority")
    said.say("language", text_of(first(known, "DefaultLanguage")), "DefaultLanguage")
    lines = by_name(first(top, "NewsLines"))
    _manage(managed, said)
    said.say("kind", correction_of(text_of(first(lines, "HeadLine")), said.get("ednote")), "HeadLine or EditorialNote")
    said.say("kind", text_of(first(known, "MediaType")).lower(), "MediaType")
    for name, field in LINES:
        said.say(field, text_of(first(lines, name)), name)
    writers = (line for line in lines.get("ByLine", ()) if attribute(line, "Parametric") not in OTHERS)
    said.say("byline", joined_bylines(map(text_of, writers)), "ByLine")
    said.say("slugline", text_of(next(inner(first(top, "FilingMetadata"), "SlugLine"), None)), "SlugLine")
    said.add("keywords", keywords_of(map(text_of, lines.get("KeywordLine", ()))), "KeywordLine")
    described = first(top, "DescriptiveMetadata")
    occurring = (one for held in children(described, "SubjectClassification") for one in children(held, "Occurrence"))
    said.add("subjects", (attribute(one, "Value") for one in occurring), "Occurrence@Value")
    if "dateline" not in said:
        said.say("place", text_of(child(described, "DateLineLocation", "City")), "DateLineLocation/City")
    provider = first(by_name(first(top, "AdministrativeMetadata")), "Provider")
    said.say("agency", text_of(provider), "Provider")


def _manage(managed: Fields, said: Statements) -> None:
    """Status, notes and dates; the dates are in UTC, and do not say so."""
    kinds = {text_of(kind) for editorial in managed.get("Editorial", ()) for kind in inner(editorial, "Type")}
    said.say("status", "" if kinds.isdisjoint(KILLS) else "canceled", "Editorial/Type")
    said.say("kind", "" if kinds.isdisjoint(CORRECTIONS) else "correction", "Editorial/Type")
    said.say("status", status_of(text_of(first(managed, "Status"))), "Status")
    notes = (text_of(one) for name in ("Instruction", "EditorialNote") for one in managed.get(name, ()))
    said.say("ednote", " ".join(dict.fromkeys(filter(None, notes))), "EditorialNote")
    created = first(managed, "FirstCreated")
    if created is not None and attribute(created, "Year"):
        year, month, day = (attribute(created, name).rjust(2, "0") for name in ("Year", "Month", "Day"))
        said.date("published", f"{year}-{month}-{day}T{attribute(created, 'Time')}", "FirstCreated", zone="UTC")
    said.date("updated", text_of(first(managed, "ArrivalDateTime")), "ArrivalDateTime", zone="UTC")
    released, arrived = (text_of(first(managed, name)) for name in ("ReleaseDateTime", "ArrivalDateTime"))
    if said.get("status") == "withheld" or not kinds.isdisjoint(HELD) or released[:19] > arrived[:19]:
        said.date("embargoed", released, "ReleaseDateTime", zone="UTC")
