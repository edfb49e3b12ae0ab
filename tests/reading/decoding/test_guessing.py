"""Encodings that nobody names, told by what the text looks like in each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.decoding import decode
from feedmill.reading.decoding.guessing import LEAST, fitness, guess, is_plain

TEXTS = {
    "de": "Der Präsident sagte, die Größe der Städte müsse überprüft werden.",
    "fr": "Le président a déclaré hier que l’État paiera – « dès que possible ».",
    "es": "El alcalde prometió ayer más árboles y una montaña de agua; ¿quién lo pagará?",
    "pl": "Prezydent Łodzi powiedział, że wzięła się za żółtą łódź i źle śpi.",
    "cs": "Příští týden začne v Plzni stavba nového mostu přes řeku, řekl starosta.",
    "hu": "A képviselő-testület hétfőn úgy döntött, hogy új hidat építenek a folyó fölé, időben.",
    "tr": "Belediye meclisi pazartesi günü ırmağın üstüne yeni bir köprü yapılmasına karar verdi, diyor başkan Işık.",
    "lt": "Miesto taryba pirmadienį nusprendė, kad per upę bus pastatytas naujas tiltas, žmonės džiaugėsi.",
    "ru": "Президент заявил в понедельник, что это очень важно для всех жителей.",
    "uk": "Міська рада вирішила в понеділок, що її новий міст збудують цього року.",
    "el": "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να χτίσει μια νέα γέφυρα στον ποταμό.",
    "he": "מועצת העיר החליטה ביום שני לבנות גשר חדש מעל הנהר, כך אמר ראש העיר.",
    "ar": "قرر مجلس المدينة يوم الاثنين بناء جسر جديد فوق النهر، وقال رئيس البلدية إن العمل سيبدأ قريبا.",
    "th": "สภาเมืองตัดสินใจเมื่อวันจันทร์ว่าจะสร้างสะพานใหม่ข้ามแม่น้ำในปีหน้า",
    "ja": "市議会は月曜日、川に新しい橋を建設することを決定した。",
    "zh": "市议会星期一决定在河上建一座新桥，市长说工程将在明年开始，人们已经等了很多年。",
    "tw": "市議會星期一決定在河上建一座新橋，市長說工程將在明年開始，人們已經等了很多年。",
    "ko": "시의회는 월요일 강 위에 새로운 다리를 건설하기로 결정했다고 시장이 말했다.",
}
CODECS = [
    ("de", "cp1252"), ("de", "mac-roman"), ("fr", "cp1252"), ("es", "cp1252"), ("pl", "cp1250"), ("pl", "iso8859-2"),
    ("cs", "cp1250"), ("cs", "iso8859-2"), ("hu", "cp1250"), ("hu", "iso8859-2"), ("tr", "cp1254"), ("lt", "cp1257"),
    ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "iso8859-5"), ("ru", "cp866"), ("ru", "mac-cyrillic"), ("uk", "cp1251"),
    ("uk", "koi8-u"), ("el", "cp1253"), ("el", "iso8859-7"), ("he", "cp1255"), ("ar", "cp1256"), ("ar", "iso8859-6"),
    ("th", "cp874"), ("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("zh", "gb18030"), ("tw", "cp950"),
    ("ko", "cp949"), ("ko", "iso2022_kr"), ("zh", "utf-16-le"), ("ja", "utf-16-be"), ("ko", "utf-32-le"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "codec"), CODECS)
def test_one_sentence_is_enough(language: str, codec: str) -> None:
    text = TEXTS[language] + "\n"
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9", "café"),
        (b"It\x92s \x93so\x94", "It’s “so”"),
        (b"5 \x80 \x96 or more", "5 € – or more"),
        (b"from \xa32.50 to \xa39", "from £2.50 to £9"),
        (b"5 \xa3 a head", "5 £ a head"),
        (b"the \xa3 fell", "the £ fell"),
        ("costs £14,300".encode("cp850"), "costs £14,300"),
        ("costs £14,300".encode("mac-roman"), "costs £14,300"),
        (b"voil\xe0 l'\xc9tat", "voilà l'État"),
        ("Москва".encode("cp1251"), "Москва"),
    ],
)
def test_a_word_is_mostly_enough(data: bytes, text: str) -> None:
    assert decode(data).text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_byte_of_ascii_is_found_too(codec: str) -> None:
    text = "より詳しい統計と、これらの数字を解釈する方法のヒントを参照できます。"
    assert decode(text.encode(codec)).text == text


def test_letters_behind_much_plain_text_are_found() -> None:
    text = "plain words that say nothing of it \n" * 3000 + TEXTS["ru"] + "\n" + "more of the same\n" * 3000
    assert decode(text.encode("koi8-r")).text == text


def test_what_looks_like_no_language_has_no_encoding() -> None:
    assert guess(b"\x81\x8d\x8f\x90\x9d\xff\xfe a" * 20) is None


def test_a_codec_of_which_nothing_is_known_fits_neither_well_nor_badly() -> None:
    assert fitness(b"\xe9\xe8", "cp1125") == 0


def test_bytes_of_ascii_alone_say_nothing() -> None:
    assert fitness(b"plain", "cp1252") == 0
    assert fitness(b"plain", "cp932") == -1


@pytest.mark.parametrize("text", ["été", "l'été à la façon", "Maße, über", "mañana está", "på øya være"])
def test_small_letters_of_one_language_within_words_are_plain(text: str) -> None:
    assert is_plain(text.encode("cp1252"), text)


@pytest.mark.parametrize("text", ["É", "éT", "a ç b", "it\u2019s", "ñoße", "Ã©", "50 \xb0"])
def test_what_may_be_another_encoding_is_not_plain(text: str) -> None:
    assert not is_plain(text.encode("cp1252"), text)


@given(st.text(alphabet="abcdeXYZ .\n'éèàçœäöüßñáóåæøã", min_size=20, max_size=300))
def test_what_is_plain_fits(text: str) -> None:
    data = text.encode("cp1252")
    assert text.isascii() or not is_plain(data, text) or fitness(data, "cp1252") >= LEAST
