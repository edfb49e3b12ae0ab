"""When a page says that its story was published and updated: of several statements, the one that most agree on.

The head's explicit statements come first (JSON-LD, meta tags that say "published", microdata), then `time` elements and
days that stand in an element or a line of their own by the headline or at the end, then tags that only say "date", then
the address. A day in a sentence of the story is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from feedmill.reading.dates import Precision, When, read_date
from feedmill.reading.dating.zones import offset_of
from feedmill.reading.pages.marked import Mark, is_changed, of_item
from feedmill.reading.pages.placing import ABOVE, AFTER, BELOW, WITHIN, Place
from feedmill.reading.pages.shown import DAY, Shown, days_of, is_label, is_update, leading_day, read_day
from feedmill.reading.pages.telling import Told
from feedmill.reading.stating import Statements, one_line

PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "article.published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "citation_online_date", "citation_publication_date", "citation_date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "originalpublicationdate", "article_date_original", "displaydate", "ptime",
    "date_published", "article:published", "og:pubdate", "bt:pubdate", "prism.publicationdate", "publishtime",
    "publish_time", "dateposted", "rnews:datepublished", "og:article:published", "article:post_date",
    "dc.date.published", "published_time", "mediator_published_time", "shareaholic:article_published_time",
    "cxenseparse:publishtime", "sw-pubdate", "pdate", "pub_date", "content_publisheddate",
)  # fmt: skip
DATED = (
    "datepublished", "date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "created", "timestamp",
    "last_published", "datecreated", "date.created", "article:created_time", "date.release", "dcterms:created",
    "dc.created",
)  # fmt: skip
"""Tags that say of which day a page is, and not that it was published then."""

UPDATED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "article.updated", "datemodified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "revised", "utime", "date.updated",
    "moddate", "bt:moddate", "article:updated_time", "og:article:modified_time", "dateupdate", "article:modified",
    "shareaholic:article_modified_time", "modified-date", "modified_date", "modifieddate",
)  # fmt: skip
ADDRESS = re.compile(r"/(?:((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)|([0-3]\d-[01]\d-20\d\d))(?=[/_.-]|$)")
TITLED = re.compile(
    r"[|–—·-]\s{0,3}(\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})\s{0,3}(?:[|–—·-]|$)"
)
LETTER = re.compile(r"[^\W\d_]")
SAME, WIDEST = timedelta(minutes=1), timedelta(hours=14)
FIRST_PARAGRAPHS, CHRONICLE, NEAR = 4, 3, 4


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement: what was written, in which field, by which `way` (the head's JSON-LD, its metas, the markup)."""

    raw: str
    field: str
    way: str
    when: When | None

    @property
    def day(self) -> str:
        """The day where the writer was."""
        if self.when is None:
            return ""
        offset = offset_of(self.when.zone, self.when.at.replace(tzinfo=None)) if self.when.zone else None
        return f"{self.when.at + (offset or timedelta()):%Y-%m-%d}"


def state_dates(found: Statements, told: Told, place: Place, lang: str | None) -> None:
    """State when the story was published and updated."""
    shown = list(_shown(place, lang))
    by_markup = [_claim(one.raw, one.field, "markup", lang, one.when) for one in shown if not one.updated]
    explicit = list(_explicit(told, place, lang, "datePublished", PUBLISHED))
    leading = [_claim(one.raw, one.field, "markup", lang, one.when) for one in _leading(place, lang)]
    weak = [*by_markup, *leading, *_dated(told, lang), *_addressed(told, found.get("url"), lang)]
    published = _state(found, "published", explicit, weak)
    updates = [_claim(one.raw, one.field, "markup", lang, one.when) for one in shown if one.updated]
    updates += [_claim(one.raw, one.field, "markup", lang, one.when) for one in _last_changed(place, lang)]
    updates = [_in_zone_of(published, by_markup, one) for one in updates]
    _state(found, "updated", list(_explicit(told, place, lang, "dateModified", UPDATED)), updates)


def _state(found: Statements, name: str, explicit: Sequence[Claim], weak: Sequence[Claim]) -> Claim | None:
    """State the best of the explicit claims, else the first of the others; what cannot be read is kept raw."""
    chosen = best(explicit, [*explicit, *weak]) or best(weak[:1], weak) or best(weak, ())
    for claim in filter(None, (chosen, *explicit[:1], *weak[:1])):
        found.date(name, claim.raw, claim.field, when=claim.when)
    return chosen


