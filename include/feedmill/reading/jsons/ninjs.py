"""ninjs 1.0 to 3.x (IPTC) and the JSON items of agencies: Superdesk, AP, AFP, dpa, Reuters, TT, NTB, STT, Belga.

Fields are known by name, versions of the standard by nothing: agencies mix them. Events and plannings are left out,
each with its reason. Sources of the rules: the ninjs schemas of the IPTC and the agencies' published items.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.model import Document, RejectedDocument
from feedmill.reading.jsons.reading import read_json
from feedmill.reading.piece import Piece


def read_ninjs(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The items of a piece: one, a list, or an answer of an interface around them. Raises as `read_json` does."""
    return read_json(piece)
