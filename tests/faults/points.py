"""The points at which a run is killed, each named: before or after a call, between the first byte seen and the end.

The product knows nothing of them: the functions that they name are wrapped from outside, in the process that is to
die. A point whose function is renamed is not reached any more, and its test says so.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

COMMIT = "sqlalchemy.engine.default.DefaultDialect.do_commit"
SEND = "botocore.httpsession.URLLib3Session.send"
KEPT = "tests.fakes.FolderArchive._put"
INTAKE = "feedmill.intake"
FOLDER = f"{INTAKE}.inbox.DropFolder"
BATCHING = "feedmill.warehouse.batching"
LOADING = "feedmill.warehouse.loading"
S3 = "feedmill.archive.s3.S3Archive"

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Point:
    """Right before or after a call of the function `at`, while the function `within` runs, for the n-th time."""

    name: str
    at: str
    after: bool = False
    within: str | None = None
    nth: int = 1

    def __str__(self) -> str:
        return self.name


def _around(name: str, at: str, within: str | None = None, nth: int = 1) -> tuple[Point, Point]:
    return Point(f"before {name}", at, False, within, nth), Point(f"after {name}", at, True, within, nth)


SWEEPING = (
    *_around("the inbox is listed", f"{FOLDER}.listing"),
    Point("after a file is looked at", f"{FOLDER}.look", after=True),
    *_around("a claim's folder is made", "pathlib.Path.mkdir", f"{FOLDER}.claim"),
    *_around("a file is moved into its claim", "pathlib.Path.rename", f"{FOLDER}.claim"),
    Point("after the second of three claims", f"{FOLDER}.claim", after=True, nth=2),
    *_around("claims are brought to the disk", f"{FOLDER}.settle"),
    *_around("a claimed file is opened", f"{INTAKE}.taking.opened", f"{FOLDER}.take"),
    Point("after a file is hashed", f"{INTAKE}.taking._hashed", after=True),
    Point("before an original is archived", f"{INTAKE}.sweep.receive"),
    Point("after original and record are archived", f"{INTAKE}.sweep.receive", after=True),
    Point("after the second of three is archived", f"{INTAKE}.sweep.receive", after=True, nth=2),
    *_around("deliveries are recorded", f"{BATCHING}.record"),
    *_around("the record of deliveries is committed", COMMIT, f"{BATCHING}.record"),
    Point("before a file is acknowledged", f"{FOLDER}.acknowledge"),
    Point("after the folder of done is made", "pathlib.Path.mkdir", True, f"{FOLDER}.acknowledge"),
    *_around("a file is moved to done", "pathlib.Path.rename", f"{FOLDER}.acknowledge"),
    *_around("an empty claim is removed", f"{FOLDER}._leave", f"{FOLDER}.acknowledge"),
    Point("after the second of three is acknowledged", f"{FOLDER}.acknowledge", after=True, nth=2),
    *_around("what is done is brought to the disk", f"{FOLDER}.settle", nth=2),
    Point("after the second batch is recorded", f"{BATCHING}.record", after=True, nth=2),
)

LOADING_IT = (
    *_around("open batches are asked for", f"{BATCHING}.open_batches"),
    *_around("the announcement is committed", COMMIT, f"{BATCHING}.announced"),
    *_around("a lease is committed", COMMIT, f"{BATCHING}.lease"),
    Point("after the pending are listed", f"{BATCHING}.pending", after=True),
    *_around("an original is read back to be loaded", "feedmill.pipeline.parse_bytes"),
    Point("after the first chunk's rows are written", f"{LOADING}._insert", after=True),
    *_around("the first chunk is committed", COMMIT, f"{LOADING}.load"),
    *_around("the second chunk is committed", COMMIT, f"{LOADING}.load", nth=2),
    Point("after a parse is opened", f"{LOADING}._open", after=True, within=f"{LOADING}.load", nth=3),
    Point("after a parse is made current", f"{LOADING}._complete", after=True),
    Point("after a delivery is completed", f"{LOADING}._deliver", after=True),
    Point("before stories are settled", f"{LOADING}._settle"),
    Point("after stories are settled", f"{LOADING}.settle_loaded", after=True),
    *_around("the last chunk is committed", COMMIT, f"{LOADING}.load", nth=3),
    *_around("a second delivery is committed", COMMIT, f"{LOADING}.load", nth=4),
    *_around("a known original is completed", f"{LOADING}.complete_delivery"),
    *_around("the completion is committed", COMMIT, f"{LOADING}.complete_delivery"),
    *_around("the end of a batch is committed", COMMIT, f"{BATCHING}.finish"),
    Point("after the first batch is loaded", "tests.faults.trial.TrialMill.ingest_batch", after=True),
)

IN_A_FOLDER = (
    *_around("an original is kept", KEPT, "tests.fakes.FolderArchive.put_original"),
    *_around("a record is kept", KEPT, "tests.fakes.FolderArchive.put_record"),
    *_around("an original is got", "tests.fakes.FolderArchive._get", "tests.fakes.FolderArchive.read_original"),
)

ON_S3 = (
    *_around("the PUT of an original is sent", SEND, f"{S3}.put_original"),
    *_around("an original is read back", f"{S3}._compare"),
    *_around("the PUT of a record is sent", SEND, f"{S3}.put_record"),
    *_around("an original is got", SEND, f"{S3}.read_original"),
)

BY_NAME = (
    *_around("a named file is archived", "feedmill.mill.receive"),
    *_around("a named file is recorded", COMMIT, f"{BATCHING}.record"),
    *_around("a named file is loaded", f"{LOADING}.load"),
)
"""On the way of `feedmill ingest PATH`, which no batch holds."""

REFUSING = (
    *_around("a refusal is archived", "tests.fakes.FolderArchive.put_refusal"),
    *_around("a refusal's row is committed", COMMIT, "feedmill.mill.Mill._refuse"),
)
"""On the way of an arrival of which no bytes are taken."""

FAST = (*SWEEPING, *IN_A_FOLDER, *LOADING_IT)
REAL = (*SWEEPING, *ON_S3, *LOADING_IT)


@contextmanager
def stepping(point: Point, step: Step) -> Iterator[None]:
    """Call `step` whenever the point is reached."""
    depth = [0 if point.within else 1]
    with ExitStack() as patches:
        if point.within:
            patches.enter_context(_wrapped(point.within, lambda work: _counting(work, depth)))
        patches.enter_context(_wrapped(point.at, lambda work: _stepped(work, step, depth, after=point.after)))
        yield


def _wrapped(dotted: str, wrap: Callable[[Any], Any]) -> Any:
    owner, name = _owner(dotted)
    return mock.patch.object(owner, name, wrap(getattr(owner, name)))


def _owner(dotted: str) -> tuple[Any, str]:
    """What holds the function, and its name there."""
    path, _, name = dotted.rpartition(".")
    parts = path.split(".")
    for at in range(len(parts), 0, -1):
        try:
            owner: Any = importlib.import_module(".".join(parts[:at]))
        except ModuleNotFoundError:
            continue
        for part in parts[at:]:
            owner = getattr(owner, part)
        return owner, name
    raise ModuleNotFoundError(dotted)


def _counting(work: Callable[..., Any], depth: list[int]) -> Callable[..., Any]:
    def counted(*arguments: Any, **named: Any) -> Any:
        depth[0] += 1
        try:
            return work(*arguments, **named)
        finally:
            depth[0] -= 1

    return counted


def _stepped(work: Callable[..., Any], step: Step, depth: list[int], *, after: bool) -> Callable[..., Any]:
    def stepped(*arguments: Any, **named: Any) -> Any:
        if depth[0] and not after:
            step()
        made = work(*arguments, **named)
        if depth[0] and after:
            step()
        return made

    return stepped
