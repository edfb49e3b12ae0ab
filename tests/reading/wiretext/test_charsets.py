"""Code pages and national sets are told by the words that they make."""

from __future__ import annotations

import pytest

from feedmill.reading.wiretext.charsets import Wired, read_like, read_wire

GERMAN = "Der Präsident möchte für das größte Schiff im Hafen später eine Straße bauen, während es kühl bleibt."
FRENCH = "Le gouvernement a présenté sa réforme à la presse, où il a été très clair: « il faut avancer », dès l'été."
SPANISH = "El año que viene la señora Muñoz visitará España y también la región del río Gañán, según informó."
POLISH = "Zażółć gęślą jaźń, powiedział wójt, a łódź wpłynęła do portu, gdzie czekały już tłumy mieszkańców."
RUSSIAN = "Корабль вошёл в порт рано утром, и весь город вышел его встречать, сообщил мэр."


@pytest.mark.parametrize("page", ["cp1252", "cp850", "cp437", "utf-8", "mac_roman"])
@pytest.mark.parametrize("text", [GERMAN, FRENCH.replace("«", '"').replace("»", '"'), SPANISH])
def test_western_text_is_read_by_its_page(text: str, page: str) -> None:
    data = text.encode(page, errors="ignore")
    assert read_wire(data).text == data.decode(page)


@pytest.mark.parametrize(
    "text",
    [
        "Ministr řekl, že je spokojený, protože zákon bude sloužit všem, také těm nejmenším, které jsou u řeky.",
        "Minister powiedział, że ustawa będzie służyć wszystkim miastom, także najmniejszym, które są nad morzem.",
        "Az elnök szerint az első hajó hétfőn érkezik a kikötőbe, amelyről később döntenek.",
        "Ministar kaže da će zakon služiti svima, također najmanjima, što još nije bilo, a već je kasno.",
    ],
)
@pytest.mark.parametrize("page", ["cp1250", "iso8859_2", "cp852"])
def test_text_of_central_europe_is_told_by_its_words(text: str, page: str) -> None:
    assert read_wire(text.encode(page)).text == text


def test_signs_that_are_letters_in_central_europe_do_not_make_a_text_one_of_it() -> None:
    text = "El presidente visitará mañana la 1ª planta, nº 3, de 12 m³; después habló del año próximo."
    assert read_wire(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (
            "Praha 22. září - Vláda dnes schválila návrh rozpočtu na příští rok. Opoziční ČSSD návrh kritizuje.",
            "cp1250",
        ),
        ("Başbakan, Türkiye'nin Avrupa Birliği'ne üyelik sürecinde adımlar atıldığını söyledi.", "cp1254"),
        ("Predlog će biti upućen Skupštini po hitnom postupku, rečeno je posle sednice u Šapcu.", "cp852"),
        ("Seimas antradienį patvirtino naują švietimo ministrą, už jį balsavo 71 Seimo narys.", "cp1257"),
    ],
)
def test_letters_that_no_western_language_has_together_are_left_to_the_guesser(text: str, page: str) -> None:
    assert read_wire(text.encode(page)).text == text


@pytest.mark.parametrize(("text", "page"), [(POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")])
def test_other_scripts_are_left_to_the_guesser_of_all_formats(text: str, page: str) -> None:
    found = read_wire((text + "\n").encode(page) * 3)
    assert text in found.text
    assert found.notes


@pytest.mark.parametrize(
    ("language", "sent", "meant"),
    [
        ("de", "f}r die k|nnen }ber gr|~te m}ssen", "für die können über größte müssen"),
        ("sv", "b}tarna g}r fr}n hamnen f|r att f} h|ra", "båtarna går från hamnen för att få höra"),
        (
            "de",
            "K|ln (dpa) - Die Stra~enbahn f{hrt wieder. Versp{tung gibt es }ber Nacht.",
            "Köln (dpa) - Die Straßenbahn fährt wieder. Verspätung gibt es über Nacht.",
        ),
        ("fi", "hallitus p{{tti v{hent{{ tukia, mit{ se on", "hallitus päätti vähentää tukia, mitä se on"),
        ("fr", "la r{union a {t{ prolong{e apr}s un d{bat", "la réunion a été prolongée après un débat"),
        ("es", "el a|o que viene, dijo el se|or", "el año que viene, dijo el señor"),
        ("no", "regeringen vil s{nke afgiften p} |l, det fremg}r", "regeringen vil sænke afgiften på øl, det fremgår"),
        ("no", "b}tene g}r p} sj|en f|r de n}r havn", "båtene går på sjøen før de når havn"),
    ],
)
def test_a_national_set_is_told_by_the_words_that_it_makes(language: str, sent: str, meant: str) -> None:
    found = read_wire(sent.encode())
    assert (found.text, found.encoding) == (meant, f"iso646-{language}")
    assert found.notes == (f"encoding_guessed: iso646-{language}",)


@pytest.mark.parametrize(
    "text",
    [
        "Gulls 7{ games back, Rams 3{",
        "a[i] = {x: y|z}; b{c}",
        "plain words",
        "le {code} a|b de la foo|bar et le na{me}",
    ],
)
def test_braces_that_make_no_words_stay(text: str) -> None:
    assert read_wire(text.encode()) == Wired(text, "ascii")


def test_national_sets_are_not_looked_for_where_braces_have_a_meaning() -> None:
    assert read_wire(b"f}r k|nnen }ber", seven_bit=False).text == "f}r k|nnen }ber"


def test_escapes_to_other_sets_are_dropped() -> None:
    assert read_wire(b"one \x1b(Btwo \x0ethree\x0f").text == "one two three"
    assert read_wire(b"\x1b[1mone\x1b[0m").text == "one"


def test_a_header_is_read_by_the_encoding_of_its_text() -> None:
    assert read_like("Häfen".encode("cp850"), read_wire(GERMAN.encode("cp850"))) == "Häfen"
    assert read_like(b"H{fen", Wired("", "iso646-de")) == "Häfen"
    assert read_like("Häfen".encode(), Wired("plain", "ascii")) == "Häfen"


def test_what_no_encoding_makes_sense_of_is_written_out() -> None:
    assert read_wire(b"\x81\x8d\x8f\x90\x9d" * 40).text


def test_control_characters_stay_where_the_encoding_is_guessed() -> None:
    data = "“5\x1fcents” – a\x13b".encode("cp1252")
    assert read_wire(data).text == "“5\x1fcents” – a\x13b"


def test_apostrophes_of_english_show_windows_1252() -> None:
    text = "They’ve raised money, “all of it in checks,” she said. It’s a start."
    assert read_wire(text.encode("cp1252")).text == text
    assert (
        read_wire("Así lo dijo, aquí y allí, según él.".encode("mac_roman")).text
        == "Así lo dijo, aquí y allí, según él."
    )


@pytest.mark.parametrize("text", ["The Nisga’a run the port.", "“We won’t go,” she said — “Not now.”"])
def test_quotes_of_windows_are_no_letters_of_the_macintosh(text: str) -> None:
    found = read_wire(text.encode("cp1252"))
    assert (found.text, found.encoding) == (text, "cp1252")


def test_letters_of_the_macintosh_are_still_told() -> None:
    text = "El país dejó más de mil años atrás, según él."
    assert read_wire(text.encode("mac_roman")).text == text
