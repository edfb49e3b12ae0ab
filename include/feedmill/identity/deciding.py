"""What two contents are to each other: every threshold of identity, with its reason. Pure, and the same in any order.

The thresholds were chosen on synthetic and natural pairs of the tuning half (docs/identity.md has the figures).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from feedmill.identity.comparing import Likeness, compare, headlines, ordered
from feedmill.identity.forms import HEADLINE_COUNTS_BELOW, Form
from feedmill.model import Condition, Kind, Relation

RULE = "deciding/2"
"""The version of these rules: ties decided by another version may differ."""

SAME_HEADLINE = 0.5
"""Share of words from which two headlines are taken for one, reworded."""
NAMELESS = 25
"""Words below which a body may leave it to the headline to say whose it is (dividends, scores): of two headlines, one
has to say all that the other says, and a body without a headline is no other's."""

LEAST_EXCERPT = 12
"""Words below which a text is no teaser that could be told from a phrase."""
EXCERPT_RATIO = 0.75
"""Length of a teaser against its story, at most."""
BRIEF_RATIO = 0.45
"""The same of a text that is not cut: a brief that the story begins with. Above, it is a version."""
EXCERPT_COVERED = 0.80
"""Share of a teaser that stands in one region of its story; the rest are edits, a kicker, a dateline."""
EXCERPT_DENSITY = 0.50
"""Share of that region that is the teaser's: at most a long sentence is left out."""
RUN_IN = 25
"""Words of kicker, dateline and headline that may stand before the story in a teaser."""
HEAD = 15
"""Words of dateline and byline that may stand before the teaser in its story. What begins further down is quoted there
or follows a new lead: which of the two, no text tells."""
VERY_HEAD = 6
"""Words up to which a whole begins with the teaser. Beyond, it has to go on about what the teaser speaks of, and the
teaser has to have `TINY_TEASER` words: one sentence fits into any quotation."""
TINY_TEASER = 25
SHORT_TEASER = 60
ECHOED_SHORT, ECHOED = 0.40, 0.25
"""Share of a teaser's words that its story says again; of stories that only quote it, three in four say less again."""

WITHIN_COVERED = 0.90
"""Share of a whole story that stands in one region of another text that holds it."""
WITHIN_RATIO = 0.60
"""Length of a story against a text that holds it further down, at most; above, it is the story with a new lead."""
NEW_LEAD_RATIO = 0.68
"""The same where the text does not go on about the story."""
HEADED_RATIO = 0.55
"""The same of a story that a text begins with; above, the text is the story continued."""
CONTINUED_NAMED, CONTINUED_ECHOED = 0.13, 0.26
"""Share of the names, and of the words, of a story that its continuation says again. A text that begins with the story
and says less again of both goes on about other things."""
WITHIN_DENSITY = 0.80
"""Share of a region below which it is a rewritten story, not one that was taken over."""

VERSION_RATIO = 0.40
VERSION_COVERED = 0.80
"""Share of the shorter that stands in shared runs, of texts of any length."""
LONG = 100
LONG_COVERED = 0.55
"""The same of long texts, whose facts say more."""
MOSTLY_COVERED = 0.70
HEADLESS = 0.15
"""Share of the shorter text (at least 12 words) that may stand before what they share, unless most of it is shared."""
SHORT_VERSION = 40
"""Words below which versions must not differ in a single fact, and have one headline: templates are short."""

REWORKED_COVERED, REWORKED_AGREEMENT = 0.30, 0.50
"""Share of the words of a text, and of its facts, that a new text at the same address or of the same id still has to
have: with less in common the address was given to another story."""

PLAIN = 0.5
"""Power of the length of a whole by which what it says again of a teaser counts for less: a round-up that holds a story
says all that the story says again, and a little more."""

AGREEMENT = ((60, 0.92), (150, 0.85), (math.inf, 0.72))
"""Share of agreeing facts below which two texts of less than so many words are instances of one template, or reports of
two days. Of long texts, updates and rewrites differ in as much, and templates are short."""
LASTING = 0.90
"""Share of a text that texts which appeared more than two days apart have to have in common in one region, with no fact
differing: daily, weekly and monthly notices differ in little."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What `part` is to `whole`; of equals, the order says nothing. It holds under `condition`, None: always."""

    part: Form
    whole: Form
    relation: Relation
    condition: Condition | None = None
    likeness: Likeness | None = None


def tie(one: Form, other: Form) -> Tie | None:
    """What ties two contents, None where nothing does."""
    part, whole = ordered(one, other)
    if one.norm_id == other.norm_id:
        return Tie(part, whole, Relation.SAME, _condition_of_equals(part, whole))
    found = compare(part, whole)
    if found is None:
        return None
    relation = None if _other_facts(found) else _relation(found, part, whole)
    if relation is not None:
        return Tie(part, whole, relation, _condition(found, relation), found)
    if _reworked(found, part, whole):
        return Tie(part, whole, Relation.VERSION_OF, Condition.STATED, found)
    return None


