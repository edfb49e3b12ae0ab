"""What an NITF document states of itself, in its `head` and in its `body.head`."""

from __future__ import annotations

import re

from feedmill.reading.dates import Precision
from feedmill.reading.stating import Statements, known_date, known_place
from feedmill.reading.wire.elements import (
    Element,
    Fields,
    attribute,
    attributes,
    by_name,
    child,
    children,
    every,
    first,
    inner,
    keywords_of,
    parts_of,
    say_text,
    text_of,
)
from feedmill.reading.wire.shown import Shown, read_shown
from feedmill.reading.wire.stories import correction_of, joined_bylines, status_of

NUMERIC_DATE = re.compile(r"\d{8}(?:T\d{4,6})?|\d{4}-\d\d-\d\d")
SEPARATED = re.compile("[,;]")
NO_FIGURE = re.compile(r"\D")
SLUGS = ("anpa-keyword", "slug", "slugline", "SlugLine", "NTBStikkord")
LEVELS = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")
FURNITURE = frozenset(("cpyrt", "trademk"))
"""Classes of notes that are no notes to editors."""

MESSAGES = {"correction": "correction", "corrective": "correction", "update": "update"}
TAKES = ("anpa-takekey", "take-key", "takekey")


def state_nitf(nitf: Element, said: Statements) -> Fields:
    """State what the head and the head of the body say, and tell the latter; what was said before stands."""
    top = by_name(nitf)
    inside = by_name(first(top, "head"))
    data = by_name(first(inside, "docdata"))
    body_head = by_name(first(by_name(first(top, "body")), "body.head"))
    if not inside and not body_head:
        _identify(nitf, data, said)
        return body_head
    metas = {attribute(meta, "name"): attribute(meta, "content") for meta in inside.get("meta", ())}
    revisions = [*inside.get("revision-history", ()), *data.get("revision-history", ())]
    _identify(nitf, data, said)
    if "pubdata" in inside:
        said.url(attribute(first(inside, "pubdata"), "ex-ref"), "pubdata@ex-ref")
    _manage(inside, data, body_head, revisions, said)
    _date(inside, data, body_head, said)
    revised = [one.get("norm") for one in revisions if one.get("norm")]
    said.date("updated", revised[-1] if revised else "", "revision-history@norm")
    said.say("rights", parts_of(first(body_head, "rights")) if "rights" in body_head else "", "rights")
    _describe(inside, data, metas, said)
    _introduce(inside, data, body_head, said)
    said.say("kind", correction_of(said.get("headline"), said.get("ednote")), "hl1 or ed-msg")
    return body_head


def abstract_in(body_head: Fields) -> list[Shown]:
    """The lines of the abstract."""
    abstract = first(body_head, "abstract")
    return read_shown(abstract).lines if abstract is not None else []


def _identify(nitf: Element, data: Fields, said: Statements) -> None:
    """Ids and version. `du-key` ties the versions of a story together; it is no id of this one."""
    number, universal = attribute(first(data, "doc-id"), "id-string"), nitf.get("uno")
    said.say("guid", universal, "nitf@uno")
    said.say("guid", number, "doc-id@id-string")
    said.say("doc_id", number, "doc-id@id-string")
    said.say("doc_id", universal, "nitf@uno")
    key = first(data, "du-key")
    if key is not None:
        said.say("version", key.get("version"), "du-key@version")
        said.say("version", key.get("generation"), "du-key@generation")


def _manage(inside: Fields, data: Fields, top: Fields, revisions: list[Element], said: Statements) -> None:
    """Status, urgency, notes to editors, corrections."""
    status = attribute(first(inside, "docdata"), "management-status")
    if status:
        said.say("status", status_of(status), "docdata@management-status")
    urgency = first(data, "urgency") if "urgency" in data else first(inside, "urgency")
    said.say("urgency", attribute(urgency, "ed-urg"), "urgency@ed-urg")
    notes = [one.get("info") for name in ("ed-msg", "correction") for one in data.get(name, ())]
    notes += [one.get("comment") for one in revisions]
    more = [parts_of(one) for one in top.get("note", ()) if one.get("noteclass") not in FURNITURE]
    whole = " ".join(dict.fromkeys(filter(None, (*notes, *more))))
    said.say("ednote", whole if any(notes) else "", "ed-msg@info")
    said.say("ednote", whole, "note")
    if "correction" in data:
        said.say("kind", "correction", "correction")
    for message in data.get("ed-msg", ()):
        said.say("kind", MESSAGES.get(attribute(message, "msg-type").lower()), "ed-msg@msg-type")


def _date(inside: Fields, data: Fields, body_head: Fields, said: Statements) -> None:
    """Dates: issue, else release, publication, or the date in the dateline.

    A release after the issue is an embargo. Superdesk's agencies state no release: when an embargo ends, it expires.
    """
    issue, release = (attribute(first(data, name), "norm") for name in ("date.issue", "date.release"))
    release = release if release[:1].isdigit() else ""
    withheld = said.get("status") == "withheld"
    if release and (withheld or _is_later(release, issue)):
        said.date("embargoed", release, "date.release@norm")
    elif withheld:
        said.date("embargoed", attribute(first(data, "date.expire"), "norm"), "date.expire@norm")
    said.date("published", issue, "date.issue@norm")
    said.date("published", release, "date.release@norm")
    if "published_at" not in said:
        published = first(inside, "pubdata") if "pubdata" in inside else first(data, "pubdata")
        said.date("published", attribute(published, "date.publication"), "pubdata@date.publication")
        story = child(first(body_head, "dateline"), "story.date")
        said.date("published", attribute(story, "norm"), "story.date@norm")


