"""What agencies put into JSON items beside plain fields: roles of headlines, bylines, ids, status words, media, notes.

Knows ninjs 1 to 3 (IPTC), Superdesk, AP Media API, dpa digitalwires, AFP Core, Reuters, TT and Belga by the shapes that
they share. A field that is plain text is read by its name alone, elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from feedmill.reading.jsons.bodies import body_of
from feedmill.reading.jsons.values import member, text_of, texts_of
from feedmill.reading.rows.columns import folded
from feedmill.reading.stating import Statements


def _words(text: str) -> frozenset[str]:
    """Words as names are compared."""
    return frozenset(text.split())


STATUS = {
    "usable": _words("usable published publishable publish live corrected"),
    "withheld": _words("withheld embargoed hold onhold held"),
    "canceled": _words("canceled cancelled killed kill recalled retracted withdrawn deleted unpublished"),
}
WORDS = {word: status for status, words in STATUS.items() for word in words}
ROLES = {
    "kicker": _words("kicker overline eyebrow dachzeile toptitle vignette"),
    "deck": _words("sub subhead subheadline subtitle deck extended summary lead teaser abstract"),
}
OTHER_ROLES = _words("creditline caption captionextended print seo social short test alert web mobile")
SIGNALS = {
    **dict.fromkeys(_words("update updated replace"), "update"),
    **dict.fromkeys(_words("correction corrected corrective correct"), "correction"),
    "kill": "kill",
}
TAKEN_BACK = _words("kill elimination")
SILENT = frozenset(("newscontent", ""))
PICTURES = ("href", "url", "src", "content_url", "uri")
AUTHORS = _words("author writer byline reporter journalist main") | {""}
NO_NAMES = _words("none null unknown admin")
VERSIONED = re.compile(r"\s{0,8}(.{1,300}):(\d{1,20})\s{0,8}")
"""An id with the number of its version behind it, as Reuters has them."""

BY = re.compile(r"\Aby\s+(?=\S)", re.IGNORECASE)
"""What stands before the name in a byline; nobody is called so."""

RENDITIONS = 200


def headlines_of(value: Any) -> dict[str, str]:
    """What a field of headlines says by role: `headline` (the main one, or one of no known role), `kicker`, `deck`."""
    if isinstance(value, Mapping) and isinstance(member(value, "main", "basic"), str):
        said = {"headline": member(value, "main", "basic"), "kicker": member(value, "kicker")}
        return {name: text for name, text in said.items() if isinstance(text, str) and text.strip()}
    if not isinstance(value, list):
        text = text_of(value)
        return {"headline": text} if text else {}
    found: dict[str, str] = {}
    for one in value:
        text = text_of(member(one, "value", "text", "headline", "title", "description")) or text_of(one)
        role = _role_of(one)
        named = next((name for name, roles in ROLES.items() if role in roles), None)
        if text and named:
            found.setdefault(named, text)
        elif text and (role not in OTHER_ROLES):
            found.setdefault("headline", text)
    return found


def _role_of(one: Any) -> str:
    """The role of one of several headlines, bodies or people."""
    role = text_of(member(one, "role", "name")) if member(one, "value", "description") is not None else None
    return folded((role or "").rpartition(":")[2])


def names_of(value: Any) -> tuple[str | None, list[str]]:
    """A byline as one line, and the names that it lists where the format lists them."""
    if isinstance(value, Mapping) and member(value, "by") is not None and isinstance(member(value, "by"), list):
        value = member(value, "by")
    if not isinstance(value, list):
        line = text_of(value)
        if line and line.isdigit():
            return None, []  # the number of an account
        return line, [line] if line and not isinstance(value, str) else []
    people = [one for one in value if _is_author(one)]
    named = (name for one in people if (name := _name_of(one)) and not name.isdigit())
    lines = [name for name in named if name.casefold() not in NO_NAMES]
    return ", ".join(dict.fromkeys(lines)) or None, [BY.sub("", line) for line in lines]


def _name_of(one: Any) -> str | None:
    return text_of(member(one, "by", "byline", "name", "full_name", "title", "original")) or text_of(
        one if isinstance(one, str) else None
    )


def _is_author(one: Any) -> bool:
    """Whether one of the people of an item wrote it."""
    if not isinstance(one, Mapping):
        return True
    internal = text_of(member(one, "internal"))
    return internal != "true" and folded(text_of(member(one, "role")) or "") in AUTHORS


def doc_ids(value: Any) -> Iterator[str]:
    """The ids that a field of alternative ids gives, those of the item itself first."""
    if isinstance(value, Mapping):
        item = text_of(member(value, "itemid", "item_id", "originaltransmissionreference"))
        yield from [item] if item else []
    yield from texts_of(list(value.values()) if isinstance(value, Mapping) else _values(value))


def _values(value: Any) -> Any:
    """The values in a list of named ones."""
    return [member(one, "value") or one for one in value] if isinstance(value, list) else value


def status_of(said: str | None) -> str | None:
    """The status that a word says: usable, withheld, canceled; None for any other word."""
    return WORDS.get(folded((said or "").rpartition(":")[2]))


def state_signals(record: Mapping[str, Any], told: Statements) -> None:
    """State that an item updates or corrects another, where it signals that."""
    for name in ("signal", "signals"):
        for text in texts_of(member(record, name)):
            said = folded(text.rpartition(":")[2])
            told.say("kind", SIGNALS.get(said), name)
            if said not in SIGNALS and said not in SILENT:
                told.notes.append(f"signal: {text[:80]}")
    for text in texts_of(member(record, "editorial_types")):
        told.say("status", "canceled" if folded(text) in TAKEN_BACK else None, "editorialtypes")
        told.say("kind", SIGNALS.get(folded(text)), "editorialtypes")


def state_defaults(record: Mapping[str, Any], told: Statements) -> None:
    """State what holds for an item that does not say it: by its standard, an item is usable; its source is credited."""
    told.say("status", "usable", "pubstatus, by default")
    versioned = VERSIONED.fullmatch(text_of(member(record, "versioned_guid")) or "")
    told.say("guid", versioned and versioned[1], "versionedGuid")
    told.say("version", versioned and versioned[2], "versionedGuid")
    told.say("doc_id", told.get("guid"), "as guid")
    told.say("credit", told.get("agency"), "source")
    holder = text_of(member(record, "copyright_holder"))
    told.say("rights", holder, "copyrightholder")


def subjects_of(value: Any) -> Iterator[str]:
    """Subjects: of each its code and its name."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            kind = text_of(member(one, "type")) or ""
            if ":" in kind and "subject" not in kind:
                continue
            code = text_of(member(one, "code", "qcode", "uri", "literal"))
            yield from (text for text in (code, text_of(member(one, "name", "title", "value"))) if text)
        else:
            yield from texts_of(one)


