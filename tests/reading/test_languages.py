"""Languages: what is stated as a tag, and what is found in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Document, Shape, Stated
from feedmill.reading.languages import detect, tag, with_language

GERMAN = "Der Gemeinderat hat am Montag beschlossen, eine neue Brücke über den Fluss zu bauen."
TEXTS = {
    "en": "The council decided on Monday that a new bridge would be built over the river.",
    "de": GERMAN,
    "fr": "Le conseil municipal a décidé lundi de construire un nouveau pont sur la rivière.",
    "es": "El ayuntamiento decidió el lunes construir un nuevo puente sobre el río de la ciudad.",
    "it": "Il consiglio comunale ha deciso lunedì di costruire un nuovo ponte sul fiume.",
    "pl": "Rada miasta zdecydowała w poniedziałek, że nad rzeką powstanie nowy most.",
    "ru": "Городской совет решил в понедельник построить новый мост через реку.",
    "ja": "市議会は月曜日、川に新しい橋を建設することを決定した。",
    "ko": "시의회는 월요일 강 위에 새로운 다리를 건설하기로 결정했다.",
    "ar": "قرر مجلس المدينة يوم الاثنين بناء جسر جديد فوق النهر في العام المقبل.",
}


def document(text: str, language: str | None = None) -> Document:
    return Document(0, "text", Shape.PAGE, text, Stated(language=language))


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en_us", "en-US"),
        ("en-uk", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("zh_CN.UTF-8", "zh-CN"),
        ("de_DE@euro", "de-DE"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("de-DE-u-co-phonebk", "de-DE-u-co-phonebk"),
        ("zh-yue", "zh-yue"),
        ("en-x-wire", "en-x-wire"),
        ("eng", "en"),
        ("ger", "de"),
        ("deu-AT", "de-AT"),
        ("fil", "fil"),
        ("iw", "he"),
        ("sh", "sr-Latn"),
        ("English", "en"),
        (" deutsch ", "de"),
        ("Français", "fr"),
        ("日本語", "ja"),
    ],
)
def test_a_stated_language_becomes_a_tag(raw: str, canonical: str) -> None:
    assert tag(raw) == canonical


@pytest.mark.parametrize(
    "raw", ["", "xx", "qqq", "und", "mul", "zxx", "en, fr", "en fr", "i", "e", "x-default", "en--US", "American", "12"]
)
def test_what_names_no_language_or_several_is_none(raw: str) -> None:
    assert tag(raw) is None


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[a-z]{2,3}(-[A-Za-z]{2,4})?(-[0-9a-z]{4,8})?", fullmatch=True)))
def test_a_tag_is_its_own_canonical_form(raw: str) -> None:
    once = tag(raw)
    assert once is None or tag(once) == once


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_sentence_is_found(language: str) -> None:
    found = detect(TEXTS[language])
    assert found is not None
    assert found[0] == language
    assert 0.5 <= found[1] <= 1


def test_the_language_of_a_long_text_is_that_of_its_middle() -> None:
    found = detect(f"{TEXTS['en']} {GERMAN * 40} {TEXTS['en']}")
    assert found is not None
    assert found[0] == "de"


@pytest.mark.parametrize(
    "text", ["", "12:30 14:15 99.7 %", "OK", "https://news.example/the/council/decided/on/it", "-" * 500]
)
def test_what_is_hardly_a_text_is_in_no_language(text: str) -> None:
    assert detect(text) is None


def test_a_short_unclear_text_is_left_alone() -> None:
    assert detect("Barcelona Real Madrid Juventus Inter Bayern Porto") is None


def test_a_piece_that_is_unclear_is_followed_by_a_longer_one() -> None:
    names = "Barcelona Real Madrid Juventus Inter Bayern Porto Ajax Lazio Roma Milan Napoli Sevilla " * 2
    found = detect(f"{GERMAN} {GERMAN} {names} {GERMAN} {GERMAN}")
    assert found is not None
    assert found[0] == "de"


def test_a_document_gets_the_language_of_its_text_and_says_how_surely() -> None:
    stated = with_language(document(GERMAN)).stated
    assert stated.language == "de"
    assert stated.language_confidence is not None
    assert stated.language_confidence > 0.9
    assert dict(stated.fields)["language"] == "text"


def test_a_stated_language_stands_whatever_the_text_looks_like() -> None:
    before = document(GERMAN, "en-US")
    assert with_language(before) is before


def test_a_document_of_no_known_language_stays_as_it_is() -> None:
    before = document("12:30")
    assert with_language(before) is before


PLAIN = "The council voted on Tuesday to keep the lighthouse that stands at the end of the pier. It will be open. "
FRENCH = "Le conseil a voté mardi pour garder le phare qui se dresse au bout de la jetée. La porte reste ouverte. "


def test_plain_english_is_told_without_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedmill.reading.languages._weights", lambda: pytest.fail("the weights were loaded"))
    assert detect(PLAIN * 4) == ("en", 0.999)


def test_english_beside_another_language_is_not_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedmill.reading.languages._classified", lambda _piece: ("xx", 1.0))
    assert detect(PLAIN * 2 + FRENCH * 2) == ("xx", 1.0)
