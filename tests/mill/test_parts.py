"""The parts that the mill is made of do not take names from each other."""

from __future__ import annotations

import inspect
from itertools import combinations

from feedmill.mill import Mill

LEFT = {"_take_again"}
"""What a part leaves to one that stands on it."""


def extends(part: type, name: str) -> bool:
    """Whether a part's method calls that of the part that it stands on."""
    return f"super().{name}(" in inspect.getsource(vars(part)[name])


def test_no_part_takes_a_name_that_another_has() -> None:
    parts = [one for one in Mill.__mro__ if one.__module__.startswith("feedmill.")]
    taken = [
        f"{name}: {above.__name__}, {below.__name__}"
        for above, below in combinations(parts, 2)
        for name in vars(above).keys() & vars(below).keys()
        if inspect.isfunction(vars(above)[name]) and not name.startswith("__")
        if name not in LEFT and not extends(above, name)
    ]
    assert taken == []
