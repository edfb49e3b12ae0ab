"""WARC and WET files, by fastwarc: each record that holds a document is a piece, `record@` its offset in the file.

Responses, resources and conversions hold documents. What stands around them (warcinfo, request, metadata, revisit,
and what pages are made with: scripts, styles, pictures, fonts) is passed over, and counted in the log. The address of
a record goes with its piece. The date of a record is when it was fetched, and states nothing of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import replace

import structlog
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from feedmill.errors import Rejected
from feedmill.model import RejectedDocument
from feedmill.reading.packed.compressed import read_gzip
from feedmill.reading.packed.http_answer import Answer, media_type, read_answer
from feedmill.reading.packed.measuring import FREE
from feedmill.reading.packed.steps import Steps, refused
from feedmill.reading.packed.warc_source import GZIP, VERSION, Source, is_one_run, next_start, starts
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason

log = structlog.get_logger("feedmill")

HOLDING = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
AROUND = WarcRecordType.warcinfo | WarcRecordType.request | WarcRecordType.metadata | WarcRecordType.revisit
PAGE_PARTS = (
    "image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript",
    "application/x-javascript", "application/ecmascript", "text/dns", "application/font", "application/x-font",
)  # fmt: skip
JSON = "application/json"
MOST_ATTEMPTS = 1000
BLOCK = 1024 * 1024
HEADERS = 512 * 1024
READ_AHEAD = 128 * 1024


def read_warc(piece: Piece) -> Iterator[Piece | RejectedDocument]:
    """The records that hold documents, in their order.

    A gzip file that was not packed record by record is unpacked first: then offsets are those of what comes out.
    Raises `Rejected`: damaged (no record at all), wat_records (what was drawn from pages, and no page).
    """
    if piece.head.startswith(GZIP) and is_one_run(piece.stream):
        return read_gzip(piece)
    return _Records(piece).found()


def warc_record(piece: Piece, step: str) -> Iterator[Piece | RejectedDocument]:
    """The record under a step, and those behind it, without reading those before it."""
    offset = step.removeprefix("record@").partition("#")[0]
    if "#" in step or not offset.isdecimal():
        return read_warc(piece)
    return _Records(piece).run(int(offset))


class _Records:
    """A walk along the records of one file."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.source = Source(piece.stream)
        self.begins = starts(piece.head)
        self.steps = Steps()
        self.passed: Counter[str] = Counter()
        self.records = 0
        self.documents = 0
        self.unpacked = 0
        self.behind = 0

    def found(self) -> Iterator[Piece | RejectedDocument]:
        """Each record that holds a document; where records are broken, the reason once, then those behind them."""
        at: int | None = 0
        attempts, lost, untold = 0, False, ""
        while at is not None and attempts < MOST_ATTEMPTS:
            before = self.records
            broken = yield from self.run(at)
            attempts += 1
            lost = lost and self.records == before
            if broken and not lost:
                lost, untold = True, f"{broken}, behind byte {self.behind}"
            if untold and self.records:
                yield RejectedDocument(str(ReadingReason.DAMAGED), untold)
                untold = ""
            at = None if broken is None else next_start(self.piece.stream, max(at, self.behind) + 1, self.begins)
        if self.passed:
            log.info("records passed over", member=self.piece.member, **self.passed)
        if not self.records:
            raise Rejected(ReadingReason.DAMAGED, f"no record of a web archive can be read: {untold}")

    def run(self, at: int) -> Generator[Piece | RejectedDocument, None, str | None]:
        """The records from a place on. Returns None at the end; else what is broken, blank where that was told."""
        self.source.seek(at)
        records = ArchiveIterator(self.source, parse_http=False, strict_mode=False)
        while True:
            taken = self.source.taken
            try:
                record = next(records, None)
            except (OSError, ValueError) as error:
                return str(error)
            if record is None:
                return None
            self.records += 1
            packed = self.begins is not VERSION
            self.behind = record.stream_pos + (0 if packed else max(0, record.content_length))
            step = self.steps.step(f"record@{record.stream_pos}")
            try:
                yield from self.record(record, step, taken)
            except Rejected as error:
                yield refused(self.piece, step, error)
                if error.reason in (ReadingReason.PACKED_TOO_TIGHTLY, ReadingReason.DAMAGED):
                    return ""

    def record(self, record: WarcRecord, step: str, taken: int) -> Iterator[Piece | RejectedDocument]:
        """What one record holds. Raises `Rejected` where it is nothing that is read."""
        kind = record.record_type
        if kind & HOLDING:
            block = self.take(record, taken, self.piece.limits.piece + HEADERS)
            yield from self.held(record, step, block)
            return
        if kind == WarcRecordType.metadata and not self.documents and _header(record, b"Content-Type") == JSON:
            raise Rejected(ReadingReason.WAT_RECORDS, "a WAT record: what was drawn from a page, not the page")
        self.take(record, taken, 0)
        if not kind & AROUND:
            raise Rejected(ReadingReason.UNKNOWN_FORMAT, f"a record of the type {_header(record, b'WARC-Type')[:40]!r}")
        self.passed[_header(record, b"WARC-Type").lower()] += 1

    def take(self, record: WarcRecord, taken: int, most: int) -> bytes:
        """The record's block; nothing of it is kept where `most` is 0. Raises `Rejected` for too much."""
        parts: list[bytes] = []
        size = 0
        while block := _next_block(record):
            size += len(block)
            self.check(size, len(block), self.source.taken - taken + READ_AHEAD)
            parts = [*parts, block] if size <= most else []
        if most and size > most:
            raise Rejected(ReadingReason.TOO_LARGE_TO_READ, f"a record of {size} bytes, the limit is {most}")
        return b"".join(parts)

    def check(self, size: int, more: int, packed: int) -> None:
        """Stop where more comes out than an honest file holds."""
        self.unpacked += more
        if size > FREE and size > self.piece.limits.ratio * packed:
            raise Rejected(ReadingReason.PACKED_TOO_TIGHTLY, f"{packed} bytes unpack to more than {size}")
        if self.unpacked > self.piece.limits.unpacked:
            raise Rejected(ReadingReason.ARCHIVE_TOO_LARGE, f"more than {self.piece.limits.unpacked} bytes unpacked")

    def held(self, record: WarcRecord, step: str, block: bytes) -> Iterator[Piece | RejectedDocument]:
        """The document of a response, resource or conversion, then why it is not all there."""
        answer = _answer(record, block, self.piece)
        if (why := _no_document(answer)) is not None:
            self.passed[why] += 1
            return
        if answer.status is not None and answer.status >= 400:
            raise Rejected(ReadingReason.HTTP_ERROR, f"HTTP status {answer.status}")
        address = _header(record, b"WARC-Target-URI").strip("<>") or None
        self.documents += 1
        part = self.piece.inside(step, answer.body, address)
        yield replace(part, address=address, charset=answer.charset)
        if (flaw := _flaw(record, block) or answer.flaw) is not None:
            yield refused(self.piece, step, flaw)


