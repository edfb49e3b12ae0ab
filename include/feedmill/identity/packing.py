"""A form as bytes, for a table to keep: a header, the words' hashes, the facts' bits, the headline's hashes."""

from __future__ import annotations

import struct

import numpy as np

from feedmill.identity.forms import Form
from feedmill.model import Kind

HEADER = struct.Struct("<BBIHH32s")
"""Kind, cut, length, words kept, words of headline, norm_id."""
KINDS = (Kind.FULL, Kind.EXCERPT)
MOST_HEADLINE = 0xFFFF


def packed(form: Form) -> bytes:
    """The form as bytes."""
    headline = form.headline[:MOST_HEADLINE]
    header = HEADER.pack(
        KINDS.index(form.kind), form.cut, form.length, len(form.words), len(headline), bytes.fromhex(form.norm_id)
    )
    parts = (form.words.astype("<u4").tobytes(), np.packbits(form.facts).tobytes(), headline.astype("<u4").tobytes())
    return b"".join((header, *parts))


def unpacked(data: bytes) -> Form:
    """The form that these bytes are."""
    kind, cut, length, words, headline, norm = HEADER.unpack_from(data)
    facts = HEADER.size + 4 * words
    title = facts + (words + 7) // 8
    return Form(
        norm_id=norm.hex(),
        kind=KINDS[kind],
        cut=bool(cut),
        length=length,
        words=np.frombuffer(data, "<u4", words, HEADER.size).astype(np.uint32, copy=False),
        facts=np.unpackbits(np.frombuffer(data, np.uint8, title - facts, facts), count=words).view(np.bool_),
        headline=np.frombuffer(data, "<u4", headline, title).astype(np.uint32, copy=False),
    )
