"""Blocks of labels with a text below each: which texts are such records, and what each part of them says."""

from __future__ import annotations

import pytest

from feedmill.model import Document, Shape
from feedmill.reading import read
from feedmill.splitting import split
from tests.reading.exports.exported import BODY, OTHER, around, day, documents, is_export, only, shown

FIRST = f"Title: Bridge closes\nDate: 2026-11-12\nAuthor: Jane Marlow\nURL: https://www.example.org/a\n\n{BODY}\n"
SECOND = f"Title: Ferry returns\nDate: 2026-11-13\nAuthor: Tom Ellery\nURL: https://www.example.org/b\n\n{OTHER}\n"
JAPANESE = ("港の橋が月曜日から六週間、通行止めになると市が発表した。", "【題名】橋\n【日付】2026-11-12\n【本文】")
CHINESE = ("港口大桥将自星期一起封闭六星期，市政府昨日表示。", "标题：桥\n日期：2026-11-12\n正文：")
LABELS = {
    "de": ("Überschrift", "Datum", "Verfasser", "Zeitung", "Inhalt"),
    "fr": ("Titre", "Date", "Auteur", "Source", "Texte"),
    "es": ("Título", "Fecha", "Autor", "Fuente", "Texto"),
    "pt": ("Título", "Data", "Autor", "Fonte", "Texto"),
    "it": ("Titolo", "Data", "Autore", "Fonte", "Testo"),
    "nl": ("Titel", "Datum", "Auteur", "Bron", "Tekst"),
    "pl": ("Tytuł", "Data", "Autor", "Źródło", "Treść"),
    "cs": ("Titulek", "Datum", "Autor", "Zdroj", "Text"),
    "ru": ("Заголовок", "Дата", "Автор", "Источник", "Текст"),
    "el": ("Τίτλος", "Ημερομηνία", "Συγγραφέας", "Πηγή", "Κείμενο"),
    "tr": ("Başlık", "Tarih", "Yazar", "Kaynak", "Metin"),
    "zh": ("标题", "日期", "作者", "来源", "正文"),
    "ja": ("見出し", "日付", "筆者", "出典", "本文"),
    "ko": ("제목", "날짜", "기자", "출처", "본문"),
    "ar": ("العنوان", "التاريخ", "الكاتب", "المصدر", "النص"),
}


def test_each_block_of_labels_begins_a_document() -> None:
    one, other = documents(f"{FIRST}\n{SECOND}")
    assert (one.format, one.shape) == ("export", Shape.ITEM)
    assert (one.stated.headline, one.stated.byline, one.stated.url) == (
        "Bridge closes",
        "Jane Marlow",
        "https://www.example.org/a",
    )
    assert day(one) == ("2026-11-12 00:00", "day")
    assert (shown(one), shown(other)) == ([BODY], [OTHER])
    assert around(one) == around(other) == []


def test_a_document_splits_as_an_item_does() -> None:
    (story,) = split(documents(f"{FIRST}\n{SECOND}")[1]).stories
    assert (story.headline, story.text, story.stated) == ("Ferry returns", OTHER, True)


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("form", ["{}: {}", "{}：{}", "【{}】{}", "**{}:** {}", "{}   : {}"])
def test_labels_of_many_languages_and_forms(language: str, form: str) -> None:
    title, date, author, source, text = LABELS[language]
    pairs = (
        (title, "Bridge closes"),
        (date, "2026-11-12"),
        (author, "Jane Marlow"),
        (source, "The Gazette"),
        (text, ""),
    )
    head = "\n".join(form.format(*pair) for pair in pairs)
    one, other = documents(f"{head}\n{BODY}\n\n{head}\n{OTHER}\n")
    stated = one.stated
    assert (stated.headline, stated.byline, stated.agency) == ("Bridge closes", "Jane Marlow", "The Gazette")
    assert day(one) == ("2026-11-12 00:00", "day")
    assert (shown(one), shown(other)) == ([BODY], [OTHER])


@pytest.mark.parametrize(
    "between",
    ["\n", "\n\n", "-----\n", "\n==========\n\n", "\n--- Article 2 ---\n", "\n2.\n", "\nArticle 2\n", "\n[2]\n"],
)
def test_what_stands_between_records_is_no_text(between: str) -> None:
    one, other = documents(f"{FIRST}{between}{SECOND}")
    assert (shown(one), shown(other)) == ([BODY], [OTHER])
    assert around(one) == around(other) == []