def keywords_in(value: Any) -> Iterator[str]:
    """The keywords in a field of subjects that also says of each of them what kind of word it is."""
    for one in value if isinstance(value, list) else ():
        if folded((text_of(member(one, "type")) or "").rpartition(":")[2]) == "keyword":
            yield from texts_of(member(one, "name", "value"))


def notes_of(value: Any) -> list[str]:
    """Editorial notes: those of a list, unless they are contacts; the shown lines of those in HTML."""
    if isinstance(value, Mapping):
        inner = (member(value, "correction_html"), member(value, "public_html", "public", "ednote", "value", "text"))
        return [note for one in inner if one for note in notes_of(one)]
    if not isinstance(value, list):
        text = text_of(value)
        return [line.text for line in body_of(text, "text").fragment.lines] if text else []
    kept = [one for one in value if "contact" not in folded(text_of(member(one, "role")) or "")]
    return [text for one in kept if (text := text_of(member(one, "ednote", "note", "value")) or text_of(one))]


def media_of(value: Any) -> Iterator[str]:
    """The addresses of pictures and other media: of each the largest rendition."""
    if isinstance(value, str):
        yield from (word for word in value.split() if word.startswith(("http://", "https://")))
        return
    if isinstance(value, Mapping):
        value = [value] if _address(value) or member(value, "renditions", "medias") else list(value.values())
    for one in value[:RENDITIONS] if isinstance(value, list) else ():
        inner = member(one, "renditions", "medias")
        if isinstance(one, str):
            yield from media_of(one)
        elif inner:
            yield from _largest(inner)
        elif isinstance(one, Mapping) and (address := _address(one)):
            yield address


def _largest(renditions: Any) -> Iterator[str]:
    """The address of the widest of several renditions; the first where no width is stated."""
    listed = list(renditions.values()) if isinstance(renditions, Mapping) else renditions
    shown = [one for one in listed[:RENDITIONS] if _is_shown(one)] if isinstance(listed, list) else []
    if shown:
        yield _address(max(shown, key=_width)) or ""


def _is_shown(one: Any) -> bool:
    """Whether a rendition is one of what is seen or heard, not the text in another format."""
    kinds = (text_of(member(one, name)) or "" for name in ("type", "mimetype", "content_type"))
    return _address(one) is not None and not any(kind.startswith("text") for kind in kinds)


def _width(rendition: Any) -> float:
    width = member(rendition, "width")
    return width if isinstance(width, int | float) and not isinstance(width, bool) else 0


def _address(one: Any) -> str | None:
    """The address of a rendition, where it is one of the web."""
    said = text_of(member(one, *PICTURES))
    return said if said and said.startswith(("http://", "https://", "//")) else None
