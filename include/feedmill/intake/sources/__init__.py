"""Where deliveries come from: what a source can be, and the file that configures them."""

from feedmill.intake.sources.configured import Sources, parse_sources, read_sources, said_by
from feedmill.intake.sources.kinds import (
    AnySource,
    FeedSource,
    FolderSource,
    Follow,
    Handover,
    PageSource,
    S3Source,
    SitemapSource,
    WebSource,
)
from feedmill.intake.sources.reasons import SourceReason

__all__ = [
    "AnySource",
    "FeedSource",
    "FolderSource",
    "Follow",
    "Handover",
    "PageSource",
    "S3Source",
    "SitemapSource",
    "SourceReason",
    "Sources",
    "WebSource",
    "parse_sources",
    "read_sources",
    "said_by",
]
