"""Which formats are read, and by what: one line a format.

Knows the order of the checks before a reader sees anything: size, emptiness, format; and how archives within archives
are walked. Names of files decide nothing.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import count, islice
from typing import BinaryIO, cast

from feedmill.errors import Rejected
from feedmill.model import NOTHING_SAID, Context, Document, Locator, RejectedDocument, Shape, Source
from feedmill.reading.drafting import drafted, redrafted
from feedmill.reading.piece import DEFAULT_LIMIT, STEP, Limits, Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.sniffing import UNREAD, Format, sniff
from feedmill.reading.sourced import completed
from feedmill.reading.urls import canonical

make_document = drafted(Document)
STAGE = "reading/13"
"""The version of this stage: documents read by another version may differ."""

ADDRESS = "WARC-Target-URI"
"""The field that says where a page of a web archive was fetched from."""

Found = Document | Source | RejectedDocument
Reader = Callable[[Piece], Iterator[Found | Piece]]
"""Reads a piece. What it yields as a `Piece` is a part of its own, and read by its own format."""

MOST_BOMBS = 20
"""So many members of an original may unpack to many times their size before the rest of it is left unread."""

MOST_REFUSED = 10_000
"""So many members of an original may be broken before the rest of it is left unread."""

ARCHIVES = frozenset((Format.ZIP, Format.TAR, Format.WARC, Format.GZIP, Format.BZIP2, Format.XZ, Format.ZSTD))

READERS: dict[Format, str] = {
    Format.TEXT: "feedmill.reading.text:read_text",
    Format.NEWSML_G2: "feedmill.reading.wire.newsml_g2:read_newsml_g2",
    Format.NEWSML_1: "feedmill.reading.wire.newsml_1:read_newsml_1",
    Format.NITF: "feedmill.reading.wire.nitf:read_nitf_file",
    Format.XML_RECORDS: "feedmill.reading.wire.records:read_records",
    Format.FEED: "feedmill.reading.feeds.items:read_feed",
    Format.HTML: "feedmill.reading.pages:read_page",
    Format.SITEMAP: "feedmill.reading.feeds.sitemaps:read_sitemap",
    Format.OPML: "feedmill.reading.feeds.opml:read_opml",
    Format.MBOX: "feedmill.reading.mail.mbox:read_mbox",
    Format.MAIL: "feedmill.reading.mail.mail:read_mail",
    Format.SGML: "feedmill.reading.wiretext.sgml:read_sgml",
    Format.IPTC_7901: "feedmill.reading.wiretext.iptc_7901:read_7901",
    Format.ANPA_1312: "feedmill.reading.wiretext.anpa_1312:read_anpa",
    Format.ZCZC: "feedmill.reading.wiretext.zczc:read_zczc",
    Format.EXPORT: "feedmill.reading.exports.reading:read_export",
    Format.WARC: "feedmill.reading.packed.warc:read_warc",
    Format.ZIP: "feedmill.reading.packed.zip:read_zip",
    Format.TAR: "feedmill.reading.packed.tar:read_tar",
    Format.GZIP: "feedmill.reading.packed.compressed:read_gzip",
    Format.BZIP2: "feedmill.reading.packed.compressed:read_bzip2",
    Format.XZ: "feedmill.reading.packed.compressed:read_xz",
    Format.ZSTD: "feedmill.reading.packed.compressed:read_zstd",
    Format.NINJS: "feedmill.reading.jsons.ninjs:read_ninjs",
    Format.JSON_FEED: "feedmill.reading.jsons.feed:read_json_feed",
    Format.JSON: "feedmill.reading.jsons.reading:read_json",
    Format.JSON_LINES: "feedmill.reading.rows.json_lines:read_json_lines",
    Format.CSV: "feedmill.reading.rows.separated:read_csv",
    Format.PARQUET: "feedmill.reading.rows.parquet:read_parquet",
}
"""The reader of each format, as module:function: only what a file needs is loaded."""


@cache
def reader_of(found: Format) -> Reader:
    """The function that reads a format."""
    module, _, function = READERS[found].partition(":")
    return cast("Reader", getattr(import_module(module), function))


def read(
    data: bytes | BinaryIO,
    *,
    name: str | None = None,
    limit: int = DEFAULT_LIMIT,
    limits: Limits | None = None,
    context: Context = NOTHING_SAID,
) -> Iterator[Found]:
    """Read one original: its documents in their order, the sources that it lists, the places that gave no document.

    `data` is the whole original, or a seekable stream of it. `name` is the file's name, used in messages alone.
    `limit` is in bytes, of what is in memory at once; `limits` states it and all others. `context` is what its source
    and its transfer say of it; a word of theirs that its bytes show to be wrong is noted. Raises `Rejected` with a
    `ReadingReason` when the original as a whole cannot be read: at the call, or at the first step of the iterator.
    What was found before something went wrong stands, and a place that was rejected says what it was.
    """
    found = read_stated(data, name=name, limits=limits or Limits(piece=limit), context=context)
    return (completed(one, context) if isinstance(one, Document) else one for one in found)


def read_stated(
    data: bytes | BinaryIO, *, name: str | None, limits: Limits, context: Context = NOTHING_SAID
) -> Iterator[Found]:
    """As `read`, with what documents state and nothing more: neither their source nor their text is asked."""
    charset = context.charset
    if isinstance(data, bytes):
        piece = Piece.of(data, name=name, limits=limits, charset=charset, context=context)
    else:
        size = data.seek(0, io.SEEK_END)
        piece = Piece(data, size, name, limits=limits, charset=charset, context=context)
    return _numbered(_bounded(_standing(_Walk(piece.limits).found(piece, _checked(piece))), piece.limits.items))


def _checked(piece: Piece) -> Format:
    """The format of a piece. Raises `Rejected` where it has none that is read."""
    called = f" ({piece.name})" if piece.name else ""
    if not piece.size or (piece.size <= len(piece.head) and not piece.head.strip()):
        raise Rejected(ReadingReason.EMPTY, f"{piece.size} bytes, all blank{called}")
    found = sniff(piece)
    if not isinstance(found, Format) or found not in READERS:
        raise Rejected(UNREAD.get(str(found), ReadingReason.UNKNOWN_FORMAT), f"{found}{called}")
    return found


def _standing(found: Iterator[Found]) -> Iterator[Found]:
    """The same; once something was found, what else goes wrong is a place and no end of everything."""
    some = False
    try:
        for one in found:
            some = True
            yield one
    except Rejected as error:
        if not some:
            raise
        yield RejectedDocument(str(error.reason), error.detail)


def _bounded(found: Iterator[Found], most: int) -> Iterator[Found]:
    """The first so many; that there are more is a last place."""
    yield from islice(found, most)
    if next(found, None) is not None:
        yield RejectedDocument(str(ReadingReason.TOO_MANY_ITEMS), f"more than {most}")


def _numbered(found: Iterator[Found]) -> Iterator[Found]:
    """The same, its documents numbered through; a place that gave none has its number too."""
    numbers = count()
    for one in found:
        number = 0 if isinstance(one, Source) else next(numbers)
        if isinstance(one, Document) and one.ordinal != number:
            yield redrafted(one, make_document, ordinal=number)
        else:
            yield one


class _Walk:
    """A walk through an original and the parts within it, depth first, within limits that hold for all together."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.members = 0
        self.unpacked = 0
        self.bombs = 0
        self.refused = 0

    def found(self, piece: Piece, known: Format) -> Iterator[Found]:
        """What a piece holds. Raises `Rejected` when it cannot be read as a whole."""
        for one in reader_of(known)(piece):
            if isinstance(one, Piece):
                yield from self.inside(one)
            elif isinstance(one, Source):
                yield one
            else:
                placed = replace(one, locator=_within(piece, one.locator)) if piece.member else one
                yield _addressed(placed, piece)
                if known in ARCHIVES and isinstance(one, RejectedDocument):
                    self.count(one, piece)

    def inside(self, part: Piece) -> Iterator[Found]:
        """What a part holds; where it cannot be read, the place and the reason, and the walk goes on."""
        self.members += 1
        self.unpacked += part.size
        self.check(part)
        try:
            yield from self.found(part, self.known(part))
        except Rejected as error:
            if self.spent:
                raise
            yield RejectedDocument(str(error.reason), error.detail, Locator(part.member))
            self.refused += error.reason is ReadingReason.ARCHIVE_TOO_LARGE
            self.check(part)

    def known(self, part: Piece) -> Format:
        """The format of a part. Raises `Rejected` where it has none that is read, or lies too deep."""
        if (part.member or "").count(STEP) >= self.limits.depth:
            raise Rejected(ReadingReason.ARCHIVE_TOO_LARGE, f"archives within archives at {part.member}")
        return _checked(part)

    @property
    def spent(self) -> bool:
        """Whether the archives hold more than honest ones do."""
        many = self.members > self.limits.members or self.unpacked > self.limits.unpacked
        return many or self.bombs > MOST_BOMBS or self.refused > MOST_REFUSED

    def count(self, one: RejectedDocument, piece: Piece) -> None:
        """A member of an archive that cannot be read is a member too."""
        self.members += 1
        self.refused += 1
        self.bombs += one.reason == str(ReadingReason.PACKED_TOO_TIGHTLY)
        self.check(piece)

    def check(self, part: Piece) -> None:
        """Stop where archives hold more than honest ones do."""
        if self.spent:
            bad = f"{self.refused} of them broken, {self.bombs} bombs"
            detail = f"{self.members} members ({bad}) and {self.unpacked} bytes unpacked at {part.member}"
            raise Rejected(ReadingReason.ARCHIVE_TOO_LARGE, detail)


def _within(piece: Piece, locator: Locator) -> Locator:
    """A place in a piece as a place in its original."""
    return replace(locator, member=piece.member) if locator.member is None and piece.member else locator


def _addressed(one: Document | RejectedDocument, piece: Piece) -> Document | RejectedDocument:
    """A page that states no address of its own has the one that its piece was fetched from."""
    if piece.address is None or not isinstance(one, Document) or one.shape is not Shape.PAGE or one.stated.url:
        return one
    address = canonical(piece.address)
    if address is None:
        return one
    fields = (*one.stated.fields, ("url", ADDRESS))
    return replace(one, stated=replace(one.stated, url=address, url_raw=piece.address, fields=fields))