def _in_zone_of(published: Claim | None, shown: Sequence[Claim], update: Claim) -> Claim:
    """A time of change that is shown without a zone, in that in which the page shows when it was published that day.

    A page has one clock: where it shows 10:22 for what it states as 10:22+08:00, its 15:02 is +08:00 too.
    """
    if published is None or published.when is None or update.when is None or update.when.zoned:
        return update
    ahead = _offset(published.when)
    timed = update.when.precision not in (Precision.YEAR, Precision.MONTH, Precision.DAY)
    if not ahead or not timed or update.day != published.day or not any(_tells_zone(one, published) for one in shown):
        return update
    at = update.when.at - ahead
    return replace(update, when=replace(update.when, at=at, zoned=True, zone=published.when.zone))


def best(claims: Sequence[Claim], voters: Sequence[Claim]) -> Claim | None:
    """The claim of the day that most ways agree on, the first of equals; as exact as it is stated anywhere.

    Of claims of one instant that one which tells the writer's zone, of one day that one which tells the time, of one
    time of day that one which tells its zone.
    """
    read = [claim for claim in claims if claim.when is not None]
    whole = [claim for claim in read if claim.when and claim.when.precision not in (Precision.YEAR, Precision.MONTH)]
    if not whole:
        return read[0] if read else None
    first = max(whole, key=lambda claim: len({one.way for one in voters if _agree(claim, one)}))
    if first.when is not None and first.when.precision is Precision.DAY:
        first = next((one for one in voters if one.way == "markup" and _tells_time(first, one)), first)
    first = next((one for one in voters if _tells_zone(first, one)), first)
    return next((one for one in voters if _is_same_abroad(first, one)), None) or _at_home(first, voters)


def _tells_time(claim: Claim, other: Claim) -> bool:
    """Whether the other claim tells the time of day on the day of a claim that has none."""
    return other.when is not None and other.when.precision is not Precision.DAY and other.day == claim.day


def _tells_zone(claim: Claim, other: Claim) -> bool:
    """Whether the other claim is the same day and minute with a zone, where the claim has none."""
    if claim.when is None or other.when is None or claim.when.zoned or not other.when.zoned:
        return False
    local = other.when.at + (_offset(other.when) or timedelta())
    clock = claim.when.precision not in (Precision.YEAR, Precision.MONTH, Precision.DAY)
    return clock and abs(local - claim.when.at) < SAME


def _agree(claim: Claim, other: Claim) -> bool:
    """Whether two claims name one day, or one instant."""
    if claim.when is None or other.when is None:
        return False
    return claim.day == other.day or abs(claim.when.at - other.when.at) <= SAME


def _is_same_abroad(claim: Claim, other: Claim) -> bool:
    """Whether the other claim is the same instant with a zone of its own, where the claim is in UTC."""
    if claim.when is None or other.when is None or not (claim.when.zoned and other.when.zoned):
        return False
    return abs(claim.when.at - other.when.at) <= SAME and claim.day != other.day and _offset(claim.when) == timedelta()


