"""Two sorted streams side by side: what stands in both, and what in one of them alone. Neither is held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")
Key = Callable[[Any], Any]


def paired(
    left: Iterable[Left], right: Iterable[Right], of_left: Key, of_right: Key
) -> Iterator[tuple[Left | None, Right | None]]:
    """Each of both, with its like of the other stream, or None. Both have to ascend by their keys."""
    ones, others = iter(left), iter(right)
    one, other = next(ones, None), next(others, None)
    while one is not None or other is not None:
        if other is None or (one is not None and of_left(one) < of_right(other)):
            yield one, None
            one = next(ones, None)
        elif one is None or of_right(other) < of_left(one):
            yield None, other
            other = next(others, None)
        else:
            yield one, other
            one, other = next(ones, None), next(others, None)
