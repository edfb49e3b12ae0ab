"""Fetching beside what one would use instead: feedmill, a plain loop over feedparser, the library reader, in one run.

Each stands in a process of its own (benchmarks.fetching_loops) and meets the same servers on loopback: the hostile one
of the tests and a few ways in which it is larger, and well-behaved ones by a clock that is set. A peer that is not
installed is left out: `make bench-fetching` puts them into var/peers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from benchmarks.fetching import serving as well_behaved
from benchmarks.fetching_days import CACHED, MOODS, SLEEP, Entry, Host, cached, early, moody, waits
from benchmarks.fetching_doubles import LOOK, VARIANTS, Variant
from benchmarks.fetching_large import INWARD, LARGE, SMALL
from tests.intake.fetching.hostile import CASES, Case, Server, answer, drip, gave, serving

ROOT = Path(__file__).parents[1]
INSTALLED = ROOT / "var" / "peers" / "packages"
KINDS = {"feedmill": "feedmill", "plain": "feedparser", "reader": "reader"}
"""Each kind of loop, and the package that has to be installed for it."""

ALLOWED_SECONDS = 10.0
"""Each is given 2 s for an answer; with all that it does besides, it has to be back by then."""

ALLOWED_MEGABYTES = 200.0
TURNS = range(0, 24 * 3600, 120)
"""A day in steps of two minutes: each looks when it is due, after 15 minutes or whatever it makes of them."""

OTHERS = 9

HELD = f"... not back after {ALLOWED_SECONDS:.0f} s"
SWOLLEN = f"... more than {ALLOWED_MEGABYTES:.0f} MB of memory"
ASTRAY = "... went where a redirect leads inward"
DECEIVED = "... a broken answer taken for a feed"
LEFT = "... a feed that is well not taken"


@dataclass(slots=True)
class Runner:
    """A loop in its process."""

    kind: str
    process: subprocess.Popen[str]

    def ask(self, do: str, **order: Any) -> dict[str, Any]:
        """Have an order carried out."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found


@dataclass(slots=True)
class Table:
    """What was measured: by row, by kind of loop; and notes on it."""

    kinds: list[str]
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def put(self, row: str, kind: str, value: object) -> None:
        """One cell."""
        self.rows.setdefault(row, {})[kind] = str(value)

    def lines(self) -> Iterator[str]:
        """As Markdown."""
        yield f"| | {' | '.join(self.kinds)} |"
        yield "|---|" + "---|" * len(self.kinds)
        for row, cells in self.rows.items():
            yield f"| {row} | {' | '.join(cells.get(kind, '') for kind in self.kinds)} |"
        yield ""
        yield from self.notes


def beside() -> None:
    """Measure, and print the table."""
    versions = installed()
    kinds = [kind for kind, package in KINDS.items() if package == "feedmill" or package in versions]
    table = Table(kinds)
    for kind in kinds:
        for part in (_hostile, _inward, _slow, _a_day, _moods, _doubles):
            print(f"{kind}: {part.__name__[1:]}", file=sys.stderr)
            with _running(kind) as runner:
                part(runner, table)
    print("\n".join(table.lines()))
    print("versions:", ", ".join(f"{name} {versions[name]}" for name in KINDS.values() if name in versions))


def installed() -> dict[str, str]:
    """The peers that are there, with their versions."""
    return {found.name: found.version for found in distributions(path=[str(INSTALLED)])}


def what_went_wrong(case: Case, tried: Mapping[str, Any]) -> tuple[str, str] | None:
    """What was wrong with how a case ended, as a row of the table, and in detail; None where nothing was."""
    if not tried["back"]:
        return HELD, f"{tried['seconds']:.0f} s"
    if tried["reached"]:
        return ASTRAY, tried["reached"][0]
    if tried["grew"] > ALLOWED_MEGABYTES:
        return SWOLLEN, f"{tried['grew']:.0f} MB"
    if isinstance(case.outcome, str) and tried["taken"]:
        return DECEIVED, case.outcome
    return (LEFT, "") if case.outcome == gave() and not tried["taken"] else None


