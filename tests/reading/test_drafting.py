"""Frozen records made from drafts that are not."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any, cast

import pytest

from feedmill.model import Block, Document, Locator, Role, Shape, Stated
from feedmill.reading.drafting import drafted, redrafted


@dataclass(frozen=True, slots=True)
class Record:
    """A record with each kind of field."""

    name: str
    number: int = 3
    parts: list[str] = field(default_factory=list)


@pytest.mark.parametrize(
    ("record", "values"),
    [
        (Record, {"name": "x"}),
        (Record, {"name": "x", "number": 4, "parts": ["y"]}),
        (Locator, {}),
        (Locator, {"member": "a", "byte_start": 1, "byte_end": 2}),
        (Block, {"span": (0, 3), "role": Role.ITEM}),
        (Stated, {"headline": "H", "keywords": ("a", "b"), "fields": (("headline", "hl1"),)}),
        (Document, {"ordinal": 0, "format": "nitf", "shape": Shape.ITEM, "text": "x"}),
    ],
)
def test_a_drafted_record_is_the_record(record: type[Any], values: dict[str, object]) -> None:
    made, plain = drafted(record)(**values), record(**values)
    assert type(made) is record
    assert (made, repr(made)) == (plain, repr(plain))
    assert copy.copy(made) == pickle.loads(pickle.dumps(made)) == plain  # noqa: S301 -- it is made here


def test_a_redrafted_record_differs_in_what_was_changed_alone() -> None:
    one = Record("x", 4, ["y"])
    assert redrafted(one, drafted(Record), number=5) == replace(one, number=5)
    with pytest.raises(TypeError):
        redrafted(one, drafted(Record), other=5)


def test_a_drafted_record_is_frozen_and_hashes_as_the_record_does() -> None:
    made = drafted(Locator)(None, 1, 2)
    assert hash(made) == hash(Locator(None, 1, 2))
    for one in fields(made):
        with pytest.raises(FrozenInstanceError):
            setattr(made, one.name, 3)


def test_what_is_made_anew_for_each_record_is_so_for_drafted_ones() -> None:
    make = drafted(Record)
    assert make("x").parts is not make("x").parts


def test_a_field_without_a_default_has_to_be_given() -> None:
    with pytest.raises(TypeError):
        drafted(cast("type[Any]", Record))()
