"""What a bundle calls its members is a label: nothing is written, no link followed, whatever the names say."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from tests.reading.packed.building import STORY, a_tar, a_zip, reasons, tar_entry, texts

NAMES = ("../out.txt", "/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt", "plain.txt")
LINKS = (
    tar_entry("link", tarfile.SYMTYPE, link="../secret.txt"),
    tar_entry("hard", tarfile.LNKTYPE, link="../secret.txt"),
    tar_entry("link/through.txt", b"0", STORY),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to read in, beside a file that no bundle may show."""
    (tmp_path / "secret.txt").write_text("The secret news of Monday are here.\n")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("make", [a_zip, a_tar])
def test_a_name_that_leads_elsewhere_writes_nothing_anywhere(here: Path, make: object) -> None:
    assert callable(make)
    data = make(dict.fromkeys(NAMES, STORY))
    found, wrong = texts(data), reasons(data)
    assert "plain.txt" in found
    assert set(wrong.values()) == {"unsafe_name"}
    assert len(found) + len(wrong) == len(NAMES)
    assert below(here.parent) == ["here", "secret.txt"]
    assert not Path("/out.txt").exists()


def test_a_link_in_a_bundle_is_a_place_and_is_not_followed(here: Path) -> None:
    data = b"".join(LINKS) + bytes(1024)
    assert set(reasons(data).values()) == {"not_a_file"}
    assert list(texts(data).values()) == [STORY.decode()]
    assert below(here.parent) == ["here", "secret.txt"]
