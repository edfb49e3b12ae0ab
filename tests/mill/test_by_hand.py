"""What forms and operators do: name a file, look at rows, try again, dismiss."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from feedmill.errors import Refused, UsageError
from feedmill.model import Way
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

TEXT = b"The council voted on Monday to close two of the five libraries, the mayor said.\n"


@pytest.fixture
def mill(tmp_path: Path) -> LoneMill:
    """A mill whose forms may name files of one folder."""
    (tmp_path / "allowed").mkdir()
    settings = Settings.model_validate(
        {"home": tmp_path / "home", "manual_folders": (tmp_path / "allowed",), "archive_max_bytes": 1000}
    )
    return LoneMill(settings, FakeArchive(), FakeClock())


def test_a_form_may_name_a_file_in_an_allowed_folder(mill: LoneMill, tmp_path: Path) -> None:
    path = tmp_path / "allowed" / "page.txt"
    path.write_bytes(TEXT)
    delivery = mill.receive_path(str(path), source="desk", token="run1")
    assert (delivery.way, delivery.source, delivery.name) == (Way.MANUAL, "desk", str(path))
    assert mill.ingest_delivery(delivery.id).new == 1
    assert mill.receive_path(str(path), source="desk", token="run1").id == delivery.id
    assert path.exists()


def test_a_form_may_not_name_a_file_elsewhere(mill: LoneMill, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(TEXT)
    (tmp_path / "allowed" / "link.txt").symlink_to(tmp_path / "secret.txt")
    for name in ("secret.txt", "allowed/link.txt"):
        with pytest.raises(UsageError, match="path_not_allowed"):
            mill.receive_path(str(tmp_path / name), source="desk", token="run1")


def test_a_text_that_the_archive_does_not_take_is_refused(mill: LoneMill) -> None:
    with pytest.raises(Refused, match="too_large"):
        mill.receive(BytesIO(TEXT * 100), way=Way.MANUAL, source="desk", name="pasted.txt", token="run1")
    assert mill.archive.objects == {}


def test_a_file_that_cannot_be_taken_is_a_row_and_the_others_are_ingested(mill: LoneMill, tmp_path: Path) -> None:
    good, large = tmp_path / "good.txt", tmp_path / "large.txt"
    good.write_bytes(TEXT)
    large.write_bytes(TEXT * 100)
    found = dict(mill.ingest([large, good]))
    assert (found[large].quarantined, found[good].new) == (1, 1)
    (row,) = mill.quarantine()
    assert (row["reason"], row["name"], row["original"]) == ("too_large", str(large), None)
    assert mill.retry(row["id"]).quarantined == 1
    assert [one["attempts"] for one in mill.quarantine()] == [2]
    mill.dismiss(row["id"][:8], "a test")
    assert list(mill.quarantine()) == []
    assert [one["note"] for one in mill.quarantine(state=None)] == ["a test"]


def test_unknown_ids_are_wrong_use(mill: LoneMill) -> None:
    with pytest.raises(UsageError, match="unknown_quarantine_row"):
        mill.dismiss("0123456789", "a test")
    with pytest.raises(UsageError, match="unknown_story"):
        mill.story("0123456789")
    with pytest.raises(UsageError, match="no delivery"):
        mill.ingest_delivery("0123456789")


def test_progress_is_told_after_each_delivery(mill: LoneMill) -> None:
    mill.settings.home.joinpath("inbox").mkdir()
    for number in range(3):
        (mill.settings.home / "inbox" / f"{number}.txt").write_bytes(TEXT + str(number).encode())
    (key,) = mill.sweep().keys
    told: list[int] = []
    mill.ingest_batch(key, "run", lambda summary: told.append(summary.deliveries))
    assert told == [1, 2, 3]
