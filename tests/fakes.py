"""Parts that stand in for the outside in tests: an archive in memory, one in a folder, and a clock that is set."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Container, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from feedmill.archive import decisions, dismissals, epochs, erasures, records, refusals
from feedmill.archive.holdings import PREFIXES, holding_of
from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Broken, Deferred
from feedmill.model import Decision, Delivery, Dismissal, Epoch, Erasure, Holding, Original, Refusal

DRAFT = ".draft-"
"""How the names of objects begin that are being written: a killed process leaves one behind, which is none yet."""


class FakeClock:
    """A clock that stands until it is moved. It is far ahead, so that every file a test makes has long been quiet."""

    def __init__(self, now: datetime = datetime(2090, 11, 24, 12, 0, tzinfo=UTC)) -> None:
        self.instant = now

    def now(self) -> datetime:
        return self.instant

    def move(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


def _nothing(_call: str) -> None:
    """Before a call: nothing."""


class FakeArchive:
    """`feedmill.ports.Archive` in a dict. `before` is called with the name of each call, and may raise."""

    def __init__(self, before: Callable[[str], None] = _nothing) -> None:
        self.objects: dict[str, bytes] = {}
        self.before = before

    def close(self) -> None:
        """Nothing is held."""

    def put_original(self, body: BinaryIO, original: Original) -> bool:
        self.before("put_original")
        key, data = records.original_key(original.sha256), body.read()
        if (hashlib.sha256(data).hexdigest(), len(data)) != (original.sha256, original.size):
            raise Deferred(ArchiveReason.SENT_DIFFERS, key)
        stored = self._put(key, data)
        standing = hashlib.sha256(self._get(key)).hexdigest()
        if standing not in {original.sha256, erasures.hash_left(self.erasures(original=original.sha256))}:
            raise Broken(ArchiveReason.ORIGINAL_DIFFERS, key)
        return stored

    def put_record(self, delivery: Delivery) -> Delivery:
        self.before("put_record")
        key = records.record_key(delivery)
        self._put(key, records.to_bytes(delivery))
        return records.from_bytes(self._get(key), key)

    def read_original(self, sha256: str) -> bytes:
        self.before("read_original")
        try:
            data = self._get(records.original_key(sha256))
        except (KeyError, FileNotFoundError):
            raise Broken(ArchiveReason.ORIGINAL_MISSING, sha256) from None
        if any(obeyed := list(self.erasures(original=sha256))):
            erasures.require_left(data, sha256, obeyed)
        elif hashlib.sha256(data).hexdigest() != sha256:
            raise Broken(ArchiveReason.ORIGINAL_DIFFERS, sha256)
        return data

    def original_url(self, sha256: str) -> str:
        return f"s3://fake/{records.original_key(sha256)}"

    def originals(self) -> Iterator[Original]:
        for key in self._keys(records.ORIGINALS):
            yield Original(key.rpartition("/")[2], len(self._get(key)))

    def holdings(self, kind: str | None = None) -> Iterator[Holding]:
        known = tuple(PREFIXES.values())
        for key in self._keys(PREFIXES[kind] if kind else ""):
            if kind or not key.startswith(known):
                yield holding_of(key, len(self._get(key)))

    def measure(self, sha256: str) -> Original:
        self.before("measure")
        try:
            data = self._get(records.original_key(sha256))
        except (KeyError, FileNotFoundError):
            raise Broken(ArchiveReason.ORIGINAL_MISSING, sha256) from None
        found = hashlib.sha256(data).hexdigest()
        obeyed = found == erasures.hash_left(self.erasures(original=sha256))
        return Original(sha256 if obeyed else found, len(data))

    def records(self, known: Container[str] = frozenset()) -> Iterator[Delivery]:
        keys = [key for key in self._keys(records.RECORDS) if records.id_in(key) not in known]
        return map(self._record, keys)

    def _record(self, key: str) -> Delivery:
        return records.from_bytes(self._get(key), key)

    def put_decision(self, decision: Decision) -> None:
        self.before("put_decision")
        self._put(decisions.decision_key(decision.id), decisions.to_bytes(decision))

    def decisions(self, known: Container[str] = frozenset()) -> Iterator[Decision]:
        keys = self._keys(decisions.DECISIONS)
        return map(self._decision, [key for key in keys if decisions.id_in(key) not in known])

    def put_dismissal(self, dismissal: Dismissal) -> None:
        self.before("put_dismissal")
        self._put(dismissals.dismissal_key(dismissal.id), dismissals.to_bytes(dismissal))

    def dismissals(self) -> Iterator[Dismissal]:
        return map(self._dismissal, self._keys(dismissals.DISMISSALS))

    def put_refusal(self, refusal: Refusal) -> None:
        self.before("put_refusal")
        self._put(refusals.refusal_key(refusal.id), refusals.to_bytes(refusal))

    def refusals(self, known: Container[str] = frozenset()) -> Iterator[Refusal]:
        keys = self._keys(refusals.REFUSALS)
        return map(self._refusal, [key for key in keys if refusals.id_in(key) not in known])

    def _refusal(self, key: str) -> Refusal:
        return refusals.from_bytes(self._get(key), key)

    def _dismissal(self, key: str) -> Dismissal:
        return dismissals.from_bytes(self._get(key), key)

    def _decision(self, key: str) -> Decision:
        return decisions.from_bytes(self._get(key), key)

    def put_epoch(self, epoch: Epoch) -> Epoch:
        self.before("put_epoch")
        key = epochs.epoch_key(epoch.number)
        self._put(key, epochs.to_bytes(epoch))
        return epochs.from_bytes(self._get(key), key)

    def epochs(self) -> Iterator[Epoch]:
        return (epochs.from_bytes(self._get(key), key) for key in self._keys(epochs.EPOCHS))

    def put_erasure(self, erasure: Erasure) -> None:
        self.before("put_erasure")
        self._put(erasures.erasure_key(erasure), erasures.to_bytes(erasure))

    def erasures(self, known: Container[str] = frozenset(), original: str | None = None) -> Iterator[Erasure]:
        keys = self._keys(erasures.prefix_of(original) if original else erasures.ERASURES)
        return (erasures.from_bytes(self._get(key), key) for key in keys if erasures.id_in(key) not in known)

    def erase(self, sha256: str) -> datetime | None:
        self.before("erase")
        key = records.original_key(sha256)
        self._replace(key, erasures.left_of(self._get(key), sha256, self.erasures(original=sha256)))
        return None

    def _put(self, key: str, data: bytes) -> bool:
        if key in self.objects:
            return False
        self.objects[key] = data
        return True

    def _replace(self, key: str, data: bytes) -> None:
        self.objects[key] = data

    def _get(self, key: str) -> bytes:
        return self.objects[key]

    def _keys(self, prefix: str) -> list[str]:
        return sorted(key for key in list(self.objects) if key.startswith(prefix))


class FolderArchive(FakeArchive):
    """The same in a folder, for processes that are killed: an object is there whole or not at all."""

    def __init__(self, folder: Path, before: Callable[[str], None] = _nothing) -> None:
        super().__init__(before)
        self.folder = folder

    def _put(self, key: str, data: bytes) -> bool:
        path = self.folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=DRAFT) as draft:
            draft.write(data)
            draft.flush()
            try:
                path.hardlink_to(draft.name)
            except FileExistsError:
                return False
        return True

    def _replace(self, key: str, data: bytes) -> None:
        draft = self.folder / f"{DRAFT}{hashlib.sha256(data).hexdigest()}"
        draft.write_bytes(data)
        draft.replace(self.folder / key)

    def _get(self, key: str) -> bytes:
        return (self.folder / key).read_bytes()

    def _keys(self, prefix: str) -> list[str]:
        files = (path for path in self.folder.rglob("*") if path.is_file() and not path.name.startswith(DRAFT))
        found = (str(path.relative_to(self.folder)) for path in files)
        return sorted(key for key in found if key.startswith(prefix))
