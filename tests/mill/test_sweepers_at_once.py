"""Two schedulers and a person's command line on the same inbox and prefix, each in a process of its own."""

from __future__ import annotations

import json
import multiprocessing
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from feedmill.errors import Deferred
from feedmill.milling import sweeping
from feedmill.ports import SystemClock
from feedmill.settings import Settings
from tests.fakes import FolderArchive
from tests.intake.prefixes import FakeObjects
from tests.mills import LoneMill

FILES = 30
OBJECTS = 10
STORY = "The council of Town{0} voted on Monday to close its library for {0} years, the mayor of Town{0} said.\n"

pytestmark = [pytest.mark.slow, pytest.mark.integration]  # three processes that read: too long for the unit suite


@contextmanager
def a_mill(home: Path) -> Iterator[LoneMill]:
    """A mill on the home; the bucket under whose prefix objects stand is one in memory, the same for all."""
    settings = Settings(home=home, quiet_seconds=0, batch_files=4, sources=home / "sources.yaml")
    objects = FakeObjects(page=10)
    objects.close = lambda: None  # type: ignore[attr-defined]  # what is opened for a sweep is closed
    for number in range(FILES, FILES + OBJECTS):
        objects.put(f"in/{number}.txt", STORY.format(number).encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sweeping, "objects_of", lambda *_: objects)
        with LoneMill(settings, FolderArchive(home / "objects"), SystemClock()) as mill:
            yield mill


def as_airflow(mill: LoneMill) -> None:
    """What `intake` and then `ingest` do, until nothing is announced any more."""
    while keys := mill.sweep(again=True).keys:
        mill.announced(keys)
        for key in keys:
            with suppress(Deferred):
                mill.ingest_batch(key, f"run {multiprocessing.current_process().pid}")


def as_a_person(mill: LoneMill) -> None:
    """What `feedmill sweep` does."""
    for _ in mill.sweep_through():
        pass


def work(home: Path, how: str) -> None:
    with a_mill(home) as mill:
        {"airflow": as_airflow, "person": as_a_person}[how](mill)


def test_every_file_and_object_is_taken_once_and_loaded_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "inbox").mkdir(parents=True)
    (home / "objects").mkdir()
    sources = [
        {"name": "wire", "kind": "folder", "folder": "wire", "handover": "rename"},
        {"name": "partner", "kind": "s3", "prefix": "s3://news/in/"},
    ]
    (home / "sources.yaml").write_text(json.dumps({"sources": sources}))
    with a_mill(home) as mill:
        (home / "wire").mkdir()
        for number in range(FILES):
            (home / ("wire" if number % 3 else "inbox") / f"{number}.txt").write_text(STORY.format(number))
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=work, args=(home, how)) for how in ("airflow", "airflow", "person")]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert [each.exitcode for each in workers] == [0, 0, 0], "a traceback stands above"
    with a_mill(home) as mill:
        for _ in mill.sweep_through():  # what was in the hands of one that had ended its rounds
            pass
        ledger, records = mill.ledger(), list(mill.archive.records())
        assert (ledger["deliveries"], ledger["loaded"]) == (FILES + OBJECTS, FILES + OBJECTS)
        assert Counter(each.source for each in records) == {
            "inbox": FILES / 3,
            "wire": FILES * 2 / 3,
            "partner": OBJECTS,
        }
        assert len(list(mill.stories())) == FILES + OBJECTS
        assert list(mill.quarantine()) == []
        assert [one.name for one in mill.check() if not one.holds] == []
    left = [path for folder in ("inbox", "wire") for path in (home / folder).iterdir() if path.is_file()]
    claimed = [*(home / "inbox" / ".claimed").iterdir(), *(home / "wire" / ".claimed").iterdir()]
    assert (left, claimed) == ([], [])
