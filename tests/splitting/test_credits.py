"""Credits of pictures by their form alone, in many languages; and what only begins like one."""

from __future__ import annotations

import numpy as np
import pytest

from feedmill.model import Label
from feedmill.splitting import split_text
from feedmill.splitting.credits import LONGEST, MOST_NAMES, is_credit
from feedmill.splitting.furniture import labels_of
from feedmill.splitting.lines import Line
from tests.splitting.stories import FERRY

LIMITS = (0.1, 0.6, 0.9)
CREDITS = (
    "Photo: Anna Weber/Reuters",
    "(Photo credit: Anna Weber)",
    "© AFP",
    "Image: Norwick Museum, 1987",
    "Foto: Anna Weber/dpa",
    "Bild: Stadtarchiv Köln",
    "Bildquelle: © Anna Weber",
    "Photo : Jean Dupont / AFP",
    "Crédit photo : Claire Moreau pour Le Matin",
    "Imagen: Archivo General de Indias",
    "Immagine: Comune di Pavia",
    "Imagem: Divulgação",
    "Beeld: Pieter van der Berg",
    "Arkivbild: Karin Öberg",
    "Kuva: Matti Virtanen / Lehtikuva",
    "Fot.: Piotr Nowak / PAP",
    "Zdjęcie: Anna Kowalska",
    "Snímek: Jana Dvořáková",
    "Фото: Пётр Иванов / ТАСС",
    "Світлина: Іван Гончар",
    "Снимка: Георги Димитров, БТА",
    "Fotó: Nagy Péter / MTI",
    "Sursa foto: Agerpres",
    "Fotoğraf: Mehmet Yılmaz / AA",
    "Φωτογραφία: Γιώργος Παππάς",
    "صورة: وكالة الأنباء",
    "צילום: דוד כהן",
    "写真：田中一郎",
    "图片来源：新华社",
    "사진: 연합뉴스",
)


@pytest.mark.parametrize("text", CREDITS)
def test_a_word_for_a_picture_and_names_are_a_credit(text: str) -> None:
    assert is_credit(text)


@pytest.mark.parametrize(
    "text",
    [
        "Photo: the mayor opens the bridge on Monday",
        "Bild: Merkel will nicht mehr antreten",
        "Фото: что известно о новой выставке",
        "Photos of the storm",
        "Graphics: Nvidia GeForce RTX 2070",
        "Grafik: Intel UHD620",
        "Photo:",
        "Photo: ...",
        "Imageworks: Ann Lee",
        "Credit Suisse: Anna Weber",
        f"Photo: {'A' * LONGEST}",
        f"Photo: {'Anna ' * (MOST_NAMES + 1)}".strip(),
    ],
)
def test_a_sentence_about_a_picture_is_none(text: str) -> None:
    assert not is_credit(text)


def test_a_credit_is_furniture_however_unlikely_the_model_thinks_it() -> None:
    lines = [Line(0, 0, "Снимка: Георги Димитров"), Line(0, 0, "Photo: the mayor opens a bridge")]
    assert labels_of(lines, np.zeros(2, np.float32), LIMITS) == [Label.CREDIT, None]


def test_a_stated_heading_is_none() -> None:
    heading = Line(0, 0, "Photo: Anna Weber", level=2)
    assert labels_of([heading], np.zeros(1, np.float32), LIMITS) == [None]


@pytest.mark.parametrize("credit", ["Снимка: Георги Димитров, БТА", "Immagine: Comune di Pavia"])
def test_a_story_goes_on_behind_a_credit(credit: str) -> None:
    text = "\n".join([*FERRY.paragraphs[:3], credit, *FERRY.paragraphs[3:]])
    found = split_text(text)
    assert [(one.label, text[slice(*one.spans[0])]) for one in found.furniture] == [(Label.CREDIT, credit)]
    assert [len(story.spans) for story in found.stories] == [2]