def _condition_of_equals(one: Form, other: Form) -> Condition | None:
    """Under what equal bodies are one story: long ones always, short ones where the headlines agree."""
    if one.length >= HEADLINE_COUNTS_BELOW:
        return None
    return Condition.NEAR if _one_notice(one, other) else Condition.STATED


def _one_notice(one: Form, other: Form) -> bool:
    agreeing = headlines(one, other)
    if one.length >= NAMELESS:
        return agreeing is None or agreeing >= SAME_HEADLINE
    return agreeing == 1 or (agreeing is None and one.kind != other.kind and one.length >= LEAST_EXCERPT)


def _other_facts(found: Likeness) -> bool:
    """Whether the two are instances of one template: other numbers, days and names in the same words."""
    least = 1 if found.words < NAMELESS else SAME_HEADLINE
    if found.words < SHORT_VERSION and found.headlines is not None and found.headlines < least:
        return True
    least = next(share for words, share in AGREEMENT if found.words < words)
    return found.differing > (0 if found.words < SHORT_TEASER else 1) and found.agreement < least


def _reworked(found: Likeness, part: Form, whole: Form) -> bool:
    """Whether two texts may be one story where they state one identity: enough is left of the first in the second."""
    whole_ones = part.kind is whole.kind is Kind.FULL and found.words >= HEADLINE_COUNTS_BELOW
    return whole_ones and found.covered >= REWORKED_COVERED and found.agreement >= REWORKED_AGREEMENT


def _relation(found: Likeness, part: Form, whole: Form) -> Relation | None:
    excerpt = _excerpt(found, part)
    if excerpt and _headed(found) and not _passing(found, part):
        return Relation.EXCERPT_OF
    if found.region >= WITHIN_COVERED and _passing(found, part):
        return Relation.WITHIN if part.kind is whole.kind is Kind.FULL else None
    if _version(found, part) and not (excerpt and found.density >= WITHIN_DENSITY):
        return Relation.VERSION_OF
    return Relation.EXCERPT_OF if excerpt else None


def preference(found: Tie) -> tuple[float, ...]:
    """How well a whole serves as the parent of its part; the greatest is chosen.

    What begins with the part comes first, then what holds more of it, then what goes on about the same.
    """
    likeness = found.likeness
    if likeness is None:
        return (1.0, 1.0, 1.0)
    about_it = likeness.echoed * likeness.ratio**PLAIN
    return (float(likeness.begins <= HEAD), round(likeness.region, 1), about_it)


def _passing(found: Likeness, part: Form) -> bool:
    """Whether the longer text takes the shorter over in passing: it is about other things too."""
    if part.cut or found.density < WITHIN_DENSITY:
        return False
    continued = found.named >= CONTINUED_NAMED or found.echoed >= CONTINUED_ECHOED
    if found.begins > HEAD:
        return found.ratio < (WITHIN_RATIO if continued else NEW_LEAD_RATIO)
    return not continued and found.ratio < HEADED_RATIO


def _excerpt(found: Likeness, part: Form) -> bool:
    """Whether the longer text has the shorter one, wherever."""
    if found.words < LEAST_EXCERPT or found.ratio > EXCERPT_RATIO or found.density < EXCERPT_DENSITY:
        return False
    if not part.cut and found.ratio >= BRIEF_RATIO:
        return False
    covered = found.covered if found.begins <= HEAD else found.region
    return covered >= EXCERPT_COVERED and found.starts <= RUN_IN


def _version(found: Likeness, part: Form) -> bool:
    if found.ratio < VERSION_RATIO or _passing(found, part):
        return False
    if found.covered < VERSION_COVERED:
        if part.kind is not Kind.FULL or found.words < LONG or found.covered < LONG_COVERED:
            return False
        reworded = found.covered >= MOSTLY_COVERED and found.density < WITHIN_DENSITY
        return reworded or max(found.starts, found.begins) <= max(12, HEADLESS * found.words)
    if found.words < SHORT_VERSION:
        return not found.differing
    return True


def _condition(found: Likeness, relation: Relation) -> Condition | None:
    if relation is Relation.WITHIN:
        return None
    if relation is Relation.EXCERPT_OF and not _headed(found):
        return Condition.STATED
    if relation is Relation.EXCERPT_OF:
        return Condition.NEAR if found.differing else None
    lasting = found.region >= LASTING and not found.differing and found.words >= HEADLINE_COUNTS_BELOW
    return None if lasting else Condition.NEAR


def _headed(found: Likeness) -> bool:
    """Whether the whole begins with the part, rather than quotes it."""
    if found.begins <= VERY_HEAD:
        return True
    if found.words < TINY_TEASER:
        return False
    return found.begins <= HEAD and found.echoed >= (ECHOED_SHORT if found.words < SHORT_TEASER else ECHOED)
