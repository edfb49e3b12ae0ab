"""What the second judgement alone learns from: long stories, whole."""

from __future__ import annotations

from feedmill.splitting.training.articles import FOLDS, Article
from feedmill.splitting.training.stocks import LONG, LONGEST, whole_pages


def story(name: str, paragraphs: int) -> Article:
    return Article(name, "web.en", "en", None, tuple(f"Paragraph {at}." for at in range(paragraphs)), name)


def test_long_stories_stand_alone_and_whole() -> None:
    stories = [story("short", LONG - 1), story("long", LONG), story("longer", LONGEST + 1)]
    found = [made for fold in range(FOLDS) for made in whole_pages(stories, fold)]
    assert sorted(len(made.stories) for made in found) == [LONG, LONGEST]
    assert {number for made in found for number in made.stories.values()} == {0}


def test_a_fold_has_its_own_stories_alone() -> None:
    stories = [story(f"story {number}", LONG) for number in range(20)]
    by_fold = [whole_pages(stories, fold) for fold in range(FOLDS)]
    assert [len(own) for own in by_fold] == [sum(one.fold == fold for one in stories) for fold in range(FOLDS)]
