"""Small builders for tests of S3 prefixes: a bucket in memory, and what a sweep is done with."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import BinaryIO

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Deferred, Refused
from feedmill.intake.places import Prefix
from feedmill.intake.prefix import Bench, sweep_prefix
from feedmill.intake.reports import SweepReport
from feedmill.model import Listed
from feedmill.ports import Archive, Claims, Clock
from tests.intake.drops import Book

PLACE = Prefix("partner", "news", "in/", max_bytes=1000)


class FakeObjects:
    """`feedmill.ports.Objects` in a dict. `before` is called with the name of each call and an address."""

    def __init__(self, page: int = 2) -> None:
        self.objects: dict[str, tuple[bytes, int]] = {}
        self.before: Callable[[str, str], None] = lambda _call, _address: None
        self.asked: list[str] = []
        self._page = page
        self._times = count()

    def put(self, key: str, data: bytes = b"some news\n") -> None:
        """Put an object, or put it anew: it is modified even where its bytes are the same."""
        self.objects[f"s3://news/{key}"] = (data, next(self._times))

    def pages(self, after: str | None = None) -> Iterator[Sequence[Listed]]:
        """The objects, a few at a time."""
        self.before("list", "")
        names = sorted(name for name in self.objects if after is None or name > after)
        self.asked += names
        for start in range(0, len(names), self._page):
            yield [self.listed(name) for name in names[start : start + self._page]]

    def listed(self, address: str) -> Listed:
        """One object as a listing shows it."""
        data, modified = self.objects[address]
        etag = hashlib.md5(data, usedforsecurity=False).hexdigest()
        return Listed(address, len(data), etag, f"{etag} {modified}")

    def open(self, listed: Listed) -> BinaryIO:
        """Its bytes, if it is what was listed."""
        self.before("open", listed.address)
        if listed.address not in self.objects or self.listed(listed.address).etag != listed.etag:
            raise Deferred(ArchiveReason.OBJECT_CHANGED, listed.address)
        return io.BytesIO(self.objects[listed.address][0])


def silent(_call: str, _address: str) -> None:
    """A bucket that does not answer."""
    raise Refused(ArchiveReason.SOURCE_UNREACHABLE, "as injected")


def swept_prefix(
    objects: FakeObjects, archive: Archive, claims: Claims, clock: Clock, book: Book, place: Prefix = PLACE
) -> SweepReport:
    """One sweep."""
    return sweep_prefix(place, objects, Bench(archive, claims, clock, book.record, 25))
