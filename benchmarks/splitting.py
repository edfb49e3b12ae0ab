"""How well pages of undelimited text are split: `make quality`.

Pages are made with fixed seeds of real text that nothing was trained or tuned on; beside the model stand peers that
learn nothing. Prints every table, and writes them (the speed apart) to docs/splitting-figures.md.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.texttiling import ruled, tiled
from feedmill.model import Segmentation
from feedmill.model.stories import UNCERTAIN_BELOW
from feedmill.splitting.model import FILE, trained
from feedmill.splitting.segmenting import split
from feedmill.splitting.training.articles import WEEKLY_LANGUAGES, data_folder, held_out, weekly_pages
from feedmill.splitting.training.card import reliability_table, table
from feedmill.splitting.training.corpora import APART
from feedmill.splitting.training.dressing import Made
from feedmill.splitting.training.making import FURNITURE
from feedmill.splitting.training.measuring import Figures, boundary_figures, by_variant, figures
from feedmill.splitting.training.recollection import RememberedFiles
from feedmill.splitting.training.reliability import Reliability, reliability, together
from feedmill.splitting.training.stocks import measuring_pages, weekly_made, whole_pages
from feedmill.splitting.training.unseen import LONG_STORY
from feedmill.splitting.training.webpages import other_articles
from tests.quality.written import written_pages

PAGE = Path(__file__).parents[1] / "docs" / "splitting-figures.md"
ENGLISH = ("wikinews", "reuters test", "bbc test")
PAGES = 240
OTHERS = {"de": 160, "es": 80, "fr": 80}
LONG_PAGES = 40
PROCESSES = 2
REMEMBERED = (0.0, 0.1, 1.0)
HEAD = """# How well pages are split

Written by `make quality`; do not edit. Every page is of text that the model was never trained or tuned on; what it was
trained on: [splitting-card.md](splitting-card.md). Precision, recall and F1 are of boundaries between lines of content.
"""

Sources = dict[str, list[Made]]


def main() -> int:
    """Measure, print, write. Returns 2 where the data is missing."""
    if not (data_folder() / "wikinews").is_dir():
        sys.stderr.write(f"NOT MEASURED: wikinews/ is missing in {data_folder()}; set FEEDMILL_DATA\n")
        return 2
    lines = list(_said(_all_tables()))
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()
    PAGE.write_text("\n".join([HEAD, f"Model: SHA-256 `{digest}`.", *lines]) + "\n", encoding="utf-8")
    print("\n".join(speed(sources()["wikinews"])))
    return 0


def _said(lines: Iterable[str]) -> Iterator[str]:
    """Lines, printed as they come."""
    for line in lines:
        print(line, flush=True)
        yield line


def sources() -> Sources:
    """What is measured: made pages by source, and real pages of short stories."""
    found = {source: measuring_pages(source, held_out(source), PAGES) for source in ENGLISH}
    found["written"] = written_pages("en", PAGES // 2)
    for language, count in OTHERS.items():
        found[f"web.{language}"] = measuring_pages(f"web.{language}", other_articles(language, held_out=True), count)
    found |= {f"written.{language}": written_pages(language, PAGES // 4) for language in ("de", "fr", "es", "ru")}
    for language in WEEKLY_LANGUAGES:
        own = [page for page in weekly_pages(language) if page.held_out or language == APART]
        found[f"weekly.{language}"] = list(map(weekly_made, own))
    return found


def _all_tables() -> Iterator[str]:
    """Every section in turn."""
    made = sources()
    with get_context("fork").Pool(PROCESSES) as pool:
        segmented = {name: pool.map(_split, own, chunksize=10) for name, own in made.items()}
        told = {name: pool.map(_told, own, chunksize=10) for name, own in made.items()}
    found = {name: figures(own, segmented[name]) for name, own in made.items()}
    yield from _boundaries(made, found)
    yield from _by_variant(made, segmented)
    yield from _long()
    yield from _the_rest(found)
    yield from _calibration({name: together(own) for name, own in told.items()})
    yield from _memory(made["wikinews"])


def _split(made: Made) -> Segmentation:
    return split(made.document)


def _told(made: Made) -> Reliability:
    return reliability([made], trained())


def _row(name: str, own: Figures) -> tuple[str, ...]:
    """A source's boundaries."""
    return (
        name, str(own.pages), f"{own.precision:.3f}", f"{own.recall:.3f}", f"{own.f1:.3f}", f"{own.mean_pk:.3f}",
        f"{own.mean_window_diff:.3f}", f"{own.share('exact', 'pages'):.2f}",
        f"{own.share('false_alarms', 'pages'):.2f}",
    )  # fmt: skip


BOUNDARIES = ("source", "pages", "precision", "recall", "F1", "Pk", "WindowDiff", "exact", "false boundary")


def _boundaries(made: Sources, found: dict[str, Figures]) -> Iterator[str]:
    """By source, the model first, then its peers."""
    yield "\n## Boundaries, by source\n"
    yield "`exact`: pages without a wrong boundary; `false boundary`: pages with one that is not there.\n"
    yield from table(BOUNDARIES, (_row(name, own) for name, own in found.items()))
    for name, peer in (("TextTiling", tiled), ("rules of punctuation", ruled)):
        yield f"\n{name}, on the same pages:\n"
        yield from table(BOUNDARIES, (_row(source, _peer(made[source], peer)) for source in found))


def _peer(made: Sequence[Made], peer: Callable[[Sequence[str]], list[int]]) -> Figures:
    """The figures of a peer, which is given the lines of content alone: furniture is not its trade."""
    return sum((boundary_figures(one, _guess(one, peer)) for one in made), Figures())


