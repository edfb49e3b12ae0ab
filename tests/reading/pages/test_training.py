from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pytest

from feedmill.reading.pages.training import examples
from feedmill.reading.pages.training.__main__ import train
from feedmill.reading.pages.training.examples import (
    Example,
    Page,
    covered_by,
    data_folder,
    domain_of,
    example_of,
    scores,
)
from feedmill.reading.pages.training.fitting import fit
from feedmill.reading.pages.trees import unpacked
from tests.reading.pages.factories import HEADLINE, PARAGRAPHS, page, related, story

HTML = page(story() + related()).encode()


def archive(path: Path, files: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:xz") as out:
        for name, data in files.items():
            member = tarfile.TarInfo(f"./{name}")
            member.size = len(data)
            out.addfile(member, io.BytesIO(data))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FEEDMILL_DATA", str(tmp_path))
    pages = tmp_path / "pages"
    pages.mkdir()
    names = [f"site{number}" for number in range(12)]
    truth = {name: {"url": f"https://www.{name}.org/a", "articleBody": "\n".join(PARAGRAPHS)} for name in names}
    files = {f"html/{name}.html": HTML for name in names}
    archive(pages / "article-extraction-benchmark.tar.xz", {"ground-truth.json": json.dumps(truth).encode(), **files})
    told = {"a": {"file": "b.de.x.html", "with": [PARAGRAPHS[0][:60]], "without": ["News"], "title": HEADLINE}}
    archive(
        pages / "trafilatura-evaluation.tar.xz",
        {"evaldata.json": json.dumps(told).encode(), "html/b.de.x.html": HTML},
    )
    return tmp_path


def test_lines_are_covered_by_runs_of_four_words() -> None:
    found = covered_by(["one two three four", "other words entirely here", "***"], "Zero one two three four five")
    assert found[:2].tolist() == [1.0, 0.0]
    assert np.isnan(found[2])
    assert np.isnan(covered_by(["***"], "one")).all()


def test_scores_are_precision_and_recall_of_runs_of_four_words() -> None:
    assert scores("a b c d e", "a b c d") == (1.0, 0.5)
    assert scores("a b", "a b") == (1.0, 1.0)
    assert scores("a", "") == (0.0, 0.0)


@pytest.mark.parametrize(
    ("name", "domain"), [("www.a-b.org", "a"), ("archive.org.blog.x.de.html", "x"), ("site.com-name.html", "site")]
)
def test_a_domain_is_named_without_what_stands_around(name: str, domain: str) -> None:
    assert domain_of(name) == domain


def test_pages_of_one_domain_are_in_one_fold() -> None:
    assert Page("a", b"", "x").fold == Page("b", b"", "x").fold


def test_a_page_that_cannot_be_read_teaches_nothing() -> None:
    assert example_of(Page("a", b"<div>" * 100_000, "a", "x")) is None
    assert example_of(Page("a", b"<html></html>", "a", "x")) is None


def test_known_sentences_outweigh_what_is_followed() -> None:
    whole = example_of(Page("a", HTML, "a", "\n".join(PARAGRAPHS)))
    partly = example_of(Page("a", HTML, "a", None, (PARAGRAPHS[0][:60],), ("Weather",)))
    assert whole is not None
    assert partly is not None
    assert whole.labels.sum() == len(PARAGRAPHS)
    assert whole.weights.sum() == pytest.approx(examples.GOLD, rel=1e-3)
    assert 0 < partly.labels.sum() <= len(PARAGRAPHS)


@pytest.mark.slow
def test_trees_learn_what_examples_show_and_the_same_each_time() -> None:
    rows = np.random.default_rng(0).normal(size=(400, 3)).astype(np.float32)
    example = Example(0, rows, (rows[:, 1] > 0).astype(np.float32), np.ones(400, np.float32))
    one, two = fit([example]), fit([example])
    assert ((one.probabilities(rows) > 0.5) == (rows[:, 1] > 0)).mean() > 0.97
    assert np.array_equal(one.leaves, two.leaves)


@pytest.mark.slow
@pytest.mark.usefixtures("folder")
def test_training_writes_the_model_and_those_of_the_folds(tmp_path: Path) -> None:
    assert train(tmp_path / "model.npz", tmp_path / "folds.npz") == 0
    with np.load(tmp_path / "model.npz") as arrays:
        assert unpacked(dict(arrays)).leaves.size
    with np.load(tmp_path / "folds.npz") as arrays:
        assert {key.partition(".")[0] for key in arrays} == {"0", "1", "2", "3", "4"}


def test_without_data_nothing_is_trained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FEEDMILL_DATA", str(tmp_path / "none"))
    assert train(tmp_path / "a", tmp_path / "b") == 2
    assert "FEEDMILL_DATA" in capsys.readouterr().err
    assert data_folder() == tmp_path / "none" / "pages"
