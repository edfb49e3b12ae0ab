"""Which columns say what."""

from __future__ import annotations

import pytest

from feedmill.reading.rows.columns import columns_of, firmly, folded, says_stories


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ("title Headline TITRE titel Título заголовок 标题 Überschrift article_title web-title", "headline"),
        ("text body content full_text articleBody texto inhalt contenu текст 正文 body_html treść", "text"),
        ("date published pubDate publish_date created_at publishedAt Datum fecha дата 日期 firstcreated", "published"),
        ("author authors byline auteur autor автор dc:creator 作者", "byline"),
        ("url link permalink webUrl enlace lien ссылка", "url"),
        ("id guid uuid uri article_id", "guid"),
        ("lang language Sprache idioma langue язык", "language"),
        ("summary description deck subtitle teaser resumen résumé аннотация", "deck"),
        ("tags keywords Schlagworte", "keywords"),
        ("掲載日時 投稿日時 発行日時 dateTimePub", "published"),
        ("content_snippet", "deck"),
        ("category section topic Ressort rubrique", "subjects"),
        ("source publisher Quelle fuente источник", "agency"),
        ("image urlToImage thumbnail", "media"),
    ],
)
def test_names_of_many_languages_say_a_field(names: str, field: str) -> None:
    for name in names.split():
        assert field in columns_of([name]), name


def test_the_most_trusted_column_comes_first() -> None:
    assert columns_of(["text", "title", "content", "full_text"])["text"] == ("full_text", "content", "text")


def test_a_word_that_is_a_headline_here_and_a_section_there_is_trusted_last() -> None:
    columns = columns_of(["Rubrik", "Überschrift", "Opening Text", "Hit Sentence", "dateTime", "dateTimePub"])
    assert columns["headline"] == ("Überschrift", "Rubrik")
    assert columns["deck"] == ("Opening Text", "Hit Sentence")
    assert columns["published"] == ("dateTimePub", "dateTime")


def test_a_body_with_its_markup_goes_before_the_same_without() -> None:
    assert columns_of(["bodyText", "body"])["text"] == ("body", "bodyText")


def test_a_setting_goes_before_what_is_known() -> None:
    columns = columns_of(["title", "text", "x"], (("x", "text"), ("title", ""), ("text", "deck")))
    assert columns == {"text": ("x",), "deck": ("text",)}


def test_a_name_is_compared_without_case_accents_and_blanks() -> None:
    assert folded(" Título_de-la NOTA ") == "titulodelanota"
    assert folded("$text") == "text"
    assert folded("@type") == "@type"


def test_a_table_of_stories_has_a_text_a_headline_or_a_summary() -> None:
    assert says_stories(columns_of(["title", "x"]))
    assert says_stories(columns_of(["summary"]))
    assert not says_stories(columns_of(["date", "price"]))


def test_a_name_that_may_say_anything_says_nothing_firmly() -> None:
    assert firmly("name") == ()
    assert firmly("title") == ("headline",)
    assert firmly("unheard of") == ()
