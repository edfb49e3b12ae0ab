from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feedmill.model import Stated
from tests.reading.pages.factories import HEADLINE, PARAGRAPHS, document, page, related, story


def stated(head: str = "", *, title: str = HEADLINE, body: str | None = None) -> Stated:
    return document(page(body or story(), head=head, title=title)).stated


def linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def test_json_ld_states_the_story() -> None:
    found = stated(
        linked(
            headline=HEADLINE,
            description="Six years of dispute end with a vote.",
            author=[{"@type": "Person", "name": "Ann Berg"}, {"name": "Bo Dahl"}],
            datePublished="2024-05-01T10:00:00+02:00",
            dateModified="2024-05-02T08:00:00Z",
            keywords="harbour, lighthouse",
            articleSection="Coast",
            inLanguage="en-GB",
            url="https://norwick.example/news/lighthouse-1",
            copyrightHolder={"name": "Norwick Courier"},
            image={"url": "https://norwick.example/a.jpg"},
            isAccessibleForFree=True,
        )
    )
    assert found.headline == HEADLINE
    assert found.deck == "Six years of dispute end with a vote."
    assert found.authors == ("Ann Berg", "Bo Dahl")
    assert found.byline == "Ann Berg, Bo Dahl"
    assert found.published_at == datetime(2024, 5, 1, 8, tzinfo=UTC)
    assert found.updated_at == datetime(2024, 5, 2, 8, tzinfo=UTC)
    assert found.keywords == ("harbour", "lighthouse")
    assert found.subjects == ("Coast",)
    assert found.language == "en-GB"
    assert found.url == "https://norwick.example/news/lighthouse-1"
    assert found.rights == "Norwick Courier"
    assert found.media == ("https://norwick.example/a.jpg",)
    assert dict(found.fields)["published_at"] == "json-ld datePublished"


@pytest.mark.parametrize(
    "name", ["article:published_time", "dc.date", "parsely-pub-date", "sailthru.date", "citation_date"]
)
def test_meta_tags_state_when(name: str) -> None:
    found = stated(meta(name, "2024-05-01T10:00:00Z"))
    assert found.published_at == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert dict(found.fields)["published_at"] == name


@pytest.mark.parametrize("name", ["author", "dc.creator", "parsely-author", "article:author"])
def test_meta_tags_state_who(name: str) -> None:
    assert stated(meta(name, "Ann Berg")).byline == "Ann Berg"


def test_an_address_is_no_author() -> None:
    assert stated(meta("article:author", "https://facebook.example/ann")).byline is None


def test_a_byline_and_a_time_in_the_markup_are_stated() -> None:
    inside = '<p class="byline">By Ann Berg</p><time datetime="2024-05-01T10:00:00Z">May 1</time>'
    found = stated(body=story(inside=inside))
    assert (found.byline, found.published_at) == ("Ann Berg", datetime(2024, 5, 1, 10, tzinfo=UTC))


def test_nothing_is_taken_from_prose() -> None:
    text = ("By Ann Berg, Norwick, May 1, 2024 - The council voted on Tuesday to keep its old lighthouse.", *PARAGRAPHS)
    found = stated(body=story(text))
    assert (found.byline, found.published_at, found.dateline, found.agency) == (None, None, None, None)


def test_a_date_that_cannot_be_is_kept_raw() -> None:
    found = stated(meta("article:published_time", "2024-13-45"))
    assert (found.published_at, found.published_raw) == (None, "2024-13-45")


def test_the_headline_is_worded_as_the_page_shows_it() -> None:
    found = stated('<meta property="og:title" content="Harbour town votes to keep its old lighthouse | Courier">')
    assert found.headline == HEADLINE


def test_the_title_comes_last_and_without_the_site() -> None:
    body = story().replace("<h1", "<p").replace("</h1>", "</p>").replace(HEADLINE, "x")
    head = '<meta property="og:site_name" content="The Norwick Courier">'
    assert stated(head, title=f"{HEADLINE} - The Norwick Courier", body=body).headline == HEADLINE
    assert stated(title=f"{HEADLINE} - Coast", body=body).headline == f"{HEADLINE} - Coast"


def test_the_name_of_the_site_in_an_h1_is_no_headline() -> None:
    body = "<h1>Norwick Courier</h1>" + story().replace("<h1", "<h2").replace("</h1>", "</h2>")
    assert stated(title=f"{HEADLINE} | Norwick Courier", body=body).headline == HEADLINE


def test_the_canonical_address_counts_from_the_base() -> None:
    assert stated('<base href="https://a.example/b/"><link rel="canonical" href="c">').url == "https://a.example/b/c"
    assert stated('<link rel="canonical" href="c">').url is None


