"""What a NewsML 1 item states of itself, in its management and in the metadata of its components."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedmill.reading.stating import Statements
from feedmill.reading.wire.components import PLACE
from feedmill.reading.wire.elements import (
    LANG,
    Element,
    Fields,
    Known,
    attribute,
    by_name,
    child,
    children,
    first,
    in_language,
    inner,
    keywords_of,
    parts_of,
    text_of,
)
from feedmill.reading.wire.stories import correction_of, joined_bylines, place_filed, status_of, writers_in

LINES = (
    ("HeadLine", "headline"),
    ("SubHeadLine", "deck"),
    ("DateLine", "dateline"),
    ("CreditLine", "credit"),
    ("CopyrightLine", "rights"),
    ("RightsLine", "rights"),
    ("SlugLine", "slugline"),
)
NEWS_LINES = {
    "advisoryline": "ednote",
    "advisory": "ednote",
    "correctionline": "ednote",
    "ednote": "ednote",
    "editorialnote": "ednote",
    "editornote": "ednote",
    "editorsnote": "ednote",
    "summary": "deck",
    "abstract": "deck",
    "kicker": "kicker",
    "kickerline": "kicker",
    "overline": "kicker",
    "catchword": "slugline",
}
KINDS = {"photo": "picture", "image": "picture", "complexdata": "", "graphics": "graphic"}
SENDER = re.compile(r"(?:urn:(?:newsml:)?)?[^:/\d]*")
"""A public identifier that is a sender's name alone."""

EDITORIAL = re.compile(r"|.*(?:editor|ednote).*", re.IGNORECASE)
SIGNALS = {"correction": "correction", "correct": "correction", "rectify": "correction", "update": "update"}
"""What an instruction says of an item, by its formal name."""

TAKING_BACK = frozenset(("cancel", "delete", "kill", "retract", "withdraw"))


def state_item(top: Fields, envelope: Element | None, part: tuple[str, str], said: Statements) -> None:
    """State what identifies and manages an item; `part` is what one of its stories is called, and by which field."""
    known = by_name(child(first(top, "Identification"), "NewsIdentifier"))
    management = by_name(first(top, "NewsManagement"))
    _identify(known, part, said)
    said.say("version", text_of(first(known, "RevisionId")), "RevisionId")
    _manage(management, said)
    if "published_at" not in said:
        said.date("published", text_of(first(known, "DateId")), "DateId")
        said.date("published", text_of(child(envelope, "DateAndTime")), "NewsEnvelope/DateAndTime")
    urgency = first(management, "Urgency")
    said.say("urgency", _formal(urgency) or text_of(urgency), "Urgency")
    if "urgency" not in said:
        said.say("urgency", _formal(child(envelope, "Priority")), "NewsEnvelope/Priority")


def _identify(known: Fields, named: tuple[str, str], said: Statements) -> None:
    """Ids. A public identifier without the item's own id names a sender, and no item; a part stands behind a `#`."""
    part, field = named
    public, own = text_of(first(known, "PublicIdentifier")), text_of(first(known, "NewsItemId"))
    if public and (own in public or SENDER.fullmatch(public) is None):
        said.say("guid", f"{public}#{part}" if public and part else public, "PublicIdentifier")
    stated = "" if field == PLACE else part
    said.say("doc_id", stated, field)
    said.say("doc_id", own, "NewsItemId")
    said.say("guid", stated or (f"{own}#{part}" if own and part else own), field if stated else "NewsItemId")


def _formal(element: Element | None) -> str:
    """The formal name of something."""
    return attribute(element, "FormalName")


def _manage(management: Fields, said: Statements) -> None:
    """Status, what becomes of it and when, dates, instructions: one to take the item back makes it canceled."""
    instructions = [_formal(one).lower() for one in management.get("Instruction", ())]
    if not TAKING_BACK.isdisjoint(instructions):
        said.say("status", "canceled", "Instruction")
    said.say("status", status_of(_formal(first(management, "Status"))), "Status")
    if said.get("status") == "withheld":
        change = child(first(management, "StatusWillChange"), "DateAndTime")
        said.date("embargoed", text_of(change), "StatusWillChange/DateAndTime")
    revised = text_of(first(management, "ThisRevisionCreated"))
    said.date("published", text_of(first(management, "FirstCreated")), "FirstCreated")
    said.date("published", revised, "ThisRevisionCreated")
    said.date("updated", revised, "ThisRevisionCreated")
    for instruction in instructions:
        said.say("kind", SIGNALS.get(instruction), "Instruction")


