"""Frozen records to JSON and back: what comes back is checked against the records' own types, and can be nothing else.

A record is a list of its fields in their order, `[]` standing for trailing defaults left out; dates are ISO 8601.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from feedmill.model import Document, RejectedDocument, Source

Convert = Callable[[Any], Any]
KINDS: dict[str, type] = {"document": Document, "source": Source, "rejected": RejectedDocument}
NAMES = {kind: name for name, kind in KINDS.items()}


def pack(message: dict[str, Any]) -> bytes:
    """A message as bytes. Half surrogate pairs, which a text may hold, come through."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> dict[str, Any]:
    """A message again. Raises `ValueError` for what is none."""
    message = json.loads(data.decode("utf-8", "surrogatepass"))
    if not isinstance(message, dict):
        raise ValueError("no message")  # noqa: TRY004 -- what is wrong is the value that came, not a caller's type
    return message


def told(found: Document | Source | RejectedDocument) -> dict[str, Any]:
    """What was found, as a message."""
    kind: Any = type(found)
    return {NAMES[kind]: writer(kind)(found)}


def heard(message: dict[str, Any]) -> Document | Source | RejectedDocument | None:
    """What a message says was found; None where it says something else. Raises `ValueError` for what cannot be."""
    for name, kind in KINDS.items():
        if name in message:
            found: Document | Source | RejectedDocument = reader(kind)(message[name])
            return found
    return None


@cache
def writer(kind: Hashable) -> Convert:
    """What turns a value of a type into what JSON holds."""
    if is_dataclass(kind):
        return _record_writer(kind)
    if get_origin(kind) in (Union, UnionType):
        inner = writer(_optional(kind))
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        of, *rest = get_args(kind)
        if rest == [Ellipsis] and _plain(of) is None:
            inner = writer(of)
            return lambda value: [inner(one) for one in value]
        return list
    if kind is datetime:
        return datetime.isoformat
    return lambda value: value


def _record_writer(kind: Any) -> Convert:
    hints = get_type_hints(kind)
    names = [(field.name, writer(hints[field.name]), _default(field)) for field in fields(kind)]

    def write(record: Any) -> list[Any]:
        values = [getattr(record, name) for name, _, _ in names]
        while values and values[-1] == names[len(values) - 1][2]:
            values.pop()
        return [convert(value) for value, (_, convert, _) in zip(values, names, strict=False)]

    return write


@cache
def reader(kind: Hashable) -> Convert:
    """What turns JSON into a value of a type. It raises `ValueError` for anything else."""
    if is_dataclass(kind):
        return _record_reader(kind)
    if get_origin(kind) in (Union, UnionType):
        inner = reader(_optional(kind))
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        return _tuple_reader(*get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is datetime:
        return lambda value: datetime.fromisoformat(_is(str, value))
    return _plain_reader(_plain(kind))


def _record_reader(kind: Any) -> Convert:
    hints = get_type_hints(kind)
    readers = [reader(hints[field.name]) for field in fields(kind)]

    def read(values: Any) -> Any:
        if not isinstance(values, list) or len(values) > len(readers):
            raise ValueError(f"no {kind.__name__}")
        try:
            return kind(*[convert(value) for convert, value in zip(readers, values, strict=False)])
        except TypeError as error:
            raise ValueError(str(error)) from None

    return read


def _tuple_reader(of: Any, *rest: Any) -> Convert:
    """Of as many values as there are, or of a fixed number."""
    if rest == (Ellipsis,):
        each = reader(of)
        return lambda values: tuple([each(value) for value in _is(list, values)])
    readers = [reader(one) for one in (of, *rest)]
    return lambda values: tuple([r(value) for r, value in zip(readers, _is(list, values), strict=True)])


def _plain_reader(kind: type | None) -> Convert:
    if kind is None:
        raise TypeError("a record has a field of a type that is not known here")
    return lambda value: _is(kind, value)


def _is(kind: type, value: Any) -> Any:
    """The value, when it is of the type (whole numbers are floats too)."""
    if type(value) is kind or (kind is float and type(value) is int):
        return value
    raise ValueError(f"{type(value).__name__} where {kind.__name__} stands")


def _plain(kind: Any) -> type | None:
    """A type that JSON has, or None."""
    return kind if kind in (str, int, float, bool) else None


def _optional(kind: Any) -> Any:
    """The type of which there may be none."""
    (inner,) = (one for one in get_args(kind) if one is not NoneType)
    return inner


def _default(field: Any) -> Any:
    """A field's default; something that nothing equals where it has none."""
    return field.default if field.default is not MISSING else object()
