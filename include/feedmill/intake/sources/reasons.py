"""The reason codes of sources and their file."""

from __future__ import annotations

from feedmill.errors import Reason


class SourceReason(Reason):
    """Why sources cannot be used as they are configured."""

    SOURCES_INVALID = (
        "sources_invalid",
        "the file of sources says something that cannot be",
        "correct each line that is named; docs/fetching.md has every field, docs/sources.schema.json tells editors",
    )
    SOURCES_UNREADABLE = (
        "sources_unreadable",
        "the file of sources cannot be read",
        "check FEEDMILL_SOURCES and the permissions of the file it names",
    )
    SAID_INVALID = (
        "said_invalid",
        "this cannot be said of documents",
        "correct the options that are named: --charset windows-1252, --time-zone Europe/Berlin, --language de",
    )
    UNKNOWN_SOURCE = (
        "unknown_source",
        "no source of this name is configured",
        "see `feedmill sources list`",
    )
    NOT_FETCHED = (
        "not_fetched",
        "the source is none that is fetched: its kind is folder or s3",
        "deliver into it; `feedmill sources list` shows the kinds",
    )
    LIST_IN_BRACKETS = (
        "list_in_brackets",
        "the list of sources stands in brackets on one line, where nothing can be added without writing it anew",
        "write it as a list with a dash before each source, then try again",
    )
    NO_SOURCES_LISTED = (
        "no_sources_listed",
        "the file names no source that could be taken over",
        "give an OPML file that names feeds (outlines with xmlUrl)",
    )
    SOURCE_KNOWN = (
        "source_known",
        "every source that was named is configured already",
        "see `feedmill sources list`",
    )
    NOTHING_FOUND = (
        "nothing_found",
        "the page names no feed and no sitemap",
        "give the address of the feed itself, or add the page with `kind: page` to the file of sources",
    )
