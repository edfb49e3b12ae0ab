"""Credits of pictures, known in many languages by their form alone: a word for a picture, a colon, and names.

Sure enough to stand beside the trained model, which has seen few languages. Whoever tells a story about a photo writes
a sentence: what follows the colon here has no word in small letters but those that join names.
"""

from __future__ import annotations

import re

from feedmill.splitting.vocabulary import JOINING

LONGEST = 110
MOST_NAMES = 12

_OPENINGS = (
    r"photo(?:graph)?s?|pictures?|images?|pic|illustrations?|graphics?|(?:cover|file|archive|stock|handout) photo",
    r"(?:photo|image|picture|video)s? (?:credits?|source|courtesy|by)|credits?",
    r"fotos?|bild(?:er)?|grafik|fotomontage|(?:archiv|symbol|beispiel|titel)(?:foto|bild)",
    r"(?:foto|bild)(?:er)?-?(?:credits?|quellen?|nachweise?|rechte)",
    r"crédits?(?: photos?| images?)?|photos? d[’']illustration|photographies?",
    r"fotograf[ií]as?|im[aá]gen(?:es)?|foto de archivo|cr[eé]ditos?(?: d[ae]s? (?:la )?fotos?)?|imagem|imagens",
    r"fotografie|immagin[ei]|crediti(?: foto)?|sursa foto|credit foto|fotoğraf|görsel",
    r"foto[’']s|beeld|arkiv(?:foto|bild)|billeder?|bildet?|kuvat?|kuvituskuva",
    r"fot\.?|zdjęci[ea]|sním(?:ky?|ek)|fotky?|fotó|kép|bildoj?|fotoj",
    r"фото(?:графия|граф)?|снимок|снимка|иллюстрация|изображение|світлина|ілюстрація|зображення|фота|слика",
    r"φωτ(?:ό|ο|ογραφία|ογραφίες)|صورة|الصورة|تصوير|عکس|צילום|צילומים|תמונה|फोटो|ảnh|ภาพ",
    r"写真(?:提供)?|画像(?:提供)?|撮影|图片来源|图源|图片|摄影|圖片來源|圖片|攝影|사진(?:제공)?",
)
OPENING = re.compile(rf"[(\[]?(?:(?:{'|'.join(_OPENINGS)})\s?[:：]\s?|©\s?)(?=\S)", re.IGNORECASE)
OPENED = (":", "：", "©")
NAME = re.compile(r"[^\s/|,;•·&+©()\[\]:–—]+")
MARKS = "\"“”„«»'’.-"
MEASURED = re.compile(r"(?!(?:19\d\d|20[0-4]\d)\b)\w*\d")
"""A word with a digit that is no year: what a list of features gives, not who took a picture."""


def is_credit(text: str) -> bool:
    """Whether a line is, by its form alone, the credit of a picture: `Foto: Anna Weber/dpa`, `© AFP`."""
    opening = OPENING.match(text) if len(text) <= LONGEST and any(mark in text for mark in OPENED) else None
    if opening is None:
        return False
    names = NAME.findall(text, opening.end())
    named = any(char.isalpha() for name in names for char in name)
    return named and len(names) <= MOST_NAMES and all(map(_is_name, names))


def _is_name(word: str) -> bool:
    """Whether a word has a capital (or its script none) or joins names, or is a year, a mark or an address."""
    bare = word.strip(MARKS)
    if MEASURED.match(bare):
        return False
    if not bare[:1].isalpha() or "." in bare or "@" in bare:
        return True
    return not bare[0].islower() or bare.lower() in JOINING
