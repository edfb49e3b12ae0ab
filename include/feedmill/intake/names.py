"""What arrivals are called: names for people, names that are passed over, delivery ids, tokens.

Pure functions. Names are bytes, as Linux has them; text is only for showing.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime

from feedmill.model import Original, Way

TOKEN_TIME = "%Y%m%dT%H%M%S.%fZ"  # noqa: S105 -- the form of a date
UNFINISHED = (b".part", b".tmp", b".crdownload")


def shown(raw: bytes) -> str:
    r"""A name as it is shown: on one line, unambiguous, and nothing in it acts on a terminal.

    Bytes that are not UTF-8 become `\xNN`, control and format characters `\xNN` or `\uNNNN`, a backslash `\\`.
    """
    return "".join(_shown(character) for character in raw.decode("utf-8", "surrogateescape"))


def _shown(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return r"\\"
    if character.isprintable():
        return character
    if code < 0x80 or 0xDC80 <= code <= 0xDCFF:  # ASCII, or a byte that surrogateescape let through
        return rf"\x{code & 0xFF:02x}"
    return rf"\u{code:04x}" if code <= 0xFFFF else rf"\U{code:08x}"


def ignored(raw: bytes) -> bool:
    """Whether a name says that the file is none, or not yet: `.*`, `*.part`, `*.tmp`, `*.crdownload`."""
    return raw.startswith(b".") or raw.lower().endswith(UNFINISHED)


def delivery_id(way: Way, source: str, raw_name: bytes, original: Original, token: str) -> str:
    """The id of a delivery (64 hex digits): the same arrival has the same one, whoever tries how often.

    Each part is hashed behind its length, so that no two lists of parts are the same bytes.
    """
    parts = (way.value.encode(), source.encode(), raw_name, original.sha256.encode(), token.encode())
    return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()


def new_token(now: datetime) -> str:
    """A token for an arrival that happens now: unique, and sorted by time as text."""
    return f"{now.astimezone(UTC).strftime(TOKEN_TIME)}-{secrets.token_hex(6)}"


def token_time(token: str) -> datetime:
    """The instant in a token, so that a retry tells the same time. Raises `ValueError` when it is none."""
    return datetime.strptime(token.partition("-")[0], TOKEN_TIME).replace(tzinfo=UTC)