def _guess(made: Made, peer: Callable[[Sequence[str]], list[int]]) -> list[int]:
    """A peer's story of each line; furniture is known as such."""
    content = [line.text for line in made.page.lines if line.story != FURNITURE]
    stories = iter(peer(content))
    return [FURNITURE if line.story == FURNITURE else next(stories) for line in made.page.lines]


def _by_variant(made: Sources, segmented: dict[str, list[Segmentation]]) -> Iterator[str]:
    """By kind of page, for the sources of which pages are made."""
    for source in (*ENGLISH, "written", "web.de"):
        yield f"\n## {source}, by variant\n"
        rows = by_variant(made[source], segmented[source]).items()
        yield from table(("variant", *BOUNDARIES[1:]), (_row(*row) for row in rows))


def _long() -> Iterator[str]:
    """Pages of one story of forty paragraphs and more."""
    yield "\n## One long story\n"
    kept = {"wikinews": held_out("wikinews"), "web.de": other_articles("de", held_out=True)}
    made = {name: measuring_pages(name, own, LONG_PAGES, ("long",)) for name, own in kept.items()}
    rows = ((name, figures(own, map(_split, own))) for name, own in made.items())
    yield from table(BOUNDARIES, (_row(*row) for row in rows))
    yield f"\nEach story of {LONG_STORY} paragraphs and more that is kept apart, once and alone on its page (those of "
    yield "outlets that a model of the same making had not seen stand in [splitting-card.md](splitting-card.md)):\n"
    kept |= {name: held_out(name) for name in ENGLISH} | {"web.fr": other_articles("fr", held_out=True)}
    alone = {name: whole_pages(own, least=LONG_STORY) for name, own in kept.items()}
    parted = ((name, len(own), figures(own, map(_split, own)).false_alarms) for name, own in alone.items())
    yield from table(("source", "stories", "parted"), parted)


def _the_rest(found: dict[str, Figures]) -> Iterator[str]:
    """Cut or not, and furniture, by source."""
    yield "\n## Cut stories and furniture, by source\n"
    head = ("source", "cut flag", "furniture precision", "recall", "credits recall", "story text lost")
    yield from table(head, (_rest_row(name, own) for name, own in found.items() if own.furniture))


def _rest_row(name: str, own: Figures) -> tuple[str, ...]:
    shares = (("cut_right", "stories"), ("furniture_right", "called_furniture"), ("furniture_right", "furniture"),
              ("credits_right", "credits"))  # fmt: skip
    return (name, *(f"{own.share(*share):.3f}" for share in shares), f"{own.share('lost', 'characters'):.3%}")


def _calibration(told: dict[str, Reliability]) -> Iterator[str]:
    """The curve over English, and the figures of every source."""
    yield "\n## Calibration, English together\n"
    yield from reliability_table(together(told[source] for source in ENGLISH))
    yield "\nBy source:\n"
    surer = (f"surer than {UNCERTAIN_BELOW}", "errors among them")
    head = ("source", "gaps", "Brier", "calibration error", "accepted at 0.5 % errors", "at 0.2 %", *surer)
    yield from table(head, (_told_row(name, own) for name, own in told.items()))


def _told_row(name: str, own: Reliability) -> tuple[str, ...]:
    shares = (f"{own.coverage(error):.1%}" for error in (0.005, 0.002))
    surer = (f"{share:.1%}" for share in own.surer(UNCERTAIN_BELOW))
    return (name, str(len(own.given)), f"{own.brier:.4f}", f"{own.calibration_error:.4f}", *shares, *surer)


def _memory(made: Sequence[Made]) -> Iterator[str]:
    """What it brings when a share of the files before is remembered, file after file."""
    yield "\n## With corpus memory (wikinews)\n"
    rows = ((f"{share:.0%} of the files before are remembered", _with_memory(made, share)) for share in REMEMBERED)
    yield from table(("memory", *BOUNDARIES[1:]), (_row(name, own) for name, own in rows))


def _with_memory(made: Sequence[Made], share: float) -> Figures:
    """Figures of files in a row, each split with what is remembered of those before it."""
    dice = random.Random(0)  # noqa: S311 -- chooses what is remembered
    memory, total = RememberedFiles(), Figures()
    for one in made:
        total += figures([one], [split(one.document, memory=memory if share else None)])
        if dice.random() < share:
            memory.learn(one.document.text.splitlines())
    return total


def speed(made: Sequence[Made]) -> Iterator[str]:
    """Processor time on one core, for files as they are and for the same text in files of 7 KB."""
    yield "\n## Speed (one core, processor time, best of three)\n"
    every = [one.document.text for one in made]
    for name, texts in (("as made", every), ("7 KB", _of_size(made, 7000)), ("1 MB", ["\n".join(every)[:1_000_000]])):
        size = sum(map(len, texts))
        took = min(_took(texts) for _ in range(3))
        files = f"{size / len(texts):.0f} characters a file"
        yield f"{name}: {files}, {size / took / 1e6:.2f} MB/s, {len(texts) / took:.0f} files/s"
    yield f"loading the model: {_loading() * 1000:.0f} ms, {FILE.stat().st_size} bytes"


def _took(texts: Sequence[str]) -> float:
    from feedmill.splitting import split_text

    started = time.process_time()
    for text in texts:
        split_text(text)
    return time.process_time() - started


def _loading() -> float:
    """Seconds that reading the model takes."""
    started = time.perf_counter()
    trained.__wrapped__()
    return time.perf_counter() - started


def _of_size(made: Sequence[Made], size: int) -> list[str]:
    """Pages cut to about this many characters, at the end of a line."""
    texts = (one.document.text for one in made if len(one.document.text) >= size)
    return [text[: text.rfind("\n", 0, size) + 1] for text in islice(texts, 160)]


if __name__ == "__main__":
    raise SystemExit(main())