def test_a_record_may_have_its_text_behind_a_label_and_no_blank_line_at_all() -> None:
    one, other = documents(
        f"URL: https://www.example.org/a\nHeadline: A\nText: {BODY}\nTitle fights are next.\n"
        f"URL: https://www.example.org/b\nHeadline: B\nText: {OTHER}\n"
    )
    assert shown(one) == [BODY, "Title fights are next."]
    assert (other.stated.url, shown(other)) == ("https://www.example.org/b", [OTHER])


def test_a_label_nobody_knows_stands_around_the_text() -> None:
    one = only(f"Title: Bridge closes\nDate: 2026-11-12\nWord count: 96\n\n{BODY}\n")
    assert (around(one), shown(one)) == (["Word count: 96"], [BODY])


def test_the_source_of_a_file_may_name_labels() -> None:
    from feedmill.model import Context

    text = f"Schlagwort: Bridge closes\nStempel: 2026-11-12\n\n{BODY}\n"
    columns = (("Schlagwort", "headline"), ("Stempel", "published"))
    assert not is_export(text)
    (one,) = read(text.encode(), context=Context(columns=columns))
    assert isinstance(one, Document)
    assert (one.stated.headline, one.text) == ("Bridge closes", BODY)


def test_a_label_within_the_text_stays_text() -> None:
    one = only(f"{FIRST}\nBERLIN: nothing new.\n\nThe mayor: go home.\n")
    assert shown(one) == [BODY, "BERLIN: nothing new.", "The mayor: go home."]


def test_labels_below_the_text_are_stated() -> None:
    one = only(f"Title: Bridge closes\nDate: 2026-11-12\n\n{BODY}\n\nTags: bridge, harbour\nSource: The Gazette\n")
    assert (one.stated.keywords, one.stated.agency, shown(one)) == (("bridge", "harbour"), "The Gazette", [BODY])


def test_labels_right_below_the_text_are_stated() -> None:
    one, other = documents(
        f"Title: A\nText: {BODY}\nSource: The Gazette\nLink: https://www.example.org/a\n"
        f"Title: B\nText: {OTHER}\nSource: The Gazette\nLink: https://www.example.org/b\n"
    )
    assert (one.stated.agency, one.stated.url, shown(one)) == ("The Gazette", "https://www.example.org/a", [BODY])
    assert (other.stated.url, shown(other)) == ("https://www.example.org/b", [OTHER])


@pytest.mark.parametrize(
    "line",
    ["LONDON: Prices rose again on Monday.", "Reporter: When will it open?", "Update: The council has voted for it."],
)
def test_prose_that_begins_like_a_label_is_text(line: str) -> None:
    above = only(f"Title: Bridge closes\nDate: 2026-11-12\n{line}\n\n{BODY}\n")
    below = only(f"Title: Bridge closes\nDate: 2026-11-12\n\n{line}\n\n{BODY}\n\n{line}\n")
    assert shown(below) == [line, BODY, line]
    assert shown(above) == [line, BODY]


def test_a_record_without_headline_and_text_is_a_place_with_its_reason() -> None:
    found = list(read(f"{FIRST}\nTitle:\nDate: 2026-11-13\nAuthor: Tom Ellery\n\n{SECOND}".encode()))
    assert [isinstance(one, Document) for one in found] == [True, False, True]


def test_a_value_that_runs_over_lines_is_one() -> None:
    one = only(f"Title     : Bridge closes\n            for repairs\nPublished : 12 November 2026\n\n{BODY}\n")
    assert (one.stated.headline, shown(one)) == ("Bridge closes for repairs", [BODY])


def test_lists_as_programs_print_them() -> None:
    head = "Title: Bridge closes\nAuthors: ['Jane Marlow', 'Tom Ellery']\nPublish Date: 2026-11-12 00:00:00"
    one = only(f"{head}\nKeywords: ['bridge', 'harbour']\nText:\n{BODY}\n")
    assert (one.stated.authors, one.stated.keywords) == (("Jane Marlow", "Tom Ellery"), ("bridge", "harbour"))


def test_front_matter_is_a_block_of_labels() -> None:
    one = only(f'---\ntitle: "Bridge closes"\ndate: 2026-11-12\ntags:\n  - harbour\n  - bridge\n---\n\n{BODY}\n')
    assert (one.stated.headline, one.stated.keywords, shown(one)) == ("Bridge closes", ("harbour", "bridge"), [BODY])


