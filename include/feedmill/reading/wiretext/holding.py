"""Whether a line of IPTC 7901 holds its story back."""

from __future__ import annotations

from feedmill.reading.wiretext.embargoes import HELD, UNTIL, closed_up
from feedmill.reading.wiretext.stamps import read_release

MOST_HELD = 120
ANY_YEAR = 2000
"""A leap year, where only it counts whether a line names a day."""


def is_held(line: str) -> bool:
    """Whether a line holds the story back: it begins so, and says until when; a headline may begin with `Embargo`."""
    line = closed_up(line.lstrip(" *+#=-"))
    found = HELD.match(line)
    if found is None or "embarg" not in found[0].lower():
        return found is not None
    return UNTIL.match(line[:MOST_HELD]) is not None or read_release(line[:MOST_HELD], ANY_YEAR) is not None
