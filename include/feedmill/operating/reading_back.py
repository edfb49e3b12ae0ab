"""Originals are read back from the archive and hashed, several at a time; with a closer look, parsed again too."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from feedmill.errors import Broken
from feedmill.model import ERASED, Original, Parse
from feedmill.ports import Archive

HANDS = 4
"""So many originals are on their way at a time: a single reader waits more than it reads."""

Read = TypeVar("Read")

Parsing = Callable[[str, bytes], Parse | None]
"""Parses bytes anew, by the stages of now; None where that cannot be told just now (a reader that was ended)."""

Differing = Callable[[Parse], Iterable[str]]
"""How the rows of an original differ from what its bytes give now."""


@dataclass(frozen=True, slots=True)
class Closer:
    """A closer look than at hashes: how bytes are parsed, what then differs, and the largest original that is."""

    parse: Parsing
    differing: Differing
    max_bytes: int


@dataclass(frozen=True, slots=True)
class ReadBack:
    """An original that was read back: what is broken, in words, and whether it was parsed again."""

    original: Original
    broken: tuple[str, ...] = ()
    parsed: bool = False


def read_back(originals: Iterable[Original], archive: Archive, closer: Closer | None = None) -> Iterator[ReadBack]:
    """Read each original back, in their order. Raises `ArchiveOutage`: what came before stands."""
    if closer is None:
        for one, error in _ahead(lambda one: _measured(one, archive), originals):
            yield ReadBack(one, (error,) if error else ())
        return
    for one, data in _ahead(lambda one: _bytes(one, archive, closer.max_bytes), originals):
        yield _looked_at(one, data, closer)


def _looked_at(original: Original, data: bytes | str | None, closer: Closer) -> ReadBack:
    if isinstance(data, str):
        return ReadBack(original, (data,))
    parse = None if data is None else closer.parse(original.sha256, data)
    if parse is None:
        return ReadBack(original)
    return ReadBack(original, tuple(closer.differing(parse)), parsed=True)


def _bytes(original: Original, archive: Archive, most: int) -> bytes | str | None:
    """The bytes of an original; a string says what is wrong.

    None of one that is too large to be held (it was hashed), or of which nothing is left to be parsed.
    """
    if original.size > most:
        return _measured(original, archive)
    try:
        return archive.read_original(original.sha256)
    except Broken as error:
        return _measured(original, archive) if error.reason == ERASED else f"{error.reason}: {error.detail}"


def _measured(original: Original, archive: Archive) -> str | None:
    """What is wrong with the bytes that stand under an original's name; None: nothing."""
    try:
        found = archive.measure(original.sha256)
    except Broken as error:
        return f"{error.reason}: {error.detail}"
    if found == original:
        return None
    return f"original_differs: {found.size} bytes of hash {found.sha256} in the archive, not {original.size} bytes"


def _ahead(read: Callable[[Original], Read], originals: Iterable[Original]) -> Iterator[tuple[Original, Read]]:
    """What is read of each, in order: some are under way while one is looked at."""
    waiting: deque[tuple[Original, Future[Read]]] = deque()
    with ThreadPoolExecutor(HANDS) as hands:
        try:
            for one in originals:
                waiting.append((one, hands.submit(read, one)))
                if len(waiting) > 2 * HANDS:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            for _, future in waiting:
                future.cancel()
