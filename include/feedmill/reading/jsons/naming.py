"""Names of fields that tell items of news agencies from other objects."""

from __future__ import annotations

from functools import lru_cache

from feedmill.reading.rows.columns import folded

STRONG = """
    version_created pub_status body_xhtml body_html5 body_richhtml5 bodies headlines copyright_holder copyright_notice
    usage_terms alt_ids representation_type article_html uno usn head_line versioned_guid renditions ed_note ed_notes
    first_created located news_components associations embargoed slugline anpa_category news_object_id
    event_details planned_coverage trust_indicator content_created standard
"""
WEAK = """
    uri guid urn urgency description_text description_html body_html body_text byline signal news priority profile slug
"""
WEIGHTS = {folded(name): 2 for name in STRONG.split()} | {folded(name): 1 for name in WEAK.split()}
ENOUGH = 4


@lru_cache(maxsize=1024)
def names_agency_items(names: tuple[str, ...]) -> bool:
    """Whether the names of an object's members are those of an item of a news agency."""
    return sum(WEIGHTS.get(name, 0) for name in {folded(name) for name in names}) >= ENOUGH
