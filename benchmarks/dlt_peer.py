"""dlt as a peer: the same stories merged into SQLite by their ids, as one would without feedmill.

Installed apart, from requirements-peers.lock: `make bench-storing` puts it into var/peers. It runs in a process of its
own, since it finds its own parts by what is installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

INSTALLED = Path(__file__).parents[1] / "var" / "peers" / "packages"


Tables = dict[str, tuple[list[str], list[dict[str, Any]]]]
"""For each table the columns of its key, and its rows."""


def dlt_seconds(tables: Tables, folder: Path) -> float:
    """Seconds that a run of dlt takes to merge these rows, once its tables are there."""
    folder.mkdir()
    paths = os.pathsep.join((str(INSTALLED), str(Path(__file__).parents[1])))
    environment = os.environ | {"PYTHONPATH": paths, "RUNTIME__DLTHUB_TELEMETRY": "false", "HOME": str(folder)}
    command = [sys.executable, "-m", "benchmarks.dlt_peer", str(folder)]
    sent = json.dumps(tables, default=_plain).encode()
    told = subprocess.run(command, input=sent, capture_output=True, check=True, env=environment, cwd=folder)
    return float(told.stdout.split()[-1])


def _plain(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def main(folder: Path) -> None:
    """Merge the rows on standard input, and print the seconds that it took."""
    import dlt

    tables: Tables = json.load(sys.stdin)
    destination = dlt.destinations.sqlalchemy(f"sqlite:///{folder}/stories.db")
    pipeline = dlt.pipeline("peer", pipelines_dir=str(folder), destination=destination, dataset_name="peer")

    def resources(most: int | None) -> list[Any]:
        how = {"write_disposition": "merge", "max_table_nesting": 0}
        return [
            dlt.resource(rows[:most], name=name, primary_key=key, **how) for name, (key, rows) in tables.items() if rows
        ]

    pipeline.run(resources(1))
    started = time.perf_counter()
    pipeline.run(resources(None))
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
