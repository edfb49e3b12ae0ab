"""What the members of an archive are called: labels in a path, and never places on a disk."""

from __future__ import annotations

import re
from collections import Counter

from feedmill.errors import Rejected
from feedmill.model import Locator, RejectedDocument
from feedmill.reading.piece import STEP, Piece
from feedmill.reading.reasons import ReadingReason

LONGEST = 1000
ESCAPED = re.compile("[!%#\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
DRIVE = re.compile(r"[A-Za-z]:[/\\]")
CONTROL = re.compile("[\x00-\x1f\x7f]")
ADDED_BY_SYSTEMS = frozenset((".ds_store", "thumbs.db", "desktop.ini"))


def decoded_name(raw: bytes, *, otherwise: str = "cp437") -> str:
    """A name as text: UTF-8 where it is that, whatever else was promised; else by the encoding that archives use."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(otherwise, errors="replace")


def check_name(name: str) -> None:
    """Raise `Rejected` (unsafe_name) for a name that no honest archive has."""
    parts = name.replace("\\", "/").split("/")
    if not parts[0] or DRIVE.match(name) or ".." in parts or CONTROL.search(name):
        raise Rejected(ReadingReason.UNSAFE_NAME, repr(name[:LONGEST]))


def is_furniture(name: str, size: int) -> bool:
    """Whether a member is a folder, or something that an operating system added."""
    parts = name.replace("\\", "/").split("/")
    folder = not parts[-1] and size == 0
    return folder or parts[-1].lower() in ADDED_BY_SYSTEMS or "__MACOSX" in parts


def refused(piece: Piece, step: str, error: Rejected) -> RejectedDocument:
    """The place of a member that cannot be read, and why."""
    path = step if piece.member is None else f"{piece.member}{STEP}{step}"
    return RejectedDocument(str(error.reason), error.detail, Locator(path))


class Steps:
    """Makes the steps of one archive: the second member of a name is `name#2`."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def step(self, name: str) -> str:
        """The step for the next member of this name: `!`, `%`, `#` and what does not print are percent-encoded."""
        plain = ESCAPED.sub(_percent, name[:LONGEST])
        self._seen[plain] += 1
        return plain if self._seen[plain] == 1 else f"{plain}#{self._seen[plain]}"


def _percent(match: re.Match[str]) -> str:
    """A character as the percent-encoded bytes of its UTF-8."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", errors="surrogatepass"))
