"""Identity: what makes two wordings one story. Pure functions; knows nothing of tables or arrival."""

from feedmill.identity.comparing import Likeness
from feedmill.identity.deciding import RULE, Tie, preference, tie
from feedmill.identity.forms import Form
from feedmill.identity.matching import matching
from feedmill.identity.naming import STAGE, identifiers, identify
from feedmill.identity.packing import packed, unpacked
from feedmill.identity.settling import JOINING, Bond, Member, Place, Settled, rank, settle
from feedmill.identity.stops import LEAST_STORIES, LEAST_WORDS, MOST_LOOKED_AT, holds, widened
from feedmill.identity.winnowing import LEAST_SHARED_FINGERPRINTS, Fingerprints

__all__ = [
    "JOINING",
    "LEAST_SHARED_FINGERPRINTS",
    "LEAST_STORIES",
    "LEAST_WORDS",
    "MOST_LOOKED_AT",
    "RULE",
    "STAGE",
    "Bond",
    "Fingerprints",
    "Form",
    "Likeness",
    "Member",
    "Place",
    "Settled",
    "Tie",
    "holds",
    "identifiers",
    "identify",
    "matching",
    "packed",
    "preference",
    "rank",
    "settle",
    "tie",
    "unpacked",
    "widened",
]
