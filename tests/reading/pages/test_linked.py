from __future__ import annotations

import pytest

from feedmill.reading.pages.linked import articles_of, named, texts, things_of, types_of

ARTICLE = '{"@type": "NewsArticle", "headline": "H"}'


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        '{"@type": "NewsArticle", "headline": "H",}',
        f"{ARTICLE};",
        f'{ARTICLE}{{"@type": "Thing"}}',
        '{"@type": ["Thing", "https://schema.org/NewsArticle"], "headline": "H", "x": "a\nb"}',
    ],
)
def test_an_article_is_found_however_it_is_wrapped_or_broken(script: str) -> None:
    (found,) = articles_of(things_of([script]))
    assert found["headline"] == "H"


@pytest.mark.parametrize("script", ["", "nothing", "{", '{"a": }', "[" * 100_000])
def test_what_cannot_be_read_gives_nothing(script: str) -> None:
    assert not things_of([script])


def test_what_stood_before_the_break_is_read() -> None:
    assert len(things_of([f"{ARTICLE}{{oops"])) == 1


def test_without_an_article_the_page_counts() -> None:
    (found,) = articles_of(things_of(['{"@type": "WebPage", "name": "N"}', '{"@type": "Person"}']))
    assert found["name"] == "N"


def test_names_are_read_from_texts_objects_lists_and_references() -> None:
    known = named(things_of(['{"@graph": [{"@id": "#a", "name": "Ann"}, {"@id": "#a"}]}']))
    value = ["Bo", {"name": "Cy"}, {"@id": "#a"}, {"name": ["Di", 3]}, 4, {"@id": "#x"}]
    assert texts(value, known) == ["Bo", "Cy", "Ann", "Di"]


def test_types_lose_their_namespace() -> None:
    assert types_of({"@type": ["schema:Article", "http://schema.org/Report", 3]}) == {"article", "report"}
    assert types_of({}) == set()
