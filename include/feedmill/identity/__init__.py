"""Identity: what makes two wordings one story. Pure functions; knows nothing of tables or arrival."""

from feedmill.identity.naming import STAGE, identify
from feedmill.identity.relating import RULE, edges
from feedmill.identity.settling import Member, story_ids

__all__ = ["RULE", "STAGE", "Member", "edges", "identify", "story_ids"]
