"""JSON text to values, with care: what is odd is kept or named, what is broken is told with its place.

A repeated key: the last value holds, as parsers of all languages have it, and the record says which key it was. NaN,
Infinity and numbers of thousands of digits are no values. Concatenated values are read one after the other. Of broken
or truncated JSON, what is complete in its arrays and objects is kept, and every other part is a place with a reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from feedmill.errors import Rejected
from feedmill.reading.jsons.scanning import MAX_DEPTH, Part, Places, behind_blanks, depth_of, parts_of
from feedmill.reading.reasons import ReadingReason

LONGEST_NUMBER = 4000
"""Digits of the longest number that is taken as one; Python itself stops at 4,300."""

MAX_CONTAINERS = 1_000_000
MAX_COMMAS = 8_000_000

ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4}))?')
NO_ESCAPE = "\ufdd0"
"""Stands for a backslash that escapes nothing, as long as the text is parsed: no text has this character."""

NO_NAME = "Expecting property name"
NAME, LOOSE = re.compile(r"[A-Za-z_$][\w$]{0,60}\s{0,20}:"), re.compile(r"'|//|/\*")
"""What JSON5 and JavaScript allow where JSON does not: names without quotes, single quotes, comments."""

SALVAGED_DEPTH = 4
"""How deep lists of records are looked for in broken JSON."""


class Repeated(dict[str, Any]):
    """An object with a key that stands in it more than once: `keys` names these; the last value of each holds."""

    repeated: tuple[str, ...] = ()


class Partial(dict[str, Any]):
    """What is left of an object that is broken: good for finding what is whole within it, and for nothing else."""


@dataclass(frozen=True, slots=True)
class NoValue:
    """What stands in the place of a value and is none: NaN, Infinity, a number without measure."""

    said: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of the text, from `start` to `end`, that is no JSON, and why."""

    start: int
    end: int
    reason: ReadingReason
    detail: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A value from `start` to `end`. What could not be read stands in its lists as `Broken`, or in `broken`.

    `whole` says why, where the value as a whole is broken; `notes` what was odd in all of it.
    """

    value: Any
    start: int
    end: int
    broken: tuple[Broken, ...] = ()
    whole: Broken | None = None
    notes: tuple[str, ...] = ()


def load(text: str) -> Iterator[Loaded | Broken]:
    """The values of a text, one after the other. What follows the last one and is none is `Broken`.

    Raises `Rejected`: too_complex when it is nested too deep; not_well_formed or truncated when nothing can be had.
    """
    check(text)
    at = first = behind_blanks(text, 0, len(text))
    escaped: tuple[str, ...] = ()
    while at < len(text):
        try:
            value, end = _decoder().raw_decode(text, at)
        except ValueError as error:
            if _is_escape(error) and not escaped:
                text, escaped = ESCAPE.sub(_kept, text), (f"not_well_formed: {error}",)
                continue
            found = _mended(text, at, error) if at == first else _broken(text, at, len(text), error)
            yield _unescaped(found, escaped) if isinstance(found, Loaded) else found
            return
        yield _unescaped(Loaded(value, at, end), escaped)
        at = behind_blanks(text, end, len(text))


def _is_escape(error: ValueError) -> bool:
    """Whether all that is wrong is a backslash before a character that JSON does not escape."""
    return isinstance(error, json.JSONDecodeError) and error.msg.startswith("Invalid \\")


def _kept(escape: re.Match[str]) -> str:
    """An escape of JSON as it is; in the place of a backslash that is none, what is taken out when it was parsed."""
    return escape[0] if escape[1] else NO_ESCAPE


def _unescaped(loaded: Loaded, notes: tuple[str, ...]) -> Loaded:
    """The value without the backslashes that escape nothing, and with the notes on them."""
    return replace(loaded, value=_without(loaded.value), notes=notes) if notes else loaded


def _without(value: Any) -> Any:
    """The value, its texts without what stands for backslashes that escape nothing."""
    if isinstance(value, str):
        return value.replace(NO_ESCAPE, "")
    if isinstance(value, list):
        value[:] = map(_without, value)
    elif isinstance(value, dict):
        for key, one in value.items():
            value[key] = _without(one)
    return value


def decode(text: str) -> Any:
    """The one value of a text. Raises `ValueError` where it is no JSON, `Rejected` (too_complex) where it is unsafe."""
    check(text)
    return _decoder().decode(text)


def forgiven(text: str) -> tuple[Any, tuple[str, ...]]:
    """The one value of a text, and a note where backslashes that escape nothing were taken out. Raises as `decode`."""
    try:
        return decode(text), ()
    except ValueError as error:
        if not _is_escape(error):
            raise
        return _without(_decoder().decode(ESCAPE.sub(_kept, text))), (f"not_well_formed: {error}",)


def check(text: str) -> None:
    """Raise `Rejected` (too_complex) for what is not safe to parse. Linear in the text's length."""
    parts = text.count("[") + text.count("{")
    if parts > MAX_CONTAINERS or text.count(",") > MAX_COMMAS:
        raise Rejected(ReadingReason.TOO_COMPLEX, f"{parts} arrays and objects, {text.count(',')} commas in JSON")
    deep = depth_of(text)
    if deep > MAX_DEPTH:
        raise Rejected(ReadingReason.TOO_COMPLEX, f"JSON {deep} levels deep, the limit is {MAX_DEPTH}")


