"""Whether XML whose root nobody knows holds stories, and what its elements are called. Parses nothing."""

from __future__ import annotations

import re

from feedmill.reading.rows.columns import BODY, Setting, firmly

DIALECTS: Setting = (
    ("strapline", "keywords"),
    ("origin", "agency"),
    ("TilRedaktionen", "ednote"),
    ("IPTCList", "subjects"),
    ("SystemSlug", "guid"),
    ("ContentItemID", "doc_id"),
    ("SlugProper", "slugline"),
    ("WritethruValue", "version"),
    ("RankingValue", "urgency"),
    ("DirectoryText", "deck"),
    ("EnglishCaption", BODY),
    ("FrenchCaption", BODY),
    ("Placeline", "place"),
    ("CreatedDateTime", "published"),
    ("UpdatedDateTime", "updated"),
    ("Corrections", "ednote"),
    ("UpdateNote", "ednote"),
    ("EditorNote", "ednote"),
    ("IndexCode", "subjects"),
    ("signature", "byline"),
    ("CODIGO", "guid"),
    ("PRIORIDAD", "urgency"),
)
"""What elements say that only one agency has."""

TAG = re.compile(r"<(?:[\w.-]{1,40}:)?([^\W\d][\w.-]{0,80})(?=[\s/>])")


def says_records(head: str, setting: Setting = ()) -> bool:
    """Whether the tags at the beginning of an XML text name a headline and a text."""
    said = {field for name in set(TAG.findall(head)) for field in firmly(name, (*DIALECTS, *setting))}
    return {"headline", BODY} <= said
