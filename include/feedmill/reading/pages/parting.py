"""What each line of a page is taken for: the main story, a teaser of another, or what is around them.

Puts together what is likely (the trained judgement), what is printed (headline, deck, kicker), and what only a page
that is a story has. A page without a story of its own gives none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from feedmill.reading.agencies import is_agency
from feedmill.reading.pages.crediting import set_off, signed_by
from feedmill.reading.pages.cutting import DURATION
from feedmill.reading.pages.heading import better_headline
from feedmill.reading.pages.hints import KINDS
from feedmill.reading.pages.lines import PageLine
from feedmill.reading.pages.placing import is_set_off
from feedmill.reading.pages.repairing import repaired
from feedmill.reading.pages.shown import days_of
from feedmill.reading.pages.survey import Floats, Survey, headline_at, letters, plain, titled_lines
from feedmill.reading.pages.teasers import Teaser, is_headline, teasers_of

LIMIT = 0.35
INITIALS = re.compile(r"\([a-z]{2,4}(?:/[a-z]{2,4}){0,2}\)")
"""How desks sign the end of a story: `(jd/ab)`."""

MAIL = re.compile(r"(?:(?:[가-힣]{2,4}\s?(?:기자\s?)?)?[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}[\s,]{0,3}){1,4}")
LEAST_STORY = 140
FRONT_STORY, FRONT_TEASERS = 700, 8
CARDS = 0.5
LEAST_HEADLINE = 12
"""Letters of a headline that may head a story however short; less is the name of a section."""
FAR = 60
FIRST, CLOSE, SHORT, HEADING = 3, 6, 60, 40
"""Of so many first lines of a story, and so near to its headline, one may tell when and by whom it was written."""

SURELY_BODY, LINKS = 0.95, 0.8
DECK = KINDS.index("deck")
NO_DECK = frozenset(KINDS.index(kind) for kind in ("author", "date", "share", "caption", "credit", "menu", "tags"))


@dataclass(slots=True)
class Division:
    """Numbers of lines: of the main story's body, its headline (-1: not printed), kicker and deck; the teasers."""

    body: list[int] = field(default_factory=list)
    headline: int = -1
    kicker: int = -1
    deck: list[int] = field(default_factory=list)
    teasers: list[Teaser] = field(default_factory=list)

    @property
    def main(self) -> list[int]:
        """All lines of the main story."""
        return sorted({*self.body, *self.deck, *(at for at in (self.headline, self.kicker) if at >= 0)})


def divided(survey: Survey, likely: Floats, *, story: bool | None) -> Division:
    """Divide a page. `story` is what it says of itself: that it is a story, that it leads to some, or nothing."""
    layout = survey.layout
    headline = headline_at(survey, titled_lines(survey))
    body = [at for at in range(survey.count) if likely[at] > LIMIT and survey.plains[at] and not _is_button(survey, at)]
    body = _untold(survey, repaired(survey, body, headline), headline)
    if not body or _is_front(survey, body, headline, story=story):
        return Division(teasers=teasers_of(layout, frozenset(), -1))
    if headline > body[-1] or (headline >= 0 and body[0] - headline > FAR):
        headline = -1
    headline = better_headline(survey, headline, [at for at in body if at != headline])
    deck = [at for at in _deck(survey, headline, body) if likely[at] < SURELY_BODY or survey.level[at]]
    kicker = _kicker(survey, headline)
    body = [at for at in body if at != headline and at not in deck and at != kicker]
    found = Division(body, headline, kicker, deck)
    teasers = teasers_of(layout, frozenset(found.main), headline)
    found.teasers = [one for one in teasers if not _is_told(layout.lines[one.headline].text)]
    return found


def _is_button(survey: Survey, at: int) -> bool:
    """Whether a line is what stands on a button."""
    element = survey.layout.lines[at].element
    return element >= 0 and survey.layout.elements[element].tag == "button"


def _untold(survey: Survey, body: list[int], headline: int) -> list[int]:
    """The lines of a story without those that tell when or by whom it was written: below its headline, or the last."""
    lines = survey.layout.lines
    told = {at for at in body[:FIRST] if 0 <= headline < at <= headline + CLOSE and _tells(lines[at])}
    told |= {at for at in body[FIRST:][-1:] if len(lines[at].text) <= SHORT and _signs(lines[at].text)}
    told |= {at for at in body if lines[at].stamp and DURATION.fullmatch(lines[at].text)}
    kept = [at for at in body if at not in told] if told else body
    while len(kept) > FIRST and (_heads_others(survey, kept[-1]) or _is_behind(survey, kept[-1])):
        kept = kept[:-1]
    return kept


