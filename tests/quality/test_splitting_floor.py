"""How well undelimited pages are split: floors under what `make quality` prints.

The set written for the project is measured anywhere; what is kept apart of ../shared/data wherever that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing import get_context

import pytest

from feedmill.model import Segmentation
from feedmill.splitting import split
from feedmill.splitting.model import trained
from feedmill.splitting.training.articles import data_folder, held_out
from feedmill.splitting.training.dressing import Made
from feedmill.splitting.training.measuring import Figures, figures
from feedmill.splitting.training.recollection import RememberedFiles
from feedmill.splitting.training.reliability import Reliability, reliability
from feedmill.splitting.training.stocks import measuring_pages
from feedmill.splitting.training.webpages import other_articles
from tests.quality.written import written_pages

pytestmark = pytest.mark.quality

PAGES = 240
MISSING = f"NOT MEASURED: no news in {data_folder()}; set FEEDMILL_DATA to the folder that holds wikinews/"
needs_data = pytest.mark.skipif(not (data_folder() / "wikinews").is_dir(), reason=MISSING)


@dataclass(frozen=True)
class Measured:
    """Pages of a source, and what became of them."""

    made: list[Made]
    segmented: list[Segmentation]

    @property
    def all(self) -> Figures:
        return figures(self.made, self.segmented)

    def of(self, *variants: str) -> Figures:
        pairs = [pair for pair in zip(self.made, self.segmented, strict=True) if pair[0].page.variant in variants]
        return figures(*zip(*pairs, strict=True))

    @property
    def told(self) -> Reliability:
        return reliability(self.made, trained())


def measured(made: list[Made]) -> Measured:
    with get_context("fork").Pool(2) as pool:
        return Measured(made, pool.map(split, [one.document for one in made], chunksize=10))


@pytest.fixture(scope="module")
def written() -> Measured:
    return measured(written_pages("en", PAGES // 2))


@pytest.fixture(scope="module")
def wikinews() -> Measured:
    return measured(measuring_pages("wikinews", held_out("wikinews"), PAGES))


@pytest.fixture(scope="module")
def wire() -> Measured:
    return measured(measuring_pages("reuters test", held_out("reuters test"), PAGES // 2))


@pytest.fixture(scope="module")
def german() -> Measured:
    return measured(measuring_pages("web.de", other_articles("de", held_out=True), PAGES // 3))


def test_stories_written_for_the_project_are_told_apart(written: Measured) -> None:
    found = written.all
    assert found.f1 >= 0.87, found
    assert found.mean_pk <= 0.08
    assert written.of("single").false_alarms == 0


def test_credits_are_known_and_hardly_any_text_is_lost(written: Measured) -> None:
    found = written.all
    assert found.credits > 20
    assert found.share("credits_right", "credits") >= 0.98
    assert found.share("furniture_right", "called_furniture") >= 0.85
    assert found.share("lost", "characters") <= 0.002


def test_cut_stories_are_known_as_cut(written: Measured) -> None:
    assert written.all.share("cut_right", "stories") >= 0.955


@needs_data
def test_an_outlet_never_seen_is_split_well(wikinews: Measured) -> None:
    found = wikinews.all
    assert found.f1 >= 0.90, found
    assert found.mean_pk <= 0.050
    assert found.mean_window_diff <= 0.085
    assert found.share("exact", "pages") >= 0.58


@needs_data
def test_full_stories_in_a_row_are_told_apart(wikinews: Measured) -> None:
    assert wikinews.of("full").f1 >= 0.86


@needs_data
def test_probabilities_can_be_believed(wikinews: Measured) -> None:
    told = wikinews.told
    assert told.brier <= 0.018
    assert told.calibration_error <= 0.02
    assert told.coverage(0.005) >= 0.91


@needs_data
def test_furniture_of_outlets_never_seen_is_known(wikinews: Measured) -> None:
    found = wikinews.all
    assert found.share("furniture_right", "called_furniture") >= 0.93
    assert found.share("furniture_right", "furniture") >= 0.80
    assert found.share("credits_right", "credits") >= 0.98
    assert found.share("lost", "characters") <= 0.002


@needs_data
def test_wire_stories_are_told_apart(wire: Measured) -> None:
    found = wire.all
    assert found.f1 >= 0.94, found
    assert found.mean_pk <= 0.035
    assert wire.of("sametopic").f1 >= 0.75


@needs_data
def test_german_outlets_never_seen_are_split(german: Measured) -> None:
    assert german.all.f1 >= 0.80


@needs_data
def test_memory_of_earlier_files_mends_boundaries(wikinews: Measured) -> None:
    memory, total = RememberedFiles(), Figures()
    for made in wikinews.made:
        total += figures([made], [split(made.document, memory=memory)])
        memory.learn(made.document.text.splitlines())
    assert total.f1 >= wikinews.all.f1
