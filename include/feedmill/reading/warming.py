"""What reading takes time to start, begun before the first file is there: a reading process.

Knows nothing of formats. Nothing waits for it, and nothing goes wrong where it is never called.
"""

from __future__ import annotations

import contextlib
import threading
from functools import cache

from feedmill.errors import Outage
from feedmill.reading.apart.process import Bounds, borrowed


@cache
def prepare() -> None:
    """Begin to start it, beside what the caller goes on to do. Calling it again does nothing."""
    threading.Thread(target=_start, name="feedmill-reader", daemon=True).start()


def _start() -> None:
    """Have a reading process wait for its first file; where none can be started, the first file says so."""
    with contextlib.suppress(Outage), borrowed(Bounds()) as process:
        process.largest = 1  # as if it were done with a file: it is kept for the next