def _decoder() -> json.JSONDecoder:
    """Takes raw line ends and tabs in strings, as careless writers leave them there."""
    return json.JSONDecoder(
        object_pairs_hook=_object, parse_int=_integer, parse_float=_decimal, parse_constant=NoValue, strict=False
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; one that says a key twice remembers which."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    keys = [key for key, _ in pairs]
    noted = Repeated(made)
    noted.repeated = tuple(key for key in made if keys.count(key) > 1) if len(keys) <= 1000 else ("more than one",)
    return noted


def _integer(digits: str) -> int | NoValue:
    return int(digits) if len(digits) <= LONGEST_NUMBER else NoValue(f"a number of {len(digits)} digits")


def _decimal(digits: str) -> float | NoValue:
    return float(digits) if len(digits) <= LONGEST_NUMBER else NoValue(f"a number of {len(digits)} digits")


def _broken(text: str, start: int, end: int, error: ValueError) -> Broken:
    """A part of the text as a place with its reason."""
    place = error.pos if isinstance(error, json.JSONDecodeError) else start
    said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    ended = place >= len(text.rstrip()) or said.startswith("Unterminated string")
    loose = said.startswith(NO_NAME) and NAME.match(text, place) is not None
    loose = loose or LOOSE.match(text, place) is not None
    reason = ReadingReason.JSON5 if loose else ReadingReason.NOT_WELL_FORMED
    reason = ReadingReason.TRUNCATED if ended else reason
    return Broken(start, end, reason, f"{Places(text).told(place)}: {said}")


def _mended(text: str, start: int, error: ValueError) -> Loaded:
    """What can be had of JSON that is broken. Raises `Rejected` when that is nothing."""
    whole = _broken(text, start, len(text), error)
    rescue = _Rescue(text)
    value = rescue.value(start, SALVAGED_DEPTH) if text[start] in "[{" else None
    if not rescue.complete:
        raise Rejected(whole.reason, whole.detail)
    lost = tuple(rescue.lost) if rescue.parts_told else (replace(whole, start=len(text.rstrip()), end=len(text)),)
    return Loaded(value, start, len(text), lost, whole)


def _holds_objects(value: Any) -> bool:
    """Whether a value is an object, or a list with one."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


class _Rescue:
    """Takes broken JSON apart, and keeps each part that is whole in itself."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = Places(text)
        self.lost: list[Broken] = []
        self.complete = 0
        self.parts_told = 0

    def value(self, start: int, depth: int) -> Any:
        """The array or object at `start`, as far as it can be read."""
        parts = parts_of(self.text, start)
        if self.text[start] == "[":
            return [self.element(part) for part in parts]
        members = Partial()
        for part in parts:
            members.update(self.member(part, depth - 1))
        return members

    def element(self, part: Part) -> Any:
        """An element of an array, or why it is none."""
        try:
            value = _decoder().decode(self.text[part.start : part.end])
        except ValueError as error:
            return self.told(part, error)
        self.complete += isinstance(value, dict)
        return value

    def member(self, part: Part, depth: int) -> dict[str, Any]:
        """A member of an object; of one that is broken, what its own parts give."""
        try:
            found: dict[str, Any] = _decoder().decode(f"{{{self.text[part.start : part.end]}}}")
        except ValueError as error:
            key = self.text[part.start : part.value].rstrip(": \t\r\n").strip('"')
            before, inside = self.parts_told, {}
            if depth > 0 and self.text[part.value : part.value + 1] in ("[", "{"):
                inside = {key: self.value(part.value, depth)}
            if self.parts_told == before:
                told = self.told(part, error, 1)
                self.lost.append(replace(told, start=part.end) if inside else told)
            return inside
        self.complete += any(map(_holds_objects, found.values()))
        return found

    def told(self, part: Part, error: ValueError, shift: int = 0) -> Broken:
        """A part that is no JSON; its place is told in the whole text. It was parsed behind `shift` characters."""
        self.parts_told += 1
        inside = error.pos - shift if isinstance(error, json.JSONDecodeError) else 0
        place = max(part.start, min(part.start + inside, part.end - 1))
        said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        reason = ReadingReason.NOT_WELL_FORMED if part.closed else ReadingReason.TRUNCATED
        return Broken(part.start, part.end, reason, f"{self.places.told(place)}: {said}")