def test_labels_each_behind_a_blank_line() -> None:
    one = only(f"Title: Bridge closes\n\nURL Source: https://www.example.org/a\n\nMarkdown Content:\n{BODY}\n")
    assert (one.stated.headline, one.stated.url, shown(one)) == ("Bridge closes", "https://www.example.org/a", [BODY])


def test_a_few_lines_may_say_what_the_file_holds() -> None:
    one, _ = documents(f"Export of 20 November\n2 articles\n\n{FIRST}\n{SECOND}")
    assert (around(one), shown(one)) == (["Export of 20 November", "2 articles"], [BODY])
    assert not is_export(f"A text with a few lines\nabove\n\n{FIRST}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "shift_jis", "euc_jp", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_bytes_of_the_original(encoding: str, end: str) -> None:
    body, labels = JAPANESE if encoding != "gb18030" else CHINESE
    record = f"{labels}\n{body}\n".replace("\n", end)
    one, other = documents(record * 2, encoding)
    assert one.locator.byte_end == other.locator.byte_start == len(record.encode(encoding))
    assert other.locator.byte_end == len((record * 2).encode(encoding))
    assert shown(one) == shown(other) == [body]


def test_an_encoding_that_shifts_has_no_places() -> None:
    (one,) = read("{1}\n{0}\n".format(*JAPANESE).encode("iso2022_jp"))
    assert isinstance(one, Document)
    assert (one.format, one.locator.byte_start) == ("export", None)


@pytest.mark.parametrize(
    "text",
    [
        f"FOR IMMEDIATE RELEASE\nDate: November 17, 2026\nContact: Joel Strand\nTitle: Director\n\nRopewalk\n\n{BODY}",
        f"Title: Ropewalk opens\nDate: November 17, 2026\nContact: Joel Strand, 555-0142\n\n{BODY}",
        f"To: All staff\nFrom: The editor\nDate: 17 November 2026\nSubject: Headlines\n\n{BODY}",
        f"Title: The Wall\nAuthor: Jane Marlow\nPublisher: Port Press\nPages: 310\nPrice: 20\n\n{BODY}",
        "WHAT'S ON\n-----\nTitle: Hamlet\nDate: 18 November 2026\nPlace: A\n-----\nTitle: B\nDate: 19 November 2026\n",
        f"Q: When will it open?\nA: In six weeks.\n\nMayor: We are glad.\n\n{BODY}",
        f"{BODY}\n\nSource: Port Gazette\nDate: 12 November 2026\n\n{OTHER}",
        f"Kultur: Museum öffnet\nSport: Verein steigt auf\nText: Anna Berg\n\n{BODY}",
        f"Date: 17 November 2026\nTime: 19:30\nPlace: Town Hall\n\nMinutes. {BODY}",
        f"Update: Bridge to close\nNews: the council said so.\nSource: council\n\n{BODY}",
        f"Bridge closes\n\n{BODY}\nRead more: https://www.example.org/a\n\n-----\n\nFerry\n\n{OTHER}\nRead more: x\n",
        "Title: Bridge closes\nDate: 2026-11-12\n",
        f"{BODY}\n\n{OTHER}",
        "",
        "Title:\n",
    ],
)
def test_other_texts_with_labels_are_no_exports(text: str) -> None:
    assert not is_export(f"{text}\n.")


def test_a_label_for_who_wrote_the_text_begins_none() -> None:
    one = only(f"Titel: Brücke\nDatum: 12.11.2026\nText: Anna Berg\nFoto: Uwe Klein\n\n{BODY}\n\nText: Anna Berg\n")
    assert (shown(one)[0], "Text: Anna Berg" in around(one)) == (BODY, True)


def test_an_interview_is_no_block_of_labels() -> None:
    talk = ["Reporter: When will it open?", "Mayor: I am told that it will be soon.", "Text: it says so in the papers."]
    one = only(f"Title: Bridge closes\nDate: 2026-11-12\n\n{BODY}\n\n" + "\n\n".join(talk))
    assert shown(one) == [BODY, *talk]


def test_a_long_export_is_told_by_its_head_alone() -> None:
    assert len(documents(f"{FIRST}\n" * 600)) == 600


def test_a_text_of_long_lines_may_hold_a_label_that_names_texts() -> None:
    one = only(f"{FIRST}{' '.join([BODY] * 6)}\n\nText: a word\n\n{OTHER}\n")
    assert shown(one)[-2:] == ["Text: a word", OTHER]