def _next_block(record: WarcRecord) -> bytes:
    """More of a record's block. Raises `Rejected` (damaged)."""
    try:
        return record.reader.read(BLOCK)
    except (OSError, ValueError) as error:
        raise Rejected(ReadingReason.DAMAGED, f"the record is broken: {error}") from None


def _header(record: WarcRecord, name: bytes) -> str:
    """A field of the record's header, blank where there is none."""
    return (record.headers.get_bytes(name) or b"").decode("utf-8", errors="replace").strip()


def _answer(record: WarcRecord, block: bytes, piece: Piece) -> Answer:
    """A record's block as an answer: that of a server, or what another record holds by its own Content-Type."""
    media, charset = media_type(_header(record, b"Content-Type"))
    answer = read_answer(block, piece.limits) if record.record_type == WarcRecordType.response else None
    return answer if answer and answer.status is not None else Answer(None, media, charset, block)


def _no_document(answer: Answer) -> str | None:
    """What an answer is that holds no document, though nothing is wrong with it; else None."""
    if answer.status is not None and 300 <= answer.status < 400:
        return "redirect"
    if not answer.body.strip():
        return "empty"
    return "page part" if answer.media.startswith(PAGE_PARTS) else None


def _flaw(record: WarcRecord, block: bytes) -> Rejected | None:
    """Why a record is not all there: cut in the file, or when it was fetched (WARC/1.1, 5.13)."""
    if len(block) < record.content_length:
        return Rejected(ReadingReason.TRUNCATED, f"{len(block)} of {record.content_length} bytes of the record")
    cut = _header(record, b"WARC-Truncated")
    return Rejected(ReadingReason.TRUNCATED, f"cut when it was fetched: {cut[:80]}") if cut else None
