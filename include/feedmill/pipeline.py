"""The whole way of one delivery, from archived bytes to loaded stories, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import structlog

from feedmill import identity, normalising, reading, splitting
from feedmill.errors import TRANSIENT, Broken, Outage, Reason, Rejected
from feedmill.model import (
    NOTHING_SAID,
    Context,
    Delivery,
    Document,
    Locator,
    Parse,
    ParsedDocument,
    RejectedDocument,
    Sighting,
    Source,
    Story,
    Summary,
)
from feedmill.model.stories import UNCERTAIN_BELOW
from feedmill.ports import Archive, Memory, Warehouse

log = structlog.get_logger("feedmill")

STAGES = f"{reading.STAGE} {splitting.STAGE} {normalising.STAGE} {identity.STAGE}"
LONGEST_DETAIL = 300
UNTOLD = ("deliveries", "originals", "seconds")


class PipelineReason(Reason):
    """Reason codes of the way as a whole."""

    UNEXPECTED = (
        "unexpected",
        "feedmill met something in this original that it does not know",
        "report the detail and the original's SHA-256; after an upgrade run `feedmill quarantine retry ID`",
        TRANSIENT,
    )
    NOTHING_TO_RETRY = (
        "nothing_to_retry",
        "trying this row again would give the same: no bytes were taken, or only a part of the original failed",
        "deliver the file again once it is mended, or `feedmill quarantine dismiss ID --note WHY`",
    )
    NO_SUCH_PLACE = (
        "no_such_place",
        "an original does not hold the place that a document was read from",
        "run `feedmill check --full`; where it names the original, `feedmill quarantine retry` reads it anew",
    )


@dataclass(frozen=True, slots=True)
class Options:
    """What readers take into memory and archives may unpack to, how sure a story has to be, what earlier files showed.

    Sizes are in bytes, `uncertain_below` is a probability. `apart`: read in a process of its own, within `bounds`
    (None: those of `reading`).
    """

    reader_max_bytes: int = reading.DEFAULT_LIMIT
    unpacked_max_bytes: int = 8 * reading.DEFAULT_LIMIT
    reader_max_items: int = reading.MOST_ITEMS
    bounds: reading.Bounds | None = None
    uncertain_below: float = UNCERTAIN_BELOW
    memory: Memory | None = None
    apart: bool = False

    @property
    def limits(self) -> reading.Limits:
        """What readers keep to."""
        unpacked, items = self.unpacked_max_bytes, self.reader_max_items
        return reading.Limits(piece=self.reader_max_bytes, unpacked=unpacked, items=items)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a delivery: `known` when its original had been parsed before, else what the parse holds."""

    delivery: Delivery
    known: bool
    parse: Parse | None = None
    quarantined: int = 0


def run(
    delivery: Delivery, archive: Archive, warehouse: Warehouse, options: Options, *, again: bool = False
) -> Outcome:
    """Take one recorded delivery all the way. Safe to call again after any interruption.

    `again` reads an original anew that had failed as a whole, and until the new parse is loaded the old one stands.
    Raises `Outage` when a part does not answer; whatever else goes wrong is loaded as a failure, and becomes a
    quarantine row.
    """
    while True:
        standing = warehouse.standing(delivery.original.sha256)
        if not again and standing.stages == standing.context.stages(STAGES):
            warehouse.complete(delivery.id)
            return Outcome(delivery, known=True, quarantined=standing.failed)
        parse = _loaded(_parse(delivery, archive, options, standing.context), delivery, warehouse)
        if parse is not None:
            return Outcome(delivery, known=False, parse=parse, quarantined=len(parse.failures()))


def _loaded(parse: Parse, delivery: Delivery, warehouse: Warehouse) -> Parse | None:
    """Load a parse; None where it has to be made anew. What the warehouse refuses is loaded as a failure."""
    try:
        return parse if warehouse.load(parse, delivery.id) else None
    except Outage:
        raise
    except Exception as error:  # noqa: BLE001 -- the boundary of one delivery: its failure becomes a quarantine row
        failed = replace(parse, documents=(), rejected=(), failure=_unexpected(error, "warehouse", delivery))
        return failed if warehouse.load(failed, delivery.id) else None


