"""From a story back to the very bytes that it was read from."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from feedmill.errors import Broken
from feedmill.model import Way
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

ITEM = b"<item><title>Ferry runs again</title><description>The ferry runs after a week of storms.</description></item>"
FEED = b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>F</title>' + ITEM + b"\n</channel></rss>"
PAGE = "The harbour at Lindøya was closed on Tuesday after a crane fell into the water, the port said.\n".encode()


@pytest.fixture
def mill(tmp_path: Path) -> LoneMill:
    return LoneMill(Settings(home=tmp_path), FakeArchive(), FakeClock())


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def sources(mill: LoneMill, data: bytes) -> list[bytes]:
    """What the sightings of a delivery's stories were read from."""
    delivery = mill.receive(io.BytesIO(data), way=Way.MANUAL, source="test", name="given", token="1")
    summary = mill.ingest_delivery(delivery.id)
    assert (summary.quarantined, summary.rejected) == (0, 0)
    return [mill.source_bytes(row) for row in mill.sightings()]


def test_a_page_of_text_is_all_its_bytes(mill: LoneMill) -> None:
    assert set(sources(mill, PAGE)) == {PAGE}


def test_an_item_is_its_own_bytes_alone(mill: LoneMill) -> None:
    assert sources(mill, FEED) == [ITEM]


def test_a_member_of_an_archive_is_found_within_it(mill: LoneMill) -> None:
    assert sorted(sources(mill, zipped(feed=FEED, page=PAGE))) == sorted([ITEM, PAGE])


def test_a_place_that_is_not_there_is_named(mill: LoneMill) -> None:
    sources(mill, zipped(feed=FEED))
    (row,) = mill.sightings()
    with pytest.raises(Broken, match="no_such_place"):
        mill.source_bytes(row | {"member": "elsewhere"})
