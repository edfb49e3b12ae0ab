"""What the suite saw: each fault, where, how often, and what came of it; as lines in a file, and as the table of them.

`python -m tests.faults.telling` makes the table of what the last `make faults` wrote, prints it, and writes
docs/faults.md.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "faults"
PAGE = ROOT / "docs" / "faults.md"
OPENING, CLOSING = "<!-- the last long run -->\n", "<!-- end of the last long run -->"

LONG = os.environ.get("FEEDMILL_FAULTS") == "long"
"""Whether this is `make faults`; in `make test` runs a short part."""

EQUAL = "as undisturbed"


@dataclass(frozen=True, slots=True)
class Told:
    """A fault that was tried. `hits` times it struck (a kill may come too late); `wrong` is what came out otherwise."""

    fault: str
    place: str
    hits: int = 1
    outcome: str = EQUAL
    wrong: tuple[str, ...] = ()


def tell(fault: str, place: str, wrong: Iterable[str], *, hits: int = 1, outcome: str = EQUAL) -> None:
    """Note what came of a fault, and fail where anything is wrong."""
    told = Told(fault, place, hits, outcome, tuple(wrong))
    if LONG:
        FOLDER.mkdir(parents=True, exist_ok=True)
        with (FOLDER / f"told-{os.getpid()}.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(told)) + "\n")
    assert not told.wrong, f"{fault} on {place}: {told.wrong}"


def all_told(folder: Path) -> list[Told]:
    """Everything that was noted."""
    lines = [line for path in sorted(folder.glob("told-*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [Told(**{**row, "wrong": tuple(row["wrong"])}) for row in map(json.loads, lines)]


def table(told: Iterable[Told]) -> str:
    """A row for each fault, place and outcome, with counts: homes tried, strikes, homes that came out otherwise."""
    found: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one in told:
        found[one.fault, one.place, one.outcome].append(one)
    rows = [
        f"| {fault} | {place} | {len(ones)} | {sum(one.hits for one in ones)} | {outcome} | "
        f"{sum(bool(one.wrong) for one in ones)} |"
        for (fault, place, outcome), ones in sorted(found.items())
    ]
    head = "| fault | on | homes | strikes | outcome | otherwise |\n| --- | --- | --- | --- | --- | --- |"
    return "\n".join([head, *rows]) + "\n"


def main() -> int:
    """Print the table, and put it into the page."""
    made = table(all_told(FOLDER))
    sys.stdout.write(made)
    (FOLDER / "table.md").write_text(made, encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(OPENING)[0], page.split(CLOSING)[1]
    PAGE.write_text(f"{before}{OPENING}{made}{CLOSING}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