@contextmanager
def _running(kind: str) -> Iterator[Runner]:
    paths = [str(ROOT)] if kind == "feedmill" else [str(INSTALLED), str(ROOT)]
    plain = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment = plain | {"PYTHONPATH": os.pathsep.join(paths), "READER_NO_VENDORED_FEEDPARSER": "1"}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.fetching_loops", kind, folder]
        with subprocess.Popen(
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            yield Runner(kind, process)
            assert process.stdin
            process.stdin.close()


def _warm(runner: Runner, server: Server) -> None:
    """One look that is not counted: what is imported on the way is there afterwards."""
    runner.ask("open", urls=[server.url("as it should be")], ports=[server.port])
    runner.ask("poll", at=0)


def _hostile(runner: Runner, table: Table) -> None:
    """Each hostile case in a child of its own."""
    cases = {name: case for name, case in CASES.items() if name not in SMALL} | LARGE
    wrong: dict[str, list[str]] = {row: [] for row in (HELD, SWOLLEN, ASTRAY, DECEIVED, LEFT)}
    with serving(cases) as server:
        _warm(runner, server)
        for name, case in cases.items():
            tried = runner.ask("attempt", seconds=ALLOWED_SECONDS, urls=[server.url(name)], ports=[server.port])
            if found := what_went_wrong(case, tried):
                wrong[found[0]].append(f"{name} ({found[1]})" if found[1] else name)
    survived = len(cases) - sum(map(len, wrong.values()))
    table.put(f"hostile cases survived, of {len(cases)}", runner.kind, survived)
    for row, names in wrong.items():
        table.put(row, runner.kind, len(names))
        if names:
            table.notes.append(f"- {runner.kind}, {row.removeprefix('... ')}: {'; '.join(names)}")


def _inward(runner: Runner, table: Table) -> None:
    """Addresses that lead inward, asked for outright by a source that is not allowed any."""
    refused = 0
    with serving() as server:
        _warm(runner, server)
        for url in INWARD:
            asked = {"urls": [url.format(port=server.port)], "ports": [], "inward": False}
            tried = runner.ask("attempt", seconds=ALLOWED_SECONDS, **asked)
            refused += tried["back"] and not tried["reached"]
    table.put(f"addresses inward refused before they are dialled, of {len(INWARD)}", runner.kind, refused)


def _slow(runner: Runner, table: Table) -> None:
    """How long the others wait for a source whose headers drip, asked in one turn, the slow one first."""
    came: list[float] = []

    def good(sock: Any) -> None:
        came.append(time.monotonic())
        answer(sock)

    cases = {f"good{at}": Case(good, gave()) for at in range(OTHERS)}
    cases["slow"] = Case(lambda sock: drip(sock, b"HTTP/1.1 200 OK\r\nX: " + b"a" * SLEEP * 10), "too_slow")
    with serving(cases, host="0.0.0.0") as server:  # noqa: S104 -- several loopback addresses, each a host
        _warm(runner, server)
        urls = [server.url(name, f"127.1.0.{at + 1}") for at, name in enumerate(["slow", *list(cases)[:-1]])]
        runner.ask("open", urls=urls, ports=[server.port])
        began = time.monotonic()
        runner.ask("poll", at=0)
    waited = f"{max(came) - began:.1f} s" if len(came) >= OTHERS else "not asked"
    table.put(f"{OTHERS} sources asked, beside one that drips for {SLEEP} s, after", runner.kind, waited)


def _a_day(runner: Runner, table: Table) -> None:
    """A day of sources that cache in their ways."""
    log, _ = _simulated(runner, Host(cached), CACHED, TURNS)
    given = [entry for entry in log if entry.path in CACHED]
    table.put(f"requests in a day for {len(CACHED)} feeds", runner.kind, len(given))
    conditional = sum(entry.conditional for entry in given)
    saved = sum(entry.status == 304 for entry in given)
    table.put("of them with validators; answered 304", runner.kind, f"{conditional}; {saved}")
    table.put("bodies sent", runner.kind, f"{sum(entry.size for entry in given) / 1000:.0f} kB")
    table.put("robots.txt asked", runner.kind, sum(entry.path == "robots.txt" for entry in log))
    late = waits(log)
    table.put("a new story is seen after, middle; longest", runner.kind, f"{late[len(late) // 2]}; {late[-1]} min")


def _moods(runner: Runner, table: Table) -> None:
    """A day of sources that want to be left alone, or have gone elsewhere."""
    log, _ = _simulated(runner, Host(moody), MOODS, TURNS)
    for path, said in MOODS.items():
        times = [entry.at for entry in log if entry.path == path]
        if path.startswith(("429", "503")):
            table.put(f"{said}: requests earlier than that", runner.kind, early(times))
        else:
            table.put(f"{said}: requests in a day", runner.kind, len(times))


def _doubles(runner: Runner, table: Table) -> None:
    """What is held after feeds were looked at, whose items are told apart badly."""
    for variant in VARIANTS:
        host = Host(variant.says)
        _, held = _simulated(runner, host, variant.paths, range(0, len(variant.looks) * LOOK, LOOK))
        table.put(f"{variant.name}: stories held, of {variant.stories}", runner.kind, _held(variant, held))


def _held(variant: Variant, held: Mapping[str, int]) -> str:
    """How many stories, and wordings where the variant has more than one of a story."""
    said = str(held["stories"])
    return f"{said}; {held['wordings']} wordings" if variant.wordings != variant.stories else said


def _simulated(
    runner: Runner, host: Host, paths: Mapping[str, Any] | list[str], times: range
) -> tuple[list[Entry], dict[str, Any]]:
    """What was asked and what is held, after turns at these times; each path is on a host of its own."""
    with ExitStack() as stack:
        port = stack.enter_context(well_behaved(host))
        urls = [f"http://127.1.0.{at + 1}:{port}/{path}" for at, path in enumerate(paths)]
        runner.ask("open", urls=urls, ports=[port])
        for host.at in times:
            runner.ask("poll", at=host.at)
        return host.log, runner.ask("held")
