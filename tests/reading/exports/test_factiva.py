"""Exports of Factiva in their three forms."""

from __future__ import annotations

import pytest

from tests.reading.exports.exported import BODY, OTHER, around, day, documents, is_export, only, shown

FIELDS = (
    ("SE", "Business"), ("HD", "Crusher halts plants"), ("BY", "By Carla Ibanez"), ("WC", "104 words"),
    ("PD", "10 November 2026"), ("ET", "15:42"), ("SN", "Pampa Wire"), ("SC", "PAMPW"), ("LA", "English"),
    ("CY", "Copyright 2026 Pampa Wire."), ("LP", BODY), ("TD", f"{OTHER}\n\nIN a word, it is wet."),
    ("CO", "rioacei : Rio Aceites SA"), ("IN", "i41 : Agriculture | i421 : Oils/Fats"), ("PUB", "Pampa Wire SRL"),
    ("AN", "Document PAMPW00020261110emba0001x"),
)  # fmt: skip
SECOND = (
    ("HD", "Ferry jumps"), ("WC", "58 words"), ("PD", "11 November 2026"), ("SN", "Baltic Daily"), ("LP", ""),
    ("TD", OTHER), ("AN", "Document BALMD00020261111emba0000b"),
)  # fmt: skip
PLAIN = f"""Crusher halts
plants

By Carla Ibanez
104 words
10 November 2026
15:42
Pampa Wire
PAMPW
English
Copyright 2026 Pampa Wire.

{BODY}

{OTHER}

Pampa Wire SRL

Document PAMPW00020261110emba0001x

Ferry jumps
Tom Ellery
58 words
11 November 2026
Baltic Daily
BALMD
12
English

{OTHER}

Document BALMD00020261111emba0000b
"""


@pytest.mark.parametrize("form", ["{}\n{}\n\n", "{}\n\n{}\n\n", "{}  {}\n", "{}\t{}\n", "{} {}\n"])
def test_codes_in_each_form(form: str) -> None:
    text = "".join(form.format(*pair) for pair in FIELDS) + "\n" + "".join(form.format(*pair) for pair in SECOND)
    one, other = documents(text)
    stated = one.stated
    assert (stated.headline, stated.byline, stated.agency) == ("Crusher halts plants", "Carla Ibanez", "Pampa Wire")
    assert (day(one), day(other)) == (("2026-11-10 15:42", "minute"), ("2026-11-11 00:00", "day"))
    assert (stated.guid, stated.language) == ("PAMPW00020261110emba0001x", "en")
    assert stated.subjects == ("Business", "rioacei", "Rio Aceites SA", "i41", "Agriculture", "i421", "Oils/Fats")
    assert (shown(one), shown(other)) == ([BODY, OTHER, "IN a word, it is wet."], [OTHER])
    assert around(one) == ["WC: 104 words", "SC: PAMPW", "PUB: Pampa Wire SRL"]


def test_what_stands_below_the_last_article_stands_around_it() -> None:
    text = "".join(f"{code}\n{value}\n\n" for code, value in FIELDS)
    assert around(only(f"{text}\nSearch Summary\n"))[-1] == "Search Summary"


def test_without_codes_the_order_of_lines_tells() -> None:
    one, other = documents(PLAIN)
    assert (one.stated.headline, one.stated.byline, one.stated.agency) == (
        "Crusher halts plants",
        "Carla Ibanez",
        "Pampa Wire",
    )
    assert (other.stated.headline, other.stated.byline, other.stated.agency) == (
        "Ferry jumps",
        "Tom Ellery",
        "Baltic Daily",
    )
    assert (day(one), day(other)) == (("2026-11-10 15:42", "minute"), ("2026-11-11 00:00", "day"))
    assert (shown(one), shown(other)) == ([BODY, OTHER], [OTHER])
    assert around(one) == ["104 words", "PAMPW", "Pampa Wire SRL"]


@pytest.mark.parametrize(
    "text",
    [
        "BY the time it closed, it was full.\nIN the morning it was not.\nHD video ran.\nSN bonds fell.\nPD came.\n",
        f"{BODY}\n\nDocument PAMPW00020261110emba0001x\n",
    ],
)
def test_prose_is_none(text: str) -> None:
    assert not is_export(text)


def test_an_article_without_its_count_is_all_text() -> None:
    one, other, last = documents(
        PLAIN.replace("Ferry jumps", f"{BODY}\n\nDocument PAMPW00020261110emba0002x\n\nFerry jumps")
    )
    assert (other.stated.headline, shown(other)) == (None, [BODY])
    assert (one.stated.headline, last.stated.headline) == ("Crusher halts plants", "Ferry jumps")
