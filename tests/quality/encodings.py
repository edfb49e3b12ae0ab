"""Real texts of twelve languages in the encodings that they are sent in, and how many of them come out right."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from feedmill.errors import Rejected
from feedmill.reading.decoding import decode
from feedmill.splitting.training.articles import data_folder

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
WESTERN = ("cp1252", "iso8859-1", "iso8859-15", "mac-roman", "cp850")
CODECS = {
    **dict.fromkeys(("en", "da", "de", "es", "fr", "it", "pt", "sv"), WESTERN),
    "pl": ("cp1250", "iso8859-2", "cp852"),
    "ru": ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "eo": ("iso8859-3",),
}
LABELS = {"mac-roman": "macintosh", "mac-cyrillic": "x-mac-cyrillic", "iso2022_jp": "iso-2022-jp", "cp932": "shift_jis"}
WHOLE, SHORT = 5000, 120


@dataclass(frozen=True, slots=True)
class Sample:
    """A text as bytes; `length` is `whole` or `short`."""

    text: str
    data: bytes
    codec: str
    length: str

    def declared(self) -> tuple[str, bytes]:
        """The text in a file that declares its encoding, as text and as bytes."""
        label = LABELS.get(self.codec, self.codec)
        text = f'<?xml version="1.0" encoding="{label}"?>\n<p>{self.text}</p>'
        return text, text.encode(self.codec)


def has_data() -> bool:
    """Whether the texts are there."""
    return (data_folder() / "open").is_dir() and (data_folder() / "wikinews").is_dir()


def samples(count: int) -> Iterator[Sample]:
    """Up to `count` texts of each language in each of its encodings, whole and short. Plain ASCII tells nothing of an
    encoding of one byte a character, and is left out there.
    """
    for language, texts in sorted(_texts(count).items()):
        for codec in (*CODECS[language], *UNICODE):
            for length, pieces in texts.items():
                for text in pieces:
                    try:
                        data = text.encode(codec)
                    except UnicodeEncodeError:
                        continue
                    if codec in UNICODE or not text.isascii():
                        yield Sample(text, data, codec, length)


@cache
def _texts(count: int) -> dict[str, dict[str, list[str]]]:
    """Texts of each language: whole, and the beginning of a paragraph with a letter beyond ASCII."""
    chosen = random.Random(7)  # noqa: S311 -- the same choice each time, no secret
    found = {}
    for language, all_ in documents().items():
        some = chosen.sample(all_, min(count, len(all_)))
        short = [line[:SHORT] for text in some for line in text.split("\n") if not line[:SHORT].isascii()]
        found[language] = {
            "whole": [text[:WHOLE] for text in some],
            "short": chosen.sample(short, min(count, len(short))),
        }
    return found


def documents() -> dict[str, list[str]]:
    """All documents, by language."""
    found: dict[str, list[str]] = {}
    for path in sorted((data_folder() / "open").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = ["\n".join(json.loads(line).get("paras") or ()) for line in lines]
        found.setdefault(path.name.split(".")[-3], []).extend(text for text in texts if text)
    for path in sorted((data_folder() / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            found["en"] += [max(row, key=len) for row in csv.reader(rows) if row]
    return found


def is_right(text: str, data: bytes) -> bool:
    """Whether bytes are read as the text that they are."""
    try:
        return decode(data).text == text
    except Rejected:
        return False
