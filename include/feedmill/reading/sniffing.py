"""What a format is, by its content alone: magic bytes first, then how the text begins.

Answers with a `Format` that has a reader, or with a phrase that names what it is instead.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum


class Format(StrEnum):
    """The formats that have a reader."""

    TEXT = "text"
    FEED = "feed"


MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", "a ZIP archive, or an office or e-book file"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b", "a gzip file"),
    (4, b"1AY&SY", "a bzip2 file"),
    (0, b"\xfd7zXZ\x00", "an xz file"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (257, b"ustar", "a tar archive"),
    (0, b"WARC/1.", "a WARC archive"),
    (0, b"WARC/0.", "a WARC archive"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"\x89PNG", "a PNG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (3, b"\x18ftyp", "an MP4 or HEIF file"),
    (3, b"\x1cftyp", "an MP4 or HEIF file"),
    (3, b"\x20ftyp", "an MP4 or HEIF file"),
    (0, b"ID3\x02", "an MP3 file"),
    (0, b"ID3\x03", "an MP3 file"),
    (0, b"ID3\x04", "an MP3 file"),
    (0, b"OggS\x00", "an Ogg file"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"\x7fELF", "a program"),
)
PDF_WITHIN = 1024
HEAD = 4096

ROOTS = {
    "html": "an HTML page",
    "newsmessage": "NewsML-G2",
    "newsitem": "NewsML-G2",
    "packageitem": "NewsML-G2",
    "conceptitem": "NewsML-G2",
    "knowledgeitem": "NewsML-G2",
    "planningitem": "NewsML-G2",
    "newsml": "NewsML 1",
    "nitf": "NITF",
    "opml": "an OPML list",
    "urlset": "a sitemap",
    "sitemapindex": "a list of sitemaps",
}
FEED_ROOTS = frozenset(("rss", "rdf", "feed", "channel"))
HTML_NAMES = """
a article aside b blockquote body br center div em figure font footer form h1 h2 h3 h4 h5 h6 head header hr
i img li link main meta nav ol p pre script section span strong style table td title tr ul
"""
HTML_ELEMENTS = frozenset(HTML_NAMES.split())
OPENING = re.compile(r"(?:([A-Za-z_][\w.-]{0,40}):)?([A-Za-z_][\w.-]{0,80})(?=[\s/>])")
MAIL_HEADER = re.compile(
    r"(?:mime-version|received|message-id|return-path|delivered-to|x-[a-z-]{1,40}):\s", re.IGNORECASE
)
LATE_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\s{1,8}(?:xmlns|version)")


def sniff_bytes(data: bytes) -> str | None:
    """The name of a binary format, or None."""
    for offset, magic, name in MAGIC:
        if data.startswith(magic, offset):
            return name
    return "a PDF document" if b"%PDF-" in data[:PDF_WITHIN] and not data[:1].isalpha() else None


def sniff_text(text: str) -> Format | str:
    """The format of a decoded text: a `Format`, or a phrase that names one without a reader."""
    head = text[: 4 * HEAD].lstrip()
    if head.startswith("<"):
        return _markup(text)
    if LATE_FEED.search(text[:HEAD]) and text.rstrip().endswith(">"):
        return Format.FEED
    if head.startswith(("{", "[")) and _is_json(text):
        return "JSON"
    if sum(1 for line in head[:HEAD].splitlines()[:12] if MAIL_HEADER.match(line)) >= 2:
        return "a mail message"
    return Format.TEXT


def _markup(text: str) -> Format | str:
    """By the root element, behind whatever prolog there is."""
    start = root_start(text)
    opening = OPENING.match(text, start + 1) if start >= 0 else None
    if opening is None:
        return "XML without a root element" if text.lstrip().startswith(("<?xml", "<!")) else Format.TEXT
    root = opening[2].lower()
    if root in FEED_ROOTS:
        return Format.FEED
    if root in ROOTS:
        return ROOTS[root]
    if root in HTML_ELEMENTS:
        return "a piece of HTML"
    declared = text.lstrip().startswith("<?xml")
    return f"XML with the root {opening[0]}" if declared or text.rstrip().endswith(">") else Format.TEXT


def root_start(text: str) -> int:
    """Where the root element's `<` stands; -1 when there is none. Passes over declaration, comments and DTD."""
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            at = _after(text, "-->", at)
        elif text.startswith("<?", at):
            at = _after(text, "?>", at)
        elif text.startswith("<!", at):
            at = _after_doctype(text, at)
        else:
            return at
        if at < 0:
            return -1
    return -1


def _after(text: str, end: str, at: int) -> int:
    """The place behind the next `end`, or -1."""
    found = text.find(end, at)
    return found + len(end) if found >= 0 else -1


def _after_doctype(text: str, at: int) -> int:
    """The place behind a document type, its internal subset included, or -1."""
    close = text.find(">", at)
    subset = text.find("[", at, close) if close >= 0 else -1
    if subset < 0:
        return close + 1 if close >= 0 else -1
    return _after(text, ">", text.find("]", subset)) if "]" in text[subset:] else -1


def _is_json(text: str) -> bool:
    """Whether a text is JSON as a whole. Nesting beyond what a parser takes is nothing else."""
    if text.rstrip()[-1:] not in ("}", "]"):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    except RecursionError:
        return True
    return True