def _is_behind(survey: Survey, at: int) -> bool:
    """Whether the last line of a story is none: links, an address, a name set off, or when it was published."""
    line = survey.layout.lines[at]
    if len(line.text) > SHORT or survey.level[at]:
        return False
    if MAIL.fullmatch(line.text):
        return True
    alone = is_set_off(line) and set_off(line.text) is not None
    return alone or bool(survey.linked[at] > LINKS) or next(days_of(line.text, None, labelled=True), None) is not None


def _heads_others(survey: Survey, at: int) -> bool:
    """Whether a line is the short heading of other stories, or a button that runs a script."""
    layout, line = survey.layout, survey.layout.lines[at]
    if survey.linked[at] > CARDS and (line.href or "").startswith("javascript:"):
        return True
    heads = len(line.text) <= HEADING and not survey.stops[at] and at + 1 < survey.count
    return heads and is_headline(layout, layout.lines[at + 1])


def _signs(text: str) -> bool:
    """Whether the last line of a story is nothing but a signature."""
    return (
        is_agency(text.strip(" ()[]."))
        or INITIALS.fullmatch(text) is not None
        or signed_by(text, beside=False) is not None
    )


def _tells(line: PageLine) -> bool:
    """Whether a line by the headline tells when or by whom, or is nothing but a person's name, set off."""
    return _is_told(line.text) or (is_set_off(line) and not line.level and set_off(line.text) is not None)


def _is_told(text: str) -> bool:
    """Whether a line tells when or by whom something was written, and so is no headline of another story."""
    return next(days_of(text, None), None) is not None or signed_by(text, beside=False) is not None


def _is_front(survey: Survey, body: list[int], headline: int, *, story: bool | None) -> bool:
    """Whether a page has no story of its own: what looks like one is short among many teasers, or is theirs."""
    layout, size = survey.layout, _size(survey, body)
    teasers = teasers_of(layout, frozenset(), -1)
    if story is False and len(teasers) >= FRONT_TEASERS:
        return True
    within = set(body)
    carded = [_size(survey, [at for at in (one.headline, *one.further) if at in within]) for one in teasers]
    if sum(1 for own in carded if own) > 2 and sum(carded) > CARDS * size and max(carded) < CARDS * size:
        return True
    headed = headline >= 0 and letters(survey.plains[headline]) >= LEAST_HEADLINE and headline < body[0] + 3
    headed = headed and not (len(teasers) >= FRONT_TEASERS and is_headline(layout, layout.lines[headline]))
    if size < LEAST_STORY and not headed and (story is not True or len(teasers) > 2):
        return True
    return story is not True and not headed and size < FRONT_STORY and len(teasers) >= FRONT_TEASERS


def _size(survey: Survey, lines: list[int]) -> float:
    """The letters of some lines."""
    return float(sum(letters(survey.layout.lines[at].text) for at in lines))


def _deck(survey: Survey, headline: int, body: list[int]) -> list[int]:
    """The lines between headline and text that are the deck: described in the head, or named or set as one."""
    if headline < 0 or not body or body[0] < headline:
        return []
    layout = survey.layout
    for at in range(headline + 1, min(body[0] + 1, headline + 8, survey.count)):
        text = survey.plains[at]
        if len(text) < 25 or len(layout.lines[at].text) > 400 or survey.linked[at] > 0.5:
            continue
        described = any(one.startswith(text[:80]) for one in survey.claims.descriptions)
        own = layout.elements[layout.lines[at].element]
        around = {*own.kinds, *(layout.elements[own.parent].kinds if own.parent >= 0 else ())}
        before = at < body[0]
        named = DECK in around and (described or before or layout.lines[at].level > 1)
        headed = layout.lines[at].level > 1 and at <= body[0]
        if not NO_DECK & set(own.kinds) and (named or headed or (before and described)):
            return [at]
    return []


def _kicker(survey: Survey, headline: int) -> int:
    """The line right above the headline in one element with it, if it is short and no more than a few words."""
    at = headline - 1
    if at < 0:
        return -1
    layout = survey.layout
    line, head = layout.lines[at], layout.lines[headline]
    own, above = layout.elements[line.element], layout.elements[head.element].parent
    together = line.element in (above, head.element) or own.parent == above
    named = DECK in own.kinds or KINDS.index("title") in own.kinds
    short = len(line.text) <= 60 and line.links == 0 and any(char.isalpha() for char in line.text)
    return at if together and named and short and plain(line.text) not in survey.claims.titles else -1
