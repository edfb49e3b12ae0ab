"""How well and how fast bytes become text: `python -m benchmarks.decoding`.

Quality: real texts of twelve languages in some thirty encodings, whole (5,000 characters) and short (120), declared in
an XML declaration and undeclared; the share that comes out as the same text. charset-normalizer is the peer for what is
undeclared. Speed: 10 MB of German, beside bare `bytes.decode` and charset-normalizer.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable

from charset_normalizer import from_bytes

from feedmill.reading.decoding import decode
from feedmill.splitting.training.articles import data_folder
from tests.quality.encodings import documents, has_data, is_right, samples

COUNT = 25
PEER_EVERY = 8
SIZE = 10_000_000
FORMS = (("utf-8", "utf-8"), ("iso8859-1", "iso8859-1"), ("cp1252", "cp1252"), ("utf-16 with a mark", "utf-16"),
         ("utf-16 without", "utf-16-le"))  # fmt: skip


def main() -> int:
    """Measure and print. Returns 2 where the data is missing."""
    if not has_data():
        sys.stderr.write(f"NOT MEASURED: open/ or wikinews/ is missing in {data_folder()}; set FEEDMILL_DATA\n")
        return 2
    quality()
    speed()
    return 0


def quality() -> None:
    """Print the share of right texts for each encoding, length and way."""
    seen: Counter[tuple[str, str, str]] = Counter()
    good: Counter[tuple[str, str, str]] = Counter()
    codecs: dict[str, None] = {}
    for number, sample in enumerate(samples(COUNT)):
        codecs[sample.codec] = None
        results = {"declared": is_right(*sample.declared()), "undeclared": is_right(sample.text, sample.data)}
        if number % PEER_EVERY == 0:
            results["peer"] = _peer(sample.data) == sample.text
        for way, is_good in results.items():
            seen[sample.codec, sample.length, way] += 1
            good[sample.codec, sample.length, way] += is_good
    print("| encoding | declared, whole | short | undeclared, whole | short | charset-normalizer, whole | short |")
    print("|---|---|---|---|---|---|---|")
    for codec in codecs:
        cells = [
            f"{good[codec, length, way] / seen[codec, length, way]:.3f} ({seen[codec, length, way]})"
            if seen[codec, length, way]
            else ""
            for way in ("declared", "undeclared", "peer")
            for length in ("whole", "short")
        ]
        print(f"| {codec} | {' | '.join(cells)} |", flush=True)


def _peer(data: bytes) -> str | None:
    """What charset-normalizer takes bytes for."""
    best = from_bytes(data).best()
    return str(best) if best else None


def speed() -> None:
    """Print the megabytes a second for each form."""
    german = "\n".join(documents()["de"])
    text = (german * (SIZE // len(german) + 1))[:SIZE]
    print("\n| 10 MB of German as | MB/s | bare bytes.decode | charset-normalizer |\n|---|---|---|---|")
    for name, codec in FORMS:
        data = text.encode(codec, errors="ignore")
        ours, bare = _rate(data, decode), _rate(data, _bare(codec))
        peer = _rate(data, _peer, 1)
        print(f"| {name} | {ours:.0f} | {bare:.0f} | {peer:.1f} |", flush=True)


def _bare(codec: str) -> Callable[[bytes], object]:
    """Python's decoder alone."""
    return lambda data: data.decode(codec)


def _rate(data: bytes, function: Callable[[bytes], object], times: int = 3) -> float:
    """Megabytes a second of processor time, the best of some runs."""
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        function(data)
        best = min(best, time.process_time() - started)
    return len(data) / 1e6 / best


if __name__ == "__main__":
    raise SystemExit(main())
