"""Fuzz one family of readers for so many minutes: `python -m tests.fuzzing FAMILY --minutes 10`.

Coverage-guided by atheris where it is installed, else by chance alone. Every different failure is kept with the bytes
that led to it; the last line says how many runs there were and what failed. The exit code is 1 when something did.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import logging
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import structlog

from tests.fuzzing import FAMILIES

LARGEST = 64 * 1024
SECONDS = 5.0
MEMORY = 3 * 1024**3
CORPUS = Path("var/fuzzing")


class Hung(BaseException):
    """One input took longer than it may."""


@dataclass
class Fuzzing:
    """A run over one family: what is tried, and what came of it."""

    family: str
    minutes: float
    check: Callable[[bytes], int]
    begun: float = field(default_factory=time.monotonic)
    runs: int = 0
    found: int = 0
    slowest: float = 0.0
    failures: dict[str, dict[str, Any]] = field(default_factory=dict)

    def one(self, data: bytes) -> None:
        """Try one input. What it breaks is kept, and the fuzzing goes on."""
        self.runs += 1
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            self.found += self.check(data)
        except Hung as error:
            self.fail(f"hung: over {SECONDS} s", error, data)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            self.fail(type(error).__name__, error, data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        self.slowest = max(self.slowest, time.process_time() - begun)
        if time.monotonic() - self.begun > 60 * self.minutes:
            self.end()

    def fail(self, kind: str, error: BaseException, data: bytes) -> None:
        """Keep the first input of each different failure."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "tests/fuzzing/__main__" not in f.filename]
        ours = [f for f in frames if "/feedmill/" in f.filename] or frames
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno} {ours[-1].name}" if ours else "?"
        known = self.failures.setdefault(f"{kind} at {place}", {"times": 0})
        known["times"] += 1
        if known["times"] == 1:
            folder = CORPUS / "failed" / self.family
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / hashlib.sha256(data).hexdigest()[:16]
            path.write_bytes(data)
            known |= {"input": str(path), "detail": f"{error}"[:300]}
            print(f"{self.family}: {kind} at {place}: {known['detail']} ({path})", file=sys.stderr, flush=True)  # noqa: T201 -- told while it runs

    def end(self) -> None:
        """Say what came of it, and end the process: libFuzzer has no other way out."""
        seconds = round(time.monotonic() - self.begun)
        said = {"family": self.family, "runs": self.runs, "seconds": seconds, "found": self.found}
        said |= {"slowest_seconds": round(self.slowest, 2), "failures": self.failures}
        print(json.dumps(said), flush=True)  # noqa: T201 -- the figures
        os._exit(1 if self.failures else 0)


def main() -> None:
    """Fuzz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("family", choices=FAMILIES)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, _hung)
    guided = importlib.util.find_spec("atheris") is not None
    (_guided if guided else _by_chance)(options.family, options.minutes, options.seed)


def _hung(_signal: int, _frame: FrameType | None) -> None:
    raise Hung


def _guided(family: str, minutes: float, seed: int) -> None:
    """With atheris: inputs that reach new code are kept and changed further."""
    import atheris  # type: ignore[import-untyped]  # installed by `make fuzz` alone, elsewhere

    with atheris.instrument_imports(include=["feedmill"]):
        from feedmill.reading.registry import READERS, reader_of
        from tests.fuzzing.checking import check
        from tests.fuzzing.families import seeds

        for known in READERS:
            reader_of(known)
    from tests.fuzzing.mutating import mutated

    corpus = CORPUS / "corpus" / family
    corpus.mkdir(parents=True, exist_ok=True)
    begin = seeds(family)
    for data in begin:
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)

    def mutator(data: bytes, largest: int, chosen: int) -> bytes:
        return atheris.Mutate(data, largest) if chosen % 3 == 0 else mutated(data, begin, chosen, largest)

    fuzzing = Fuzzing(family, minutes, check)
    flags = [f"-max_len={LARGEST}", f"-seed={seed}", "-rss_limit_mb=0", "-timeout=300", "-verbosity=0"]
    flags.append(f"-artifact_prefix={CORPUS}/")
    atheris.Setup([sys.argv[0], str(corpus), *flags], fuzzing.one, custom_mutator=mutator)
    atheris.Fuzz()


def _by_chance(family: str, minutes: float, seed: int) -> None:
    """Without atheris: changes of the first files, and changes of these."""
    from tests.fuzzing.checking import check
    from tests.fuzzing.families import seeds
    from tests.fuzzing.mutating import mutated

    fuzzing, pool = Fuzzing(family, minutes, check), seeds(family)
    while True:
        seed += 1
        fuzzing.one(mutated(pool[seed % len(pool)], pool, seed, LARGEST))


if __name__ == "__main__":
    main()
