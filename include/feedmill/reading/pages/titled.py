"""A page's headline and kicker: as the page shows them where the head names the same, else as the head has it.

A kicker that stands in the heading, in an element named as one, is no part of the headline. `title` comes last, and
without the site's name where that is provable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from feedmill.reading.pages.lines import Layout, PageLine
from feedmill.reading.pages.marked import of_item
from feedmill.reading.pages.survey import plain
from feedmill.reading.pages.telling import TITLES, Told
from feedmill.reading.stating import Statements

SEPARATOR = re.compile(r"\s[|\-–—·:»«•]+\s|\s?[|»]\s?|\s::\s")
PREFIX = re.compile(r"(?<=\S):\s")
NO_WORD = re.compile(r"\W")
SOFT = str.maketrans("", "", "\u00ad\u200b\u2060")
"""Places where a word may break: no part of it."""

STROKE = re.compile(r"[^|•·–—]{2,40}?\s?[|•·–—]\s")
"""A kicker before a headline, with the stroke that parts them."""

LONGEST = 1000
"""What is longer is no title."""

JOINT = " \t:|–—-·/,"


def state_headline(found: Statements, told: Told, layout: Layout, headline_line: int) -> None:
    """The headline: as the page shows it where the head names the same, else as the head has it."""
    claims = [(f"json-ld {key}", text) for key in ("headline",) for text in told.linked(key)[:1]]
    claims += [(name, unescape(value)) for name, value in told.meta(*TITLES)]
    claims += [("itemprop=headline", text) for text in of_item(layout.marks, "headline")]
    if headline_line >= 0:
        _state_shown(found, told, layout, headline_line, claims)
    site, host = told.sites, _host(found, told)
    for name, text in claims:
        found.say("headline", None if plain(text) in site else without_site(text, site, host), name)
    for line in layout.lines if told.title and "headline" not in found else ():
        if 0 < line.level <= 3 and plain(line.text) in {plain(piece) for piece in SEPARATOR.split(told.title or "")}:
            found.say("headline", line.text if plain(line.text) not in site else None, f"h{line.level}")
    found.say("headline", without_site(told.title or "", site, host), "title")


def _host(found: Statements, told: Told) -> str:
    """The letters and figures of the host that the page stands on, as far as it says so."""
    address = next((value for _, value in told.meta("og:url")), None) or found.get("url") or ""
    return NO_WORD.sub("", address.partition("//")[2].partition("/")[0])


def _state_shown(found: Statements, told: Told, layout: Layout, at: int, claims: Sequence[tuple[str, str]]) -> None:
    """State the headline's line, if the head names the same or it is a heading of the first level."""
    shown = layout.lines[at]
    kicker, text = _parted(layout, at)
    compared = plain(text)
    titles = [*claims, ("title", told.title or "")]
    name = next((name for name, claim in titles if _same_words(compared, plain(claim))), None)
    beheaded = _beheaded(text, told.linked("headline")[:1])
    if beheaded is not None:
        found.say("headline", text[beheaded:], _field(shown, "json-ld headline"))
        found.say("kicker", text[:beheaded].strip(JOINT), _field(shown, "json-ld headline"))
    for claim, wording in claims if name is None else ():
        if compared.endswith(f" {plain(wording)}") and 2 * len(plain(wording)) >= len(compared):
            found.say("headline", wording, claim)
    if name is None:
        name = next((name for name, claim in titles if compared and plain(claim).endswith(f" {compared}")), None)
    goes_on = text.endswith((":", "–", "…")) and any(plain(claim).startswith(f"{compared} ") for _, claim in titles)
    if name or (shown.level == 1 and not goes_on):
        found.say("headline", text, _field(shown, name))
        found.say("kicker", kicker, "class kicker")


def _beheaded(text: str, claims: Sequence[str]) -> int | None:
    """Where a heading goes on in the words of the headline that JSON-LD states, behind a kicker and a stroke."""
    stroke = STROKE.match(text)
    wording = text[stroke.end() :] if stroke else ""
    return stroke.end() if stroke and any(plain(wording) == plain(claim) for claim in claims) else None


def _field(shown: PageLine, name: str | None) -> str:
    """What says so: the heading, else the claim that it is the same as."""
    return f"h{shown.level}" if shown.level else str(name)


def _parted(layout: Layout, at: int) -> tuple[str, str]:
    """The kicker and the headline of a heading; blank where it holds no element that is named as a kicker."""
    text = layout.lines[at].text.translate(SOFT)
    for mark in layout.marks:
        if mark.line == at and mark.key == "kicker":
            kicker = " ".join(mark.tag.get_text(" ").translate(SOFT).split())
            rest = text.removeprefix(kicker).lstrip(JOINT)
            if kicker and len(rest) < len(text) and len(rest) > 3:
                return kicker, rest
    return "", text


def _same_words(shown: str, claimed: str) -> bool:
    """Whether two titles are one: equal, or one the beginning of the other and more than half of it."""
    shorter, longer = sorted((shown, claimed), key=len)
    return len(shorter) > 3 and longer.startswith(shorter) and 2 * len(shorter) >= len(longer)


def without_site(title: str, sites: Sequence[str], host: str) -> str:
    """A title without the name of the site, where that is provable: the site's stated name, or that of its address."""
    if len(title) > LONGEST:
        return title
    cuts = list(SEPARATOR.finditer(title))
    for cut in cuts:
        tail = plain(title[cut.end() :])
        squeezed = tail.replace(" ", "")
        known = any(site and (tail == site or tail.endswith(site) or site.startswith(tail)) for site in sites)
        if tail and (known or (len(squeezed) > 3 and squeezed in host)):
            return title[: cut.start()]
    for cut in (*cuts[:1], *[prefix for prefix in [PREFIX.search(title)] if prefix]):
        head = plain(title[: cut.start()])
        if head and (head in sites or (len(head) > 3 and head.replace(" ", "") in host)):
            return title[cut.end() :]
    return title