def _at_home(claim: Claim, voters: Sequence[Claim]) -> Claim:
    """The claim in UTC with the zone by which the page shows the same minute, or its midnight, on another day."""
    if claim.when is None or not claim.when.zoned or _offset(claim.when) != timedelta():
        return claim
    for one in voters:
        if one.way == "markup" and one.when is not None and not one.when.zoned and one.day != claim.day:
            ahead = one.when.at - claim.when.at.replace(second=0, microsecond=0)
            step = timedelta(hours=1) if one.when.precision is Precision.DAY else timedelta(minutes=15)
            if abs(ahead) <= WIDEST and not ahead % step:
                hours, minutes = divmod(abs(ahead) // timedelta(minutes=1), 60)
                zone = f"{'-' if ahead < timedelta() else '+'}{hours:02}:{minutes:02}"
                return replace(claim, when=replace(claim.when, zone=zone))
    return claim


def _offset(when: When) -> timedelta | None:
    """How far the stated zone is ahead of UTC."""
    return offset_of(when.zone, when.at.replace(tzinfo=None)) if when.zone else None


def _claim(raw: str, field: str, way: str, lang: str | None, when: When | None = None) -> Claim:
    """A claim, read."""
    line = one_line(raw)
    return Claim(line, field, way, when or read_day(line, lang))


def _explicit(told: Told, place: Place, lang: str | None, key: str, metas: tuple[str, ...]) -> Iterator[Claim]:
    """What JSON-LD, meta tags and microdata state in so many words."""
    for value in told.linked(key):
        yield _claim(value, f"json-ld {key}", "json-ld", lang)
    for meta, value in told.meta(*metas):
        yield _claim(value, meta, "meta", lang)
    marks = [mark for mark in place.layout.marks if place.zone(mark.line) not in (None, BELOW)]
    for value in _of_items(marks, place, key.lower()):
        yield _claim(value, f"itemprop={key}", "markup", lang)
    if key == "datePublished":
        marked = {mark.text for mark in place.layout.marks if mark.key == "time" and "pubdate" in mark.tag.attrs}
        for value in marked if len(marked) == 1 else ():
            yield _claim(value, "time pubdate", "markup", lang)


def _of_items(marks: Sequence[Mark], place: Place, key: str) -> list[str]:
    """What microdata by the story holds for a property; without any, what it holds on the page, if that is one."""
    found = list(of_item(marks, key))
    if found:
        return found
    own = [one for one in place.layout.marks if one.line not in place.teased and not place.is_others(one.line)]
    everywhere = set(of_item(own, key))
    return list(everywhere) if len(everywhere) == 1 else []


def _dated(told: Told, lang: str | None) -> Iterator[Claim]:
    """Of which day the head says that the page is."""
    for meta, value in told.meta(*DATED):
        yield _claim(value, meta, "meta", lang)
    for value in told.linked("dateCreated") + told.linked("uploadDate"):
        yield _claim(value, "json-ld dateCreated", "json-ld", lang)


def _addressed(told: Told, address: str | None, lang: str | None) -> Iterator[Claim]:
    """The day in the page's address, or set apart in its title."""
    day = ADDRESS.search(address or "")
    written = "-".join(filter(None, day.groups())) if day else ""
    if read_day(written, lang) is not None:
        yield _claim(written, "url path", "address", lang)
    titled = TITLED.search(told.title or "")
    if titled is not None:
        yield _claim(titled[1], "title", "title", lang)


def _shown(place: Place, lang: str | None) -> Iterable[Shown]:
    """The days that the page shows by its story: those by the headline first, then those marked, then the nearest."""
    ranked: list[tuple[tuple[int, int, int, int, int], Shown]] = []
    for mark in place.layout.marks:
        zone = place.zone(mark.line) if mark.key in ("time", "date") else None
        if zone in (None, BELOW):
            continue
        line = place.layout.lines[mark.line].text
        stamp = str(mark.tag.get("datetime") or mark.tag.get("content") or "") if mark.key == "time" else ""
        shown = " ".join(mark.tag.get_text(" ").split())
        far = zone == WITHIN and place.distance(mark.line) > NEAR
        if far and mark.key == "date" and LETTER.search(line.replace(shown, "")):
            continue
        found = list(days_of(shown, lang, named=True, around=line)) if not stamp else _stamped(stamp, shown, line)
        ranked += [((zone > ABOVE, 0, zone, mark.key != "time", place.distance(mark.line)), one) for one in found]
    for zone, at, shown_line in place.lines():
        text = f"{shown_line.text} {place.next_text(at)}" if is_label(shown_line.text) else shown_line.text
        days = days_of(text, lang, labelled=zone in (WITHIN, BELOW) or (zone == AFTER and shown_line.linked > 0))
        ranked += [((zone > ABOVE, 1, zone, 0, place.distance(at)), one) for one in days]
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _last_changed(place: Place, lang: str | None) -> Iterator[Shown]:
    """The day in an element that is named as when the page was last changed, wherever that stands."""
    for mark in place.layout.marks:
        if is_changed(mark) and not place.is_others(mark.line):
            days = list(DAY.finditer(mark.text))
            when = read_day(days[0][0], lang) if len(days) == 1 else None
            if when is not None:
                yield Shown(days[0][0], "class changed", when, updated=True)


def _leading(place: Place, lang: str | None) -> list[Shown]:
    """The day before the headline's own words, or before those of one of the first paragraphs; none of a chronicle."""
    if place.last < 0:
        return []
    lines = list(enumerate(place.layout.lines))[max(place.head, 0) : place.last + 1]
    found = [(at, day) for at, line in lines if place.zone(at) is not None and (day := leading_day(line.text, lang))]
    return [day for at, day in found[:1] if at <= place.prose + FIRST_PARAGRAPHS and len(found) < CHRONICLE]


def _stamped(stamp: str, text: str, line: str) -> list[Shown]:
    """What a `time` element holds for machines."""
    when = read_date(stamp)
    return [] if when is None else [Shown(stamp, "time datetime", when, updated=is_update(line, text))]
