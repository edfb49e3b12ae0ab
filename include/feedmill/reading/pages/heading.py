"""Which line of a page is its headline, where the line that looks most like it is the site's name or a menu's.

A site's name is known by its link to the root of the site, or by what the head calls the site.
"""

from __future__ import annotations

import re

from feedmill.reading.pages.hints import KINDS
from feedmill.reading.pages.survey import Survey

ROOT = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w{1,5}|home/?)?(?:[?#].{0,80})?$", re.IGNORECASE)
ARCHIVED = re.compile(r"^(?:https?://web\.archive\.org)?/web/\d{4,14}[a-z_]{0,4}/(?=https?:)")
MENUS = frozenset(KINDS.index(kind) for kind in ("menu", "foot", "comment", "related"))
REACH, CLOSE, BESIDE, BEHIND = 40, 8, 3, 2
LEAST = 4
SHARE = 0.4
"""Of a claimed title, at least so much is a line that ends it; the rest is a kicker or the site's name."""


def better_headline(survey: Survey, at: int, body: list[int]) -> int:
    """The headline's line: `at`, unless that is the site's name, or no heading where a heading stands nearer."""
    if not body or (at >= 0 and _is_settled(survey, at, body[0])):
        return at
    named = at >= 0 and is_site_name(survey, at)
    first = body[0]
    near = range(max(0, first - REACH, at + 1), min(survey.count, first + BEHIND + 1))
    headings = [one for one in near if survey.level[one] and _can_be_headline(survey, one)]
    claimed = [one for one in headings if survey.level[one] <= 4 and _is_claimed(survey, one)]
    highest = [one for one in headings if survey.level[one] == 1]
    close = [one for one in headings if named and survey.level[one] <= 3 and first - CLOSE <= one <= first + 1]
    found = claimed or highest or close
    if found:
        return min(found, key=lambda one: (survey.level[one], abs(one - first)))
    return -1 if named else at


def _is_settled(survey: Survey, at: int, first: int) -> bool:
    """Whether a line is a headline as it stands: a heading, or right above the text, and not the site's name."""
    if is_site_name(survey, at):
        return False
    return bool(survey.level[at]) or (first - at <= BESIDE and _can_be_headline(survey, at))


def is_site_name(survey: Survey, at: int) -> bool:
    """Whether a line names the site, and not its story."""
    line, text, titles = survey.layout.lines[at], survey.plains[at], survey.claims.titles
    if text in survey.claims.sites:
        return True
    if not line.href or line.linked < 0.8 * len(line.text) or ROOT.fullmatch(ARCHIVED.sub("", line.href)) is None:
        return False
    return not (text and text in titles and len(titles) > 1)


def _can_be_headline(survey: Survey, at: int) -> bool:
    """Whether a heading can be a story's: some words, not the site's name, in no menu."""
    element = survey.layout.elements[survey.layout.lines[at].element]
    while True:
        if not MENUS.isdisjoint(element.kinds) and element.last - element.first < survey.count // 2:
            return False
        if element.parent < 0 or element.depth < 2:
            break
        element = survey.layout.elements[element.parent]
    return len(survey.plains[at]) >= LEAST and not is_site_name(survey, at)


def _is_claimed(survey: Survey, at: int) -> bool:
    """Whether a title of the head is this line, or ends or begins with it."""
    return any(_holds(title, survey.plains[at]) for title in survey.claims.titles)


def _holds(title: str, text: str) -> bool:
    """Whether a title ends or begins with a text that is no small part of it."""
    long = len(text) >= SHARE * len(title)
    return title == text or (long and (title.endswith(f" {text}") or title.startswith(f"{text} ")))
