"""Where a part of JSON stands in the bytes of its piece: found by its path, counted in the encoding of the text.

A place is stated only where the text is the bytes, one to one; elsewhere a locator has none.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cached_property

from feedmill.model import Locator
from feedmill.reading.jsons.scanning import Part, parts_of
from feedmill.reading.piece import Piece

Path = tuple[str | int, ...]


class Positions:
    """Finds parts by their paths, and counts bytes."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.text = piece.decoded.text
        self.encoding = piece.decoded.encoding
        self.parts: dict[tuple[int, Path], dict[str | int, Part]] = {}
        self.marks = [(0, piece.decoded.bom)]

    def of(self, start: int, path: Path) -> Locator:
        """The place of the part at a path in the value that begins at `start`."""
        part = self._part(start, path)
        return self.between(part.value, part.end) if part else Locator()

    def _part(self, start: int, path: Path) -> Part | None:
        """The part at a path, one step after the other; what was found on the way is kept."""
        at, part = start, None
        for step in range(len(path)):
            part = self._within(start, path[:step], at).get(path[step])
            if part is None:
                return None
            at = part.value
        return part

    def _within(self, start: int, path: Path, at: int) -> dict[str | int, Part]:
        """The parts of the array or object that begins at `at`, by their number or key."""
        known = self.parts.get((start, path))
        if known is None:
            listed = self.text[at] == "["
            known = {at if listed else self._key(part): part for at, part in enumerate(parts_of(self.text, at))}
            self.parts[start, path] = known
        return known

    def _key(self, part: Part) -> str:
        """The key of a member."""
        try:
            return str(json.JSONDecoder(strict=False).raw_decode(self.text, part.start)[0])
        except ValueError:
            return self.text[part.start : part.value].rstrip(": \t\r\n").strip('"')

    def between(self, start: int, end: int) -> Locator:
        """The bytes between two places of the text."""
        if not self.faithful:
            return Locator()
        return Locator(byte_start=self._byte(start), byte_end=self._byte(end))

    def _byte(self, place: int) -> int:
        """The byte at a place: counted from the nearest place before it that was asked for."""
        at = bisect_right(self.marks, (place, self.piece.size)) - 1
        char, byte = self.marks[at]
        byte += len(self.text[char:place].encode(self.encoding))
        if at == len(self.marks) - 1 and place > char:
            self.marks.append((place, byte))
        return byte

    @cached_property
    def faithful(self) -> bool:
        """Whether the text encoded again is the bytes."""
        decoded = self.piece.decoded
        if decoded.exact:
            return True
        try:
            return self.text.encode(self.encoding) == self.piece.data[decoded.bom :]
        except UnicodeEncodeError:
            return False
