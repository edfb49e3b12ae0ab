"""Epochs, from the archive's side: kept before they hold, and holding in a warehouse made anew."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage
from feedmill.identity import LEAST_STORIES
from feedmill.model import Way
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

FOOTER = " ".join(f"footer{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(60)) + "."


def text(number: int) -> str:
    """A story of its own words with the footer that all carry."""
    letters = "".join(chr(97 + int(digit)) for digit in str(number))
    return "The " + " ".join(f"{letters}x{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(150)) + f" {FOOTER}\n"


def a_mill(home: Path, archive: FakeArchive) -> LoneMill:
    """A mill with an empty warehouse, over this archive."""
    return LoneMill(Settings(home=home), archive, FakeClock())


@pytest.fixture
def mill(tmp_path: Path) -> LoneMill:
    """A mill with as many stories as it takes."""
    mill = a_mill(tmp_path / "home", FakeArchive())
    for number in range(LEAST_STORIES):
        body = BytesIO(text(number).encode())
        delivery = mill.receive(body, way=Way.MANUAL, source="desk", name=f"{number}", token="1")
        mill.ingest_delivery(delivery.id)
    return mill


def kept(mill: LoneMill) -> list[int]:
    """The numbers of the epochs in the archive."""
    return [epoch.number for epoch in mill.archive.epochs()]


def test_what_would_be_learned_is_told_and_neither_kept_nor_applied(mill: LoneMill) -> None:
    told = mill.learn(apply=False)
    assert (told["epoch"], told["applied"], told["contents"]) == (1, False, LEAST_STORIES)
    assert kept(mill) == []
    assert mill.learn(apply=False) == told


def test_an_epoch_is_archived_before_it_holds(mill: LoneMill) -> None:
    def away(call: str) -> None:
        if call == "put_epoch":
            raise ArchiveOutage(ArchiveReason.UNREACHABLE, "no answer")

    archive = mill.archive
    assert isinstance(archive, FakeArchive)
    archive.before = away
    with pytest.raises(ArchiveOutage):
        mill.learn(apply=True)
    archive.before = lambda _call: None
    assert mill.learn(apply=False)["epoch"] == 1, "nothing holds yet"
    assert mill.learn(apply=True)["applied"]
    assert kept(mill) == [1]
    again = mill.learn(apply=True)
    assert (again["epoch"], again["fresh"], again["applied"]) == (1, 0, False)
    assert all(one.holds for one in mill.check())


def test_an_epoch_that_was_archived_and_not_applied_is_applied_by_the_next_call(mill: LoneMill, tmp_path: Path) -> None:
    assert mill.learn(apply=True)["applied"]
    archive = mill.archive
    assert isinstance(archive, FakeArchive)
    for key in [key for key in archive.objects if not key.startswith("epochs/")]:
        del archive.objects[key]
    other = a_mill(tmp_path / "other", archive)
    (held,) = (one for one in other.check() if one.name == "nothing_lost")
    assert held.broken == ("epoch 000001: archived, not in the warehouse",)
    assert other.restore_epochs() == 1
    assert other.restore_epochs() == 0
    assert other.learn(apply=False)["epoch"] == 1
