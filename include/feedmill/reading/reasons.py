"""Why an original, or one document in it, cannot be read."""

from __future__ import annotations

from feedmill.errors import TRANSIENT, Reason


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
    ARC_ARCHIVE = (
        "arc_archive",
        "the file is an ARC archive, which is what web archives were before WARC",
        "convert it to WARC (as warcio does) and deliver that",
    )
    WAT_RECORDS = (
        "wat_records",
        "the web archive holds WAT records: what was drawn from pages, and not the pages",
        "deliver the WARC or WET file that it was made from",
    )
    EBCDIC = (
        "ebcdic",
        "the text is in EBCDIC, as mainframes write it, of which there are many code pages",
        "have the source send UTF-8, or convert it (`iconv -f IBM500 -t UTF-8`) and deliver that",
    )
    JSON5 = (
        "json5",
        "the data are JSON5 or JavaScript: keys without quotes, single quotes, comments",
        "have the source send JSON",
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
    NO_STORIES = (
        "no_stories",
        "data that can be read, and nothing in it looks like a story: no field for a headline or a text",
        "name its columns in the source's setting; dismiss it where it holds no news",
    )
    UNEVEN_ROW = (
        "uneven_row",
        "a row of a table with more or fewer fields than its header, or with a quote that never ends",
        "look at the row; have the source quote its fields",
    )
    PACKED_TOO_TIGHTLY = (
        "packed_too_tightly",
        "what is packed unpacks to many times its size, as bombs do",
        "look at the original; if it is honest, have the source send it unpacked",
    )
    DAMAGED = (
        "damaged",
        "an archive or a member of it is broken: a checksum, a size or a header is wrong",
        "ask the source for a whole one; what else stands in the archive is read",
    )
    TRUNCATED = (
        "truncated",
        "the data end before their format says; what stood before that place is read where it can be",
        "ask the source for a whole one",
    )
    OVERLAPPING = (
        "overlapping_members",
        "members of an archive share bytes, as in bombs",
        "look at the original; dismiss it unless the source is trusted",
    )
    ENCRYPTED = "encrypted", "the data are encrypted", "have the source send them without a password"
    UNKNOWN_PACKING = (
        "unknown_packing",
        "the data are packed in a way that is not unpacked here",
        "have the source pack them another way: deflate, gzip, bzip2, xz or zstd",
    )
    UNSAFE_NAME = (
        "unsafe_name",
        "a member is named by an absolute path, by a way out of the archive, or with control characters",
        "look at the original; have the source name its members plainly",
    )
    NOT_A_FILE = (
        "not_a_file",
        "a member is a link, a device or another thing that is no plain file",
        "nothing, unless the source should have sent a file",
    )
    HTTP_ERROR = (
        "http_error",
        "the record of a web archive holds an answer that says that there is no page",
        "nothing, unless the page should have been there",
    )
    NO_STORY = (
        "no_story",
        "an item of a kind that holds no story: references to others, planning, concepts, knowledge",
        "nothing; the stories that it is about come in items of their own",
    )
    TOO_MANY_ITEMS = (
        "too_many_items",
        "the original holds more documents than are taken of one; the first of them are read",
        "if it is honest, raise FEEDMILL_READER_MAX_ITEMS and deliver it again, or have the source send smaller files",
    )
    READER_TIMEOUT = (
        "reader_timeout",
        "the process that read this was ended: it found nothing more in the time that a file of this size has",
        "report the original's SHA-256, or raise FEEDMILL_READER_SECONDS; what stood before that place is read",
        TRANSIENT,
    )
    READER_MEMORY = (
        "reader_memory",
        "the process that read this needed more memory than it may take",
        "look at the original; if it is honest, raise FEEDMILL_READER_MEMORY_BYTES, or have smaller files sent",
        TRANSIENT,
    )
    READER_CRASHED = (
        "reader_crashed",
        "the process that read this ended by itself",
        "report the detail and the original's SHA-256; after an upgrade retry",
        TRANSIENT,
    )
    NO_READER = (
        "no_reader",
        "no process for reading can be started",
        "look whether the machine has memory and processes left; then retry",
        TRANSIENT,
    )
    ARCHIVE_TOO_LARGE = (
        "archive_too_large",
        "an archive unpacks to more members, bytes or archives within archives than is safe",
        "look at the original; what stood before that place is read; have the source send smaller files",
    )
