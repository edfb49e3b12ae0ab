"""What must hold for any bytes: nothing but `Rejected`, nothing out of bounds, the same again the second time."""

from __future__ import annotations

from itertools import islice

from feedmill.errors import Rejected
from feedmill.model import Document
from feedmill.reading import Limits, source_bytes
from feedmill.reading.apart.records import heard, pack, told, unpack
from feedmill.reading.registry import Found, read_stated

LIMITS = Limits(piece=4 * 1024**2, members=200, unpacked=64 * 1024**2)
MOST = 2000
TRACED = 3


class Violated(AssertionError):
    """Something that must hold did not."""


def found_in(data: bytes) -> tuple[list[Found], str | None]:
    """What is found in bytes, at most so much of it, and why they were rejected."""
    found: list[Found] = []
    try:
        found.extend(islice(read_stated(data, name=None, limits=LIMITS), MOST))
    except Rejected as error:
        return found, f"{error.reason}: {error.detail}"
    return found, None


def check(data: bytes) -> int:
    """Check everything; returns how much was found. Raises `Violated`, or whatever a reader raises."""
    found, why = found_in(data)
    documents = [one for one in found if isinstance(one, Document)]
    for document in documents:
        check_spans(document)
    for document in documents[:TRACED]:
        check_place(data, document)
    if (found, why) != found_in(data):
        raise Violated("the same bytes gave something else the second time")
    for one in found:
        if heard(unpack(pack(told(one)))) != one:
            raise Violated(f"{one!r:.200} did not come through a channel")
    return len(found)


def check_spans(document: Document) -> None:
    """That blocks stand within the text, in order, and that there is a text."""
    end = 0
    for block in document.blocks:
        start, stop = block.span
        if not end <= start <= stop <= len(document.text):
            raise Violated(f"block {block.span} behind {end} in {len(document.text)} characters")
        end = stop
    if not document.text.strip():
        raise Violated(f"a document of format {document.format} without a text")


def check_place(data: bytes, document: Document) -> None:
    """That the bytes that a locator names are there."""
    place = document.locator
    named = source_bytes(data, place, limits=LIMITS)
    if place.byte_start is None or place.byte_end is None:
        return
    if not 0 <= place.byte_start <= place.byte_end or len(named) != place.byte_end - place.byte_start:
        raise Violated(f"{len(named)} bytes at {place}")
