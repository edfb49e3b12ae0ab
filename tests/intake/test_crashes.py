"""A sweep that is killed: the next one leads to the same end as an undisturbed one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from feedmill.intake.sweep import sweep
from feedmill.model import Delivery
from feedmill.settings import Settings
from tests.fakes import FolderArchive
from tests.forking import killed_at
from tests.intake.drops import a_folder, drop, files_below

FILES = {"a": b"one\n", "b": b"two\n", "c": b"one\n"}
MOST_POINTS = 200


class Trial:
    """An inbox, an archive and a book in a folder, and a sweep that may die at any step between them."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(home=folder / "home", quiet_seconds=0)
        self.objects = folder / "objects"
        self.book = folder / "book"
        self.book.mkdir(parents=True)
        inbox = a_folder(self.settings)
        for name, data in FILES.items():
            drop(inbox, name, data)

    def sweep(self, step: Callable[[], None] = lambda: None) -> None:
        archive = FolderArchive(self.objects, lambda _call: step())
        inbox = a_folder(self.settings)

        def record(deliveries: Sequence[Delivery]) -> None:
            step()
            for delivery in deliveries:
                (self.book / delivery.id).touch()
                step()

        sweep(inbox, archive, record=record, batch_files=2)
        step()

    def outcome(self) -> tuple[object, ...]:
        records = list(FolderArchive(self.objects).records())
        return (
            sorted((delivery.name, delivery.original.sha256) for delivery in records),
            {delivery.id for delivery in records} == {path.name for path in self.book.iterdir()},
            files_below(self.settings.home / "inbox"),
            files_below(self.settings.home / "done"),
            list((self.settings.home / "inbox" / ".claimed").iterdir()),
        )


@pytest.fixture
def undisturbed(tmp_path: Path) -> tuple[object, ...]:
    trial = Trial(tmp_path / "undisturbed")
    trial.sweep()
    return trial.outcome()


def stepping(monkeypatch: pytest.MonkeyPatch, step: Callable[[], None]) -> None:
    """Make a step of every move, every folder made or removed, and every fsync."""
    for owner, name in ((Path, "rename"), (Path, "mkdir"), (Path, "rmdir"), (os, "fsync")):
        monkeypatch.setattr(owner, name, _stepped(getattr(owner, name), step))


def _stepped(work: Callable[..., object], step: Callable[[], None]) -> Callable[..., object]:
    def stepped(*arguments: object, **named: object) -> object:
        step()
        return work(*arguments, **named)

    return stepped


@pytest.mark.slow
@pytest.mark.integration  # as many processes are killed as a sweep has steps: too long for the unit suite
@pytest.mark.parametrize("kills", [1, 2])
def test_a_sweep_killed_at_any_step_and_done_again_ends_like_an_undisturbed_one(
    tmp_path: Path, undisturbed: tuple[object, ...], kills: int
) -> None:
    def work(trial: Trial) -> Callable[[Callable[[], None]], None]:
        def killed(step: Callable[[], None]) -> None:
            with pytest.MonkeyPatch.context() as monkeypatch:
                stepping(monkeypatch, step)
                trial.sweep(step)

        return killed

    for point in range(1, MOST_POINTS):
        trial = Trial(tmp_path / f"{point}")
        died = [killed_at(point, work(trial)) for _ in range(kills)]
        trial.sweep()
        assert trial.outcome() == undisturbed, f"killed at step {point}"
        if not died[0]:
            break
    assert 40 < point < MOST_POINTS - 1, "the steps were not all tried"


def test_the_undisturbed_outcome_is_what_was_dropped(undisturbed: tuple[object, ...]) -> None:
    records, recorded, inbox, done, claims = undisturbed
    assert [name for name, _ in records] == ["a", "b", "c"]  # type: ignore[attr-defined]  # a list of pairs
    assert (recorded, inbox, done, claims) == (True, [], ["a", "b", "c"], [])
