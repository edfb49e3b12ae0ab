"""What is erased is gone, everywhere and at once; what stands beside it stays; it does not come back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from feedmill.errors import UsageError
from feedmill.model import Summary
from feedmill.settings import CLONE, Settings
from feedmill.warehouse import trying
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill
from tests.templates import put_warehouse

PAGE = (CLONE / "tests" / "data" / "newspaper-page.txt").read_bytes()
BRIDGE = (
    b"The council of Ely voted on Monday to build a bridge over the river near the old mill after a debate that had "
    b"lasted for three years, the mayor said. Work begins in the spring, and the bridge is to be open to carts and "
    b"walkers within two summers. The cost of 3 million pounds is shared by the town and the county.\n"
)
ROOF = b"The library of Wells closes for a year from June while its roof is made anew, the county said on Friday.\n"
ITEM = (
    "<item><title>{0}</title><link>https://echo.example/{0}</link><guid>{0}</guid><description>{1}</description></item>"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Echo</title>'
    + ITEM.format("Bridge", BRIDGE.decode().strip())
    + ITEM.format("Roof", ROOF.decode().strip())
    + "</channel></rss>"
).encode()

Make = Callable[[], LoneMill]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes mills on one home and one archive, which read in their own process."""
    archive = FakeArchive()

    def mill() -> LoneMill:
        settings = Settings(home=tmp_path / "home", quiet_seconds=0)
        made = LoneMill(settings, archive, FakeClock())
        made._options = replace(made._options, apart=False)
        settings.inbox_folder.mkdir(exist_ok=True)
        return made

    return mill


def take(mill: LoneMill, **files: bytes) -> Summary:
    """Drop files, sweep, ingest."""
    for name, data in files.items():
        (mill.settings.inbox_folder / name).write_bytes(data)
    swept = mill.sweep(again=True)
    mill.announced(swept.keys)
    return sum((mill.ingest_batch(key, "run") for key in swept.keys), Summary())


def story_with(mill: LoneMill, words: str) -> str:
    return str(next(row["id"] for row in mill.stories() if words in row["text"]))


def everywhere(mill: LoneMill) -> bytes:
    """All bytes that anything is kept in: the database's files, the archive, the folders."""
    home = mill.settings.home
    files = [path for path in home.rglob("*") if path.is_file()]
    return b"".join([*(path.read_bytes() for path in files), *mill.archive.objects.values()])


def unwell(mill: LoneMill) -> list[Any]:
    return [one for one in mill.check(full=True) if not one.holds]


def states(mill: LoneMill) -> dict[str, str]:
    with mill.store.read() as connection:
        return dict(map(tuple, connection.exec_driver_sql("SELECT name, state FROM delivery_states")))


def test_an_original_that_is_erased_leaves_nothing_and_all_else_stands(make: Make) -> None:
    mill = make()
    take(mill, bridge=BRIDGE, roof=ROOF)
    assert b"bridge over the river" in everywhere(mill)
    name = hashlib.sha256(BRIDGE).hexdigest()
    (row,) = mill.erase(original=name[:10], reason="a court's order")
    assert (row["original"], row["whole"], row["redacted"]) == (name, True, None)
    mill.close_store()
    assert b"bridge over the river" not in everywhere(mill)
    assert [story["text"].split()[1] for story in mill.stories()] == ["library"]
    assert states(mill) == {"bridge": "erased", "roof": "loaded"}
    assert (mill.ledger()["erased"], mill.ledger()["loaded"]) == (1, 1)
    assert unwell(mill) == []
    assert list(mill.quarantine()) == []


def test_what_is_erased_stands_in_no_copy_that_a_replay_left_behind(make: Make) -> None:
    mill = make()
    take(mill, bridge=BRIDGE, roof=ROOF)
    trying.make(mill.store, mill.settings.home, trying.named(mill.clock.now(), "left"))
    assert list(mill.settings.home.glob("trials/*.db"))
    mill.erase(original=hashlib.sha256(BRIDGE).hexdigest(), reason="a court's order")
    mill.close_store()
    assert b"bridge over the river" not in everywhere(mill)
    assert list(mill.settings.home.glob("trials/*")) == []


def test_a_story_that_stands_alone_takes_its_original_along(make: Make) -> None:
    mill = make()
    take(mill, bridge=BRIDGE, again=BRIDGE.replace(b"3 million", b"4 million"), roof=ROOF)
    rows = mill.erase(story=story_with(mill, "bridge"), reason="a court's order")
    assert [row["whole"] for row in rows] == [True, True]
    assert [story["text"].split()[1] for story in mill.stories()] == ["library"]
    assert unwell(mill) == []


