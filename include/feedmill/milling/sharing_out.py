"""Work of the mill, done by so many processes: each has a mill of its own, over the same parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any, TypeVar

from feedmill import reading
from feedmill.milling.loading import Loading
from feedmill.operating.sharing import Answer, shared

Item = TypeVar("Item")
Result = TypeVar("Result")
Working = TypeVar("Working", bound=Loading)

Do = Callable[[Item], Result]
Opening = Callable[[], AbstractContextManager[Loading]]


def by_mills(
    mill: Working, items: Iterable[Item], method: Callable[[Working, Item], Result], *, jobs: int
) -> Iterator[Answer[Item, Result]]:
    """What a method of the mill makes of each item, in their order; with one job, this mill does it.

    `method` is a function that other processes can name: that of a class or a module.
    """
    if jobs == 1:
        return shared(items, partial(_own, mill, method), jobs=1)
    _ = mill.archive  # an embedded one is started once, and ends with its last user
    return shared(items, partial(_theirs, mill.another(), method), jobs=jobs)


@contextmanager
def _own(mill: Working, method: Callable[[Working, Item], Result]) -> Iterator[Do[Item, Result]]:
    reading.prepare()
    yield partial(method, mill)


@contextmanager
def _theirs(opening: Opening, method: Callable[[Any, Item], Result]) -> Iterator[Do[Item, Result]]:
    with opening() as mill:
        reading.prepare()
        yield partial(method, mill)
