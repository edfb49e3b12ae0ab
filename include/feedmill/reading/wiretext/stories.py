"""Stories of Reuters-21578 and of the `<DOC>` family: which of their fields says what.

Sources: the README of Reuters-21578, the descriptions of the TIPSTER and TREC disks, LDC's of Gigaword and AQUAINT.
A date that only an identifier holds is not stated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedmill.model import Document, Locator, Role, Shape
from feedmill.reading.stating import Statements
from feedmill.reading.wiretext.assembling import Shown, assembled
from feedmill.reading.wiretext.datelines import agency_of, dateline_of
from feedmill.reading.wiretext.envelopes import second_line, slug_of
from feedmill.reading.wiretext.stamps import read_stamp
from feedmill.reading.wiretext.tags import Field, attributes_of, fields_of
from feedmill.reading.wiretext.unwrapping import paragraphs

SUBJECTS = ("TOPICS", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES", "PLACES")
HEADLINES = ("HEADLINE", "HEAD", "HL", "TITLE", "TTL", "TI", "HT", "H3", "LEADHEAD")
IDS = ("DOCNO", "DOCID", "AN")
DATES = ("DATE_TIME", "PUBDATE", "DATE", "DD", "DATE1", "STORYDATE", "DATETIME")
BYLINES = ("BYLINE", "AUTHOR")
TEXTS = ("TEXT", "LP", "LEADPARA", "BODY", "SUMMARY", "MAIN")
NOTES = ("NOTE", "EDNOTE", "CORRECTION", "CORRECTION-DATE")
SLUGS = ("SLUG", "2ND_LINE", "SECOND", "KEYWORD")
RIGHTS = ("COPYRGHT", "COPYRIGHT", "CPYRIGHT")
ENVELOPES = ("1ST_LINE", "FIRST", "HEADER")
SKIPPED = ("FILEID", "DOCTYPE", "TXTTYPE", "TRAILER", "GRAPHIC", "LENGTH", "SECTION", "PAGE", "PUB", "PROFILE")
COMPACT = re.compile(r"(?P<year>(?:19|20)?\d{2})-?(?P<month>\d{2})-?(?P<day>\d{2})")
ENDING = re.compile(r"\s*(?:=\s*)?$")
BY = re.compile(r"\s*(?:by|By|BY)\s+")


def reuters_story(ordinal: int, story: str, locator: Locator, notes: tuple[str, ...]) -> Document | None:
    """A story of Reuters-21578. `doc_id` is its NEWID; an unprocessed text (UNPROC) has no fields within."""
    fields = fields_of(story)
    about = attributes_of(story)
    said = Statements()
    kind = _attribute(story, "TEXT", "TYPE")
    said.say("doc_id", about.get("NEWID"), "NEWID")
    said.date("published", _first(fields, ("DATE",)), "DATE")
    for name in SUBJECTS:
        said.add("subjects", [field.text for field in fields if field.path[-2:] == (name, "D")], name)
    said.say("headline", _first(fields, ("TITLE",)), "TITLE")
    said.say("kind", kind.lower() if kind and kind != "NORM" else None, "TEXT TYPE")
    _say_byline(said, _first(fields, ("AUTHOR",)), "AUTHOR")
    stated = ENDING.sub("", (_first(fields, ("DATELINE",)) or "").rstrip(" -\n"))
    said.say("dateline", stated, "DATELINE")
    for line in (_first(fields, ("UNKNOWN",)) or "").split("\n"):
        _say_envelope(said, line, "UNKNOWN")
    body = [field for field in fields if field.name in ("BODY", "TEXT")]
    return _document(ordinal, "reuters_21578", Shape.ITEM, body, said, locator, notes)


def tagged_story(ordinal: int, story: str, locator: Locator, notes: tuple[str, ...]) -> Document | None:
    """A story of the `<DOC>` family. LDC's `multi` is a page: several stories under one number."""
    fields = fields_of(story)
    about = attributes_of(story)
    said = Statements()
    number = about.get("ID") or _first(fields, IDS)
    said.say("doc_id", number, "DOCNO")
    said.say("guid", number, "DOCNO")
    kind = (about.get("TYPE") or _first(fields, ("DOCTYPE", "TXTTYPE")) or "").strip().lower()
    said.say("kind", kind or None, "type")
    page = kind == "multi"
    said.say("headline", None if page else _first(fields, HEADLINES), "HEADLINE")
    _say_byline(said, _first(fields, BYLINES), "BYLINE")
    _say_place(said, _first(fields, ("DATELINE",)))
    for names, target in ((NOTES, "ednote"), (RIGHTS, "rights")):
        said.say(target, _first(fields, names), names[0])
    _say_slug(said, fields)
    _say_date(said, fields)
    said.say("language", about.get("LANGUAGE") or about.get("LANG"), "language")
    body = [field for field in fields if _in_text(field)]
    shape = Shape.PAGE if page else Shape.ITEM
    return _document(ordinal, "sgml", shape, body, said, locator, notes)


