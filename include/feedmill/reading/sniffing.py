"""What a format is, by its content alone: magic bytes first, then how the text begins.

Answers with a `Format` that has a reader, or with a phrase that names what it is instead.
"""

from __future__ import annotations

import re
from enum import StrEnum

from feedmill.reading.decoding import decode
from feedmill.reading.exports.telling import is_export
from feedmill.reading.jsons.sniffing import json_kind
from feedmill.reading.mail.telling import is_mail, is_mbox
from feedmill.reading.packed.magic import is_packed_warc, is_tar
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.rows.columns import Setting
from feedmill.reading.rows.dialects import is_table
from feedmill.reading.wire.telling import says_records
from feedmill.reading.wiretext.telling import is_anpa_1312, is_iptc_7901, is_sgml, is_zczc


class Format(StrEnum):
    """The formats that are told apart; which of them are read, the registry says."""

    TEXT = "text"
    FEED = "feed"
    JSON_FEED = "json_feed"
    SITEMAP = "sitemap"
    OPML = "opml"
    NEWSML_G2 = "newsml_g2"
    NEWSML_1 = "newsml_1"
    NITF = "nitf"
    XML_RECORDS = "xml_records"
    NINJS = "ninjs"
    IPTC_7901 = "iptc_7901"
    ANPA_1312 = "anpa_1312"
    ZCZC = "zczc"
    SGML = "sgml"
    HTML = "html"
    WARC = "warc"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZSTD = "zstd"
    MBOX = "mbox"
    MAIL = "mail"
    EXPORT = "export"
    CSV = "csv"
    JSON = "json"
    JSON_LINES = "json_lines"
    PARQUET = "parquet"


MAGIC: tuple[tuple[int, bytes, Format | str], ...] = (
    (0, b"PK\x03\x04", Format.ZIP),
    (0, b"PK\x05\x06", Format.ZIP),
    (0, b"PK\x06\x06", Format.ZIP),
    (0, b"PK\x07\x08PK\x03\x04", Format.ZIP),
    (0, b"\x1f\x8b", Format.GZIP),
    (4, b"1AY&SY", Format.BZIP2),
    (0, b"\xfd7zXZ\x00", Format.XZ),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"\x28\xb5\x2f\xfd", Format.ZSTD),
    (0, b"WARC/1.", Format.WARC),
    (0, b"WARC/0.", Format.WARC),
    (0, b"filedesc://", "an ARC archive"),
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
    (0, b"PAR1", Format.PARQUET),
    (0, b"\x7fELF", "a program"),
)
UNREAD = {"an ARC archive": ReadingReason.ARC_ARCHIVE, "text in EBCDIC": ReadingReason.EBCDIC}
"""Formats without a reader whose reason says more than that."""

EBCDIC_BLANK = 0x40
EBCDIC = bytes(
    (EBCDIC_BLANK, 0x05, 0x0D, 0x15, 0x25, 0x4B, 0x4D, 0x5D, 0x60, 0x61, 0x6B, 0x6F, 0x7A, 0x7D, 0x7F,
     *range(0x81, 0x8A), *range(0x91, 0x9A), *range(0xA2, 0xAA), *range(0xC1, 0xCA), *range(0xD1, 0xDA),
     *range(0xE2, 0xEA), *range(0xF0, 0xFA))
)  # fmt: skip
"""The letters, figures, blanks and stops that all code pages of EBCDIC write alike."""

FIRSTS = frozenset(magic[0] for offset, magic, _ in MAGIC if not offset)
LATER = tuple(one for one in MAGIC if one[0])
PDF_WITHIN, LEAST_EBCDIC, HEAD = 1024, 40, 4096

