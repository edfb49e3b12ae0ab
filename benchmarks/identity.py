"""How well stories are told to be one: `make quality`. Prints every table, and writes them to docs/identity-figures.md.

Three worlds are made of real news: of the half that thresholds were chosen on, of the half kept apart, and of Wikinews,
which is kept apart whole. Beside them stand natural pairs, a world of 40,000 documents for the largest false cluster,
and the peers that are installed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.identity_peers import Pairs, peers
from feedmill.identity.deciding import RULE, tie
from feedmill.identity.forms import form_of
from feedmill.model import Relation
from feedmill.splitting.training.articles import data_folder
from feedmill.splitting.training.card import table
from tests.quality.identity import natural
from tests.quality.identity.bases import HALVES, bases, strangers
from tests.quality.identity.figures import Row, made_rows, measured_items, natural_rows, of_half, wire_rows
from tests.quality.identity.making import TEASERS, VERSIONS, Item, world
from tests.quality.identity.matching import candidates, matched
from tests.quality.identity.scoring import Share

PAGE = Path(__file__).parents[1] / "docs" / "identity-figures.md"
LARGE = 40_000
PEERED = 300
HEAD = f"""# How well stories are told to be one

Written by `make quality`; do not edit. Rules: `{RULE}`. The prototype's figures are those it had on what it kept apart.
What each row is made of, and what the figures do not say: [identity.md](identity.md).
"""
Worlds = dict[str, list[Row]]


def main() -> int:
    """Measure, print, write. Returns 2 where the data is missing."""
    if not (data_folder() / "wikinews").is_dir():
        sys.stderr.write(f"NOT MEASURED: wikinews/ is missing in {data_folder()}; set FEEDMILL_DATA\n")
        return 2
    lines = list(_said(_all_tables()))
    PAGE.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    print("\n".join(_speed()))
    return 0


def _said(lines: Iterable[str]) -> Iterator[str]:
    """Lines, printed as they come."""
    for line in lines:
        print(line, flush=True)
        yield line


def _all_tables() -> Iterator[str]:
    yield from _worlds({half: list(made_rows(of_half(half))) for half in HALVES})
    yield from _worlds({half: list(wire_rows(half)) for half in HALVES[:2]})
    yield "\nOf sets without halves:\n"
    yield from table(("", "found", "floor", "goal", "prototype"), (_natural(row) for row in natural_rows()))
    revised = natural.revised()
    yield f"\nWikipedia, revisions sampled over years: {revised.adjacent} neighbours linked, {revised.crossing} links"
    yield "from page to page (prototype: 0.73 and 5)."
    yield from _large()
    yield from _beside()


def _worlds(found: Worlds) -> Iterator[str]:
    """The rows of each world side by side."""
    yield ""
    head = ("", *found, "floor", "goal", "prototype")
    rows = zip(*found.values(), strict=True)
    yield from table(head, (_beside_each_other(row) for row in rows))


def _beside_each_other(rows: tuple[Row, ...]) -> tuple[str, ...]:
    first = rows[0]
    return (first.name, *map(_figure, rows), *_limits(first))


def _natural(row: Row) -> tuple[str, ...]:
    return (row.name, _figure(row), *_limits(row))


def _limits(row: Row) -> tuple[str, str, str]:
    return (f"{row.floor:g}", f"{row.goal:g}", row.prototype) if row.goal or row.most else ("", "", row.prototype)


def _figure(row: Row) -> str:
    if isinstance(row.found, float):
        shown = f"{row.found:.4f}" if row.found < 1 else f"{row.found:g}"
    else:
        shown = str(row.found)
    return shown if row.holds else f"**{shown}**"


def _large() -> Iterator[str]:
    """The largest false cluster of 40,000 documents, of all bases, about half of them used twice."""
    own = [base for half in HALVES for base in bases(half)]
    others = [sentence for half in ("tune", "wikinews") for sentence in strangers(half)]
    items = world(own, others)
    items += world(own[: len(own) * (LARGE - len(items)) // len(items)], others, seed=8)
    found = measured_items(items)
    yield f"\nOf {len(items):,} documents together: largest false cluster of {found.largest_false} stories, B-cubed F1"
    yield f"{found.b_cubed:.4f}."


PEERS = ("", "teasers of 60-150 words", "25-59", "14-24", "versions", "rewrites", "pair precision", "stories/s")


def _beside() -> Iterator[str]:
    """The peers that are installed, on one small world in the same run."""
    yield f"\n## Beside peers\n\nOne world of {PEERED} bases of the tuning half. A peer's pairs are its answers, not"
    yield "verified further; ours are ties that hold by the dates. Recall is of pairs of a text with its whole.\n"
    items = world(bases("tune")[:PEERED], strangers("tune"))
    yield from table(PEERS, (_peer(name, find, items) for name, find in (("feedmill", _ours), *peers())))


def _ours(_: list[str], items: list[Item]) -> set[tuple[int, int]]:
    found = matched([form_of(item.story) for item in items], [item.published for item in items])
    return {pair for pair, made in found.ties.items() if made.relation is not Relation.WITHIN}


def _peer(name: str, find: Pairs, items: list[Item]) -> tuple[str, ...]:
    start = time.process_time()
    try:
        pairs = find([item.story.text for item in items], items)
    except ImportError:
        return (f"{name}: not installed", *[""] * 7)
    seconds = time.process_time() - start
    wholes = {item.group: number for number, item in enumerate(items) if item.kind == "whole"}
    kinds = (TEASERS[:3], ("25-59 words",), ("14-24 words",), VERSIONS[:-1], ("rewritten",))
    recalls = (_recall(items, wholes, pairs, some) for some in kinds)
    right = sum(items[a].group == items[b].group for a, b in pairs)
    return (
        name,
        *(f"{share.value:.3f}" for share in recalls),
        f"{right / len(pairs):.4f}",
        f"{len(items) / seconds:.0f}",
    )


def _recall(items: list[Item], wholes: dict[str, int], pairs: set[tuple[int, int]], kinds: Iterable[str]) -> Share:
    some = set(kinds)
    ends = [
        (min(number, wholes[item.group]), max(number, wholes[item.group]))
        for number, item in enumerate(items)
        if item.kind in some and item.group in wholes
    ]
    return Share(sum(pair in pairs for pair in ends), len(ends))


def _speed() -> Iterator[str]:
    """How fast forms are made and pairs are decided, on one core."""
    items = world(bases("tune")[:PEERED], strangers("tune"))
    start = time.process_time()
    forms = [form_of(item.story) for item in items]
    for form in forms:
        _ = form.fingerprints
    made = time.process_time() - start
    pairs = list(candidates(forms))
    start = time.process_time()
    for a, b in pairs:
        tie(forms[a], forms[b])
    decided = time.process_time() - start
    words = sum(form.length for form in forms) / len(forms)
    yield f"\nform and fingerprints: {made / len(forms) * 1000:.2f} ms a story of {words:.0f} words"
    yield f"decision: {decided / len(pairs) * 1000:.3f} ms a pair, {len(pairs) / len(forms):.1f} pairs a story"


if __name__ == "__main__":
    sys.exit(main())