def _is_later(release: str, issue: str) -> bool:
    """Whether a release comes after the issue: one without a zone is in the other's; a day alone lasts a day."""
    until, since = known_date(release), known_date(issue)
    if until is None or since is None:
        return False
    if Precision.DAY in (until.precision, since.precision):
        return NO_FIGURE.sub("", release)[:8] > NO_FIGURE.sub("", issue)[:8]
    ended, begun = known_date(release, zone=since.zone), known_date(issue, zone=until.zone)
    return ended is not None and begun is not None and ended.at > begun.at


def _describe(inside: Fields, data: Fields, metas: dict[str, str], said: Statements) -> None:
    """Subjects, keywords, slugline, rights."""
    subjects = [word for one in children(first(inside, "tobject"), "tobject.subject") for word in _subject(one)]
    said.add("subjects", subjects, "tobject.subject")
    lists = [*data.get("key-list", ()), *inside.get("key-list", ())]
    words = [one.get("key") or text_of(one) for listed in lists for one in children(listed, "keyword")]
    said.add("keywords", keywords_of(words), "key-list")
    listed = metas.get("article-keywords") or metas.get("keywords")
    if listed:
        said.add("keywords", SEPARATED.split(listed), "meta keywords")
    for known, value in metas.items():
        if known in SLUGS:
            said.say("slugline", value, f"meta {known}")
        elif known in TAKES:
            said.say("take_key", value, f"meta {known}")
    holder = first(data, "doc.copyright")
    if holder is not None:
        said.say("rights", f"{attribute(holder, 'year')} {attribute(holder, 'holder')}", "doc.copyright")
    said.say("rights", metas.get("copyright"), "meta copyright")
    if "doc.rights" in data:
        said.say("rights", attribute(first(data, "doc.rights"), "owner"), "doc.rights@owner")


def _subject(one: Element) -> list[str]:
    """A subject's number, under IPTC's scheme where it is IPTC's, and the names of its most exact level."""
    stated = attributes(one)
    number = stated.get("tobject.subject.refnum", "").strip()
    ours = len(number) == 8 and number.isdigit() and stated.get("tobject.subject.ipr", "").strip() in ("", "IPTC")
    names = (stated.get(level, "").strip() for level in LEVELS)
    return [f"subj:{number}" if ours else number, next(filter(None, names), "")]


def _introduce(inside: Fields, data: Fields, top: Fields, said: Statements) -> None:
    """Headline, deck, byline, dateline and agency, as the head of the body has them."""
    lines = by_name(first(top, "hedline") if "hedline" in top else first(top, "headline"))
    headline = text_of(first(lines, "hl1"))
    said.say("headline", headline, "hl1")
    if "headline" not in said:
        say_text(said, "headline", inside, "title")
    for one in lines.get("hl2", ()):
        meant, line = _second(one), text_of(one)
        if meant and line not in (headline, said.get("headline")):
            said.say(meant, line, "hl2")
    if "abstract" in top and "deck" not in said:
        said.say("deck", parts_of(first(top, "abstract")), "abstract")
    bylines = top.get("byline", ())
    said.say("byline", joined_bylines(map(_byline, bylines)), "byline")
    for byline in bylines:
        if len(byline):
            said.add("authors", map(parts_of, inner(byline, "person")), "byline/person")
    if "distributor" in top:
        distributor = parts_of(first(top, "distributor"))
        said.say("agency", distributor, "distributor")
        said.say("credit", distributor, "distributor")
    if "agency" not in said:
        said.say("agency", attribute(first(data, "doc-id"), "regsrc"), "doc-id@regsrc")
    _locate(first(top, "dateline"), said)
    filed = known_place(said.get("dateline") or "")[0]
    said.say("place", "" if filed else attribute(first(data, "evloc"), "city"), "evloc@city")


def _second(line: Element) -> str:
    """What a second headline is, by its class or id: a deck, a kicker (also called fly title), or the first again."""
    kind = f"{attribute(line, 'class')} {attribute(line, 'id')}".lower()
    if "headline" in kind:
        return ""
    return "kicker" if "fly" in kind or "kicker" in kind else "deck"


def _byline(byline: Element) -> str:
    """The byline without the addresses in it, a title behind a name set apart by a comma."""
    text = parts_of(byline)
    for one in inner(byline, "virtloc") if len(byline) else ():
        text = text.replace(parts_of(one), "", 1).strip(" ,;") if parts_of(one) else text
    for one in inner(byline, "byttl") if len(byline) else ():
        title = parts_of(one)
        before, found, behind = text.partition(f" {title}")
        if title and found and before and before[-1] not in ",;:/-":
            text = f"{before}, {title}{behind}"
    return text


def _locate(dateline: Element | None, said: Statements) -> None:
    """The dateline as a reader sees it: a date in numbers, meant for machines, is no part of it."""
    if dateline is None:
        return
    shown = [dateline.text or ""]
    for one in every(dateline):
        text = parts_of(one)
        shown += ["" if NUMERIC_DATE.match(text) else text, one.tail or ""]
    line = " ".join(" ".join(shown).split()).replace(" ,", ",")
    said.say("dateline", line.strip(" ,"), "dateline")
    location = child(dateline, "location")
    if location is not None and "place" not in said:
        city = next(inner(location, "city"), None) if len(location) else None
        said.say("place", parts_of(city) or parts_of(location), "dateline/location")