LIST_ROOTS = {"opml": Format.OPML, "urlset": Format.SITEMAP, "sitemapindex": Format.SITEMAP}
WIRE_ROOTS = {
    "newsmessage": Format.NEWSML_G2,
    "newsitem": Format.NEWSML_G2,
    "packageitem": Format.NEWSML_G2,
    "conceptitem": Format.NEWSML_G2,
    "knowledgeitem": Format.NEWSML_G2,
    "planningitem": Format.NEWSML_G2,
    "newsml": Format.NEWSML_1,
    "newscomponent": Format.NEWSML_1,
    "nitf": Format.NITF,
    "body.content": Format.NITF,
}
WIRE_WITHIN = re.compile(
    r"<(?:[\w.-]{1,40}:)?(newsMessage|newsItem|packageItem|NewsML|nitf|body\.content|inlineXML|NewsItem(?![^<]{0,500}>\s*"
    r"<(?![/!?]|(?:[\w.-]{1,40}:)?(?:Comment|Catalog|Identification|News(?:Management|Component)|Update|TopicSet)\b)))(?=[\s/>])"
)
FEED_ROOTS = frozenset(("rss", "rdf", "feed", "channel"))
HTML_NAMES = """
a article aside b blockquote body br center div em figure font footer form h1 h2 h3 h4 h5 h6 head header hr
i img li link main meta nav ol p pre script section span strong style table td title tr ul
"""
HTML_ELEMENTS = frozenset(HTML_NAMES.split())
OPENING = re.compile(r"(?:([A-Za-z_][\w.-]{0,40}):)?([A-Za-z_][\w.-]{0,80})(?=[\s/>])")
LATE_PAGE = re.compile(r"<(?:!doctype html|html[\s>])", re.IGNORECASE)
LATE_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\s{1,8}(?:xmlns|version)")
BY_HEAD = (
    (is_mbox, Format.MBOX),
    (is_mail, Format.MAIL),
    (is_sgml, Format.SGML),
    (is_zczc, Format.ZCZC),
    (is_anpa_1312, Format.ANPA_1312),
    (is_iptc_7901, Format.IPTC_7901),
)
MARKED = 3
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,64}<(?:\?xml\s|!doctype\s|!--|(?:nitf|newsml|newsitem)>|[a-z][\w:.-]{2,40}\s{1,8}[\w:-]{1,40}=)",
    re.IGNORECASE,
)
"""What is XML or HTML by its first bytes is no wire text: only the first of the tests by head are for it."""


def sniff(piece: Piece) -> Format | str:
    """The format of a piece: a `Format`, or a phrase that names one that nobody knows here.

    Of what is larger than a reader takes into memory, only the head is looked at.
    """
    head = piece.head
    if head[:1] == b"<" and b"\x00" not in head[:PDF_WITHIN] and b"%PDF-" not in head and MARKUP.match(head):
        found: Format | str | None = Format.SGML if is_sgml(head) else None  # no binary format begins so, and no mail
    else:
        found = sniff_bytes(head) or _by_head(head)
    if found:
        return found
    if is_ebcdic(head):
        return "text in EBCDIC"
    said = piece.context
    text = piece.decoded.text if piece.whole else decode(_cut(head), stated=piece.charset, supposed=said.encoding).text
    return sniff_text(text, said.columns)


def is_ebcdic(head: bytes) -> bool:
    """Whether bytes are a text in EBCDIC: its letters and blanks nearly all, and no blank or line end of ASCII."""
    if len(head) < LEAST_EBCDIC or b" " in head or b"\n" in head:
        return False
    strange = len(head.translate(None, EBCDIC))
    return strange <= 0.05 * len(head) and 0.08 <= head.count(EBCDIC_BLANK) / len(head) <= 0.5


def _by_head(head: bytes) -> Format | None:
    """A format that its first bytes tell, whatever encoding or control characters stand in them."""
    tests = BY_HEAD[:MARKED] if MARKUP.match(head) else BY_HEAD
    return next((told for tells, told in tests if tells(head)), None)


def _cut(head: bytes) -> bytes:
    """The head without what may be half a character at its end."""
    return head if b"\x00" in head else head[: head.rfind(b"\n") + 1] or head