def _in_text(field: Field) -> bool:
    """Whether a run of text belongs to what is shown."""
    if any(name in TEXTS for name in field.path):
        return not any(name in (*HEADLINES, *SKIPPED, *BYLINES, "DATELINE") for name in field.path)
    return False


def _document(
    ordinal: int,
    name: str,
    shape: Shape,
    body: Sequence[Field],
    said: Statements,
    locator: Locator,
    notes: tuple[str, ...],
) -> Document | None:
    """The document, or None where there is neither a text nor a headline."""
    lines = [Shown(line) for field in body for line in _paragraphs(field) if line.strip("*")]
    headline = said.get("headline")
    lines = lines or ([Shown(headline, Role.HEADING)] if headline else [])
    if not lines:
        return None
    found = dateline_of(lines[0].text)
    if found is not None:
        said.say("dateline", found.line, "dateline")
        said.say("place", found.place, "dateline")
        said.say("agency", found.agency, "dateline")
    text, blocks = assembled(lines)
    return Document(ordinal, name, shape, text, said.done(), locator, blocks, (*notes, *said.notes))


def _paragraphs(field: Field) -> list[str]:
    """The paragraphs of a run of text: a `P` is one, elsewhere indents begin them where there are any."""
    lines = field.text.split("\n")
    indented = any(line.startswith(("  ", "\t")) and line.strip() for line in lines[1:])
    return paragraphs(lines, flush=True, parted=field.name == "P" or (indented and field.name == "BODY"))


def _first(fields: Sequence[Field], names: Sequence[str]) -> str | None:
    """The text of the first element of one of the names that has any, with what stands in tags within it."""
    for name in names:
        first = next((field for field in fields if name in field.path), None)
        if first is not None:
            depth = len(first.path) - 1 - first.path[::-1].index(name)
            run = []
            for field in fields[fields.index(first) :]:
                if field.tags[: depth + 1] != first.tags[: depth + 1]:
                    break
                run.append(field.text.strip())
            return " ".join(run)
    return None


def _attribute(story: str, tag: str, name: str) -> str | None:
    """An attribute of the first tag of a name."""
    at = story.find(f"<{tag}")
    return attributes_of(story[at : at + 600]).get(name) if at >= 0 else None


def _say_byline(said: Statements, line: str | None, field: str) -> None:
    """The byline, without the word before it."""
    said.say("byline", BY.sub("", line or "", count=1).rstrip(" -=") or None, field)


def _say_place(said: Statements, line: str | None) -> None:
    """The dateline as its element has it: `WASHINGTON (AP)`, `BEIJING, January 1 (Xinhua)`."""
    if not line:
        return
    stated = line.strip().rstrip("-_= \u2013\u2014")
    found = dateline_of(f"{stated} - ")
    said.say("dateline", stated, "DATELINE")
    said.say("place", found.place if found else None, "DATELINE")
    said.say("agency", found.agency if found else None, "DATELINE")


def _say_slug(said: Statements, fields: Sequence[Field]) -> None:
    """Slug and envelope, where the collection kept the wire's header."""
    line = _first(fields, SLUGS)
    slug = slug_of(line, None) if line else None
    said.say("slugline", slug.keyword if slug else line, "SLUG")
    said.say("version", slug.version if slug else None, "SLUG")
    for part in (_first(fields, ENVELOPES) or "").split("\n"):
        _say_envelope(said, part, "FIRST")


def _say_envelope(said: Statements, line: str, field: str) -> None:
    """The second header line of ANPA 1312, where the line is one."""
    found = second_line(line.strip()[:200])
    if found is not None:
        said.say("urgency", found["priority"], field)
        said.say("slugline", found["keyword"], field)
        said.say("take_key", found["version"], field)
        said.say("version", found["version"], field)


def _say_date(said: Statements, fields: Sequence[Field]) -> None:
    """The date: of a date element, or the stamp of the wire."""
    stamp = _first(fields, ("FILEID", "TRAILER"))
    when = read_stamp(stamp) if stamp else None
    if stamp and when is not None:
        said.date("published", stamp, "FILEID", when=when)
        said.say("agency", agency_of(stamp), "FILEID")
    raw = _first(fields, DATES)
    compact = COMPACT.fullmatch(raw.strip()) if raw else None
    if compact is None:
        said.date("published", raw, "DATE")
        return
    year = compact["year"] if len(compact["year"]) == 4 else f"19{compact['year']}"
    said.date("published", f"{year}-{compact['month']}-{compact['day']}", "DATE")