@pytest.mark.parametrize(("data", "kept"), [(FEED, 1), (PAGE + b"\n\n" + BRIDGE, 5)], ids=["feed", "page"])
def test_an_original_with_other_stories_is_redacted_and_they_stay(make: Make, data: bytes, kept: int) -> None:
    mill = make()
    take(mill, mixed=data)
    before = {row["id"] for row in mill.stories()}
    if len(before) != kept + 1:
        pytest.fail(f"the page has {len(before)} stories")
    gone = story_with(mill, "bridge over the river")
    (row,) = mill.erase(story=gone, reason="a court's order")
    assert (row["whole"], row["passages"]) == (False, 1)
    left = mill.archive.read_original(row["original"])
    assert (len(left), hashlib.sha256(left).hexdigest()) == (len(data), row["redacted"])
    assert {story["id"] for story in mill.stories()} == before - {gone}
    assert states(mill) == {"mixed": "loaded"}
    assert unwell(mill) == []
    mill.close_store()
    assert b"bridge over the river" not in everywhere(mill)


def test_an_original_that_was_too_large_to_be_read_can_be_erased(make: Make) -> None:
    mill = make()
    mill._options = replace(mill._options, reader_max_bytes=200)
    take(mill, bridge=BRIDGE, roof=ROOF)
    assert states(mill) == {"bridge": "quarantined", "roof": "loaded"}
    mill.erase(original=hashlib.sha256(BRIDGE).hexdigest(), reason="a court's order")
    assert states(mill) == {"bridge": "erased", "roof": "loaded"}
    assert list(mill.quarantine()) == []


def test_what_cannot_be_redacted_is_left_unless_all_of_it_may_go(make: Make) -> None:
    items = ",".join(
        f'{{"id": "{number}", "content_text": "{text.decode().strip()}"}}' for number, text in enumerate((BRIDGE, ROOF))
    )
    mill = make()
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Echo", "items": [{items}]}}'.encode()
    take(mill, mixed=feed)
    assert len(list(mill.stories())) == 2
    gone = story_with(mill, "bridge")
    with pytest.raises(UsageError, match="not_redactable"):
        mill.erase(story=gone, reason="a court's order")
    assert len(list(mill.stories())) == 2
    (row,) = mill.erase(story=gone, reason="a court's order", whole=True)
    assert (row["whole"], list(mill.stories())) == (True, [])
    assert unwell(mill) == []


@pytest.mark.parametrize("data", [BRIDGE, FEED], ids=["whole", "redacted"])
def test_erased_bytes_that_arrive_again_are_not_kept(make: Make, data: bytes) -> None:
    mill = make()
    take(mill, first=data)
    mill.erase(story=story_with(mill, "bridge"), reason="a court's order")
    standing = len(list(mill.stories()))
    assert isinstance(mill.clock, FakeClock)
    mill.clock.move(60)
    assert take(mill, second=data).known == 1
    assert len(list(mill.stories())) == standing
    whole = data is BRIDGE
    assert states(mill) == {"first": "erased" if whole else "loaded", "second": "erased" if whole else "known"}
    mill.close_store()
    assert b"bridge over the river" not in everywhere(mill)
    assert unwell(mill) == []


def test_an_erasure_that_was_interrupted_is_ended_by_the_next_call(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from feedmill.warehouse import erasing

    mill = make()
    take(mill, mixed=FEED)
    gone = story_with(mill, "bridge")
    with monkeypatch.context() as patched:
        patched.setattr(erasing, "enter", lambda *_args, **_named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            mill.erase(story=gone, reason="a court's order")
    assert [one.name for one in unwell(mill)]
    assert mill.restore_erasures() == 1
    assert (len(list(mill.stories())), unwell(mill)) == (1, [])
    assert mill.restore_erasures() == 0


def test_a_rebuild_obeys(make: Make, tmp_path: Path) -> None:
    mill = make()
    take(mill, mixed=FEED, bridge=BRIDGE, roof=ROOF)
    mill.erase(story=story_with(mill, "bridge"), reason="a court's order")
    before = [row["id"] for row in mill.stories()], mill.ledger()
    mill.close_store()
    for path in tmp_path.glob("home/warehouse.db*"):
        path.unlink()
    put_warehouse(tmp_path / "home" / "warehouse.db")
    rebuilt = make()
    assert rebuilt.restore_erasures() == 2
    for delivery in rebuilt.archive.records():
        rebuilt._warehouse.record_deliveries([delivery], None)
        rebuilt.ingest_delivery(delivery.id)
    assert ([row["id"] for row in rebuilt.stories()], rebuilt.ledger()) == before
    assert unwell(rebuilt) == []


def test_who_erased_what_and_why_is_told_without_a_word_of_it(make: Make) -> None:
    mill = make()
    take(mill, bridge=BRIDGE)
    gone = story_with(mill, "bridge")
    mill.erase(story=gone, reason="a court's order", who="ann")
    (row,) = mill.audited()
    assert (row["who"], row["what"], row["why"]) == ("ann", "erase", "a court's order")
    assert gone in row["object"]
    assert "river" not in str(row)


@pytest.mark.parametrize("named", [{}, {"story": "1" * 8, "original": "2" * 8}, {"story": "1" * 8}, {"original": "22"}])
def test_what_is_not_named_well_is_refused(make: Make, named: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        make().erase(reason="a court's order", **named)  # type: ignore[arg-type]  # story and original alone
    with pytest.raises(UsageError, match="note_missing"):
        make().erase(story="1" * 8, reason=" ")
