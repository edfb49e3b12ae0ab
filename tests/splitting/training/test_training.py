"""The whole training, on a folder of small files made of the stories written for the project."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from feedmill.splitting.gaps import GROUPS
from feedmill.splitting.model import Model, unpacked
from feedmill.splitting.training import __main__ as command
from feedmill.splitting.training import ablating, corpora, scraps, training, unseen, webpages
from feedmill.splitting.training.corpora import FILES, corpus, corrections
from feedmill.splitting.training.fitting import Growth
from feedmill.splitting.training.making import FURNITURE
from tests.quality.written import written_articles, written_furniture
from tests.splitting.training.data import Data, a_row, a_weekly_row
from tests.splitting.training.test_webpages import GERMAN, html

SMALL = Growth(6, 3, 0.3)
SCALE = "0.03"
ENGLISH = written_articles("en")
OTHERS = {language: written_articles(language) for language in ("de", "es", "fr", "ru")}


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """A folder with a little of everything that training reads, written once: the card has the digests of its files."""
    data = Data(tmp_path_factory.mktemp("data"))
    _fill(data)
    return data


@pytest.fixture
def filled(stocked: Data, monkeypatch: pytest.MonkeyPatch) -> Iterator[Data]:
    """That folder as the setting names it, few small trees, and nothing remembered of it after."""
    _prepare(stocked, monkeypatch)
    yield stocked
    _forget()


@pytest.fixture(scope="module")
def plain(stocked: Data, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """The model and the card of one training, for all that compare with it."""
    with pytest.MonkeyPatch.context() as patch:
        _prepare(stocked, patch)
        made = trained(tmp_path_factory.mktemp("plain"), "plain")
    _forget()
    return made


def _prepare(data: Data, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("FEEDMILL_DATA", str(data.folder))
    for name, value in command.FIXED.items():
        patch.setenv(name, value)
    for growth in ("FURNITURE_GROWTH", "GAP_GROWTH", "BLOCK_GROWTH", "CUT_GROWTH"):
        patch.setattr(training, growth, SMALL)
    patch.setattr(ablating, "GROWTH", SMALL)
    patch.setattr(unseen, "PAGES_A_FOLD", 2)
    _forget()


def _forget() -> None:
    for remembered in (webpages.web_pages, scraps.lines_for_training):
        remembered.cache_clear()


def _fill(data: Data) -> None:
    """Write every file of `FILES`; English stories stand in several, under other names."""
    for path in FILES:
        language = path.split(".")[-3]
        told = OTHERS.get(language, ENGLISH)
        if "weekly" in path:
            own = [tuple(one.paragraphs[:2]) for one in told]
            data.rows(path, *(a_weekly_row(f"weekly/{language}/{at}", *own[at : at + 4]) for at in range(12)))
        elif path.endswith(".jsonl.gz"):
            mark = "/training/" if "reuters21578.jsonl" in path else "/"
            data.rows(path, *(a_row(f"{path}{mark}{one.id}", *one.paragraphs, title=one.title) for one in told))
    dated = [
        {"id": f"dated/{one.id}", "title": f"NEW {one.title}", "body": _indented(one.paragraphs)} for one in ENGLISH
    ]
    data.rows("news/reuters21578-dated.jsonl.gz", *dated)
    data.rows("news/furniture-lines.jsonl.gz", *({"text": line} for line in written_furniture()))
    data.web_pages({"outlet-1.html": html(*GERMAN, beside="<nav><li>Startseite</li></nav>")})


def _indented(paragraphs: tuple[str, ...]) -> str:
    """As the wire set them; other words at the beginning, so that it is no story that another file has."""
    return "\n".join(f"    Again, {one}" for one in paragraphs[:4])


def trained(folder: Path, name: str, *arguments: str) -> tuple[bytes, str]:
    """The model and the card that the command writes."""
    model, card = folder / f"{name}.npz", folder / f"{name}.md"
    argv = ["--model", str(model), "--card", str(card), "--scale", SCALE, *arguments]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["training", *argv])
        assert command.main() == 0
    return model.read_bytes(), card.read_text(encoding="utf-8")


def loaded(data: bytes, folder: Path) -> Model:
    """The model in these bytes."""
    path = folder / "loaded.npz"
    path.write_bytes(data)
    with np.load(path, allow_pickle=False) as arrays:
        return unpacked(dict(arrays))


@pytest.mark.quality
@pytest.mark.training
@pytest.mark.usefixtures("filled")
def test_the_same_data_gives_the_same_bytes_and_a_card_that_names_them(
    plain: tuple[bytes, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, card = plain
    assert trained(tmp_path, "again") == plain
    said = capsys.readouterr()
    assert card.splitlines()[5].split("`")[1] in said.out
    assert "settled fitted on" in said.err
    for name, licence in FILES.items():
        assert f"| {name} | " in card
        assert licence in card
    model = loaded(first, tmp_path)
    assert model.gaps.features.shape == (SMALL.count, SMALL.levels)
    assert model.worths.known.any()


@pytest.mark.quality
@pytest.mark.training
@pytest.mark.usefixtures("filled")
def test_pages_that_people_put_right_change_the_model(plain: tuple[bytes, str], tmp_path: Path) -> None:
    lines = [[one.paragraphs[0], number] for number, one in enumerate(ENGLISH[:8])]
    path = tmp_path / "right.jsonl"
    path.write_text("".join(_corrected(f"c{at}", lines) for at in range(8)), encoding="utf-8")
    without, _ = plain
    corrected, _ = trained(tmp_path, "corrected", "--corrections", str(path))
    assert corrected != without


def _corrected(name: str, lines: list[list[object]]) -> str:
    return json.dumps({"id": name, "language": "en", "lines": [*lines, ["Read more", None]], "cut": [1]}) + "\n"


def test_a_corrected_page_keeps_its_stories_its_furniture_and_its_cuts(tmp_path: Path) -> None:
    path = tmp_path / "right.jsonl"
    path.write_text(_corrected("c", [["It  rained.", 0], ["They met and", 1]]), encoding="utf-8")
    (made,) = corrections(path)
    assert [(line.text, line.story) for line in made.page.lines] == [
        ("It rained.", 0),
        ("They met and", 1),
        ("Read more", FURNITURE),
    ]
    assert made.page.cut == {1}


@pytest.mark.usefixtures("filled")
def test_nothing_that_is_kept_apart_is_in_what_is_learned_from() -> None:
    learned = corpus()
    assert corpora.APART not in learned.pages
    assert not any(page.held_out for pages in learned.pages.values() for page in pages)
    assert not any("/test/" in one.id for one in learned.articles["reuters"])
    assert not any("wikinews" in source for source in learned.articles if source != "wikinews.fr")


@pytest.mark.usefixtures("data")
def test_without_its_data_training_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in command.FIXED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["training", "--model", str(tmp_path / "m"), "--card", str(tmp_path / "c")])
    assert command.main() == 2
    assert "NOT TRAINED: news/reuters21578.jsonl.gz" in capsys.readouterr().err
    assert not (tmp_path / "m").exists()


@pytest.mark.quality
@pytest.mark.training
@pytest.mark.usefixtures("filled")
def test_the_ablation_has_a_row_for_each_kind_of_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no outlet is unseen, there is nothing to ask: other sources stand in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ablating, "OUTLETS", ("bbc", "reuters"))
        patch.setattr(ablating, "SCALE", float(SCALE))
        assert ablating.main() == 0
    rows = [line.split(" | ")[0].removeprefix("| ") for line in capsys.readouterr().out.splitlines()]
    assert [f"without {group}" for group in GROUPS] == rows[3 : 3 + len(GROUPS)]
    assert rows[-1] == "+ blocks once more"