def sniff_bytes(data: bytes) -> Format | str | None:
    """A binary format, or None."""
    if is_packed_warc(data):
        return Format.WARC
    if is_tar(data):
        return Format.TAR
    for offset, magic, name in MAGIC if data and data[0] in FIRSTS else LATER:
        if data.startswith(magic, offset):
            return name
    return "a PDF document" if b"%PDF-" in data[:PDF_WITHIN] and not data[:1].isalpha() else None


def sniff_text(text: str, setting: Setting = ()) -> Format | str:
    """The format of a decoded text: a `Format`, or a phrase that names one without a reader.

    `setting` names fields by column: what is a table may depend on it.
    """
    head = text[: 4 * HEAD].lstrip()
    if head.startswith("<"):
        return _markup(text, setting)
    if LATE_FEED.search(text[:HEAD]) and text.rstrip().endswith(">"):
        return Format.FEED
    if kind := json_kind(text):
        return Format(kind)
    if LATE_PAGE.search(head[:HEAD]) and "</html" in text[-HEAD:].lower():
        return Format.HTML
    return Format.CSV if is_table(text, setting) else Format.EXPORT if is_export(text, setting) else Format.TEXT


def _markup(text: str, setting: Setting) -> Format | str:
    """By the root element, behind whatever prolog there is."""
    start = root_start(text)
    opening = OPENING.match(text, start + 1) if start >= 0 else None
    if opening is None:
        return "XML without a root element" if text.lstrip().startswith(("<?xml", "<!")) else Format.TEXT
    root = opening[2].lower()
    wraps = root in FEED_ROOTS and WIRE_WITHIN.match(text, text.find("<", start + 1, start + HEAD))
    if (root in FEED_ROOTS and not wraps) or ((root == "html" or root in HTML_ELEMENTS) and _holds_feed(text)):
        return Format.FEED
    known = LIST_ROOTS.get(root) or _wire(text, start, opening[2])
    if known is not None:
        return known
    if root == "html" or (root in HTML_ELEMENTS and _is_markup(text, start)):
        return Format.HTML
    if root in HTML_ELEMENTS:
        return Format.TEXT
    return _unknown(text, start, opening[0], setting)


def _unknown(text: str, start: int, root: str, setting: Setting) -> Format | str:
    """By the names of the elements, where nobody knows the root."""
    if not text.lstrip().startswith("<?xml") and not text.rstrip().endswith(">"):
        return Format.TEXT
    told = says_records(text[start : start + 4 * HEAD], setting)
    return Format.XML_RECORDS if told else f"XML with the root {root}"


def _is_markup(text: str, start: int) -> bool:
    """Whether what begins with an element of HTML is a piece of HTML, and no text with a word in angle brackets."""
    return text.count("</", start, start + 4 * HEAD) > 1 or text.rstrip().endswith(">")


def _holds_feed(text: str) -> bool:
    """Whether what begins like HTML is a feed behind a server's messages."""
    ends = text[-100:].rstrip().lower().endswith(("</rss>", "</feed>", "</rdf:rdf>"))
    return ends and LATE_FEED.search(text[: 4 * HEAD]) is not None


def _wire(text: str, start: int, root: str) -> Format | None:
    """An agency's XML, by its root element, or by what an element that nobody else knows wraps; None for all else."""
    if root == "newsitem" or (text.find("</", start) < 0 and not text.rstrip().endswith(">")):
        return None
    head = text[start : start + 4 * HEAD]
    if root == "NewsItem" and "iptc.org/std/nar/" not in head:
        return Format.NEWSML_1 if WIRE_WITHIN.match(head) else None
    if root in ("Publication", "Publications") and "ap.org/schemas/" in head:
        return Format.NITF
    if root.lower() in WIRE_ROOTS:
        return WIRE_ROOTS[root.lower()]
    within = None if root.lower() == "html" or root.lower() in HTML_ELEMENTS else WIRE_WITHIN.search(head)
    if within is None:
        return None
    return Format.NEWSML_1 if within[1] == "NewsItem" else WIRE_ROOTS.get(within[1].lower(), Format.NEWSML_G2)


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
