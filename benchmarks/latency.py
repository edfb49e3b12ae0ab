"""How long it takes from the hand-over of a file (its rename into the inbox) until its row is in the warehouse.

`python -m benchmarks.latency [tuned|default]`: 20 files one by one, then 50 within a second, on an Airflow of its
own in a temporary home. The first file after the start pays for cold imports; it is shown apart.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.airflow.server import Server, eventually

FILES = 20
BURST = 50
PATIENCE = 60.0


def main() -> None:
    """Measure with the settings that are named, by default with both."""
    for name in sys.argv[1:] or ["tuned", "default"]:
        with tempfile.TemporaryDirectory(prefix="feedmill-latency-") as home:
            server = Server(Path(home), tuned=name == "tuned")
            started = time.monotonic()
            server.start()
            print(f"{name}: healthy {time.monotonic() - started:.1f} s after the start", flush=True)
            try:
                measure(server, name)
            finally:
                server.stop()


def measure(server: Server, name: str) -> None:
    """Print the figures of one served home."""
    print(f"{name}: first file {latency(server, 'first.txt'):.2f} s", flush=True)
    found = sorted(latency(server, f"single-{number:02}.txt") for number in range(FILES))
    middle = statistics.median(found)
    print(f"{name}: {FILES} files one by one: median {middle:.2f} s, least {found[0]:.2f} s, most {found[-1]:.2f} s")
    print(f"{name}: {burst(server)}", flush=True)


def latency(server: Server, name: str) -> float:
    """Seconds from the hand-over of one file until its delivery is complete."""
    started = time.monotonic()
    server.drop(name, f"The council met about {name}.\nIt decided to build a bridge over the river.\n")
    loaded = eventually(lambda: server.loaded(name), PATIENCE)
    took = time.monotonic() - started
    if not loaded:
        raise TimeoutError(f"{name} was not loaded within {PATIENCE:.0f} s")
    time.sleep(1.5)  # the run itself ends a little after its last row
    return took


def burst(server: Server) -> str:
    """Many files at once: how long until the last is loaded, and whether each was loaded once."""
    started = time.monotonic()
    for number in range(BURST):
        server.drop(f"burst-{number:02}.txt", f"The council met for the {number}th time.\nIt decided to build on.\n")
    dropped = time.monotonic() - started
    eventually(lambda: len(server.loaded("burst-%")) >= BURST, PATIENCE)
    took = time.monotonic() - started
    found = server.loaded("burst-%")
    once = len(set(found))
    return f"{BURST} files in {dropped:.2f} s: {once} loaded, {len(found) - once} twice, after {took:.2f} s"


if __name__ == "__main__":
    main()