def state_components(item: Element, chain: list[Element], known: Known, said: Statements) -> None:
    """State what the components of a story say: those first in the chain before the others."""
    inside = [(component, known.of(component)) for component in chain]
    language = next(filter(None, (attribute(one, LANG) for one in (*chain, item))), "")
    for _, fields in inside:
        if "NewsLines" in fields:
            _lines(by_name(first(fields, "NewsLines")), language, said)
    for component, fields in inside:
        if "AdministrativeMetadata" in fields:
            _administrate(by_name(first(fields, "AdministrativeMetadata")), said)
        for name in ("DescriptiveMetadata", "DescriptiveMetada", "Metadata"):
            for one in fields.get(name, ()):
                _describe(one, said)
        _say_language(component.get(LANG), "NewsComponent@xml:lang", said)
        said.say("rights", parts_of(child(first(fields, "RightsMetadata"), "Copyright")), "RightsMetadata")
        _comments(fields, known, said)
        for words in fields.get("item_keywords", ()):
            said.add("keywords", map(text_of, children(words, "item_keyword")), "item_keywords")
    _say_language(item.get(LANG), "NewsItem@xml:lang", said)
    if "slugline" not in said:
        said.say("slugline", text_of(child(first(known.of(item), "Identification"), "NameLabel")), "NameLabel")


def _comments(fields: Fields, known: Known, said: Statements) -> None:
    """What is said to editors beside a component's contents."""
    for holder in (fields, *map(known.of, fields.get("ContentItem", ()))):
        for comment in holder.get("Comment", ()):
            said.say("ednote", parts_of(comment) if EDITORIAL.fullmatch(_formal(comment)) else "", "Comment")


def _say_language(name: str | None, field: str, said: Statements) -> None:
    """State the language, where none is stated yet."""
    if "language" not in said:
        said.say("language", name, field)


def kinds_in(item: Element) -> list[str]:
    """The kinds of contents of an item, in small letters."""
    return list(dict.fromkeys(_formal(one).lower() for one in inner(item, "MediaType")))


def state_kind(kinds: list[str], said: Statements, *, captioned: bool) -> None:
    """State what kind of content it is: where the text is a caption, the kind of what it is the caption of."""
    said.say("kind", correction_of(said.get("headline"), said.get("ednote")), "HeadLine or note")
    for word in kinds:
        if not captioned or word != "text":
            said.say("kind", KINDS.get(word, word), "MediaType")


def _lines(lines: Fields, language: str, said: Statements) -> None:
    """The lines that are shown with a component; of those in several languages, the ones in its own."""
    own = {name: in_language(found, language) for name, found in lines.items()}
    for name, meant in LINES:
        for one in own.get(name, ()):
            said.say(meant, text_of(one), name)
    said.say("byline", joined_bylines(map(text_of, own.get("ByLine", ()))), "ByLine")
    said.add("keywords", keywords_of(map(text_of, own.get("KeywordLine", ()))), "KeywordLine")
    for line in lines.get("NewsLine", ()):
        kind = _formal(child(line, "NewsLineType"))
        known = NEWS_LINES.get(kind.lower())
        if known:
            said.say(known, parts_of(child(line, "NewsLineText")), f"NewsLine {kind}")


def _administrate(meta: Fields, said: Statements) -> None:
    """Who sends it and who wrote it."""
    provider = next(_parties(meta, "Provider"), "")
    said.say("agency", provider, "Provider")
    creators = (name for name in _parties(meta, "Creator") if name != said.get("agency"))
    said.add("authors", writers_in(creators, said), "Creator")
    said.say("credit", next(_parties(meta, "Source"), ""), "Source")
    said.say("credit", provider, "Provider")
    for one in meta.get("Property", ()):
        if _formal(one) == "EditorialInfo":
            said.say("ednote", attribute(one, "Value"), "Property EditorialInfo")
        elif _formal(one).lower() == "author":
            said.add("authors", [attribute(one, "Value")], "Property author")


def _parties(meta: Fields, name: str) -> Iterator[str]:
    """The parties that have a part in it."""
    for one in meta.get(name, ()):
        for party in children(one, "Party"):
            if _formal(party):
                yield _formal(party)


def _describe(meta: Element, said: Statements) -> None:
    """Language, subjects, keywords, place, and whether it corrects."""
    fields = by_name(meta)
    _say_language(_formal(first(fields, "Language")), "Language", said)
    codes = [_formal(one) for one in inner(meta, "Subject", "SubjectMatter", "SubjectDetail")]
    named = [f"subj:{code}" if len(code) == 8 and code.isdigit() else code for code in codes]
    said.add("subjects", named, "SubjectCode")
    words: list[str] = []
    for one in fields.get("Property", ()):
        name, value = _formal(one), attribute(one, "Value")
        if name == "Keyword":
            words += value.split(";")
        elif name == "Version":
            said.say("kind", SIGNALS.get(value.lower()), "Property Version")
    said.add("keywords", words, "Property Keyword")
    for one in fields.get("Location", ()):
        cities = (attribute(part, "Value") for part in one if _formal(part) == "City")
        said.say("place", place_filed(next(cities, ""), said), "Location")
