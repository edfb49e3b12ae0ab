"""Articles whose paragraphs are known: how each source is read, and what is kept apart of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedmill.settings import CLONE
from feedmill.splitting.training import articles
from feedmill.splitting.training.articles import (
    FOLDS,
    HELD_OUT,
    TRAINING,
    Article,
    bbc,
    clean,
    data_folder,
    debian_news,
    number_of,
    reuters,
    reuters_briefs,
    unlearned,
    weekly_pages,
    wikinews,
)  # fmt: skip
from tests.splitting.training.data import Data, a_row, a_weekly_row
from tests.splitting.training.pages import an_article

LONG = "This paragraph of {} is longer than sixty characters, so that nobody else can have written it."


def ids(found: list[Article]) -> list[str]:
    return [one.id for one in found]


def test_the_folder_of_the_data_is_named_by_its_setting(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_folder() == data.folder
    monkeypatch.delenv("FEEDMILL_DATA")
    assert data_folder() == CLONE.parent / "shared" / "data"


def test_numbers_and_folds_are_the_same_on_every_machine() -> None:
    assert number_of("feedmill") == 0xCFCB0552
    assert {an_article(f"a{n}").fold for n in range(40)} == set(range(FOLDS))
    assert an_article("a", group="outlet").fold == an_article("b", group="outlet").fold


def test_a_paragraph_is_put_on_one_line() -> None:
    assert clean(" two\n\twords\u00a0here ") == "two words here"


def test_an_article_has_clean_paragraphs_and_none_that_is_blank(data: Data) -> None:
    data.rows("news/bbc.jsonl.gz", a_row("bbc/x", " One\nline. ", " \n", "Two.", title=" A\ttitle "))
    (one,) = bbc(test=False) + bbc(test=True)
    assert (one.paragraphs, one.title, one.group, one.language) == (("One line.", "Two."), "A title", "bbc/x", "en")


def test_three_in_ten_bbc_stories_are_kept_apart(data: Data) -> None:
    data.rows("news/bbc.jsonl.gz", *(a_row(f"bbc/{n}", "A story.") for n in range(200)))
    learned, apart = ids(bbc(test=False)), ids(bbc(test=True))
    assert sorted(learned + apart) == sorted(f"bbc/{n}" for n in range(200))
    assert 40 <= len(apart) <= 80


def test_the_parts_of_reuters_are_those_of_its_split(data: Data) -> None:
    data.rows("news/reuters21578.jsonl.gz", a_row("reuters/test/1", "One."), a_row("reuters/training/2", "Two."))
    assert (ids(reuters(test=True)), ids(reuters(test=False))) == (["reuters/test/1"], ["reuters/training/2"])


@pytest.mark.parametrize(
    ("title", "body", "brief"),
    [
        ("RATES", "The bank raised its rate.\n    It\nmay again.\n    Reuter...", True),
        ("KNOWN TITLE", "The bank raised its rate.", False),
        ("RATES", "This one begins as a paragraph of the other file does, and goes on.", False),
        ("FIGURES", "Shr 12 cts vs 10 cts\n    Net 1,234 vs 5,678", False),
        ("LONG", "\n".join(f"    Paragraph {'x' * n}." for n in range(7)), False),
        ("EMPTY", " \n    ***\n    REUTER", False),
    ],
)
def test_briefs_are_short_prose_that_the_other_reuters_file_has_no_part_of(
    data: Data, title: str, body: str, brief: bool
) -> None:
    other = "This one begins as a paragraph of the other file does, or so it seems."
    data.rows("news/reuters21578.jsonl.gz", a_row("reuters/test/1", other, title="Known title"))
    data.rows("news/reuters21578-dated.jsonl.gz", {"id": 7, "title": title, "body": body})
    found = reuters_briefs()
    assert ids(found) == (["dated/7"] if brief else [])
    assert not brief or found[0].paragraphs == ("The bank raised its rate.", "It may again.")


def test_every_other_brief_is_taken(data: Data) -> None:
    data.rows("news/reuters21578.jsonl.gz", a_row("reuters/test/1", "One.", title="One"))
    rows = ({"id": n, "title": f"T{n}", "body": f"Body of story {'x' * n}."} for n in range(5))
    data.rows("news/reuters21578-dated.jsonl.gz", *rows)
    assert ids(reuters_briefs()) == ["dated/0", "dated/2", "dated/4"]


def test_a_translation_belongs_to_the_group_of_its_original(data: Data) -> None:
    for language in ("en", "de"):
        data.rows(f"open/debian-news.{language}.jsonl.gz", a_row(f"debian-news/{language}/1999", "Text."))
    (german,), (english,) = debian_news("de"), debian_news("en")
    assert german.group == english.group == "debian-news/1999"
    assert (german.source, german.language, german.fold) == ("debian.de", "de", english.fold)


def test_open_sources_are_read_from_their_files(data: Data) -> None:
    files = {
        "au-pm-media-releases.en": "releases", "digitalgov-news.en": "agencies", "18f-blog.en": "agencies",
        "okfn-blog.de": "okfn.de", "wikinews100.fr": "wikinews.fr", "globalvoices.eo": "globalvoices.eo",
    }  # fmt: skip
    for file in files:
        data.rows(f"open/{file}.jsonl.gz", a_row(file, "Text."))
    for source in set(files.values()):
        found = TRAINING[source]()
        assert ids(found) == [file for file, own in files.items() if own == source]
        assert {(one.source, one.language) for one in found} == {(source, found[0].id[-2:])}


def test_a_weekly_page_needs_two_stories_and_its_paragraphs_are_clean(data: Data) -> None:
    data.rows(
        "open/debian-weekly-pages.de.jsonl.gz",
        a_weekly_row("debian-weekly/de/1", (" Eins\n hier.", " "), ("Zwei.",)),
        a_weekly_row("debian-weekly/de/2", ("Eins.",), (" ",)),
    )
    (page,) = weekly_pages("de")
    assert (page.id, page.language) == ("debian-weekly/de/1", "de")
    assert page.stories == (("Eins hier.",), ("Zwei.",))


def test_an_issue_is_kept_apart_in_all_languages_or_in_none(data: Data) -> None:
    for language in ("en", "pt"):
        rows = (a_weekly_row(f"debian-weekly/{language}/{n}", ("One.",), ("Two.",)) for n in range(80))
        data.rows(f"open/debian-weekly-pages.{language}.jsonl.gz", *rows)
    english, portuguese = weekly_pages("en"), weekly_pages("pt")
    assert [(page.held_out, page.fold) for page in english] == [(page.held_out, page.fold) for page in portuguese]
    assert 10 <= sum(page.held_out for page in english) <= 30
    assert {page.fold for page in english if not page.held_out} == set(range(FOLDS))


def test_of_wikinews_prose_alone_is_read(data: Data) -> None:
    prose = [f"Paragraph {number} of this story says quite a lot before it comes to an end." for number in range(3)]
    noise = [
        "Friday, January 4, 2019",
        "Sources",
        "A heading of more than sixty characters that does not end in a stop",
    ]
    data.wikinews(2019, {"url": "u/1", "title": "T", "text": "\n\n".join([noise[0], *prose[:2], *noise[1:], prose[2]])})
    data.wikinews(2020, {"url": "u/2", "title": "Too short", "text": "\n".join(prose[:2])})
    (one,) = wikinews()
    assert (one.id, one.title, one.paragraphs, one.source) == ("u/1", "T", tuple(prose), "wikinews")


def test_a_reissue_of_what_is_learned_is_not_measured() -> None:
    learned = [an_article("a", LONG.format("a"), "He said no.")]
    again = an_article("b", "UPDATE", LONG.format("a"))
    other = an_article("c", LONG.format("c"), "He said no.")
    assert unlearned([again, other], learned) == [other]


@pytest.mark.parametrize(
    ("source", "file", "apart", "learned"),
    [
        ("reuters test", "news/reuters21578.jsonl.gz", "reuters/test/{}", "reuters/training/1"),
        ("bbc test", "news/bbc.jsonl.gz", "bbc/apart{}", "bbc/learned2"),
    ],
)
def test_what_is_kept_apart_holds_no_reissue(data: Data, source: str, file: str, apart: str, learned: str) -> None:
    mine = [apart.format(n) for n in range(30) if source != "bbc test" or number_of(apart.format(n)) % 10 >= 7]
    texts = [LONG.format("the learned one"), *(LONG.format(name) for name in mine[1:])]
    rows = [a_row(name, text) for name, text in zip(mine, texts, strict=True)]
    data.rows(file, a_row(learned, LONG.format("the learned one")), *rows)
    assert [one.id for one in HELD_OUT[source]()] == mine[1:]


def test_what_is_kept_apart_is_read_once(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"made up in {Path(data.folder).name}"
    fresh = iter(range(9))
    monkeypatch.setitem(HELD_OUT, name, lambda: [an_article(f"a{next(fresh)}")])
    assert articles.held_out(name) == articles.held_out(name) == (an_article("a0"),)