def _parse(delivery: Delivery, archive: Archive, options: Options, context: Context) -> Parse:
    """Read, split, normalise and name. This is the boundary at which one delivery's failure stays its own."""
    original = delivery.original
    try:
        if original.size > options.reader_max_bytes and not any(archive.erasures(original=original.sha256)):
            return _failed(original.sha256, too_large(original.size, options.reader_max_bytes), context)
        return parse_bytes(archive.read_original(original.sha256), original.sha256, options, context)
    except Outage:
        raise
    except Broken as error:
        failure = RejectedDocument(str(error.reason), error.detail, stage="archive")
    except Exception as error:  # noqa: BLE001 -- the boundary of one delivery: its failure becomes a quarantine row
        failure = _unexpected(error, "pipeline", delivery)
    return _failed(original.sha256, failure, context)


def _unexpected(error: Exception, stage: str, delivery: Delivery) -> RejectedDocument:
    """The failure of a delivery that met what nobody foresaw: told in one printable line, the rest in the log."""
    if isinstance(error, Broken):
        return RejectedDocument(str(error.reason), error.detail, stage=stage)
    log.error("delivery failed", delivery=delivery.id, original=delivery.original.sha256, exc_info=error)
    line = f"{type(error).__name__}: {error}".split("\n")[0][:LONGEST_DETAIL]
    told = "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in line)
    return RejectedDocument(str(PipelineReason.UNEXPECTED), told, stage=stage)


def _failed(original: str, failure: RejectedDocument, context: Context) -> Parse:
    return Parse(original, context.stages(STAGES), (), (), failure)


def too_large(size: int, limit: int) -> RejectedDocument:
    """The failure of an original that is too large to be read, known before a byte of it is fetched."""
    detail = f"{size} bytes, the limit is {limit}"
    return RejectedDocument(str(reading.ReadingReason.TOO_LARGE_TO_READ), detail)


def parse_bytes(data: bytes, original: str, options: Options, context: Context = NOTHING_SAID) -> Parse:
    """Everything that the stages make of an original's bytes, and of what is said of it beside them.

    Where they cannot be read, the failure that says so.
    """
    try:
        found = list(_read(data, options, context))
    except Rejected as error:
        return _failed(original, RejectedDocument(str(error.reason), error.detail), context)
    documents = tuple(parse_document(item, options) for item in found if isinstance(item, Document))
    rejected = tuple(item for item in found if isinstance(item, RejectedDocument))
    return Parse(original, context.stages(STAGES), documents, rejected)


def _read(data: bytes, options: Options, context: Context) -> Iterator[Document | Source | RejectedDocument]:
    if options.apart:
        return reading.read_apart(data, limits=options.limits, bounds=options.bounds, context=context)
    return reading.read(data, limits=options.limits, context=context)


def source_bytes(data: bytes, locator: Locator, options: Options) -> bytes:
    """The bytes of an original that a document was read from. Raises `Broken` where there is no such place."""
    try:
        return reading.source_bytes(data, locator, limits=options.limits)
    except (LookupError, Rejected) as error:
        raise Broken(PipelineReason.NO_SUCH_PLACE, str(error)) from error


def parse_document(document: Document, options: Options) -> ParsedDocument:
    """A document's stories, marked where uncertain, normalised and named, and its furniture."""
    segmentation = splitting.split(document, memory=options.memory)
    sightings = tuple(_sighting(story, options.uncertain_below) for story in segmentation.stories)
    return ParsedDocument(document, sightings, segmentation.furniture)


def _sighting(story: Story, uncertain_below: float) -> Sighting:
    normalised = normalising.normalise(replace(story, uncertain=story.confidence < uncertain_below))
    return Sighting(normalised, identity.identify(normalised))


def tell(outcome: Outcome, summary: Summary) -> None:
    """The delivery's lines in the log: what became of it, and each row that it left in quarantine."""
    original = outcome.delivery.original
    told = {"delivery": outcome.delivery.id[:12], "name": outcome.delivery.name, "original": original.sha256[:12]}
    if outcome.parse is None:
        log.info("delivery known", **told, bytes=original.size)
        return
    counts = {key: value for key, value in asdict(summary).items() if value and key not in UNTOLD}
    log.info("delivery read", **told, bytes=original.size, **counts)
    for failure in outcome.parse.failures():
        retry = f"feedmill quarantine retry {failure.id[:12]}"
        log.warning("quarantined", row=failure.id[:12], reason=failure.reason, detail=failure.detail, retry=retry)
