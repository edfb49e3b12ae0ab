"""How many texts come out right of bytes in some thirty encodings: floors under what `benchmarks.decoding` prints."""

from __future__ import annotations

from collections import Counter

import pytest

from feedmill.reading.languages import detect
from feedmill.splitting.training.articles import data_folder
from tests.quality.encodings import SHORT, UNICODE, documents, has_data, is_right, samples

MISSING = f"NOT MEASURED: no texts in {data_folder()}; set FEEDMILL_DATA to the folder that holds open/ and wikinews/"
pytestmark = [pytest.mark.quality, pytest.mark.timeout(900), pytest.mark.skipif(not has_data(), reason=MISSING)]

COUNT = 8
OLD = frozenset(("mac-roman", "cp850", "cp852", "mac-cyrillic", "iso8859-3"))
"""Of DOS and of Macs before 2001, and what only Esperanto and Maltese use: hardly sent today, and never preferred."""


@pytest.fixture(scope="module")
def right() -> dict[tuple[str, str], float]:
    """The share of right texts by group of encodings and length, undeclared."""
    seen: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    for sample in samples(COUNT):
        group = "unicode" if sample.codec in UNICODE else "old" if sample.codec in OLD else "legacy"
        seen[group, sample.length] += 1
        good[group, sample.length] += is_right(sample.text, sample.data)
    return {key: good[key] / seen[key] for key in seen}


def test_unicode_is_read_whatever_its_form(right: dict[tuple[str, str], float]) -> None:
    assert right["unicode", "whole"] == right["unicode", "short"] == 1


def test_encodings_that_nobody_names_are_found(right: dict[tuple[str, str], float]) -> None:
    assert right["legacy", "whole"] >= 0.98, right
    assert right["legacy", "short"] >= 0.95, right


def test_old_encodings_that_nobody_names_are_mostly_found(right: dict[tuple[str, str], float]) -> None:
    assert right["old", "whole"] >= 0.93, right
    assert right["old", "short"] >= 0.70, right


def test_declared_encodings_are_read_as_declared() -> None:
    wrong = Counter(
        sample.codec for sample in samples(COUNT) if sample.length == "short" and not is_right(*sample.declared())
    )
    assert not wrong


def test_languages_of_a_hundred_characters_are_right() -> None:
    pieces = [
        (language, text[at : at + 100])
        for language, texts in documents().items()
        for text in texts[:60]
        if language != "eo" and len(text) > 2 * SHORT
        for at in (len(text) // 2 - 50,)
    ]
    told = [(language, found[0]) for language, piece in pieces if (found := detect(piece)) is not None]
    assert len(told) >= 0.95 * len(pieces)
    assert sum(language == found for language, found in told) >= 0.98 * len(told)
