"""Whether bytes are mail: a block of header fields, some of them such as only mail has; a memo stays text."""

from __future__ import annotations

import re

HEAD = 32 * 1024
FIELD = re.compile(rb"([!-9;-~]{1,60})[ \t]{0,4}:")
FROM_LINE = re.compile(rb"From (?:[^\s@]{1,100}@|[^\s].{0,200}\b(?:19|20)\d\d\b)")
KNOWN = frozenset(
    b"""
    from to cc bcc subject date message-id mime-version content-type content-transfer-encoding reply-to sender
    received return-path delivered-to in-reply-to references list-id list-unsubscribe x-mailer x-priority
    """.split()
)
TELLING = frozenset(b"message-id mime-version received return-path delivered-to x-original-to list-id".split())
ADDRESS = re.compile(rb"^from[ \t]{0,4}:[^\n]{0,200}?[\w.+-]@[\w.-]", re.IGNORECASE)
ENOUGH = 3


def is_mbox(head: bytes) -> bool:
    """Whether the bytes begin with a line `From ...` and header fields below it."""
    first, _, rest = head.lstrip(b"\r\n")[:HEAD].partition(b"\n")
    begun = FROM_LINE.match(first) is not None or (first.startswith(b"From ") and _is_addressed(rest))
    return begun and FIELD.match(rest) is not None and _known(rest) >= 2


def is_mail(head: bytes) -> bool:
    """Whether the bytes begin with the header of a message: fields that mail has, and one that nothing else has."""
    block = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")[:HEAD]
    if FIELD.match(block) is None and not block.startswith((b">From ", b"From ")):
        return False
    names = {name for name, _ in fields_of(block)}
    return len(names & TELLING) >= 2 or (len(names & KNOWN) >= ENOUGH and _is_addressed(block))


def fields_of(block: bytes) -> list[tuple[bytes, bytes]]:
    """The names of the fields down to the first blank line, in lower case, each with its first line.

    Empty where another line than a field or its continuation stands there.
    """
    names: list[tuple[bytes, bytes]] = []
    for line in block.splitlines():
        if not line.strip():
            break
        field = FIELD.match(line)
        if field is not None:
            names.append((field[1].lower(), line))
        elif not (names and line[:1] in b" \t") and not (not names and line.startswith((b">From ", b"From "))):
            return []
    return names


def _known(block: bytes) -> int:
    """How many fields that mail has stand in the header."""
    return len({name for name, _ in fields_of(block)} & KNOWN)


def _is_addressed(block: bytes) -> bool:
    """Whether a field that only mail has is there, or a sender with an address."""
    fields = fields_of(block)
    return any(name in TELLING or name.startswith(b"x-") for name, _ in fields) or any(
        ADDRESS.match(line) is not None for _, line in fields
    )
