"""Pages in languages that nobody speaks: what tells stories apart stays, the words go."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.training import disguising
from feedmill.splitting.training.disguising import FOREIGN, LISTS, LONG, OFTEN, VOWELS, WORD, disguised
from feedmill.splitting.training.making import VARIANTS, MadePage, pages_of
from feedmill.splitting.vocabulary import FUNCTION
from tests.splitting.training.pages import a_page, dice_of, written_stock

PAGES = pages_of(written_stock(), 16, 5, VARIANTS, wide=True)
MARKED = re.compile(
    rf"(?i)\b(?:{'|'.join(re.escape(word) for kind in LISTS for word in kind if not WORD.fullmatch(word))})"
)
seeds = st.integers(0, 1000)
pages = st.sampled_from(range(len(PAGES)))


def lines(page: MadePage) -> list[str]:
    """The lines of a page; the few small words that hold a mark (`aujourd'hui`) without it."""
    return [MARKED.sub(lambda found: re.sub(r"\W", "", found[0]), line.text) for line in page.lines]


def words(page: MadePage) -> list[str]:
    return WORD.findall("\n".join(lines(page)))


def pairs(page: MadePage, seed: int) -> list[tuple[str, str]]:
    """Each word of a page with what it became."""
    return list(zip(words(page), words(disguised(page, dice_of(seed))), strict=True))


def renderings(page: MadePage, seed: int) -> dict[str, set[str]]:
    """For each word, whatever it became."""
    found = defaultdict(set)
    for old, new in pairs(page, seed):
        found[old.lower()].add(new.lower())
    return found


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Languages that neither inflect nor know small words."""
    monkeypatch.setattr(disguising, "INFLECTED", 0)
    monkeypatch.setattr(disguising, "KNOWN_SMALL_WORDS", 0)


@given(seeds, pages)
def test_lines_stories_headlines_and_cuts_stay_and_so_does_all_that_is_no_word(seed: int, number: int) -> None:
    page = PAGES[number]
    other = disguised(page, dice_of(seed))
    assert [(line.story, line.headline) for line in other.lines] == [(line.story, line.headline) for line in page.lines]
    assert (other.variant, other.source, other.cut) == (page.variant, page.source, page.cut)
    assert [WORD.sub("", text) for text in lines(other)] == [WORD.sub("", text) for text in lines(page)]
    assert other.language == "x"


def test_the_cuts_of_the_disguise_are_its_own() -> None:
    page = a_page((0, "It was"), cut=(0,))
    disguised(page, dice_of(0)).cut.clear()
    assert page.cut == {0}


@given(seeds, pages)
def test_capitals_stay_where_they_are(seed: int, number: int) -> None:
    for old, new in pairs(PAGES[number], seed):
        assert new[0].isupper() == old[0].isupper()
        if len(old) > 1 and len(new) > 1:
            assert new.isupper() == old.isupper()


@given(seeds)
def test_the_same_dice_speak_the_same_language_and_others_another(seed: int) -> None:
    said = disguised(PAGES[0], dice_of(seed))
    assert said == disguised(PAGES[0], dice_of(seed))
    assert said != disguised(PAGES[0], dice_of(seed + 1))


@pytest.mark.usefixtures("plain")
def test_equal_words_stay_equal_and_others_stay_apart_where_the_language_does_not_inflect() -> None:
    for seed in range(30):
        found = renderings(PAGES[seed % len(PAGES)], seed)
        assert {len(news) for news in found.values()} == {1}
        assert len({next(iter(news)) for news in found.values()}) == len(found)
        assert all(len(old) == len(next(iter(news))) for old, news in found.items())


@pytest.mark.usefixtures("plain")
def test_hardly_a_word_stays_what_it_was() -> None:
    for seed in range(30):
        own = [old == new for old, new in pairs(PAGES[0], seed) if len(old) > LONG]
        assert sum(own) < 0.02 * len(own)


@pytest.mark.usefixtures("plain")
def test_vowels_become_vowels_and_consonants_consonants_or_all_letters_foreign_ones() -> None:
    foreign = 0
    for seed in range(30):
        letters = [(a, b) for old, new in pairs(PAGES[0], seed) for a, b in zip(old.lower(), new.lower(), strict=True)]
        known = [(a, b) for a, b in letters if a in "abcdefghijklmnoprstu"]
        foreign += all(b in FOREIGN for _, b in known)
        assert all(b in FOREIGN for _, b in known) or all((a in VOWELS) == (b in VOWELS) for a, b in known)
    assert 0 < foreign < 30


def test_an_inflecting_language_changes_the_endings_of_long_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disguising, "KNOWN_SMALL_WORDS", 0)
    monkeypatch.setattr(disguising, "INFLECTED", 1)
    page = a_page((0, "Inflation shop " * 400))
    found = renderings(page, 1)
    (plain,) = found["shop"]
    assert len(plain) == 4
    assert 2 < len(found["inflation"]) <= 25
    assert len({new[:7] for new in found["inflation"]}) == 1
    counts = [new for old, new in pairs(page, 1) if old == "Inflation"]
    usual = max(set(counts), key=counts.count)
    least, most = OFTEN
    assert 400 * (1 - most) - 60 < counts.count(usual) < 400 * (1 - least) + 60


def test_small_words_become_others_of_their_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disguising, "KNOWN_SMALL_WORDS", 1)
    monkeypatch.setattr(disguising, "INFLECTED", 0)
    own = [word for word in sorted(FUNCTION) if WORD.fullmatch(word) and not any(word in kind for kind in LISTS[1:])]
    page = a_page((0, " ".join(own)))
    said = disguised(page, dice_of(1)).lines[0].text.split()
    assert len(said) == len(own)
    assert set(said) <= set(FUNCTION)
    assert sum(old == new for old, new in zip(own, said, strict=True)) < 0.05 * len(own)


def test_what_is_no_word_at_all_stays() -> None:
    text = "12,000 – 4.5 % (“…”) !?"
    assert disguised(a_page((0, text)), dice_of(1)).lines[0].text == text
    assert re.fullmatch(r"\d+", disguised(a_page((0, "1984")), dice_of(2)).lines[0].text)
