"""Why an original, or one document in it, cannot be read."""

from __future__ import annotations

from feedmill.errors import Reason


class ReadingReason(Reason):
    """Reason codes of the reading stage."""

    EMPTY = "empty", "the file has no bytes, or nothing but blanks", "ask the source for the file; dismiss it"
    BINARY = (
        "binary",
        "the bytes are no text in any encoding that is known here",
        "check what the source sends; dismiss it",
    )
    UNKNOWN_FORMAT = (
        "unknown_format",
        "the format was recognised, or is some markup, and no reader for it is installed",
        "convert it to a format that is read, or wait for a reader and retry",
    )
    TOO_LARGE_TO_READ = (
        "too_large_to_read",
        "the original is larger than a reader takes into memory",
        "raise FEEDMILL_READER_MAX_BYTES and retry, or have the source send smaller files",
    )
    ENTITY_DECLARATIONS = (
        "entity_declarations",
        "the XML declares entities of its own, which can blow up or read local files",
        "have the source send XML without entity declarations; never expanded here",
    )
    NOT_WELL_FORMED = (
        "not_well_formed",
        "the markup is so broken that no document can be had from it",
        "look at the original; ask the source for a whole one",
    )
    TOO_COMPLEX = (
        "too_complex",
        "more tags, attributes, nesting or text in one piece than is safe to parse",
        "look at the original; if it is honest, split it into smaller files",
    )
    NOTHING_STATED = (
        "nothing_stated",
        "an item with neither a title nor a text",
        "nothing, unless the source should have sent more",
    )
