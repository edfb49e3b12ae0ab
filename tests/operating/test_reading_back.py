"""Originals are read back in their order, some ahead; an outage ends it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage
from feedmill.model import Original
from feedmill.operating.reading_back import Closer, read_back
from tests.factories import a_page, a_parse
from tests.fakes import FakeArchive


def kept(archive: FakeArchive, count: int) -> Iterator[Original]:
    """So many originals in the archive."""
    for number in range(count):
        data = f"The council met for the {number}th time.\n".encode()
        original = Original(hashlib.sha256(data).hexdigest(), len(data))
        archive.put_original(BytesIO(data), original)
        yield original


def test_they_come_in_their_order_and_the_broken_ones_are_told() -> None:
    archive = FakeArchive()
    originals = list(kept(archive, 30))
    del archive.objects[next(key for key in archive.objects if key.endswith(originals[7].sha256))]
    found = list(read_back(originals, archive))
    assert [one.original for one in found] == originals
    assert [number for number, one in enumerate(found) if one.broken] == [7]
    assert found[7].broken[0].startswith("original_missing")


def test_an_outage_ends_it() -> None:
    archive = FakeArchive()
    originals = list(kept(archive, 3))

    def away(call: str) -> None:
        if call == "measure":
            raise ArchiveOutage(ArchiveReason.UNREACHABLE, "a test")

    archive.before = away
    with pytest.raises(ArchiveOutage):
        list(read_back(originals, archive))


def test_a_closer_look_parses_what_it_may_hold() -> None:
    archive = FakeArchive()
    originals = list(kept(archive, 12))
    parse = a_parse(a_page("The council met."))
    asked: list[str] = []

    def parsed(sha256: str, _data: bytes) -> object:
        asked.append(sha256)
        return None if sha256 == originals[1].sha256 else parse

    limit = originals[0].size
    closer = Closer(parsed, lambda _parse: ["documents x: missing"], limit)  # type: ignore[arg-type]  # as told above
    found = list(read_back(originals, archive, closer))
    small = [one.sha256 for one in originals if one.size <= limit]
    assert asked == small
    assert len(small) < len(originals)
    assert [one.parsed for one in found].count(True) == len(small) - 1
    assert {one.broken for one in found if one.parsed} == {("documents x: missing",)}
    assert not any(one.broken for one in found if not one.parsed)