def test_the_root_states_the_language() -> None:
    assert stated().language == "en"


def test_a_description_that_the_text_begins_with_or_that_is_cut_is_no_deck() -> None:
    assert stated(meta("description", PARAGRAPHS[0][:100])).deck is None
    assert stated(meta("description", "A vote on the lighthouse ...")).deck is None


def test_of_several_stories_in_json_ld_only_that_of_the_page_counts() -> None:
    other = linked(headline="Ferry to the islands cancelled", datePublished="2020-01-01", author="No One")
    own = linked(headline=HEADLINE, datePublished="2024-05-01T10:00:00Z")
    found = stated(other + own)
    assert (found.published_raw, found.byline) == ("2024-05-01T10:00:00Z", None)
    assert stated(other + linked(headline="Another one entirely", datePublished="2020-01-01")).published_at is None


def test_of_several_stories_the_one_at_the_pages_address_counts() -> None:
    own = linked(headline="Lighthouse stays", url="https://a.example/1", datePublished="2024-05-01")
    found = stated('<link rel="canonical" href="https://a.example/1">' + own + linked(headline="Other story here"))
    assert found.published_raw == "2024-05-01"


def test_a_page_without_a_story_states_its_language_and_address_alone() -> None:
    head = meta("author", "Ann Berg") + meta("date", "2024-05-01") + '<link rel="canonical" href="https://a.example/">'
    found = stated(head, title="Coast", body=related())
    assert (found.language, found.url) == ("en", "https://a.example/")
    assert (found.headline, found.byline, found.published_at) == (None, None, None)


def test_a_kicker_within_the_h1_is_not_the_headline() -> None:
    body = story(headline=f"Coast {HEADLINE}")
    assert stated(linked(headline=HEADLINE), body=body).headline == HEADLINE


def test_a_part_of_the_title_that_is_a_heading_is_the_headline() -> None:
    body = story().replace("<h1", "<h3").replace("</h1>", "</h3>")
    assert stated(title=f"Courier - Coast - {HEADLINE}", body=body).headline == HEADLINE


@pytest.mark.parametrize("written", ["May 1, 2024", "Posted on 1 May 2024 by Ann", "2024-05-01"])
def test_a_day_written_in_an_element_named_as_date_is_stated(written: str) -> None:
    found = stated(body=story(inside=f'<p class="entry-date">{written}</p>'))
    assert found.published_at == datetime(2024, 5, 1, tzinfo=UTC)


def test_the_head_states_address_language_keywords_sections_and_rights() -> None:
    head = (
        '<meta property="og:url" content="https://a.example/1"><meta name="news_keywords" content="coast, harbour">'
        '<meta property="article:section" content="Coast"><meta name="copyright" content="Norwick Courier">'
        '<meta property="og:image" content="https://a.example/a.jpg">'
    )
    found = stated(head)
    assert (found.url, found.keywords, found.subjects) == ("https://a.example/1", ("coast", "harbour"), ("Coast",))
    assert (found.rights, found.media) == ("Norwick Courier", ("https://a.example/a.jpg",))


def test_a_page_that_says_it_is_a_story_states_it_though_its_text_is_not_found() -> None:
    head = linked(headline=HEADLINE, datePublished="2024-05-01", author="Ann Berg", url="https://a.example/1")
    found = stated(head, body=related())
    assert (found.headline, found.byline, found.published_raw) == (HEADLINE, "Ann Berg", "2024-05-01")


def test_a_locale_states_the_language_where_the_root_does_not() -> None:
    html = page(story(), head=meta("og:locale", "en_GB")).replace(' lang="en"', "")
    assert document(html).stated.language == "en-GB"


def test_a_story_without_a_latin_letter_is_not_english_because_its_template_says_so() -> None:
    paragraph = "নদীর ভাঙনে বিলীন হওয়ার পথে চরের একমাত্র প্রাথমিক বিদ্যালয়টি। গত এক সপ্তাহে মাঠের অর্ধেক নদীতে চলে গেছে।"
    body = story((paragraph,) * 3)
    assert (stated(body=body).language, dict(stated(body=body).fields)["language"]) == ("bn", "text")
    assert stated(meta("og:locale", "bn_BD"), body=body).language == "bn-BD"
    assert stated().language == "en"


def test_a_dateline_may_stand_below_a_deck() -> None:
    deck = "<p>The town keeps its lighthouse after six years.</p>"
    first = f"NORWICK (Reuters) - {PARAGRAPHS[0]}"
    found = stated(body=story((deck[3:-4], first, *PARAGRAPHS[1:])))
    assert (found.dateline, found.agency) == ("NORWICK (Reuters)", "Reuters")
